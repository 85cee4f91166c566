//! `/api/v1/admin/trends`: what is much used at the moment, for those who decide what is recommended.

use axum::Json;
use axum::extract::State as FromState;
use axum::response::{IntoResponse, Response};
use domain::id::{CardId, StatusId, TagId};
use domain::moderation::Moderator;
use domain::search::Slice;
use domain::trend::Subject;
use domain::trend::moderate::{self, Judged};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::entity::admin::{AdminTag, AdminTrendsLink};
use crate::entity::count::Empty;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Id, Params, Staff};
use crate::state::State;

const READ: &str = "admin:read";
const WRITE: &str = "admin:write";

/// Which part of the list.
#[derive(Deserialize)]
pub struct Query {
    #[serde(default, deserialize_with = "lenient::id")]
    limit: Option<i64>,
    #[serde(default, deserialize_with = "lenient::id")]
    offset: Option<i64>,
}

impl Query {
    fn slice(&self, usual: u64) -> Slice {
        Slice::of(self.limit, self.offset, usual, usual * 2)
    }
}

/// `GET /api/v1/admin/trends/tags`.
pub async fn tags(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, .. }: Params<Query>,
) -> Result<Json<Vec<AdminTag>>> {
    let by = staff.moderator(READ)?;
    let tags = moderate::tags(&state.ctx, by, values.slice(10)).await?;
    let shown = tags.iter().map(|tag| AdminTag::new(&state.ctx, tag));
    Ok(Json(shown.collect()))
}

/// `GET /api/v1/admin/trends/links`.
pub async fn links(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, .. }: Params<Query>,
) -> Result<Json<Vec<AdminTrendsLink>>> {
    let by = staff.moderator(READ)?;
    let links = moderate::links(&state.ctx, by, values.slice(10)).await?;
    let shown = links
        .iter()
        .map(|link| AdminTrendsLink::new(&state.ctx, link));
    Ok(Json(shown.collect()))
}

/// `GET /api/v1/admin/trends/statuses`: each with `requires_review`.
pub async fn statuses(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, .. }: Params<Query>,
) -> Result<Json<Vec<Value>>> {
    let by = staff.moderator(READ)?;
    let judged = moderate::statuses(&state.ctx, by, values.slice(20)).await?;
    let entries: Vec<_> = judged.iter().map(|one| one.subject).collect();
    let shown = state.fragments.statuses_of(&state.ctx, &entries).await?;
    let mut answer = Vec::new();
    for Judged { subject, allowed } in &judged {
        if let Some(json) = shown.get(&subject.status.id) {
            let mut status: Value =
                serde_json::from_str(json.get()).map_err(domain::Error::from)?;
            status["requires_review"] = json!(allowed.is_none());
            answer.push(status);
        }
    }
    Ok(Json(answer))
}

/// `POST /api/v1/admin/trends/tags/{id}/approve`.
pub async fn approve_tag(
    state: FromState<State>,
    staff: Staff,
    Id(id): Id<TagId>,
) -> Result<Response> {
    judge(&state, &staff, Subject::Tag(id), true).await
}

/// `POST /api/v1/admin/trends/tags/{id}/reject`.
pub async fn reject_tag(
    state: FromState<State>,
    staff: Staff,
    Id(id): Id<TagId>,
) -> Result<Response> {
    judge(&state, &staff, Subject::Tag(id), false).await
}

/// `POST /api/v1/admin/trends/statuses/{id}/approve`.
pub async fn approve_status(
    state: FromState<State>,
    staff: Staff,
    Id(id): Id<StatusId>,
) -> Result<Response> {
    judge(&state, &staff, Subject::Status(id), true).await
}

/// `POST /api/v1/admin/trends/statuses/{id}/reject`.
pub async fn reject_status(
    state: FromState<State>,
    staff: Staff,
    Id(id): Id<StatusId>,
) -> Result<Response> {
    judge(&state, &staff, Subject::Status(id), false).await
}

/// `POST /api/v1/admin/trends/links/{id}/approve`.
pub async fn approve_link(
    state: FromState<State>,
    staff: Staff,
    Id(id): Id<CardId>,
) -> Result<Response> {
    judge(&state, &staff, Subject::Link(id), true).await
}

/// `POST /api/v1/admin/trends/links/{id}/reject`.
pub async fn reject_link(
    state: FromState<State>,
    staff: Staff,
    Id(id): Id<CardId>,
) -> Result<Response> {
    judge(&state, &staff, Subject::Link(id), false).await
}

/// Says whether something may trend. Of a hashtag the answer is how it then is, of anything else `{}`.
async fn judge(state: &State, staff: &Staff, subject: Subject, allowed: bool) -> Result<Response> {
    let by: &Moderator = staff.moderator(WRITE)?;
    moderate::judge(&state.ctx, by, subject, allowed).await?;
    if let Subject::Tag(id) = subject {
        let tag = moderate::show(&state.ctx, by, id).await?;
        return Ok(Json(AdminTag::new(&state.ctx, &tag)).into_response());
    }
    Ok(Json(Empty {}).into_response())
}
