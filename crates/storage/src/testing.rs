//! A fresh database for each test: an SQLite file, or a database on the server in `ROUNDS_TEST_DATABASE_URL`.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use sea_orm::{ConnectionTrait, Database, DbBackend};

use crate::account::{self, Account};
use crate::kinds::ActorKind;
use crate::{Db, Options, Sql, Timestamp};

static COUNTER: AtomicU64 = AtomicU64::new(0);

/// A database that lives as long as this value.
pub struct TestDb {
    /// The open database.
    pub db: Db,
    /// Its address, for a second process or connection.
    pub url: String,
    queries: Arc<AtomicUsize>,
    _directory: Option<tempfile::TempDir>,
}

impl TestDb {
    /// How many statements were run since this was last asked.
    pub fn queries(&self) -> usize {
        self.queries.swap(0, Ordering::SeqCst)
    }
}

/// Opens a fresh, migrated database.
///
/// # Panics
/// When there is none to be had: a test cannot go on without.
pub async fn database() -> TestDb {
    let (url, directory) = fresh_address().await;
    let options = Options {
        durable: false,
        ..Options::new(&url)
    };
    let mut db = Db::open(&options).await.expect("a fresh database opens");
    let queries = Arc::new(AtomicUsize::new(0));
    let counted = queries.clone();
    db.listen(move || {
        counted.fetch_add(1, Ordering::SeqCst);
    });
    TestDb {
        db,
        url,
        queries,
        _directory: directory,
    }
}

/// The address of a new, empty database, and the folder that must outlive it on SQLite.
///
/// # Panics
/// When the server refuses to make one.
pub async fn fresh_address() -> (String, Option<tempfile::TempDir>) {
    if let Ok(server) = std::env::var("ROUNDS_TEST_DATABASE_URL") {
        return (postgres_database(&server).await, None);
    }
    let directory = tempfile::tempdir().expect("a temporary folder");
    (
        format!("sqlite:{}", directory.path().join("rounds.db").display()),
        Some(directory),
    )
}

/// The row of an actor, local without a `domain`; nothing is inserted.
#[must_use]
pub fn account(username: &str, domain: Option<&str>, now: Timestamp) -> Account {
    let uri = format!(
        "https://{}/users/{username}",
        domain.unwrap_or("rounds.example")
    );
    Account {
        domain: domain.map(str::to_owned),
        followers_url: Some(format!("{uri}/followers")),
        key_id: Some(format!("{uri}#main-key")),
        ..account::blank(ActorKind::Person, username, uri, now)
    }
}

/// Does to the audit log what the database refuses, as whoever owns it can.
///
/// # Panics
/// When the statement is none.
pub async fn tamper(db: &Db, statement: &str) {
    let tx = db.begin().await.expect("begins");
    let triggers: &[&str] = match tx.get_database_backend() {
        DbBackend::Postgres => &["ALTER TABLE audit_entries DISABLE TRIGGER ALL"],
        _ => &[
            "DROP TRIGGER IF EXISTS audit_entries_update",
            "DROP TRIGGER IF EXISTS audit_entries_delete",
            "DROP TRIGGER IF EXISTS audit_entries_insert",
        ],
    };
    for sql in triggers.iter().chain([&statement]) {
        tx.execute_unprepared(sql).await.expect("is done");
    }
    tx.commit().await.expect("commits");
}

/// Everything that stands in the database, by table: what changes nothing leaves it equal.
///
/// # Panics
/// When it cannot be read.
pub async fn contents(db: &Db) -> BTreeMap<String, Vec<String>> {
    let reader = db.read();
    let postgres = reader.get_database_backend() == DbBackend::Postgres;
    let tables = if postgres {
        "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'"
    } else {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    };
    let tables: Vec<String> = Sql::new(reader, tables)
        .column(reader)
        .await
        .expect("names its tables");
    let mut contents = BTreeMap::new();
    for table in tables {
        let row = if postgres {
            "t::text".to_owned()
        } else {
            let columns =
                format!("SELECT 'quote(' || name || ')' FROM pragma_table_info('{table}')");
            let columns: Vec<String> = Sql::new(reader, &columns)
                .column(reader)
                .await
                .expect("names its columns");
            columns.join(" || ',' || ")
        };
        let rows = format!("SELECT {row} FROM {table} t ORDER BY 1");
        let rows = Sql::new(reader, &rows).column(reader).await;
        contents.insert(table, rows.expect("is read"));
    }
    contents
}

