//! What verifiers decide. Nobody decides on a request of their own, whichever of their accounts it is of.

use serde_json::{Value, json};
use storage::id::VerificationRequestId;
use storage::kinds::{Assurance, CredentialKind, VerificationState, VerificationStepKind};
use storage::verification::{self as rows, Change, Request as Row};
use storage::{Set, Transaction};

use super::step::{self, Done};
use super::{TEXT, Verifier, evidence};
use crate::audit::Actor;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::credential::{self, Claims, NewCredential};
use crate::directory_stub;
use crate::error::{Error, Result};
use crate::moderation::NOT_ALLOWED;
use crate::text::clean;

const OPEN: [VerificationState; 2] = [VerificationState::Pending, VerificationState::Asked];

/// What a verifier vouches for.
#[derive(Clone, Copy, Debug)]
pub struct Approval {
    /// Another kind of credential than was asked for.
    pub kind: Option<CredentialKind>,
    /// What was done to be sure.
    pub assurance: Assurance,
    /// Until when it counts.
    pub valid_until: Option<Timestamp>,
}

/// Approves a request: the instance vouches for what it says from now on.
///
/// # Errors
/// `NotFound`; `Forbidden` for an own one; `Conflict` when it was decided already; `Invalid` for an assurance that nobody
/// can give, or an end that has passed.
pub async fn approve(
    ctx: &Context,
    by: &Verifier,
    id: VerificationRequestId,
    approval: Approval,
) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let row = others(&tx, by, id).await?;
    check_assurance(&row, approval.assurance)?;
    let kind = approval.kind.unwrap_or(row.kind);
    let decided = Change {
        kind: Set(kind),
        assurance: Set(Some(approval.assurance)),
        ..closed(VerificationState::Approved, now)
    };
    advance(&tx, id, &OPEN, decided).await?;
    let issued = credential::issue(&tx, ctx, vouched(*by, &row, kind, approval)).await?;
    let named = Change {
        credential_id: Set(Some(issued.id)),
        ..Change::default()
    };
    advance(&tx, id, &[VerificationState::Approved], named).await?;
    let actor = Actor::Account(by.account_id);
    directory_stub::claim_approved(&tx, &row, &actor, now).await?;
    let detail = json!({
        "kind": kind,
        "assurance": approval.assurance,
        "credential": issued.id,
    });
    let done = by.does(VerificationStepKind::Approved).detail(detail);
    close(ctx, &tx, id, done, now).await?;
    Ok(tx.commit().await?)
}

/// A number of the right form proves nothing, and where there is none, no register was asked.
fn check_assurance(row: &Row, assurance: Assurance) -> Result<()> {
    let reason = match assurance {
        Assurance::FormatOk => "must say more than that the number is well written",
        Assurance::RegisterMatched if row.register.is_none() => {
            "cannot be register-matched without a number of a register"
        }
        Assurance::RegisterMatched | Assurance::IssuerVerified => return Ok(()),
    };
    Err(Error::invalid("assurance", reason))
}

fn vouched(by: Verifier, row: &Row, kind: CredentialKind, approval: Approval) -> NewCredential {
    NewCredential {
        subject: row.subject_id,
        kind,
        claims: Claims {
            profession: row.profession.clone(),
            specialty: row.specialty.clone(),
            jurisdiction: row.jurisdiction.clone(),
            assurance: Some(approval.assurance),
            ..Claims::default()
        },
        valid_until: approval.valid_until,
        by: Actor::Account(by.account_id),
    }
}

/// Asks the member something; the request waits for their answer.
///
/// # Errors
/// `NotFound`; `Forbidden` for an own one; `Conflict` when it was decided already; `Invalid` for an empty question.
pub async fn ask(
    ctx: &Context,
    by: &Verifier,
    id: VerificationRequestId,
    question: &str,
) -> Result<()> {
    let text = said("question", question)?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    others(&tx, by, id).await?;
    let asked = Change {
        state: Set(VerificationState::Asked),
        moved_at: Set(now),
        ..Change::default()
    };
    advance(&tx, id, &OPEN, asked).await?;
    let done = by.does(VerificationStepKind::Asked).text(text);
    step::record(&tx, id, done, now).await?;
    Ok(tx.commit().await?)
}

