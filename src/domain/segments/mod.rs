//! Who the customers are: groups by what they did, and how far value rests on a few of them.

pub mod concentration;
mod returns;
pub mod rfm;

pub use returns::ReturnsPolicy;
