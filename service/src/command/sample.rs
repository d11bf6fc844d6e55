//! The sample that `serve --sample` shows: the table of 流山市議会 as published in 令和3年3月.

use app::import::{Import, ImportFile};
use app::{App, AppError, Caller, Thing};
use uuid::Uuid;

/// What the sample plan is called in addresses and at the command line.
pub(super) const SLUG: &str = "nagareyama-ict";

const TABLE: &[u8] = include_bytes!("../../assets/sample.tsv");

/// Imports and publishes the sample where the plan is not there, and returns the path of its page.
///
/// # Errors
/// Whatever the use cases say.
pub(super) async fn load(app: &App, caller: &Caller) -> Result<String, AppError> {
    let found = match app.plan(caller, SLUG).await {
        Err(AppError::NotFound { thing: Thing::Plan, .. }) => {
            app.import(caller, Uuid::now_v7(), &import()).await?;
            app.plan(caller, SLUG).await?
        }
        found => found?,
    };
    if let Some(edition) = found.editions.last().filter(|edition| edition.published.is_none()) {
        let edition = edition.id.to_string();
        match app.publish_edition(caller, SLUG, Uuid::now_v7(), &edition).await {
            // Another process with the sample on the same database was faster.
            Ok(_) | Err(AppError::Refused(domain::Refusal::AlreadyPublished { .. })) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(format!("/p/{SLUG}/"))
}

/// What every page says of a register that has nothing but the sample.
///
/// # Errors
/// Whatever the use cases say.
pub(super) async fn notice(app: &App, caller: &Caller) -> Result<Option<String>, AppError> {
    let notice = "見本です。流山市議会が公表した資料によります · a sample, as published by 流山市議会";
    Ok((app.plans(caller).await?.len() == 1).then(|| notice.to_owned()))
}

fn import() -> Import {
    let file = ImportFile { name: "nagareyama-2021-03.tsv".to_owned(), bytes: TABLE.to_vec() };
    Import {
        plan: SLUG.to_owned(),
        organisation: Some("流山市議会".to_owned()),
        code: Some("122203".to_owned()),
        files: vec![file],
        ..Import::default()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_sample_is_a_table_that_the_import_understands() {
        let term = || domain::id::TermId::new(uuid::Uuid::now_v7());
        let ids = std::iter::repeat_with(term);
        let id = domain::id::VocabularyId::new(uuid::Uuid::now_v7());
        let words =
            domain::value::Vocabulary::of_default_words(id, domain::value::VocabularyKind::Status, ids);
        let tables = import::propose("sample.tsv", super::TABLE, &import::Hints::new(words, term)).unwrap();

        assert_eq!(tables.len(), 1);
        assert_eq!(tables[0].edition_label.as_deref(), Some("令和3年3月"));
        assert!(domain::value::LocalGovernmentCode::parse("122203").is_ok());
    }
}
