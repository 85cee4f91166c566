//! What relays are told (FEP-ae0c).

use domain::Context;
use domain::delivery::Reach;
use domain::id::{AccountId, RelayId, StatusId};
use domain::kinds::{RelayKind, RelayState};
use domain::outgoing::Outgoing;
use domain::relay::{self, Relay};
use domain::remote;
use serde_json::Value;
use url::Url;

use super::Letter;
use super::activity::{Document, enclosed};
use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::resolve;
use crate::vocab::{ActivityDocument, PUBLIC};

type Built = Result<Option<Letter>, Error>;

/// The inboxes of relays that an activity goes to beside its audience.
pub(super) async fn inboxes(ctx: &Context, outgoing: &Outgoing) -> Result<Vec<String>, Error> {
    match outgoing {
        Outgoing::FollowRelay { relay_id } => match relay::show(ctx, *relay_id).await {
            Ok(relay) => Ok(inbox(&relay.url, relay.kind)),
            Err(domain::Error::NotFound) => Ok(Vec::new()),
            Err(error) => Err(error.into()),
        },
        Outgoing::UndoFollowRelay { url, kind, .. } => Ok(inbox(url, *kind)),
        Outgoing::Create { status_id } | Outgoing::Update { status_id } => {
            if !relay::may_hear_of(ctx, *status_id).await? {
                return Ok(Vec::new());
            }
            accepted(ctx).await
        }
        Outgoing::Delete {
            is_public: true, ..
        } => accepted(ctx).await,
        _ => Ok(Vec::new()),
    }
}

async fn accepted(ctx: &Context) -> Result<Vec<String>, Error> {
    let relays = relay::accepted(ctx).await?;
    let inboxes = relays
        .iter()
        .flat_map(|relay| inbox(&relay.url, relay.kind));
    Ok(inboxes.collect())
}

/// One of Mastodon's kind is known by its inbox; the other is an account like any other.
fn inbox(url: &str, kind: RelayKind) -> Vec<String> {
    match kind {
        RelayKind::Inbox => vec![url.to_owned()],
        RelayKind::Actor => Vec::new(),
    }
}

/// The Follow by the instance actor: of Public in Mastodon's way, of the relay's actor in LitePub's.
pub(super) async fn follow(federation: &Federation, id: RelayId) -> Built {
    let ctx = &federation.ctx;
    let relay = match relay::show(ctx, id).await {
        Ok(relay) => relay,
        Err(domain::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let account = match relay.kind {
        RelayKind::Inbox => None,
        RelayKind::Actor => Some(find_actor(federation, &relay).await?),
    };
    let (object, reach) = target(&relay.url, relay.kind, account);
    let instance = federation.instance_actor().await?;
    let activity = ActivityDocument {
        to: vec![object.clone()],
        ..ActivityDocument::new(relay.follow_uri, "Follow", instance.uri.clone(), object)
    };
    Ok(Some(Letter {
        document: Document::plain(activity),
        sender: instance,
        reach,
    }))
}

async fn find_actor(federation: &Federation, relay: &Relay) -> Result<AccountId, Error> {
    let no_address = || Error::Refused(format!("{} is no address", relay.url));
    let url = Url::parse(&relay.url).map_err(|_| no_address())?;
    let actor = resolve::actor(federation, &url, &mut Budget::default()).await?;
    relay::settle(&federation.ctx, relay.id, actor.id, RelayState::Pending).await?;
    Ok(actor.id)
}

fn target(url: &str, kind: RelayKind, account: Option<AccountId>) -> (String, Reach) {
    match kind {
        RelayKind::Inbox => (PUBLIC.to_owned(), Reach::default()),
        RelayKind::Actor => (url.to_owned(), Reach::accounts(account)),
    }
}

pub(super) async fn unfollow(
    federation: &Federation,
    (url, kind): (String, RelayKind),
    account: Option<AccountId>,
    follow_uri: String,
) -> Built {
    let (object, reach) = target(&url, kind, account);
    let instance = federation.instance_actor().await?;
    let follow: Value = enclosed("Follow", &follow_uri, &instance.uri, &object);
    let id = format!("{follow_uri}/undo");
    let activity = ActivityDocument {
        to: vec![object],
        ..ActivityDocument::new(id, "Undo", instance.uri.clone(), follow)
    };
    Ok(Some(Letter {
        document: Document::plain(activity),
        sender: instance,
        reach,
    }))
}

/// The Announce of a public status by the instance actor, for relays of LitePub's kind.
pub(super) async fn announce(federation: &Federation, id: StatusId) -> Built {
    let ctx = &federation.ctx;
    if !relay::may_hear_of(ctx, id).await? {
        return Ok(None);
    }
    let author = remote::find_author(ctx, id).await?;
    let Some(author) = author else {
        return Ok(None);
    };
    let relays = relay::accepted(ctx).await?;
    let relays = relays.iter().filter(|relay| relay.kind == RelayKind::Actor);
    let accounts: Vec<AccountId> = relays.filter_map(|relay| relay.account_id).collect();
    let instance = federation.instance_actor().await?;
    let activity = ActivityDocument {
        to: remote::uris_of(ctx, &accounts).await?,
        cc: vec![PUBLIC.to_owned()],
        ..ActivityDocument::new(
            format!("{}#announces/{id}", instance.uri),
            "Announce",
            instance.uri.clone(),
            ctx.uris.status(author, id),
        )
    };
    Ok(Some(Letter {
        document: Document::plain(activity),
        sender: instance,
        reach: Reach::accounts(accounts),
    }))
}
