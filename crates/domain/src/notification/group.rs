//! What someone was told, as groups: "Anna and 11 others favourited".

use std::collections::HashMap;

use storage::Page;
use storage::id::{AccountId, NotificationId, StatusId};
use storage::kinds::NotificationKind;
use storage::notification::{self, Bounds, Member, Notification};

use super::key::{self, Key, Written};
use super::{Filter, last_read, offered};
use crate::account_list::Listed;
use crate::clock::Timestamp;
use crate::collection::CollectionView;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::status;
use crate::timeline::{AccountRef, Entry};
use crate::viewer::Viewer;

/// People who are shown with a group, as in Mastodon.
const SAMPLES: u32 = 8;

/// Notifications that are shown as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What names the group.
    pub key: Written,
    /// What happened.
    pub kind: NotificationKind,
    /// The newest of them.
    pub newest: NotificationId,
    /// How many there are.
    pub count: i64,
    /// The first of the people who did it, the last one first; never empty.
    pub samples: Vec<AccountRef>,
    /// With which status, if with one.
    pub status: Option<Entry>,
    /// The collection that one was put into.
    pub collection: Option<CollectionView>,
    /// Where it stands on a page; `None` when it was asked for alone.
    pub place: Option<Place>,
}

/// Where a group stands on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The oldest notification of the group on this page.
    pub oldest: NotificationId,
    /// When the newest one on this page was made.
    pub latest_at: Timestamp,
}

/// A page of groups, the newest first. Of kinds that are not `grouped` each is a group of its own. A group that goes on
/// beyond the page stands on the next one too.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    ctx: &Context,
    who: AccountId,
    filter: &Filter,
    grouped: &[NotificationKind],
    page: Page,
) -> Result<Vec<Group>> {
    let (db, audience) = (ctx.db.read(), offered(who));
    let heads = notification::list_heads(db, who, &audience, (filter, grouped), page).await?;
    let Some(bounds) = bounds(&heads, page) else {
        return Ok(Vec::new());
    };
    let is_grouped = |row: &Notification| grouped.contains(&row.kind);
    let heads: Vec<_> = heads
        .into_iter()
        .map(|(mut row, from)| {
            row.group_key = row.group_key.take().filter(|_| is_grouped(&row));
            (row, from)
        })
        .collect();
    let keys: Vec<String> = heads
        .iter()
        .filter_map(|(row, _)| row.group_key.clone())
        .collect();
    let members = notification::list_members(db, who, &keys, bounds, SAMPLES).await?;
    gather(ctx, who, heads, members).await
}

/// From the newest notification that belongs to a page to the oldest: a page that is not full goes on to the bound that
/// was asked for.
fn bounds(heads: &[(Notification, AccountRef)], page: Page) -> Option<Bounds> {
    let newest = i64::from(heads.first()?.0.id);
    let oldest = i64::from(heads.last()?.0.id);
    let is_full = heads.len() as u64 >= page.limit;
    Some(match (is_full, page.min_id) {
        (true, _) => Bounds { newest, oldest },
        (false, Some(_)) => Bounds {
            newest: page.max_id.map_or(i64::MAX, |id| id - 1),
            oldest,
        },
        (false, None) => Bounds {
            newest,
            oldest: page.since_id.map_or(0, |id| id + 1),
        },
    })
}

/// Adds members, statuses and collections: of each kind all at once.
async fn gather(
    ctx: &Context,
    who: AccountId,
    heads: Vec<(Notification, AccountRef)>,
    members: Vec<Member>,
) -> Result<Vec<Group>> {
    let mut of: HashMap<String, Vec<Member>> = HashMap::new();
    for member in members {
        of.entry(member.group_key.clone()).or_default().push(member);
    }
    let mut ids: Vec<StatusId> = heads.iter().map(|(row, _)| row.status_id).collect();
    ids.retain(|id| *id != StatusId(0));
    ids.sort_unstable();
    ids.dedup();
    let entries = status::list(ctx, Viewer::Account(who), &ids).await?;
    let entries: HashMap<StatusId, Entry> = entries
        .into_iter()
        .map(|entry| (entry.status.id, entry))
        .collect();
    let mut collections = super::collections(ctx, who, &heads).await?;
    let groups = heads.into_iter().map(|(row, from)| {
        let collection = collections.remove(&row.id);
        let members = row.group_key.as_ref().and_then(|key| of.remove(key));
        let status = entries.get(&row.status_id).copied();
        match members {
            Some(members) => together(row, &members, status),
            None => Group {
                collection,
                ..alone(row, from, status)
            },
        }
    });
    Ok(groups.collect())
}

fn alone(row: Notification, from: AccountRef, status: Option<Entry>) -> Group {
    Group {
        key: Written(Key::Alone(row.id)),
        kind: row.kind,
        newest: row.id,
        count: 1,
        samples: vec![from],
        status,
        collection: None,
        place: Some(Place {
            oldest: row.id,
            latest_at: row.created_at,
        }),
    }
}

/// `members` are the newest ones of the group, the newest first, and there is one.
fn together(row: Notification, members: &[Member], status: Option<Entry>) -> Group {
    let first = &members[0];
    Group {
        newest: first.id,
        count: first.total,
        samples: members.iter().map(|member| member.from).collect(),
        place: Some(Place {
            oldest: first.oldest.unwrap_or(first.id),
            latest_at: first.created_at,
        }),
        kind: row.kind,
        key: Written(key::of(row.id, row.group_key)),
        status,
        collection: None,
    }
}

/// One group of `who`.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, who: AccountId, key: &Key) -> Result<Group> {
    let (db, audience) = (ctx.db.read(), offered(who));
    let head = notification::list_group(db, who, &audience, key, Page::first(1)).await?;
    let keys: Vec<String> = head
        .iter()
        .filter_map(|(row, _)| row.group_key.clone())
        .collect();
    let everything = Bounds {
        newest: i64::MAX,
        oldest: 0,
    };
    let members = match key {
        Key::Key(_) => notification::list_members(db, who, &keys, everything, SAMPLES).await?,
        Key::Alone(_) => Vec::new(),
    };
    let group = gather(ctx, who, head, members).await?.into_iter().next();
    let group = group.ok_or(Error::NotFound)?;
    Ok(Group {
        place: None,
        ..group
    })
}

/// A page of those who caused the notifications of a group.
///
/// # Errors
/// `NotFound` when there is no such group.
pub async fn accounts(ctx: &Context, who: AccountId, key: &Key, page: Page) -> Result<Vec<Listed>> {
    let (db, audience) = (ctx.db.read(), offered(who));
    let listed = notification::list_senders(db, who, &audience, key, page).await?;
    if listed.is_empty() {
        show(ctx, who, key).await?;
    }
    Ok(listed)
}

/// Forgets a group of `who`; one that is not there is no error, as in Mastodon.
///
/// # Errors
/// When the database refuses.
pub async fn dismiss(ctx: &Context, who: AccountId, key: &Key) -> Result<()> {
    let tx = ctx.db.begin().await?;
    notification::delete_group(&*tx, who, key).await?;
    Ok(tx.commit().await?)
}

/// How many groups hold something that `who` has not read, counted up to `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn unread_count(
    ctx: &Context,
    who: AccountId,
    filter: &Filter,
    grouped: &[NotificationKind],
    limit: u64,
) -> Result<usize> {
    let after = (last_read(ctx, who).await?, limit);
    let db = ctx.db.read();
    let which = (filter, grouped);
    Ok(notification::count_heads(db, who, &offered(who), which, after).await?)
}
