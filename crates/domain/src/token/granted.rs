//! Which apps a member let in, and shutting one out again.

use storage::id::{ApplicationId, TokenId, UserId};
use storage::{application, authorization_code, token};

use super::delete;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::scope::Scopes;

/// An app that may act for a member.
#[derive(Clone, Debug)]
pub struct Granted {
    /// Its number.
    pub application_id: ApplicationId,
    /// The name that it gave itself.
    pub name: String,
    /// Its own page, if it named one.
    pub website: Option<String>,
    /// What for: all of its tokens together.
    pub scopes: Scopes,
    /// When it was first let in.
    pub since: Timestamp,
}

/// The apps that a login let in, the first one first.
pub async fn granted(ctx: &Context, user: UserId) -> Result<Vec<Granted>> {
    let tokens = token::list_by_user(ctx.db.read(), user).await?;
    let mut ids: Vec<ApplicationId> = Vec::new();
    for token in &tokens {
        if !ids.contains(&token.application_id) {
            ids.push(token.application_id);
        }
    }
    let mut rows = application::applications_of(ctx.db.read(), &ids).await?;
    let mut granted = Vec::new();
    for id in ids {
        let own = || {
            tokens
                .iter()
                .filter(move |token| token.application_id == id)
        };
        let scopes: Vec<&str> = own().map(|token| token.scopes.as_str()).collect();
        if let (Some(row), Some(first)) = (rows.remove(&id), own().next()) {
            granted.push(Granted {
                application_id: id,
                name: row.name,
                website: row.website,
                scopes: Scopes::parse(&scopes.join(" "))
                    .ok_or_else(|| Error::internal("a token with unknown scopes"))?,
                since: first.created_at,
            });
        }
    }
    Ok(granted)
}

/// Shuts an app out: its tokens for the login stop working at once, and so do codes that it did not use yet.
///
/// # Errors
/// `NotFound` when it was not let in.
pub async fn revoke_application(ctx: &Context, user: UserId, id: ApplicationId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let tokens = token::list_by_user(&*tx, user).await?;
    let own = tokens.iter().filter(|token| token.application_id == id);
    let own: Vec<TokenId> = own.map(|token| token.id).collect();
    if own.is_empty() {
        return Err(Error::NotFound);
    }
    for token in own {
        delete(&tx, token, now).await?;
    }
    authorization_code::delete_by_user(&*tx, user).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(user);
    Ok(())
}
