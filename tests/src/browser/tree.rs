//! The accessibility tree: what a machine that reads aloud is told of the page.

use super::Browser;
use serde_json::{Value, json};
use std::collections::HashMap;

/// The tree of a page.
#[derive(Debug)]
pub struct Tree {
    nodes: HashMap<String, Value>,
    root: String,
}

/// A table as it is told: its name, and each row as its cells' roles and names.
#[derive(Debug)]
pub struct Table {
    /// Its name, from the caption.
    pub name: String,
    /// Its rows in order; what is in a row: (role, name).
    pub rows: Vec<Vec<(String, String)>>,
}

impl Browser {
    /// The accessibility tree of the page.
    pub async fn tree(&self) -> Tree {
        let answer = self.command("Accessibility.getFullAXTree", json!({})).await;
        let nodes = answer["nodes"].as_array().expect("a tree has nodes");
        let id = |node: &Value| node["nodeId"].as_str().expect("a node has an id").to_owned();
        let root = id(nodes.first().expect("a tree has a root"));
        Tree { nodes: nodes.iter().map(|node| (id(node), node.clone())).collect(), root }
    }
}

impl Tree {
    /// The tables, in order.
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        let tables = self.below(&self.root, &|role| role == "table");
        tables.into_iter().map(|table| self.table(table)).collect()
    }

    fn table(&self, table: &Value) -> Table {
        let rows = self.below(id(table), &|role| role == "row");
        let is_cell = |role: &str| matches!(role, "cell" | "gridcell" | "columnheader" | "rowheader");
        let cells = |row: &Value| {
            let cells = self.below(id(row), &is_cell);
            cells.into_iter().map(|cell| (role(cell).to_owned(), name(cell))).collect()
        };
        Table { name: name(table), rows: rows.into_iter().map(cells).collect() }
    }

    /// The nodes of a role below a node, in order; not those inside one that is found.
    fn below<'t>(&'t self, top: &str, wanted: &dyn Fn(&str) -> bool) -> Vec<&'t Value> {
        let mut found = Vec::new();
        let children = self.nodes[top]["childIds"].as_array().into_iter().flatten().filter_map(Value::as_str);
        for child in children.filter_map(|child| self.nodes.get(child)) {
            if child["ignored"] != true && wanted(role(child)) {
                found.push(child);
            } else {
                found.extend(self.below(id(child), wanted));
            }
        }
        found
    }
}

impl Table {
    /// What keeps this from being told as a table: a first row of column headers, and rows with as many cells, one of
    /// them a header of its row. A row that is one header alone spans the table.
    #[must_use]
    pub fn findings(&self) -> Vec<String> {
        let mut findings = Vec::new();
        if self.name.is_empty() {
            findings.push("a table has no name".to_owned());
        }
        let Some((head, body)) = self.rows.split_first() else {
            findings.push(format!("the table {:?} has no rows", self.name));
            return findings;
        };
        if head.iter().any(|(role, _)| role != "columnheader") {
            findings.push(format!("the table {:?} does not begin with column headers: {head:?}", self.name));
        }
        for row in body {
            let headers = row.iter().filter(|(role, _)| role == "rowheader").count();
            if headers == 0 || (row.len() != head.len() && !(row.len() == 1 && headers == 1)) {
                let count = head.len();
                findings.push(format!("a row of {count} columns is told as {} cells: {row:?}", row.len()));
            }
        }
        findings
    }
}

fn id(node: &Value) -> &str {
    node["nodeId"].as_str().unwrap_or_default()
}

fn role(node: &Value) -> &str {
    node["role"]["value"].as_str().unwrap_or_default()
}

fn name(node: &Value) -> String {
    node["name"]["value"].as_str().unwrap_or_default().to_owned()
}
