//! 全国地方公共団体コード: the six digits of a prefecture or a municipality.

use serde::{Deserialize, Serialize};

/// Five digits and their check digit, such as `122203` for 流山市.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocalGovernmentCode(String);

impl TryFrom<String> for LocalGovernmentCode {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Ok(Self(text))
    }
}

impl From<LocalGovernmentCode> for String {
    fn from(code: LocalGovernmentCode) -> Self {
        code.0
    }
}
