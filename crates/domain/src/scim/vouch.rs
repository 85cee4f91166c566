//! What this instance vouches for because a directory says so: that its active people are employed, or members.

use storage::id::{ScimDirectoryId, UserId};
use storage::kinds::CredentialState;
use storage::scim::user::ScimUser;
use storage::scim::{Which, directory};
use storage::{Transaction, access, account, scim};

use super::{Directory, actor};
use crate::account::is_present;
use crate::context::Context;
use crate::credential::{self, Claims, Credential, NewCredential};
use crate::error::Result;

/// People of a directory that are looked at in one transaction.
const BATCH: u64 = 50;

/// Issues, revokes or leaves as it is what the directory has vouched for, as `row` is now.
pub(super) async fn settle(
    tx: &Transaction,
    ctx: &Context,
    directory: &Directory,
    row: &ScimUser,
) -> Result<()> {
    let wanted = wanted(tx, ctx, directory, row).await?;
    let standing = standing(tx, row).await?;
    let standing = standing.as_slice();
    let issued = credential::settle(tx, ctx, standing, wanted, &actor(directory)).await?;
    if issued != row.credential_id {
        scim::user::set_credential(&**tx, row.id, issued).await?;
    }
    Ok(())
}

/// What should be issued; nothing to whom nobody can see.
async fn wanted(
    tx: &Transaction,
    ctx: &Context,
    directory: &Directory,
    row: &ScimUser,
) -> Result<Option<NewCredential>> {
    let now = ctx.clock.now();
    let over = row.valid_until.is_some_and(|until| until <= now);
    let Some(kind) = directory.vouches.filter(|_| row.active && !over) else {
        return Ok(None);
    };
    let own = access::find_own_account(&**tx, row.user_id).await?;
    let own = match own {
        Some(id) => account::find_by_id(&**tx, id).await?,
        None => None,
    };
    let own = own.filter(is_present);
    let claims: Claims = serde_json::from_str(&row.claims)?;
    Ok(own.map(|own| NewCredential {
        subject: own.id,
        kind,
        claims,
        valid_until: row.valid_until,
        by: actor(directory),
    }))
}

/// What was issued because of `row` and still stands.
async fn standing(tx: &Transaction, row: &ScimUser) -> Result<Option<Credential>> {
    let Some(id) = row.credential_id else {
        return Ok(None);
    };
    let found = storage::credential::find_by_id(&**tx, id).await?;
    Ok(found.filter(|issued| issued.state != CredentialState::Revoked))
}

/// The person behind a login has opened the mailed link: what waited for them is issued now.
pub(crate) async fn admitted(tx: &Transaction, ctx: &Context, id: UserId) -> Result<()> {
    let Some(row) = scim::user::find_by_user(&**tx, id).await? else {
        return Ok(());
    };
    match directory::find_by_id(&**tx, row.directory_id).await? {
        Some(directory) => settle(tx, ctx, &directory, &row).await,
        None => Ok(()),
    }
}

/// [`settle`] for everyone of a directory, some at a time.
pub(super) async fn settle_all(ctx: &Context, id: ScimDirectoryId) -> Result<()> {
    let mut skip = 0;
    loop {
        let tx = ctx.db.begin().await?;
        let Some(directory) = directory::find_by_id(&*tx, id).await? else {
            return Ok(());
        };
        let some = Which::Page { skip, take: BATCH };
        let rows = scim::user::list(&*tx, id, some).await?;
        for row in &rows {
            settle(&tx, ctx, &directory, row).await?;
        }
        tx.commit().await?;
        if rows.is_empty() {
            return Ok(());
        }
        skip += BATCH;
    }
}
