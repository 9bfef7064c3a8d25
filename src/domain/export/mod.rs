//! Files that leave the product: each is made in memory and handed to the browser to save.

pub mod csv;
