//! Who may do what: the access matrix, which the router, the documentation and the tests read.

use crate::caller::{Caller, Scope};
use crate::error::AppError;
use domain::id::PlanId;
use domain::value::Role;

/// What may be done with a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operation {
    /// Read and export what is published.
    ReadPublished,
    /// Read and export drafts, proposals and what is not published.
    ReadDraft,
    /// Read the full history with its actors.
    ReadHistory,
    /// Create a plan.
    CreatePlan,
    /// Import, edit, report progress, correct.
    Edit,
    /// Open and submit a cycle, record decisions.
    Decide,
    /// Approve or return what was submitted.
    Review,
    /// Adopt, publish, withdraw.
    Adopt,
    /// Read the security log.
    ReadSecurityLog,
    /// Users, grants, settings.
    Administer,
    /// One's own tokens.
    OwnTokens,
    /// Backup, restore, keys, redaction, tokens of others: at the host's command line only.
    Host,
}

/// What the matrix says about a role and an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Allowed.
    Allowed,
    /// Allowed with a grant on the plan, hidden without.
    Granted,
    /// Refused, and said so.
    Refused,
    /// Not said to exist.
    Hidden,
}

/// What a caller is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It may.
    Yes,
    /// It may not.
    Refused,
    /// There is no such thing, as far as it can tell.
    Hidden,
}

impl Operation {
    /// Every operation, in the order of the matrix.
    pub const ALL: [Self; 12] = [
        Self::ReadPublished,
        Self::ReadDraft,
        Self::ReadHistory,
        Self::CreatePlan,
        Self::Edit,
        Self::Decide,
        Self::Review,
        Self::Adopt,
        Self::ReadSecurityLog,
        Self::Administer,
        Self::OwnTokens,
        Self::Host,
    ];

    /// The row of the matrix: public, auditor, member, staff, admin.
    const fn row(self) -> [Access; 5] {
        use Access::{Allowed as A, Granted as G, Hidden as H, Refused as R};
        match self {
            Self::ReadPublished => [A, A, A, A, A],
            Self::ReadDraft | Self::ReadHistory => [H, A, G, G, H],
            Self::CreatePlan => [R, R, R, A, R],
            Self::Edit | Self::Decide | Self::Adopt => [H, R, R, G, H],
            Self::Review => [H, R, G, G, H],
            Self::ReadSecurityLog => [H, A, R, R, A],
            Self::Administer => [H, R, R, R, A],
            Self::OwnTokens => [R, A, A, A, A],
            Self::Host => [H, R, R, R, R],
        }
    }

    /// What the matrix says. The operator of the host stands outside: everything is allowed at its command line.
    pub const fn access(self, role: Role) -> Access {
        let row = self.row();
        match role {
            Role::Public => row[0],
            Role::Auditor => row[1],
            Role::Member => row[2],
            Role::Staff => row[3],
            Role::Admin => row[4],
            Role::Operator => Access::Allowed,
        }
    }

    /// Whether a token may never do it, whatever its role.
    const fn is_closed_to_tokens(self) -> bool {
        match self {
            Self::ReadSecurityLog | Self::Administer | Self::OwnTokens | Self::Host => true,
            Self::ReadPublished
            | Self::ReadDraft
            | Self::ReadHistory
            | Self::CreatePlan
            | Self::Edit
            | Self::Decide
            | Self::Review
            | Self::Adopt => false,
        }
    }
}

impl Caller {
    /// Whether this caller may do that, on that plan where there is one.
    pub fn may(&self, operation: Operation, plan: Option<PlanId>) -> Answer {
        if self.token && operation.is_closed_to_tokens() {
            return Answer::Refused;
        }
        // A new plan would lie outside the plans of a token that has some only.
        if self.token && operation == Operation::CreatePlan && self.scope != Scope::All {
            return Answer::Refused;
        }
        // A token reads and works inside its plans only; what is published is everyone's.
        let granted = plan.is_none_or(|plan| self.scope.grants(plan));
        match operation.access(self.actor.role) {
            Access::Allowed if operation == Operation::ReadPublished || granted => Answer::Yes,
            Access::Granted if granted => Answer::Yes,
            Access::Allowed | Access::Granted | Access::Hidden => Answer::Hidden,
            Access::Refused => Answer::Refused,
        }
    }

    /// Refuses what this caller may not do with the register itself, where there is nothing to hide.
    pub(crate) fn must(&self, operation: Operation) -> Result<(), AppError> {
        match self.may(operation, None) {
            Answer::Yes => Ok(()),
            Answer::Refused | Answer::Hidden => Err(AppError::Forbidden(operation)),
        }
    }
}
