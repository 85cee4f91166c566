//! Finding statuses by their words: FTS5 on SQLite, `tsvector` on PostgreSQL. The words were made by `domain`, so that
//! both find the same; they hold letters, marks and digits alone.

use std::fmt::Write as _;

use sea_orm::{ConnectionTrait, DbBackend};

use crate::entry::{self, Entry};
use crate::id::{AccountId, StatusId};
use crate::kinds::MediaKind;
use crate::status::Status;
use crate::visibility::Audience;
use crate::{Page, Result, Sql, Timestamp};

/// Keeps the words of a status; what was kept of it before goes. They go with the status.
pub async fn upsert<C: ConnectionTrait>(
    connection: &C,
    id: StatusId,
    words: &[String],
) -> Result<()> {
    let sql = match connection.get_database_backend() {
        DbBackend::Postgres => Sql::new(
            connection,
            "INSERT INTO status_search (status_id, words) VALUES (",
        )
        .bind(id)
        .push(", ")
        .bind(with_places(words))
        .push("::tsvector) ON CONFLICT (status_id) DO UPDATE SET words = excluded.words"),
        _ => Sql::new(
            connection,
            "INSERT OR REPLACE INTO status_search (rowid, words) VALUES (",
        )
        .bind(id)
        .push(", ")
        .bind(words.join(" "))
        .push(")"),
    };
    sql.execute(connection).await?;
    Ok(())
}

/// The words as a `tsvector`, each with its places.
fn with_places(words: &[String]) -> String {
    let mut text = String::new();
    for (place, word) in words.iter().enumerate() {
        let _ = write!(text, "'{word}':{} ", place + 1);
    }
    text
}

/// Statuses above an id, the oldest first; boosts have no words.
pub async fn list_after<C: ConnectionTrait>(
    connection: &C,
    id: StatusId,
    limit: u64,
) -> Result<Vec<Status>> {
    Sql::new(
        connection,
        "SELECT * FROM statuses WHERE reblog_of_id IS NULL AND id > ",
    )
    .bind(id)
    .push(&format!(" ORDER BY id LIMIT {limit}"))
    .all(connection)
    .await
}

/// Words that follow each other; a single one is a phrase, too.
pub type Phrase = Vec<String>;

/// Which statuses are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// All of them must be said.
    pub phrases: Vec<Phrase>,
    /// None of them may be said.
    pub without: Vec<Phrase>,
    /// What else must hold, or with `false` must not.
    pub conditions: Vec<(Condition, bool)>,
    /// Among which.
    pub scope: Scope,
}

/// Something that is true of a status or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Who wrote it.
    Author(AccountId),
    /// Has attachments.
    Media,
    /// Has attachments of a kind.
    MediaKind(MediaKind),
    /// Asks something.
    Poll,
    /// Links to a page of another server.
    Link,
    /// Answers another one.
    Reply,
    /// Is hidden behind a click.
    Sensitive,
    /// Is written in this language, by its tag in canonical case; a tag without region includes all regions.
    Language(String),
    /// Was published from the first time on, and before the second.
    Published(Timestamp, Timestamp),
    /// Is true of none.
    Never,
}

/// Among which statuses it is looked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Those of both.
    #[default]
    All,
    /// The viewer's own, and those that they had to do with.
    Library,
    /// Public ones of those who agree to be found.
    Public,
}

/// Those that `query` describes, the newest first. Of what the viewer had to do with, `offered` is found; of others what
/// `listed` may see, if their authors agreed.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    query: &Query,
    viewer: AccountId,
    audiences: (&Audience, &Audience),
    (page, offset): (Page, u64),
) -> Result<Vec<Entry>> {
    let look = async |among: Among| {
        let sql = matching(connection, query, viewer, audiences, (among, page))
            .page(page, among.cursor())
            .push(&format!(" OFFSET {offset}"));
        entry::all(connection, Some(viewer), sql).await
    };
    let among = Among::of(connection.get_database_backend(), query);
    if among != Among::Words {
        return look(among).await;
    }
    let newest = look(Among::Newest).await?;
    if newest.len() as u64 == page.limit {
        return Ok(newest);
    }
    look(Among::Words).await
}

