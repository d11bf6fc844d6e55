//! Who calls: a named actor in a role, through a channel, with the plans that it was granted.

use domain::event::Channel;
use domain::id::{ActorId, PlanId};
use domain::value::{Actor, Role};
use uuid::Uuid;

/// The plans that a caller may work on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All plans of the register.
    All,
    /// These plans.
    Plans(Vec<PlanId>),
}

impl Scope {
    /// Whether the plan is granted.
    pub fn grants(&self, plan: PlanId) -> bool {
        match self {
            Self::All => true,
            Self::Plans(plans) => plans.contains(&plan),
        }
    }
}

/// Who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Who it is and in which role.
    pub actor: Actor,
    /// Through what it calls.
    pub channel: Channel,
    /// Which plans it was granted.
    pub scope: Scope,
    /// Whether it is a machine's token, which may never manage users, tokens and settings.
    pub token: bool,
}

/// The actor of everyone who is not signed in, and of the host's operator until accounts exist: the same name is
/// the same actor on every host.
fn actor_of_name(kind: &str, name: &str) -> ActorId {
    let digest = domain::digest::Digest::of_bytes(format!("minaoshi:{kind}:{name}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.bytes()[..16]);
    ActorId::new(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

impl Caller {
    /// Anyone, not signed in.
    pub fn public(channel: Channel) -> Self {
        let actor = Actor { id: ActorId::new(Uuid::nil()), role: Role::Public, name: String::new() };
        Self { actor, channel, scope: Scope::All, token: false }
    }

    /// The operator of the host under a name.
    pub fn operator(name: &str) -> Self {
        let actor =
            Actor { id: actor_of_name("operator", name), role: Role::Operator, name: name.to_owned() };
        Self { actor, channel: Channel::Cli, scope: Scope::All, token: false }
    }

    /// The same caller through a file of that name.
    pub fn through_file(&self, name: &str) -> Self {
        Self { channel: Channel::File { name: name.to_owned(), row: None }, ..self.clone() }
    }
}
