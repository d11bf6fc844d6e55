//! Why a command was not done, as one block on the standard error output: what, where, and what would be accepted.

mod database;
mod field;
mod message;

pub(crate) use message::Message;

use crate::lang::{Lang, Pick as _};
use crate::print::finding;
use app::{AppError, Thing};
use domain::value::SeenRow;
use export::PrintError;
use import::Problems;
use projections::wording;
use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;
use storage::OpenError;

/// Prints the block and says how the program ends: 1, or 2 where the command itself was wrong. A reader of the output
/// that has gone away is no failure.
pub(crate) fn report(error: &anyhow::Error, lang: Lang) -> ExitCode {
    let broken = error.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
    if broken == Some(ErrorKind::BrokenPipe) {
        return ExitCode::SUCCESS;
    }
    let block = block(error, lang);
    // Where the messages cannot be written either, the exit code has to do.
    let _ = std::io::stderr().write_all(block.print().as_bytes());
    ExitCode::from(block.code)
}

/// A message for people.
#[derive(Debug, Default)]
struct Block {
    /// What went wrong, in one line.
    what: String,
    /// Where, and what was found, a line each.
    lines: Vec<String>,
    /// What would be accepted, or what to do.
    accepted: Option<String>,
    code: u8,
}

impl Block {
    fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), code: 1, ..Self::default() }
    }

    fn line(mut self, line: impl Into<String>) -> Self {
        self.lines.push(line.into());
        self
    }

    fn accepted(self, accepted: impl Into<String>) -> Self {
        Self { accepted: Some(accepted.into()), ..self }
    }

    /// The causes of an error, a line each.
    fn causes(mut self, error: &dyn std::error::Error) -> Self {
        let mut cause = error.source();
        while let Some(error) = cause {
            let text = error.to_string();
            if self.lines.last().is_none_or(|last| !last.contains(&text)) {
                self.lines.push(text);
            }
            cause = error.source();
        }
        self
    }

    fn print(&self) -> String {
        let mut text = format!("minaoshi: {}\n", self.what);
        for line in self.lines.iter().flat_map(|line| line.lines()) {
            text.push_str(&format!("  {line}\n"));
        }
        if let Some(accepted) = &self.accepted {
            text.push_str(&format!("  → {accepted}\n"));
        }
        text
    }
}

fn block(error: &anyhow::Error, lang: Lang) -> Block {
    if let Some(message) = error.downcast_ref::<Message>() {
        return message.block(lang);
    }
    if let Some(error) = error.downcast_ref::<AppError>() {
        return of_app(error, lang);
    }
    if let Some(error) = error.downcast_ref::<OpenError>() {
        return database::opening(error, lang);
    }
    let mut causes = error.chain();
    let what = causes.next().map(ToString::to_string).unwrap_or_default();
    causes.fold(Block::new(what), |block, cause| block.line(cause.to_string()))
}

