//! `/api/v1/custom_emojis`.

use axum::Json;
use serde_json::Value;

/// `GET /api/v1/custom_emojis`: those that people here may use. There are none yet; those of others come with what they
/// are used in.
pub async fn index() -> Json<Vec<Value>> {
    Json(Vec::new())
}
