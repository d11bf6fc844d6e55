//! Numbers of headings and items. A number is a label, not an identity.

use serde::{Deserialize, Serialize};

/// A label as printed and what identifies it under its parent.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Label {
    /// The label without its closing punctuation: `1-1-1`, `①`, `施策1-1`.
    pub text: String,
    /// As printed before the title, with punctuation and spaces: `1-1-1. `, `①`.
    pub printed: String,
}
