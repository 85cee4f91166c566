//! `Job::PurgeAccount`: removes what a deleted account leaves behind, some at a time, so that nobody waits for it.

use storage::id::AccountId;
use storage::{account, purge};

use crate::account::changed;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::{media, status};

/// Statuses or files that one transaction removes.
const BATCH: u64 = 100;

/// Removes the statuses, the files, the relations and the words of a deleted account. Broken off, it goes on where it
/// was.
///
/// # Errors
/// `Conflict` when the account was not deleted.
pub async fn account(ctx: &Context, id: AccountId) -> Result<()> {
    let found = account::find_by_id(ctx.db.read(), id)
        .await?
        .ok_or(Error::NotFound)?;
    if found.deleted_at.is_none() {
        return Err(Error::Conflict("The account was not deleted"));
    }
    while remove_statuses(ctx, id).await? {}
    while remove_files(ctx, id).await? {}
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    purge::delete_relations(&*tx, id).await?;
    purge::blank(&*tx, id).await?;
    changed(&tx, id, now).await?;
    Ok(tx.commit().await?)
}

/// Whether there may be more.
async fn remove_statuses(ctx: &Context, id: AccountId) -> Result<bool> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let some = purge::list_statuses(&*tx, id, BATCH).await?;
    for status in &some {
        status::remove(&tx, status, now).await?;
    }
    tx.commit().await?;
    Ok(!some.is_empty())
}

/// Whether there may be more.
async fn remove_files(ctx: &Context, id: AccountId) -> Result<bool> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let removed = media::discard_of_account(&tx, id, BATCH, now).await?;
    tx.commit().await?;
    Ok(removed > 0)
}

#[cfg(test)]
mod tests {
    use crate::follow::{self, Options};
    use crate::sign_up::{By, sign_up};
    use crate::{account, favourite, status, testing, user};

    #[tokio::test]
    async fn a_deleted_account_leaves_nothing_but_its_name() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let bob = testing::local_account(ctx, "bob").await.id;
        let new = testing::new_person("ada");
        let joined = sign_up(ctx, new.clone(), By::Themselves)
            .await
            .expect("joins");
        let ada = joined.account_id;
        let draft = testing::new_status("hello");
        let own = status::publish(ctx, ada, draft.clone())
            .await
            .expect("posts");
        let theirs = status::publish(ctx, bob, draft).await.expect("posts");
        favourite::favourite(ctx, ada, theirs)
            .await
            .expect("favourites");
        follow::follow(ctx, ada, bob, &Options::default())
            .await
            .expect("follows");
        let counts = async || {
            let bob = account::show(ctx, bob).await.expect("is here");
            let theirs = storage::status::find_by_id(ctx.db.read(), theirs)
                .await
                .expect("answers");
            (
                bob.followers_count,
                theirs.expect("is here").favourites_count,
            )
        };
        assert_eq!(counts().await, (1, 1));
        assert!(
            super::account(ctx, ada).await.is_err(),
            "it is not deleted yet"
        );

        user::delete_account(ctx, joined.user_id, new.password.as_str().into())
            .await
            .expect("deletes");
        super::account(ctx, ada).await.expect("purges");
        super::account(ctx, ada).await.expect("purges again");
        assert_eq!(counts().await, (0, 0));
        let gone = storage::status::find_by_id(ctx.db.read(), own)
            .await
            .expect("answers");
        assert_eq!(gone, None);
        assert!(
            sign_up(ctx, new, By::Themselves).await.is_err(),
            "the name stays taken"
        );
    }
}
