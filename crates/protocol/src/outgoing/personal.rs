//! What is told to one actor alone.

use domain::Context;
use domain::account::Account;
use domain::delivery::Reach;
use domain::id::{AccountId, ReportId};
use domain::outgoing::{Outgoing, parties};
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
            let found = parties::favourite(ctx, favourite_id).await?;
            Ok(found.and_then(|(row, status, pair)| {
                let object = status.uri;
                Some(letter("Like", row.uri?, pair.from, &pair.to, object))
            }))
        }
        Outgoing::UndoLike {
            account_id,
            uri,
            object_uri,
            author_id,
        } => undo(ctx, "Like", &uri, (account_id, author_id), Some(object_uri)).await,
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
        } => undo(ctx, "Follow", &uri, (account_id, target_id), None).await,
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
        } => undo(ctx, "Block", &uri, (account_id, target_id), None).await,
        Outgoing::Flag { report_id } => flag(federation, report_id).await,
        _ => Ok(None),
    }
}

/// Takes back what `from` sent to `to`. What is taken back was about `object`, or else about `to`.
async fn undo(
    ctx: &Context,
    kind: &'static str,
    uri: &str,
    (from, to): (AccountId, AccountId),
    object: Option<String>,
) -> Result<Option<Letter>, Error> {
    let pair = parties::pair(ctx, from, to).await?;
    Ok(pair.map(|pair| {
        let object = object.unwrap_or_else(|| pair.to.uri.clone());
        let undone = enclosed(kind, uri, &pair.from.uri, &object);
        letter("Undo", format!("{uri}/undo"), pair.from, &pair.to, undone)
    }))
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

/// A report goes out in the name of the instance: who reports stays unknown.
async fn flag(federation: &Federation, report: ReportId) -> Result<Option<Letter>, Error> {
    let Some((row, statuses, target)) = parties::report(&federation.ctx, report).await? else {
        return Ok(None);
    };
    let instance = federation.instance_actor().await?.clone();
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
