//! Recommending accounts on one's own profile. Whoever is recommended is followed; the recommendation ends with the
//! follow.

use storage::endorsement::{self, Endorsement};
use storage::follow;
use storage::id::{AccountId, EndorsementId};

use crate::account;
use crate::context::Context;
use crate::error::{Error, Result};

/// Recommends `target` on the profile of `who`; doing so again changes nothing.
///
/// # Errors
/// `NotFound` when `target` is not there, `Invalid` when `who` does not follow it.
pub async fn endorse(ctx: &Context, who: AccountId, target: AccountId) -> Result<()> {
    let target = account::show(ctx, target).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let found = follow::find(&*tx, who, target.id).await?;
    let follow = found
        .filter(|follow| follow.accepted_at.is_some())
        .ok_or_else(|| Error::invalid("account", "must be followed before it is recommended"))?;
    let row = Endorsement {
        id: EndorsementId::generate(now),
        account_id: who,
        target_id: target.id,
        follow_id: follow.id,
        created_at: now,
    };
    endorsement::insert(&*tx, row).await?;
    Ok(tx.commit().await?)
}

/// Recommends `target` no more; one that was not recommended is no error.
///
/// # Errors
/// `NotFound` when `target` is not there.
pub async fn unendorse(ctx: &Context, who: AccountId, target: AccountId) -> Result<()> {
    let target = account::show(ctx, target).await?;
    let tx = ctx.db.begin().await?;
    endorsement::delete(&*tx, who, target.id).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use storage::Page;

    use super::*;
    use crate::account_list;
    use crate::testing::{self, context, local_account};
    use crate::viewer::Viewer;
    use crate::{block, follow, relationship};

    #[tokio::test]
    async fn only_the_followed_are_recommended_and_no_longer_than_that() {
        let test = context().await;
        let ctx = &test.ctx;
        let anna = local_account(ctx, "anna").await.id;
        let bob = local_account(ctx, "bob").await.id;
        let eve = local_account(ctx, "eve").await.id;
        let refused = endorse(ctx, anna, bob).await;
        assert!(matches!(refused, Err(Error::Invalid { .. })));
        for followed in [bob, eve] {
            testing::follow(ctx, anna, followed).await;
        }
        for target in [bob, eve, bob] {
            endorse(ctx, anna, target).await.expect("recommends");
        }
        let shown = async |viewer| {
            let page = Page::first(40);
            let listed = account_list::endorsements(ctx, viewer, anna, page).await;
            let listed = listed.expect("lists");
            listed.iter().map(|row| row.account_id).collect::<Vec<_>>()
        };
        assert_eq!(shown(Viewer::Anonymous).await.len(), 2);
        let between = relationship::list(ctx, anna, &[bob, eve], false).await;
        let between = between.expect("reads");
        assert!(between.iter().all(|between| between.endorsed));
        block::block(ctx, eve, bob).await.expect("blocks");
        assert_eq!(shown(Viewer::Account(bob)).await, [bob]);
        block::block(ctx, eve, anna).await.expect("blocks");
        assert_eq!(shown(Viewer::Anonymous).await, [bob]);
        unendorse(ctx, anna, bob).await.expect("takes back");
        endorse(ctx, anna, bob).await.expect("recommends");
        follow::unfollow(ctx, anna, bob).await.expect("unfollows");
        assert_eq!(shown(Viewer::Anonymous).await, []);
        let between = relationship::show(ctx, anna, bob).await.expect("reads");
        assert!(!between.endorsed);
    }
}
