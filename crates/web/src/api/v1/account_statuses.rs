//! `GET /api/v1/accounts/{id}/statuses`.

use axum::extract::State as FromState;
use axum::http::Uri;
use domain::id::AccountId;
use domain::kinds::FilterContext;
use domain::timeline::{self, OfAccount};
use serde::Deserialize;

use super::timelines::render_in;
use crate::api::page::Linked;
use crate::entity::Json;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Id, MaybeUser, Paging, Params};
use crate::state::State;

/// Which of them.
#[derive(Deserialize)]
pub struct Filter {
    #[serde(default, deserialize_with = "lenient::boolean")]
    pinned: Option<bool>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    exclude_replies: Option<bool>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    exclude_reblogs: Option<bool>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    only_media: Option<bool>,
    tagged: Option<String>,
}

/// `GET /api/v1/accounts/{id}/statuses`. Those pinned run by when they were pinned.
pub async fn index(
    FromState(state): FromState<State>,
    user: MaybeUser,
    Id(author): Id<AccountId>,
    paging: Paging,
    uri: Uri,
    Params { values, .. }: Params<Filter>,
) -> Result<Linked<Json>> {
    user.require("read:statuses")?;
    let (ctx, viewer, page) = (&state.ctx, user.viewer(), paging.page(20, 40));
    let entries = if values.pinned == Some(true) {
        timeline::pinned(ctx, viewer, author, page).await?
    } else {
        let which = OfAccount {
            exclude_replies: values.exclude_replies == Some(true),
            exclude_reblogs: values.exclude_reblogs == Some(true),
            only_media: values.only_media == Some(true),
            tagged: values.tagged,
        };
        timeline::of_account(ctx, viewer, author, &which, page).await?
    };
    render_in(FilterContext::Account, &state, &uri, &entries).await
}
