//! SHA-256 over bytes, and over the canonical form (RFC 8785) of a value.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::{fmt, io};

/// A SHA-256, printed as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 32]);

/// The text is not 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256: {0:?}; accepted are 64 hexadecimal digits")]
pub struct NotADigest(pub String);

impl Digest {
    /// Of bytes, as `sha256sum` prints it.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Of what is written, without keeping it.
    ///
    /// # Errors
    /// Those of `write`; taking what is written causes none.
    pub fn of_written(write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> io::Result<Self> {
        let mut digest = Sha256::new();
        write(&mut digest)?;
        Ok(Self(digest.finalize().into()))
    }

    /// Of a value's canonical JSON.
    ///
    /// # Panics
    /// Never for the types of this crate: their keys are strings and their numbers integers.
    pub fn of_value<T: Serialize>(value: &T) -> Self {
        let bytes =
            serde_json_canonicalizer::to_vec(value).expect("the domain's types have a canonical form");
        Self::of_bytes(&bytes)
    }

    /// Reads the printed form.
    ///
    /// # Errors
    /// [`NotADigest`] when it is not 64 hexadecimal digits.
    pub fn parse(text: &str) -> Result<Self, NotADigest> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| NotADigest(text.to_owned()))?;
        Ok(Self(bytes))
    }

    /// The raw 32 bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl TryFrom<String> for Digest {
    type Error = NotADigest;

    fn try_from(text: String) -> Result<Self, NotADigest> {
        Self::parse(&text)
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}