fn of_app(error: &AppError, lang: Lang) -> Block {
    match error {
        AppError::Invalid { field, found, accepted } => {
            let found = if found.is_empty() { lang.pick("（なし）", "(nothing)") } else { found };
            let what = lang.pick("入力を読み取れません", "this cannot be read");
            match lang {
                Lang::Japanese => Block::new(what)
                    .line(format!("{}: {found}", field::option(field)))
                    .accepted(format!("受け付けるもの: {}", field::accepted(field, accepted))),
                Lang::English => Block::new(what)
                    .line(format!("{field}: {found}"))
                    .accepted(format!("accepted: {accepted}")),
            }
        }
        AppError::File(problems) => of_file(problems, lang),
        AppError::OtherRows { edition, detail } => Block::new(lang.pick(
            format!("版「{edition}」はすでにあり、行が異なるため取り込めません"),
            format!("the edition {edition} is there already and has other rows"),
        ))
        .line(detail)
        .accepted(lang.pick(
            "行の同じ表（転記訂正になります）、または別の版の表",
            "a table with the same rows, which becomes corrections, or that of another edition",
        )),
        AppError::NotFound { thing, name } => {
            let what = called(*thing, lang);
            let block =
                Block::new(lang.pick(format!("{what}がありません"), format!("there is no such {what}")));
            let block = block.line(name);
            match hint(*thing, lang) {
                Some(hint) => block.accepted(hint),
                None => block,
            }
        }
        AppError::Forbidden(operation) => {
            Block::new(lang.pick("許可されていません", "this is not allowed")).line(format!("{operation:?}"))
        }
        AppError::Unauthenticated => {
            Block::new(lang.pick("有効な利用権が必要です", "a valid token is needed"))
        }
        AppError::SlugTaken { slug } => {
            Block::new(lang.pick("この名前は使われています", "this name is taken")).line(slug)
        }
        AppError::Refused(refusal) => Block::new(wording::refusal(refusal, lang)),
        AppError::Stale { node: _, seen, now } => Block::new(
            lang.pick("この行は、確認された後に改められています", "the row has moved on since it was read"),
        )
        .line(reading(lang.pick("確認した内容", "as it was read"), seen, lang))
        .line(reading(lang.pick("現在の内容", "as it is now"), now, lang))
        .accepted(lang.pick(
            format!("現在の内容を確認のうえ --seen {} を付けて再実行", now.revision),
            format!("look at it as it is now, then repeat with --seen {}", now.revision),
        )),
        AppError::Busy => Block::new(lang.pick(
            "この計画への書込みが混み合っています。何も記録されていません",
            "too many others write to this plan at the moment; nothing was recorded",
        ))
        .accepted(lang.pick("しばらくして再実行", "repeat it in a moment")),
        AppError::Crowded => {
            Block::new(lang.pick("書き出しが混み合っています", "too many files are waiting to be made"))
                .accepted(lang.pick("しばらくして再実行", "repeat it in a moment"))
        }
        AppError::Unprintable(error) => match &**error {
            PrintError::HandedOut(unreadable) => Block::new(lang.pick(
                "前回配付したPDFを読み取れません",
                "the PDF that was handed out before cannot be read",
            ))
            .line(unreadable.said(lang)),
            PrintError::Text(_)
            | PrintError::Xlsx(_)
            | PrintError::Docx(_)
            | PrintError::Pdf(_)
            | PrintError::Json(_) => {
                Block::new(lang.pick("この形式では書き出せません", "this cannot be printed in that format"))
                    .line(error.to_string())
            }
        },
        AppError::Unprinted => Block::new(lang.pick("書き出しが途中で止まりました", "the file broke off")),
        AppError::OutcomeUnknown => Block::new(
            lang.pick("記録されたかどうか確認できません", "it is not known whether this was recorded"),
        )
        .accepted(lang.pick(
            "同じ --id を付けて再実行すれば、二重に記録されることはありません",
            "repeat it with the same --id; nothing is recorded twice",
        )),
        AppError::Store(error) => database::call(error, lang),
        AppError::Open(error) => database::opening(error, lang),
        AppError::Document(error) => {
            Block::new(lang.pick("読み取り用の表が壊れています", "a document of the read side is damaged"))
                .line(error.to_string())
                .causes(error)
                .accepted("minaoshi rebuild")
        }
    }
}

fn of_file(problems: &Problems, lang: Lang) -> Block {
    let errors = problems.errors().count();
    let what = lang.pick(
        format!("取り込めません（問題 {errors} 件）。何も書き込まれていません"),
        format!("this cannot be imported: {errors} problems; nothing was written"),
    );
    problems.0.iter().fold(Block::new(what), |block, problem| block.line(finding::problem(problem, lang)))
}

fn reading(title: &str, row: &SeenRow, lang: Lang) -> String {
    let parts = [&row.title, &row.schedule, &row.status, &row.review, &row.remark];
    let parts: Vec<&str> = parts.into_iter().flatten().map(domain::value::Text::as_str).collect();
    let revision = lang.pick("改訂", "revision");
    format!("{title}（{revision} {}）: {}", row.revision, parts.join(" / "))
}

fn called(thing: Thing, lang: Lang) -> &'static str {
    match thing {
        Thing::Plan => lang.pick("計画", "plan"),
        Thing::Edition => lang.pick("版", "edition"),
        Thing::Item => lang.pick("事業", "item"),
        Thing::Cycle => lang.pick("見直し", "cycle"),
        Thing::Decision => lang.pick("決定", "decision"),
        Thing::Source => lang.pick("資料", "source"),
        Thing::Link => lang.pick("関連付け", "link"),
        Thing::Token => lang.pick("利用権", "token"),
        Thing::Consultation => lang.pick("意見募集", "consultation"),
        Thing::Opinion => lang.pick("意見", "opinion"),
    }
}

/// What to do about a thing that is not there.
fn hint(thing: Thing, lang: Lang) -> Option<&'static str> {
    match thing {
        Thing::Plan => Some(lang.pick("計画の一覧: minaoshi plan list", "the plans: minaoshi plan list")),
        Thing::Edition => {
            Some(lang.pick("版の一覧: minaoshi plan show 計画", "the editions: minaoshi plan show PLAN"))
        }
        Thing::Item => Some(lang.pick(
            "番号は minaoshi table 計画 のとおり（1-1-1① など）、または識別子",
            "a number as minaoshi table PLAN prints it, such as 1-1-1①, or an id",
        )),
        Thing::Cycle => Some(lang.pick(
            "見直しを始める: minaoshi cycle open 計画 令和6年3月",
            "open one: minaoshi cycle open PLAN LABEL",
        )),
        Thing::Link => Some(
            lang.pick("系譜の一覧: minaoshi lineage list 計画", "the lineage: minaoshi lineage list PLAN"),
        ),
        Thing::Consultation | Thing::Opinion => Some(lang.pick(
            "意見募集と意見の一覧: minaoshi comments list 計画",
            "the consultations and opinions: minaoshi comments list PLAN",
        )),
        Thing::Decision | Thing::Source | Thing::Token => None,
    }
}
