//! Direct statuses as conversations, and threads of which someone wants to hear no more.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use storage::conversation::{self, Arrived};
use storage::id::{AccountConversationId, AccountId, StatusId};
use storage::kinds::Visibility;
use storage::status::Status;
use storage::{Page, Transaction, account_list, conversation_mute, mention, notification};
use storage::{notification_request, timeline};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::policy::{self, Place};
use crate::status::{self, find_original};
use crate::timeline::{AccountRef, Entry};
use crate::viewer::Viewer;

/// A conversation, with what is shown of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    /// Its id.
    pub id: AccountConversationId,
    /// By which pages run.
    pub cursor: StatusId,
    /// Whether it is news.
    pub unread: bool,
    /// The others; oneself when there is nobody else.
    pub accounts: Vec<AccountRef>,
    /// The newest status, as far as it can still be seen.
    pub last_status: Option<Entry>,
}

/// A page of the conversations of `who`, the one with the newest status first.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context, who: AccountId, page: Page) -> Result<Vec<Conversation>> {
    let rows = conversation::list(ctx.db.read(), who, page).await?;
    views(ctx, who, rows).await
}

/// One conversation of `who`.
///
/// # Errors
/// `NotFound`.
pub async fn show(
    ctx: &Context,
    who: AccountId,
    id: AccountConversationId,
) -> Result<Conversation> {
    let row = conversation::find_by_id(ctx.db.read(), who, id)
        .await?
        .ok_or(Error::NotFound)?;
    let found = views(ctx, who, vec![row]).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

/// Adds people and statuses: one query for all of each.
async fn views(
    ctx: &Context,
    who: AccountId,
    rows: Vec<conversation::Conversation>,
) -> Result<Vec<Conversation>> {
    let statuses: Vec<StatusId> = rows.iter().map(|row| row.last_status_id).collect();
    let mut people: Vec<Vec<AccountId>> = Vec::new();
    for row in &rows {
        let others: Vec<AccountId> = serde_json::from_str(&row.participants)?;
        people.push(if others.is_empty() { vec![who] } else { others });
    }
    let entries = status::list(ctx, Viewer::Account(who), &statuses).await?;
    let entries: HashMap<StatusId, Entry> = entries
        .into_iter()
        .map(|entry| (entry.status.id, entry))
        .collect();
    let ids: Vec<AccountId> = people.iter().flatten().copied().collect();
    let accounts = account_list::present(ctx.db.read(), &ids).await?;
    let views = rows.into_iter().zip(people).map(|(row, people)| {
        let accounts = people.iter().filter_map(|id| accounts.get(id).copied());
        Conversation {
            id: row.id,
            cursor: row.last_status_id,
            unread: row.unread,
            accounts: accounts.collect(),
            last_status: entries.get(&row.last_status_id).copied(),
        }
    });
    Ok(views.collect())
}

/// Marks a conversation as read.
///
/// # Errors
/// `NotFound`.
pub async fn read(ctx: &Context, who: AccountId, id: AccountConversationId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if !conversation::read(&*tx, who, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Forgets a conversation; the next direct status makes it anew.
///
/// # Errors
/// `NotFound`.
pub async fn delete(ctx: &Context, who: AccountId, id: AccountConversationId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if !conversation::delete(&*tx, who, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// The direct statuses of the conversations of `who`.
///
/// # Errors
/// When the database refuses.
pub async fn statuses(ctx: &Context, who: AccountId, page: Page) -> Result<Vec<Entry>> {
    let audience = policy::audience(Viewer::Account(who), Place::Offered);
    Ok(timeline::direct(ctx.db.read(), who, &audience, page).await?)
}

/// Puts a direct status into the conversations of its local author and of those who were told of it.
pub(crate) async fn arrive(
    tx: &Transaction,
    status: &Status,
    mentioned: &[AccountId],
    now: Timestamp,
) -> Result<()> {
    let mut owners = notification::list_mentioned(&**tx, status.id).await?;
    owners.extend(status.local.then_some(status.account_id));
    let people = people(status, mentioned.iter().copied());
    let mut rows = Vec::new();
    for owner in owners {
        rows.push(arrived(status, owner, &people)?);
    }
    keep(tx, &rows, now).await
}

/// Everyone in a direct status.
fn people(status: &Status, mentioned: impl Iterator<Item = AccountId>) -> BTreeSet<AccountId> {
    mentioned.chain([status.account_id]).collect()
}

fn arrived(status: &Status, owner: AccountId, people: &BTreeSet<AccountId>) -> Result<Arrived> {
    let others: Vec<AccountId> = people.iter().copied().filter(|id| *id != owner).collect();
    Ok(Arrived {
        account_id: owner,
        conversation_id: status.conversation_id,
        participants: serde_json::to_string(&others)?,
        status_ids: vec![status.id],
        unread: status.account_id != owner,
    })
}

async fn keep(tx: &Transaction, rows: &[Arrived], now: Timestamp) -> Result<()> {
    let changed = conversation::upsert(&**tx, rows, now).await?;
    announce(tx, changed, now).await
}

async fn announce(
    tx: &Transaction,
    changed: Vec<conversation::Conversation>,
    now: Timestamp,
) -> Result<()> {
    for row in changed {
        let event = Event::ConversationChanged {
            conversation_id: row.id,
            account_id: row.account_id,
        };
        event::announce(tx, &event, now).await?;
    }
    Ok(())
}

/// Puts the direct statuses of `senders` that waited into the conversations of `who`, before they cease to wait.
pub(crate) async fn hear(
    tx: &Transaction,
    who: AccountId,
    senders: &[AccountId],
    now: Timestamp,
) -> Result<()> {
    let waiting = notification_request::list_direct(&**tx, who, senders).await?;
    let ids: Vec<StatusId> = waiting.iter().map(|status| status.id).collect();
    let mentions = mention::mentions_of(&**tx, &ids).await?;
    let mut rows: BTreeMap<_, Arrived> = BTreeMap::new();
    for status in waiting {
        let named = mentions.get(&status.id).into_iter().flatten();
        let named = named.filter(|mention| !mention.silent);
        let row = arrived(
            &status,
            who,
            &people(&status, named.map(|mention| mention.id)),
        )?;
        let key = (row.conversation_id, row.participants.clone());
        let known = rows.entry(key).or_insert_with(|| Arrived {
            status_ids: Vec::new(),
            ..row
        });
        known.status_ids.push(status.id);
    }
    let rows: Vec<Arrived> = rows.into_values().collect();
    keep(tx, &rows, now).await
}

/// Takes a status that is about to go out of its conversations.
pub(crate) async fn withdraw(tx: &Transaction, status: &Status, now: Timestamp) -> Result<()> {
    if status.visibility != Visibility::Direct {
        return Ok(());
    }
    let changed = conversation::withdraw(&**tx, status.id).await?;
    announce(tx, changed, now).await
}

/// `who` wants to hear no more of the thread that a status stands in.
///
/// # Errors
/// `NotFound` when `who` may not see the status.
pub async fn mute(ctx: &Context, who: AccountId, status: StatusId) -> Result<()> {
    let status = find_original(ctx, Viewer::Account(who), status).await?;
    let tx = ctx.db.begin().await?;
    let now = ctx.clock.now();
    conversation_mute::insert(&*tx, who, status.conversation_id, now).await?;
    Ok(tx.commit().await?)
}

/// `who` wants to hear of the thread again.
///
/// # Errors
/// `NotFound` when `who` may not see the status.
pub async fn unmute(ctx: &Context, who: AccountId, status: StatusId) -> Result<()> {
    let status = find_original(ctx, Viewer::Account(who), status).await?;
    let tx = ctx.db.begin().await?;
    conversation_mute::delete(&*tx, who, status.conversation_id).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests;
