//! Parts of pages that no general part can show; a page names them.

mod rule_check;
pub mod rule_table;
