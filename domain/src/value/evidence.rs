//! What a decision rests on.

use crate::digest::Digest;
use crate::id::SourceId;
use crate::value::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A kept file, or a citation of a document that is kept elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// A file kept by its content.
    File {
        /// The registered source.
        source: SourceId,
        /// SHA-256 of its bytes.
        sha256: Digest,
        /// Its name when it was handed in.
        name: Text,
        /// Page or row, as a person would say it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Text>,
    },
    /// A document named in words.
    Citation {
        /// Which document.
        document: Text,
        /// Page or row.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Text>,
    },
}
