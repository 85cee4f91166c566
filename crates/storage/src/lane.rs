//! Lanes of deliveries, one a host. `hosts.due_at` says when a lane has something to send and a place for it, so that
//! neither a claim nor a look at the clock goes through what waits.
//!
//! Whoever changes deliveries of a host locks its row first and ends with [`rearm`].

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult};

use crate::delivery::{BREAKER, Delivery, LANE_WIDTH};
use crate::{Result, Sql, Timestamp};

/// `run_at` of what stands behind another one of its strand: nobody knows yet when its turn comes. The end of the year 9999,
/// so that it can still be written.
pub(crate) const BEHIND: Timestamp = Timestamp(253_402_300_799_000);

/// Makes the lanes of `hosts` where they are missing, and locks them.
pub(crate) async fn enter<C: ConnectionTrait>(connection: &C, hosts: &[&str]) -> Result<()> {
    Sql::new(
        connection,
        "INSERT INTO hosts (host) SELECT n.host FROM (SELECT value AS host FROM ",
    )
    .texts(hosts)
    .push(") n WHERE TRUE ORDER BY n.host ON CONFLICT (host) DO NOTHING")
    .execute(connection)
    .await?;
    lock(connection, hosts).await
}

/// Locks the lanes of `hosts`, always in the same order. SQLite has one writer anyway.
pub(crate) async fn lock<C: ConnectionTrait>(connection: &C, hosts: &[&str]) -> Result<()> {
    if connection.get_database_backend() == DbBackend::Postgres {
        Sql::new(connection, "SELECT 1 FROM hosts WHERE host")
            .in_texts(hosts)
            .push(" ORDER BY host FOR UPDATE")
            .rows(connection)
            .await?;
    }
    Ok(())
}

/// Up to `limit` lanes that are due, the one that waits longest first, locked; those that another process has are left
/// to it.
pub(crate) async fn due<C: ConnectionTrait>(
    connection: &C,
    limit: usize,
    now: Timestamp,
) -> Result<Vec<String>> {
    first_due(connection, limit, now).column(connection).await
}

fn first_due<C: ConnectionTrait>(connection: &C, limit: usize, now: Timestamp) -> Sql {
    let skip = match connection.get_database_backend() {
        DbBackend::Postgres => " FOR UPDATE SKIP LOCKED",
        _ => "",
    };
    Sql::new(connection, "SELECT host FROM hosts WHERE due_at <= ")
        .bind(now)
        .push(" ORDER BY due_at LIMIT ")
        .bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .push(skip)
}

/// Takes one delivery of each of these locked lanes until `lease`: of the sender who comes after the one that was served
/// last, and of that sender the oldest.
pub(crate) async fn take<C: ConnectionTrait>(
    connection: &C,
    hosts: &[&str],
    lease: Timestamp,
    now: Timestamp,
) -> Result<Vec<Delivery>> {
    unpark(connection, hosts, now).execute(connection).await?;
    let taken: Vec<Delivery> = lease_first(connection, hosts, lease)
        .all(connection)
        .await?;
    Sql::new(
        connection,
        "UPDATE hosts SET served_id = d.account_id FROM deliveries d WHERE d.host = hosts.host AND d.id",
    )
    .in_ids(taken.iter().map(|row| row.id))
    .execute(connection)
    .await?;
    Ok(taken)
}

/// What was to wait until now is ready.
fn unpark<C: ConnectionTrait>(connection: &C, hosts: &[&str], now: Timestamp) -> Sql {
    Sql::new(
        connection,
        "UPDATE deliveries SET parked = FALSE, lease_until = 0 WHERE state = 'queued' AND parked AND run_at <= ",
    )
    .bind(now)
    .push(" AND host")
    .in_texts(hosts)
}

fn lease_first<C: ConnectionTrait>(connection: &C, hosts: &[&str], lease: Timestamp) -> Sql {
    let first = "(SELECT d.id FROM deliveries d WHERE d.host = h.host AND d.state = 'queued' AND NOT d.parked";
    let order = " ORDER BY d.account_id, d.id LIMIT 1)";
    Sql::new(
        connection,
        "UPDATE deliveries SET attempts = attempts + 1, parked = TRUE, lease_until = ",
    )
    .bind(lease)
    .push(", run_at = ")
    .bind_once(lease)
    .push(" WHERE id")
    .in_query(|sql| {
        sql.push(&format!(
            "SELECT coalesce({first} AND d.account_id > h.served_id{order}, {first}{order}) \
             FROM hosts h WHERE h.host"
        ))
        .in_texts(hosts)
    })
    .push(" RETURNING *")
}

/// Says anew when the lanes of `hosts` are due.
pub(crate) async fn rearm<C: ConnectionTrait>(
    connection: &C,
    hosts: &[&str],
    now: Timestamp,
) -> Result<()> {
    next_due_of(connection, hosts, now)
        .execute(connection)
        .await?;
    Ok(())
}

/// The same of every lane in which something waits, and lets go what waits behind nothing. Costs what waits; for a start
/// and for once an hour, should anything else have changed the rows.
pub(crate) async fn mend<C: ConnectionTrait>(connection: &C, now: Timestamp) -> Result<()> {
    let hosts: Vec<String> = Sql::new(
        connection,
        "SELECT h.host FROM hosts h WHERE h.due_at IS NOT NULL UNION \
         SELECT d.host FROM deliveries d WHERE d.state = 'queued' ORDER BY 1",
    )
    .column(connection)
    .await?;
    let hosts: Vec<&str> = hosts.iter().map(String::as_str).collect();
    enter(connection, &hosts).await?;
    release(connection, None, now).await?;
    rearm(connection, &hosts, now).await
}

