//! Whether another process works on the same database. On PostgreSQL a lock of a session says so, which ends with its
//! process however that ends; on SQLite the lock of the data folder does, and nobody is asked here.

use sea_orm::{DbErr, RuntimeErr};
use sqlx::{Connection as _, PgConnection};

use crate::{Db, Engine, Error, Result};

/// Rounds' own among the advisory locks of a database: `rounds` in ASCII.
const LOCK: i64 = 0x726f_756e_6473;

/// Says to others, for as long as it lives, that this process works here.
pub struct Presence {
    session: Option<PgConnection>,
    alone: bool,
}

impl Presence {
    /// Enters. A process that finds itself alone keeps the others out until [`Presence::share`].
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn enter(db: &Db) -> Result<Self> {
        if db.engine() == Engine::Sqlite {
            let (session, alone) = (None, true);
            return Ok(Self { session, alone });
        }
        let pool = db.read().get_postgres_connection_pool();
        // Not given back to the pool, which closes sessions at its own will.
        let mut session = pool.acquire().await.map_err(failed)?.detach();
        let alone = sqlx::query_scalar("SELECT pg_try_advisory_lock($1)")
            .bind(LOCK)
            .fetch_one(&mut session)
            .await
            .map_err(failed)?;
        let session = Some(session);
        Ok(Self { session, alone })
    }

    /// Whether nobody else was there on entering.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.alone
    }

    /// Lets others enter too, and lets them know that somebody is here.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn share(mut self) -> Result<Self> {
        let Some(session) = &mut self.session else {
            return Ok(self);
        };
        let mut statements = vec!["SELECT pg_advisory_lock_shared($1)"];
        if self.alone {
            statements.push("SELECT pg_advisory_unlock($1)");
        }
        for statement in statements {
            sqlx::query(statement)
                .bind(LOCK)
                .execute(&mut *session)
                .await
                .map_err(failed)?;
        }
        Ok(self)
    }
}

/// Another lock, whose holder changes the schema: `migrat` in ASCII.
const MIGRATION: i64 = 0x6d69_6772_6174;

/// The right to change the schema. Processes of PostgreSQL that start together have it one after the other; SQLite has the
/// lock of its file.
pub(crate) struct Turn(Option<PgConnection>);

impl Turn {
    /// Waits for it.
    pub(crate) async fn wait(db: &Db) -> Result<Self> {
        if db.engine() == Engine::Sqlite {
            return Ok(Self(None));
        }
        let pool = db.read().get_postgres_connection_pool();
        let mut session = pool.acquire().await.map_err(failed)?.detach();
        sqlx::query("SELECT pg_advisory_lock($1)")
            .bind(MIGRATION)
            .execute(&mut session)
            .await
            .map_err(failed)?;
        Ok(Self(Some(session)))
    }

    /// Lets the next one go on.
    pub(crate) async fn end(self) -> Result<()> {
        match self.0 {
            Some(session) => session.close().await.map_err(failed),
            None => Ok(()),
        }
    }
}

fn failed(error: sqlx::Error) -> Error {
    DbErr::Query(RuntimeErr::SqlxError(error.into())).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn only_the_first_process_is_alone() {
        let test = testing::database().await;
        let enter = async || Presence::enter(&test.db).await.expect("enters");
        let first = enter().await;
        assert!(first.is_alone());
        let first = first.share().await.expect("shares");
        if test.db.engine() == Engine::Sqlite {
            return; // A second process does not pass the lock of the data folder.
        }
        let second = enter().await;
        assert!(!second.is_alone());
        let second = second.share().await.expect("shares");
        drop(first);
        assert!(!enter().await.is_alone());
        drop(second);
    }
}
