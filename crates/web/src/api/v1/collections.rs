//! `/api/v1/collections`, who is in them, and those of an account.

#[cfg(test)]
mod tests;

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::collection::{self, CollectionView, Settings};
use domain::id::{AccountId, CollectionId, CollectionItemId};
use domain::search::Slice;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::api::page::Linked;
use crate::entity::Json as Fragment;
use crate::entity::collection::{
    Collections, WrappedCollection, WrappedCollectionItem, with_accounts,
};
use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{Id, Ids, MaybeUser, Params, User};
use crate::state::State;

/// What is said of a collection.
#[derive(Deserialize)]
pub struct Form {
    name: Option<String>,
    description: Option<String>,
    language: Option<String>,
    tag_name: Option<String>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    sensitive: Option<bool>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    discoverable: Option<bool>,
    /// Who is in it from the beginning.
    #[serde(default, deserialize_with = "lenient::every_id")]
    account_ids: Vec<i64>,
}

impl Form {
    fn split(self) -> (Settings, Vec<AccountId>) {
        let settings = Settings {
            name: self.name,
            description: self.description,
            language: self.language,
            tag: self.tag_name,
            sensitive: self.sensitive,
            discoverable: self.discoverable,
        };
        let members = self.account_ids.into_iter().map(AccountId);
        (settings, members.collect())
    }
}

/// `POST /api/v1/collections`.
pub async fn create(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Form>,
) -> Result<Json<WrappedCollection>> {
    user.require("write:collections")?;
    let (settings, members) = values.split();
    let made = collection::create(&state.ctx, user.account_id, settings, &members).await?;
    Ok(Json(WrappedCollection::new(&state.ctx, made)))
}

/// `GET /api/v1/collections/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    viewer: MaybeUser,
    Id(id): Id<CollectionId>,
) -> Result<Fragment> {
    viewer.require("read:collections")?;
    let found = collection::show(&state.ctx, viewer.viewer(), id).await?;
    with_accounts(&state, found).await
}

/// `PATCH /api/v1/collections/{id}`.
pub async fn update(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<CollectionId>,
    Params { values, .. }: Params<Form>,
) -> Result<Json<WrappedCollection>> {
    user.require("write:collections")?;
    let (settings, _) = values.split();
    let changed = collection::update(&state.ctx, user.account_id, id, settings).await?;
    Ok(Json(WrappedCollection::new(&state.ctx, changed)))
}

/// `DELETE /api/v1/collections/{id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<CollectionId>,
) -> Result<Json<Value>> {
    user.require("write:collections")?;
    collection::delete(&state.ctx, user.account_id, id).await?;
    Ok(Json(json!({})))
}

/// Who is meant.
#[derive(Deserialize)]
pub struct Member {
    #[serde(default, deserialize_with = "lenient::id")]
    account_id: Option<i64>,
}

/// `POST /api/v1/collections/{collection_id}/items`.
pub async fn add(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<CollectionId>,
    Params { values, .. }: Params<Member>,
) -> Result<Json<WrappedCollectionItem>> {
    user.require("write:collections")?;
    let member = values.account_id.map(AccountId);
    let member = member.ok_or_else(|| Error::invalid("account_id", "must be given"))?;
    let item = collection::add(&state.ctx, user.account_id, id, member).await?;
    Ok(Json(item.into()))
}

/// `DELETE /api/v1/collections/{collection_id}/items/{id}`.
pub async fn remove(
    FromState(state): FromState<State>,
    user: User,
    Ids(id, item): Ids<CollectionId, CollectionItemId>,
) -> Result<Json<Value>> {
    user.require("write:collections")?;
    collection::remove(&state.ctx, user.account_id, id, item).await?;
    Ok(Json(json!({})))
}

/// `POST /api/v1/collections/{collection_id}/items/{id}/revoke`.
pub async fn revoke(
    FromState(state): FromState<State>,
    user: User,
    Ids(id, item): Ids<CollectionId, CollectionItemId>,
) -> Result<Json<Value>> {
    user.require("write:collections")?;
    collection::revoke(&state.ctx, user.account_id, id, item).await?;
    Ok(Json(json!({})))
}

/// Which part of a list.
#[derive(Deserialize)]
pub struct Part {
    #[serde(default, deserialize_with = "lenient::id")]
    limit: Option<i64>,
    #[serde(default, deserialize_with = "lenient::id")]
    offset: Option<i64>,
}

impl Part {
    fn slice(&self) -> Slice {
        Slice::of(self.limit, self.offset, 40, 80)
    }
}

/// `GET /api/v1/accounts/{id}/collections`.
pub async fn index(
    FromState(state): FromState<State>,
    viewer: MaybeUser,
    Id(id): Id<AccountId>,
    uri: Uri,
    Params { values, .. }: Params<Part>,
) -> Result<Linked<Json<Collections>>> {
    viewer.require("read:collections")?;
    let slice = values.slice();
    let found = collection::list(&state.ctx, viewer.viewer(), id, slice).await?;
    Ok(linked(&state, &uri, slice, found))
}

/// `GET /api/v1/accounts/{id}/in_collections`: in which one is oneself; nobody is told it of others.
pub async fn featuring(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
    uri: Uri,
    Params { values, .. }: Params<Part>,
) -> Result<Linked<Json<Collections>>> {
    user.require("read:collections")?;
    if id != user.account_id {
        return Err(domain::Error::Forbidden("This action is not allowed").into());
    }
    let slice = values.slice();
    let found = collection::featuring(&state.ctx, id, slice).await?;
    Ok(linked(&state, &uri, slice, found))
}

fn linked(
    state: &State,
    uri: &Uri,
    slice: Slice,
    found: Vec<CollectionView>,
) -> Linked<Json<Collections>> {
    let shown = found.len();
    let body = Json(Collections::new(&state.ctx, found));
    Linked::counted(state, uri, slice, shown, body)
}
