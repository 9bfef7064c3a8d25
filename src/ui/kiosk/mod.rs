//! The kiosk: the operator's page, and the screens respondents see.

mod draw_code;
mod exit;
mod hand_over;
mod offline;
mod operator;
mod screens;
mod setup;
mod update;

pub use operator::OperatorPage;
pub use screens::Screens;
