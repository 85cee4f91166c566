//! What a group passes on to its followers (FEP-1b12): the activity of someone else, unchanged, in an Announce of the
//! group. Servers that do not look into an Announce get the group's boost beside it.

use domain::delivery::Reach;
use domain::id::{AccountId, StatusId};
use domain::{Context, group_post, remote};
use serde_json::value::RawValue;

use super::activity::Document;
use super::public::own;
use super::{Letter, note, public};
use crate::error::Error;
use crate::proof;
use crate::vocab::{ActivityDocument, PUBLIC};

/// Its presence tells servers of the threadiverse that a moderator deleted, and not the author.
const MODERATED: &str = "Removed by a moderator of the group";

type Built = Result<Option<Letter>, Error>;

/// A status, in the activity that it came with or, if it is ours, in its Create.
pub(super) async fn announce(ctx: &Context, group: AccountId, id: StatusId) -> Built {
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
pub(super) async fn update(ctx: &Context, group: AccountId, id: StatusId) -> Built {
    match public::update(ctx, id).await? {
        Some(letter) => {
            let update = proof::sign(ctx, &letter.sender, letter.document).await?;
            forward(ctx, group, update.body).await
        }
        None => Ok(None),
    }
}

/// The end of a status, by its author or by a moderator of the group.
pub(super) async fn delete(
    ctx: &Context,
    group: AccountId,
    by: AccountId,
    object: String,
    is_moderation: bool,
) -> Built {
    let group = remote::find_by_id(ctx, group).await?;
    let by = remote::find_by_id(ctx, by).await?;
    let Some((group, by)) = group.zip(by) else {
        return Ok(None);
    };
    let id = format!("{}#deletes/{}", by.uri, ctx.clock.now().millis());
    let activity = ActivityDocument {
        to: vec![PUBLIC.to_owned()],
        cc: vec![group.uri.clone()],
        audience: Some(group.uri),
        summary: is_moderation.then(|| MODERATED.to_owned()),
        ..ActivityDocument::new(id, "Delete", by.uri.clone(), object)
    };
    let delete = proof::sign(ctx, &by, Document::plain(activity)).await?;
    forward(ctx, group.id, delete.body).await
}

/// Whatever else was said of a status.
pub(super) async fn forward(ctx: &Context, group: AccountId, activity: String) -> Built {
    let now = ctx.clock.now().millis();
    wrap(ctx, group, &format!("forwards/{now}"), activity).await
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
