//! How much happens on the instance, by the week: figures that name nobody, for everyone to read.

use std::time::Duration;

use storage::Transaction;
use storage::activity as rows;
use storage::id::UserId;

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::figures;

/// The setting that holds what was last counted.
const NAME: &str = "activity";
const COUNT_EVERY: Duration = Duration::from_hours(1);
/// Weeks that are told, with the present one.
const WEEKS: i64 = 12;
const DAY: Duration = Duration::from_hours(24);
const WEEK: Duration = Duration::from_hours(7 * 24);
/// How long it is remembered on which days someone was here.
const REMEMBERED: Duration = Duration::from_hours(180 * 24);

/// What happened in a week.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Week {
    /// Unix seconds of its beginning, a Monday at midnight (UTC).
    pub begin: i64,
    /// Statuses and boosts of local accounts.
    pub statuses: i64,
    /// Logins that were used.
    pub logins: i64,
    /// Logins that were made and let in.
    pub registrations: i64,
}

/// The last weeks, the present one first; at most an hour old.
///
/// # Errors
/// When the database refuses.
pub async fn weeks(ctx: &Context) -> Result<Vec<Week>> {
    figures::kept(ctx, NAME, COUNT_EVERY, count(ctx)).await
}

async fn count(ctx: &Context) -> Result<Vec<Week>> {
    let db = ctx.db.read();
    let weeks = u32::try_from(WEEKS - 1).unwrap_or(u32::MAX);
    let first = monday(ctx.clock.now()).before(WEEK * weeks);
    let statuses = rows::count_statuses(db, first).await?;
    let logins = rows::count_logins(db, first).await?;
    let registrations = rows::count_registrations(db, first).await?;
    let weeks = (0..WEEKS).rev().map(|week| {
        let found = |figures: &std::collections::HashMap<i64, i64>| {
            figures.get(&week).copied().unwrap_or_default()
        };
        Week {
            begin: first.seconds() + week * WEEK.as_secs().cast_signed(),
            statuses: found(&statuses),
            logins: found(&logins),
            registrations: found(&registrations),
        }
    });
    Ok(weeks.collect())
}

/// The beginning of the week of `time`.
fn monday(time: Timestamp) -> Timestamp {
    let day = time.seconds().div_euclid(DAY.as_secs().cast_signed());
    // 1 January 1970 was a Thursday.
    let monday = day - (day + 3).rem_euclid(7);
    Timestamp(monday * 1000 * DAY.as_secs().cast_signed())
}

/// Remembers, with the transaction, that a login is in use today.
///
/// # Errors
/// When the database refuses.
pub async fn remember(tx: &Transaction, user: UserId, now: Timestamp) -> Result<()> {
    Ok(rows::remember(&**tx, user, now).await?)
}

/// Forgets who was here on days that are no longer counted.
///
/// # Errors
/// When the database refuses.
pub async fn prune(ctx: &Context) -> Result<()> {
    let tx = ctx.db.begin().await?;
    rows::forget_before(&*tx, ctx.clock.now().before(REMEMBERED)).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scope::Scopes;
    use crate::testing::{self, new_status};
    use crate::token;

    #[test]
    fn weeks_begin_on_monday() {
        for (time, begin) in [
            ("2026-11-22T23:59:59Z", "2026-11-16"),
            ("2026-11-23T00:00:00Z", "2026-11-23"),
            ("1970-01-01T00:00:00Z", "1969-12-29"),
        ] {
            let time = Timestamp::parse_rfc3339(time).expect("a time");
            assert_eq!(monday(time).to_date(), begin);
        }
    }

    #[tokio::test]
    async fn what_happens_is_counted_in_its_week() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let ada = testing::person(ctx, "ada").await;
        testing::person(ctx, "ben").await;
        let use_login = async || {
            let scopes = Scopes::parse("read").expect("scopes");
            let issued = token::issue(ctx, "ada", scopes).await.expect("a token");
            let found = token::authenticate(ctx, &issued.secret).await;
            found.expect("reads").expect("is good");
        };
        use_login().await;
        testing::post(ctx, ada.account_id, new_status("one")).await;
        let now = weeks(ctx).await.expect("counts");
        assert_eq!(now.len(), 12);
        let week = |week: &Week| (week.statuses, week.logins, week.registrations);
        assert_eq!((week(&now[0]), week(&now[1])), ((1, 1, 2), (0, 0, 0)));
        testing::post(ctx, ada.account_id, new_status("two")).await;
        assert_eq!(weeks(ctx).await.expect("are kept"), now);
        ctx.clock.advance(WEEK);
        use_login().await;
        let next = weeks(ctx).await.expect("counts anew");
        assert_eq!((week(&next[0]), week(&next[1])), ((0, 1, 0), (2, 1, 2)));
        assert_eq!(next[0].begin - now[0].begin, 7 * 24 * 60 * 60);
        ctx.clock.advance(REMEMBERED);
        prune(ctx).await.expect("prunes");
        let first = monday(ctx.clock.now()).before(WEEK * 40);
        let left = rows::count_logins(ctx.db.read(), first).await;
        assert_eq!(left.expect("counts").values().sum::<i64>(), 1);
    }
}
