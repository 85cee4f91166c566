//! Those who want to be found, here and on other servers, by words that `domain` made: FTS5 on SQLite, `tsvector` on
//! PostgreSQL. Filters are words too, so that an index of one kind finds any combination.

mod entry;
mod everyone;

use std::fmt::Write as _;

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult};

pub(crate) use entry::quoted;
pub use entry::{delete, list_after, upsert};
pub use everyone::{Everyone, Order, list_everyone};

use crate::account::PRESENT;
use crate::entity::account::Model as Account;
use crate::id::AccountId;
use crate::kinds::CredentialState;
use crate::{Page, Result, Sql, Timestamp};

/// Something that an entry must say. It holds letters, marks, digits and characters for private use alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word, as entries hold it.
    pub text: String,
    /// Whether it is enough that a word begins so.
    pub begins: bool,
}

/// Somebody whose word counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// Its `ActivityPub` id.
    pub uri: String,
    /// What another server said of a credential until then is not relied on any more.
    pub checked_after: Timestamp,
}

/// Whom somebody looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// All of them must be said.
    pub words: Vec<Word>,
    /// Who vouches for them with a credential that can be relied on now.
    pub issuer: Option<Issuer>,
    /// Who looks: with whom they have a block or mute, they are not shown.
    pub viewer: Option<AccountId>,
    /// When it is.
    pub now: Timestamp,
}

/// A page of those whom `query` finds, the newest first, behind the first `offset` of them.
///
/// # Errors
/// When the database refuses.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    query: &Query,
    (page, offset): (Page, u64),
) -> Result<Vec<Account>> {
    let look = async |among: Among| -> Result<Vec<Account>> {
        matching(
            Sql::new(connection, "SELECT a.*"),
            connection,
            query,
            (among, page),
        )
        .page(page, among.cursor())
        .push(&format!(" OFFSET {offset}"))
        .all(connection)
        .await
    };
    let among = Among::of(connection.get_database_backend(), query);
    let mut rows = Vec::new();
    if among == Among::Words {
        rows = look(Among::Newest).await?;
    }
    if among != Among::Words || (rows.len() as u64) < page.limit {
        rows = look(among).await?;
    }
    Ok(page.newest_first(rows))
}

#[derive(FromQueryResult)]
struct Total {
    total: i64,
}

/// How many `query` finds; it is counted to `most` at most.
///
/// # Errors
/// When the database refuses.
pub async fn count<C: ConnectionTrait>(connection: &C, query: &Query, most: u64) -> Result<i64> {
    let among = match Among::of(connection.get_database_backend(), query) {
        // Counting needs no order, so that the index may yield them one by one.
        Among::Words => Among::Entries,
        other => other,
    };
    let sql = Sql::new(connection, "SELECT count(*) AS total FROM (SELECT 1 AS one");
    let found: Option<Total> = matching(sql, connection, query, (among, Page::first(most)))
        .push(&format!(" LIMIT {most}) c"))
        .one(connection)
        .await?;
    Ok(found.map_or(0, |found| found.total))
}

fn matching<C: ConnectionTrait>(
    sql: Sql,
    connection: &C,
    query: &Query,
    (among, page): (Among, Page),
) -> Sql {
    let backend = connection.get_database_backend();
    let mut sql = among.from(sql.push(" FROM "), query, page);
    // `CROSS` keeps SQLite from beginning with the accounts; PostgreSQL knows no condition on it.
    sql = match backend {
        DbBackend::Postgres => sql.push(" JOIN"),
        _ => sql.push(" CROSS JOIN"),
    };
    sql = sql.push(&format!(
        " accounts a ON a.id = e.account_id WHERE {PRESENT} AND {LISTED}"
    ));
    sql = match among {
        // The whole row: of an index without places nothing is asked by column.
        Among::Ordered => said(
            sql.push(" AND f.directory_words MATCH "),
            backend,
            &query.words,
        ),
        Among::Newest | Among::Entries if !query.words.is_empty() => {
            said(sql.push(" AND e.words @@ "), backend, &query.words)
        }
        _ => sql,
    };
    if let Some(issuer) = &query.issuer {
        sql = vouched_for(sql, issuer, query.now);
    }
    match query.viewer {
        Some(viewer) => unhidden(sql, viewer),
        None => sql,
    }
}

/// Of the account `a`: it may be shown to everyone who looks for somebody. An entry says only that it wants to be.
const LISTED: &str = "a.discoverable AND a.silenced_at IS NULL AND a.moved_to_id IS NULL";

/// How many of the newest entries PostgreSQL reads before it asks the index of words: a page of what every fiftieth says.
const NEWEST: u64 = 1000;

