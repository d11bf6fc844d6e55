//! `report`: everything that is counted of a table; a part of it as a file.

use super::look::LookWithCycle;
use crate::Ended;
use crate::print;
use crate::session::Session;
use crate::target::put;
use app::request;
use clap::{Args, ValueEnum};
use export::{Csv, Part};
use std::path::PathBuf;

/// `report`
#[derive(Debug, Args)]
pub(crate) struct Report {
    /// 計画 · the plan
    plan: String,
    #[command(flatten)]
    look: LookWithCycle,
    /// 計画と実施状況を比べる年度 · the fiscal year whose plan and result are compared: 平成24年度, 2012
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
    /// 一部だけを表示する · one part of it: grid, cards, planned, cross-words, cross-states, changes, departments,
    /// categories, sections, totals
    #[arg(long, value_name = "PART", value_parser = parse_part)]
    part: Option<Part>,
    /// 担当部署（grid と cards のみ） · the department; of grid and cards
    #[arg(long, value_name = "TEXT", requires = "part")]
    department: Option<String>,
    /// ファイルの形式 · write the part as a file
    #[arg(long, value_name = "FORMAT", requires = "part")]
    format: Option<Format>,
    /// 出力先のファイル · the file; the standard output without
    #[arg(short, long, value_name = "FILE", requires = "format")]
    output: Option<PathBuf>,
}

/// A form of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// タブ区切り · tab-separated values
    Tsv,
    /// コンマ区切り · comma-separated values
    Csv,
    /// JSON
    Json,
}

fn parse_part(text: &str) -> Result<Part, String> {
    Part::of_name(text).ok_or_else(|| Part::ALL.map(Part::name).join(", "))
}

impl Report {
    pub(crate) async fn run(self, session: &Session) -> anyhow::Result<Ended> {
        let app = session.reading().await?;
        let (caller, look) = (session.caller(), request::Look::from(self.look));
        let Some(part) = self.part else {
            let report = app.report(&caller, &self.plan, &look, self.year.as_deref()).await?;
            session.answer(&report, print::report::text)?;
            return Ok(Ended::Done);
        };
        let department = self.department.as_deref();
        let lang = session.lang();
        let of = match part {
            Part::Cards => {
                let cards = app.cards(&caller, &self.plan, &look, department).await?;
                if self.format.is_none() {
                    session.answer(&cards, print::report::cards)?;
                    return Ok(Ended::Done);
                }
                export::part_of_cards(&cards, lang)?
            }
            Part::Grid => {
                let grid = app.grid(&caller, &self.plan, &look, department).await?;
                export::part_of_grid(&grid, lang)?
            }
            Part::Planned
            | Part::CrossWords
            | Part::CrossStates
            | Part::Changes
            | Part::Departments
            | Part::Categories
            | Part::Sections
            | Part::Totals => {
                let report = app.report(&caller, &self.plan, &look, self.year.as_deref()).await?;
                export::part_of_report(&report, part, lang)?
            }
        };
        let bytes = match self.format {
            Some(Format::Tsv) => of.tsv().into_bytes(),
            Some(Format::Csv) => of.csv(Csv::default()),
            Some(Format::Json) => of.json.into_bytes(),
            None if session.is_json() => of.json.into_bytes(),
            None => {
                let tables: Vec<String> = of.tables.iter().map(print::report::table).collect();
                tables.join("\n").into_bytes()
            }
        };
        put(&bytes, self.output.as_deref())?;
        Ok(Ended::Done)
    }
}
