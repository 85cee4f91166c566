//! What is told to followers and to everyone concerned.

use domain::account::Account;
use domain::delivery::Reach;
use domain::id::{AccountId, StatusId, TagId};
use domain::{Context, Viewer, credential, remote};
use serde_json::{Value, json};

use super::activity::{Document, enclosed};
use super::note::{self, Posted, posted};
use super::{Letter, actor};
use crate::error::Error;
use crate::vocab::{self, Activity, ActivityDocument, PUBLIC, context};

type Built = Result<Option<Letter>, Error>;

pub(super) async fn create(ctx: &Context, id: StatusId) -> Built {
    let Some(posted) = own(ctx, id).await? else {
        return Ok(None);
    };
    let document = note::create(ctx, &posted);
    Ok(Some(about(posted, document)))
}

/// Without `updated` Mastodon takes it for no edit; each edit has an id of its own.
pub(super) async fn update(ctx: &Context, id: StatusId) -> Built {
    let Some(posted) = own(ctx, id).await? else {
        return Ok(None);
    };
    let row = &posted.view.status.status;
    let id = format!(
        "{}#updates/{}",
        row.uri,
        row.edited_at.unwrap_or(row.created_at).millis()
    );
    let activity = note::about(id, "Update", note::note(ctx, &posted));
    Ok(Some(about(posted, Document::activity(activity))))
}

pub(super) async fn delete(
    ctx: &Context,
    account: AccountId,
    uri: String,
    mentioned: Vec<AccountId>,
    group: Option<AccountId>,
) -> Built {
    let Some(sender) = remote::find_by_id(ctx, account).await? else {
        return Ok(None);
    };
    let tombstone = json!({"id": uri, "type": "Tombstone"});
    let id = format!("{uri}#delete");
    let reach = Reach {
        followers_of: Some(account),
        accounts: mentioned.into_iter().chain(group).collect(),
    };
    Ok(Some(to_public("Delete", id, sender, tombstone, reach)))
}

pub(super) async fn announce(ctx: &Context, id: StatusId) -> Built {
    let Some(posted) = own(ctx, id).await? else {
        return Ok(None);
    };
    let Some(document) = note::announce(&posted) else {
        return Ok(None);
    };
    let author = posted.view.reblog.map(|(_, author)| author.account.id);
    let sender = posted.view.author.account;
    let reach = Reach {
        followers_of: Some(sender.id),
        accounts: author.into_iter().collect(),
    };
    Ok(Some(Letter {
        sender,
        document,
        reach,
    }))
}

pub(super) async fn undo_announce(
    ctx: &Context,
    account: AccountId,
    uri: String,
    object_uri: String,
    author: AccountId,
) -> Built {
    let Some(sender) = remote::find_by_id(ctx, account).await? else {
        return Ok(None);
    };
    let announce = enclosed("Announce", &uri, &sender.uri, &object_uri);
    let reach = Reach {
        followers_of: Some(account),
        accounts: vec![author],
    };
    Ok(Some(to_public(
        "Undo",
        format!("{uri}/undo"),
        sender,
        announce,
        reach,
    )))
}

pub(super) async fn update_actor(ctx: &Context, account: AccountId) -> Built {
    let Some(sender) = remote::find_by_id(ctx, account).await? else {
        return Ok(None);
    };
    let id = format!("{}#updates/{}", sender.uri, ctx.clock.now().millis());
    let object = actor::describe(ctx, sender.clone()).await?;
    let activity = ActivityDocument {
        to: vec![PUBLIC.to_owned()],
        ..ActivityDocument::new(id, "Update", sender.uri.clone(), object)
    };
    Ok(Some(Letter {
        document: Document::of(activity, context::actor()),
        reach: Reach::followers(account),
        sender,
    }))
}

pub(super) async fn delete_actor(ctx: &Context, account: AccountId) -> Built {
    let Some(sender) = remote::find_by_id(ctx, account).await? else {
        return Ok(None);
    };
    let (id, object) = (format!("{}#delete", sender.uri), json!(sender.uri));
    let reach = Reach::followers(account);
    Ok(Some(to_public("Delete", id, sender, object, reach)))
}

