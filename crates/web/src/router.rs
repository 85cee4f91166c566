//! Every route, a file a surface.

mod browser;
mod federation;
mod people;
mod statuses;

use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, Method};
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::{any, get, post};
use axum::{Extension, Router};
use tower::Layer as _;
use tower_http::cors::CorsLayer;
use tower_http::normalize_path::NormalizePathLayer;

use crate::api::{oembed, rounds, v1, v1_alpha, v2};
use crate::error::{Error, language};
use crate::state::State;
use crate::{address, browse, health, ip_block, rate_limit, request_log, scim};

/// Bytes of a body that is no upload.
const BODY_LIMIT: usize = 1024 * 1024;

/// The whole server. An address with a slash at the end is the one without: Mastodon.py and toot ask so.
pub fn router(state: State) -> Router {
    let routes = NormalizePathLayer::trim_trailing_slash().layer(routes(state));
    Router::new().fallback_service(routes)
}

fn routes(state: State) -> Router {
    Router::new()
        .merge(api(&state))
        .merge(browser::files())
        .merge(browser::pages(&state))
        .merge(browser::oauth())
        .merge(browser::people(uploads(&state)))
        .merge(browser::two_factor())
        .merge(browser::oidc())
        .merge(browser::transfer())
        .merge(browser::moderation())
        .merge(federation::federation(&state))
        .merge(scim::router())
        .merge(operations())
        .fallback(browse::missing)
        .with_state(state.clone())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state(state.clone(), address::check))
        .layer(from_fn_with_state(state.clone(), ip_block::check))
        .layer(from_fn_with_state(state, request_log::log))
}

/// The Mastodon API. What is not there answers 404 as JSON: an app takes 401 for a log-out and HTML for a crash.
fn api(state: &State) -> Router<State> {
    let (uploads, files) = (uploads(state), files(state));
    Router::new()
        .merge(people::accounts(uploads))
        .merge(people::annual_reports())
        .route("/api/v1/apps", post(v1::apps::create))
        .route(
            "/api/v1/apps/verify_credentials",
            get(v1::apps::verify_credentials),
        )
        .route("/api/v1/custom_emojis", get(v1::custom_emojis::index))
        .route(
            "/api/v1/donation_campaigns",
            get(v1::donation_campaigns::index),
        )
        .route("/api/v1/instance", get(v1::instance::show))
        .route("/api/v1/instance/activity", get(v1::instance::activity))
        .route(
            "/api/v1/instance/domain_blocks",
            get(v1::instance::domain_blocks),
        )
        .route(
            "/api/v1/instance/extended_description",
            get(v1::instance::texts::extended_description),
        )
        .route("/api/v1/instance/languages", get(v1::instance::languages))
        .route("/api/v1/instance/peers", get(v1::instance::peers))
        .route(
            "/api/v1/instance/privacy_policy",
            get(v1::instance::texts::privacy_policy),
        )
        .route("/api/v1/instance/rules", get(v1::instance::rules))
        .route(
            "/api/v1/instance/terms_of_service",
            get(v1::instance::texts::terms_of_service),
        )
        .route(
            "/api/v1/instance/terms_of_service/{date}",
            get(v1::instance::texts::terms_of_service_of),
        )
        .route(
            "/api/v1/instance/translation_languages",
            get(v1::instance::translation_languages),
        )
        .route("/api/v1/media", post(v1::media::create).layer(files))
        .route(
            "/api/v1/media/{id}",
            get(v1::media::show)
                .put(v1::media::update)
                .delete(v1::media::destroy)
                .layer(uploads),
        )
        .route("/api/oembed", get(oembed::show))
        .route(
            "/api/v1_alpha/async_refreshes/{id}",
            get(v1_alpha::async_refresh),
        )
        .route("/api/v2/instance", get(v2::instance::show))
        .route("/api/v2/media", post(v1::media::create_later).layer(files))
        .merge(statuses::filters())
        .merge(statuses::polls())
        .merge(statuses::scheduled_statuses())
        .merge(statuses::streaming())
        .merge(statuses::statuses())
        .merge(statuses::timelines())
        .merge(statuses::lists())
        .merge(statuses::tags())
        .merge(statuses::trends())
        .merge(people::recommendations())
        .merge(people::collections())
        .merge(people::notifications())
        .merge(people::conversations())
        .merge(people::announcements())
        .merge(rounds::v1::router())
        .merge(v1::admin::router())
        .route("/api/{*path}", any(not_found))
        .method_not_allowed_fallback(not_found)
        .layer(from_fn_with_state(state.clone(), rate_limit::check))
        .layer(from_fn_with_state(state.clone(), language::translate))
        .layer(open_to_scripts())
}

/// The bound of a body with one picture. What is a little too large is read, so that the answer can name the field.
fn uploads(state: &State) -> DefaultBodyLimit {
    DefaultBodyLimit::max(state.ctx.config.limits.image_bytes + BODY_LIMIT)
}

/// The same of a body with a video or sound and its picture, where they are taken.
fn files(state: &State) -> DefaultBodyLimit {
    let limits = &state.ctx.config.limits;
    let largest = match state.ctx.ffmpeg {
        Some(_) => limits.image_bytes.max(limits.video_bytes) + limits.image_bytes,
        None => limits.image_bytes,
    };
    DefaultBodyLimit::max(largest + BODY_LIMIT)
}

/// Scripts of other sites may call these and read the headers that apps need, as on Mastodon. Cookies play no part.
fn open_to_scripts() -> CorsLayer {
    let readable = [
        "link",
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
        "x-request-id",
        "mastodon-async-refresh",
    ];
    CorsLayer::new()
        .allow_origin(tower_http::cors::Any)
        .allow_methods([
            Method::GET,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
        ])
        .allow_headers(tower_http::cors::Any)
        .expose_headers(readable.map(HeaderName::from_static))
}

async fn not_found() -> impl IntoResponse {
    let error = Error::Domain(domain::Error::NotFound);
    (Extension(NothingHere), error)
}

/// For whatever watches over the process.
pub(super) fn operations() -> Router<State> {
    Router::new()
        .route("/health", get(health::ready))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
}

/// Marks the answer of an address of the API at which there is nothing, or not with that method.
#[derive(Clone, Copy, Debug)]
pub struct NothingHere;
