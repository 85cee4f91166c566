//! `/api/v1/donation_campaigns`: there are none here.

use axum::http::StatusCode;

use crate::error::Result;
use crate::extract::User;

/// `GET /api/v1/donation_campaigns`.
pub async fn index(user: User) -> Result<StatusCode> {
    user.require("read")?;
    Ok(StatusCode::NO_CONTENT)
}
