//! `/api/v1/media`: uploads, until a status carries them.

use axum::Json;
use axum::extract::{Path, State as FromState};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::id::MediaId;
use domain::kinds::MediaState;
use domain::media::{self, MediaView, NewFile, Pace, Wording};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::entity::media::MediaAttachment;
use crate::error::{Error, Result};
use crate::extract::{MediaForm, Params, User};
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

/// `POST /api/v1/media`: the answer waits until the file can be shown, as old apps expect.
pub async fn create(
    state: FromState<State>,
    user: User,
    form: MediaForm<Words>,
) -> Result<Response> {
    receive(state, user, form, Pace::Now).await
}

/// `POST /api/v2/media`: 202 for a video or sound, which is processed after the answer.
pub async fn create_later(
    state: FromState<State>,
    user: User,
    form: MediaForm<Words>,
) -> Result<Response> {
    receive(state, user, form, Pace::Later).await
}

async fn receive(
    FromState(state): FromState<State>,
    user: User,
    form: MediaForm<Words>,
    pace: Pace,
) -> Result<Response> {
    user.require("write:media")?;
    let content = form.file.ok_or_else(|| {
        Error::invalid("file", "is missing: send a picture as multipart/form-data")
    })?;
    let file = NewFile {
        content,
        thumbnail: form.thumbnail,
        wording: form.values.wording()?,
    };
    let media = media::receive(&state.ctx, user.account_id, file, pace).await?;
    render(media, StatusCode::ACCEPTED)
}

/// `GET /api/v1/media/{id}`: 206 while it is processed.
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
    Path(id): Path<String>,
) -> Result<Response> {
    user.require("write:media")?;
    let media = media::show(&state.ctx, user.account_id, parse(&id)?).await?;
    render(media, StatusCode::PARTIAL_CONTENT)
}

/// `PUT /api/v1/media/{id}`.
pub async fn update(
    FromState(state): FromState<State>,
    user: User,
    Path(id): Path<String>,
    Params { values, mut files }: Params<Words>,
) -> Result<Response> {
    user.require("write:media")?;
    let wording = values.wording()?;
    let thumbnail = files.remove("thumbnail").map(|file| file.bytes);
    let (ctx, id) = (&state.ctx, parse(&id)?);
    let media = media::update(ctx, user.account_id, id, wording, thumbnail).await?;
    render(media, StatusCode::PARTIAL_CONTENT)
}

/// The file; with the status `unfinished` while it is processed, and 422 when nothing could be made of it.
fn render(media: MediaView, unfinished: StatusCode) -> Result<Response> {
    let status = match media.state {
        MediaState::Ready => StatusCode::OK,
        MediaState::Processing => unfinished,
        MediaState::Failed => {
            let reason = "could not be processed: send it again in another format, or smaller";
            return Err(Error::invalid("file", reason));
        }
    };
    Ok((status, Json(MediaAttachment::from(media))).into_response())
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
