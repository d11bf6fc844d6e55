//! A table as JSON: a list of objects, one a line, keys in the order of the columns.

use super::table::Table;
use super::value::Value;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The table as JSON: `null` for nothing, numbers and yes or no as such, dates as text.
///
/// # Errors
/// [`serde_json::Error`], which no table causes.
pub fn json(table: &Table) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = b"[".to_vec();
    for (at, cells) in table.rows.iter().enumerate() {
        bytes.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut bytes, &Row { table, cells })?;
    }
    bytes.extend_from_slice(if table.rows.is_empty() { b"]\n" } else { b"\n]\n" });
    Ok(bytes)
}

/// A row with the names of its columns.
struct Row<'t> {
    table: &'t Table,
    cells: &'t [Value],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.cells.len()))?;
        for (column, cell) in self.table.columns.iter().zip(self.cells) {
            map.serialize_entry(&column.name, cell)?;
        }
        map.end()
    }
}
