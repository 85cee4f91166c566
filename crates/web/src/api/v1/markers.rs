//! `/api/v1/markers`: how far someone has read.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State as FromState;
use domain::marker::{self, Timeline};
use serde::Deserialize;

use crate::entity::marker::Marker;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Params, User};
use crate::state::State;

/// `timeline[]`.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    timeline: Vec<String>,
}

/// `GET /api/v1/markers`.
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Asked>,
) -> Result<Json<HashMap<String, Marker>>> {
    user.require("read:statuses")?;
    let timelines: Vec<Timeline> = values
        .timeline
        .iter()
        .filter_map(|word| Timeline::parse(word))
        .collect();
    let markers = marker::list(&state.ctx, user.account_id, &timelines).await?;
    Ok(Json(render(&markers)))
}

/// A position in each timeline that it is sent for.
#[derive(Deserialize)]
pub struct Positions {
    home: Option<Position>,
    notifications: Option<Position>,
}

/// A position in a timeline.
#[derive(Deserialize)]
struct Position {
    #[serde(default, deserialize_with = "lenient::id")]
    last_read_id: Option<i64>,
}

/// `POST /api/v1/markers`, with `home[last_read_id]` and `notifications[last_read_id]`. Never the 409 of Mastodon, which
/// it answers when a row changed between being read and being written: here it is one statement, and the later one counts.
pub async fn create(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Positions>,
) -> Result<Json<HashMap<String, Marker>>> {
    user.require("write:statuses")?;
    let sent = [
        (Timeline::Home, values.home),
        (Timeline::Notifications, values.notifications),
    ];
    let positions: Vec<_> = sent
        .into_iter()
        .filter_map(|(timeline, position)| Some((timeline, position?.last_read_id?)))
        .collect();
    let saved = marker::save(&state.ctx, user.account_id, &positions).await?;
    Ok(Json(render(&saved)))
}

fn render(markers: &[marker::Marker]) -> HashMap<String, Marker> {
    let one = |marker: &marker::Marker| (marker.timeline.clone(), marker.into());
    markers.iter().map(one).collect()
}
