//! Roles that follow from claims: read at each log-in, given and taken. What somebody was given by hand stays, unless the
//! operator wants the claims alone to decide.

use storage::external_identity::{self, ExternalIdentity};
use storage::id::UserId;
use storage::user::{self, User};
use storage::{Transaction, kinds::UserRole};

use super::{Duties, Identity};
use crate::clock::Timestamp;
use crate::error::{Error, Result};
use crate::user::settle_duties;

/// Gives a login the roles that follow from what `identity` says now, together with what its other providers said.
pub(super) async fn settle(
    tx: &Transaction,
    id: UserId,
    identity: &Identity,
    exclusive: bool,
    now: Timestamp,
) -> Result<()> {
    let Some(claimed) = identity.duties else {
        return Ok(());
    };
    let user = user::find_by_id(&**tx, id).await?.ok_or(Error::NotFound)?;
    let mut rows = external_identity::list_by_user(&**tx, id).await?;
    let own = if exclusive {
        Duties::NONE
    } else {
        by_hand(&user, &rows)
    };
    for row in &mut rows {
        (row.own_role, row.own_verifier) = (own.role, own.is_verifier);
        if (&row.issuer, &row.subject) == (&identity.issuer, &identity.subject) {
            (row.claimed_role, row.claimed_verifier) = (claimed.role, claimed.is_verifier);
        }
    }
    let wanted = rows.iter().fold(own, |sum, row| Duties {
        role: sum.role.max(row.claimed_role),
        is_verifier: sum.is_verifier || row.claimed_verifier,
    });
    for row in rows {
        external_identity::update(&**tx, row).await?;
    }
    settle_duties(tx, id, wanted, &identity.actor(), now).await?;
    Ok(())
}

/// What somebody has beside what claims gave: all of it, when it is not what followed from the claims the last time, since
/// then somebody changed it.
fn by_hand(user: &User, rows: &[ExternalIdentity]) -> Duties {
    let roles: Vec<_> = rows
        .iter()
        .map(|it| (it.claimed_role, it.own_role))
        .collect();
    let duties: Vec<_> = rows
        .iter()
        .map(|it| (it.claimed_verifier, it.own_verifier))
        .collect();
    Duties {
        role: own(user.role, &roles, UserRole::Member),
        is_verifier: own(user.is_verifier, &duties, false),
    }
}

fn own<T: Ord + Copy>(current: T, rows: &[(T, T)], nothing: T) -> T {
    let claimed = rows.iter().map(|row| row.0).max().unwrap_or(nothing);
    let own = rows.iter().map(|row| row.1).max().unwrap_or(nothing);
    if claimed > nothing && current == claimed.max(own) {
        own
    } else {
        current
    }
}
