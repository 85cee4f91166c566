//! Mails that tell verifiers that requests wait: some minutes after the first, at most one an hour. They say how many there
//! are and nothing of anybody, since mails are read on their way.

use storage::Transaction;
use storage::id::UserId;
use storage::{user, verification as rows};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::job::{self, Job};
use crate::mail_link::{self, Letter};
use crate::notification_mail::{COLLECT, PAUSE, state, write};
use crate::preference;

/// What a verifier is told.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// To whom.
    pub letter: Letter,
    /// How many requests wait.
    pub count: u64,
}

/// Has every verifier written to in some minutes, with the transaction that puts a request into the queue.
pub(super) async fn plan(tx: &Transaction, now: Timestamp) -> Result<()> {
    for user_id in user::list_verifiers(&**tx).await? {
        let key = format!("mail_waiting:{user_id}");
        let job = Job::MailWaiting { user_id };
        job::enqueue_at(tx, &job, Some(key), now.after(COLLECT), now).await?;
    }
    Ok(())
}

/// What `Job::MailWaiting` sends. `None` when nothing waits that they may decide on, when they verify no more or want no
/// such mails, or when the last one is too recent: then the job runs again.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(ctx: &Context, user_id: UserId) -> Result<Option<Waiting>> {
    let db = ctx.db.read();
    let found = user::find_by_id(db, user_id).await?;
    let verifies = found.is_some_and(|user| user.is_verifier && user.disabled_at.is_none());
    if !verifies || !preference::show(ctx, user_id).await?.request_mails {
        return Ok(None);
    }
    let Some(own) = storage::access::find_own_account(db, user_id).await? else {
        return Ok(None);
    };
    let count = rows::count_waiting(db, own).await?;
    if count == 0 {
        return Ok(None);
    }
    let now = ctx.clock.now();
    let last = state(ctx, user_id).await?.requests_at;
    if let Some(next) = last.map(|at| at.after(PAUSE)).filter(|next| *next > now) {
        let tx = ctx.db.begin().await?;
        let key = format!("mail_waiting:{user_id}:{}", next.millis());
        let job = Job::MailWaiting { user_id };
        job::enqueue_at(&tx, &job, Some(key), next, now).await?;
        tx.commit().await?;
        return Ok(None);
    }
    let letter = mail_link::addressed(ctx, user_id, None, "/verification").await?;
    Ok(letter.map(|letter| Waiting { letter, count }))
}

/// Remembers that such a mail was sent. One whose sender was killed before is sent again.
///
/// # Errors
/// When the database refuses.
pub async fn told(ctx: &Context, user_id: UserId) -> Result<()> {
    let now = ctx.clock.now();
    write(ctx, user_id, |state| state.requests_at = Some(now)).await
}
