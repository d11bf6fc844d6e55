//! The fonts that a PDF is set in, in the order in which they are asked for a character.
//!
//! BIZ UDPGothic lies in the program; then come those of a directory that the operator names; then 5,000 rarer characters,
//! which lie in the program too; then the Japanese fonts that systems usually have, which are read only when a character
//! is in none of the others.

use super::PdfError;
use flate2::read::GzDecoder;
use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontInstance, FontVariant, FontVariations, FontWeight};
use typst::utils::LazyHash;

/// In which everything is set.
const MAIN: [&[u8]; 2] = [
    include_bytes!("../../fonts/BIZUDPGothic-Regular.ttf.gz"),
    include_bytes!("../../fonts/BIZUDPGothic-Bold.ttf.gz"),
];
/// What these lack.
const REST: [&[u8]; 1] = [include_bytes!("../../fonts/NotoSansJP-Rest.ttf.gz")];

/// Where systems keep fonts.
const SYSTEM_DIRECTORIES: [&str; 3] = ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts"];
/// Which of them are asked, best first.
const SYSTEM_FAMILIES: [&str; 2] = ["Noto Sans CJK JP", "IPAexGothic"];
/// How their files begin, so that not every font of a system is read.
const SYSTEM_FILES: [&str; 3] = ["notosanscjk", "notosansjp", "ipaexg"];

/// How deep directories are looked through: a link may lead in a circle.
const DEPTH: usize = 6;

/// The fonts that documents are set in. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Fonts {
    /// What is there from the beginning.
    own: Arc<FontSet>,
    /// The same and those of the system, once they are needed.
    all: Arc<OnceLock<Arc<FontSet>>>,
    /// Where to look for these.
    system: Arc<[PathBuf]>,
}

/// Fonts as the typesetter takes them.
#[derive(Debug)]
pub(super) struct FontSet {
    pub(super) book: LazyHash<FontBook>,
    pub(super) fonts: Vec<Font>,
    /// Their families, each once, in the order in which they are asked.
    pub(super) families: Vec<String>,
}

impl Fonts {
    /// Those in the program, then what the system has.
    pub fn embedded() -> Self {
        Self::new(main().iter().chain(rest()).cloned().collect())
    }

    /// BIZ UDPGothic, then all fonts in the files of a directory and of those in it (.ttf, .otf, .ttc), then the rest.
    ///
    /// # Errors
    /// The directory cannot be read, or has no font.
    pub fn with_directory(directory: &Path) -> Result<Self, PdfError> {
        let failed = |source| PdfError::FontDirectory { directory: directory.to_owned(), source };
        std::fs::read_dir(directory).map_err(failed)?;
        let found = font_files(directory, DEPTH, &|_| true);
        let found: Vec<Font> = found.iter().flat_map(|path| read(path)).collect();
        if found.is_empty() {
            return Err(PdfError::NoFont { directory: directory.to_owned() });
        }
        Ok(Self::new(main().iter().cloned().chain(found).chain(rest().iter().cloned()).collect()))
    }

    fn new(own: Vec<Font>) -> Self {
        let system = SYSTEM_DIRECTORIES.iter().map(PathBuf::from);
        Self { own: Arc::new(FontSet::new(own)), all: Arc::new(OnceLock::new()), system: system.collect() }
    }

    /// Only these, whatever the system has.
    #[cfg(test)]
    pub(super) fn only(set: FontSet) -> Self {
        Self { own: Arc::new(set), all: Arc::default(), system: Arc::new([]) }
    }

    /// The fonts for a text of these characters: those of the system too only where one of the others lacks a character.
    pub(super) fn for_characters(&self, characters: &BTreeSet<char>) -> Arc<FontSet> {
        if characters.iter().all(|character| self.own.has(*character)) {
            return Arc::clone(&self.own);
        }
        let all = self.all.get_or_init(|| {
            let of_system = of_system(&self.system);
            if of_system.is_empty() {
                return Arc::clone(&self.own);
            }
            Arc::new(FontSet::new(self.own.fonts.iter().cloned().chain(of_system).collect()))
        });
        Arc::clone(all)
    }
}

impl FontSet {
    fn new(fonts: Vec<Font>) -> Self {
        let mut families: Vec<String> = Vec::new();
        for font in &fonts {
            if !families.contains(&font.info().family) {
                families.push(font.info().family.clone());
            }
        }
        Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts, families }
    }

    /// A family that is not there, as a font would be that got lost.
    #[cfg(test)]
    pub(super) fn lost() -> Self {
        Self { families: vec!["BIZ UDPGothic".to_owned()], ..Self::new(vec![]) }
    }

    /// Whether one of them has the character.
    pub(super) fn has(&self, character: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(character)))
    }

    /// The fonts of one weight, in the order in which they are asked.
    pub(super) fn of_weight(&self, weight: FontWeight) -> Vec<FontInstance> {
        let variant = FontVariant { weight, ..FontVariant::default() };
        let chosen = self.families.iter().filter_map(|family| {
            let index = self.book.select(&family.to_lowercase(), variant)?;
            let font = self.fonts.get(index)?.clone();
            // The size matters for fonts with optical sizes only.
            Some(font.instantiate(variant, Abs::pt(10.0), &FontVariations::default()))
        });
        chosen.collect()
    }
}

fn main() -> &'static [Font] {
    static FONTS: OnceLock<Vec<Font>> = OnceLock::new();
    FONTS.get_or_init(|| MAIN.map(unpacked).to_vec())
}

fn rest() -> &'static [Font] {
    static FONTS: OnceLock<Vec<Font>> = OnceLock::new();
    FONTS.get_or_init(|| REST.map(unpacked).to_vec())
}

fn unpacked(packed: &[u8]) -> Font {
    let mut font = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut font).expect("the font was packed whole");
    Font::new(Bytes::new(font), 0).expect("the font is a font")
}

/// The fonts of the system that can stand in, best first.
fn of_system(directories: &[PathBuf]) -> Vec<Font> {
    let known = |name: &str| SYSTEM_FILES.iter().any(|beginning| name.starts_with(beginning));
    let files = directories.iter().flat_map(|directory| font_files(directory, DEPTH, &known));
    let fonts: Vec<Font> = files.flat_map(|path| read(&path)).collect();
    let of_family = |family: &'static str| fonts.iter().filter(move |font| font.info().family == family);
    SYSTEM_FAMILIES.into_iter().flat_map(of_family).cloned().collect()
}

/// The files of a directory that are fonts by their names, in the order of their paths.
fn font_files(directory: &Path, depth: usize, wanted: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(directory) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        if path.is_dir() && depth > 0 {
            found.extend(font_files(&path, depth - 1, wanted));
        } else if [".ttf", ".otf", ".ttc"].iter().any(|ending| name.ends_with(ending)) && wanted(&name) {
            found.push(path);
        }
    }
    found
}

/// The fonts of a file; none if it is not one.
fn read(path: &Path) -> Vec<Font> {
    std::fs::read(path).map(|bytes| Font::iter(Bytes::new(bytes)).collect()).unwrap_or_default()
}
