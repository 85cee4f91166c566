//! How much happened on the instance, by the week.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;

use crate::id::UserId;
use crate::{Result, Sql, Timestamp};

const DAY: i64 = 24 * 60 * 60 * 1000;
const WEEK: i64 = 7 * DAY;

/// Remembers that a login was used on the day of `now`.
pub async fn remember<C: ConnectionTrait>(
    connection: &C,
    user: UserId,
    now: Timestamp,
) -> Result<()> {
    Sql::new(
        connection,
        "INSERT INTO active_days (day, user_id) VALUES (",
    )
    .bind(day(now))
    .push(", ")
    .bind(user)
    .push(") ON CONFLICT DO NOTHING")
    .execute(connection)
    .await?;
    Ok(())
}

/// Forgets the days before that of `time`.
pub async fn forget_before<C: ConnectionTrait>(connection: &C, time: Timestamp) -> Result<()> {
    Sql::new(connection, "DELETE FROM active_days WHERE day < ")
        .bind(day(time))
        .execute(connection)
        .await?;
    Ok(())
}

/// How many logins were used in each week since `first`, which is the beginning of one; weeks are counted from it.
pub async fn count_logins<C: ConnectionTrait>(
    connection: &C,
    first: Timestamp,
) -> Result<HashMap<i64, i64>> {
    let first = day(first);
    Sql::new(connection, "SELECT (day - ")
        .bind(first)
        .push(") / 7 AS week, count(DISTINCT user_id) AS found FROM active_days WHERE day >= ")
        .bind(first)
        .push(" GROUP BY 1")
        .by_week(connection)
        .await
}

/// How many statuses and boosts local accounts wrote in each week since `first`. Reads a range of ids of each of them.
pub async fn count_statuses<C: ConnectionTrait>(
    connection: &C,
    first: Timestamp,
) -> Result<HashMap<i64, i64>> {
    let first = first.millis() << 16;
    Sql::new(connection, "SELECT (s.id - ")
        .bind(first)
        .push(&format!(") / {} AS week, count(*) AS found ", WEEK << 16))
        .push("FROM accounts a JOIN statuses s ON s.account_id = a.id ")
        .push("WHERE a.domain IS NULL AND s.id >= ")
        .bind(first)
        .push(" GROUP BY 1")
        .by_week(connection)
        .await
}

/// How many of the logins that are usable now were made in each week since `first`.
pub async fn count_registrations<C: ConnectionTrait>(
    connection: &C,
    first: Timestamp,
) -> Result<HashMap<i64, i64>> {
    Sql::new(connection, "SELECT (created_at - ")
        .bind(first)
        .push(&format!(
            ") / {WEEK} AS week, count(*) AS found FROM users "
        ))
        .push("WHERE confirmed_at IS NOT NULL AND approved_at IS NOT NULL AND created_at >= ")
        .bind(first)
        .push(" GROUP BY 1")
        .by_week(connection)
        .await
}

fn day(time: Timestamp) -> i64 {
    time.millis().div_euclid(DAY)
}

impl Sql {
    async fn by_week<C: ConnectionTrait>(self, connection: &C) -> Result<HashMap<i64, i64>> {
        let rows = self.rows(connection).await?;
        rows.iter()
            .map(|row| Ok((row.try_get("", "week")?, row.try_get("", "found")?)))
            .collect()
    }
}
