//! Pages of statuses. Each is one query at any size of the page, through the one visibility filter.

use sea_orm::ConnectionTrait;

use crate::entry::{self, Entry};
use crate::id::{AccountId, ListId, TagId};
use crate::visibility::Audience;
use crate::{Page, Result, Sql};

/// What stands in `owner`'s home timeline, as `audience` (the owner) may see it now.
pub async fn home<C: ConnectionTrait>(
    connection: &C,
    owner: AccountId,
    audience: &Audience,
    page: Page,
) -> Result<Vec<Entry>> {
    let from = "home_entries h JOIN statuses s ON s.id = h.status_id";
    let sql = entry::select(connection, audience.viewer, from, "h.status_id")
        .push(" WHERE h.account_id = ")
        .bind_once(owner)
        .push(" AND ");
    let sql = entry::admitted(sql, audience, audience);
    entry::page(connection, audience.viewer, sql, page, "h.status_id").await
}

/// What stands in a list of `owner`, as `audience` (the owner) may see it now; nothing when the list is someone else's.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    (owner, list): (AccountId, ListId),
    audience: &Audience,
    page: Page,
) -> Result<Vec<Entry>> {
    let from = "list_entries e JOIN statuses s ON s.id = e.status_id";
    let sql = entry::select(connection, audience.viewer, from, "e.status_id")
        .push(" WHERE e.list_id = (SELECT l.id FROM lists l WHERE l.id = ")
        .bind(list)
        .push(" AND l.account_id = ")
        .bind_once(owner)
        .push(") AND ");
    let sql = entry::admitted(sql, audience, audience);
    entry::page(connection, audience.viewer, sql, page, "e.status_id").await
}

/// Whose statuses a timeline holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Everyone's.
    #[default]
    Any,
    /// Those of this instance.
    Local,
    /// Those of other instances.
    Remote,
}

/// What a public timeline is narrowed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Narrow {
    /// Whose statuses.
    pub origin: Origin,
    /// Only those with attachments.
    pub only_media: bool,
}

/// Public statuses that answer nobody else; boosts are not among them.
pub async fn public<C: ConnectionTrait>(
    connection: &C,
    audience: &Audience,
    narrow: Narrow,
    page: Page,
) -> Result<Vec<Entry>> {
    // The first two conditions are those of the partial indices.
    let sql = entry::select(connection, audience.viewer, "statuses s", "s.id").push(
        " WHERE s.visibility = 'public' AND s.reblog_of_id IS NULL \
         AND (s.in_reply_to_uri IS NULL OR s.in_reply_to_account_id = s.account_id)",
    );
    let sql = narrowed(sql, narrow)
        .push(" AND ")
        .visible(audience, entry::STATUS);
    entry::page(connection, audience.viewer, sql, page, "s.id").await
}

fn narrowed(sql: Sql, narrow: Narrow) -> Sql {
    let sql = match narrow.origin {
        Origin::Any => sql,
        Origin::Local => sql.push(" AND s.local"),
        Origin::Remote => sql.push(" AND NOT s.local"),
    };
    if narrow.only_media {
        sql.push(WITH_MEDIA)
    } else {
        sql
    }
}

const WITH_MEDIA: &str = " AND EXISTS (SELECT 1 FROM media am WHERE am.status_id = s.id)";

/// Public statuses that show the card of the link `url`.
pub async fn linking<C: ConnectionTrait>(
    connection: &C,
    audience: &Audience,
    url: &str,
    page: Page,
) -> Result<Vec<Entry>> {
    let sql = entry::select(connection, audience.viewer, "statuses s", "s.id")
        .push(
            " WHERE s.visibility = 'public' AND s.reblog_of_id IS NULL AND s.id IN (SELECT sc.status_id \
             FROM status_cards sc JOIN cards c ON c.id = sc.card_id WHERE c.url = ",
        )
        .bind(url)
        .push(") AND ")
        .visible(audience, entry::STATUS);
    entry::page(connection, audience.viewer, sql, page, "s.id").await
}

/// Which hashtags a timeline is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags {
    /// At least one of them.
    pub any: Vec<TagId>,
    /// Every one of them.
    pub all: Vec<TagId>,
    /// None of them.
    pub none: Vec<TagId>,
}

