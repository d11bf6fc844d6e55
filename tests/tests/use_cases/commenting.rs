//! Public comments: what a consultation was, what was said in it, who answered when, and from when on anyone may read it.

use crate::support::*;
use app::import::OpinionsImport;
use app::{App, AppError, request};
use domain::event::ConsultationState;
use projections::report::{ConsultationReport, Results};
use system_tests::{TestDatabase, fixtures, on_both};

on_both!(
    every_count_comes_out_of_the_imported_table,
    the_same_again_changes_nothing_and_takes_nothing_back,
    results_are_never_public_before_the_consultation_is_closed_and_each_opinion_answered,
    an_answer_says_who_gave_it_and_when_to_those_who_may_know,
    what_does_not_fit_is_refused_or_pointed_out,
    a_consultation_is_kept_without_any_file,
);

const TABLE_OF_OPINIONS: &str = include_str!("../../fixtures/comments.tsv");
const ABOUT: &str = include_str!("../../fixtures/comments.toml");

fn opinions(table: &str, about: &str) -> OpinionsImport {
    OpinionsImport {
        plan: PLAN.to_owned(),
        file: Some(file("comments.tsv", table)),
        about: file("comments.toml", about),
        consultation: None,
    }
}

/// The plan that the opinions are about, published.
async fn published(db: &TestDatabase) -> App {
    let app = open(db).await;
    import(&app, &text(&fixtures::text("nagareyama-2021-03.source.tsv"))).await;
    fresh(app.publish_edition(&staff(), PLAN, id(), EDITION).await);
    app
}

async fn consulted(db: &TestDatabase) -> App {
    let app = published(db).await;
    let imported = app.import_opinions(&staff(), id(), &opinions(TABLE_OF_OPINIONS, ABOUT)).await.unwrap();
    assert!(imported.done.is_some_and(|done| !done.already));
    app
}

async fn only(app: &App) -> ConsultationReport {
    let report = app.comments(&staff(), PLAN).await.unwrap();
    assert_eq!(report.consultations.len(), 1);
    report.consultations.into_iter().next().unwrap()
}

async fn results(app: &App) -> Results {
    only(app).await.results.unwrap()
}

fn answer(opinion: &str, view: &str, disposition: &str) -> request::AnswerOpinion {
    request::AnswerOpinion {
        consultation: None,
        opinion: opinion.to_owned(),
        view: view.to_owned(),
        disposition: Some(disposition.to_owned()),
    }
}

async fn every_count_comes_out_of_the_imported_table(db: TestDatabase) {
    let app = consulted(&db).await;
    let of = only(&app).await;
    assert_eq!(of.from.unwrap().to_string(), "2020-12-01");
    assert_eq!(of.to.unwrap().to_string(), "2021-01-04");
    assert!(of.wrong_weekdays.is_empty());
    assert_eq!((of.letters, of.channel_opinions), (Some(11), Some(16)));
    assert_eq!(of.channels.len(), 5);
    assert_eq!(of.channels[4].opinions, Some(0), "a way by which nothing came is said too");
    let results = of.results.unwrap();
    assert_eq!((results.opinions, results.answered, results.difference), (16, 16, Some(0)));
    let counts: Vec<(&str, u32)> =
        results.by_disposition.iter().map(|of| (of.code.as_str(), of.opinions)).collect();
    assert_eq!(counts, [("A", 3), ("B", 3), ("C", 6), ("D", 2), ("E", 2)]);
    assert_eq!(results.without_disposition, 0);
    assert!(results.by_disposition.iter().all(|of| of.definition.is_some()));
    let numbers: Vec<&str> = results.rows.iter().map(|row| row.number.as_str()).collect();
    assert_eq!(numbers[..3], ["1", "2", "3"], "in the order of numbers, 10 after 9");
    assert_eq!(numbers[9..11], ["10", "11"]);
    let items: Vec<&str> =
        results.rows[2].items.iter().filter_map(|item| item.full_label.as_deref()).collect();
    assert_eq!(items, ["6-6", "6-7"]);

    // A code of no opinion is counted as none.
    let next = ABOUT.replace(
        "[links]",
        "[[consultation.dispositions]]\ncode = \"F\"\ndefinition = \"その他\"\n\n[links]",
    );
    app.import_opinions(&staff(), id(), &opinions(TABLE_OF_OPINIONS, &next)).await.unwrap();
    let results = self::results(&app).await;
    assert_eq!(results.by_disposition[5].code, "F");
    assert_eq!(results.by_disposition[5].opinions, 0);
    assert_eq!(results.by_disposition[0].opinions, 3, "the codes before mean what they meant");
}

