//! Open data: all files as one archive, each alone, and what staff looks at before.

use crate::extract::{At, Known, Query, Who};
use crate::problem::Problem;
use crate::respond::{self, Answer, download};
use crate::router::Site;
use crate::table::BASE;
use app::{Outgoing, file_name};
use axum::extract::State;
use export::open_data::{self, Encoding, Options};
use projections::report::OpenData;
use projections::wording::Language;

pub(crate) async fn archive(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    query: Query,
    known: Known,
) -> Answer {
    let data = site.app.open_data(&caller, at.plan(), query.flag("draft")).await?;
    let (name, options) = (format!("{}.zip", file_name(&data.plan, None)), options(&site, &data, &query));
    let bytes = apart(&site, move || open_data::package(&data, &options)?.zip()).await?;
    Ok(download(&known, &name, "application/zip", Outgoing::whole(bytes)))
}

pub(crate) async fn file(site: State<Site>, Who(caller): Who, at: At, query: Query, known: Known) -> Answer {
    let data = site.app.open_data(&caller, at.plan(), query.flag("draft")).await?;
    let (name, options) = (at.name("file").to_owned(), options(&site, &data, &query));
    let file = apart(&site, move || open_data::file(&data, &name, &options)).await?;
    let file = file.ok_or_else(Problem::not_found)?;
    let (name, media_type) = (file.name.clone(), file.media_type);
    let content = site.app.send_text(move |out| file.write(out)).await?;
    Ok(download(&known, &name, media_type, content))
}

pub(crate) async fn check(site: State<Site>, Who(caller): Who, at: At, query: Query, known: Known) -> Answer {
    let data = site.app.open_data_to_check(&caller, at.plan(), query.flag("draft")).await?;
    let encoding = encoding(&query);
    let looked = site.app.beside(move || open_data::look(&data, encoding)).await?;
    respond::report(&known, &looked)
}

/// Addresses are those of this service, which does not know under which name it is reached. A file is the same for
/// whoever asks; it is described in the language of the plan.
fn options(site: &Site, data: &OpenData, query: &Query) -> Options {
    let address = data.plan.id.map(|plan| format!("{BASE}/plans/{plan}/open-data"));
    let (encoding, licence) = (encoding(query), site.options.licence.clone());
    Options { encoding, address, licence, language: Language::Japanese }
}

fn encoding(query: &Query) -> Encoding {
    query.get("encoding").and_then(Encoding::of_name).unwrap_or_default()
}

/// Makes files beside the tasks that answer: a long plan has many.
async fn apart<T: Send + 'static>(
    site: &Site,
    make: impl FnOnce() -> Result<T, open_data::Error> + Send + 'static,
) -> Result<T, Problem> {
    site.app.beside(make).await?.map_err(|error| Problem::internal(&error))
}
