//! `/api/v1/instance`.

pub mod texts;

use axum::Json;
use axum::extract::State as FromState;
use axum::response::{IntoResponse, Response};
use domain::{activity, domain_block, instance, language, rule, terms_of_service, vapid};
use protocol::translation::{self, Languages};
use serde_json::{Value, json};

use crate::entity::activity::Activity;
use crate::entity::instance::{self as entity, Facts, InstanceV1, Language};
use crate::error::Result;
use crate::extract::MaybeUser;
use crate::state::State;

/// What both versions of the instance are made of.
pub(crate) async fn facts(state: &State) -> Result<Facts> {
    Ok(Facts {
        counts: instance::counts(&state.ctx).await?,
        rules: rule::list(&state.ctx).await?,
        has_terms: !terms_of_service::dates(&state.ctx).await?.is_empty(),
        contact: instance::contact(&state.ctx).await?,
        vapid: vapid::key(&state.ctx).await?.public(),
        translates: state.federation.translator.is_some(),
    })
}

/// `GET /api/v1/instance`.
pub async fn show(FromState(state): FromState<State>) -> Result<Response> {
    let facts = facts(&state).await?;
    Ok(Json(InstanceV1::new(&state.ctx, &facts)?).into_response())
}

/// `GET /api/v1/instance/rules`.
pub async fn rules(FromState(state): FromState<State>) -> Result<Response> {
    let rules = rule::list(&state.ctx).await?;
    Ok(Json(entity::rules(&rules)).into_response())
}

/// `GET /api/v1/instance/languages`: in which languages one can say that one posts.
pub async fn languages() -> Json<Vec<Language>> {
    let known = language::all();
    Json(known.map(|(code, name)| Language { code, name }).collect())
}

/// `GET /api/v1/instance/activity`: the last twelve weeks, the present one first.
pub async fn activity(FromState(state): FromState<State>) -> Result<Json<Vec<Activity>>> {
    let weeks = activity::weeks(&state.ctx).await?;
    Ok(Json(weeks.into_iter().map(Activity::from).collect()))
}

/// `GET /api/v1/instance/peers`.
pub async fn peers(FromState(state): FromState<State>) -> Result<Json<Vec<String>>> {
    Ok(Json(instance::peers(&state.ctx).await?))
}

/// `GET /api/v1/instance/domain_blocks`.
pub async fn domain_blocks(
    FromState(state): FromState<State>,
    user: MaybeUser,
) -> Result<Json<Value>> {
    let blocks = domain_block::published(&state.ctx, user.viewer()).await?;
    let shown = blocks.into_iter().map(entity::DomainBlock::from);
    Ok(Json(json!(shown.collect::<Vec<_>>())))
}

/// `GET /api/v1/instance/translation_languages`: which language can be translated into which.
pub async fn translation_languages(FromState(state): FromState<State>) -> Result<Json<Languages>> {
    Ok(Json(translation::languages(&state.federation).await?))
}

#[cfg(test)]
mod tests;
