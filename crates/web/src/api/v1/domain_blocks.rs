//! `/api/v1/domain_blocks`: servers that the one who asks does not want to see.

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::account_domain_block;
use serde::Deserialize;

use crate::api::page::Linked;
use crate::entity::count::Empty;
use crate::error::Result;
use crate::extract::{Paging, Params, User};
use crate::state::State;

/// `GET /api/v1/domain_blocks`.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json<Vec<String>>>> {
    user.require("read:blocks")?;
    let page = paging.page(100, 200);
    let blocks = account_domain_block::list(&state.ctx, user.account_id, page).await?;
    let domains: Vec<String> = blocks.iter().map(|block| block.domain.clone()).collect();
    let cursors = blocks.iter().map(|block| block.id.into());
    Ok(Linked::new(&state, &uri, cursors, Json(domains)))
}

/// Which server.
#[derive(Deserialize)]
pub struct Which {
    #[serde(default)]
    domain: String,
}

/// `POST /api/v1/domain_blocks`.
pub async fn create(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Which>,
) -> Result<Json<Empty>> {
    user.require("write:blocks")?;
    account_domain_block::block(&state.ctx, user.account_id, &values.domain).await?;
    Ok(Json(Empty {}))
}

/// `DELETE /api/v1/domain_blocks`.
pub async fn destroy(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Which>,
) -> Result<Json<Empty>> {
    user.require("write:blocks")?;
    account_domain_block::unblock(&state.ctx, user.account_id, &values.domain).await?;
    Ok(Json(Empty {}))
}
