//! A table for a terminal: columns aligned by the width at which terminals show Japanese text, no line broken.

use unicode_width::UnicodeWidthStr as _;

/// The widest that a column is made for its longest cell. A longer cell is shown whole and moves what stands behind it in
/// its row, so that one long title does not push every remark off the screen.
const WIDEST: usize = 60;

/// To which side a column leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// Rows under headings.
#[derive(Debug)]
pub(crate) struct Grid {
    columns: Vec<(String, Side)>,
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// Text columns with these headings.
    pub(crate) fn new<Heading: Into<String>>(headings: impl IntoIterator<Item = Heading>) -> Self {
        let columns = headings.into_iter().map(|heading| (heading.into(), Side::Left)).collect();
        Self { columns, rows: Vec::new() }
    }

    /// Makes these columns, from 0, lean to the right, as numbers do.
    pub(crate) fn numbers(mut self, columns: impl IntoIterator<Item = usize>) -> Self {
        for at in columns {
            if let Some((_, side)) = self.columns.get_mut(at) {
                *side = Side::Right;
            }
        }
        self
    }

    /// Adds a row, one cell for each column. A line end inside a cell is shown as a space.
    pub(crate) fn row<Cell: Into<String>>(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().map(|cell| one_line(cell.into())).collect());
    }

    /// Whether there is no row.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The lines, each with its end. Columns in which nothing stands are left out; nothing at all where there is no row.
    pub(crate) fn print(&self) -> String {
        if self.is_empty() {
            return String::new();
        }
        let shown: Vec<usize> = (0..self.columns.len()).filter(|at| self.is_filled(*at)).collect();
        let widths: Vec<usize> = shown.iter().map(|at| self.width(*at)).collect();
        let headings: Vec<String> = self.columns.iter().map(|(heading, _)| heading.clone()).collect();
        let rules: Vec<String> = (0..self.columns.len()).map(|at| "-".repeat(self.width(at))).collect();
        let mut text = String::new();
        for cells in [&headings, &rules].into_iter().chain(&self.rows) {
            let mut line = String::new();
            for (at, width) in shown.iter().zip(&widths) {
                let cell = cells.get(*at).map_or("", String::as_str);
                let gap = " ".repeat(width.saturating_sub(cell.width()));
                match self.columns[*at].1 {
                    Side::Left => line.extend([cell, &gap]),
                    Side::Right => line.extend([gap.as_str(), cell]),
                }
                line.push_str("  ");
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    fn is_filled(&self, at: usize) -> bool {
        self.rows.iter().any(|row| row.get(at).is_some_and(|cell| !cell.is_empty()))
    }

    fn width(&self, at: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width());
        cells.chain([self.columns[at].0.width()]).max().unwrap_or(0).min(WIDEST)
    }
}

fn one_line(cell: String) -> String {
    if cell.contains(['\n', '\t']) { cell.replace(['\n', '\t'], " ") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::Grid;

    #[test]
    fn columns_are_aligned_by_the_width_of_their_characters() {
        let mut grid = Grid::new(["番号", "件数", "備考"]).numbers([1]);
        grid.row(["1-1-1①", "5", "長い備考\n二行目"]);
        grid.row(["2", "18", ""]);

        let expected = "\
番号    件数  備考
------  ----  ---------------
1-1-1①     5  長い備考 二行目
2         18
";
        assert_eq!(grid.print(), expected);
    }

    #[test]
    fn a_column_in_which_nothing_stands_is_left_out() {
        let mut grid = Grid::new(["a", "b", "c"]);
        grid.row(["1", "", "3"]);
        assert_eq!(grid.print(), "a  c\n-  -\n1  3\n");
    }

    #[test]
    fn a_very_long_cell_moves_its_own_row_only() {
        let mut grid = Grid::new(["a", "b"]);
        grid.row(["長".repeat(40), "1".to_owned()]);
        grid.row(["短".to_owned(), "2".to_owned()]);

        let printed = grid.print();
        let lines: Vec<&str> = printed.lines().collect();
        assert_eq!(lines[2], format!("{}  1", "長".repeat(40)));
        assert_eq!(lines[3], format!("短{}2", " ".repeat(60)));
    }

    #[test]
    fn nothing_is_printed_of_nothing() {
        assert_eq!(Grid::new(["a"]).print(), "");
    }
}
