//! `/confirm`: the link that confirms an address.

use axum::extract::{Query, State as FromState};
use axum::response::Response;
use domain::user;
use serde::Deserialize;

use crate::extract::Frame;
use crate::pages::auth::NoticePage;
use crate::state::State;

/// The link's parameter.
#[derive(Deserialize)]
pub struct Link {
    #[serde(default)]
    token: String,
}

/// `GET /confirm`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Query(link): Query<Link>,
) -> Response {
    let result = user::confirm(&state.ctx, &link.token).await;
    frame.finish(result.map_err(Into::into).map(|user| {
        let page = frame.page("confirmed-title");
        frame.show(&NoticePage::confirmed(page, user.approved_at.is_none()))
    }))
}
