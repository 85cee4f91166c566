//! Copies of an SQLite database, made while it is in use, and whether one is sound.

use std::path::Path;

use sea_orm::ConnectionTrait;

use crate::{Db, Error, Options, Result, Sql};

impl Db {
    /// Writes the database as it is now to a new file, without holding up anyone: readers and writers go on. SQLite only.
    ///
    /// # Errors
    /// When the file is there already, or the disk is full.
    pub async fn snapshot(&self, to: &Path) -> Result<()> {
        // The path is quoted as SQL has it: VACUUM takes no parameters in every version of SQLite.
        let path = to.to_string_lossy().replace('\'', "''");
        // Readers are kept from writing, even to another file.
        self.writer()
            .execute_unprepared(&format!("VACUUM INTO '{path}'"))
            .await?;
        Ok(())
    }

    /// Opens the SQLite file at `path` as it is, without migrations, once every page and index of it was checked.
    ///
    /// # Errors
    /// When it is damaged, or made by a newer version of Rounds.
    pub async fn open_copy(path: &Path) -> Result<Self> {
        let options = Options::new(format!("sqlite:{}", path.display()));
        let db = Self::open_unchanged(&options).await?;
        let rows = Sql::new(db.read(), "PRAGMA integrity_check")
            .rows(db.read())
            .await?;
        let found: String = match rows.first() {
            Some(row) => row.try_get("", "integrity_check")?,
            None => String::new(),
        };
        if found == "ok" {
            return Ok(db);
        }
        Err(Error::Schema(format!("the database is damaged: {found}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Engine, Timestamp, setting, testing};

    #[tokio::test]
    async fn a_copy_holds_what_was_there_when_it_was_made() {
        let test = testing::database().await;
        if test.db.engine() == Engine::Postgres {
            return; // It has tools of its own: pg_dump.
        }
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("it's a copy.db");
        let write = async |value: &str| {
            let tx = test.db.begin().await.expect("begins");
            setting::upsert(&*tx, "word", value, Timestamp(1))
                .await
                .expect("writes");
            tx.commit().await.expect("commits");
        };
        write("before").await;
        test.db.snapshot(&path).await.expect("copies");
        write("after").await;
        let copy = Db::open_copy(&path).await.expect("is sound");
        let word = setting::find_by_name(copy.read(), "word").await;
        assert_eq!(word.expect("reads").as_deref(), Some("before"));
        copy.close().await.expect("closes");
        assert!(test.db.snapshot(&path).await.is_err(), "never over a file");
    }

    #[tokio::test]
    async fn a_damaged_copy_is_refused() {
        let test = testing::database().await;
        if test.db.engine() == Engine::Postgres {
            return;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("copy.db");
        test.db.snapshot(&path).await.expect("copies");
        let mut bytes = std::fs::read(&path).expect("reads");
        let middle = bytes.len() / 2;
        bytes[middle..middle + 8192].fill(0xff);
        std::fs::write(&path, bytes).expect("writes");
        assert!(Db::open_copy(&path).await.is_err());
    }
}
