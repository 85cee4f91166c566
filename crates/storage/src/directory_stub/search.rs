//! Finding those whom nobody claimed, by the same words as members.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult};

use super::DirectoryStub;
use crate::directory::{Word, quoted, said};
use crate::id::DirectoryStubId;
use crate::{Page, Result, Sql};

/// Makes a stub found by these words alone.
///
/// # Errors
/// When the database refuses.
pub async fn set_words<C: ConnectionTrait>(
    connection: &C,
    id: DirectoryStubId,
    words: &BTreeSet<String>,
) -> Result<()> {
    let sql = if connection.get_database_backend() == DbBackend::Postgres {
        let sql = "INSERT INTO directory_stub_words (id, words) VALUES (";
        Sql::new(connection, sql)
            .bind(id)
            .push(", ")
            .bind(quoted(words))
            .push("::tsvector) ON CONFLICT (id) DO UPDATE SET words = excluded.words")
    } else {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let sql = "INSERT OR REPLACE INTO directory_stub_words (rowid, words) VALUES (";
        Sql::new(connection, sql)
            .bind(id)
            .push(", ")
            .bind(words.join(" "))
            .push(")")
    };
    sql.execute(connection).await?;
    Ok(())
}

/// Makes a stub found by nothing.
pub(super) async fn delete_words<C: ConnectionTrait>(
    connection: &C,
    id: DirectoryStubId,
) -> Result<()> {
    let key = key(connection.get_database_backend());
    let sql = format!("DELETE FROM directory_stub_words WHERE {key} = ");
    let sql = Sql::new(connection, &sql).bind(id);
    sql.execute(connection).await?;
    Ok(())
}

/// A page of those who are described by all of these words, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    words: &[Word],
    page: Page,
) -> Result<Vec<DirectoryStub>> {
    let (sql, cursor) = matching(connection, "SELECT s.*", words);
    let rows = sql.page(page, cursor).all(connection).await?;
    Ok(page.newest_first(rows))
}

#[derive(FromQueryResult)]
struct Total {
    total: i64,
}

/// How many are described by all of these words; it is counted to `most` at most.
///
/// # Errors
/// When the database refuses.
pub async fn count<C: ConnectionTrait>(connection: &C, words: &[Word], most: u64) -> Result<i64> {
    let (sql, _) = matching(
        connection,
        "SELECT count(*) AS total FROM (SELECT 1 AS one",
        words,
    );
    let sql = sql.push(&format!(" LIMIT {most}) c"));
    let found: Option<Total> = sql.one(connection).await?;
    Ok(found.map_or(0, |found| found.total))
}

/// The rows, and the column that orders them. Words are there for those alone whom nobody claimed.
fn matching<C: ConnectionTrait>(
    connection: &C,
    select: &str,
    words: &[Word],
) -> (Sql, &'static str) {
    let sql = Sql::new(connection, select);
    let backend = connection.get_database_backend();
    match backend {
        _ if words.is_empty() => (
            sql.push(" FROM directory_stubs s WHERE s.claimed_by IS NULL"),
            "s.id",
        ),
        DbBackend::Postgres => {
            // `OFFSET 0`: the index of words is asked, and not every row in the order of ids.
            let sql = sql.push(" FROM (SELECT w.id FROM directory_stub_words w WHERE w.words @@ ");
            let sql = said(sql, backend, words);
            let join =
                " OFFSET 0) f JOIN directory_stubs s ON s.id = f.id WHERE s.claimed_by IS NULL";
            (sql.push(join), "f.id")
        }
        _ => {
            let from = " FROM directory_stub_words f CROSS JOIN directory_stubs s ON s.id = f.rowid \
                        WHERE s.claimed_by IS NULL AND f.directory_stub_words MATCH ";
            (said(sql.push(from), backend, words), "f.rowid")
        }
    }
}

fn key(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => "id",
        _ => "rowid",
    }
}
