//! The kiosk: the operator's page, and the screens respondents see.

mod exit;
mod operator;
mod screens;
mod setup;

pub use operator::OperatorPage;
pub use screens::Screens;
