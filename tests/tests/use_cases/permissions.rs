//! Who may do what: every use case × every role, with and without a grant, as a person and as a token, on a plan that
//! is published, one that is not, and one that is not there.

use crate::asks::*;
use crate::support::*;
use app::import::Import;
use app::permission::{Answer, Operation};
use app::token::CreateToken;
use app::{App, AppError, Caller, Scope, Thing};
use domain::id::PlanId;
use domain::value::Role;
use system_tests::{TestDatabase, on_both};

on_both!(
    every_use_case_is_answered_as_the_access_matrix_says,
    a_token_does_what_its_role_may_in_its_plans_and_no_more,
);

const DRAFT: &str = "draft-plan";
const PUBLISHED: &str = "published-plan";
const UNKNOWN: &str = "unknown-plan";

/// The access matrix as it is printed: public, auditor, member, staff, admin, operator.
fn cells(operation: Operation) -> [char; 6] {
    match operation {
        Operation::ReadPublished => ['A', 'A', 'A', 'A', 'A', 'A'],
        Operation::ReadDraft | Operation::ReadHistory => ['H', 'A', 'g', 'g', 'H', 'A'],
        Operation::CreatePlan => ['-', '-', '-', 'A', '-', 'A'],
        Operation::Edit | Operation::Decide | Operation::Adopt => ['H', '-', '-', 'g', 'H', 'A'],
        Operation::Review => ['H', '-', 'g', 'g', 'H', 'A'],
        Operation::ReadSecurityLog => ['H', 'A', '-', '-', 'A', 'A'],
        Operation::Administer => ['H', '-', '-', '-', 'A', 'A'],
        Operation::OwnTokens => ['-', 'A', 'A', 'A', 'A', 'A'],
        Operation::Host => ['H', '-', '-', '-', '-', 'A'],
    }
}

fn cell(operation: Operation, role: Role) -> char {
    let at = Role::ALL.iter().position(|other| *other == role).unwrap();
    cells(operation)[at]
}

/// What an answer comes to: it may, it is refused, or there is no such plan.
fn verdict<T>(answer: &Result<T, AppError>) -> Answer {
    match answer {
        Err(AppError::Forbidden(_) | AppError::Unauthenticated) => Answer::Refused,
        Err(AppError::NotFound { thing: Thing::Plan, .. }) => Answer::Hidden,
        Ok(_) | Err(_) => Answer::Yes,
    }
}

fn expected(operation: Operation, by: &Caller, plan: PlanId, published: bool) -> Answer {
    // To read what is published no role is needed; of what is not, everything is a draft.
    let draft = operation == Operation::ReadPublished && !published;
    let operation = if draft { Operation::ReadDraft } else { operation };
    match cell(operation, by.actor.role) {
        'A' if operation == Operation::ReadPublished || by.scope.grants(plan) => Answer::Yes,
        'g' if by.scope.grants(plan) => Answer::Yes,
        '-' => Answer::Refused,
        _hidden => Answer::Hidden,
    }
}

/// The words of an answer, without the name that the caller gave.
fn words<T: std::fmt::Debug>(answer: &Result<T, AppError>, plan: &str) -> String {
    format!("{answer:?}").replace(plan, "…")
}

async fn two_plans(app: &App) -> [PlanId; 2] {
    let mut plans = Vec::new();
    for slug in [DRAFT, PUBLISHED] {
        let import = Import { plan: slug.into(), ..text(TABLE) };
        plans.push(app.import(&staff(), id(), &import).await.unwrap().done.unwrap().plan);
    }
    fresh(app.publish_edition(&staff(), PUBLISHED, id(), EDITION).await);
    [plans[0], plans[1]]
}

/// Everyone who may come: each role with a grant on these plans, and with one on another; tokens of them.
fn everyone(plans: &[PlanId]) -> Vec<Caller> {
    let elsewhere = Scope::Plans(vec![PlanId::new(id())]);
    let mut callers = Vec::new();
    for role in Role::ALL {
        for scope in [Scope::All, Scope::Plans(plans.to_vec()), elsewhere.clone()] {
            let person = person(role, scope);
            if !matches!(role, Role::Public | Role::Operator) {
                callers.push(Caller { token: true, ..person.clone() });
            }
            callers.push(person);
        }
    }
    callers
}