fn matching<C: ConnectionTrait>(
    connection: &C,
    query: &Query,
    viewer: AccountId,
    (offered, listed): (&Audience, &Audience),
    (among, page): (Among, Page),
) -> Sql {
    let backend = connection.get_database_backend();
    let from = |sql| among.from(sql, page);
    let mut sql = entry::select_among(connection, Some(viewer), from, among.cursor())
        .push(" WHERE s.reblog_of_id IS NULL");
    if !query.phrases.is_empty() {
        sql = said(sql.push(" AND "), backend, "f", &query.phrases);
    }
    for phrase in &query.without {
        sql = unsaid(sql.push(" AND "), backend, phrase);
    }
    for (condition, holds) in &query.conditions {
        let sign = if *holds { " AND (" } else { " AND NOT (" };
        sql = holding(sql.push(sign), condition, among.cursor()).push(")");
    }
    sql = sql.push(" AND (");
    if query.scope != Scope::Public {
        sql = had_to_do_with(sql.push("("), viewer)
            .push(" AND ")
            .visible(offered, entry::STATUS)
            .push(")");
    }
    if query.scope == Scope::All {
        sql = sql.push(" OR ");
    }
    if query.scope != Scope::Library {
        sql = sql
            .push("(sa.indexable AND ")
            .visible(listed, entry::STATUS)
            .push(")");
    }
    sql.push(")")
}

/// How many of the newest statuses PostgreSQL reads before it asks the index: a page of a word that every fiftieth says.
const NEWEST: u64 = 1000;

/// Among which rows PostgreSQL looks. Its index of words finds all that say a word before the newest of them are known,
/// and statements are planned without the words; so what is common is looked for where it soon turns up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Among {
    /// All statuses: no words are looked for.
    Statuses,
    /// Those that the index of SQLite yields, by id in either order, so that a page of a common word ends early.
    Ordered,
    /// Those that the index of PostgreSQL yields.
    Words,
    /// The newest ones.
    Newest,
    /// Those of one author.
    Author(AccountId),
}

impl Among {
    fn of(backend: DbBackend, query: &Query) -> Self {
        let author = query
            .conditions
            .iter()
            .find_map(|condition| match condition {
                (Condition::Author(author), true) => Some(Self::Author(*author)),
                _ => None,
            });
        match backend {
            _ if query.phrases.is_empty() => Self::Statuses,
            DbBackend::Postgres => author.unwrap_or(Self::Words),
            _ => Self::Ordered,
        }
    }

    /// The column that rows are ordered by.
    fn cursor(self) -> &'static str {
        match self {
            Self::Statuses => "s.id",
            Self::Ordered => "f.rowid",
            Self::Words | Self::Newest | Self::Author(_) => "f.status_id",
        }
    }

    /// Names the rows. `LIMIT`, and `OFFSET 0` alike, keep what stands around from being looked up first.
    fn from(self, sql: Sql, page: Page) -> Sql {
        const STATUSES: &str = " f JOIN statuses s ON s.id = f.status_id";
        match self {
            Self::Statuses => sql.push("statuses s"),
            // `CROSS` keeps the index first.
            Self::Ordered => sql.push("status_search f CROSS JOIN statuses s ON s.id = f.rowid"),
            Self::Words => sql.push("status_search").push(STATUSES),
            Self::Newest => {
                let newest = Page { limit: NEWEST, ..page };
                sql.push("(SELECT * FROM status_search w WHERE 1 = 1")
                    .page(newest, "w.status_id")
                    .push(")")
                    .push(STATUSES)
            }
            Self::Author(author) => sql
                .push(
                    "(SELECT w.* FROM statuses o JOIN status_search w ON w.status_id = o.id WHERE o.account_id = ",
                )
                .bind_once(author)
                .push(" OFFSET 0)")
                .push(STATUSES),
        }
    }
}

