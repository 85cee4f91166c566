//! Groups of a directory: who is in them may have a role here.

use std::collections::{BTreeSet, HashMap};

use serde_json::json;
use storage::id::{ScimGroupId, ScimUserId, UserId};
use storage::scim::group as rows;
pub use storage::scim::group::{Belonging, ScimGroup};
use storage::{Transaction, scim};

use super::{Directory, TAKEN, Which, actor, key, rights};
use crate::audit::{self, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};

/// What a directory says of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewGroup {
    /// Its name.
    pub display_name: String,
    /// The directory's own id for it.
    pub external_id: Option<String>,
    /// Who is in it.
    pub members: BTreeSet<ScimUserId>,
}

/// Those of the directory that `which` says.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    ctx: &Context,
    directory: &Directory,
    which: Which<'_, ScimGroupId>,
) -> Result<Vec<ScimGroup>> {
    Ok(rows::list(ctx.db.read(), directory.id, which).await?)
}

/// How many the directory has.
///
/// # Errors
/// When the database refuses.
pub async fn count(ctx: &Context, directory: &Directory) -> Result<u64> {
    Ok(rows::count(ctx.db.read(), directory.id).await?)
}

/// The one with this id.
///
/// # Errors
/// `NotFound`, also when it is another directory's.
pub async fn show(ctx: &Context, directory: &Directory, id: ScimGroupId) -> Result<ScimGroup> {
    let found = list(ctx, directory, Which::Id(id)).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

/// Who is in these groups; one without anybody is missing.
///
/// # Errors
/// When the database refuses.
pub async fn members_of(
    ctx: &Context,
    ids: &[ScimGroupId],
) -> Result<HashMap<ScimGroupId, Vec<ScimUserId>>> {
    Ok(rows::members_of(ctx.db.read(), ids).await?)
}

/// The groups that these people are in.
///
/// # Errors
/// When the database refuses.
pub async fn groups_of(ctx: &Context, ids: &[ScimUserId]) -> Result<Vec<Belonging>> {
    Ok(rows::groups_of(ctx.db.read(), ids).await?)
}

/// Who is in any of these groups.
pub(super) async fn members_in(tx: &Transaction, ids: &[ScimGroupId]) -> Result<Vec<ScimUserId>> {
    let members = rows::members_of(&**tx, ids).await?;
    Ok(members.into_values().flatten().collect())
}

/// Adds a group.
///
/// # Errors
/// `Conflict` when its name is taken in the directory, `Invalid` when one of the members is nobody of the directory.
pub async fn create(ctx: &Context, directory: &Directory, new: NewGroup) -> Result<ScimGroup> {
    let now = ctx.clock.now();
    let row = ScimGroup {
        id: ScimGroupId::generate(now),
        directory_id: directory.id,
        group_key: key(&new.display_name),
        external_id: new.external_id,
        display_name: new.display_name,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    let tx = ctx.db.begin().await?;
    rows::insert(&*tx, row.clone()).await.map_err(taken)?;
    let changed = fill(&tx, directory, row.id, &new.members, now).await?;
    record(&tx, directory, "scim.group_create", row.id, now).await?;
    tx.commit().await?;
    rights::forget(ctx, &changed);
    Ok(row)
}

/// Makes the group what `new` says; `None` when somebody else was faster than `row`.
///
/// # Errors
/// As [`create`].
pub async fn replace(
    ctx: &Context,
    directory: &Directory,
    mut row: ScimGroup,
    new: NewGroup,
) -> Result<Option<ScimGroup>> {
    let now = ctx.clock.now();
    row.group_key = key(&new.display_name);
    row.display_name = new.display_name;
    row.external_id = new.external_id;
    row.version += 1;
    row.updated_at = now;
    let tx = ctx.db.begin().await?;
    if !rows::update(&*tx, &row).await.map_err(taken)? {
        return Ok(None);
    }
    let changed = fill(&tx, directory, row.id, &new.members, now).await?;
    record(&tx, directory, "scim.group_update", row.id, now).await?;
    tx.commit().await?;
    rights::forget(ctx, &changed);
    Ok(Some(row))
}

/// Removes a group; its members stay, without what it gave them.
///
/// # Errors
/// `NotFound`.
pub async fn delete(ctx: &Context, directory: &Directory, id: ScimGroupId) -> Result<()> {
    show(ctx, directory, id).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let members = members_in(&tx, &[id]).await?;
    rows::delete(&*tx, id).await?;
    let changed = rights::write_granted(&tx, directory, &members, now).await?;
    record(&tx, directory, "scim.group_delete", id, now).await?;
    tx.commit().await?;
    rights::forget(ctx, &changed);
    Ok(())
}

/// Makes `members` those who are in the group, and settles the rights of all whom that, or its new name, concerns.
async fn fill(
    tx: &Transaction,
    directory: &Directory,
    id: ScimGroupId,
    members: &BTreeSet<ScimUserId>,
    now: Timestamp,
) -> Result<Vec<UserId>> {
    let before: BTreeSet<ScimUserId> = members_in(tx, &[id]).await?.into_iter().collect();
    let come: Vec<ScimUserId> = members.difference(&before).copied().collect();
    let gone: Vec<ScimUserId> = before.difference(members).copied().collect();
    let known = scim::user::known(&**tx, directory.id, &come).await?;
    if known.len() < come.len() {
        return Err(Error::invalid("members", "are not all in this directory"));
    }
    rows::add(&**tx, id, &come).await?;
    rows::remove(&**tx, id, &gone).await?;
    let concerned: Vec<ScimUserId> = before.union(members).copied().collect();
    rights::write_granted(tx, directory, &concerned, now).await
}

fn taken(error: storage::Error) -> Error {
    match error {
        storage::Error::Conflict => TAKEN,
        other => other.into(),
    }
}

async fn record(
    tx: &Transaction,
    directory: &Directory,
    action: &'static str,
    id: ScimGroupId,
    now: Timestamp,
) -> Result<()> {
    let deed = Deed {
        action,
        subject: format!("scim_group:{id}"),
        detail: json!({}),
    };
    audit::record(tx, &actor(directory), deed, now).await
}