/// Where the account went, told to those who followed it and to those who vouch for it; `None` when it came back in the meantime.
pub(super) async fn moved(ctx: &Context, account: AccountId) -> Built {
    let Some(sender) = remote::find_by_id(ctx, account).await? else {
        return Ok(None);
    };
    let Some(target) = actor::destination(ctx, &sender).await? else {
        return Ok(None);
    };
    let at = sender.moved_at.unwrap_or(sender.updated_at).millis();
    let id = format!("{}#moves/{at}", sender.uri);
    let activity = ActivityDocument {
        target: Some(target),
        to: sender.followers_url.iter().cloned().collect(),
        ..ActivityDocument::new(id, "Move", sender.uri.clone(), sender.uri.clone())
    };
    Ok(Some(Letter {
        document: Document::plain(activity),
        reach: Reach {
            accounts: credential::issuers_about(ctx, account).await?,
            ..Reach::followers(account)
        },
        sender,
    }))
}

/// What stands in the collection that an account features.
pub(super) enum Featured {
    /// A pin, by its id.
    Status(String),
    /// A hashtag, as it is written.
    Tag(TagId, String),
}

impl Featured {
    /// What makes one activity another than the next of the same moment.
    fn key(&self) -> String {
        match self {
            Self::Status(uri) => uri.rsplit('/').next().unwrap_or_default().to_owned(),
            Self::Tag(id, _) => id.to_string(),
        }
    }

    fn object(self, ctx: &Context) -> Value {
        match self {
            Self::Status(uri) => json!(uri),
            Self::Tag(_, name) => json!({
                "type": "Hashtag",
                "href": ctx.uris.tag_page(&name),
                "name": format!("#{name}"),
            }),
        }
    }
}

/// `kind` is Add or Remove.
pub(super) async fn feature(
    ctx: &Context,
    kind: &'static str,
    account: AccountId,
    what: Featured,
) -> Built {
    let Some(sender) = remote::find_by_id(ctx, account).await? else {
        return Ok(None);
    };
    let verb = kind.to_lowercase();
    let (key, now) = (what.key(), ctx.clock.now().millis());
    let id = format!("{}#{verb}/{key}-{now}", sender.uri);
    let activity = ActivityDocument {
        target: sender.featured_url.clone(),
        to: vec![PUBLIC.to_owned()],
        ..ActivityDocument::new(id, kind, sender.uri.clone(), what.object(ctx))
    };
    Ok(Some(Letter {
        document: Document::activity(activity),
        reach: Reach::followers(account),
        sender,
    }))
}

/// What someone else said in a thread of `account`, for the followers of `account`.
pub(super) async fn forward(ctx: &Context, account: AccountId, body: String) -> Built {
    let Some(sender) = remote::find_by_id(ctx, account).await? else {
        return Ok(None);
    };
    let activity: Activity = vocab::parse(body.as_bytes())?;
    let Some(id) = activity.id else {
        return Ok(None);
    };
    Ok(Some(Letter {
        document: Document::received(id.to_string(), body),
        reach: Reach::followers(account),
        sender,
    }))
}

/// A status as its author tells it; `None` when it is gone.
pub(super) async fn own(ctx: &Context, id: StatusId) -> Result<Option<Posted>, Error> {
    let author = remote::find_author(ctx, id).await?;
    let Some(author) = author else {
        return Ok(None);
    };
    match posted(ctx, Viewer::Account(author), id).await {
        Ok(posted) => Ok(Some(posted)),
        Err(domain::Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// What is said about a status, to everyone whom it concerns.
pub(super) fn about(posted: Posted, document: Document) -> Letter {
    let view = posted.view;
    let mentioned = view.status.mentions.iter().map(|who| who.id);
    let reach = Reach::of_status(&view.status.status, mentioned);
    Letter {
        sender: view.author.account,
        document,
        reach,
    }
}

fn to_public(
    kind: &'static str,
    id: String,
    sender: Account,
    object: Value,
    reach: Reach,
) -> Letter {
    let activity = ActivityDocument {
        to: vec![PUBLIC.to_owned()],
        cc: sender.followers_url.iter().cloned().collect(),
        ..ActivityDocument::new(id, kind, sender.uri.clone(), object)
    };
    Letter {
        document: Document::plain(activity),
        sender,
        reach,
    }
}
