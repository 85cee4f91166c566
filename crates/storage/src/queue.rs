//! What jobs, received activities and deliveries have in common: rows that are due at a time and claimed by a lease.

use std::time::Duration;

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult};

use crate::{Result, Sql, Timestamp};

/// A table with the columns `state`, `attempts`, `run_at`, `lease_until` and `last_error`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Queue {
    Jobs,
    /// The jobs that take minutes.
    SlowJobs,
    Inbox,
    Deliveries,
    Pushes,
}

impl Queue {
    /// One of each table.
    pub(crate) const ALL: [Self; 4] = [Self::Jobs, Self::Inbox, Self::Deliveries, Self::Pushes];

    pub(crate) fn table(self) -> &'static str {
        match self {
            Self::Jobs | Self::SlowJobs => "jobs",
            Self::Inbox => "inbox",
            Self::Deliveries => "deliveries",
            Self::Pushes => "pushes",
        }
    }

    /// Which rows of the table stand in the queue. Spelled as in the partial index `jobs_slow`, so that it is used.
    fn rows(self) -> &'static str {
        match self {
            Self::Jobs => "state = 'queued' AND kind <> 'process_media'",
            Self::SlowJobs => "state = 'queued' AND kind = 'process_media'",
            Self::Inbox | Self::Deliveries | Self::Pushes => "state = 'queued'",
        }
    }

    /// What else is set on a row that is given back.
    pub(crate) fn unparked(self) -> &'static str {
        match self {
            Self::Deliveries => ", parked = FALSE",
            Self::Jobs | Self::SlowJobs | Self::Inbox | Self::Pushes => "",
        }
    }

    /// What is set on a row that is not tried again.
    fn failed(self) -> &'static str {
        match self {
            // The key is free again: a failed job must not keep later work away.
            Self::Jobs | Self::SlowJobs => "state = 'failed', key = NULL",
            Self::Inbox | Self::Deliveries | Self::Pushes => "state = 'failed'",
        }
    }
}

/// Takes up to `limit` due rows for `lease`, in no order.
pub(crate) async fn claim<T: FromQueryResult, C: ConnectionTrait>(
    connection: &C,
    queue: Queue,
    limit: u64,
    lease: Duration,
    now: Timestamp,
) -> Result<Vec<T>> {
    let (table, rows) = (queue.table(), queue.rows());
    let skip = if connection.get_database_backend() == DbBackend::Postgres {
        " FOR UPDATE SKIP LOCKED"
    } else {
        ""
    };
    Sql::new(
        connection,
        &format!("UPDATE {table} SET attempts = attempts + 1, lease_until = "),
    )
    .bind(now.after(lease))
    .push(" WHERE id")
    .in_query(|sql| {
        sql.push(&format!(
            "SELECT id FROM {table} WHERE {rows} AND run_at <= "
        ))
        .bind(now)
        .push(" AND lease_until <= ")
        .bind(now)
        .push(&format!(" ORDER BY run_at, id LIMIT {limit}{skip}"))
    })
    .push(" RETURNING *")
    .all(connection)
    .await
}

/// Puts a row back for `run_at`, or keeps it as failed when that is `None`.
pub(crate) async fn fail<C: ConnectionTrait>(
    connection: &C,
    queue: Queue,
    id: i64,
    error: &str,
    run_at: Option<Timestamp>,
) -> Result<()> {
    let table = queue.table();
    let sql = Sql::new(
        connection,
        &format!("UPDATE {table} SET lease_until = 0, last_error = "),
    )
    .bind(error);
    let sql = match run_at {
        Some(time) => sql.push(", run_at = ").bind(time),
        None => sql.push(", ").push(queue.failed()),
    };
    sql.push(" WHERE id = ")
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// When the next queued row is due, if there is one.
pub(crate) async fn next_due<C: ConnectionTrait>(
    connection: &C,
    queue: Queue,
) -> Result<Option<Timestamp>> {
    let (table, rows) = (queue.table(), queue.rows());
    let sql = format!("SELECT min(run_at) AS due FROM {table} WHERE {rows}");
    due(connection, Sql::new(connection, &sql)).await
}

/// The time in the column `due` of the one row that `sql` yields.
pub(crate) async fn due<C: ConnectionTrait>(connection: &C, sql: Sql) -> Result<Option<Timestamp>> {
    #[derive(FromQueryResult)]
    struct Row {
        due: Option<Timestamp>,
    }
    let row: Option<Row> = sql.one(connection).await?;
    Ok(row.and_then(|row| row.due))
}