async fn every_use_case_is_answered_as_the_access_matrix_says(db: TestDatabase) {
    let app = open(&db).await;
    let [draft, published] = two_plans(&app).await;
    let before = app.store().counts().await.unwrap().events;
    for by in everyone(&[draft, published]) {
        for (slug, plan) in [(DRAFT, draft), (PUBLISHED, published)] {
            let names = names(&app, slug).await;
            let (known, unknown) =
                (questions(&app, &by, slug, &names).await, questions(&app, &by, UNKNOWN, &names).await);
            for ((what, operation, answer), (.., nothing)) in known.into_iter().zip(unknown) {
                let expected = expected(operation, &by, plan, slug == PUBLISHED);
                assert_eq!(verdict(&answer), expected, "{what} of {slug} by {by:?}: {answer:?}");
                if expected != Answer::Yes {
                    assert_eq!(words(&answer, slug), words(&nothing, UNKNOWN), "{what} by {by:?}");
                }
            }
            // What may be done is not done here, so that every caller finds the same.
            for what in changes() {
                let expected = expected(what.operation(), &by, plan, slug == PUBLISHED);
                if expected == Answer::Yes {
                    assert_eq!(by.may(what.operation(), Some(plan)), Answer::Yes);
                    continue;
                }
                let answer = ask(&app, &by, slug, id(), &what).await;
                assert_eq!(verdict(&answer), expected, "{what:?} of {slug} by {by:?}: {answer:?}");
                // Who may create plans makes one of an unknown name.
                if !matches!(what, Ask::Import(_)) || by.may(Operation::CreatePlan, None) != Answer::Yes {
                    let nothing = ask(&app, &by, UNKNOWN, id(), &what).await;
                    assert_eq!(words(&answer, slug), words(&nothing, UNKNOWN), "{what:?} by {by:?}");
                }
            }
        }
        let host = [
            verdict(&app.doctor(&by).await),
            verdict(&app.tokens(&by).await),
            verdict(&app.revoke_token(&by, &id().to_string()).await),
        ];
        let operator = by.actor.role == Role::Operator;
        assert!(host.iter().all(|answer| (*answer == Answer::Yes) == operator), "{by:?}: {host:?}");
        let plans = app.plans(&by).await.unwrap().len();
        let sees_draft = expected(Operation::ReadDraft, &by, draft, false) == Answer::Yes;
        assert_eq!(plans, 1 + usize::from(sees_draft), "{by:?}");
    }
    let events = app.store().counts().await.unwrap().events;
    assert_eq!(events, before, "what is refused is not recorded");
}

async fn a_token_does_what_its_role_may_in_its_plans_and_no_more(db: TestDatabase) {
    let app = open(&db).await;
    let [draft, published] = two_plans(&app).await;
    let operator = Caller::operator("試験");
    let token = |role: &str, plans: &[&str]| CreateToken {
        name: "係".into(),
        role: role.into(),
        plans: plans.iter().map(|plan| (*plan).to_owned()).collect(),
        days: 1,
    };
    let made = app.create_token(&operator, &token("staff", &[DRAFT])).await.unwrap();
    let bearer = app.authenticate(&made.secret).await.unwrap();
    assert!(bearer.token);
    assert_eq!(bearer.scope, Scope::Plans(vec![draft]));

    fresh(ask(&app, &bearer, DRAFT, id(), &progress()).await);
    assert_eq!(verdict(&ask(&app, &bearer, PUBLISHED, id(), &progress()).await), Answer::Hidden);
    assert_eq!(
        verdict(&app.table(&bearer, PUBLISHED, &Default::default()).await),
        Answer::Yes,
        "it is everyone's"
    );
    // A plan that is made would lie outside the token's plans.
    let create = ask(&app, &bearer, "new-plan", id(), &create("new-plan")).await;
    assert_eq!(verdict(&create), Answer::Refused);
    let closing = |successor: &str| app::request::ClosePlan {
        reason: "統合".into(),
        successor: Some(successor.into()),
    };
    app.import(&staff(), id(), &Import { plan: "hidden-plan".into(), ..text(TABLE) }).await.unwrap();
    let hidden = app.close_plan(&bearer, DRAFT, id(), &closing("hidden-plan")).await;
    let unknown = app.close_plan(&bearer, DRAFT, id(), &closing(UNKNOWN)).await;
    assert_eq!(words(&hidden, "hidden-plan"), words(&unknown, UNKNOWN));
    assert_eq!(verdict(&hidden), Answer::Hidden);

    for role in ["auditor", "member", "staff", "admin"] {
        let made = app.create_token(&operator, &token(role, &[])).await.unwrap();
        let bearer = app.authenticate(&made.secret).await.unwrap();
        for operation in
            [Operation::Administer, Operation::OwnTokens, Operation::Host, Operation::ReadSecurityLog]
        {
            for plan in [None, Some(draft), Some(published)] {
                assert_eq!(bearer.may(operation, plan), Answer::Refused, "{role} {operation:?}");
            }
        }
        assert_eq!(verdict(&app.create_token(&bearer, &token("staff", &[])).await), Answer::Refused);
    }
    for (name, refused) in [
        ("role", token("operator", &[])),
        ("role", token("public", &[])),
        ("days", CreateToken { days: 0, ..token("staff", &[]) }),
        ("name", CreateToken { name: " ".into(), ..token("staff", &[]) }),
    ] {
        let answer = app.create_token(&operator, &refused).await.unwrap_err();
        assert!(matches!(answer, AppError::Invalid { field, .. } if field == name), "{answer:?}");
    }
    for nowhere in [UNKNOWN, "0190b5a8-7c1e-7000-8000-000000000001"] {
        assert_eq!(verdict(&app.create_token(&operator, &token("staff", &[nowhere])).await), Answer::Hidden);
    }

    app.revoke_token(&operator, &made.id).await.unwrap();
    for secret in [made.secret.as_str(), "minaoshi_", "x", ""] {
        assert_eq!(verdict(&app.authenticate(secret).await), Answer::Refused, "{secret:?}");
    }
    app.revoke_token(&operator, &made.id).await.unwrap();
    let unknown = app.revoke_token(&operator, &id().to_string()).await.unwrap_err();
    assert!(matches!(unknown, AppError::NotFound { thing: Thing::Token, .. }));
    let tokens = app.tokens(&operator).await.unwrap();
    assert_eq!(tokens.iter().filter(|token| token.revoked_at.is_some()).count(), 1);
    assert!(!serde_json::to_string(&tokens).unwrap().contains("minaoshi_"));
}
