//! A status goes.

use storage::id::{AccountId, StatusId};
use storage::kinds::Visibility;
use storage::status::{self, Count, Status};
use storage::{Transaction, account, list_entry, mention, notification, tombstone};

use super::arrival::counts_as_reply;
use crate::boost;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::conversation;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::group_post;
use crate::media;
use crate::outgoing::{self, Outgoing};
use crate::quote;

/// Deletes a status or a boost of `author`. Its uploads stay the author's, for posting anew.
///
/// # Errors
/// `NotFound` when it is not there or is someone else's.
pub async fn delete(ctx: &Context, author: AccountId, id: StatusId) -> Result<()> {
    let status = status::find_by_id(ctx.db.read(), id)
        .await?
        .filter(|status| status.account_id == author)
        .ok_or(Error::NotFound)?;
    if let Some(original) = status.reblog_of_id {
        return boost::undo(ctx, author, original).await;
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let mentioned = mention::mentions_of(&*tx, &[id]).await?.remove(&id);
    // Whoever is answered received it too, named or not.
    let answered = status
        .in_reply_to_account_id
        .filter(|_| counts_as_reply(status.visibility));
    let activity = Outgoing::Delete {
        account_id: author,
        uri: status.uri.clone(),
        mentioned: mentioned
            .unwrap_or_default()
            .into_iter()
            .map(|mentioned| mentioned.id)
            .chain(answered)
            .collect(),
        group_id: status.group_id,
        is_public: status.visibility == Visibility::Public,
    };
    if remove(&tx, &status, now).await? {
        outgoing::send(&tx, activity, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Another server says that a status of `author` is gone. Said of one that has not come yet, it will not be let in.
///
/// The caller has made sure that `uri` is of the author's server.
pub async fn receive_delete(ctx: &Context, author: AccountId, uri: &str) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    match status::find_by_uri(&*tx, uri).await? {
        Some(status) if status.account_id == author => {
            remove(&tx, &status, now).await?;
        }
        Some(_) => return Ok(()),
        None => tombstone::insert(&*tx, uri, Some(author), now).await?,
    }
    Ok(tx.commit().await?)
}

/// Removes a status or a boost with all that follows from it, and remembers that it is gone. `false` when it was already.
pub(crate) async fn remove(tx: &Transaction, status: &Status, now: Timestamp) -> Result<bool> {
    let connection = &**tx;
    group_post::withdraw(tx, status, now).await?;
    conversation::withdraw(tx, status, now).await?;
    let home_of = status::list_home_owners(connection, status.id).await?;
    let in_lists = list_entry::list_holding(connection, status.id).await?;
    let boosters = status::list_boosters(connection, status.id).await?;
    media::detach(tx, status.id, &[], now).await?;
    quote::withdraw(tx, status).await?;
    status::orphan_answers(connection, status.id).await?;
    notification::delete_of_status(connection, status.id, None).await?;
    if !status::delete(connection, status.id).await? {
        return Ok(false);
    }
    tombstone::insert(connection, &status.uri, Some(status.account_id), now).await?;
    if status.visibility != Visibility::Direct {
        account::add(connection, status.account_id, account::Count::Statuses, -1).await?;
    }
    account::add_to_each(connection, &boosters, account::Count::Statuses, -1).await?;
    if let Some(parent) = status.in_reply_to_id
        && counts_as_reply(status.visibility)
    {
        status::add(connection, parent, Count::Replies, -1).await?;
    }
    let deleted = Event::StatusDeleted {
        status_id: status.id,
        home_of,
        in_lists,
        public: status.visibility == Visibility::Public,
    };
    event::announce(tx, &deleted, now).await?;
    Ok(true)
}
