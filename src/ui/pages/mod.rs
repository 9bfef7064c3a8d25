//! One file or folder per page.

pub mod customer;
pub mod customers;
pub mod follow_up;
pub mod import;
pub mod kiosk_door;
pub mod settings;
pub mod unknown;
