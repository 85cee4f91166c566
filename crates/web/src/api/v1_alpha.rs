//! `/api/v1_alpha`.

use axum::response::Response;

use crate::error::Result;
use crate::extract::User;

/// `GET /api/v1_alpha/async_refreshes/{id}`: an answer is whole when it is given here, so that none is refreshed later.
pub async fn async_refresh(user: User) -> Result<Response> {
    user.require("read")?;
    Err(domain::Error::NotFound.into())
}
