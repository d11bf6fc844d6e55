//! Ordinary rows: slugs, kept files, tokens, the security log.

use crate::support::*;
use domain::digest::Digest;
use jiff::ToSpan as _;
use storage::{Corruption, Error, Reservation, SecurityEntry, Token, TokenId};
use system_tests::{TestDatabase, on_both};
use uuid::Uuid;

on_both!(a_slug_is_one_plans_for_ever);
async fn a_slug_is_one_plans_for_ever(db: TestDatabase) {
    let store = open(&db).await;
    let (one, two) = (plan_of(&store, 1).await, plan_id());

    assert_eq!(store.reserve_slug("gikai", one).await.unwrap(), Reservation::Reserved);
    assert_eq!(store.reserve_slug("gikai", one).await.unwrap(), Reservation::Held);
    assert_eq!(store.reserve_slug("gikai", two).await.unwrap(), Reservation::Taken(one));
    assert_eq!(store.reserve_slug("spare", two).await.unwrap(), Reservation::Reserved);
    store.release_slug("gikai", one).await.unwrap();
    store.release_slug("spare", two).await.unwrap();

    assert_eq!(store.plan_of_slug("gikai").await.unwrap(), Some(one), "the slug of a plan with events stays");
    assert_eq!(store.slug_of_plan(one).await.unwrap().as_deref(), Some("gikai"));
    assert_eq!(
        store.plan_of_slug("spare").await.unwrap(),
        None,
        "that of a plan that never came is free again"
    );
    assert_eq!(store.slug_of_plan(two).await.unwrap(), None);
}

on_both!(content_is_kept_once_and_found_by_its_digest);
async fn content_is_kept_once_and_found_by_its_digest(db: TestDatabase) {
    let store = open(&db).await;
    let bytes: Vec<u8> = (0..=255).collect();

    let first = store.put_content(&bytes, "text/csv", "表.csv").await.unwrap();
    let second = store.put_content(&bytes, "text/plain", "other.txt").await.unwrap();
    let kept = store.get_content(first).await.unwrap().unwrap();

    assert_eq!((first, first), (second, Digest::of_bytes(&bytes)));
    assert_eq!((kept.name.as_str(), kept.media_type.as_str(), &kept.bytes), ("表.csv", "text/csv", &bytes));
    assert_eq!(store.get_content(Digest::of_bytes(b"not there")).await.unwrap(), None);
    assert_eq!(store.counts().await.unwrap().contents, 1);
}

on_both!(content_that_was_changed_is_not_handed_out);
async fn content_that_was_changed_is_not_handed_out(db: TestDatabase) {
    let store = open(&db).await;
    let digest = store.put_content(b"as it was", "text/plain", "a.txt").await.unwrap();
    let zero = match db.engine() {
        system_tests::Engine::Sqlite => "x'00'",
        system_tests::Engine::Postgres => "'\\x00'",
    };
    behind_the_back(&db, &format!("UPDATE content SET bytes = {zero}")).await.unwrap();

    let error = store.get_content(digest).await.unwrap_err();

    assert!(matches!(error, Error::Corrupt(Corruption::Content(changed)) if changed == digest), "{error:?}");
}

on_both!(a_token_is_found_by_its_hash_and_revoked_once);
async fn a_token_is_found_by_its_hash_and_revoked_once(db: TestDatabase) {
    let store = open(&db).await;
    let made = origin().recorded_at;
    let token = Token {
        id: TokenId::new(Uuid::now_v7()),
        actor: actor(),
        plans: Some(vec![plan_id(), plan_id()]),
        expires_at: made + 24.hours(),
        revoked_at: None,
        created_at: made,
    };
    let everywhere = Token { id: TokenId::new(Uuid::now_v7()), plans: None, ..token.clone() };
    let (hash, other) = (Digest::of_bytes(b"secret"), Digest::of_bytes(b"other"));

    store.create_token(&token, hash).await.unwrap();
    store.create_token(&everywhere, other).await.unwrap();

    assert_eq!(store.token_by_hash(hash).await.unwrap().as_ref(), Some(&token));
    assert_eq!(store.token_by_hash(Digest::of_bytes(b"guess")).await.unwrap(), None);
    assert_eq!(store.tokens().await.unwrap(), [token.clone(), everywhere]);
    assert!(store.revoke_token(token.id, made + 1.hours()).await.unwrap());
    assert!(store.revoke_token(token.id, made + 2.hours()).await.unwrap());
    assert!(!store.revoke_token(TokenId::new(Uuid::now_v7()), made).await.unwrap());
    let revoked = store.token_by_hash(hash).await.unwrap().unwrap();
    assert_eq!(revoked.revoked_at, Some(made + 1.hours()), "the first revocation counts");
}

pub(crate) fn entry(action: &str) -> SecurityEntry {
    SecurityEntry {
        recorded_at: origin().recorded_at,
        actor: actor(),
        action: action.to_owned(),
        subject: "0190b5a8-7c1e-7000-8000-000000000001".to_owned(),
    }
}

on_both!(the_security_log_is_read_in_order);
async fn the_security_log_is_read_in_order(db: TestDatabase) {
    let store = open(&db).await;
    for action in ["token.created", "token.revoked", "token.created"] {
        store.append_security(&entry(action)).await.unwrap();
    }

    let first = store.security_log(0, 2).await.unwrap();
    let rest = store.security_log(first[1].position, 10).await.unwrap();

    let actions: Vec<_> = first.iter().chain(&rest).map(|record| record.entry.action.as_str()).collect();
    assert_eq!(actions, ["token.created", "token.revoked", "token.created"]);
    assert_eq!(rest[0].entry, entry("token.created"));
}
