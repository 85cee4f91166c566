//! `AsyncRefresh`: how far something is that is completed behind the answer.

use axum::http::HeaderValue;
use domain::thread::refresh::Refresh;
use schemars::JsonSchema;
use serde::Serialize;

/// Seconds after which an app asks how far it is.
const RETRY: u32 = 3;

/// How far an answer is that is completed later.
#[derive(Serialize, JsonSchema)]
pub struct AsyncRefreshResponse {
    async_refresh: AsyncRefresh,
}

/// How far it is.
#[derive(Serialize, JsonSchema)]
pub struct AsyncRefresh {
    id: String,
    /// `running` or `finished`.
    status: &'static str,
    /// What was found so far.
    result_count: i64,
}

impl From<Refresh> for AsyncRefreshResponse {
    fn from(refresh: Refresh) -> Self {
        let status = if refresh.running {
            "running"
        } else {
            "finished"
        };
        Self {
            async_refresh: AsyncRefresh {
                id: refresh.id.to_string(),
                status,
                result_count: refresh.found,
            },
        }
    }
}

/// The header `Mastodon-Async-Refresh`, by which an app learns of it.
///
/// # Panics
/// Never: numbers can stand in a header.
#[must_use]
pub fn header(refresh: &Refresh) -> HeaderValue {
    let Refresh { id, found, .. } = refresh;
    let text = format!(r#"id="{id}", retry={RETRY}, result_count={found}"#);
    HeaderValue::try_from(text).expect("numbers are ASCII")
}