/// Among which rows it is looked, as `status_search` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Among {
    /// All entries, in their order.
    Entries,
    /// Those that the index of SQLite yields, by id in either order, so that a page of a common word ends early.
    Ordered,
    /// Those that the index of PostgreSQL yields.
    Words,
    /// The newest ones.
    Newest,
}

impl Among {
    fn of(backend: DbBackend, query: &Query) -> Self {
        match backend {
            _ if query.words.is_empty() => Self::Entries,
            DbBackend::Postgres => Self::Words,
            _ => Self::Ordered,
        }
    }

    /// The column that rows are ordered by.
    fn cursor(self) -> &'static str {
        match self {
            Self::Ordered => "f.rowid",
            _ => "e.id",
        }
    }

    /// Names the rows. `LIMIT`, and `OFFSET 0` alike, keep the accounts from being looked up first.
    fn from(self, sql: Sql, query: &Query, page: Page) -> Sql {
        match self {
            Self::Entries => sql.push("directory_entries e"),
            Self::Ordered => {
                sql.push("directory_words f CROSS JOIN directory_entries e ON e.id = f.rowid")
            }
            Self::Words => {
                let sql = sql
                    .push("(SELECT w.id, w.account_id FROM directory_entries w WHERE w.words @@ ");
                said(sql, DbBackend::Postgres, &query.words).push(" OFFSET 0) e")
            }
            Self::Newest => {
                let newest = Page {
                    limit: NEWEST,
                    ..page
                };
                sql.push("(SELECT * FROM directory_entries w WHERE 1 = 1")
                    .page(newest, "w.id")
                    .push(") e")
            }
        }
    }
}

/// Adds a query of the accounts that say `words`, `most` at most.
pub(crate) fn saying(sql: Sql, backend: DbBackend, words: &[Word], most: u64) -> Sql {
    let (from, order) = match backend {
        DbBackend::Postgres => (
            "e.account_id FROM directory_entries e WHERE e.words @@ ",
            "",
        ),
        _ => (
            // The id of an entry is that of the account.
            "w.rowid AS account_id FROM directory_words w WHERE w.directory_words MATCH ",
            " ORDER BY w.rowid DESC",
        ),
    };
    said(
        sql.push(&format!("SELECT account_id FROM (SELECT {from}")),
        backend,
        words,
    )
    .push(&format!("{order} LIMIT {most}) said"))
}

/// Binds a query of words in the language of the engine.
pub(crate) fn said(sql: Sql, backend: DbBackend, words: &[Word]) -> Sql {
    let mut text = String::new();
    for (index, Word { text: word, begins }) in words.iter().enumerate() {
        let _ = match (backend, begins) {
            (DbBackend::Postgres, true) => write!(text, "'{word}':*"),
            (DbBackend::Postgres, false) => write!(text, "'{word}'"),
            (_, true) => write!(text, "\"{word}\" *"),
            (_, false) => write!(text, "\"{word}\""),
        };
        if index + 1 < words.len() {
            text.push_str(match backend {
                DbBackend::Postgres => " & ",
                _ => " AND ",
            });
        }
    }
    match backend {
        DbBackend::Postgres => sql.bind(text).push("::tsquery"),
        _ => sql.bind(text),
    }
}

/// The words of an entry say who ever vouched; that it still counts is asked when somebody looks, as
/// `domain::credential::Badge` does.
fn vouched_for(sql: Sql, issuer: &Issuer, now: Timestamp) -> Sql {
    sql.push(" AND EXISTS (SELECT 1 FROM credentials c WHERE c.account_id = e.account_id AND c.issuer_uri = ")
        .bind(issuer.uri.as_str())
        .push(" AND c.state = ")
        .bind(CredentialState::Valid.as_str())
        .push(" AND c.valid_from <= ")
        .bind_once(now)
        .push(" AND (c.valid_until IS NULL OR c.valid_until > ")
        .bind_once(now)
        // What we vouch for has no document, and always counts.
        .push(") AND (c.document IS NULL OR c.checked_at > ")
        .bind(issuer.checked_after)
        .push(
            " AND EXISTS (SELECT 1 FROM credential_issuers l \
             WHERE l.issuer_uri = c.issuer_uri AND l.kind = c.kind)))",
        )
}

fn unhidden(sql: Sql, viewer: AccountId) -> Sql {
    sql.push(" AND NOT EXISTS (SELECT 1 FROM blocks b WHERE (b.account_id = ")
        .bind_once(viewer)
        .push(" AND b.target_id = a.id) OR (b.account_id = a.id AND b.target_id = ")
        .bind_once(viewer)
        .push(")) AND NOT EXISTS (SELECT 1 FROM mutes m WHERE m.target_id = a.id AND m.account_id = ")
        .bind_once(viewer)
        .push(") AND NOT EXISTS (SELECT 1 FROM account_domain_blocks d WHERE d.domain = a.domain AND d.account_id = ")
        .bind_once(viewer)
        .push(")")
}