/// Public statuses with hashtags.
pub async fn tagged<C: ConnectionTrait>(
    connection: &C,
    audience: &Audience,
    tags: &Tags,
    narrow: Narrow,
    page: Page,
) -> Result<Vec<Entry>> {
    let mut sql = entry::select(connection, audience.viewer, "statuses s", "s.id")
        .push(
            " WHERE s.visibility = 'public' AND s.reblog_of_id IS NULL \
             AND s.id IN (SELECT st.status_id FROM status_tags st WHERE st.tag_id",
        )
        .in_ids(tags.any.iter().copied())
        .push(")");
    for tag in &tags.all {
        sql = has_tag(sql.push(" AND "), *tag);
    }
    if !tags.none.is_empty() {
        sql = sql
            .push(" AND NOT EXISTS (SELECT 1 FROM status_tags sn WHERE sn.status_id = s.id AND sn.tag_id")
            .in_ids(tags.none.iter().copied())
            .push(")");
    }
    let sql = narrowed(sql, narrow)
        .push(" AND ")
        .visible(audience, entry::STATUS);
    entry::page(connection, audience.viewer, sql, page, "s.id").await
}

fn has_tag(sql: Sql, tag: TagId) -> Sql {
    sql.push("EXISTS (SELECT 1 FROM status_tags sl WHERE sl.status_id = s.id AND sl.tag_id = ")
        .bind(tag)
        .push(")")
}

/// Which statuses of an account are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfAccount {
    /// Leave out answers to others.
    pub exclude_replies: bool,
    /// Leave out boosts.
    pub exclude_reblogs: bool,
    /// Only those with attachments.
    pub only_media: bool,
    /// Only those with this hashtag.
    pub tagged: Option<TagId>,
}

/// Statuses and boosts of `author`. `boosted` says what may be shown of others.
pub async fn of_account<C: ConnectionTrait>(
    connection: &C,
    author: AccountId,
    (audience, boosted): (&Audience, &Audience),
    which: OfAccount,
    page: Page,
) -> Result<Vec<Entry>> {
    let mut sql = entry::select(connection, audience.viewer, "statuses s", "s.id")
        .push(" WHERE s.account_id = ")
        .bind_once(author)
        .push(" AND ");
    sql = entry::admitted(sql, audience, boosted);
    if which.exclude_replies {
        sql =
            sql.push(" AND (s.in_reply_to_uri IS NULL OR s.in_reply_to_account_id = s.account_id)");
    }
    if which.exclude_reblogs {
        sql = sql.push(" AND s.reblog_of_id IS NULL");
    }
    if which.only_media {
        sql = sql.push(WITH_MEDIA);
    }
    if let Some(tag) = which.tagged {
        sql = has_tag(sql.push(" AND "), tag);
    }
    entry::page(connection, audience.viewer, sql, page, "s.id").await
}

/// Statuses that an account keeps in one of its own lists, by the time they were put there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Favourites.
    Favourites,
    /// Bookmarks.
    Bookmarks,
    /// Pinned to the profile.
    Pins,
}

/// What `owner` favourited, bookmarked or pinned, as `audience` may see it.
pub async fn kept<C: ConnectionTrait>(
    connection: &C,
    owner: AccountId,
    kept: Kept,
    audience: &Audience,
    page: Page,
) -> Result<Vec<Entry>> {
    let from = match kept {
        Kept::Favourites => "favourites k JOIN statuses s ON s.id = k.status_id",
        Kept::Bookmarks => "bookmarks k JOIN statuses s ON s.id = k.status_id",
        Kept::Pins => "pins k JOIN statuses s ON s.id = k.status_id",
    };
    let sql = entry::select(connection, audience.viewer, from, "k.id")
        .push(" WHERE k.account_id = ")
        .bind_once(owner)
        .push(" AND ");
    let sql = entry::admitted(sql, audience, audience);
    entry::page(connection, audience.viewer, sql, page, "k.id").await
}

/// The direct statuses in the conversations of `owner`.
pub async fn direct<C: ConnectionTrait>(
    connection: &C,
    owner: AccountId,
    audience: &Audience,
    page: Page,
) -> Result<Vec<Entry>> {
    let from = "account_conversations k JOIN conversation_statuses l ON l.account_conversation_id = k.id \
                JOIN statuses s ON s.id = l.status_id";
    let sql = entry::select(connection, audience.viewer, from, "l.status_id")
        .push(" WHERE k.account_id = ")
        .bind(owner)
        .push(" AND ")
        .visible(audience, entry::STATUS);
    entry::page(connection, audience.viewer, sql, page, "l.status_id").await
}
