//! The lock file beside the database: who holds it may write. It stays behind when its holder ends, empty of meaning.

use crate::error::OpenError;
use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

pub(super) struct Lock {
    file: File,
}

impl Lock {
    pub(super) fn take(database: &Path) -> Result<Self, OpenError> {
        let path = beside(database);
        let cannot = |source| OpenError::ReadOnly { path: path.clone(), source };
        let mut file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(cannot)?;
        match file.try_lock() {
            Ok(()) => {
                file.set_len(0).map_err(cannot)?;
                Ok(Self { file })
            }
            Err(TryLockError::WouldBlock) => {
                let mut address = String::new();
                // Some systems forbid reading what another process has locked.
                let read = file.read_to_string(&mut address).is_ok();
                Err(OpenError::InUse {
                    path: database.to_owned(),
                    address: (read && !address.trim().is_empty()).then(|| address.trim().to_owned()),
                })
            }
            Err(TryLockError::Error(source)) if source.kind() == ErrorKind::Unsupported => {
                tracing::warn!(
                    "this file system knows no locks: nothing keeps a second process from writing"
                );
                Ok(Self { file })
            }
            Err(TryLockError::Error(source)) => Err(cannot(source)),
        }
    }

    pub(super) fn announce(&self, address: &str) -> std::io::Result<()> {
        let mut file = &self.file;
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(address.as_bytes())?;
        file.flush()
    }

    pub(super) fn release(&self) {
        // A lock that cannot be given back ends with the process.
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}

fn beside(database: &Path) -> PathBuf {
    let mut name = OsString::from(database);
    name.push(".lock");
    name.into()
}
