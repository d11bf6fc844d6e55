//! Tokens of machines and, until accounts exist, of people: one named actor, a role, plans and an expiry each.
//! They are made at the host's command line; only their hash is kept.

use crate::error::{AppError, Thing};
use crate::execute::now;
use crate::permission::Operation;
use crate::{App, Caller, Scope};
use domain::digest::Digest;
use domain::event::Channel;
use domain::id::{ActorId, PlanId};
use domain::value::{Actor, Field, Role};
use jiff::Timestamp;
use serde::Serialize;
use storage::{SecurityEntry, Token, TokenId};
use uuid::Uuid;

/// How every secret begins, so that a leaked one is recognised.
const PREFIX: &str = "minaoshi_";
/// Random bytes of a secret.
const STRENGTH: usize = 32;
/// The longest life of a token, in days.
const LONGEST: u32 = 3660;

/// Make a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateToken {
    /// The name that history shows.
    pub name: String,
    /// `auditor`, `member`, `staff` or `admin`.
    pub role: String,
    /// The plans, by slug or id; none means all.
    pub plans: Vec<String>,
    /// For how many days.
    pub days: u32,
}

/// A token that was made; its secret is shown once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewToken {
    /// Its id.
    pub id: String,
    /// What its bearer sends.
    pub secret: String,
    /// Until when.
    pub expires_at: Timestamp,
}

/// A token without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TokenInfo {
    /// Its id.
    pub id: String,
    /// The name that history shows.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The plans; none means all.
    pub plans: Option<Vec<PlanId>>,
    /// Until when.
    pub expires_at: Timestamp,
    /// Since when it counts no more.
    pub revoked_at: Option<Timestamp>,
}

impl App {
    /// Makes a token, at the host's command line only.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn create_token(&self, caller: &Caller, request: &CreateToken) -> Result<NewToken, AppError> {
        caller.must(Operation::Host)?;
        let name = crate::parse::filled("name", Field::Short, &request.name)?;
        let role = Role::of_name(&request.role)
            .filter(|role| !matches!(role, Role::Public | Role::Operator))
            .ok_or_else(|| AppError::invalid("role", &request.role, "auditor, member, staff, admin"))?;
        if request.days == 0 || request.days > LONGEST {
            return Err(AppError::invalid("days", request.days.to_string(), format!("1 to {LONGEST}")));
        }
        let mut plans = Vec::new();
        for plan in &request.plans {
            let id = self.find_plan(plan).await?;
            self.load_head(id).await?.ok_or_else(|| AppError::not_found(Thing::Plan, plan))?;
            plans.push(id);
        }
        let mut random = [0; STRENGTH];
        getrandom::fill(&mut random).expect("the operating system has random bytes");
        let secret = format!("{PREFIX}{}", hex::encode(random));
        let created_at = now();
        let life = jiff::SignedDuration::from_hours(24 * i64::from(request.days));
        let token = Token {
            id: TokenId::new(Uuid::now_v7()),
            actor: Actor { id: ActorId::new(Uuid::now_v7()), role, name: name.to_string() },
            plans: if plans.is_empty() { None } else { Some(plans) },
            expires_at: created_at + life,
            revoked_at: None,
            created_at,
        };
        self.store.create_token(&token, Digest::of_bytes(secret.as_bytes())).await?;
        self.log(caller, "token.created", &token.id.to_string()).await?;
        Ok(NewToken { id: token.id.to_string(), secret, expires_at: token.expires_at })
    }

    /// All tokens, without their secrets.
    ///
    /// # Errors
    /// See [`AppError`].
    pub async fn tokens(&self, caller: &Caller) -> Result<Vec<TokenInfo>, AppError> {
        caller.must(Operation::Host)?;
        let tokens = self.store.tokens().await?.into_iter().map(|token| TokenInfo {
            id: token.id.to_string(),
            name: token.actor.name,
            role: token.actor.role,
            plans: token.plans,
            expires_at: token.expires_at,
            revoked_at: token.revoked_at,
        });
        Ok(tokens.collect())
    }

    /// Ends a token; one that has ended stays as it is.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when no token has the id.
    pub async fn revoke_token(&self, caller: &Caller, id: &str) -> Result<(), AppError> {
        caller.must(Operation::Host)?;
        let missing = || AppError::not_found(Thing::Token, id);
        let token = TokenId::parse(id).ok_or_else(missing)?;
        if !self.store.revoke_token(token, now()).await? {
            return Err(missing());
        }
        self.log(caller, "token.revoked", id).await
    }

    /// Who bears a secret. The hash is looked up, so that nothing is compared byte by byte.
    ///
    /// # Errors
    /// [`AppError::Unauthenticated`] for a secret that counts for nothing.
    pub async fn authenticate(&self, secret: &str) -> Result<Caller, AppError> {
        let token = match secret.strip_prefix(PREFIX) {
            Some(_) => self.store.token_by_hash(Digest::of_bytes(secret.as_bytes())).await?,
            None => None,
        };
        let token = token
            .filter(|token| token.revoked_at.is_none() && token.expires_at > Timestamp::now())
            .ok_or(AppError::Unauthenticated)?;
        Ok(Caller {
            actor: token.actor,
            channel: Channel::Api,
            scope: token.plans.map_or(Scope::All, Scope::Plans),
            token: true,
        })
    }

    async fn log(&self, caller: &Caller, action: &str, subject: &str) -> Result<(), AppError> {
        let entry = SecurityEntry {
            recorded_at: now(),
            actor: caller.actor.clone(),
            action: action.to_owned(),
            subject: subject.to_owned(),
        };
        Ok(self.store.append_security(&entry).await?)
    }
}
