//! What belongs to an actor: what it published, who follows it, whom it follows, what it pinned.

use axum::extract::{OriginalUri, State as FromState};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use domain::account::Account;
use domain::account_list::{self, Listed};
use domain::id::AccountId;
use domain::timeline::{self, OfAccount};
use domain::{Page, block, featured_tag, remote};
use protocol::outgoing;
use protocol::vocab::{CollectionDocument, FirstPage, PageDocument, TagDocument};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::actor::present;
use super::authorized_fetch::Asker;
use super::inbox::request;
use super::{Kept, document};
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Id, Params};
use crate::state::State;

/// Members of a page.
const PAGE: u64 = 40;
/// Pins at most; there are few.
const PINS: u64 = 20;

/// Which part of a collection is asked for; without either, the collection itself.
#[derive(Deserialize)]
pub struct Part {
    page: Option<String>,
    #[serde(default, deserialize_with = "lenient::id")]
    max_id: Option<i64>,
}

impl Part {
    fn page(&self) -> Option<Page> {
        self.page.as_ref()?;
        Some(Page {
            max_id: self.max_id,
            ..Page::first(PAGE)
        })
    }
}

/// GET /ap/users/{id}/followers
pub async fn followers(
    FromState(state): FromState<State>,
    asker: Asker,
    Id(id): Id<AccountId>,
    Params { values: part, .. }: Params<Part>,
) -> Result<Response> {
    let account = present(&state, id).await?;
    let count = account.followers_count;
    let listed = match part.page() {
        Some(page) => account_list::followers(&state.ctx, asker.viewer(), id, page).await?,
        None => return Ok(summary(&account, "followers", count)),
    };
    people(&state, &account, "followers", listed).await
}

