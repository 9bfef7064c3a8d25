//! What returns and cancellations do to a customer's figures.

use serde::{Deserialize, Serialize};

/// How rows marked as returned are handled. They are never an order and never a last purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnsPolicy {
    /// They lower the customer's total.
    #[default]
    Net,
    /// They are passed over, and counted as left out.
    LeftOut,
}
