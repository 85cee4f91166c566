//! What moderators decide about an account, and what they take back.

use serde_json::json;
use storage::account::{self, Account};
use storage::id::{AccountId, ReportId};
use storage::kinds::ModerationAction;
use storage::user::User;
use storage::{Transaction, moderation, report, status};

use super::{Administrator, Moderator, NOT_ALLOWED};
use crate::account::changed;
use crate::audit::{self, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::job::{self, Job};
use crate::text::clean;
use crate::user::{self, forget, write_disabled, write_suspended, write_unsuspended};

/// Characters of what is said to the owner of an account.
const TEXT: usize = 2000;

/// What is decided about an account.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What is done.
    pub action: ModerationAction,
    /// What led to it. It is settled, and with anything more than a warning every other open report about the account.
    pub report: Option<ReportId>,
    /// What its owner is told; may be empty.
    pub text: String,
    /// Whether its owner gets a mail.
    pub notify: bool,
}

/// What is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relief {
    /// The owner may log in again.
    Enable,
    /// Media are shown; what was posted until now stays marked.
    Unsensitive,
    /// It is listed in public places.
    Unsilence,
    /// It is seen again.
    Unsuspend,
}

/// Does something about an account.
///
/// # Errors
/// `NotFound`, `Forbidden` when its owner stands no lower, `Invalid` when the text is too long, nobody could be shut
/// out, or the report is about another account.
pub async fn act(ctx: &Context, by: &Moderator, id: AccountId, decision: Decision) -> Result<()> {
    let text =
        clean::paragraphs(&decision.text, TEXT).map_err(|error| Error::invalid("text", error))?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let (target, owner) = find(&tx, by, id).await?;
    let action = decision.action;
    apply(&tx, &target, owner.as_ref(), action, now).await?;
    settle(&tx, by, &target, &decision, now).await?;
    let report = decision.report.map(|id| id.to_string());
    let deed = Deed::new(deed_of(action), "account", id).with(json!({"report": report}));
    audit::record(&tx, &by.into(), deed, now).await?;
    let user_id = owner.map(|owner| owner.id);
    if let Some(user_id) = user_id.filter(|_| decision.notify) {
        let mail = Job::MailDecision {
            user_id,
            action,
            text,
        };
        job::enqueue(&tx, &mail, now).await?;
    }
    tx.commit().await?;
    forget(ctx, id, user_id);
    tracing::info!(moderator = %by.account_id, account = %id, action = action.as_str(), "a moderator acted");
    Ok(())
}

fn deed_of(action: ModerationAction) -> &'static str {
    match action {
        ModerationAction::None => "account.warn",
        ModerationAction::Sensitive => "account.sensitive",
        ModerationAction::Disable => "account.disable",
        ModerationAction::Silence => "account.silence",
        ModerationAction::Suspend => "account.suspend",
    }
}

async fn apply(
    tx: &Transaction,
    target: &Account,
    owner: Option<&User>,
    action: ModerationAction,
    now: Timestamp,
) -> Result<()> {
    match action {
        ModerationAction::None => return Ok(()),
        ModerationAction::Sensitive => {
            account::set_sensitized(&**tx, target.id, Some(now)).await?;
            status::mark_media_sensitive(&**tx, target.id).await?;
        }
        ModerationAction::Disable => {
            let owner =
                owner.ok_or_else(|| Error::invalid("type", "is for those who log in here"))?;
            return write_disabled(tx, owner.id, Some(now), now).await;
        }
        ModerationAction::Silence => account::set_silenced(&**tx, target.id, Some(now)).await?,
        ModerationAction::Suspend => {
            return write_suspended(tx, target.id, now).await.map(drop);
        }
    }
    changed(tx, target.id, now).await
}

async fn settle(
    tx: &Transaction,
    by: &Moderator,
    target: &Account,
    decision: &Decision,
    now: Timestamp,
) -> Result<()> {
    if let Some(id) = decision.report {
        let found = report::find_by_id(&**tx, id).await?;
        found
            .filter(|report| report.target_id == target.id)
            .ok_or_else(|| Error::invalid("report_id", "is about another account"))?;
        report::settle(&**tx, id, by.account_id, now).await?;
    }
    if decision.action != ModerationAction::None {
        report::settle_all_about(&**tx, target.id, by.account_id, now).await?;
    }
    Ok(())
}

