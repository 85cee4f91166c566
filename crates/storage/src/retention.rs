//! How long those stay who join.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::measure::Span;
use crate::{Result, Sql};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// How many logins were made on one day and used last on another, both by days since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Stay {
    /// When they were made.
    pub joined: i64,
    /// When they were used last; never when `None`.
    pub seen: Option<i64>,
    /// How many.
    pub users: i64,
}

/// How long those stayed who joined in a span.
pub async fn list_stays<C: ConnectionTrait>(
    connection: &C,
    (first, end): Span,
) -> Result<Vec<Stay>> {
    let (joined, seen) = (
        format!("created_at / {DAY}"),
        format!("last_active_at / {DAY}"),
    );
    Sql::new(
        connection,
        &format!("SELECT {joined} AS joined, {seen} AS seen, count(*) AS users FROM users WHERE created_at >= "),
    )
    .bind(first)
    .push(" AND created_at < ")
    .bind(end)
    .push(&format!(" GROUP BY {joined}, {seen}"))
    .all(connection)
    .await
}
