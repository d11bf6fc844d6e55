//! Arbitrary and mutated bytes: they are read or refused, and nothing panics.
//!
//! The mutations are the same in every run. `IMPORT_FUZZ_RUNS` multiplies their number, `IMPORT_FUZZ_SEED` chooses others.

use crate::forms::sample_rows;
use crate::support::{fixture, hints, tables};
use crate::workbooks::{parts, zipped};
use import::{Problems, Table, fuzz};
use proptest::prelude::*;

/// A small generator of numbers (xorshift*), so that a run can be repeated anywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit.max(1)
    }
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

fn runs(usual: u64) -> u64 {
    usual * setting("IMPORT_FUZZ_RUNS", 1)
}

fn dice(run: u64) -> Dice {
    let seed = setting("IMPORT_FUZZ_SEED", 20_210_331);
    Dice((seed ^ run.wrapping_mul(0x9E37_79B9_7F4A_7C15)) | 1)
}

/// Pieces that parsers stumble over.
const PIECES: [&[u8]; 18] = [
    b"\"",
    b"\t",
    b",",
    b"\r",
    b"\n",
    b"\0",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\x81",
    b"\xE3\x81",
    b"<",
    b"&#0;",
    b"\"\"",
    "①".as_bytes(),
    "年度".as_bytes(),
    "平成99年".as_bytes(),
    "999999999999".as_bytes(),
    "1-1-1-1-1-1-1".as_bytes(),
];

fn mutate(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len() + 1);
        let end = (at + dice.below(40)).min(bytes.len());
        match dice.below(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 if at < bytes.len() => bytes[at] = dice.below(256) as u8,
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(at..end)),
            4 => {
                let from = dice.below(other.len());
                let to = (from + dice.below(60)).min(other.len());
                bytes.splice(at..end, other[from..to].iter().copied());
            }
            5 => {
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            _ => {
                let piece = PIECES[dice.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
        }
    }
}

/// What must hold for whatever was read.
fn check(result: Result<Vec<Table>, Problems>) {
    match result {
        Err(problems) => {
            assert!(problems.errors().next().is_some(), "refused without an error: {problems}");
            assert!(
                !problems.to_string().contains("gave up"),
                "the reader of workbooks panicked: {problems}"
            );
        }
        Ok(tables) => {
            assert!(!tables.is_empty());
            for table in tables {
                assert!(table.warnings.iter().all(|warning| !warning.is_error()));
                assert!(!table.rows.is_empty());
                for (index, row) in table.rows.iter().enumerate() {
                    assert_eq!(row.cells.len(), table.columns.len());
                    assert!(row.parent.is_none_or(|parent| parent < index));
                    assert!(!row.title.trim().is_empty());
                    assert_eq!(row.label.is_some(), row.full_label.is_some());
                    let first = row.relisted.as_ref().and_then(|relisting| relisting.first);
                    assert!(first.is_none_or(|first| first < index), "listed first above");
                    for department in &row.details.departments {
                        assert!(!department.name.trim().is_empty());
                        assert!(department.printed.contains(&department.name));
                    }
                    for category in &row.details.categories {
                        assert!(row.cells.iter().any(|cell| cell.contains(&category.word)) || index > 0);
                    }
                }
            }
        }
    }
}

/// The head of a file, so that a run is short; whole characters only where it is text.
fn head(name: &str, lines: usize) -> Vec<u8> {
    let bytes = fixture(name);
    bytes.split_inclusive(|byte| *byte == b'\n').take(lines).flatten().copied().collect()
}

#[test]
fn mutated_text_is_read_or_refused() {
    let seeds = [
        head("nagareyama-2021-03.txt", 16),
        head("nagareyama-2021-03.csv", 14),
        head("nagareyama-2021-03-cp932.csv", 14),
        head("nagareyama-2021-03-bom.csv", 10),
        "No.,事業名,状況,平成24年度,\"備\n考\"\n1,広報,,,\nア,中継,一部実施 継続中,○,\"\"\"x\"\"\"\n"
            .as_bytes()
            .to_vec(),
        head("made-up-planned-actual.tsv", 12),
        head("made-up-cards.tsv", 8),
        head("made-up-relisted.tsv", 20),
        "番号\t事業名\t平成24年度\t\t指標\t目標値\n\t\t計画\t実績\t\t\n1\t予約\t実施\t〃\t予約数、率\t20,000件、99.5％\n計\t\t3\t\t\t\n"
            .as_bytes()
            .to_vec(),
    ];
    let hints = hints();
    let mut accepted = 0;
    let total = runs(30_000);
    for run in 0..total {
        let mut dice = dice(run);
        let mut bytes = seeds[dice.below(seeds.len())].clone();
        let other = &seeds[dice.below(seeds.len())];
        mutate(&mut bytes, other, &mut dice);
        let result = import::propose("fuzz", &bytes, &hints);
        accepted += u64::from(result.is_ok());
        check(result);
    }
    assert!(
        accepted > total / 100 && accepted < total,
        "{accepted} of {total} accepted: the mutations say nothing"
    );
}

