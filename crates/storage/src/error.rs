//! What can go wrong with the database.

use std::io::{self, ErrorKind};

use sea_orm::{DbErr, RuntimeErr};

/// A missing row is `Option`, never an error.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A unique key was taken: the row exists already, or a random id has to be drawn again.
    #[error("a row with this key exists already")]
    Conflict,
    /// The database was made by another version of Rounds.
    #[error("{0}")]
    Schema(String),
    /// The address of the database is not one of `sqlite:` or `postgres:`.
    #[error("{0}")]
    Address(String),
    /// The file store could not read or write.
    #[error("file store: {0}")]
    Store(object_store::Error),
    /// There is no room left on the disk, of the database or of the file store. Nothing was kept.
    #[error("the disk is full: {0}")]
    Full(Box<dyn std::error::Error + Send + Sync>),
    /// The database is not there, or busy for too long. It may be back in a moment.
    #[error("the database does not answer: {0}")]
    Unavailable(DbErr),
    /// A stored value is not what its column promises.
    #[error("the database holds a value that cannot be read: {0}")]
    Corrupt(#[from] serde_json::Error),
    /// The database did not answer, or refused.
    #[error("database: {0}")]
    Db(DbErr),
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => Self::Conflict,
            _ => match fault(&error) {
                Some(Fault::Full) => Self::Full(Box::new(error)),
                Some(Fault::Away) => Self::Unavailable(error),
                None => Self::Db(error),
            },
        }
    }
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
        while let Some(source) = cause {
            let kind = source.downcast_ref::<io::Error>().map(io::Error::kind);
            if matches!(
                kind,
                Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
            ) {
                return Self::Full(Box::new(error));
            }
            cause = source.source();
        }
        Self::Store(error)
    }
}

/// What is wrong with the database rather than with the statement.
enum Fault {
    Away,
    Full,
}

fn fault(error: &DbErr) -> Option<Fault> {
    let source = match error {
        DbErr::ConnectionAcquire(_) => return Some(Fault::Away),
        DbErr::Conn(RuntimeErr::SqlxError(source))
        | DbErr::Exec(RuntimeErr::SqlxError(source))
        | DbErr::Query(RuntimeErr::SqlxError(source)) => source,
        _ => return None,
    };
    match source.as_ref() {
        sqlx::Error::Io(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => Some(Fault::Away),
        sqlx::Error::Database(error) => fault_of(&error.code()?),
        _ => None,
    }
}

/// By the codes of PostgreSQL (appendix A: five characters) and SQLite (numbers, whose low byte is the kind).
fn fault_of(code: &str) -> Option<Fault> {
    match code {
        "53100" => Some(Fault::Full),
        // Too many connections, shut down, starting.
        "53300" | "57P01" | "57P02" | "57P03" => Some(Fault::Away),
        code if code.len() == 5 => code.starts_with("08").then_some(Fault::Away),
        code => match code.parse::<u32>().ok()? & 0xff {
            SQLITE_FULL => Some(Fault::Full),
            SQLITE_BUSY | SQLITE_LOCKED => Some(Fault::Away),
            _ => None,
        },
    }
}

const SQLITE_BUSY: u32 = 5;
const SQLITE_LOCKED: u32 = 6;
const SQLITE_FULL: u32 = 13;

/// The result of a query.
pub type Result<T> = std::result::Result<T, Error>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Sql;
    use crate::testing;

    #[tokio::test]
    async fn a_database_without_room_says_so_and_goes_on_once_there_is_some() {
        let test = testing::database().await;
        if test.db.engine() == crate::Engine::Postgres {
            return;
        }
        // A limit of pages answers as a full disk does.
        let limit = async |pages: u32| {
            let tx = test.db.begin().await.expect("begins");
            let pragma = format!("PRAGMA max_page_count = {pages}");
            Sql::new(&*tx, &pragma).rows(&*tx).await.expect("is set");
            tx.commit().await.expect("commits");
        };
        let fill = async || -> Result<u64> {
            let tx = test.db.begin().await?;
            let many = "INSERT INTO settings (name, value, updated_at) WITH RECURSIVE n (n) AS \
                        (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 99) \
                        SELECT 'fill' || n, hex(zeroblob(5000)), 0 FROM n WHERE TRUE \
                        ON CONFLICT (name) DO NOTHING";
            let added = Sql::new(&*tx, many).execute(&*tx).await?;
            tx.commit().await?;
            Ok(added)
        };
        limit(1).await;
        let error = fill().await.expect_err("there is no room");
        assert!(matches!(error, Error::Full(_)), "{error:?}");
        limit(1_000_000).await;
        assert_eq!(fill().await.expect("there is room"), 100);
    }

    #[test]
    fn what_is_wrong_with_the_database_is_told_from_what_is_wrong_with_a_statement() {
        for code in ["57P01", "53300", "08006", "5", "517"] {
            assert!(matches!(fault_of(code), Some(Fault::Away)), "{code}");
        }
        for code in ["53100", "13"] {
            assert!(matches!(fault_of(code), Some(Fault::Full)), "{code}");
        }
        for code in ["42601", "1", "2067"] {
            assert!(fault_of(code).is_none(), "{code}");
        }
    }

    #[test]
    fn a_full_disk_is_found_below_the_store() {
        let source = Box::new(io::Error::from(ErrorKind::StorageFull));
        let error = object_store::Error::Generic {
            store: "folder",
            source,
        };
        assert!(matches!(Error::from(error), Error::Full(_)));
    }
}
