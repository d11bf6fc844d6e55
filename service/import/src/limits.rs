//! How much of a file is read. What lies beyond is refused with a message, never cut off in silence.

/// Bytes of a file: 20 MiB.
pub const FILE_BYTES: u64 = 20 * 1024 * 1024;
/// Rows of a sheet, blank ones included.
pub const ROWS: u32 = 100_000;
/// Columns of a sheet.
pub const COLUMNS: usize = 256;
/// Cells of a file, blank ones before a filled one included.
pub const CELLS: usize = 1_000_000;
/// Sheets of a workbook.
pub const SHEETS: usize = 200;
/// Parts (zip entries) of a workbook.
pub const PARTS: usize = 2_000;
/// Bytes of all parts of a workbook together, unpacked: 200 MiB.
pub const UNPACKED_BYTES: u64 = 200 * 1024 * 1024;
/// How many times smaller a part of more than [`RATIO_FROM`] bytes may be packed.
pub const RATIO: u64 = 250;
/// From how many unpacked bytes the ratio counts.
pub const RATIO_FROM: u64 = 4 * 1024 * 1024;
/// XML tags in all parts of a workbook together: what a reader keeps for each may be far greater than its bytes.
pub const TAGS: u64 = 6_000_000;
/// Problems that are listed one by one; the rest is counted.
pub const PROBLEMS: usize = 1_000;
