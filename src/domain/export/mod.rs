//! Files that leave the product: each is made in memory and handed to the browser to save.

mod archive;
pub mod csv;
pub mod table;
pub mod xlsx;
