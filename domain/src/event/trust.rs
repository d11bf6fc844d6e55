//! Redaction (墨塗り).

use crate::value::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A text of an event is masked by order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct TextRedacted {
    /// Which event of this plan.
    pub sequence: u64,
    /// Which of its redactable fields.
    pub field: Text,
    /// Who ordered it.
    pub authority: Text,
    /// Why.
    pub reason: Text,
}
