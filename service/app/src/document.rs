//! Reports as documents: what is asked for, as whoever asks may see it, with its permanent address.
//!
//! What a document is made of is for `export` to say; a report is asked for as everywhere else, so that whoever may not
//! see it gets no document of it either.

use crate::error::{AppError, Thing};
use crate::look::moment;
use crate::parse::last_day;
use crate::permission::Operation;
use crate::print::{Before, FileFormat, Origin, Prepared, Replacing, Work, Writing};
use crate::request::{DocumentKind, DocumentQuery, Look, Sides};
use crate::{App, Caller, Item};
use domain::id::PlanId;
use domain::plan::Edition;
use export::document_of::{self, About};
use export::{Document, Format, Manner, Part};
use jiff::civil::{Date, date};
use projections::report::{ComparedSide, EditionRef, PackReport, PlanRef, TableOf, TableReport};
use projections::wording::Language;
use serde::Serialize;

/// The day of a plan that has no edition and says nothing of days; files need one, and no clock is asked.
const NO_DAY: Date = date(2000, 1, 1);

/// In which form something is wanted.
#[derive(Debug, Clone, Copy)]
pub struct InForm {
    /// The format.
    pub format: FileFormat,
    /// Where the format leaves something open.
    pub manner: Manner,
    /// In which language the document's own words are.
    pub language: Language,
}

/// What the file of a report says of itself.
struct Told {
    plan: PlanRef,
    /// The edition that it is of, where it is of one.
    edition: Option<EditionRef>,
    /// Where it is read, below the plan's address.
    path: String,
}

impl Told {
    fn of(plan: &PlanRef, edition: Option<&EditionRef>, path: impl Into<String>) -> Self {
        Self { plan: plan.clone(), edition: edition.cloned(), path: path.into() }
    }
}

/// What every document of a request has in common.
struct Asked<'a> {
    app: &'a App,
    query: &'a DocumentQuery,
    form: InForm,
    /// The day of the newest edition that the caller sees.
    newest: Option<Date>,
}

impl App {
    /// What is asked for, ready to be printed.
    ///
    /// # Errors
    /// Those of the report that is asked for.
    pub async fn document(
        &self,
        caller: &Caller,
        plan: &str,
        query: &DocumentQuery,
        form: InForm,
    ) -> Result<Prepared, AppError> {
        let newest = self.reading(caller, plan).await?.plan.head.current_edition().map(Edition::day);
        if let Some((name, said)) = query.unknown() {
            let known = query.kind.knows();
            let known = if known.is_empty() { "nothing".to_owned() } else { known.join(", ") };
            return Err(AppError::invalid(name, said, format!("of this document: {known}")));
        }
        let asked = Asked { app: self, query, form, newest };
        let department = query.department.as_deref();
        Ok(match query.kind {
            DocumentKind::Table => {
                let mut table = self.table(caller, plan, &query.look).await?;
                department.into_iter().for_each(|department| table.narrow_to_department(department));
                asked.table(table)
            }
            DocumentKind::Comparison => {
                let (from, to) = (needed("from", &query.from)?, needed("to", &query.to)?);
                let report = self.compared(caller, plan, Sides { from, to, department }).await?.report;
                let edition = report.to.edition.as_ref().or(report.to.in_force.as_ref());
                let path = format!("compare?from={}&to={}", side(&report.from, from), side(&report.to, to));
                let told = Told::of(&report.plan, edition, path);
                asked.told(report, &told, document_of::compare)
            }
            DocumentKind::History => {
                let Item { history, timeline } =
                    self.item(caller, plan, needed("item", &query.item)?).await?;
                let told = Told::of(&history.plan, None, format!("i/{}", history.item.node));
                asked.told(history, &told, |history, language, about| {
                    document_of::history(history, Some(&timeline), language, about)
                })
            }
            DocumentKind::Cancelled => {
                let reports = self.cancelled(caller, Some(plan), &query.cancelled).await?;
                let of = reports.first().ok_or_else(|| AppError::not_found(Thing::Plan, plan))?;
                let told = Told::of(&of.plan, None, "cancelled");
                asked.told(reports, &told, |reports, language, about| {
                    document_of::cancelled(reports, language, about)
                })
            }
            DocumentKind::Overdue => {
                query.on.as_deref().map(|on| last_day("on", on)).transpose()?;
                let mut report = self.overdue(caller, plan, query.on.as_deref()).await?;
                department.into_iter().for_each(|department| report.narrow(department));
                let told = Told::of(&report.plan, None, format!("overdue?as_of={}", report.on));
                let asked = Asked { newest: Some(report.on), ..asked };
                asked.told(report, &told, document_of::overdue)
            }
            DocumentKind::Report | DocumentKind::Part(_) => asked.counted(caller, plan).await?,
            DocumentKind::Trace => {
                let report = self.trace(caller, plan).await?;
                let told = Told::of(&report.plan, None, "trace");
                asked.told(report, &told, document_of::trace)
            }
            DocumentKind::Coverage => {
                let report = self.coverage(caller, plan).await?;
                let told = Told::of(&report.plan, None, "trace");
                asked.told(report, &told, document_of::coverage)
            }
            DocumentKind::Comments => {
                let report = self.comments(caller, plan).await?;
                let told = Told::of(&report.plan, None, "comments");
                asked.told(report, &told, document_of::comments)
            }
            DocumentKind::Pack => asked.papers(caller, plan).await?,
            DocumentKind::Replacements => asked.replacements(caller, plan).await?,
        })
    }
}

