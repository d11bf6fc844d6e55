//! Where a command's file goes: to the standard output, or to a file that is there as a whole or not at all.

use crate::failure::Message;
use crate::output;
use app::Outgoing;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// What takes the bytes of a file, as they come.
#[derive(Debug)]
enum Target {
    /// The standard output.
    Output,
    /// A device or a pipe, which takes what it is given.
    Stream(File, PathBuf),
    /// A file; it is written beside its place first, so that nobody ever finds half of it.
    File(Unfinished),
}

/// A file that is not in its place yet.
#[derive(Debug)]
struct Unfinished {
    file: File,
    /// Where it is; none once it is in its place.
    temporary: Option<PathBuf>,
    place: PathBuf,
}

impl Target {
    /// The file of that name, the standard output without one.
    ///
    /// # Errors
    /// There cannot be such a file.
    fn new(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Self::Output) };
        if path.is_dir() {
            return Err(Message::is_directory(path).into());
        }
        let cannot = |error: io::Error| Message::unwritable(path, &error);
        if path.exists() && !path.is_file() {
            let file = File::options().write(true).open(path).map_err(cannot)?;
            return Ok(Self::Stream(file, path.to_owned()));
        }
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.tmp", std::process::id()));
        let temporary = path.with_file_name(name);
        let file = File::create_new(&temporary).map_err(cannot)?;
        Ok(Self::File(Unfinished { file, temporary: Some(temporary), place: path.to_owned() }))
    }

    /// Takes what comes next.
    ///
    /// # Errors
    /// It cannot be written.
    fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        let (written, path) = match self {
            Self::Output => return Ok(output::bytes(bytes)?),
            Self::Stream(file, path) => (file.write_all(bytes), path),
            Self::File(Unfinished { file, place, .. }) => (file.write_all(bytes), place),
        };
        written.map_err(|error| Message::unwritable(path, &error).into())
    }

    /// Nothing comes any more: a file goes to its place.
    ///
    /// # Errors
    /// It cannot be written.
    fn finish(self) -> anyhow::Result<()> {
        let Self::File(mut file) = self else { return Ok(()) };
        file.finish().map_err(|error| Message::unwritable(&file.place, &error).into())
    }
}

impl Unfinished {
    fn finish(&mut self) -> io::Result<()> {
        self.file.sync_all()?;
        if let Some(temporary) = &self.temporary {
            std::fs::rename(temporary, &self.place)?;
        }
        self.temporary = None;
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            // What could not be finished is not left behind, as far as that can be done.
            let _ = std::fs::remove_file(temporary);
        }
    }
}

/// Prints bytes, or writes the file where one is named.
///
/// # Errors
/// It cannot be written.
pub(crate) fn put(bytes: &[u8], path: Option<&Path>) -> anyhow::Result<()> {
    let mut target = Target::new(path)?;
    target.write(bytes)?;
    target.finish()
}

/// The same with a file that may still be written while it is sent.
///
/// # Errors
/// It cannot be written, or breaks off.
pub(crate) async fn send(content: &mut Outgoing, path: Option<&Path>) -> anyhow::Result<()> {
    let mut target = Target::new(path)?;
    while let Some(piece) = content.piece().await {
        target.write(&piece?)?;
    }
    target.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole_and_a_directory_is_left_alone() {
        let directory = std::env::temp_dir().join(format!("minaoshi-target-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir(&directory).unwrap();
        let path = directory.join("table.tsv");
        put(b"old", Some(&path)).unwrap();
        put(b"new", Some(&path)).unwrap();
        let mut broken_off = Target::new(Some(&path)).unwrap();
        broken_off.write(b"half").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(std::fs::read_dir(&directory).unwrap().count(), 2);
        drop(broken_off);

        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert!(put(b"x", Some(&directory)).is_err());
        assert!(put(b"x", Some(&directory.join("no/such/table.tsv"))).is_err());
        assert_eq!(std::fs::read_dir(&directory).unwrap().count(), 1);
        std::fs::remove_dir_all(&directory).unwrap();
    }
}