/// Turns a request down.
///
/// # Errors
/// `NotFound`; `Forbidden` for an own one; `Conflict` when it was decided already; `Invalid` without a reason.
pub async fn refuse(
    ctx: &Context,
    by: &Verifier,
    id: VerificationRequestId,
    reason: &str,
) -> Result<()> {
    let text = said("reason", reason)?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    others(&tx, by, id).await?;
    advance(&tx, id, &OPEN, closed(VerificationState::Refused, now)).await?;
    let done = by.does(VerificationStepKind::Refused).text(text);
    close(ctx, &tx, id, done, now).await?;
    Ok(tx.commit().await?)
}

/// Closes a request without a decision.
///
/// # Errors
/// `NotFound`; `Forbidden` for an own one; `Conflict` when it was decided already.
pub async fn expire(ctx: &Context, by: &Verifier, id: VerificationRequestId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    others(&tx, by, id).await?;
    write_expired(ctx, &tx, id, Actor::Account(by.account_id), now).await?;
    Ok(tx.commit().await?)
}

/// Closes a request without a decision, with the transaction of who decides so.
pub(super) async fn write_expired(
    ctx: &Context,
    tx: &Transaction,
    id: VerificationRequestId,
    by: Actor,
    now: Timestamp,
) -> Result<()> {
    advance(tx, id, &OPEN, closed(VerificationState::Expired, now)).await?;
    let done = Done::new(VerificationStepKind::Expired, by);
    close(ctx, tx, id, done, now).await
}

/// Takes back what was vouched for, for good.
///
/// # Errors
/// `NotFound`; `Forbidden` for an own one; `Conflict` when it was not approved; `Invalid` without a reason.
pub async fn revoke(
    ctx: &Context,
    by: &Verifier,
    id: VerificationRequestId,
    reason: &str,
) -> Result<()> {
    let text = said("reason", reason)?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let row = others(&tx, by, id).await?;
    let revoked = Change {
        state: Set(VerificationState::Revoked),
        moved_at: Set(now),
        ..Change::default()
    };
    advance(&tx, id, &[VerificationState::Approved], revoked).await?;
    let mut detail = json!({});
    if let Some(credential) = row.credential_id {
        let actor = Actor::Account(by.account_id);
        credential::revoke(&tx, ctx, credential, &actor).await?;
        detail["credential"] = Value::from(credential.0);
    }
    let done = by.does(VerificationStepKind::Revoked).text(text);
    step::record(&tx, id, done.detail(detail), now).await?;
    Ok(tx.commit().await?)
}

/// The request, unless it is of whoever decides.
async fn others(tx: &Transaction, by: &Verifier, id: VerificationRequestId) -> Result<Row> {
    let row = rows::find_by_id(&**tx, id).await?.ok_or(Error::NotFound)?;
    if row.account_id == by.account_id {
        return Err(NOT_ALLOWED);
    }
    let member = storage::user::find_by_account(&**tx, row.account_id).await?;
    let verifier = storage::user::find_by_account(&**tx, by.account_id).await?;
    match (member, verifier) {
        (Some(member), Some(verifier)) if member.id == verifier.id => Err(NOT_ALLOWED),
        _ => Ok(row),
    }
}

async fn advance(
    tx: &Transaction,
    id: VerificationRequestId,
    from: &[VerificationState],
    change: Change,
) -> Result<()> {
    if rows::advance(&**tx, id, from, change).await? {
        Ok(())
    } else {
        Err(Error::Conflict(
            "This request is no longer where it was: look at it again",
        ))
    }
}

fn closed(state: VerificationState, now: Timestamp) -> Change {
    Change {
        state: Set(state),
        moved_at: Set(now),
        decided_at: Set(Some(now)),
        ..Change::default()
    }
}

/// Records a decision, after which nobody needs what proves the request, unless the operator keeps it for a while.
async fn close(
    ctx: &Context,
    tx: &Transaction,
    id: VerificationRequestId,
    done: Done,
    now: Timestamp,
) -> Result<()> {
    if ctx.config.verification.keep_evidence_days == 0 {
        evidence::forget(tx, &[id], now).await?;
    }
    step::record(tx, id, done, now).await
}

fn said(field: &'static str, text: &str) -> Result<String> {
    clean::paragraphs(text, TEXT)
        .and_then(clean::required)
        .map_err(|error| Error::invalid(field, error))
}

impl Verifier {
    fn does(self, kind: VerificationStepKind) -> Done {
        Done::new(kind, Actor::Account(self.account_id))
    }
}