async fn the_same_again_changes_nothing_and_takes_nothing_back(db: TestDatabase) {
    let app = consulted(&db).await;
    let before = footprint(&app, &[]).await;
    let import = opinions(TABLE_OF_OPINIONS, ABOUT);
    assert_eq!(app.import_opinions(&staff(), id(), &import).await.unwrap().done, None);
    assert_eq!(footprint(&app, &[]).await, before);

    fresh(app.answer_opinion(&staff(), PLAN, id(), &answer("3", "改めて検討します。", "D")).await);
    fresh(app.close_consultation(&staff(), PLAN, id(), &request::CloseConsultation::default()).await);
    let again = app.import_opinions(&staff(), id(), &import).await.unwrap();
    assert_eq!(again.done, None, "an answer given since and the end of it all stay");
    let warned = again.preview.unwrap().warnings;
    let codes: Vec<&str> = warned.iter().map(import::Problem::code).collect();
    assert_eq!(codes, ["opinion-closed-since", "opinion-replaced-since"]);
    let of = only(&app).await;
    assert_eq!(of.state, ConsultationState::Closed);
    let third = &of.results.unwrap().rows[2];
    assert_eq!(third.view.as_ref().unwrap().as_str(), "改めて検討します。");
    assert_eq!(third.replaced, 1);

    // The control: an answer that nobody has given yet replaces the one that is there.
    let other = TABLE_OF_OPINIONS.replace("表記を統一します。", "表記を統一しました。");
    let imported = app.import_opinions(&staff(), id(), &opinions(&other, ABOUT)).await.unwrap();
    assert_eq!(imported.preview.unwrap().replaced, 1);
}

async fn results_are_never_public_before_the_consultation_is_closed_and_each_opinion_answered(
    db: TestDatabase,
) {
    let app = published(&db).await;
    let unanswered = TABLE_OF_OPINIONS.replace("表記を統一します。\tA", "\t");
    assert_ne!(unanswered, TABLE_OF_OPINIONS);
    let of_public = async |app: &App| {
        let report = app.comments(&public(), PLAN).await.unwrap();
        let told = serde_json::to_string(&report).unwrap();
        (report.consultations.into_iter().next().unwrap(), told)
    };
    let hidden = |(of, told): &(ConsultationReport, String)| {
        assert!(of.results.is_none());
        assert_eq!((of.letters, of.channel_opinions), (None, None));
        assert!(of.channels.iter().all(|channel| channel.letters.is_none() && channel.opinions.is_none()));
        assert!(!told.contains("中継も続けてほしい") && !told.contains("引き続き実施する"), "{told}");
    };
    app.import_opinions(&staff(), id(), &opinions(&unanswered, ABOUT)).await.unwrap();
    hidden(&of_public(&app).await);
    fresh(app.close_consultation(&staff(), PLAN, id(), &request::CloseConsultation::default()).await);
    hidden(&of_public(&app).await);
    fresh(app.answer_opinion(&staff(), PLAN, id(), &answer("10", "表記を統一します。", "A")).await);
    let (of, told) = of_public(&app).await;
    let results = of.results.unwrap();
    assert_eq!((results.opinions, results.answered), (16, 16));
    assert!(results.rows.iter().all(|row| row.answered.is_none()), "no persons");
    assert!(!told.contains("の人"), "{told}");
    // Opened again, it is hidden again.
    let open = request::RecordConsultation {
        consultation: Some(of.consultation.to_string()),
        period: "令和2年12月1日（火）から令和3年1月29日（金）まで".to_owned(),
        from: None,
        to: None,
        state: "open".to_owned(),
        channels: vec![],
        dispositions: vec![],
    };
    fresh(app.record_consultation(&staff(), PLAN, id(), &open).await);
    hidden(&of_public(&app).await);
}

async fn an_answer_says_who_gave_it_and_when_to_those_who_may_know(db: TestDatabase) {
    let app = consulted(&db).await;
    let suzuki = person(domain::value::Role::Staff, app::Scope::All);
    fresh(app.answer_opinion(&suzuki, PLAN, id(), &answer("3", "改めて検討します。", "D")).await);
    let results = results(&app).await;
    let third = results.rows[2].answered.as_ref().unwrap();
    assert_eq!(third.actor, suzuki.actor.id);
    assert_eq!(third.name.as_deref(), Some(suzuki.actor.name.as_str()));
    assert!(results.rows.iter().all(|row| row.answered.as_ref().unwrap().at.is_some()));
    assert_ne!(results.rows[3].answered.as_ref().unwrap().actor, suzuki.actor.id);
}

