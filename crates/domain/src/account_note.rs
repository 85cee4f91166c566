//! What people write down about an account, for themselves alone.

use storage::account_note::{self, AccountNote};
use storage::id::AccountId;

use crate::account;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::text::clean;

/// Characters of a note, as on Mastodon.
const COMMENT: usize = 2000;

/// Writes down `comment` about `target` in the place of what `who` had written; nothing when it is empty.
///
/// # Errors
/// `NotFound`; `Invalid` when it is too long.
pub async fn write(ctx: &Context, who: AccountId, target: AccountId, comment: &str) -> Result<()> {
    let target = account::show(ctx, target).await?.id;
    let comment =
        clean::paragraphs(comment, COMMENT).map_err(|error| Error::invalid("comment", error))?;
    let tx = ctx.db.begin().await?;
    if comment.is_empty() {
        account_note::delete(&*tx, who, target).await?;
    } else {
        let note = AccountNote {
            account_id: who,
            target_id: target,
            comment,
            updated_at: ctx.clock.now(),
        };
        account_note::upsert(&*tx, note).await?;
    }
    Ok(tx.commit().await?)
}
