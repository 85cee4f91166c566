//! What becomes of the member becomes of the pseudonym, later: about once a day, at a time drawn by chance, each pseudonym
//! is looked after, so that no two changes can be laid side by side.

use std::time::Duration;

use storage::id::AccountId;
use storage::kinds::CredentialKind;
use storage::{Transaction, pseudonym};

use super::{mapping, standing};
use crate::account::is_present;
use crate::audit::Actor;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::credential::{self, Claims, CredentialState, NewCredential, Validity};
use crate::error::Result;
use crate::job::{self, Job};
use crate::user;

/// Minutes until the first look: within a day.
const FIRST: std::ops::Range<u64> = 60..24 * 60;
/// Minutes from one look to the next: between half a day and one and a half.
const NEXT: std::ops::Range<u64> = 12 * 60..36 * 60;
/// How long a credential lasts, from the midnight before its issue.
const LASTS: Duration = Duration::from_hours(365 * 24);
/// How long before its end it is replaced.
const BEFORE_END: Duration = Duration::from_hours(30 * 24);
const DAY: i64 = 24 * 60 * 60 * 1000;

/// Has a new pseudonym looked after, with the transaction that makes it.
pub(super) async fn begin(tx: &Transaction, id: AccountId, now: Timestamp) -> Result<()> {
    plan(tx, id, FIRST, now).await
}

async fn plan(
    tx: &Transaction,
    account_id: AccountId,
    minutes: std::ops::Range<u64>,
    now: Timestamp,
) -> Result<()> {
    let at = now.after(Duration::from_mins(rand::random_range(minutes)));
    let key = format!("tend_pseudonym:{account_id}:{}", at.millis());
    let job = Job::TendPseudonym { account_id };
    job::enqueue_at(tx, &job, Some(key), at, now).await
}

/// Looks after a pseudonym. It goes when its member is gone; nobody acts as it while they are shut out; its credential says
/// what theirs does and ends with theirs.
///
/// # Errors
/// When the database refuses.
pub async fn tend(ctx: &Context, id: AccountId) -> Result<()> {
    let Some(found) = pseudonym::find_by_account(ctx.db.read(), id).await? else {
        return Ok(());
    };
    let owner = mapping::owner(ctx, &found)?;
    let Some(member) = storage::user::find_by_id(ctx.db.read(), owner).await? else {
        return user::erase(ctx, found.user_id).await;
    };
    let claims = standing(ctx, owner).await?;
    let account = storage::account::find_by_id(ctx.db.read(), id).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if account.as_ref().is_some_and(is_present) {
        vouch(ctx, &tx, id, claims, now).await?;
    }
    if member.disabled_at.is_some() {
        user::end_everything(&tx, found.user_id, None).await?;
    }
    plan(&tx, id, NEXT, now).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(found.user_id);
    Ok(())
}

/// Makes what this server vouches for about the pseudonym equal `claims`.
async fn vouch(
    ctx: &Context,
    tx: &Transaction,
    id: AccountId,
    claims: Option<Claims>,
    now: Timestamp,
) -> Result<()> {
    let mut known = storage::credential::credentials_of(&**tx, &[id]).await?;
    let mut wanted = claims;
    for issued in known.remove(&id).unwrap_or_default() {
        let valid = Validity::Current(CredentialState::Valid);
        if credential::validity(&issued, now) != valid {
            continue;
        }
        let lasts = issued
            .valid_until
            .is_some_and(|end| end.before(BEFORE_END) > now);
        if lasts && wanted.as_ref() == Some(&credential::claims(&issued)?) {
            wanted = None;
        } else {
            credential::revoke(tx, ctx, issued.id, &Actor::System).await?;
        }
    }
    let Some(claims) = wanted else {
        return Ok(());
    };
    let midnight = Timestamp(now.millis() - now.millis().rem_euclid(DAY));
    let new = NewCredential {
        subject: id,
        kind: CredentialKind::HealthProfessional,
        claims,
        valid_until: Some(midnight.after(LASTS)),
        by: Actor::System,
    };
    credential::issue(tx, ctx, new).await?;
    Ok(())
}
