//! A status on a page: which one, in which version, and what the viewer did with it. One query yields a page of them;
//! what no viewer changes is looked up by id and revision, so that it can be rendered once and kept.

use sea_orm::{ConnectionTrait, QueryResult};

use crate::account::Account;
use crate::id::{AccountId, StatusId};
use crate::status::Status;
use crate::visibility::{Audience, Row};
use crate::{Page, Result, Sql};

/// An account in the version that `revision` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct AccountRef {
    /// Which.
    pub id: AccountId,
    /// Rises with every change that a rendered account shows.
    pub revision: i64,
}

impl AccountRef {
    /// The account of this row, in its version.
    #[must_use]
    pub fn of(account: &Account) -> Self {
        Self {
            id: account.id,
            revision: account.revision,
        }
    }
}

/// A status in the version that `revision` names. Only a query that asked who is looking makes one, and
/// [`Entry::of_author`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct StatusRef {
    /// Which.
    pub id: StatusId,
    /// Rises with every change that a rendered status shows.
    pub revision: i64,
    /// Who wrote it.
    pub author: AccountRef,
}

/// What the viewer did with a status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an attribute of the API"
)]
pub struct Marks {
    /// Favourited it.
    pub favourited: bool,
    /// Boosted it.
    pub reblogged: bool,
    /// Bookmarked it.
    pub bookmarked: bool,
    /// Pinned it to their profile.
    pub pinned: bool,
    /// Wants to hear no more of its thread.
    pub muted: bool,
}

/// A row of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What pages of this list are bounded by.
    pub cursor: i64,
    /// The status, or the boost.
    pub status: StatusRef,
    /// What is boosted.
    pub reblog: Option<StatusRef>,
    /// Who looks, if that is known: what is shown may depend on their filters.
    pub viewer: Option<AccountId>,
    /// What the viewer did with the status, or with what is boosted; `None` when nobody known looks.
    pub marks: Option<Marks>,
}

impl Entry {
    /// A status that `author` just wrote and so may see. Nobody did anything with it yet.
    #[must_use]
    pub fn of_author(status: &Status, author: &Account) -> Self {
        Self {
            cursor: status.id.0,
            status: StatusRef {
                id: status.id,
                revision: status.revision,
                author: AccountRef::of(author),
            },
            reblog: None,
            viewer: Some(author.id),
            marks: Some(Marks::default()),
        }
    }

    /// The status itself, or what is boosted.
    #[must_use]
    pub fn original(&self) -> StatusRef {
        self.reblog.unwrap_or(self.status)
    }
}

/// The status of an entry, in a query that [`select`] began.
pub(crate) const STATUS: Row = Row {
    status: "s",
    author: "sa",
};
/// What it boosts; all `NULL` when it is no boost.
pub(crate) const BOOSTED: Row = Row {
    status: "b",
    author: "ba",
};

/// Begins a query for entries. `from` names the rows and joins `statuses s`; `cursor` is the column that bounds pages.
/// The caller goes on with ` WHERE `, and may name [`STATUS`] and [`BOOSTED`].
pub(crate) fn select<C: ConnectionTrait>(
    connection: &C,
    viewer: Option<AccountId>,
    from: &str,
    cursor: &str,
) -> Sql {
    select_with(connection, viewer, from, cursor, |sql| sql)
}

/// As [`select`], with rows that `from` names by values.
pub(crate) fn select_among<C: ConnectionTrait>(
    connection: &C,
    viewer: Option<AccountId>,
    from: impl FnOnce(Sql) -> Sql,
    cursor: &str,
) -> Sql {
    begin(connection, viewer, from, cursor, |sql| sql)
}

/// As [`select`], with columns that `more` adds behind those of the entry.
pub(crate) fn select_with<C: ConnectionTrait>(
    connection: &C,
    viewer: Option<AccountId>,
    from: &str,
    cursor: &str,
    more: impl FnOnce(Sql) -> Sql,
) -> Sql {
    begin(connection, viewer, |sql| sql.push(from), cursor, more)
}