impl Asked<'_> {
    /// What a committee is handed out.
    async fn papers(&self, caller: &Caller, plan: &str) -> Result<Prepared, AppError> {
        let report = self.app.pack(caller, plan, self.query, &self.query.look).await?;
        let told = papers(&report);
        Ok(self.told(report, &told, document_of::pack))
    }

    /// Which pages of that differ from those handed out before: from those of the file that was handed out, where somebody
    /// has it, else from the papers as they were recorded then. Both are made once there is a place for that.
    async fn replacements(&self, caller: &Caller, plan: &str) -> Result<Prepared, AppError> {
        if self.query.before.is_some() {
            self.app.permitted(caller, Operation::ReadDraft, plan).await?;
        }
        let now = self.app.pack(caller, plan, self.query, &self.query.look).await?;
        let (language, told) = (self.form.language, papers(&now));
        let print = |report: &PackReport| document_of::pack(report, language, &self.about(&papers(report)));
        let before = match &self.query.before {
            Some(file) => Before::File(file.clone()),
            None => {
                let handed_out = self.query.handed_out.as_deref().unwrap_or_default();
                let at = moment("handed_out", handed_out)?;
                let then = self.handed_out(caller, plan, handed_out).await?;
                Before::Set(Box::new(print(&then)), at)
            }
        };
        let work = Work::Replacements(Box::new(Replacing {
            before,
            after: print(&now),
            plan: now.plan.clone(),
            language,
            about: self.about(&told),
            format: self.form.format,
        }));
        Ok(self.prepared(&told, work))
    }

    /// The papers as they were recorded at a moment. What the request calls two tables is looked for at that moment; where
    /// there was no such plan or table yet, the moment is wrong.
    async fn handed_out(&self, caller: &Caller, plan: &str, moment: &str) -> Result<PackReport, AppError> {
        let then = Look { recorded_at: Some(moment.to_owned()), ..Look::default() };
        let papers = self.app.pack(caller, plan, self.query, &then).await;
        papers.map_err(|error| {
            let early =
                matches!(error, AppError::NotFound { .. } | AppError::Invalid { field: "from" | "to", .. });
            let accepted = "a moment at which both tables were there already";
            if early { AppError::invalid("handed_out", moment, accepted) } else { error }
        })
    }

    /// A report in the form that is asked for.
    fn told<R: Serialize + Send + Sync + 'static>(
        &self,
        report: R,
        told: &Told,
        make: impl Fn(&R, Language, &About) -> Document,
    ) -> Prepared {
        let work = match self.form.format {
            FileFormat::Json => Work::Text(Writing::new(move |out| export::write_json(&report, out))),
            FileFormat::Document(format) => {
                let document = make(&report, self.form.language, &self.about(told));
                let manner = self.form.manner;
                match format.text() {
                    Some(text) => Work::Text(Writing::new(move |out| text.write(&document, manner, out))),
                    None => Work::Document(Box::new(document), format),
                }
            }
        };
        self.prepared(told, work)
    }

    fn prepared(&self, told: &Told, work: Work) -> Prepared {
        let About { address, fingerprint, day, site: _, department } = self.about(told);
        let department = department.map(|department| format!("_{}", plain(&department))).unwrap_or_default();
        let of = file_name(&told.plan, told.edition.as_ref());
        let title = format!("{of}{}{department}", self.query.kind.suffix());
        let format = self.form.format;
        let origin = Origin {
            organisation: told.plan.organisation.to_string(),
            plan: told.plan.id,
            version: told.plan.version,
            edition: told.edition.as_ref().map(|edition| edition.id),
            title: title.clone(),
            day,
            address,
            fingerprint,
        };
        Prepared { name: format!("{title}.{}", format.name()), format, origin, work }
    }

    /// The table: as TSV and CSV just that, with nothing beside it, so that it comes back as it went in.
    fn table(&self, table: TableReport) -> Prepared {
        let edition = table.edition.as_ref();
        let path = match (table.of, edition) {
            (TableOf::Edition(_), Some(edition)) => format!("e/{}/", edition.id),
            (TableOf::AsOf(day), _) => format!("?as_of={day}"),
            (TableOf::Edition(_) | TableOf::Current | TableOf::Cycle(_), _) => String::new(),
        };
        let asked = match table.of {
            TableOf::AsOf(day) => Asked { newest: Some(day), ..*self },
            TableOf::Edition(_) | TableOf::Current | TableOf::Cycle(_) => Asked { ..*self },
        };
        let told = Told::of(&table.plan, edition.or(table.in_force.as_ref()), path);
        let csv = self.form.manner.csv;
        match self.form.format {
            FileFormat::Document(Format::Tsv) => {
                let writing = Writing::new(move |out| export::write_tsv(&table, out));
                asked.prepared(&told, Work::Text(writing))
            }
            FileFormat::Document(Format::Csv) => {
                let writing = Writing::new(move |out| export::write_csv(&table, csv, out));
                asked.prepared(&told, Work::Text(writing))
            }
            FileFormat::Json
            | FileFormat::Document(Format::Html | Format::Xlsx | Format::Docx | Format::Pdf) => {
                asked.told(table, &told, document_of::table)
            }
        }
    }

    /// What is counted of a table, or a part of that.
    async fn counted(&self, caller: &Caller, plan: &str) -> Result<Prepared, AppError> {
        let (app, query) = (self.app, self.query);
        let (look, department) = (&query.look, query.department.as_deref());
        let at = |path: &str| match &query.look.edition {
            Some(edition) => format!("{path}?edition={}", encoded(edition)),
            None => path.to_owned(),
        };
        let part = match query.kind {
            DocumentKind::Part(Part::Cards) => {
                let cards = app.cards(caller, plan, look, department).await?;
                let edition = cards.edition.as_ref().or(cards.in_force.as_ref());
                let told = Told::of(&cards.plan, edition, at("cards"));
                return Ok(self.told(cards, &told, |cards, language, about| match self.form.format {
                    // One row a card, so that it can be counted.
                    FileFormat::Document(Format::Tsv | Format::Csv | Format::Xlsx) => {
                        document_of::card_list(cards, language, about)
                    }
                    FileFormat::Json | FileFormat::Document(Format::Html | Format::Docx | Format::Pdf) => {
                        document_of::cards(cards, language, about)
                    }
                }));
            }
            DocumentKind::Part(Part::Grid) => {
                let grid = app.grid(caller, plan, look, department).await?;
                let edition = grid.edition.as_ref().or(grid.in_force.as_ref());
                let told = Told::of(&grid.plan, edition, at("grid"));
                return Ok(self.told(grid, &told, document_of::grid));
            }
            DocumentKind::Part(part) => Some(part),
            DocumentKind::Table
            | DocumentKind::Comparison
            | DocumentKind::History
            | DocumentKind::Cancelled
            | DocumentKind::Overdue
            | DocumentKind::Report
            | DocumentKind::Trace
            | DocumentKind::Coverage
            | DocumentKind::Comments
            | DocumentKind::Pack
            | DocumentKind::Replacements => None,
        };
        let report = app.report(caller, plan, look, query.year.as_deref()).await?;
        let counts = &report.counts;
        let edition = counts.edition.as_ref().or(counts.in_force.as_ref());
        let told = Told::of(&counts.plan, edition, at("report"));
        let Some(part) = part else { return Ok(self.told(report, &told, document_of::report)) };
        if self.form.format == FileFormat::Json {
            let written = export::part_of_report(&report, part, self.form.language);
            let json = written.map_err(|_| AppError::Unprinted)?.json;
            let writing = Writing::new(move |out| out.write_all(json.as_bytes()));
            return Ok(self.prepared(&told, Work::Text(writing)));
        }
        let make = |report: &_, language, about: &_| document_of::report_part(report, part, language, about);
        Ok(self.told(report, &told, make))
    }

    /// The department that a report is narrowed down to which does not say so itself.
    fn narrowed(&self) -> Option<String> {
        match self.query.kind {
            DocumentKind::Table
            | DocumentKind::Comparison
            | DocumentKind::Overdue
            | DocumentKind::Part(Part::Grid | Part::Cards) => self.query.department.clone(),
            DocumentKind::History
            | DocumentKind::Cancelled
            | DocumentKind::Report
            | DocumentKind::Part(_)
            | DocumentKind::Trace
            | DocumentKind::Coverage
            | DocumentKind::Comments
            | DocumentKind::Pack
            | DocumentKind::Replacements => None,
        }
    }

    fn about(&self, told: &Told) -> About {
        let site = self.app.settings.printing.site.as_deref().map(|site| site.trim_end_matches('/'));
        let address = |plan: PlanId| Some(format!("{}/p/{plan}/{}", site?, told.path));
        About {
            address: told.plan.id.and_then(address),
            fingerprint: None,
            day: told
                .edition
                .as_ref()
                .and_then(|edition| edition.date.start)
                .or(self.newest)
                .unwrap_or(NO_DAY),
            site: site.map(str::to_owned),
            department: self.narrowed(),
        }
    }
}