/// GET `/ap/users/{id}/followers_synchronization`: the followers of the server that asks, and signs, to itself alone
/// (FEP-8fcf).
pub async fn followers_synchronization(
    FromState(state): FromState<State>,
    Id(id): Id<AccountId>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response> {
    let account = present(&state, id).await?;
    let request = request(&Method::GET, &uri, &headers, &[]);
    let asker = protocol::inbox::signer(&state.federation, request).await?;
    let items = protocol::follow::followers_of_server(&state.federation, id, &asker).await?;
    let address = state
        .ctx
        .uris
        .of_actor(account.id, "followers_synchronization");
    let mut collection = CollectionDocument::ordered(address);
    collection.total_items = Some(items.len() as u64);
    collection.ordered_items = Some(items);
    Ok(document(
        outgoing::collection(collection, None),
        Kept::Never,
    ))
}

/// GET /ap/users/{id}/following
pub async fn following(
    FromState(state): FromState<State>,
    asker: Asker,
    Id(id): Id<AccountId>,
    Params { values: part, .. }: Params<Part>,
) -> Result<Response> {
    let account = present(&state, id).await?;
    let count = account.following_count;
    let listed = match part.page() {
        Some(page) => account_list::following(&state.ctx, asker.viewer(), id, page).await?,
        None => return Ok(summary(&account, "following", count)),
    };
    people(&state, &account, "following", listed).await
}

/// GET /ap/users/{id}/outbox: what everyone may see, the newest first.
pub async fn outbox(
    FromState(state): FromState<State>,
    asker: Asker,
    Id(id): Id<AccountId>,
    Params { values: part, .. }: Params<Part>,
) -> Result<Response> {
    let account = present(&state, id).await?;
    let Some(page) = part.page() else {
        return Ok(summary(&account, "outbox", account.statuses_count));
    };
    let ctx = &state.ctx;
    let which = OfAccount::default();
    let entries = timeline::of_account(ctx, asker.viewer(), id, &which, page).await?;
    let next = entries.last().map(|entry| entry.cursor);
    let posts = outgoing::posts(ctx, &entries).await?;
    let items = posts.iter().map(|posted| {
        let activity = outgoing::announce(posted);
        raw(activity
            .unwrap_or_else(|| outgoing::create(ctx, posted))
            .body)
    });
    Ok(page_of(&account, "outbox", items.collect(), next))
}

/// GET /actor/outbox: the instance itself publishes nothing.
pub async fn instance_outbox(FromState(state): FromState<State>) -> Response {
    let address = format!("{}/outbox", state.ctx.uris.instance_actor());
    let mut collection = CollectionDocument::<Value>::ordered(address);
    collection.total_items = Some(0);
    document(outgoing::collection(collection, None), Kept::Public(600))
}

/// GET /ap/users/{id}/collections/featured: pins, whole, since there are few.
pub async fn featured(
    FromState(state): FromState<State>,
    asker: Asker,
    Id(id): Id<AccountId>,
) -> Result<Response> {
    let account = present(&state, id).await?;
    let ctx = &state.ctx;
    let entries = timeline::pinned(ctx, asker.viewer(), id, Page::first(PINS)).await?;
    let posts = outgoing::posts(ctx, &entries).await?;
    // Groups pin what others wrote: their own servers describe that.
    let items = posts.iter().map(|posted| {
        let status = &posted.view.status.status;
        if status.local {
            raw(outgoing::status(ctx, posted).body)
        } else {
            raw(Value::from(status.uri.clone()).to_string())
        }
    });
    let address = format!("{}/collections/featured", account.uri);
    let mut collection = CollectionDocument::ordered(address);
    collection.ordered_items = Some(items.collect());
    collection.total_items = collection
        .ordered_items
        .as_ref()
        .map(|items: &Vec<_>| items.len() as u64);
    Ok(document(
        outgoing::collection(collection, None),
        Kept::Public(180),
    ))
}

/// GET /ap/users/{id}/collections/tags: the hashtags on its profile, whole, since there are few.
pub async fn tags(
    FromState(state): FromState<State>,
    asker: Asker,
    Id(id): Id<AccountId>,
) -> Result<Response> {
    let account = present(&state, id).await?;
    let featured = if block::hides(&state.ctx, id, asker.viewer()).await? {
        Vec::new()
    } else {
        featured_tag::list(&state.ctx, id).await?
    };
    let items: Vec<TagDocument> = featured
        .into_iter()
        .map(|tag| TagDocument::Hashtag {
            href: state.ctx.uris.tag_page(&tag.name),
            name: format!("#{}", tag.display_name),
        })
        .collect();
    let address = format!("{}/collections/tags", account.uri);
    let mut collection = CollectionDocument::unordered(address);
    collection.total_items = Some(items.len() as u64);
    collection.items = Some(items);
    let body = outgoing::collection(collection, None);
    Ok(document(body, Kept::Public(180)))
}

/// GET /ap/users/{id}/moderators: who runs a group, owners first (FEP-1b12).
pub async fn moderators(
    FromState(state): FromState<State>,
    Id(id): Id<AccountId>,
) -> Result<Response> {
    let group = domain::group::show(&state.ctx, id).await?;
    let moderators = group.moderators.into_iter().map(|(account, _)| account.uri);
    let items: Vec<Value> = moderators.map(Value::from).collect();
    let address = format!("{}/moderators", group.account.uri);
    let mut collection = CollectionDocument::ordered(address);
    collection.total_items = Some(items.len() as u64);
    collection.ordered_items = Some(items);
    let body = outgoing::collection(collection, None);
    Ok(document(body, Kept::Public(60)))
}

/// The collection itself. Where its members are kept secret there is no first page.
fn summary(account: &Account, what: &str, count: i64) -> Response {
    let address = format!("{}/{what}", account.uri);
    let mut collection = CollectionDocument::<Value>::ordered(address.clone());
    collection.total_items = u64::try_from(count).ok();
    let is_open = what == "outbox" || !account.hide_collections;
    collection.first = is_open.then(|| FirstPage::Address(format!("{address}?page=true")));
    document(outgoing::collection(collection, None), Kept::Public(180))
}

async fn people(
    state: &State,
    account: &Account,
    what: &str,
    listed: Vec<Listed>,
) -> Result<Response> {
    let next = listed.last().map(|row| row.cursor);
    let ids: Vec<AccountId> = listed.into_iter().map(|row| row.account_id).collect();
    let uris = remote::uris_of(&state.ctx, &ids).await?;
    let items = uris.into_iter().map(Value::from).collect();
    Ok(page_of(account, what, items, next))
}

fn page_of<T: serde::Serialize>(
    account: &Account,
    what: &str,
    items: Vec<T>,
    next: Option<i64>,
) -> Response {
    let address = format!("{}/{what}", account.uri);
    let mut page = PageDocument::ordered(address.clone(), items);
    page.next = next.map(|cursor| format!("{address}?page=true&max_id={cursor}"));
    let collection = CollectionDocument::ordered(address);
    document(
        outgoing::collection(collection, Some(page)),
        Kept::Public(60),
    )
}

fn raw(body: String) -> Box<RawValue> {
    RawValue::from_string(body).expect("a document is JSON")
}
