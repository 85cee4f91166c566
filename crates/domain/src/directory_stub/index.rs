//! By which words stubs are found: those of a profile, and their name.

use storage::Transaction;
use storage::directory_stub::{self as rows, DirectoryStub};
use storage::id::DirectoryStubId;

use crate::context::Context;
use crate::directory::of_profile;
use crate::error::Result;

/// Stubs of one transaction.
const BATCH: u64 = 200;

/// Makes a stub found by what it says now.
pub(super) async fn enter(tx: &Transaction, row: &DirectoryStub) -> Result<()> {
    let words = of_profile(&[&row.name], &super::profile(row));
    Ok(rows::set_words(&**tx, row.id, &words).await?)
}

/// Enters all of them anew, beside a running server: words are told apart differently, or there are new labels. Says how
/// many there are.
///
/// # Errors
/// When the database refuses.
pub async fn rebuild(ctx: &Context) -> Result<u64> {
    let (mut after, mut entered) = (DirectoryStubId(0), 0);
    loop {
        let tx = ctx.db.begin().await?;
        let batch = rows::list_after(&*tx, after, BATCH).await?;
        let Some(last) = batch.last() else {
            return Ok(entered);
        };
        after = last.id;
        entered += u64::try_from(batch.len()).unwrap_or(0);
        for row in &batch {
            enter(&tx, row).await?;
        }
        tx.commit().await?;
    }
}
