//! The parameters of a page.

use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

use super::{Frame, Params};
use crate::state::State;

/// What a browser sends with a page or a form. What cannot be read is answered with a page.
pub struct Sent<T>(pub Params<T>);

impl<T: DeserializeOwned> FromRequest<State> for Sent<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &State) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let mut asked = parts.clone();
        let error = match Params::from_request(Request::from_parts(parts, body), state).await {
            Ok(params) => return Ok(Self(params)),
            Err(error) => error,
        };
        Err(match Frame::from_request_parts(&mut asked, state).await {
            Ok(frame) => frame.finish(Err(error)),
            Err(error) => error.into_response(),
        })
    }
}
