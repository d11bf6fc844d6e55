//! Files that are kept by their content: evidence, and the originals of imports.

use crate::error::AppError;
use crate::execute::{Done, Order};
use crate::parse::filled;
use crate::permission::Operation;
use crate::{App, Caller};
use domain::command::Action;
use domain::digest::Digest;
use domain::event::SourceRegistered;
use domain::id::SourceId;
use domain::value::{Field, Text};
use uuid::Uuid;

/// The greatest file that is kept, in bytes.
pub(crate) const LARGEST: usize = 20 * 1024 * 1024;

/// A file to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSource {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A file as a source of the plan.
pub(crate) fn registered(
    source: SourceId,
    name: &str,
    media_type: &str,
    bytes: &[u8],
) -> Result<SourceRegistered, AppError> {
    if bytes.is_empty() || bytes.len() > LARGEST {
        let found = format!("{} bytes", bytes.len());
        return Err(AppError::invalid("file", found, format!("1 to {LARGEST} bytes")));
    }
    Ok(SourceRegistered {
        source,
        sha256: Digest::of_bytes(bytes),
        bytes: bytes.len() as u64,
        media_type: filled("media_type", Field::Short, media_type)?,
        name: Text::parse_filled(Field::Title, name)
            .map_err(|error| AppError::invalid("name", name.chars().take(80).collect::<String>(), error))?,
        origin: None,
    })
}

impl App {
    /// Keeps a file; the caller's id is the source's.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn register_source(
        &self,
        caller: &Caller,
        plan: &str,
        id: Uuid,
        file: &NewSource,
    ) -> Result<Done, AppError> {
        let NewSource { name, media_type, bytes } = file;
        let (plan, ()) = self.at_desk(caller, Operation::Edit, plan, |_| ()).await?;
        let source = registered(SourceId::new(id), name, media_type, bytes)?;
        self.store.put_content(bytes, media_type, name).await?;
        let order = Order::new(plan, id, "register_source", &(&source.sha256, name, media_type));
        self.execute(caller, order, Action::RegisterSource(source)).await
    }
}
