//! Which directories there are, what opens the door to them, and what they may give.

use std::time::Duration;

use serde_json::json;
use storage::Transaction;
use storage::id::ScimDirectoryId;
use storage::kinds::CredentialKind;
use storage::scim::Which;
use storage::scim::directory as rows;
pub use storage::scim::directory::{Directory, Grant};

use super::{ScimRole, group, key, rights, vouch};
use crate::audit::{self, Actor, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::secret::{hash_token, random_token};
use crate::text::clean;

/// Characters of a directory's name.
pub const NAME: usize = 60;
/// How exactly it is known when a directory last came.
const USED: Duration = Duration::from_mins(10);

/// All of them, by name.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context) -> Result<Vec<Directory>> {
    Ok(rows::list(ctx.db.read()).await?)
}

/// The one with this name.
///
/// # Errors
/// `NotFound`.
pub async fn find(ctx: &Context, name: &str) -> Result<Directory> {
    let found = rows::find_by_name(ctx.db.read(), name).await?;
    found.ok_or(Error::NotFound)
}

/// The one whose token this is; `None` when it was revoked, or never made. That it came is noted now and then.
///
/// # Errors
/// When the database refuses.
pub async fn authenticate(ctx: &Context, secret: &str) -> Result<Option<Directory>> {
    let found = rows::find_by_token(ctx.db.read(), &hash_token(secret)).await?;
    let now = ctx.clock.now();
    let is_old = |at: Timestamp| at.after(USED) < now;
    if let Some(directory) = found.as_ref().filter(|it| it.used_at.is_none_or(is_old)) {
        let tx = ctx.db.begin().await?;
        rows::set_used(&*tx, directory.id, now).await?;
        tx.commit().await?;
    }
    Ok(found)
}

/// Makes a token for the directory `name`, which is connected thereby if it is new. The token is kept nowhere.
///
/// # Errors
/// `Invalid` when the name is empty or too long, `Conflict` while the directory has a token.
pub async fn create_token(ctx: &Context, name: &str, by: &Actor) -> Result<String> {
    let name = clean::line(name, NAME).map_err(|error| Error::invalid("name", error))?;
    if name.is_empty() {
        return Err(Error::invalid("name", "can't be blank"));
    }
    let now = ctx.clock.now();
    let secret = random_token();
    let hash = Some(hash_token(&secret));
    let tx = ctx.db.begin().await?;
    match rows::find_by_name(&*tx, &name).await? {
        Some(known) if known.token_hash.is_some() => {
            return Err(Error::Conflict(
                "The directory has a token: revoke it first",
            ));
        }
        Some(known) => rows::set_token(&*tx, known.id, hash).await?,
        None => {
            let directory = Directory {
                id: ScimDirectoryId::generate(now),
                name: name.clone(),
                token_hash: hash,
                vouches: None,
                created_at: now,
                used_at: None,
            };
            rows::insert(&*tx, directory).await?;
        }
    }
    let made = Deed::new("scim.token_create", "directory", &name);
    audit::record(&tx, by, made, now).await?;
    tx.commit().await?;
    Ok(secret)
}

/// Makes the token of a directory useless. Whom it entered stays as they are.
///
/// # Errors
/// `NotFound` when there is no such directory, or it has none.
pub async fn revoke_token(ctx: &Context, name: &str, by: &Actor) -> Result<()> {
    let directory = find(ctx, name).await?;
    directory.token_hash.ok_or(Error::NotFound)?;
    let tx = ctx.db.begin().await?;
    rows::set_token(&*tx, directory.id, None).await?;
    let ended = Deed::new("scim.token_revoke", "directory", name);
    audit::record(&tx, by, ended, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Has the active people of a directory issued credentials of this kind from now on, those who are there already
/// included. With `None` nothing more is issued; what was issued is revoked.
///
/// # Errors
/// `NotFound`; `Invalid` for what needs a verifier's look.
pub async fn set_vouches(ctx: &Context, name: &str, kind: Option<CredentialKind>) -> Result<()> {
    if kind == Some(CredentialKind::HealthProfessional) {
        return Err(Error::invalid("kind", "is for verifiers to decide on"));
    }
    let directory = find(ctx, name).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    rows::set_vouches(&*tx, directory.id, kind).await?;
    let detail = json!({ "kind": kind });
    record(&tx, "scim.vouch", name, detail, now).await?;
    tx.commit().await?;
    vouch::settle_all(ctx, directory.id).await
}

/// What the groups of a directory may do.
///
/// # Errors
/// When the database refuses.
pub async fn grants(ctx: &Context, directory: &Directory) -> Result<Vec<Grant>> {
    Ok(rows::grants(ctx.db.read(), directory.id).await?)
}

/// Lets the members of a group of a directory do something, whether the group is there already or not. With the first
/// grant the roles of all whom the directory entered become its to decide.
///
/// # Errors
/// `NotFound`, `Invalid` without a name of the group.
pub async fn grant(ctx: &Context, name: &str, group: &str, role: ScimRole) -> Result<()> {
    let group_key = key(group);
    if group_key.is_empty() {
        return Err(Error::invalid("group", "can't be blank"));
    }
    let directory = find(ctx, name).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    rows::grant(&*tx, directory.id, &Grant { group_key, role }).await?;
    let detail = json!({ "role": role });
    record(&tx, "scim.grant", name, detail, now).await?;
    let changed = settle(&tx, &directory, group, now).await?;
    tx.commit().await?;
    rights::forget(ctx, &changed);
    Ok(())
}

/// Takes from the members of a group whatever they may do as such.
///
/// # Errors
/// `NotFound` when there is no such directory, or the group may do nothing.
pub async fn revoke(ctx: &Context, name: &str, group: &str) -> Result<()> {
    let directory = find(ctx, name).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if !rows::revoke(&*tx, directory.id, &key(group)).await? {
        return Err(Error::NotFound);
    }
    record(&tx, "scim.revoke", name, json!({}), now).await?;
    let changed = settle(&tx, &directory, group, now).await?;
    tx.commit().await?;
    rights::forget(ctx, &changed);
    Ok(())
}

/// Gives the members of a group what it may do now.
async fn settle(
    tx: &Transaction,
    directory: &Directory,
    group: &str,
    now: Timestamp,
) -> Result<Vec<storage::id::UserId>> {
    let which = Which::Key(&key(group));
    let found = storage::scim::group::list(&**tx, directory.id, which).await?;
    let ids: Vec<_> = found.iter().map(|group| group.id).collect();
    let members = group::members_in(tx, &ids).await?;
    rights::write(tx, directory, &members, now).await
}

async fn record(
    tx: &Transaction,
    action: &'static str,
    name: &str,
    detail: serde_json::Value,
    now: Timestamp,
) -> Result<()> {
    let deed = Deed {
        action,
        subject: format!("directory:{name}"),
        detail,
    };
    audit::record(tx, &Actor::Operator, deed, now).await
}
