//! 年度: April to March.

use serde::{Deserialize, Serialize};

/// A fiscal year, named by the western year in which it begins: 2019 is 平成31年度 and 令和元年度.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FiscalYear(i16);
