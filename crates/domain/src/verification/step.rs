//! What is done about a request: a row that the member reads, an entry in the audit log, and a mail, in one transaction.

use serde_json::{Value, json};
use storage::Transaction;
use storage::id::{AccountId, VerificationRequestId, VerificationStepId};
use storage::kinds::VerificationStepKind;
use storage::verification::{self as rows, Step};

use super::waiting;
use crate::audit::{self, Actor, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::job::{self, Job};
use crate::mail_link::{self, Letter};

/// Something that is done about a request.
pub(super) struct Done {
    kind: VerificationStepKind,
    by: Actor,
    text: String,
    detail: Value,
}

impl Done {
    pub fn new(kind: VerificationStepKind, by: Actor) -> Self {
        Self {
            kind,
            by,
            text: String::new(),
            detail: json!({}),
        }
    }

    /// What is said to it; for the member and verifiers, never for the audit log.
    pub fn text(mut self, text: String) -> Self {
        self.text = text;
        self
    }

    /// Words of closed lists, for the audit log.
    pub fn detail(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }
}

/// Writes down that `done` happened, and tells the member when it was not their own doing, and verifiers when it was.
pub(super) async fn record(
    tx: &Transaction,
    id: VerificationRequestId,
    done: Done,
    now: Timestamp,
) -> Result<()> {
    let row = Step {
        id: VerificationStepId::generate(now),
        request_id: id,
        kind: done.kind,
        account_id: account(&done.by),
        text: done.text,
        created_at: now,
    };
    let step_id = row.id;
    rows::insert_step(&**tx, row).await?;
    note(tx, id, (action(done.kind), &done.by), done.detail, now).await?;
    if is_told(done.kind) {
        job::enqueue(tx, &Job::MailVerification { step_id }, now).await
    } else {
        waiting::plan(tx, now).await
    }
}

/// An entry in the audit log about a request.
pub(super) async fn note(
    tx: &Transaction,
    id: VerificationRequestId,
    (action, by): (&'static str, &Actor),
    detail: Value,
    now: Timestamp,
) -> Result<()> {
    let deed = Deed {
        action,
        subject: format!("verification_request:{id}"),
        detail,
    };
    audit::record(tx, by, deed, now).await
}

fn account(by: &Actor) -> Option<AccountId> {
    match by {
        Actor::Account(id) => Some(*id),
        _ => None,
    }
}

fn action(kind: VerificationStepKind) -> &'static str {
    match kind {
        VerificationStepKind::Submitted => "verification.submit",
        VerificationStepKind::Asked => "verification.ask",
        VerificationStepKind::Answered => "verification.answer",
        VerificationStepKind::Approved => "verification.approve",
        VerificationStepKind::Refused => "verification.refuse",
        VerificationStepKind::Expired => "verification.expire",
        VerificationStepKind::Revoked => "verification.revoke",
    }
}

fn is_told(kind: VerificationStepKind) -> bool {
    !matches!(
        kind,
        VerificationStepKind::Submitted | VerificationStepKind::Answered
    )
}

/// What `Job::MailVerification` sends; `None` when the request or the login is gone.
///
/// # Errors
/// When the database refuses.
pub async fn letter(ctx: &Context, id: VerificationStepId) -> Result<Option<(Letter, Step)>> {
    let db = ctx.db.read();
    let Some(step) = rows::find_step(db, id).await? else {
        return Ok(None);
    };
    let Some(request) = rows::find_by_id(db, step.request_id).await? else {
        return Ok(None);
    };
    let Some(owner) = storage::user::find_by_account(db, request.account_id).await? else {
        return Ok(None);
    };
    let path = format!("/settings/verification/{}", request.id);
    let letter = mail_link::addressed(ctx, owner.id, None, &path).await?;
    Ok(letter.map(|letter| (letter, step)))
}
