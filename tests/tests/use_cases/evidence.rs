//! What a published decision, resolution or correction cites is public with it; what only a draft cites is as hidden as
//! what is not there.

use crate::asks::*;
use crate::support::*;
use app::{App, Caller, NewSource, request};
use system_tests::{TestDatabase, on_both};

on_both!(
    what_is_published_makes_its_evidence_public,
    evidence_stays_public_while_anything_public_cites_it,
    evidence_that_holds_a_draft_stays_hidden,
);

/// A kept file that is called and says so.
async fn keep(app: &App, by: &Caller, name: &str) -> String {
    let file = NewSource { name: name.into(), media_type: "text/plain".into(), bytes: name.into() };
    fresh(app.register_source(by, PLAN, id(), &file).await).id.to_string()
}

fn cites(source: &str) -> Vec<request::Evidence> {
    vec![request::Evidence { source: Some(source.into()), citation: None, place: Some("3頁".into()) }]
}

/// A correction of the first edition that cites a file.
fn erratum(source: &str) -> Ask {
    let Ask::Correct(correct) = correct(EDITION, "備考", "済み") else {
        unreachable!("a correction is made")
    };
    Ask::Correct(request::Correct { evidence: cites(source), ..correct })
}

/// Which of these anyone may have; the others are answered as what is not there.
async fn open_to_all<'s>(app: &App, sources: &[&'s str]) -> Vec<&'s str> {
    let unknown = id().to_string();
    let refused = format!("{:?}", app.source(&public(), PLAN, &unknown).await.unwrap_err());
    let mut open = Vec::new();
    for source in sources {
        match app.source(&public(), PLAN, source).await {
            Ok(file) => {
                assert_eq!(file.bytes, file.name.as_bytes());
                open.push(*source);
            }
            Err(error) => assert_eq!(format!("{error:?}").replace(source, &unknown), refused),
        }
    }
    open
}

async fn what_is_published_makes_its_evidence_public(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let yamada = staff();
    fresh(app.publish_edition(&yamada, PLAN, id(), EDITION).await);
    let minutes = keep(&app, &yamada, "議事録.txt").await;
    let resolved = keep(&app, &yamada, "議決書.txt").await;
    let unused = keep(&app, &yamada, "控え.txt").await;
    let all = [minutes.as_str(), &resolved, &unused];

    open_cycle(&app, &yamada, NEXT).await;
    let decided = request::Decide { evidence: cites(&minutes), ..decide("2-1", "継続中") };
    let decision = fresh(app.decide(&yamada, PLAN, id(), &decided).await).id.to_string();
    fresh(app.decide_rest(&yamada, PLAN, id(), &request::DecideRest {}).await);
    fresh(app.submit_cycle(&yamada, PLAN, id()).await);
    fresh(app.review_cycle(&staff(), PLAN, id(), &review("approved")).await);
    let adopt = request::Adopt { evidence: cites(&resolved), ..resolution() };
    fresh(app.adopt_cycle(&yamada, PLAN, id(), &adopt).await);
    assert_eq!(open_to_all(&app, &all).await, [""; 0], "a draft's evidence is hidden");

    fresh(app.publish_edition(&yamada, PLAN, id(), NEXT).await);
    assert_eq!(open_to_all(&app, &all).await, [minutes.as_str(), &resolved]);
    let told = app.decision(&public(), PLAN, &decision).await.unwrap().sources;
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert!(told.contains(&minutes) && told.contains(&resolved) && !told.contains(&unused), "{told:?}");

    fresh(ask(&app, &yamada, PLAN, id(), &withdraw(NEXT, "unpublish")).await);
    assert_eq!(open_to_all(&app, &all).await, [""; 0], "what was withdrawn takes its evidence along");
    // The control: who sees drafts may have each of them throughout.
    for source in all {
        assert!(app.source(&yamada, PLAN, source).await.is_ok());
    }
}

async fn evidence_stays_public_while_anything_public_cites_it(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let yamada = staff();
    fresh(app.publish_edition(&yamada, PLAN, id(), EDITION).await);
    let minutes = keep(&app, &yamada, "議事録.txt").await;
    open_cycle(&app, &yamada, NEXT).await;
    let decided = request::Decide { evidence: cites(&minutes), ..decide("2-1", "継続中") };
    fresh(app.decide(&yamada, PLAN, id(), &decided).await);
    adopt(&app, &yamada).await;
    fresh(app.publish_edition(&yamada, PLAN, id(), NEXT).await);
    fresh(ask(&app, &yamada, PLAN, id(), &erratum(&minutes)).await);

    fresh(ask(&app, &yamada, PLAN, id(), &withdraw(NEXT, "unpublish")).await);
    assert_eq!(open_to_all(&app, &[&minutes]).await, [minutes.as_str()], "the erratum cites it too");
    fresh(ask(&app, &yamada, PLAN, id(), &withdraw(EDITION, "void")).await);
    assert_eq!(open_to_all(&app, &[&minutes]).await, [""; 0]);
}

async fn evidence_that_holds_a_draft_stays_hidden(db: TestDatabase) {
    let app = open(&db).await;
    small(&app).await;
    let yamada = staff();
    fresh(app.publish_edition(&yamada, PLAN, id(), EDITION).await);
    let draft = edition("平成30年11月", &[("令和3年3月\t公開しています。", "\t旧版")]);
    import(&app, &files(vec![file("旧版.tsv", &draft)])).await;
    let plan = app.plan(&yamada, PLAN).await.unwrap();
    let is_it = |name: &str| plan.sources.iter().find(|source| source.name.as_str() == name).unwrap().source;
    let (older, table) = (is_it("旧版.tsv").to_string(), is_it("table.tsv").to_string());
    fresh(ask(&app, &yamada, PLAN, id(), &erratum(&older)).await);

    let has = async |source: &str| app.source(&public(), PLAN, source).await.is_ok();
    assert!(!has(&older).await, "it says what nobody published");
    assert!(has(&table).await, "the control: the document of what is published");
    fresh(app.publish_edition(&yamada, PLAN, id(), "平成30年11月").await);
    assert!(has(&older).await);
    // Withdrawn, it is still what a public erratum rests on.
    fresh(ask(&app, &yamada, PLAN, id(), &withdraw("平成30年11月", "unpublish")).await);
    assert!(has(&older).await);
    fresh(ask(&app, &yamada, PLAN, id(), &withdraw(EDITION, "unpublish")).await);
    assert!(!has(&older).await && !has(&table).await);
}
