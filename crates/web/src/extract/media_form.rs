//! The form of an upload. A video does not fit into memory as often as it is sent: it goes to the disk while it arrives.

use axum::body::Bytes;
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use domain::media::Content;
use serde::de::DeserializeOwned;
use serde_json::Map;

use super::params::{Params, finish, read_pairs, read_text, refuse};
use crate::error::Error;
use crate::state::State;

/// A file with its picture and its parameters.
pub struct MediaForm<T> {
    /// The parameters.
    pub values: T,
    /// The file, if there is one.
    pub file: Option<Content>,
    /// The field `thumbnail`.
    pub thumbnail: Option<Bytes>,
}

impl<T: DeserializeOwned> FromRequest<State> for MediaForm<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &State) -> Result<Self, Error> {
        let kind = request.headers().get(CONTENT_TYPE);
        let kind = kind.and_then(|value| value.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let Params { values, .. } = Params::from_request(request, state).await?;
            return Ok(Self {
                values,
                file: None,
                thumbnail: None,
            });
        }
        let (mut map, mut file, mut thumbnail) = (Map::new(), None, None);
        let query = request.uri().query().unwrap_or_default();
        read_pairs(query.as_bytes(), &mut map)?;
        let multipart = Multipart::from_request(request, state).await;
        let mut multipart = multipart.map_err(|error| Error::BadRequest(error.body_text()))?;
        while let Some(field) = multipart.next_field().await.map_err(refuse)? {
            match (field.name().unwrap_or_default(), field.file_name()) {
                ("file", Some(_)) => file = Some(content(state, field).await?),
                ("thumbnail", Some(_)) => thumbnail = Some(field.bytes().await.map_err(refuse)?),
                _ => read_text(field, &mut map).await?,
            }
        }
        let values = finish(map)?;
        Ok(Self {
            values,
            file,
            thumbnail,
        })
    }
}

async fn content(state: &State, mut field: Field<'_>) -> Result<Content, Error> {
    let mut content = Content::default();
    while let Some(piece) = field.chunk().await.map_err(refuse)? {
        content.push(&state.ctx.scratch, &piece).await?;
    }
    Ok(content)
}
