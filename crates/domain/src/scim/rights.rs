//! What groups of a directory give their members.

use storage::id::{ScimUserId, UserId};
use storage::kinds::UserRole;
use storage::scim::user::Rights;
use storage::{Transaction, scim};

use super::{Directory, ScimRole, actor};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::user::{Duties, settle_duties};

/// Gives the logins of these people what their groups say, for groups that changed. Returns those whose rights changed;
/// the use-case calls [`forget`] with them after its commit.
pub(super) async fn write(
    tx: &Transaction,
    directory: &Directory,
    people: &[ScimUserId],
    now: Timestamp,
) -> Result<Vec<UserId>> {
    let mut changed = Vec::new();
    for (id, rights) in scim::user::rights_of(&**tx, people).await? {
        let wanted = Duties {
            role: role(&rights),
            is_verifier: rights.granted.contains(&ScimRole::Verifier),
        };
        let known = Duties {
            role: rights.role,
            is_verifier: rights.is_verifier,
        };
        if wanted == known {
            continue;
        }
        if settle_duties(tx, id, wanted, &actor(directory), now).await? {
            changed.push(id);
        }
    }
    Ok(changed)
}

/// [`write`], unless no group of the directory may do anything: then roles are none of its business.
pub(super) async fn write_granted(
    tx: &Transaction,
    directory: &Directory,
    people: &[ScimUserId],
    now: Timestamp,
) -> Result<Vec<UserId>> {
    let grants = scim::directory::grants(&**tx, directory.id).await?;
    if grants.is_empty() || people.is_empty() {
        return Ok(Vec::new());
    }
    write(tx, directory, people, now).await
}

/// The highest of what the groups give.
fn role(rights: &Rights) -> UserRole {
    let ranks = rights.granted.iter().map(|role| match role {
        ScimRole::Verifier => UserRole::Member,
        ScimRole::Moderator => UserRole::Moderator,
        ScimRole::Admin => UserRole::Admin,
    });
    ranks.max().unwrap_or(UserRole::Member)
}

/// Makes this process forget what these logins could do before.
pub(super) fn forget(ctx: &Context, changed: &[UserId]) {
    for id in changed {
        ctx.tokens.forget_user(*id);
    }
}
