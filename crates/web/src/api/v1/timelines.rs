//! `/api/v1/timelines`: home, lists, public and hashtags.

use axum::extract::{Path, State as FromState};
use axum::http::Uri;
use domain::conversation;
use domain::id::ListId;
use domain::kinds::FilterContext;
use domain::timeline::{self, Entry, Hashtags, Narrow, Origin};
use serde::Deserialize;

use crate::api::page::Linked;
use crate::entity::Json;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Id, MaybeUser, Paging, Params, User};
use crate::state::State;

/// Statuses on a page, at first and at most.
const PAGE: (u64, u64) = (20, 40);

/// A page of statuses as JSON, with the `Link` header to its neighbours.
pub(super) async fn render(state: &State, uri: &Uri, entries: &[Entry]) -> Result<Linked<Json>> {
    let json = state.fragments.statuses(&state.ctx, entries).await?;
    let cursors = entries.iter().map(|entry| entry.cursor);
    Ok(Linked::new(state, uri, cursors, json))
}

/// As [`render`], without what the viewer's filters hide in this place. Pages run by what was found: one may be short.
pub(super) async fn render_in(
    place: FilterContext,
    state: &State,
    uri: &Uri,
    entries: &[Entry],
) -> Result<Linked<Json>> {
    let fragments = &state.fragments;
    let json = fragments.timeline(&state.ctx, entries, place).await?;
    let cursors = entries.iter().map(|entry| entry.cursor);
    Ok(Linked::new(state, uri, cursors, json))
}

/// `GET /api/v1/timelines/home`.
pub async fn home(
    FromState(state): FromState<State>,
    user: User,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json>> {
    user.require("read:statuses")?;
    let page = paging.page(PAGE.0, PAGE.1);
    let entries = timeline::home(&state.ctx, user.account_id, page).await?;
    render_in(FilterContext::Home, &state, &uri, &entries).await
}

/// `GET /api/v1/timelines/list/{list_id}`.
pub async fn list(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<ListId>,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json>> {
    user.require("read:lists")?;
    let page = paging.page(PAGE.0, PAGE.1);
    let entries = timeline::list(&state.ctx, user.account_id, id, page).await?;
    render_in(FilterContext::Home, &state, &uri, &entries).await
}

/// `GET /api/v1/timelines/direct`: what conversations are made of, as old apps ask for it.
pub async fn direct(
    FromState(state): FromState<State>,
    user: User,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json>> {
    user.require("read:statuses")?;
    let page = paging.page(PAGE.0, PAGE.1);
    let entries = conversation::statuses(&state.ctx, user.account_id, page).await?;
    render(&state, &uri, &entries).await
}

/// What narrows a public timeline.
#[derive(Deserialize)]
pub struct Filter {
    #[serde(default, deserialize_with = "lenient::boolean")]
    local: Option<bool>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    remote: Option<bool>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    only_media: Option<bool>,
}

impl Filter {
    fn narrow(&self) -> Narrow {
        let origin = match (self.local, self.remote) {
            (Some(true), _) => Origin::Local,
            (_, Some(true)) => Origin::Remote,
            _ => Origin::Any,
        };
        Narrow {
            origin,
            only_media: self.only_media == Some(true),
        }
    }
}

/// `GET /api/v1/timelines/public`.
pub async fn public(
    FromState(state): FromState<State>,
    user: MaybeUser,
    paging: Paging,
    uri: Uri,
    Params { values, .. }: Params<Filter>,
) -> Result<Linked<Json>> {
    user.require("read:statuses")?;
    let page = paging.page(PAGE.0, PAGE.1);
    let entries = timeline::public(&state.ctx, user.viewer(), values.narrow(), page).await?;
    render_in(FilterContext::Public, &state, &uri, &entries).await
}

/// Which link.
#[derive(Deserialize)]
pub struct Link {
    url: String,
}

/// `GET /api/v1/timelines/link`.
pub async fn link(
    FromState(state): FromState<State>,
    user: MaybeUser,
    paging: Paging,
    uri: Uri,
    Params { values, .. }: Params<Link>,
) -> Result<Linked<Json>> {
    user.require("read:statuses")?;
    let page = paging.page(PAGE.0, PAGE.1);
    let entries = timeline::linking(&state.ctx, user.viewer(), &values.url, page).await?;
    render_in(FilterContext::Public, &state, &uri, &entries).await
}

/// Further hashtags of a kind that count; more are ignored, as on Mastodon.
const FURTHER: usize = 4;

/// Further hashtags, and what narrows the timeline.
#[derive(Deserialize)]
pub struct TagFilter {
    #[serde(default, deserialize_with = "lenient::texts")]
    any: Option<Vec<String>>,
    #[serde(default, deserialize_with = "lenient::texts")]
    all: Option<Vec<String>>,
    #[serde(default, deserialize_with = "lenient::texts")]
    none: Option<Vec<String>>,
    #[serde(flatten)]
    filter: Filter,
}

/// `GET /api/v1/timelines/tag/{hashtag}`.
pub async fn tag(
    FromState(state): FromState<State>,
    user: MaybeUser,
    Path(name): Path<String>,
    paging: Paging,
    uri: Uri,
    Params { values, .. }: Params<TagFilter>,
) -> Result<Linked<Json>> {
    user.require("read:statuses")?;
    let further = |names: Option<Vec<String>>| names.into_iter().flatten().take(FURTHER);
    let hashtags = Hashtags {
        any: further(values.any).chain([name]).collect(),
        all: further(values.all).collect(),
        none: further(values.none).collect(),
    };
    let page = paging.page(PAGE.0, PAGE.1);
    let narrow = values.filter.narrow();
    let entries = timeline::tagged(&state.ctx, user.viewer(), &hashtags, narrow, page).await?;
    render_in(FilterContext::Public, &state, &uri, &entries).await
}