#[test]
fn mutated_workbooks_are_read_or_refused() {
    let book = fixture("nagareyama-2021-03.xlsx");
    let original = parts(&book);
    let hints = hints();
    let mut accepted = 0;
    let total = runs(400);
    for run in 0..total {
        let mut dice = dice(run);
        let mut bytes = book.clone();
        if dice.below(4) == 0 {
            mutate(&mut bytes, &book, &mut dice);
        } else {
            // Inside the parts, where the zip's own checksums do not hide the change.
            let mut changed = original.clone();
            let (which, with) = (dice.below(changed.len()), dice.below(original.len()));
            mutate(&mut changed[which].1, &original[with].1, &mut dice);
            let named: Vec<(&str, &Vec<u8>)> =
                changed.iter().map(|(name, bytes)| (name.as_str(), bytes)).collect();
            bytes = zipped(&named);
        }
        let result = import::propose("fuzz.xlsx", &bytes, &hints);
        accepted += u64::from(result.is_ok());
        check(result);
    }
    assert!(accepted > 0 && accepted < total, "{accepted} of {total} accepted: the mutations say nothing");
}

#[test]
fn mutated_cells_print_back_or_are_refused() {
    let own = [
        "H30.11.1",
        "2018（平成30）年度末頃",
        "令和元年度～令和3年度",
        "(1) 施策1-1",
        "第1章",
        "１－１．",
        "131016",
    ];
    let rows = sample_rows();
    let mut cells: Vec<&str> =
        rows.iter().flatten().map(String::as_str).filter(|cell| cell.len() < 200).collect();
    cells.extend(own);
    let vocabulary = hints().vocabulary;
    for run in 0..runs(20_000) {
        let mut dice = dice(run);
        let mut bytes = cells[dice.below(cells.len())].as_bytes().to_vec();
        let other = cells[dice.below(cells.len())].as_bytes();
        mutate(&mut bytes, other, &mut dice);
        fuzz::fuzz_values(&bytes, &vocabulary);
    }
}

#[test]
fn mutated_profile_files_are_read_or_refused() {
    let seed = include_bytes!("../../examples/profile.toml").to_vec();
    for run in 0..runs(2_000) {
        let mut dice = dice(run);
        let mut bytes = seed.clone();
        mutate(&mut bytes, &seed, &mut dice);
        fuzz::fuzz_profile_file(&bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        fuzz::fuzz_read(&bytes);
        fuzz::fuzz_profile_file(&bytes);
        check(import::propose("any", &bytes, &hints()));
        let zip: Vec<u8> = b"PK\x03\x04".iter().chain(&bytes).copied().collect();
        fuzz::fuzz_read(&zip);
    }

    #[test]
    fn arbitrary_cells_are_kept_or_refused(
        cells in prop::collection::vec(("[^\\p{Cc}\"]{1,12}", "[^\\p{Cc}\"]{0,12}"), 1..5),
    ) {
        let rows: String = cells.iter().map(|(title, remark)| format!("{title}\t継続中\t{remark}\n")).collect();
        let result = import::propose("any", format!("実施事業\t状況\t備考\n{rows}").as_bytes(), &hints());
        if let Ok(tables) = &result {
            let printed: Vec<Vec<String>> = tables[0].rows.iter().map(|row| row.cells.clone()).collect();
            let given: Vec<Vec<String>> =
                cells.iter().map(|(title, remark)| vec![title.clone(), "継続中".to_owned(), remark.clone()]).collect();
            prop_assert_eq!(printed, given);
        }
        check(result);
    }
}

#[test]
fn the_mutations_begin_with_a_file_that_is_accepted() {
    assert_eq!(tables("head.txt", &head("nagareyama-2021-03.txt", 16)).len(), 1);
}
