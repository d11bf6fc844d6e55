//! Who acts.

use crate::id::ActorId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a person or a machine is to the register; the access matrix says what each may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Anyone, not signed in.
    Public,
    /// 監査.
    Auditor,
    /// 委員.
    Member,
    /// 議会事務局.
    Staff,
    /// Manages accounts, not plans.
    Admin,
    /// The operator of the host, at its command line.
    Operator,
}

impl Role {
    /// Every role, in the order of the access matrix.
    pub const ALL: [Self; 6] =
        [Self::Public, Self::Auditor, Self::Member, Self::Staff, Self::Admin, Self::Operator];

    /// The stored name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Auditor => "auditor",
            Self::Member => "member",
            Self::Staff => "staff",
            Self::Admin => "admin",
            Self::Operator => "operator",
        }
    }

    /// The role of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A named person or machine in a role.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
pub struct Actor {
    /// The same through all of the actor's names and roles.
    pub id: ActorId,
    /// The role in which it acts.
    pub role: Role,
    /// The name that history shows.
    pub name: String,
}
