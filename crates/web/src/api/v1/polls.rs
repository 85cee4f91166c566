//! `/api/v1/polls`.

#[cfg(test)]
mod tests;

use axum::Json;
use axum::extract::State as FromState;
use domain::id::PollId;
use domain::{Viewer, poll};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::entity::poll::Poll;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Id, MaybeUser, Params, User};
use crate::state::State;

/// A poll as `viewer` sees it now.
async fn render(state: &State, viewer: Viewer, id: PollId) -> Result<Json<Value>> {
    let ctx = &state.ctx;
    let (poll, status) = poll::show(ctx, viewer, id).await?;
    let now = ctx.clock.now();
    let Viewer::Account(who) = viewer else {
        return Ok(Json(json!(Poll::new(&poll, now, None))));
    };
    let mut choices = poll::choices_of(ctx, &[id], who).await?;
    let choices = choices.remove(&id).unwrap_or_default();
    let own = (choices.as_slice(), status.account_id == who);
    Ok(Json(json!(Poll::new(&poll, now, Some(own)))))
}

/// `GET /api/v1/polls/{id}`. The home of a remote poll is asked for its numbers.
pub async fn show(
    FromState(state): FromState<State>,
    user: MaybeUser,
    Id(id): Id<PollId>,
) -> Result<Json<Value>> {
    user.require("read:statuses")?;
    poll::show(&state.ctx, user.viewer(), id).await?;
    protocol::poll::refresh(&state.federation, id).await?;
    render(&state, user.viewer(), id).await
}

/// What is chosen.
#[derive(Deserialize)]
pub struct Choices {
    #[serde(default, deserialize_with = "lenient::ids")]
    choices: Vec<i64>,
}

/// `POST /api/v1/polls/{id}/votes`.
pub async fn vote(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<PollId>,
    Params { values, .. }: Params<Choices>,
) -> Result<Json<Value>> {
    user.require("write:statuses")?;
    // What is beyond any number of options is no option either.
    let choice = |choice: i64| i32::try_from(choice).unwrap_or(-1);
    let choices: Vec<i32> = values.choices.into_iter().map(choice).collect();
    poll::vote(&state.ctx, user.account_id, id, &choices).await?;
    render(&state, user.viewer(), id).await
}