async fn what_does_not_fit_is_refused_or_pointed_out(db: TestDatabase) {
    let app = published(&db).await;
    let before = footprint(&app, &[]).await;
    let refused = [
        (TABLE_OF_OPINIONS.replace("\tA\n", "\tX\n"), ABOUT.to_owned(), "opinion-unknown-code"),
        (TABLE_OF_OPINIONS.replace("\n2\t", "\n1\t"), ABOUT.to_owned(), "opinion-number-twice"),
        (TABLE_OF_OPINIONS.to_owned(), ABOUT.replace("1-2-1", "9-9"), "opinion-unknown-item"),
        (TABLE_OF_OPINIONS.to_owned(), ABOUT.replace("\"12\" =", "\"99\" ="), "opinion-unknown"),
        (TABLE_OF_OPINIONS.replace("No\t", "記号\t"), ABOUT.to_owned(), "opinion-no-column"),
        (TABLE_OF_OPINIONS.replace("表記を統一します。", ""), ABOUT.to_owned(), "opinion-code-alone"),
        (TABLE_OF_OPINIONS.to_owned(), ABOUT.replace("letters = 2", "letters = \"二\""), "bad-profile"),
    ];
    for (table, about, code) in refused {
        let error = app.import_opinions(&staff(), id(), &opinions(&table, &about)).await.unwrap_err();
        let AppError::File(problems) = error else { panic!("{code}: {error}") };
        assert!(problems.errors().any(|problem| problem.code() == code), "{code}: {problems}");
    }
    assert_eq!(footprint(&app, &[]).await, before, "nothing is left of what was refused");

    // What the document itself says wrongly is kept as printed and pointed out.
    let about = ABOUT.replace("12月1日（火）", "12月1日（水）").replace("opinions = 9", "opinions = 8");
    let preview = app.preview_opinions(&staff(), &opinions(TABLE_OF_OPINIONS, &about)).await.unwrap();
    let codes: Vec<&str> = preview.warnings.iter().map(import::Problem::code).collect();
    assert_eq!(codes, ["opinion-weekday", "opinion-total"]);
    app.import_opinions(&staff(), id(), &opinions(TABLE_OF_OPINIONS, &about)).await.unwrap();
    let of = only(&app).await;
    assert_eq!(of.wrong_weekdays[0].is, "火");
    assert_eq!(of.printed_period.unwrap().as_str(), "令和2年12月1日（水）から令和3年1月4日（月）まで");
    assert_eq!(of.results.unwrap().difference, Some(-1));
    // An opinion that is recorded is never rewritten.
    let other = TABLE_OF_OPINIONS.replace("紙の費用も税金である。", "紙の費用も税金です。");
    let error = app.import_opinions(&staff(), id(), &opinions(&other, &about)).await.unwrap_err();
    let AppError::File(problems) = error else { panic!("{error}") };
    assert!(problems.errors().any(|problem| problem.code() == "opinion-differs"), "{problems}");
}

async fn a_consultation_is_kept_without_any_file(db: TestDatabase) {
    let app = published(&db).await;
    let record = request::RecordConsultation {
        consultation: None,
        period: "令和6年1月5日（金）～2月5日（月）".to_owned(),
        from: None,
        to: None,
        state: "open".to_owned(),
        channels: vec![],
        dispositions: vec![request::Disposition { code: "○".to_owned(), definition: None }],
    };
    let command = id();
    fresh(app.record_consultation(&staff(), PLAN, command, &record).await);
    assert!(app.record_consultation(&staff(), PLAN, command, &record).await.unwrap().already);
    let opinion = request::RecordOpinion {
        consultation: None,
        number: "1".to_owned(),
        gist: "分かりやすい。".to_owned(),
        items: vec!["6-6".to_owned()],
    };
    fresh(app.record_opinion(&staff(), PLAN, id(), &opinion).await);
    let twice = app.record_opinion(&staff(), PLAN, id(), &opinion).await.unwrap_err();
    assert!(matches!(twice, AppError::Invalid { field: "number", .. }), "{twice}");
    let unknown = app.answer_opinion(&staff(), PLAN, id(), &answer("2", "はい。", "○")).await.unwrap_err();
    assert!(matches!(unknown, AppError::NotFound { thing: app::Thing::Opinion, .. }), "{unknown}");
    let wrong = app.answer_opinion(&staff(), PLAN, id(), &answer("1", "はい。", "A")).await.unwrap_err();
    assert!(matches!(wrong, AppError::Refused(_)), "{wrong}");
    fresh(app.answer_opinion(&staff(), PLAN, id(), &answer("1", "はい。", "○")).await);
    let hidden = app.answer_opinion(&public(), PLAN, id(), &answer("1", "いいえ。", "○")).await.unwrap_err();
    assert!(matches!(hidden, AppError::NotFound { .. }), "{hidden}");
    let of = only(&app).await;
    assert_eq!(of.from.unwrap().to_string(), "2024-01-05");
    assert_eq!(of.to.unwrap().to_string(), "2024-02-05");
    let results = of.results.unwrap();
    assert_eq!((results.opinions, results.answered, results.difference), (1, 1, None));
}
