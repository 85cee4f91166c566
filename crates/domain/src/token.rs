//! Access tokens. Every request of an app asks for one, so what is known of a token is kept in memory until an event
//! says that it changed.

mod cache;
mod granted;

use std::sync::Arc;

use storage::Transaction;
use storage::id::{AccountId, ApplicationId, TokenId, UserId};
use storage::token::{self, Token};

use crate::application;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::scope::Scopes;
use crate::secret::{hash_token, random_token};
use crate::two_factor::SecondFactor;
use crate::user::{self, Holder, Standing};

pub use cache::Tokens;
pub use granted::{Granted, granted, revoke_application};

/// A token that exists. Whether its holder may act is in `holder`.
#[derive(Clone, Debug)]
pub struct Bearer {
    /// The token.
    pub token_id: TokenId,
    /// The client that holds it.
    pub application_id: ApplicationId,
    /// In whose name; nobody's when it is the application's own (client credentials).
    pub holder: Option<Holder>,
    /// What for.
    pub scopes: Scopes,
}

/// A token that was just made.
#[derive(Clone, Debug)]
pub struct Issued {
    /// The token's number.
    pub id: TokenId,
    /// The token itself; kept nowhere else.
    pub secret: String,
    /// What for.
    pub scopes: Scopes,
    /// When.
    pub created_at: Timestamp,
}

/// The token that an app sent; `None` when there is none such (any more).
pub async fn authenticate(ctx: &Context, secret: &str) -> Result<Option<Arc<Bearer>>> {
    let hash = hash_token(secret);
    let now = ctx.clock.now();
    if let Some(known) = ctx.tokens.get(&hash, now) {
        return Ok(Some(known));
    }
    let seen = ctx.tokens.generation();
    let Some(found) = token::find_by_hash(ctx.db.read(), &hash).await? else {
        return Ok(None);
    };
    let last_active_at = found.standing.last_active_at;
    let bearer = Arc::new(read(ctx, &found)?);
    ctx.tokens.insert(hash, bearer.clone(), seen, now);
    if let Some(holder) = bearer
        .holder
        .filter(|holder| holder.standing == Standing::Usable)
    {
        user::remember_activity(ctx, holder.user_id, last_active_at, now).await?;
    }
    Ok(Some(bearer))
}

fn read(ctx: &Context, found: &token::Found) -> Result<Bearer> {
    let standing = Standing::of(&found.standing);
    let holder = match (found.user_id, found.account_id, found.standing.role) {
        (Some(user_id), Some(account_id), Some(role)) => Some(Holder {
            user_id,
            account_id,
            role,
            is_verifier: found.standing.is_verifier == Some(true),
            second_factor: SecondFactor::of(
                &ctx.config,
                role,
                found.standing.is_verifier == Some(true),
                found.standing.second_factor_at,
            ),
            standing,
        }),
        _ => None,
    };
    Ok(Bearer {
        token_id: found.id,
        application_id: found.application_id,
        holder,
        scopes: Scopes::parse(&found.scopes)
            .ok_or_else(|| Error::internal("a token with unknown scopes"))?,
    })
}

/// Makes a token within a use-case. Without a holder it is the application's own.
pub(crate) async fn create(
    tx: &Transaction,
    application_id: ApplicationId,
    holder: Option<(UserId, AccountId)>,
    scopes: Scopes,
    now: Timestamp,
) -> Result<Issued> {
    let secret = random_token();
    let row = Token {
        id: TokenId::generate(now),
        secret_hash: hash_token(&secret),
        application_id,
        user_id: holder.map(|(user, _)| user),
        account_id: holder.map(|(_, account)| account),
        scopes: scopes.to_string(),
        created_at: now,
    };
    let id = row.id;
    token::insert(&**tx, row).await?;
    Ok(Issued {
        id,
        secret,
        scopes,
        created_at: now,
    })
}

/// A token for the local account `username`, for the command line.
pub async fn issue(ctx: &Context, username: &str, scopes: Scopes) -> Result<Issued> {
    let holder = user::find(ctx, username).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let application =
        storage::application::find_or_insert(&*tx, application::command_line(ctx)).await?;
    let issued = create(&tx, application.id, Some(holder), scopes, now).await?;
    tx.commit().await?;
    Ok(issued)
}

/// A token for somebody who joined with an app's help. It works once they may act.
pub async fn issue_to(
    ctx: &Context,
    application_id: ApplicationId,
    holder: (UserId, AccountId),
    scopes: Scopes,
) -> Result<Issued> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let issued = create(&tx, application_id, Some(holder), scopes, now).await?;
    tx.commit().await?;
    Ok(issued)
}

/// Revokes a token: it stops working here at once, elsewhere when the event is heard, and its streams close.
pub async fn revoke(ctx: &Context, id: TokenId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    delete(&tx, id, now).await?;
    tx.commit().await?;
    ctx.tokens.forget(id);
    Ok(())
}

/// Revokes a token within a use-case, which then makes the cache forget it.
pub(crate) async fn delete(tx: &Transaction, id: TokenId, now: Timestamp) -> Result<()> {
    if token::delete(&**tx, id).await? {
        event::announce(tx, &Event::TokenRevoked { token_id: id }, now).await?;
    }
    Ok(())
}
