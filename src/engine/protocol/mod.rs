//! What the page can ask the engine, and what it answers. Everything here is small and
//! serialisable: files cross as handles, tables never.

mod basis;
mod customers;
mod facets;
mod hand_over;
mod pages;
mod reply;
mod request;
mod sentences;

pub use basis::{Basis, BasisTexts};
pub use customers::{
    CustomerEvent, CustomerPage, CustomerPlace, CustomerRfm, CustomerRow, CustomersPage, FurtherColumn, ListColumns,
    PurchaseLine,
};
pub use facets::{Facet, Facets};
pub use hand_over::{FileKind, HandOverFailure, HandOverReply, HandOverRequest};
pub use pages::{Candidates, Computed};
pub use reply::{Failure, KeepProblem, Loaded, LoadedFile, NotRestored, Reply};
pub use request::{
    Again, CandidateList, Computation, CustomerList, CustomerSort, FileRequest, PageRequest, Query, Request,
    SetRequest, TableAsked,
};