/// Sets `due_at`: to the end of the first lease while every place is taken, to now while something is ready, and else to
/// when the first parked one is; never to before the host opens.
fn next_due_of<C: ConnectionTrait>(connection: &C, hosts: &[&str], now: Timestamp) -> Sql {
    let greatest = match connection.get_database_backend() {
        DbBackend::Postgres => "greatest",
        _ => "max",
    };
    let leased = "FROM deliveries d WHERE d.host = hosts.host AND d.state = 'queued' AND d.lease_until > 0 \
                  AND d.lease_until > ";
    // SQLite's max() is NULL when one of its arguments is, PostgreSQL's greatest() is not.
    Sql::new(connection, "UPDATE hosts SET due_at = CASE WHEN NOT EXISTS \
        (SELECT 1 FROM deliveries d WHERE d.host = hosts.host AND d.state = 'queued' AND NOT d.parked) AND NOT EXISTS \
        (SELECT 1 FROM deliveries d WHERE d.host = hosts.host AND d.state = 'queued' AND d.parked) THEN NULL ELSE ")
        .push(greatest)
        .push("(closed_until, CASE WHEN (SELECT count(*) ")
        .push(leased)
        .bind(now)
        .push(&format!(
            ") >= CASE WHEN failures >= {BREAKER} THEN 1 ELSE {LANE_WIDTH} END THEN (SELECT min(d.lease_until) {leased}"
        ))
        .bind_once(now)
        .push(") WHEN EXISTS (SELECT 1 FROM deliveries d WHERE d.host = hosts.host AND d.state = 'queued' AND NOT d.parked) \
               THEN ")
        .bind_once(now)
        .push(" ELSE (SELECT min(d.run_at) FROM deliveries d WHERE d.host = hosts.host AND d.state = 'queued' AND d.parked) \
               END) END WHERE host")
        .in_texts(hosts)
}

/// Lets those go that stood behind the others of `strands` (of all, without): the next activity of each, to every inbox
/// of the host that it goes to.
pub(crate) async fn release<C: ConnectionTrait>(
    connection: &C,
    strands: Option<&[i64]>,
    now: Timestamp,
) -> Result<()> {
    let sql = Sql::new(
        connection,
        "UPDATE deliveries SET parked = FALSE, run_at = ",
    )
    .bind(now)
    .push(&format!(
        " WHERE state = 'queued' AND strand IS NOT NULL AND run_at = {} AND outbox_id = \
         (SELECT min(m.outbox_id) FROM deliveries m WHERE m.strand = deliveries.strand AND m.state = 'queued')",
        BEHIND.millis()
    ));
    match strands {
        Some(strands) => sql.push(" AND strand").in_ids(strands.iter().copied()),
        None => sql,
    }
    .execute(connection)
    .await?;
    Ok(())
}

/// When the first lane is due, if there is one.
pub(crate) async fn next_due<C: ConnectionTrait>(connection: &C) -> Result<Option<Timestamp>> {
    #[derive(FromQueryResult)]
    struct Row {
        due: Option<Timestamp>,
    }
    let sql = "SELECT min(due_at) AS due FROM hosts WHERE due_at IS NOT NULL";
    let row: Option<Row> = Sql::new(connection, sql).one(connection).await?;
    Ok(row.and_then(|row| row.due))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    const NOW: Timestamp = Timestamp(1_000_000);
    /// Hosts, each with ten deliveries: so many that PostgreSQL does not read them all because they are few.
    const HOSTS: usize = 10_000;

    #[tokio::test]
    async fn a_claim_looks_at_no_more_than_it_takes_whatever_waits() {
        let test = testing::database().await;
        let tx = test.db.begin().await.expect("begins");
        let sender = testing::account("a", None, NOW);
        let added = crate::account::insert(&*tx, sender).await;
        added.expect("inserts");
        for sql in [
            "INSERT INTO outbox (id, account_id, activity_uri, body, created_at) SELECT 1, id, 'a', '{}', 0 FROM accounts",
            "INSERT INTO hosts (host, due_at) WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 9999) \
             SELECT 'host' || n, 5 FROM n",
            "INSERT INTO deliveries (id, outbox_id, account_id, inbox_url, host, state, run_at, created_at, strand) \
             WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 99999) \
             SELECT n, 1, n % 50, 'https://host/' || n, 'host' || (n % 10000), 'queued', 5, 5, n FROM n",
            "ANALYZE",
        ] {
            Sql::new(&*tx, sql).execute(&*tx).await.expect("makes rows");
        }
        let hosts = due(&*tx, 64, NOW).await.expect("answers");
        let hosts: Vec<&str> = hosts.iter().map(String::as_str).collect();
        assert_eq!(hosts.len(), 64);
        for sql in [
            first_due(&*tx, 64, NOW),
            unpark(&*tx, &hosts, NOW),
            lease_first(&*tx, &hosts, NOW),
            next_due_of(&*tx, &hosts, NOW),
        ] {
            let plan = sql.plan(&*tx).await.expect("is planned");
            let reads_all = plan.iter().any(|line| {
                [
                    "SCAN d",
                    "SCAN h",
                    "Seq Scan on d",
                    "Seq Scan on h",
                    "USE TEMP B-TREE",
                ]
                .iter()
                .any(|part| line.contains(part))
            });
            assert!(!reads_all, "{plan:#?}");
        }
        test.queries();
        let taken = crate::delivery::claim(&*tx, HOSTS * 2, std::time::Duration::from_mins(1), NOW);
        let taken = taken.await.expect("claims");
        assert_eq!(taken.len(), HOSTS * 2, "two of each host");
        assert_eq!(test.queries(), 2 * 5, "two rounds");
    }
}
