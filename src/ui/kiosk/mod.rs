//! The kiosk: the operator's page, and the screens respondents see.

mod exit;
mod hand_over;
mod operator;
mod screens;

pub use operator::OperatorPage;
pub use screens::Screens;
