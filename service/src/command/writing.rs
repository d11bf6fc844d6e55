//! The id under which a command is recorded: fresh, unless it is given so that a command can be repeated safely.

use clap::Args;
use domain::digest::Digest;
use uuid::{Builder, Uuid};

/// What every writing command takes.
#[derive(Debug, Clone, Args)]
pub(crate) struct Writing {
    /// 記録の識別子（再実行用） · the id of the command; repeating it records nothing twice
    #[arg(long, value_name = "UUID")]
    id: Option<Uuid>,
}

impl Writing {
    /// The id of the command.
    pub(crate) fn id(&self) -> Uuid {
        self.id.unwrap_or_else(Uuid::now_v7)
    }
}

/// The id of a further thing that a command makes: the same for the same command, so that a repeated command names the
/// same things.
pub(crate) fn further_id(command: Uuid, what: &str) -> Uuid {
    let digest = Digest::of_bytes(format!("{command}:{what}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.bytes()[..16]);
    // The time of the command: ids sort by it.
    bytes[..6].copy_from_slice(&command.as_bytes()[..6]);
    Builder::from_bytes(bytes)
        .with_version(uuid::Version::SortRand)
        .with_variant(uuid::Variant::RFC4122)
        .into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_further_id_is_of_the_same_time_and_the_same_each_time() {
        let command = Uuid::now_v7();
        let first = further_id(command, "evidence 1");

        assert_eq!(first, further_id(command, "evidence 1"));
        assert_ne!(first, further_id(command, "evidence 2"));
        assert_eq!(first.get_version(), Some(uuid::Version::SortRand));
        assert_eq!(first.as_bytes()[..6], command.as_bytes()[..6]);
    }
}
