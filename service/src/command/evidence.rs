//! What a decision or a correction rests on: files that are kept, and documents in words, each with its place.
//!
//! `--place` speaks about the `--evidence` or `--cite` before it, so the order of the options is read.

use anyhow::Context as _;
use app::{App, Caller, NewSource, request};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The evidence that was named, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Evidence(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    what: What,
    place: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    File(PathBuf),
    Citation(String),
}

impl Evidence {
    /// Keeps the files and returns what the request says about all pieces.
    ///
    /// # Errors
    /// A file cannot be read, or is not accepted.
    pub(crate) async fn register(
        &self,
        app: &App,
        caller: &Caller,
        plan: &str,
        command: Uuid,
    ) -> anyhow::Result<Vec<request::Evidence>> {
        let mut evidence = Vec::new();
        for (piece, number) in self.0.iter().zip(1..) {
            let place = piece.place.clone();
            let registered = match &piece.what {
                What::Citation(citation) => {
                    request::Evidence { source: None, citation: Some(citation.clone()), place }
                }
                What::File(path) => {
                    let bytes = super::import::read_file(path)?;
                    let name = path.file_name().context("the path names no file")?.to_string_lossy();
                    let id = app::further_id(command, &format!("evidence {number}"));
                    let (name, media_type) = (name.into_owned(), media_type(path).to_owned());
                    app.register_source(caller, plan, id, &NewSource { name, media_type, bytes }).await?;
                    request::Evidence { source: Some(id.to_string()), citation: None, place }
                }
            };
            evidence.push(registered);
        }
        Ok(evidence)
    }
}

impl Args for Evidence {
    fn augment_args(command: Command) -> Command {
        let several = |name: &'static str| Arg::new(name).long(name).action(ArgAction::Append);
        command
            .arg(
                several("evidence")
                    .value_name("FILE")
                    .value_parser(clap::value_parser!(PathBuf))
                    .help("根拠資料のファイル · a document as evidence; it is kept"),
            )
            .arg(several("cite").value_name("TEXT").help("根拠資料の名称 · a document as evidence, in words"))
            .arg(
                several("place")
                    .value_name("TEXT")
                    .help("直前の根拠資料の頁・行 · page or row of the evidence named before it"),
            )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Evidence {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        enum Given {
            Piece(What),
            Place(String),
        }
        let indices = |name: &str| matches.indices_of(name).into_iter().flatten();
        let files = matches.get_many::<PathBuf>("evidence").into_iter().flatten().cloned();
        let texts = |name: &str| matches.get_many::<String>(name).into_iter().flatten().cloned();
        let mut given: Vec<(usize, Given)> = indices("evidence")
            .zip(files.map(|file| Given::Piece(What::File(file))))
            .chain(indices("cite").zip(texts("cite").map(|text| Given::Piece(What::Citation(text)))))
            .chain(indices("place").zip(texts("place").map(Given::Place)))
            .collect();
        given.sort_by_key(|(index, _)| *index);
        let mut pieces: Vec<Piece> = Vec::new();
        for (_, given) in given {
            match (given, pieces.last_mut()) {
                (Given::Piece(what), _) => pieces.push(Piece { what, place: None }),
                (Given::Place(place), Some(Piece { place: empty @ None, .. })) => *empty = Some(place),
                (Given::Place(place), Some(_) | None) => {
                    let message =
                        format!("--place {place:?} must follow the --evidence or --cite it speaks of\n");
                    return Err(clap::Error::raw(ErrorKind::ArgumentConflict, message));
                }
            }
        }
        Ok(Self(pieces))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The media type that a file's name promises. Evidence is only ever served as a download, so a wrong promise shows
/// nothing to anyone.
fn media_type(path: &Path) -> &'static str {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("pdf") => "application/pdf",
        Some("txt" | "md") => "text/plain",
        Some("csv") => "text/csv",
        Some("tsv") => "text/tab-separated-values",
        Some("htm" | "html") => "text/html",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some(_) | None => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        evidence: Evidence,
    }

    fn pieces(arguments: &[&str]) -> Result<Vec<Piece>, String> {
        let line = ["x"].iter().chain(arguments);
        Line::try_parse_from(line).map(|line| line.evidence.0).map_err(|error| error.to_string())
    }

    fn citation(text: &str, place: Option<&str>) -> Piece {
        Piece { what: What::Citation(text.to_owned()), place: place.map(str::to_owned) }
    }

    #[test]
    fn a_place_belongs_to_the_evidence_before_it() {
        let file = Piece { what: What::File("a.pdf".into()), place: Some("p. 3".to_owned()) };
        assert_eq!(
            pieces(&["--cite", "会議録", "--evidence", "a.pdf", "--place", "p. 3", "--cite", "要綱"])
                .unwrap(),
            [citation("会議録", None), file, citation("要綱", None)]
        );
        assert_eq!(pieces(&[]).unwrap(), []);
    }

    #[test]
    fn a_place_without_evidence_is_an_error_of_usage() {
        assert!(pieces(&["--place", "p. 3", "--cite", "会議録"]).unwrap_err().contains("must follow"));
        assert!(
            pieces(&["--cite", "a", "--place", "1", "--place", "2"]).unwrap_err().contains("must follow")
        );
    }
}
