//! Imported originals and evidence, kept by their content: the same bytes are kept once and never change.

use crate::error::{Corruption, Error};
use crate::store::Store;
use domain::digest::Digest;
use jiff::Timestamp;

/// A kept file. Its name and media type are those under which it was first handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Such as `text/csv`.
    pub media_type: String,
    /// The file's name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Store {
    /// Keeps a file and returns the name of its content; what is there already stays as it is.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn put_content(&self, bytes: &[u8], media_type: &str, name: &str) -> Result<Digest, Error> {
        const PUT: &str = "
INSERT INTO content (sha256, media_type, name, bytes, stored_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
        let digest = Digest::of_bytes(bytes);
        writing!(self, |pool| {
            sqlx::query(PUT)
                .bind(digest.to_string())
                .bind(media_type)
                .bind(name)
                .bind(bytes)
                .bind(format!("{:.3}", Timestamp::now()))
                .execute(pool)
                .await?;
        });
        Ok(digest)
    }

    /// The file with that content.
    ///
    /// # Errors
    /// [`Corruption::Content`] when the bytes are not those that were put, and whatever the database says.
    pub async fn get_content(&self, digest: Digest) -> Result<Option<Content>, Error> {
        const GET: &str = "SELECT media_type, name, bytes FROM content WHERE sha256 = $1";
        let row: Option<(String, String, Vec<u8>)> =
            reading!(self, |pool| sqlx::query_as(GET).bind(digest.to_string()).fetch_optional(pool).await?);
        let Some((media_type, name, bytes)) = row else {
            return Ok(None);
        };
        if Digest::of_bytes(&bytes) != digest {
            return Err(Corruption::Content(digest).into());
        }
        Ok(Some(Content { media_type, name, bytes }))
    }
}
