//! What a group passes on to its followers (FEP-1b12): the activity of someone else, unchanged, in an Announce of the
//! group. Servers that do not look into an Announce get the group's boost beside it.

use domain::account::Account;
use domain::delivery::Reach;
use domain::id::{AccountId, FavouriteId, StatusId};
use domain::outgoing::{Outgoing, parties};
use domain::secret::hash_token;
use domain::{Context, group_post, group_vote, remote};
use serde_json::value::RawValue;

use super::activity::{Document, enclosed};
use super::public::own;
use super::{Letter, note, personal, public};
use crate::error::Error;
use crate::federation::Federation;
use crate::proof;
use crate::vocab::{ActivityDocument, PUBLIC};

type Built = Result<Option<Letter>, Error>;

/// Builds what a group passes on; what is for one actor alone is built beside.
pub(super) async fn build(federation: &Federation, outgoing: Outgoing) -> Built {
    let ctx = &federation.ctx;
    match outgoing {
        Outgoing::GroupAnnounce {
            group_id,
            status_id,
        } => announce(ctx, group_id, status_id).await,
        Outgoing::GroupUpdate {
            group_id,
            status_id,
        } => update(ctx, group_id, status_id).await,
        Outgoing::GroupDelete {
            group_id,
            account_id,
            object_uri,
        } => delete(ctx, group_id, account_id, object_uri).await,
        Outgoing::GroupLike {
            group_id,
            favourite_id,
        } => like(ctx, group_id, favourite_id).await,
        Outgoing::GroupUndoLike {
            group_id,
            account_id,
            uri,
            object_uri,
        } => undo_like(ctx, group_id, account_id, &uri, &object_uri).await,
        Outgoing::GroupForward { group_id, body } => forward(ctx, group_id, body).await,
        Outgoing::GroupForwardVote { group_id, body } => vote(ctx, group_id, body).await,
        other => personal::build(federation, other).await,
    }
}

/// A status, in the activity that it came with or, if it is ours, in its Create.
async fn announce(ctx: &Context, group: AccountId, id: StatusId) -> Built {
    let Some(post) = group_post::announced(ctx, group, id).await? else {
        return Ok(None);
    };
    let activity = match post.activity {
        Some(activity) => activity,
        None => match own(ctx, id).await? {
            Some(posted) => {
                let create = note::create(ctx, &posted);
                let author = posted.view.author.account;
                proof::sign(ctx, &author, create).await?.body
            }
            None => return Ok(None),
        },
    };
    wrap(ctx, group, &format!("statuses/{id}"), activity).await
}

/// An edit of a status of ours.
async fn update(ctx: &Context, group: AccountId, id: StatusId) -> Built {
    match public::update(ctx, id).await? {
        Some(letter) => {
            let update = proof::sign(ctx, &letter.sender, letter.document).await?;
            forward(ctx, group, update.body).await
        }
        None => Ok(None),
    }
}

/// The end of a status of ours, by its author.
async fn delete(ctx: &Context, group: AccountId, by: AccountId, object: String) -> Built {
    let Some(pair) = parties::pair(ctx, by, group).await? else {
        return Ok(None);
    };
    let id = format!("{object}#delete/groups/{group}");
    let delete = ActivityDocument::new(id, "Delete", pair.from.uri.clone(), object);
    let delete = Document::plain(to_group(delete, &pair.to));
    forward(ctx, group, proof::sign(ctx, &pair.from, delete).await?.body).await
}

/// A vote of someone of ours.
async fn like(ctx: &Context, group: AccountId, id: FavouriteId) -> Built {
    let found = parties::favourite(ctx, id).await?;
    let group = remote::find_by_id(ctx, group).await?;
    let Some(((row, status, pair), group)) = found.zip(group) else {
        return Ok(None);
    };
    let Some(uri) = row.uri else {
        return Ok(None);
    };
    let like = ActivityDocument::new(uri, "Like", pair.from.uri.clone(), status.uri);
    let like = Document::plain(to_group(like, &group));
    vote(
        ctx,
        group.id,
        proof::sign(ctx, &pair.from, like).await?.body,
    )
    .await
}

async fn undo_like(
    ctx: &Context,
    group: AccountId,
    by: AccountId,
    uri: &str,
    object: &str,
) -> Built {
    let Some(pair) = parties::pair(ctx, by, group).await? else {
        return Ok(None);
    };
    let like = enclosed("Like", uri, &pair.from.uri, object);
    let undo = ActivityDocument::new(format!("{uri}/undo"), "Undo", pair.from.uri.clone(), like);
    let undo = Document::plain(to_group(undo, &pair.to));
    vote(ctx, group, proof::sign(ctx, &pair.from, undo).await?.body).await
}

/// Addressed as activities in a group are.
pub(super) fn to_group<T>(activity: ActivityDocument<T>, group: &Account) -> ActivityDocument<T> {
    ActivityDocument {
        to: vec![PUBLIC.to_owned()],
        cc: vec![group.uri.clone()],
        audience: Some(group.uri.clone()),
        ..activity
    }
}

/// Whatever else was said. The same is passed on under the same id.
pub(super) async fn forward(ctx: &Context, group: AccountId, activity: String) -> Built {
    let what = format!("forwards/{}", hash_token(&activity));
    wrap(ctx, group, &what, activity).await
}

/// A vote, for servers that have groups themselves.
async fn vote(ctx: &Context, group: AccountId, activity: String) -> Built {
    let listeners = group_vote::listeners(ctx, group).await?;
    let letter = forward(ctx, group, activity).await?;
    Ok(letter.map(|letter| Letter {
        reach: Reach::accounts(listeners),
        ..letter
    }))
}

async fn wrap(ctx: &Context, group: AccountId, what: &str, activity: String) -> Built {
    let Some(group) = remote::find_by_id(ctx, group).await? else {
        return Ok(None);
    };
    let object = RawValue::from_string(activity).map_err(domain::Error::from)?;
    let id = format!("{}#announces/{what}", group.uri);
    let activity = ActivityDocument {
        to: vec![PUBLIC.to_owned()],
        cc: group.followers_url.iter().cloned().collect(),
        ..ActivityDocument::new(id, "Announce", group.uri.clone(), object)
    };
    Ok(Some(Letter {
        document: Document::activity(activity),
        reach: Reach::followers(group.id),
        sender: group,
    }))
}
