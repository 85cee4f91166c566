//! Lists, and leaving them.

use serde_json::json;
use storage::directory_stub as rows;
use storage::id::DirectoryStubId;

use super::Source;
use crate::audit::{self, Actor, Deed};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::moderation::Authority;

/// Characters of the name of a list.
const NAME: usize = 40;

/// The lists that were imported.
///
/// # Errors
/// When the database refuses.
pub async fn sources(ctx: &Context, _by: &Authority) -> Result<Vec<Source>> {
    Ok(rows::list_sources(ctx.db.read()).await?)
}

/// Removes everybody whom a list brought, and says how many that were. Who claimed their entry stays a member.
///
/// # Errors
/// `NotFound` when there is nobody of such a list.
pub async fn remove_source(ctx: &Context, by: Authority, source: &str) -> Result<u64> {
    let tx = ctx.db.begin().await?;
    let removed = rows::delete_source(&*tx, source).await?;
    if removed == 0 {
        return Err(Error::NotFound);
    }
    let deed = Deed::new("directory.remove", "directory_source", source);
    let deed = deed.with(json!({ "removed": removed }));
    audit::record(&tx, &Actor::from(by), deed, ctx.clock.now()).await?;
    tx.commit().await?;
    Ok(removed)
}

/// Takes somebody out who asked for it, so that no further file of the list brings them back.
///
/// # Errors
/// `NotFound`.
pub async fn take_out(ctx: &Context, by: Authority, id: DirectoryStubId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let row = rows::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    rows::exclude(&*tx, (&row.source, &row.key), now).await?;
    rows::delete(&*tx, id).await?;
    let deed = Deed::new("directory.take_out", "directory_stub", id);
    audit::record(&tx, &Actor::from(by), deed, now).await?;
    Ok(tx.commit().await?)
}

/// The name of a list, as it stands in answers and in the audit log.
pub(super) fn checked(name: &str) -> Result<String> {
    let name = name.trim();
    let fits = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    if (1..=NAME).contains(&name.len()) && name.bytes().all(fits) {
        return Ok(name.to_owned());
    }
    let reason = "must be a name of small letters, digits and hyphens such as staff-list, at most 40 characters";
    Err(Error::invalid("source", reason))
}
