//! `/api/rounds/v1`. A route is here by its description alone, so that none is missing in the document.

pub mod admin;
pub mod credentials;
pub mod directory;
pub mod directory_stubs;
pub mod group_posts;
pub mod groups;
pub mod moderation;
pub mod profile;
pub mod pseudonyms;
pub mod sessions;
#[cfg(test)]
mod tests;
pub mod verification_requests;
pub mod vocabularies;

use axum::routing::get;
use axum::{Json, Router};
use utoipa::OpenApi as Describe;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Components, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::State;

/// What is said about the whole of it.
#[derive(Describe)]
#[openapi(info(
    title = "Rounds",
    version = "1",
    description = "What Rounds has beyond the Mastodon API. Tokens, errors (`{\"error\": …}`) and pages (`Link`) are as there; \
                   parameters may be sent as JSON, as a form or in the query.",
    license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later")
))]
struct Api;

/// The routes, the document among them.
pub fn router() -> Router<State> {
    let (router, document) = described().split_for_parts();
    let document = with_tokens(document);
    router.route(
        "/api/rounds/v1/openapi.json",
        get(async move || Json(document)),
    )
}

/// The routes with their descriptions.
fn described() -> OpenApiRouter<State> {
    OpenApiRouter::with_openapi(Api::openapi())
        .routes(routes!(profile::show_own, profile::update))
        .routes(routes!(profile::show))
        .routes(routes!(credentials::own, credentials::create))
        .routes(routes!(credentials::destroy))
        .routes(routes!(credentials::index))
        .routes(routes!(pseudonyms::index, pseudonyms::create))
        .routes(routes!(pseudonyms::destroy))
        .routes(routes!(sessions::index))
        .routes(routes!(sessions::destroy))
        .routes(routes!(vocabularies::show))
        .merge(verification_requests::described())
        .routes(routes!(directory::index))
        .routes(routes!(directory::issuers))
        .routes(routes!(directory_stubs::index))
        .routes(routes!(directory_stubs::show))
        .routes(routes!(directory_stubs::claim))
        .routes(routes!(groups::index, groups::create))
        .routes(routes!(groups::show, groups::update))
        .routes(routes!(groups::members))
        .routes(routes!(moderation::set_role))
        .routes(routes!(moderation::bans))
        .routes(routes!(moderation::ban, moderation::unban))
        .routes(routes!(group_posts::index))
        .routes(routes!(group_posts::pending))
        .routes(routes!(group_posts::approve))
        .routes(routes!(group_posts::reject))
        .routes(routes!(group_posts::remove))
        .routes(routes!(group_posts::restore))
        .routes(routes!(group_posts::lock))
        .routes(routes!(group_posts::unlock))
        .routes(routes!(group_posts::pin))
        .routes(routes!(group_posts::unpin))
        .merge(admin::described())
}

/// Says how a token is sent.
fn with_tokens(mut document: OpenApi) -> OpenApi {
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    let components = document.components.get_or_insert_with(Components::new);
    components.add_security_scheme("token", SecurityScheme::Http(bearer));
    document
}
