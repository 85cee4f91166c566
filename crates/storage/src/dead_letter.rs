//! What waits in the queues and what was given up, for the operator: to look at, to try again, to throw away.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::lane::BEHIND;
use crate::queue::Queue;
use crate::{Page, Result, Sql, Timestamp};

/// A queue that an operator looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Activities on their way to other servers.
    Deliveries,
    /// Activities that came from them.
    Inbox,
    /// Everything else that is to be done.
    Jobs,
}

impl Line {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Deliveries, Self::Inbox, Self::Jobs];

    fn queue(self) -> Queue {
        match self {
            Self::Deliveries => Queue::Deliveries,
            Self::Inbox => Queue::Inbox,
            Self::Jobs => Queue::Jobs,
        }
    }

    /// The columns of an [`Item`]; the text ends inside a `WHERE`.
    fn items(self) -> &'static str {
        match self {
            Self::Deliveries => {
                "SELECT q.id, o.activity_uri AS what, q.host AS host, q.attempts, q.run_at, q.last_error, q.created_at AS since \
                 FROM deliveries q JOIN outbox o ON o.id = q.outbox_id WHERE q.state = "
            }
            Self::Inbox => {
                "SELECT q.id, q.activity_uri AS what, a.domain AS host, q.attempts, q.run_at, q.last_error, q.received_at AS since \
                 FROM inbox q LEFT JOIN accounts a ON a.id = q.actor_id WHERE q.state = "
            }
            Self::Jobs => {
                "SELECT q.id, q.kind AS what, NULL AS host, q.attempts, q.run_at, q.last_error, q.created_at AS since \
                 FROM jobs q WHERE q.state = "
            }
        }
    }

    /// The column of the other server's name, if there is one.
    fn host(self) -> Option<&'static str> {
        match self {
            Self::Deliveries => Some("q.host"),
            Self::Inbox => Some("a.domain"),
            Self::Jobs => None,
        }
    }

    fn since(self) -> &'static str {
        match self {
            Self::Inbox => "received_at",
            Self::Deliveries | Self::Jobs => "created_at",
        }
    }
}

/// How much stands in a queue, or is for one host.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Backlog {
    /// What waits for its time or is under way.
    pub waiting: i64,
    /// What was given up.
    pub failed: i64,
    /// Since when the oldest of what waits does.
    pub oldest: Option<Timestamp>,
    /// How often that of what waits was tried that was tried most often.
    pub attempts: Option<i32>,
}

/// What is known of a host for which something stands in the queue.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Lane {
    /// Its name, with its port if that is not the scheme's own.
    pub host: String,
    /// How much there is for it.
    #[sea_orm(nested)]
    pub backlog: Backlog,
    /// Failures in a row.
    pub failures: i32,
    /// Nothing is sent before this.
    pub closed_until: Timestamp,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
}

/// A row of a queue.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Item {
    /// Its id, of which no two are the same in all queues.
    pub id: i64,
    /// The id of the activity, or the kind of job.
    pub what: String,
    /// The other server.
    pub host: Option<String>,
    /// How often it was tried.
    pub attempts: i32,
    /// When it is tried again, if it is not given up.
    pub run_at: Timestamp,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// Since when it is there.
    pub since: Timestamp,
}

/// Which rows are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which<'a> {
    /// The one with this id, if it was given up.
    Failed(i64),
    /// Every delivery to this host, given up or waiting.
    Host(&'a str),
}

const COUNTS: &str = "sum(CASE WHEN state = 'queued' THEN 1 ELSE 0 END) AS waiting, \
    sum(CASE WHEN state = 'failed' THEN 1 ELSE 0 END) AS failed, \
    max(CASE WHEN state = 'queued' THEN attempts END) AS attempts";

/// How much stands in a queue.
///
/// # Errors
/// When the database refuses.
pub async fn backlog<C: ConnectionTrait>(connection: &C, line: Line) -> Result<Backlog> {
    let (table, since) = (line.queue().table(), line.since());
    let sql = format!(
        "SELECT coalesce(w.waiting, 0) AS waiting, coalesce(w.failed, 0) AS failed, w.oldest, w.attempts \
         FROM (SELECT {COUNTS}, min(CASE WHEN state = 'queued' THEN {since} END) AS oldest \
         FROM {table} WHERE state IN ('queued', 'failed')) w"
    );
    let found = Sql::new(connection, &sql).one(connection).await?;
    Ok(found.unwrap_or_default())
}