fn begin<C: ConnectionTrait>(
    connection: &C,
    viewer: Option<AccountId>,
    from: impl FnOnce(Sql) -> Sql,
    cursor: &str,
    more: impl FnOnce(Sql) -> Sql,
) -> Sql {
    let sql = Sql::new(connection, "SELECT ").push(cursor).push(
        ", s.id, s.revision, s.account_id, sa.revision, b.id, b.revision, b.account_id, ba.revision",
    );
    let sql = match viewer {
        Some(viewer) => marks(sql, viewer),
        None => sql,
    };
    // Every status has an author. An inner join of them SQLite would filter through Bloom's, read from all accounts.
    from(more(sql).push(" FROM ")).push(
        " LEFT JOIN accounts sa ON sa.id = s.account_id LEFT JOIN statuses b ON b.id = s.reblog_of_id \
         LEFT JOIN accounts ba ON ba.id = b.account_id",
    )
}

fn marks(sql: Sql, viewer: AccountId) -> Sql {
    // Each is unique. Where `EXISTS` asks, PostgreSQL may read all that the viewer ever did, to look it up by hash.
    let of = |sql: Sql, table: &str, column: &str| {
        sql.push(&format!(
            ", (SELECT 1 FROM {table} m WHERE m.{column} = coalesce(b.id, s.id) AND m.account_id = "
        ))
        .bind_once(viewer)
        .push(") IS NOT NULL")
    };
    let sql = of(sql, "favourites", "status_id");
    let sql = of(sql, "statuses", "reblog_of_id");
    let sql = of(sql, "bookmarks", "status_id");
    let sql = of(sql, "pins", "status_id");
    // A boost stands in the thread of what it boosts.
    sql.push(", (SELECT 1 FROM conversation_mutes m WHERE m.conversation_id = s.conversation_id AND m.account_id = ")
        .bind_once(viewer)
        .push(") IS NOT NULL")
}

/// Goes on inside a `WHERE`: `status` admits the rows themselves, `boosted` what they boost.
pub(crate) fn admitted(sql: Sql, status: &Audience, boosted: &Audience) -> Sql {
    // Not `b.id IS NULL`: of a column of `s` PostgreSQL knows how often it is, so that it expects a full page.
    sql.visible(status, STATUS)
        .push(" AND (s.reblog_of_id IS NULL OR ")
        .visible(boosted, BOOSTED)
        .push(")")
}

/// Runs a query that [`select`] began, one page of it.
pub(crate) async fn page<C: ConnectionTrait>(
    connection: &C,
    viewer: Option<AccountId>,
    sql: Sql,
    page: Page,
    cursor: &str,
) -> Result<Vec<Entry>> {
    let rows = all(connection, viewer, sql.page(page, cursor)).await?;
    Ok(page.newest_first(rows))
}

/// Runs a query that [`select`] began for the same viewer.
pub(crate) async fn all<C: ConnectionTrait>(
    connection: &C,
    viewer: Option<AccountId>,
    sql: Sql,
) -> Result<Vec<Entry>> {
    let rows = sql.rows(connection).await?;
    rows.iter().map(|row| read(row, viewer)).collect()
}

/// The number of columns of an entry, with the viewer's marks or without.
pub(crate) fn columns(marked: bool) -> usize {
    if marked { 14 } else { 9 }
}

/// Reads an entry; the marks were selected when the viewer was known.
pub(crate) fn read(row: &QueryResult, viewer: Option<AccountId>) -> Result<Entry> {
    let reblog = match row.try_get_by_index::<Option<i64>>(5)? {
        Some(_) => Some(read_status(row, 5)?),
        None => None,
    };
    let marks = match viewer {
        Some(_) => Some(Marks {
            favourited: row.try_get_by_index(9)?,
            reblogged: row.try_get_by_index(10)?,
            bookmarked: row.try_get_by_index(11)?,
            pinned: row.try_get_by_index(12)?,
            muted: row.try_get_by_index(13)?,
        }),
        None => None,
    };
    Ok(Entry {
        cursor: row.try_get_by_index(0)?,
        status: read_status(row, 1)?,
        reblog,
        viewer,
        marks,
    })
}

fn read_status(row: &QueryResult, first: usize) -> Result<StatusRef> {
    Ok(StatusRef {
        id: StatusId(row.try_get_by_index(first)?),
        revision: row.try_get_by_index(first + 1)?,
        author: AccountRef {
            id: AccountId(row.try_get_by_index(first + 2)?),
            revision: row.try_get_by_index(first + 3)?,
        },
    })
}
