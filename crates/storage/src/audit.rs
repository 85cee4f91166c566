//! The chain of what people with duties did: entries are appended, never changed.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

pub use crate::entity::audit_entry::Model as AuditEntry;
use crate::entity::audit_entry::{Column, Entity};
use crate::{Page, Result, Sql, Timestamp};

/// Any number; that of the chain among the locks of PostgreSQL.
const LOCK: i64 = 0x0061_7564_6974;

/// Which entries are looked for; what is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// `feature.verb`, or `feature` for all that was done to it.
    pub action: Option<String>,
    /// Who did it, as the entry names them.
    pub actor: Option<String>,
    /// Not before this.
    pub since: Option<Timestamp>,
    /// Before this.
    pub until: Option<Timestamp>,
}

/// Lets nobody else append before this transaction ends, and yields the last entry. SQLite has one writer anyway.
///
/// # Errors
/// When the database refuses.
pub async fn hold_last<C: ConnectionTrait>(connection: &C) -> Result<Option<AuditEntry>> {
    if connection.get_database_backend() == DbBackend::Postgres {
        Sql::new(connection, "SELECT pg_advisory_xact_lock(")
            .bind(LOCK)
            .push(")")
            .rows(connection)
            .await?;
    }
    find_last(connection).await
}

/// The last entry.
///
/// # Errors
/// When the database refuses.
pub async fn find_last<C: ConnectionTrait>(connection: &C) -> Result<Option<AuditEntry>> {
    let last = Entity::find().order_by_desc(Column::Seq);
    Ok(last.one(connection).await?)
}

/// Appends an entry, in the transaction that [`hold_last`] was asked in.
///
/// # Errors
/// `Conflict` when another entry took the place.
pub async fn insert<C: ConnectionTrait>(connection: &C, entry: AuditEntry) -> Result<()> {
    Entity::insert(entry.into_active_model())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// The entries after number `seq`, in their order.
///
/// # Errors
/// When the database refuses.
pub async fn list_after<C: ConnectionTrait>(
    connection: &C,
    seq: i64,
    since: Option<Timestamp>,
    limit: u64,
) -> Result<Vec<AuditEntry>> {
    let mut select = Entity::find().filter(Column::Seq.gt(seq));
    if let Some(since) = since {
        select = select.filter(Column::At.gte(since));
    }
    let select = select.order_by_asc(Column::Seq).limit(limit);
    Ok(select.all(connection).await?)
}

/// A page of the entries that fit, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    filter: &Filter,
    page: Page,
) -> Result<Vec<AuditEntry>> {
    let mut select = Entity::find();
    if let Some(action) = &filter.action {
        select = if action.contains('.') {
            select.filter(Column::Action.eq(action))
        } else {
            select.filter(Column::Action.starts_with(format!("{action}.")))
        };
    }
    if let Some(actor) = &filter.actor {
        select = select.filter(Column::Actor.eq(actor));
    }
    if let Some(since) = filter.since {
        select = select.filter(Column::At.gte(since));
    }
    if let Some(until) = filter.until {
        select = select.filter(Column::At.lt(until));
    }
    let rows = page.apply(select, Column::Seq).all(connection).await?;
    Ok(page.newest_first(rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::database;

    fn entry(seq: i64) -> AuditEntry {
        AuditEntry {
            seq,
            at: Timestamp(seq),
            actor: "operator".to_owned(),
            action: if seq % 2 == 0 {
                "role.grant"
            } else {
                "relay.add"
            }
            .to_owned(),
            subject: String::new(),
            detail: "{}".to_owned(),
            previous_hash: String::new(),
            hash: format!("{seq}"),
        }
    }

    #[tokio::test]
    async fn the_database_refuses_to_change_what_was_written_down() {
        let test = database().await;
        let tx = test.db.begin().await.expect("begins");
        for seq in 1..=3 {
            insert(&*tx, entry(seq)).await.expect("appends");
        }
        tx.commit().await.expect("commits");
        for attempt in [
            "UPDATE audit_entries SET actor = 'system' WHERE seq = 1",
            "UPDATE audit_entries SET seq = 9 WHERE seq = 3",
            "DELETE FROM audit_entries WHERE seq = 3",
            "DELETE FROM audit_entries",
        ] {
            let tx = test.db.begin().await.expect("begins");
            let refused = Sql::new(&*tx, attempt).execute(&*tx).await;
            let reason = format!("{:?}", refused.expect_err(attempt));
            assert!(reason.contains("append-only"), "{reason}");
        }
        let rows = list_after(test.db.read(), 0, None, 9).await.expect("reads");
        assert_eq!(rows, [entry(1), entry(2), entry(3)]);
    }

    #[tokio::test]
    async fn entries_are_found_by_what_was_done_by_whom_and_when() {
        let test = database().await;
        let tx = test.db.begin().await.expect("begins");
        for seq in 1..=6 {
            insert(&*tx, entry(seq)).await.expect("appends");
        }
        tx.commit().await.expect("commits");
        let found = async |filter: Filter| {
            let rows = list(test.db.read(), &filter, Page::first(9)).await;
            let rows = rows.expect("reads").into_iter();
            rows.map(|row| row.seq).collect::<Vec<_>>()
        };
        let by_action = |action: &str| Filter {
            action: Some(action.to_owned()),
            ..Filter::default()
        };
        assert_eq!(found(by_action("role")).await, [6, 4, 2]);
        assert_eq!(found(by_action("relay.add")).await, [5, 3, 1]);
        assert_eq!(found(by_action("rol")).await, [0_i64; 0]);
        let between = Filter {
            actor: Some("operator".to_owned()),
            since: Some(Timestamp(2)),
            until: Some(Timestamp(4)),
            action: None,
        };
        assert_eq!(found(between).await, [3, 2]);
        let nobody = Filter {
            actor: Some("system".to_owned()),
            ..Filter::default()
        };
        assert_eq!(found(nobody).await, [0_i64; 0]);
    }
}
