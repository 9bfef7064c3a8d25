//! What customers say: would they recommend us, and what are we to make of it.

pub mod grouping;
pub mod nps;
