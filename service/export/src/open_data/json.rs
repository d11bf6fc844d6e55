//! A table as JSON: a list of objects, one a line, keys in the order of the columns.

use super::table::Table;
use super::value::Value;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::io::{self, Write};

/// Writes the table as JSON: `null` for nothing, numbers and yes or no as such, dates as text.
///
/// # Errors
/// Those of `out`.
pub(super) fn write_json(table: &Table, mut out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    for (at, cells) in table.rows.iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut out, &Row { table, cells })?;
    }
    out.write_all(if table.rows.is_empty() { b"]\n" } else { b"\n]\n" })
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
