//! A table of open data: columns and rows of values, from which every file is made.

use super::column::{Column, Field, Words};
use super::value::Value;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What its files are called, without an ending.
    pub name: String,
    /// What people call it.
    pub title: Words,
    /// What a row of it is.
    pub about: Words,
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// The rows, a value for each column.
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    /// A table of what each field says of each row.
    pub(super) fn of<R>(
        name: &str,
        title: [&str; 2],
        about: [&str; 2],
        fields: Vec<Field<'_, R>>,
        rows: &[R],
    ) -> Self {
        let cells = |row: &R| fields.iter().map(|field| (field.value)(row)).collect();
        Self {
            rows: rows.iter().map(cells).collect(),
            name: name.to_owned(),
            title: Words::of(title),
            about: Words::of(about),
            columns: fields.into_iter().map(|field| field.column).collect(),
        }
    }

    /// What its file of that format is called.
    pub fn file(&self, ending: &str) -> String {
        format!("{}.{ending}", self.name)
    }

    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The values of a column, from the top.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &Value> {
        let at = self.column(name);
        self.rows.iter().filter_map(move |row| row.get(at?))
    }
}
