//! `/api/v1/annual_reports`: nobody gets one here, as on a Mastodon without a campaign.

use axum::Json;
use axum::response::Response;
use serde_json::{Value, json};

use crate::entity::annual_report::{AnnualReportState, WrappedAnnualReports};
use crate::error::Result;
use crate::extract::User;

/// `GET /api/v1/annual_reports`.
pub async fn index(user: User) -> Result<Json<WrappedAnnualReports>> {
    user.require("read:accounts")?;
    Ok(Json(WrappedAnnualReports::default()))
}

/// `GET /api/v1/annual_reports/{year}`.
pub async fn show(user: User) -> Result<Response> {
    user.require("read:accounts")?;
    Err(domain::Error::NotFound.into())
}

/// `GET /api/v1/annual_reports/{year}/state`.
pub async fn state(user: User) -> Result<Json<AnnualReportState>> {
    user.require("read:accounts")?;
    Ok(Json(AnnualReportState::Ineligible))
}

/// `POST /api/v1/annual_reports/{year}/read`.
pub async fn read(user: User) -> Result<Response> {
    user.require("write:accounts")?;
    Err(domain::Error::NotFound.into())
}

/// `POST /api/v1/annual_reports/{year}/generate`.
pub async fn generate(user: User) -> Result<Json<Value>> {
    user.require("write:accounts")?;
    Ok(Json(json!({})))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use serde_json::json;

    use crate::testing::app;

    #[tokio::test]
    async fn what_is_switched_off_answers_as_mastodon_does() {
        let app = app().await;
        let token = app.person("ada", "read write").await;
        let none = json!({ "annual_reports": [], "accounts": [], "statuses": [] });
        let reports = app.get_as("/api/v1/annual_reports", &token).await;
        assert_eq!(reports.json(), none);
        let state = app.get_as("/api/v1/annual_reports/2026/state", &token);
        assert_eq!(state.await.json(), json!({ "state": "ineligible" }));
        let asked = app.call(
            "POST",
            "/api/v1/annual_reports/2026/generate",
            &token,
            json!({}),
        );
        assert_eq!(asked.await.status, StatusCode::OK);
        let campaigns = app.get_as("/api/v1/donation_campaigns", &token).await;
        assert_eq!(campaigns.status, StatusCode::NO_CONTENT);
        for path in [
            "/api/v1/annual_reports/2026",
            "/api/v1_alpha/async_refreshes/1",
        ] {
            let missing = app.get_as(path, &token).await;
            assert_eq!(missing.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}