/// The hosts for which something waits or was given up: those of `hosts`, or all; the longest waiting first.
///
/// # Errors
/// When the database refuses.
pub async fn lanes<C: ConnectionTrait>(
    connection: &C,
    hosts: Option<&[String]>,
) -> Result<Vec<Lane>> {
    let sql = Sql::new(
        connection,
        &format!(
            "SELECT w.host, w.waiting, w.failed, w.oldest, w.attempts, coalesce(h.failures, 0) AS failures, \
             coalesce(h.closed_until, 0) AS closed_until, h.last_error FROM (\
             SELECT host, {COUNTS}, min(CASE WHEN state = 'queued' THEN created_at END) AS oldest \
             FROM deliveries WHERE state IN ('queued', 'failed')"
        ),
    );
    let sql = match hosts {
        Some(hosts) => sql.push(" AND host").in_texts(hosts),
        None => sql,
    };
    sql.push(" GROUP BY host) w LEFT JOIN hosts h ON h.host = w.host ORDER BY w.oldest IS NULL, w.oldest, w.host")
        .all(connection)
        .await
}

/// A page of a queue, the newest first: what was given up, or what waits; of one host alone if it is named.
///
/// # Errors
/// When the database refuses.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    line: Line,
    failed: bool,
    host: Option<&str>,
    page: Page,
) -> Result<Vec<Item>> {
    let state = if failed { "failed" } else { "queued" };
    // Spelled out, so that the partial indexes are used.
    let mut sql = Sql::new(connection, &format!("{}'{state}'", line.items()));
    if let Some(host) = host {
        let Some(column) = line.host() else {
            return Ok(Vec::new());
        };
        sql = sql.push(&format!(" AND {column} = ")).bind(host);
    }
    let rows = sql.page(page, "q.id").all(connection).await?;
    Ok(page.newest_first(rows))
}

/// Makes rows due at `now`, as if they had never been tried, and says how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn retry<C: ConnectionTrait>(
    connection: &C,
    line: Line,
    which: Which<'_>,
    now: Timestamp,
) -> Result<u64> {
    let table = line.queue().table();
    let sql = Sql::new(
        connection,
        &format!("UPDATE {table} SET state = 'queued', attempts = 0, lease_until = 0, run_at = "),
    );
    // What stands behind another one goes when that does.
    let waiting = match line {
        Line::Deliveries => format!(" AND run_at < {}", BEHIND.millis()),
        Line::Inbox | Line::Jobs => String::new(),
    };
    let changed =
        meant(sql.bind(now), line, which).map(|sql| sql.push(&waiting).execute(connection));
    let Some(changed) = changed else { return Ok(0) };
    let changed = changed.await?;
    if let Which::Host(host) = which {
        Sql::new(
            connection,
            "UPDATE hosts SET closed_until = 0 WHERE host = ",
        )
        .bind(host)
        .execute(connection)
        .await?;
    }
    if line == Line::Deliveries {
        crate::delivery::mend(connection, now).await?;
    }
    Ok(changed)
}

/// Throws rows away and says how many there were. An activity that came in stays known as done, so that it is not taken
/// again.
///
/// # Errors
/// When the database refuses.
pub async fn discard<C: ConnectionTrait>(
    connection: &C,
    line: Line,
    which: Which<'_>,
) -> Result<u64> {
    let text = match line {
        Line::Deliveries => "DELETE FROM deliveries",
        Line::Inbox => "UPDATE inbox SET state = 'done'",
        Line::Jobs => "DELETE FROM jobs",
    };
    match meant(Sql::new(connection, text), line, which) {
        Some(sql) => sql.execute(connection).await,
        None => Ok(0),
    }
}

/// Goes on behind a statement; `None` when none can be meant.
fn meant(sql: Sql, line: Line, which: Which<'_>) -> Option<Sql> {
    match which {
        Which::Failed(id) => Some(sql.push(" WHERE state = 'failed' AND id = ").bind(id)),
        Which::Host(host) if line == Line::Deliveries => Some(
            sql.push(" WHERE state IN ('queued', 'failed') AND host = ")
                .bind(host),
        ),
        Which::Host(_) => None,
    }
}
