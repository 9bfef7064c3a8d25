//! Cases: their way from answer to end, ledgers brought together, and what cases add up to.

mod desk;
mod figures;
mod merging;
mod pages;
mod tables;
mod unreachable;
mod way;