fn said(sql: Sql, backend: DbBackend, alias: &str, phrases: &[Phrase]) -> Sql {
    match backend {
        DbBackend::Postgres => sql
            .push(alias)
            .push(".words @@ ")
            .bind(joined(phrases, "'", " <-> ", " & "))
            .push("::tsquery"),
        _ => sql
            .push(alias)
            .push(".words MATCH ")
            .bind(joined(phrases, "\"", " + ", " ")),
    }
}

/// A query of words in the language of an engine: each in `quote`s, followed by `then`, phrases joined by `and`.
fn joined(phrases: &[Phrase], quote: &str, then: &str, and: &str) -> String {
    let phrase = |phrase: &Phrase| {
        let words: Vec<String> = phrase
            .iter()
            .map(|word| format!("{quote}{word}{quote}"))
            .collect();
        words.join(then)
    };
    phrases.iter().map(phrase).collect::<Vec<_>>().join(and)
}

fn unsaid(sql: Sql, backend: DbBackend, phrase: &Phrase) -> Sql {
    let id = match backend {
        DbBackend::Postgres => "status_id",
        _ => "rowid",
    };
    let sql = sql.push(&format!(
        "NOT EXISTS (SELECT 1 FROM status_search n WHERE n.{id} = s.id AND "
    ));
    said(sql, backend, "n", std::slice::from_ref(phrase)).push(")")
}

fn holding(sql: Sql, condition: &Condition, cursor: &str) -> Sql {
    match condition {
        Condition::Author(account) => sql.push("s.account_id = ").bind_once(*account),
        Condition::Media => sql.push("EXISTS (SELECT 1 FROM media am WHERE am.status_id = s.id)"),
        Condition::MediaKind(kind) => sql
            .push("EXISTS (SELECT 1 FROM media am WHERE am.status_id = s.id AND am.kind = ")
            .bind(kind.as_str())
            .push(")"),
        Condition::Poll => sql.push("EXISTS (SELECT 1 FROM polls ap WHERE ap.status_id = s.id)"),
        Condition::Link => {
            sql.push("EXISTS (SELECT 1 FROM status_cards ac WHERE ac.status_id = s.id)")
        }
        Condition::Reply => sql.push("s.in_reply_to_uri IS NOT NULL"),
        Condition::Sensitive => sql.push("s.sensitive"),
        // Never NULL: what is in no language is not in this one.
        Condition::Language(tag) => sql
            .push("coalesce(s.language, '') = ")
            .bind(tag.as_str())
            .push(" OR coalesce(s.language, '') LIKE ")
            .bind(format!("{tag}-%")),
        // The id of a status carries its time.
        Condition::Published(from, to) => sql
            .push(&format!("{cursor} >= "))
            .bind(from.millis() << 16)
            .push(&format!(" AND {cursor} < "))
            .bind(to.millis() << 16),
        Condition::Never => sql.push("1 = 0"),
    }
}

/// The viewer wrote it, is named in it, favourited, bookmarked or boosted it, or voted in its poll.
fn had_to_do_with(sql: Sql, viewer: AccountId) -> Sql {
    const WAYS: [&str; 5] = [
        "SELECT 1 FROM mentions l WHERE l.status_id = s.id AND l.account_id = ",
        "SELECT 1 FROM favourites l WHERE l.status_id = s.id AND l.account_id = ",
        "SELECT 1 FROM bookmarks l WHERE l.status_id = s.id AND l.account_id = ",
        "SELECT 1 FROM statuses l WHERE l.reblog_of_id = s.id AND l.account_id = ",
        "SELECT 1 FROM polls lp JOIN poll_votes l ON l.poll_id = lp.id WHERE lp.status_id = s.id AND l.account_id = ",
    ];
    let mut sql = sql.push("(s.account_id = ").bind_once(viewer);
    for way in WAYS {
        sql = sql
            .push(" OR EXISTS (")
            .push(way)
            .bind_once(viewer)
            .push(")");
    }
    sql.push(")")
}
