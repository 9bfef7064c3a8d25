//! Maximum likelihood for models of a few positive parameters.
//!
//! A model is a sum of logarithms over its data ([`Likelihood`]), written once in numbers that carry their derivatives
//! ([`Dual`]); parameters are searched on the scale of their logarithms, by BFGS from several starts and Newton's steps
//! at the end. Standard errors come from the matrix of second derivatives there.
//!
//! Some data have no best parameters: the likelihood grows, or stays level, as one of them runs away. What comes out
//! then is not a fit, and [`Doubt`] says so.

mod dual;
pub mod linear;
mod maximise;
pub mod scaled;
pub mod special;

pub use dual::{Dual, MOST};
pub use maximise::{Doubt, Fit, Likelihood, difference, maximise, maximise_by_part};
