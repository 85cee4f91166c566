//! What is told to one actor alone.

use domain::account::Account;
use domain::delivery::Reach;
use domain::id::{AccountId, ReportId};
use domain::outgoing::Outgoing;
use domain::outgoing::parties::{self, Pair};
use domain::{Context, remote};
use serde::Serialize;

use super::Letter;
use super::activity::{Document, enclosed};
use crate::error::Error;
use crate::federation::Federation;
use crate::vocab::ActivityDocument;

/// Builds an activity between two; those for everyone are built beside.
pub(super) async fn build(
    federation: &Federation,
    outgoing: Outgoing,
) -> Result<Option<Letter>, Error> {
    let ctx = &federation.ctx;
    match outgoing {
        Outgoing::Like { favourite_id } => {
            let Some((row, status, pair)) = parties::favourite(ctx, favourite_id).await? else {
                return Ok(None);
            };
            let group = group_of(ctx, &status.uri).await?;
            Ok(row
                .uri
                .map(|uri| vote("Like", uri, pair, status.uri, group)))
        }
        Outgoing::UndoLike {
            account_id,
            uri,
            object_uri,
            author_id,
        } => {
            let Some(pair) = parties::pair(ctx, account_id, author_id).await? else {
                return Ok(None);
            };
            let group = group_of(ctx, &object_uri).await?;
            let like = enclosed("Like", &uri, &pair.from.uri, &object_uri);
            Ok(Some(vote("Undo", format!("{uri}/undo"), pair, like, group)))
        }
        Outgoing::Follow { follow_id } => {
            let found = parties::follow(ctx, follow_id).await?;
            Ok(found.and_then(|(row, pair)| {
                let object = pair.to.uri.clone();
                Some(letter("Follow", row.uri?, pair.from, &pair.to, object))
            }))
        }
        Outgoing::UndoFollow {
            account_id,
            uri,
            target_id,
        } => undo(ctx, "Follow", &uri, (account_id, target_id)).await,
        Outgoing::Accept {
            account_id,
            follow_uri,
            follower_id,
        } => answer(ctx, "Accept", account_id, &follow_uri, follower_id).await,
        Outgoing::Reject {
            account_id,
            follow_uri,
            follower_id,
        } => answer(ctx, "Reject", account_id, &follow_uri, follower_id).await,
        Outgoing::RejectReply {
            account_id,
            replier_id,
            uri,
        } => reject_reply(ctx, account_id, replier_id, uri).await,
        Outgoing::Block { block_id } => {
            let found = parties::block(ctx, block_id).await?;
            Ok(found.and_then(|(row, pair)| {
                let object = pair.to.uri.clone();
                Some(letter("Block", row.uri?, pair.from, &pair.to, object))
            }))
        }
        Outgoing::UndoBlock {
            account_id,
            uri,
            target_id,
        } => undo(ctx, "Block", &uri, (account_id, target_id)).await,
        Outgoing::Flag { report_id } => flag(federation, report_id).await,
        _ => Ok(None),
    }
}

/// Takes back what `from` did to `to`.
async fn undo(
    ctx: &Context,
    kind: &'static str,
    uri: &str,
    (from, to): (AccountId, AccountId),
) -> Result<Option<Letter>, Error> {
    let pair = parties::pair(ctx, from, to).await?;
    Ok(pair.map(|pair| {
        let undone = enclosed(kind, uri, &pair.from.uri, &pair.to.uri);
        letter("Undo", format!("{uri}/undo"), pair.from, &pair.to, undone)
    }))
}

/// The group of another server that a status is in: it counts votes and passes them on.
async fn group_of(ctx: &Context, status: &str) -> Result<Option<Account>, Error> {
    let status = remote::find_status(ctx, status).await?;
    let Some(group) = status.and_then(|status| status.group_id) else {
        return Ok(None);
    };
    let group = remote::find_by_id(ctx, group).await?;
    Ok(group.filter(|group| group.domain.is_some()))
}

/// A Like or its Undo, for the author and the group.
fn vote<T: Serialize>(
    kind: &'static str,
    id: String,
    Pair { from, to }: Pair,
    object: T,
    group: Option<Account>,
) -> Letter {
    let reached = [to.id]
        .into_iter()
        .chain(group.as_ref().map(|group| group.id));
    let reach = Reach::accounts(reached);
    let group = group.map(|group| group.uri);
    let activity = ActivityDocument {
        to: vec![to.uri],
        cc: group.iter().cloned().collect(),
        audience: group,
        ..ActivityDocument::new(id, kind, from.uri.clone(), object)
    };
    Letter {
        document: Document::plain(activity),
        reach,
        sender: from,
    }
}

/// The same request may be answered again: each answer has an id of its own, or it would be taken for a repetition.
async fn answer(
    ctx: &Context,
    kind: &'static str,
    account: AccountId,
    follow_uri: &str,
    follower: AccountId,
) -> Result<Option<Letter>, Error> {
    let now = ctx.clock.now().millis();
    let pair = parties::pair(ctx, account, follower).await?;
    Ok(pair.map(|pair| {
        let follow = enclosed("Follow", follow_uri, &pair.to.uri, &pair.from.uri);
        let what = kind.to_lowercase();
        let id = format!("{}#{what}s/follows/{follower}-{now}", pair.from.uri);
        letter(kind, id, pair.from, &pair.to, follow)
    }))
}

/// As `GoToSocial` says no to an interaction: with its id.
async fn reject_reply(
    ctx: &Context,
    author: AccountId,
    replier: AccountId,
    uri: String,
) -> Result<Option<Letter>, Error> {
    let now = ctx.clock.now().millis();
    let pair = parties::pair(ctx, author, replier).await?;
    Ok(pair.map(|pair| {
        let id = format!("{}#rejects/replies/{replier}-{now}", pair.from.uri);
        letter("Reject", id, pair.from, &pair.to, uri)
    }))
}

/// A report goes out in the name of the instance: who reports stays unknown.
async fn flag(federation: &Federation, report: ReportId) -> Result<Option<Letter>, Error> {
    let Some((row, statuses, target)) = parties::report(&federation.ctx, report).await? else {
        return Ok(None);
    };
    let instance = federation.instance_actor().await?;
    let mut object = vec![target.uri.clone()];
    object.extend(statuses.into_iter().map(|status| status.uri));
    let id = format!("{}#flags/{report}", instance.uri);
    let activity = ActivityDocument {
        content: Some(row.comment),
        to: vec![target.uri.clone()],
        ..ActivityDocument::new(id, "Flag", instance.uri.clone(), object)
    };
    Ok(Some(Letter {
        document: Document::plain(activity),
        sender: instance,
        reach: Reach::accounts([target.id]),
    }))
}

fn letter<T: Serialize>(
    kind: &'static str,
    id: String,
    from: Account,
    to: &Account,
    object: T,
) -> Letter {
    // GoToSocial drops what is addressed to nobody.
    let activity = ActivityDocument {
        to: vec![to.uri.clone()],
        ..ActivityDocument::new(id, kind, from.uri.clone(), object)
    };
    Letter {
        document: Document::plain(activity),
        reach: Reach::accounts([to.id]),
        sender: from,
    }
}
