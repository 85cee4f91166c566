//! `/api/v1/media`: uploads, until a status carries them.

use axum::Json;
use axum::extract::{Path, State as FromState};
use domain::id::MediaId;
use domain::media::{self, Wording};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::entity::media::MediaAttachment;
use crate::error::{Error, Result};
use crate::extract::{Params, User};
use crate::state::State;

/// What is said about a file.
#[derive(Deserialize)]
pub struct Words {
    description: Option<String>,
    /// `x,y`.
    focus: Option<String>,
}

impl Words {
    fn wording(self) -> Result<Wording> {
        let focus = self.focus.filter(|text| !text.is_empty());
        let focus = focus.map(|text| text.parse()).transpose();
        Ok(Wording {
            description: self.description,
            focus: focus.map_err(|error| Error::invalid("focus", format!("{error}")))?,
        })
    }
}

/// `POST /api/v1/media` and `POST /api/v2/media`: pictures are ready when the answer comes, so both answer the same.
pub async fn create(
    FromState(state): FromState<State>,
    user: User,
    Params { values, mut files }: Params<Words>,
) -> Result<Json<MediaAttachment>> {
    user.require("write:media")?;
    let file = files.remove("file");
    let file = file.ok_or_else(|| {
        Error::invalid("file", "is missing: send a picture as multipart/form-data")
    })?;
    let wording = values.wording()?;
    let media = media::upload(&state.ctx, user.account_id, file.bytes, wording).await?;
    Ok(Json(media.into()))
}

/// `GET /api/v1/media/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
    Path(id): Path<String>,
) -> Result<Json<MediaAttachment>> {
    user.require("write:media")?;
    let media = media::show(&state.ctx, user.account_id, parse(&id)?).await?;
    Ok(Json(media.into()))
}

/// `PUT /api/v1/media/{id}`.
pub async fn update(
    FromState(state): FromState<State>,
    user: User,
    Path(id): Path<String>,
    Params { values, .. }: Params<Words>,
) -> Result<Json<MediaAttachment>> {
    user.require("write:media")?;
    let wording = values.wording()?;
    let media = media::update(&state.ctx, user.account_id, parse(&id)?, wording).await?;
    Ok(Json(media.into()))
}

/// `DELETE /api/v1/media/{id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    user: User,
    Path(id): Path<String>,
) -> Result<Json<Value>> {
    user.require("write:media")?;
    media::delete(&state.ctx, user.account_id, parse(&id)?).await?;
    Ok(Json(json!({})))
}

/// What is no id names nothing.
fn parse(id: &str) -> Result<MediaId> {
    id.parse().map_err(|_| domain::Error::NotFound.into())
}

#[cfg(test)]
mod tests;
