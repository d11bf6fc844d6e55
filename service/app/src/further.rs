//! Ids that follow from the id of a command.

use domain::digest::Digest;
use uuid::{Builder, Uuid};

/// The id of a further thing that a command makes: the same for the same command, so that a repeated command names the
/// same things.
pub fn further_id(command: Uuid, what: &str) -> Uuid {
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
