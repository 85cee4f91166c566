//! What another server keeps beside one of its actors: how many follow it, what it pinned, what it often writes about.

use domain::account::Account;
use domain::id::{AccountId, StatusId};
use domain::remote::{self, Collections};
use domain::status::Reason;
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::origin::same_origin;
use crate::vocab::{Collection, Embedded, Object, Tag};
use crate::{collection, note, resolve};

/// Requests that one look at an account may cause.
const REQUESTS: u32 = 16;
/// Members of a collection that are looked at.
const MEMBERS: usize = 20;

/// Asks for everything beside a remote account, and for the account itself when what is known of it is old
/// (`Job::FetchCollections`). What cannot be had stays as it was.
pub async fn fetch(federation: &Federation, id: AccountId) -> Result<(), Error> {
    let ctx = &federation.ctx;
    let Some(known) = remote::due(ctx, id).await? else {
        return Ok(());
    };
    let mut budget = Budget::new(REQUESTS);
    let Ok(uri) = Url::parse(&known.uri) else {
        return Ok(());
    };
    let account = match Box::pin(resolve::actor(federation, &uri, &mut budget)).await {
        Ok(account) => account,
        Err(Error::Gone) => return Ok(()),
        Err(error) => return Err(error),
    };
    let found = ask(federation, &account, &mut budget).await;
    Ok(remote::keep(ctx, id, found).await?)
}

async fn ask(federation: &Federation, account: &Account, budget: &mut Budget) -> Collections {
    let followers = collection(federation, account.followers_url.as_deref(), budget).await;
    let following = collection(federation, account.following_url.as_deref(), budget).await;
    let outbox = collection(federation, account.outbox_url.as_deref(), budget).await;
    let total = |found: &Option<Collection>| found.as_ref()?.total_items;
    let lists = [&followers, &following];
    let hidden = lists.into_iter().flatten().map(is_hidden);
    Collections {
        followers: total(&followers),
        following: total(&following),
        statuses: total(&outbox),
        hidden: hidden.reduce(|one, other| one || other),
        tags: tags(federation, account, budget).await,
        pins: Box::pin(pins(federation, account, budget)).await,
    }
}

/// Members that have neither a page nor stand here are kept secret, as on Mastodon.
fn is_hidden(found: &Collection) -> bool {
    found.first.is_none() && found.members().is_empty()
}

/// A collection of the account; `None` when it names none or it cannot be had.
async fn collection(
    federation: &Federation,
    address: Option<&str>,
    budget: &mut Budget,
) -> Option<Collection> {
    let address = Url::parse(address?).ok()?;
    read(collection::fetch(federation, &address, budget).await)
}

/// The members that a collection of the account begins with.
async fn members(
    federation: &Federation,
    address: Option<&str>,
    budget: &mut Budget,
) -> Option<Vec<Embedded>> {
    let address = Url::parse(address?).ok()?;
    let mut members = read(collection::beginning(federation, &address, budget).await)?;
    members.truncate(MEMBERS);
    Some(members)
}

fn read<T>(asked: Result<T, Error>) -> Option<T> {
    asked
        .inspect_err(|error| tracing::debug!(%error, "a collection is not read"))
        .ok()
}

async fn tags(
    federation: &Federation,
    account: &Account,
    budget: &mut Budget,
) -> Option<Vec<String>> {
    let members = members(federation, account.featured_tags_url.as_deref(), budget).await?;
    let name = |member: &Embedded| Some(member.parse::<Tag>().ok()?.hashtag()?.to_owned());
    Some(members.iter().filter_map(name).collect())
}

async fn pins(
    federation: &Federation,
    account: &Account,
    budget: &mut Budget,
) -> Option<Vec<StatusId>> {
    let members = members(federation, account.featured_url.as_deref(), budget).await?;
    let mut pins = Vec::new();
    for member in members {
        // No more is stored than can be shown.
        if pins.len() as u64 >= domain::pin::LIMIT {
            break;
        }
        match pin(federation, account, &member, budget).await {
            Ok(status) => pins.push(status),
            Err(error) => tracing::debug!(%error, account = account.uri, "a pin is not read"),
        }
    }
    Some(pins)
}

/// A pinned status: the account's own, from its own server. What stands in the collection itself came from there.
async fn pin(
    federation: &Federation,
    account: &Account,
    member: &Embedded,
    budget: &mut Budget,
) -> Result<StatusId, Error> {
    let refused = || Error::Refused("a pin is somebody else's".to_owned());
    let uri = member.id().ok_or_else(refused)?;
    let home = Url::parse(&account.uri).map_err(|_| refused())?;
    if !same_origin(&uri, &home) {
        return Err(refused());
    }
    let is_status = member.kind().is_some_and(|kind| note::is_status(&kind));
    if !member.is_object() || !is_status {
        return Ok(resolve::status(federation, &uri, budget).await?.id);
    }
    let object: Object = member.parse()?;
    if !object.attributed_to.contains(&home) {
        return Err(refused());
    }
    let described = note::describe(federation, &object, account).await?;
    let kept = resolve::keep_status(federation, described, Reason::Fetched).await?;
    Ok(kept.id)
}
