//! What the operator publishes: `/api/v1/instance/{extended_description,privacy_policy,terms_of_service}`.

use axum::Json;
use axum::extract::{Path, State as FromState};
use axum::http::HeaderMap;
use domain::instance_text::{self, Kind};
use domain::terms_of_service;

use crate::browse::texts;
use crate::entity::instance_text::{ExtendedDescription, PrivacyPolicy, TermsOfService};
use crate::error::Result;
use crate::i18n::Lang;
use crate::state::State;

/// `GET /api/v1/instance/extended_description`.
pub async fn extended_description(
    FromState(state): FromState<State>,
) -> Result<Json<ExtendedDescription>> {
    let text = instance_text::find(&state.ctx, Kind::ExtendedDescription).await?;
    Ok(Json(ExtendedDescription::new(&state.ctx, text.as_ref())))
}

/// `GET /api/v1/instance/privacy_policy`: the operator's, or what the software itself does.
pub async fn privacy_policy(
    FromState(state): FromState<State>,
    headers: HeaderMap,
) -> Result<Json<PrivacyPolicy>> {
    let lang = Lang::accepted(&headers, &state.ctx.config.instance);
    let shown = texts::privacy(&state.ctx, lang).await?;
    Ok(Json(PrivacyPolicy {
        updated_at: shown.updated_at.to_rfc3339(),
        content: shown.html.as_str().to_owned(),
    }))
}

/// `GET /api/v1/instance/terms_of_service`: the version that holds.
pub async fn terms_of_service(FromState(state): FromState<State>) -> Result<Json<TermsOfService>> {
    let version = terms_of_service::current(&state.ctx).await?;
    Ok(Json(TermsOfService::new(&state.ctx, version)))
}

/// `GET /api/v1/instance/terms_of_service/{date}`: the version that holds from that day.
pub async fn terms_of_service_of(
    FromState(state): FromState<State>,
    Path(date): Path<String>,
) -> Result<Json<TermsOfService>> {
    let version = terms_of_service::show(&state.ctx, &date).await?;
    Ok(Json(TermsOfService::new(&state.ctx, version)))
}
