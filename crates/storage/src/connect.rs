//! Opening a database: SQLite with one writer and a pool of readers, or PostgreSQL with one pool.

use std::num::NonZero;
use std::sync::Arc;
use std::time::Duration;

use migrations::{Migrator, MigratorTrait};
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DatabaseTransaction,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::{Mutex, Notify};

use crate::presence::Turn;
use crate::transaction::{Commits, Topic};
use crate::{Error, Result, Transaction};

/// Prepared statements that a connection keeps: every one of the hot paths.
const STATEMENTS: usize = 256;

/// Planning a page takes twenty times as long as reading it, and compiling it to machine code longer still. So every
/// statement is planned once a connection, whatever its values: what a partial index asks for must stand in the text.
const POSTGRES: [(&str, &str); 2] = [("plan_cache_mode", "force_generic_plan"), ("jit", "off")];

/// How long a request waits for a connection to PostgreSQL before it is answered 503.
const POOL_WAIT: Duration = Duration::from_secs(5);

/// Which database is behind a [`Db`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, one file.
    Sqlite,
    /// A server of its own, shared by any number of processes.
    Postgres,
}

/// How a database is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// `sqlite:PATH` or `postgres://USER@HOST/NAME`.
    pub url: String,
    /// Readers at the same time (SQLite, at most two a processor), or connections (PostgreSQL).
    pub connections: u32,
    /// SQLite only: acknowledged means on disk (`synchronous=FULL`). Without it a power cut may lose the last commits.
    pub durable: bool,
}

impl Options {
    /// Sensible values for `url`.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            connections: 8,
            durable: true,
        }
    }
}

/// The open database.
#[derive(Clone)]
pub struct Db {
    engine: Engine,
    reader: DatabaseConnection,
    writer: DatabaseConnection,
    commits: Commits,
    disk: Disk,
}

/// Whether commits wait for the disk.
#[derive(Clone)]
struct Disk {
    /// Those of this handle do, where the operator wants it.
    waited_for: bool,
    /// SQLite: the operator wants it.
    durable: bool,
    /// What SQLite's one writing connection was told last; held from there until the transaction has begun.
    told: Arc<Mutex<bool>>,
}

impl Db {
    /// Opens the database and brings its schema up to date.
    ///
    /// # Errors
    /// When the address is of no known kind, the database cannot be reached, or it is newer than this program.
    pub async fn open(options: &Options) -> Result<Self> {
        let db = Self::open_unchanged(options).await?;
        let turn = Turn::wait(&db).await?;
        // Another process may have brought it up to date in the meantime, and beyond what is known here.
        db.refuse_newer_schema().await?;
        Migrator::up(&db.writer, None).await?;
        turn.end().await?;
        Ok(db)
    }

    /// Opens a database that another process keeps up to date, and refuses any other schema than this program's.
    ///
    /// # Errors
    /// As [`Db::open`]; also when migrations are missing.
    pub async fn open_current(options: &Options) -> Result<Self> {
        let db = Self::open_unchanged(options).await?;
        let pending = Migrator::get_pending_migrations(&db.writer).await?.len();
        if pending > 0 {
            return Err(Error::Schema(format!(
                "the database lacks {pending} migrations of this version of Rounds: start the server of this version once"
            )));
        }
        Ok(db)
    }

    /// Opens a database of this version or of an older one and leaves its schema as it is.
    ///
    /// # Errors
    /// As [`Db::open`].
    pub(crate) async fn open_unchanged(options: &Options) -> Result<Self> {
        let db = Self::connect(options).await?;
        db.refuse_newer_schema().await?;
        Ok(db)
    }

    async fn connect(options: &Options) -> Result<Self> {
        let engine = if options.url.starts_with("sqlite:") {
            Engine::Sqlite
        } else if options.url.starts_with("postgres:") || options.url.starts_with("postgresql:") {
            Engine::Postgres
        } else {
            return Err(Error::Address(
                "the database address must begin with sqlite: or postgres:".into(),
            ));
        };
        let (reader, writer) = match engine {
            Engine::Sqlite => {
                let writer = Database::connect(sqlite_options(options, false)).await?;
                (
                    Database::connect(sqlite_options(options, true)).await?,
                    writer,
                )
            }
            Engine::Postgres => {
                let mut pool = ConnectOptions::new(&options.url);
                pool.max_connections(options.connections)
                    .acquire_timeout(POOL_WAIT)
                    .test_before_acquire(false)
                    .sqlx_logging(false)
                    .map_sqlx_postgres_opts(|postgres| {
                        postgres
                            .options(POSTGRES)
                            .statement_cache_capacity(STATEMENTS)
                    });
                let pool = Database::connect(pool).await?;
                (pool.clone(), pool)
            }
        };
        Ok(Self {
            engine,
            reader,
            writer,
            commits: Commits::default(),
            disk: Disk {
                waited_for: true,
                durable: options.durable,
                told: Arc::new(Mutex::new(options.durable)),
            },
        })
    }

    async fn refuse_newer_schema(&self) -> Result<()> {
        let known: Vec<String> = Migrator::migrations()
            .iter()
            .map(|migration| migration.name().to_owned())
            .collect();
        let applied = Migrator::get_migration_models(&self.writer)
            .await
            .unwrap_or_default();
        match applied.iter().find(|row| !known.contains(&row.version)) {
            Some(row) => Err(Error::Schema(format!(
                "the database was made by a newer version of Rounds (migration {}): use that version",
                row.version
            ))),
            None => Ok(()),
        }
    }

