//! What the instance says of itself.

use std::time::Duration;

use storage::instance as rows;
pub use storage::instance::Counts;

use crate::account;
use crate::account_view::{self, AccountView};
use crate::context::Context;
use crate::error::Result;
use crate::figures;

/// The setting that holds the numbers last counted.
const COUNTS: &str = "counts";
/// Counting costs a scan, and nobody needs it to the second.
const COUNT_EVERY: Duration = Duration::from_mins(1);
const DAY: Duration = Duration::from_hours(24);

/// The domains of the servers that are known here.
///
/// # Errors
/// When the database refuses.
pub async fn peers(ctx: &Context) -> Result<Vec<String>> {
    Ok(rows::list_peers(ctx.db.read()).await?)
}

/// The account that answers for the instance, if the operator named one and it is there.
///
/// # Errors
/// When the database refuses.
pub async fn contact(ctx: &Context) -> Result<Option<AccountView>> {
    let Some(username) = &ctx.config.instance.contact_account else {
        return Ok(None);
    };
    let found = storage::account::find_by_acct(ctx.db.read(), username, None).await?;
    let present = found.filter(account::is_present);
    let mut views = account_view::views(ctx, present).await?;
    Ok(views.drain().next().map(|(_, view)| view))
}

/// How many people, statuses and servers there are; at most a minute old.
///
/// # Errors
/// When the database refuses.
pub async fn counts(ctx: &Context) -> Result<Counts> {
    figures::kept(ctx, COUNTS, COUNT_EVERY, count(ctx)).await
}

async fn count(ctx: &Context) -> Result<Counts> {
    let now = ctx.clock.now();
    Ok(rows::count(ctx.db.read(), now.before(DAY * 30), now.before(DAY * 180)).await?)
}

#[cfg(test)]
mod tests {
    use storage::kinds::ActorKind;

    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn numbers_are_counted_anew_after_a_minute() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        assert_eq!(counts(ctx).await.expect("counts"), Counts::default());
        let key = ctx.keys.make(&ctx.secret).await.expect("a key");
        let now = ctx.clock.now();
        let account = storage::account::Account {
            domain: Some("b.example".into()),
            ..account::new_local(ctx, ActorKind::Person, "bella", key, now)
        };
        let tx = ctx.db.begin().await.expect("begins");
        account::insert_local(&tx, account).await.expect("inserts");
        tx.commit().await.expect("commits");
        assert_eq!(counts(ctx).await.expect("counts"), Counts::default());
        ctx.clock.advance(COUNT_EVERY);
        let known = Counts {
            domains: 1,
            ..Counts::default()
        };
        assert_eq!(counts(ctx).await.expect("counts"), known);
        assert_eq!(peers(ctx).await.expect("reads"), ["b.example"]);
    }
}
