//! `/api/v1/endorsements`: whom one recommends oneself.

use axum::extract::State as FromState;
use axum::http::Uri;
use domain::account_list;

use crate::api::page::{self, Linked};
use crate::entity::Json;
use crate::error::Result;
use crate::extract::{Paging, User};
use crate::state::State;

/// `GET /api/v1/endorsements`.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json>> {
    user.require("read:accounts")?;
    let wanted = paging.page(40, 80);
    let own = user.account_id;
    let listed = account_list::endorsements(&state.ctx, user.viewer(), own, wanted).await?;
    page::accounts(&state, &uri, &listed).await
}
