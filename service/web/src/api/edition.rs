//! Editions: publish, withdraw, correct.

use super::table_of;
use crate::extract::{At, Json, Who};
use crate::respond::{Answer, recorded};
use crate::router::Site;
use app::request::{Correct, WithdrawEdition};
use axum::extract::State;

pub(crate) async fn publish(site: State<Site>, Who(caller): Who, at: At) -> Answer {
    let edition = at.name("edition");
    let done = site.app.publish_edition(&caller, at.plan(), at.id()?, edition).await?;
    recorded(&done, &table_of(edition))
}

pub(crate) async fn withdraw(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(mut request): Json<WithdrawEdition>,
) -> Answer {
    at.name("edition").clone_into(&mut request.edition);
    let done = site.app.withdraw_edition(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, &table_of(&request.edition))
}

pub(crate) async fn correct(
    site: State<Site>,
    Who(caller): Who,
    at: At,
    Json(mut request): Json<Correct>,
) -> Answer {
    at.name("edition").clone_into(&mut request.edition);
    let done = site.app.correct_edition(&caller, at.plan(), at.id()?, &request).await?;
    recorded(&done, &table_of(&request.edition))
}
