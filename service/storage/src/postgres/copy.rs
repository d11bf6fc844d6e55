//! Many documents of one plan at once, by `COPY` in its binary form: about half of what an `INSERT` costs the server,
//! because nothing is parsed and nothing has to be looked for first. The plan must have no documents.

use super::folds;
use crate::error::Error;
use crate::schema::FoldSql;
use crate::search;
use domain::id::PlanId;
use projections::fold::Document;
use sqlx::PgConnection;
use std::collections::BTreeSet;

/// Below this the further round trips cost more than they save.
const WORTHWHILE: usize = 64;
/// How much is sent at once, in bytes.
const PIECE: usize = 256 * 1024;
/// The number by which PostgreSQL knows the type `text`.
const TEXT: i32 = 25;

/// Writes all documents of a plan in place of those that it has.
pub(crate) async fn fill(
    connection: &mut PgConnection,
    plan: PlanId,
    documents: &[Document],
) -> Result<(), Error> {
    static DOCUMENTS: FoldSql =
        FoldSql::new("COPY documents_v{v} (plan, kind, name, facet, body) FROM STDIN (FORMAT binary)");
    static SEARCH: FoldSql =
        FoldSql::new("COPY search_v{v} (plan, kind, name, keys, grams) FROM STDIN (FORMAT binary)");
    folds::clear(connection, plan).await?;
    if documents.len() < WORTHWHILE {
        return folds::store(connection, plan, documents).await;
    }
    let plan = plan.to_string();
    let mut rows = Rows::of(5);
    let mut copying = connection.copy_in_raw(DOCUMENTS.text()).await?;
    for Document { key, facet, body, .. } in documents {
        rows.row();
        rows.text(&plan).text(key.kind.name()).text(&key.name).optional(facet.as_deref()).text(body);
        if rows.bytes.len() >= PIECE {
            copying.send(std::mem::take(&mut rows.bytes)).await?;
        }
    }
    copying.send(rows.end()).await?;
    copying.finish().await?;

    let mut rows = Rows::of(5);
    let mut copying = connection.copy_in_raw(SEARCH.text()).await?;
    for Document { key, search, .. } in documents {
        let keys = search::join_keys(search);
        if keys.is_empty() {
            continue;
        }
        rows.row();
        rows.text(&plan).text(key.kind.name()).text(&key.name).text(&keys).texts(&search::grams(search));
        if rows.bytes.len() >= PIECE {
            copying.send(std::mem::take(&mut rows.bytes)).await?;
        }
    }
    copying.send(rows.end()).await?;
    copying.finish().await?;
    Ok(())
}

/// Rows as `COPY … (FORMAT binary)` wants them.
struct Rows {
    bytes: Vec<u8>,
    columns: i16,
}

impl Rows {
    /// Nothing yet but the header: the signature, no flags, no extension.
    fn of(columns: i16) -> Self {
        Self { bytes: b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0".to_vec(), columns }
    }

    /// A new row; as many values must follow as there are columns.
    fn row(&mut self) {
        self.bytes.extend(self.columns.to_be_bytes());
    }

    fn text(&mut self, text: &str) -> &mut Self {
        self.bytes.extend(length(text.len()).to_be_bytes());
        self.bytes.extend(text.as_bytes());
        self
    }

    fn optional(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.text(text),
            None => {
                self.bytes.extend((-1_i32).to_be_bytes());
                self
            }
        }
    }

    /// An array: how many dimensions, whether there are nulls, of which type, how many from which number on.
    fn texts(&mut self, texts: &BTreeSet<String>) -> &mut Self {
        let size: usize = texts.iter().map(|text| 4 + text.len()).sum();
        let dimensions = i32::from(!texts.is_empty());
        self.bytes.extend(length(if texts.is_empty() { 12 } else { 20 + size }).to_be_bytes());
        for number in [dimensions, 0, TEXT] {
            self.bytes.extend(number.to_be_bytes());
        }
        if !texts.is_empty() {
            self.bytes.extend(length(texts.len()).to_be_bytes());
            self.bytes.extend(1_i32.to_be_bytes());
        }
        for text in texts {
            self.text(text);
        }
        self
    }

    fn end(mut self) -> Vec<u8> {
        self.bytes.extend((-1_i16).to_be_bytes());
        self.bytes
    }
}

fn length(length: usize) -> i32 {
    i32::try_from(length).expect("the server takes no value above 1 GB, and no text of ours is near it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_what_the_manual_says() {
        let mut rows = Rows::of(3);
        rows.row();
        rows.text("議").optional(None).texts(&BTreeSet::from(["a".to_owned(), "bc".to_owned()]));
        let bytes = rows.end();

        let (header, rest) = bytes.split_at(19);
        assert_eq!(&header[..11], b"PGCOPY\n\xff\r\n\0");
        assert_eq!(header[11..], [0; 8]);
        let array = [
            &[0, 0, 0, 31][..],
            &[0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 25, 0, 0, 0, 2, 0, 0, 0, 1],
            &[0, 0, 0, 1, b'a', 0, 0, 0, 2, b'b', b'c'],
        ];
        let row =
            [&[0, 3, 0, 0, 0, 3][..], "議".as_bytes(), &[255, 255, 255, 255], &array.concat(), &[255, 255]];
        assert_eq!(rest, row.concat());
    }
}
