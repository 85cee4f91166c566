//! What members do with their own requests.

use bytes::Bytes;
use serde_json::json;
use storage::Set;
use storage::id::{AccountId, VerificationRequestId};
use storage::kinds::{VerificationState, VerificationStepKind};
use storage::verification::{self as rows, Change, Request as Row};

use super::request::{Requests, whole};
use super::step::{self, Done};
use super::{TEXT, evidence};
use crate::audit::Actor;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::text::clean;

/// Requests that a member is shown.
const SHOWN: u64 = 20;

/// A member's requests, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context, who: AccountId) -> Result<Requests> {
    let found = rows::list_by_account(ctx.db.read(), who, SHOWN).await?;
    whole(ctx, found).await
}

/// One of them.
///
/// # Errors
/// `NotFound` when it is not there or is someone else's.
pub async fn show(ctx: &Context, who: AccountId, id: VerificationRequestId) -> Result<Requests> {
    let found = own(rows::find_by_id(ctx.db.read(), id).await?, who)?;
    whole(ctx, vec![found]).await
}

/// Answers what a verifier asked; the request returns to the queue.
///
/// # Errors
/// `NotFound`; `Conflict` when nothing was asked; `Invalid` for an empty answer, or a file that is not taken.
pub async fn answer(
    ctx: &Context,
    who: AccountId,
    id: VerificationRequestId,
    text: &str,
    file: Option<Bytes>,
) -> Result<()> {
    let text = clean::paragraphs(text, TEXT)
        .and_then(clean::required)
        .map_err(|error| Error::invalid("answer", error))?;
    own(rows::find_by_id(ctx.db.read(), id).await?, who)?;
    let now = ctx.clock.now();
    let sealed = match &file {
        Some(bytes) => Some(evidence::seal(ctx, id, bytes, now).await?),
        None => None,
    };
    let tx = ctx.db.begin().await?;
    let change = Change {
        state: Set(VerificationState::Pending),
        moved_at: Set(now),
        ..Change::default()
    };
    if !rows::advance(&*tx, id, &[VerificationState::Asked], change).await? {
        return Err(Error::Conflict("Nothing was asked about this request"));
    }
    let detail = json!({ "evidence": sealed.is_some() });
    if let Some(sealed) = sealed {
        evidence::has_room(&tx, id).await?;
        rows::insert_evidence(&*tx, sealed).await?;
    }
    let done = Done::new(VerificationStepKind::Answered, Actor::Account(who));
    step::record(&tx, id, done.text(text).detail(detail), now).await?;
    Ok(tx.commit().await?)
}

/// Takes a request back: nothing of it stays but what the audit log says. One that was approved stays as long as its
/// credential may have to be taken back.
///
/// # Errors
/// `NotFound`; `Conflict` when it was approved.
pub async fn withdraw(ctx: &Context, who: AccountId, id: VerificationRequestId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let row = own(rows::find_by_id(&*tx, id).await?, who)?;
    if row.state == VerificationState::Approved && row.credential_id.is_some() {
        return Err(Error::Conflict(
            "This request was approved: it is needed as long as its credential is there",
        ));
    }
    remove(&tx, &row, &Actor::Account(who), now).await?;
    Ok(tx.commit().await?)
}

/// Removes every request of an account that is gone, and those about it.
pub(crate) async fn remove_all(
    tx: &storage::Transaction,
    who: AccountId,
    now: Timestamp,
) -> Result<()> {
    for row in rows::list_concerning(&**tx, who).await? {
        remove(tx, &row, &Actor::System, now).await?;
    }
    Ok(())
}

async fn remove(tx: &storage::Transaction, row: &Row, by: &Actor, now: Timestamp) -> Result<()> {
    evidence::forget(tx, &[row.id], now).await?;
    rows::delete(&**tx, row.id).await?;
    let deed = ("verification.withdraw", by);
    step::note(tx, row.id, deed, json!({ "state": row.state }), now).await
}

fn own(found: Option<Row>, who: AccountId) -> Result<Row> {
    found
        .filter(|row| row.account_id == who)
        .ok_or(Error::NotFound)
}
