//! Asking issuers again about what is relied on here: of each one all that is due, at points of a grid, so that one job does
//! it and a list is asked for once.

use std::time::Duration;

use storage::account::Account;
use storage::id::{AccountId, CredentialId};
use storage::{Transaction, account, credential};

use super::Credential;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::job::{self, Job};

/// Credentials that one step looks at again.
const BATCH: u64 = 200;
/// When an issuer is asked again: a step of the grid before [`super::FRESH`] is over.
const RENEW: Duration = Duration::from_mins(10);
/// Milliseconds between two points of the grid.
const GRID: i64 = 5 * 60 * 1000;

/// Credentials of `issuer` behind `after` about which it is to be asked again, with their subjects
/// (`Job::CheckCredentials`).
///
/// # Errors
/// When the database refuses.
pub async fn due(
    ctx: &Context,
    issuer: &str,
    after: CredentialId,
) -> Result<Vec<(Credential, Account)>> {
    let (db, before) = (ctx.db.read(), ctx.clock.now().before(RENEW));
    let rows = credential::list_due(db, issuer, before, (after, BATCH)).await?;
    let ids: Vec<AccountId> = rows.iter().map(|row| row.account_id).collect();
    let subjects = account::accounts_of(db, &ids).await?;
    let with_subject = |row: Credential| {
        let subject = subjects.get(&row.account_id)?.clone();
        Some((row, subject))
    };
    Ok(rows.into_iter().filter_map(with_subject).collect())
}

/// Plans the next step behind `last`, or the next look when there is none.
///
/// # Errors
/// When the database refuses.
pub async fn go_on(ctx: &Context, issuer: &str, last: Option<CredentialId>) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    match last {
        Some(after) => {
            let key = format!("check_credentials:{issuer}:{after}");
            enqueue_check(&tx, (issuer, after), key, (now, now)).await?;
        }
        None if credential::any_standing(&*tx, issuer).await? => {
            plan_check(&tx, issuer, now).await?;
        }
        None => {}
    }
    Ok(tx.commit().await?)
}

/// Has an issuer asked now about what was not looked at while it did not count.
pub(crate) async fn check_now(tx: &Transaction, issuer: &str, now: Timestamp) -> Result<()> {
    let key = format!("check_credentials:{issuer}:{}", now.millis());
    enqueue_check(tx, (issuer, CredentialId(0)), key, (now, now)).await
}

/// Has an issuer asked again at the next point of the grid.
pub(super) async fn plan_check(tx: &Transaction, issuer: &str, now: Timestamp) -> Result<()> {
    let next = Timestamp(now.millis() - now.millis().rem_euclid(GRID) + GRID);
    let key = format!("check_credentials:{issuer}:{}", next.millis());
    enqueue_check(tx, (issuer, CredentialId(0)), key, (next, now)).await
}

async fn enqueue_check(
    tx: &Transaction,
    (issuer, after): (&str, CredentialId),
    key: String,
    (at, now): (Timestamp, Timestamp),
) -> Result<()> {
    let check = Job::CheckCredentials {
        issuer_uri: issuer.to_owned(),
        after,
    };
    job::enqueue_at(tx, &check, Some(key), at, now).await
}

/// Sees to it that every issuer that counts here is asked again, should a job have been given up.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn plan_checks(ctx: &Context) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    for issuer in credential::list_standing_issuers(&*tx).await? {
        plan_check(&tx, &issuer, now).await?;
    }
    Ok(tx.commit().await?)
}