    /// Which database this is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// For reading outside a transaction. On SQLite it cannot write.
    #[must_use]
    pub fn read(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// For a statement that cannot run in a transaction.
    pub(crate) fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Begins a writing transaction. On SQLite it takes the write lock at once (`BEGIN IMMEDIATE`), because one that
    /// reads first and writes later fails when another process wrote in between.
    ///
    /// # Errors
    /// When the database cannot be reached, or stays locked longer than the busy timeout.
    pub async fn begin(&self) -> Result<Transaction> {
        let inner = match self.engine {
            Engine::Sqlite => self.begin_sqlite().await?,
            Engine::Postgres => {
                let inner = self.writer.begin().await?;
                if !self.disk.waited_for {
                    let lazily = "SET LOCAL synchronous_commit = off";
                    inner.execute_unprepared(lazily).await?;
                }
                inner
            }
        };
        Ok(Transaction::new(inner, self.commits.clone()))
    }

    async fn begin_sqlite(&self) -> Result<DatabaseTransaction> {
        let mut told = self.disk.told.lock().await;
        let wait = self.disk.waited_for && self.disk.durable;
        if *told != wait {
            let mode = if wait { "FULL" } else { "NORMAL" };
            let pragma = format!("PRAGMA synchronous = {mode}");
            self.writer.execute_unprepared(&pragma).await?;
            *told = wait;
        }
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        Ok(self.writer.begin_with_options(options).await?)
    }

    /// The same database, whose commits do not wait for the disk. A power cut may take back the last of them, all that
    /// came after a certain one and no other: for work that stands in a queue until it is done, and is then done again.
    /// What is acknowledged to anybody must be committed by the other handle, which brings these to the disk with it.
    #[must_use]
    pub fn lazily(&self) -> Self {
        let mut lazy = self.clone();
        lazy.disk.waited_for = false;
        lazy
    }

    /// Wakes at the next commit of this process that concerns `topic`. Create the future before looking for work, or a
    /// commit may be missed.
    #[must_use]
    pub fn committed(&self, topic: Topic) -> &Notify {
        self.commits.of(topic)
    }

    /// Calls `heard` with each statement from now on, for tests that hold a use-case to a number of queries.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn listen(&mut self, heard: impl Fn() + Clone + Send + Sync + 'static) {
        let also_heard = heard.clone();
        self.reader.set_metric_callback(move |_| heard());
        self.writer.set_metric_callback(move |_| also_heard());
    }

    /// Closes every connection; SQLite folds its write-ahead log into the file.
    ///
    /// # Errors
    /// When a connection does not close cleanly.
    pub async fn close(self) -> Result<()> {
        self.reader.close().await?;
        if self.engine == Engine::Sqlite {
            self.writer.close().await?;
        }
        Ok(())
    }
}

/// A reader of SQLite is a thread with a cache of its own; more than two a processor only take turns.
fn readers(options: &Options) -> u32 {
    let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    options
        .connections
        .min(u32::try_from(2 * processors).unwrap_or(u32::MAX))
}

fn sqlite_options(options: &Options, read_only: bool) -> ConnectOptions {
    let mut pool = ConnectOptions::new(&options.url);
    let synchronous = if options.durable {
        SqliteSynchronous::Full
    } else {
        SqliteSynchronous::Normal
    };
    pool.max_connections(if read_only { readers(options) } else { 1 })
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(30))
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .create_if_missing(!read_only)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(synchronous)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(10))
                .pragma("query_only", if read_only { "ON" } else { "OFF" })
                .pragma("cache_size", "-16000")
                .pragma("temp_store", "MEMORY")
                .pragma("mmap_size", "268435456")
                .optimize_on_close(!read_only, None)
                .statement_cache_capacity(STATEMENTS)
        });
    pool
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Sql, Timestamp, setting, testing};

    /// What SQLite says of `synchronous` within a transaction: 1 is NORMAL, 2 is FULL.
    async fn mode(db: &Db) -> Option<i32> {
        if db.engine() == Engine::Postgres {
            return None;
        }
        let tx = db.begin().await.expect("begins");
        let rows = Sql::new(&*tx, "PRAGMA synchronous").rows(&*tx).await;
        let mode = rows.expect("answers")[0].try_get_by_index(0);
        Some(mode.expect("a number"))
    }

    #[tokio::test]
    async fn one_handle_waits_for_the_disk_and_the_other_does_not() {
        let (url, _directory) = testing::fresh_address().await;
        let db = Db::open(&Options::new(url)).await.expect("opens");
        let lazy = db.lazily();
        for (handle, expected) in [(&db, 2), (&lazy, 1), (&lazy, 1), (&db, 2)] {
            assert_eq!(mode(handle).await.unwrap_or(expected), expected);
        }
        for handle in [&lazy, &db] {
            let tx = handle.begin().await.expect("begins");
            let kept = setting::upsert(&*tx, "a", "1", Timestamp(1)).await;
            kept.expect("is kept");
            tx.commit().await.expect("commits");
        }
        db.close().await.expect("closes");
    }
}