/// What a committee is handed out, with what its file says of itself.
fn papers(report: &PackReport) -> Told {
    let (from, to) = (&report.changes.from, &report.changes.to);
    let name = |side: &ComparedSide| match side.of {
        TableOf::Edition(id) => id.to_string(),
        TableOf::Cycle(id) => id.to_string(),
        TableOf::AsOf(day) => day.to_string(),
        TableOf::Current => "current".to_owned(),
    };
    let path = format!("compare?from={}&to={}", encoded(&name(from)), encoded(&name(to)));
    let edition = to.edition.as_ref().or(to.in_force.as_ref());
    Told::of(&report.plan, edition, path)
}

/// The plan's title with the edition's label, as far as a file may be called so.
pub fn file_name(plan: &PlanRef, edition: Option<&EditionRef>) -> String {
    let label = edition.map(|edition| format!("_{}", edition.label)).unwrap_or_default();
    plain(&format!("{}{label}", plan.title))
}

fn plain(name: &str) -> String {
    let plain = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
    name.chars().map(plain).collect()
}

fn needed<'q>(field: &'static str, value: &'q Option<String>) -> Result<&'q str, AppError> {
    value.as_deref().ok_or_else(|| AppError::invalid(field, "", "a value"))
}

/// A side of a comparison in an address that lasts: a label may come to mean another edition.
fn side(side: &ComparedSide, asked: &str) -> String {
    let edition = side.edition.as_ref().map(|edition| edition.id.to_string());
    let cycle = side.cycle.as_ref().map(|cycle| cycle.id.to_string());
    encoded(&edition.or(cycle).unwrap_or_else(|| asked.to_owned()))
}

/// A value as it stands in an address.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let one = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(one).collect()
}