/// Takes something back; what was never decided is no error.
///
/// # Errors
/// `NotFound`, `Forbidden` when its owner stands no lower, `Invalid` when nobody logs in as it who could be let in.
pub async fn relieve(ctx: &Context, by: &Moderator, id: AccountId, relief: Relief) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let (_, owner) = find(&tx, by, id).await?;
    let user_id = owner.map(|owner| owner.id);
    let action = match relief {
        Relief::Enable => {
            let user_id = user_id.ok_or(NOT_ALLOWED)?;
            write_disabled(&tx, user_id, None, now).await?;
            "account.enable"
        }
        Relief::Unsensitive => {
            account::set_sensitized(&*tx, id, None).await?;
            "account.unsensitive"
        }
        Relief::Unsilence => {
            account::set_silenced(&*tx, id, None).await?;
            "account.unsilence"
        }
        Relief::Unsuspend => {
            write_unsuspended(&tx, id, now).await?;
            "account.unsuspend"
        }
    };
    changed(&tx, id, now).await?;
    audit::record(&tx, &by.into(), Deed::new(action, "account", id), now).await?;
    tx.commit().await?;
    forget(ctx, id, user_id);
    tracing::info!(moderator = %by.account_id, account = %id, ?relief, "a moderator took a decision back");
    Ok(())
}

/// Lets in who waits behind an account.
///
/// # Errors
/// `NotFound`, `Forbidden` when nobody waits.
pub async fn approve(ctx: &Context, by: &Moderator, id: AccountId) -> Result<()> {
    let waiting = waiting(ctx, by, id).await?;
    user::approve(ctx, &by.into(), waiting.id).await
}

/// Turns away who waits behind an account: both go for good.
///
/// # Errors
/// As [`approve`].
pub async fn reject(ctx: &Context, by: &Moderator, id: AccountId) -> Result<()> {
    let waiting = waiting(ctx, by, id).await?;
    user::reject(ctx, &by.into(), waiting.id).await
}

async fn waiting(ctx: &Context, by: &Moderator, id: AccountId) -> Result<User> {
    let owner = super::show(ctx, by, id).await?.owner;
    owner
        .filter(|owner| owner.approved_at.is_none())
        .ok_or(NOT_ALLOWED)
}

/// Removes a suspended account with everything that it left, for ever.
///
/// # Errors
/// `NotFound`, `Forbidden` while the account is not suspended or when its owner stands no lower.
pub async fn delete(ctx: &Context, Administrator(by): &Administrator, id: AccountId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let (target, owner) = find(&tx, by, id).await?;
    target.suspended_at.ok_or(NOT_ALLOWED)?;
    let mut user_id = None;
    if let Some(owner) = owner {
        user::write_erased(&tx, owner.id, now).await?;
        user_id = Some(owner.id);
    } else {
        user::write_deleted(&tx, &target, now).await?;
    }
    audit::record(
        &tx,
        &by.into(),
        Deed::new("account.delete", "account", id),
        now,
    )
    .await?;
    tx.commit().await?;
    forget(ctx, id, user_id);
    tracing::info!(moderator = %by.account_id, account = %id, "an administrator deleted an account");
    Ok(())
}

/// An account that is not gone, and its owner, if the moderator may decide on them.
pub(super) async fn find(
    tx: &Transaction,
    by: &Moderator,
    id: AccountId,
) -> Result<(Account, Option<User>)> {
    let target = account::find_by_id(&**tx, id).await?;
    let target = target.filter(|account| account.deleted_at.is_none());
    let target = target.ok_or(Error::NotFound)?;
    let owner = moderation::owners_of(&**tx, &[id]).await?.remove(&id);
    by.outranks(owner.as_ref())?;
    Ok((target, owner))
}