async fn postgres_database(server: &str) -> String {
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    let name = format!("test_{}_{number}", std::process::id());
    let admin = Database::connect(server)
        .await
        .expect("the test server of PostgreSQL answers");
    for statement in [
        format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
        format!("CREATE DATABASE {name}"),
    ] {
        admin
            .execute_unprepared(&statement)
            .await
            .expect("a database is made");
    }
    admin.close().await.expect("the connection closes");
    let base = server.rsplit_once('/').map_or(server, |(base, _)| base);
    format!("{base}/{name}")
}

#[cfg(test)]
mod tests {
    use migrations::{Migrator, MigratorTrait, Whole};
    use sea_orm::{ConnectionTrait as _, Database, DbErr};
    use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

    #[tokio::test]
    async fn the_schema_goes_up_down_and_up() {
        let (url, _directory) = super::fresh_address().await;
        let url = if url.starts_with("sqlite:") {
            format!("{url}?mode=rwc")
        } else {
            url
        };
        let connection = Database::connect(url).await.expect("connects");
        Migrator::up(&connection, None).await.expect("goes up");
        Migrator::down(&connection, None).await.expect("goes down");
        Migrator::up(&connection, None)
            .await
            .expect("goes up again");
        let pending = Migrator::get_pending_migrations(&connection)
            .await
            .expect("answers");
        assert!(pending.is_empty());
    }

    struct Halfway(&'static str);

    impl MigrationName for Halfway {
        fn name(&self) -> &'static str {
            "m29991231_halfway"
        }
    }

    #[async_trait::async_trait]
    impl MigrationTrait for Halfway {
        async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
            for sql in ["CREATE TABLE halfway (id BIGINT)", self.0] {
                let connection = manager.get_connection();
                connection.execute_unprepared(sql).await?;
            }
            Ok(())
        }
    }

    struct Broken;
    struct Mended;

    impl MigratorTrait for Broken {
        fn migrations() -> Vec<Box<dyn MigrationTrait>> {
            vec![Box::new(Whole(Box::new(Halfway("and here it ends"))))]
        }
    }

    impl MigratorTrait for Mended {
        fn migrations() -> Vec<Box<dyn MigrationTrait>> {
            vec![Box::new(Whole(Box::new(Halfway("DROP TABLE halfway"))))]
        }
    }

    #[tokio::test]
    async fn a_migration_that_is_cut_short_leaves_nothing_and_begins_anew() {
        let (url, _directory) = super::fresh_address().await;
        let url = if url.starts_with("sqlite:") {
            format!("{url}?mode=rwc")
        } else {
            url
        };
        let connection = Database::connect(url).await.expect("connects");
        Broken::up(&connection, None).await.expect_err("is broken");
        let left = connection.execute_unprepared("SELECT * FROM halfway").await;
        left.expect_err("there is no such table");
        Mended::up(&connection, None).await.expect("goes on");
    }

    #[tokio::test]
    async fn a_transaction_that_is_dropped_leaves_nothing() {
        use crate::Timestamp;
        use crate::entity::setting;
        use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

        let test = super::database().await;
        let row = setting::Model {
            name: "a".into(),
            value: "1".into(),
            updated_at: Timestamp(1),
        };
        let dropped = test.db.begin().await.expect("begins");
        row.clone()
            .into_active_model()
            .insert(&*dropped)
            .await
            .expect("inserts");
        drop(dropped);
        let kept = test.db.begin().await.expect("begins again");
        assert_eq!(
            setting::Entity::find().all(&*kept).await.expect("reads"),
            vec![]
        );
        row.into_active_model()
            .insert(&*kept)
            .await
            .expect("inserts");
        kept.commit().await.expect("commits");
        assert_eq!(
            setting::Entity::find()
                .all(test.db.read())
                .await
                .expect("reads")
                .len(),
            1
        );
    }
}
