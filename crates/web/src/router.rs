//! Every route, a screen a surface.

use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, Method};
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::{any, delete, get, patch, post};
use axum::{Extension, Router};
use tower::Layer as _;
use tower_http::cors::CorsLayer;
use tower_http::normalize_path::NormalizePathLayer;

use crate::activitypub::{actor, collections, inbox, object};
use crate::address;
use crate::api::{rounds, v1, v2};
use crate::assets;
use crate::auth;
use crate::browse;
use crate::error::Error;
use crate::health;
use crate::media;
use crate::oauth;
use crate::rate_limit;
use crate::request_log;
use crate::state::State;
use crate::streaming;
use crate::well_known;

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
        .merge(files())
        .merge(pages())
        .merge(operations())
        .merge(oauth())
        .merge(people(uploads(&state)))
        .merge(federation())
        .fallback(browse::missing)
        .with_state(state.clone())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state(state.clone(), address::check))
        .layer(from_fn_with_state(state, request_log::log))
}

/// The Mastodon API. What is not there answers 404 as JSON: an app takes 401 for a log-out and HTML for a crash.
fn api(state: &State) -> Router<State> {
    let uploads = uploads(state);
    Router::new()
        .merge(accounts(uploads))
        .route("/api/v1/apps", post(v1::apps::create))
        .route(
            "/api/v1/apps/verify_credentials",
            get(v1::apps::verify_credentials),
        )
        .route("/api/v1/custom_emojis", get(v1::custom_emojis::index))
        .route("/api/v1/instance", get(v1::instance::show))
        .route(
            "/api/v1/instance/domain_blocks",
            get(v1::instance::domain_blocks),
        )
        .route("/api/v1/instance/peers", get(v1::instance::peers))
        .route("/api/v1/instance/rules", get(v1::instance::rules))
        .route(
            "/api/v1/instance/translation_languages",
            get(v1::instance::translation_languages),
        )
        .route("/api/v1/media", post(v1::media::create).layer(uploads))
        .route(
            "/api/v1/media/{id}",
            get(v1::media::show)
                .put(v1::media::update)
                .delete(v1::media::destroy),
        )
        .route("/api/v2/instance", get(v2::instance::show))
        .route("/api/v2/media", post(v1::media::create).layer(uploads))
        .merge(filters())
        .merge(polls())
        .merge(scheduled_statuses())
        .merge(streaming())
        .merge(statuses())
        .merge(timelines())
        .merge(lists())
        .merge(tags())
        .merge(recommendations())
        .merge(notifications())
        .merge(conversations())
        .merge(rounds::v1::router())
        .merge(v1::admin::router())
        .route("/api/{*path}", any(not_found))
        .method_not_allowed_fallback(not_found)
        .layer(from_fn_with_state(state.clone(), rate_limit::check))
        .layer(open_to_scripts())
}

/// People and what stands between them.
fn accounts(uploads: DefaultBodyLimit) -> Router<State> {
    use v1::accounts::{self, credentials, lists, relationships};
    let one = |action: &str| format!("/api/v1/accounts/{{id}}/{action}");
    Router::new()
        .route(
            "/api/v1/accounts",
            get(accounts::index).post(v1::sign_up::create),
        )
        .route(
            "/api/v1/accounts/verify_credentials",
            get(credentials::show),
        )
        .route(
            "/api/v1/accounts/update_credentials",
            patch(credentials::update).layer(uploads),
        )
        .route("/api/v1/profile/avatar", delete(credentials::delete_avatar))
        .route("/api/v1/profile/header", delete(credentials::delete_header))
        .route("/api/v1/accounts/lookup", get(accounts::lookup))
        .route("/api/v1/accounts/search", get(accounts::search))
        .route(
            "/api/v1/accounts/familiar_followers",
            get(accounts::familiar_followers),
        )
        .route("/api/v1/accounts/relationships", get(relationships::index))
        .route("/api/v1/accounts/{id}", get(accounts::show))
        .route(&one("followers"), get(lists::followers))
        .route(&one("following"), get(lists::following))
        .route(&one("follow"), post(relationships::follow))
        .route(&one("unfollow"), post(relationships::unfollow))
        .route(
            &one("remove_from_followers"),
            post(relationships::remove_from_followers),
        )
        .route(&one("block"), post(relationships::block))
        .route(&one("unblock"), post(relationships::unblock))
        .route(&one("mute"), post(relationships::mute))
        .route(&one("unmute"), post(relationships::unmute))
        .route(&one("note"), post(relationships::note))
        .route("/api/v1/blocks", get(v1::blocks::index))
        .route(
            "/api/v1/domain_blocks",
            get(v1::domain_blocks::index)
                .post(v1::domain_blocks::create)
                .delete(v1::domain_blocks::destroy),
        )
        .route("/api/v1/emails/confirmations", post(v1::emails::create))
        .route("/api/v1/emails/check_confirmation", get(v1::emails::check))
        .route("/api/v1/follow_requests", get(v1::follow_requests::index))
        .route(
            "/api/v1/follow_requests/{id}/authorize",
            post(v1::follow_requests::authorize),
        )
        .route(
            "/api/v1/follow_requests/{id}/reject",
            post(v1::follow_requests::reject),
        )
        .route(
            "/api/v1/markers",
            get(v1::markers::show).post(v1::markers::create),
        )
        .route("/api/v1/mutes", get(v1::mutes::index))
        .route("/api/v1/preferences", get(v1::preferences::show))
        .route("/api/v2/search", get(v2::search::show))
        .route("/api/v1/reports", post(v1::reports::create))
}

/// The bound of a body with one picture. What is a little too large is read, so that the answer can name the field.
fn uploads(state: &State) -> DefaultBodyLimit {
    DefaultBodyLimit::max(state.ctx.config.limits.image_bytes + BODY_LIMIT)
}

/// What people do not want to read.
fn filters() -> Router<State> {
    use v2::filters::{keywords, statuses};
    Router::new()
        .route(
            "/api/v1/filters",
            get(v1::filters::index).post(v1::filters::create),
        )
        .route(
            "/api/v1/filters/{id}",
            get(v1::filters::show)
                .put(v1::filters::update)
                .delete(v1::filters::destroy),
        )
        .route(
            "/api/v2/filters",
            get(v2::filters::index).post(v2::filters::create),
        )
        .route(
            "/api/v2/filters/{id}",
            get(v2::filters::show)
                .put(v2::filters::update)
                .delete(v2::filters::destroy),
        )
        .route(
            "/api/v2/filters/{id}/keywords",
            get(keywords::index).post(keywords::create),
        )
        .route(
            "/api/v2/filters/keywords/{id}",
            get(keywords::show)
                .put(keywords::update)
                .delete(keywords::destroy),
        )
        .route(
            "/api/v2/filters/{id}/statuses",
            get(statuses::index).post(statuses::create),
        )
        .route(
            "/api/v2/filters/statuses/{id}",
            get(statuses::show).delete(statuses::destroy),
        )
}

/// What people will post.
fn scheduled_statuses() -> Router<State> {
    use v1::scheduled_statuses::{destroy, index, show, update};
    Router::new()
        .route("/api/v1/scheduled_statuses", get(index))
        .route(
            "/api/v1/scheduled_statuses/{id}",
            get(show).put(update).delete(destroy),
        )
}

/// What statuses ask.
fn polls() -> Router<State> {
    Router::new()
        .route("/api/v1/polls/{id}", get(v1::polls::show))
        .route("/api/v1/polls/{id}/votes", post(v1::polls::vote))
}

/// What happens, as it happens.
fn streaming() -> Router<State> {
    Router::new()
        .route("/api/v1/streaming", get(streaming::ws::show))
        .route("/api/v1/streaming/", get(streaming::ws::show))
        .route("/api/v1/streaming/health", get(streaming::health))
        .route("/api/v1/streaming/{*stream}", get(streaming::sse::show))
}

/// Statuses, one by one.
fn statuses() -> Router<State> {
    use v1::statuses::{edits, interactions};
    Router::new()
        .route(
            "/api/v1/statuses",
            get(v1::statuses::index).post(v1::statuses::create),
        )
        .route(
            "/api/v1/statuses/{id}",
            get(v1::statuses::show)
                .put(edits::update)
                .delete(v1::statuses::destroy),
        )
        .route("/api/v1/statuses/{id}/context", get(v1::statuses::context))
        .route("/api/v1/statuses/{id}/history", get(edits::history))
        .route("/api/v1/statuses/{id}/source", get(edits::source))
        .route(
            "/api/v1/statuses/{id}/translate",
            post(v1::statuses::translate::translate),
        )
        .route(
            "/api/v1/statuses/{id}/favourite",
            post(interactions::favourite),
        )
        .route(
            "/api/v1/statuses/{id}/unfavourite",
            post(interactions::unfavourite),
        )
        .route("/api/v1/statuses/{id}/reblog", post(interactions::reblog))
        .route(
            "/api/v1/statuses/{id}/unreblog",
            post(interactions::unreblog),
        )
        .route(
            "/api/v1/statuses/{id}/bookmark",
            post(interactions::bookmark),
        )
        .route(
            "/api/v1/statuses/{id}/unbookmark",
            post(interactions::unbookmark),
        )
        .route("/api/v1/statuses/{id}/mute", post(interactions::mute))
        .route("/api/v1/statuses/{id}/unmute", post(interactions::unmute))
        .route("/api/v1/statuses/{id}/pin", post(interactions::pin))
        .route("/api/v1/statuses/{id}/unpin", post(interactions::unpin))
        .route(
            "/api/v1/statuses/{id}/favourited_by",
            get(interactions::favourited_by),
        )
        .route(
            "/api/v1/statuses/{id}/reblogged_by",
            get(interactions::reblogged_by),
        )
}

/// Statuses, by the page.
fn timelines() -> Router<State> {
    Router::new()
        .route("/api/v1/timelines/home", get(v1::timelines::home))
        .route("/api/v1/timelines/direct", get(v1::timelines::direct))
        .route("/api/v1/timelines/link", get(v1::timelines::link))
        .route("/api/v1/timelines/public", get(v1::timelines::public))
        .route("/api/v1/timelines/tag/{hashtag}", get(v1::timelines::tag))
        .route(
            "/api/v1/accounts/{id}/statuses",
            get(v1::account_statuses::index),
        )
        .route("/api/v1/favourites", get(v1::favourites::index))
        .route("/api/v1/bookmarks", get(v1::bookmarks::index))
}

/// Lists, and who is on them.
fn lists() -> Router<State> {
    use v1::lists;
    Router::new()
        .route("/api/v1/lists", get(lists::index).post(lists::create))
        .route(
            "/api/v1/lists/{id}",
            get(lists::show).put(lists::update).delete(lists::destroy),
        )
        .route(
            "/api/v1/lists/{id}/accounts",
            get(lists::accounts).post(lists::add).delete(lists::remove),
        )
        .route(
            "/api/v1/accounts/{id}/lists",
            get(v1::accounts::lists::lists),
        )
        .route("/api/v1/timelines/list/{id}", get(v1::timelines::list))
}

/// Hashtags: followed, and shown on profiles.
fn tags() -> Router<State> {
    use v1::{featured_tags, followed_tags, tags};
    Router::new()
        .route("/api/v1/tags/{name}", get(tags::show))
        .route("/api/v1/tags/{name}/follow", post(tags::follow))
        .route("/api/v1/tags/{name}/unfollow", post(tags::unfollow))
        .route("/api/v1/tags/{name}/feature", post(tags::feature))
        .route("/api/v1/tags/{name}/unfeature", post(tags::unfeature))
        .route("/api/v1/followed_tags", get(followed_tags::index))
        .route(
            "/api/v1/featured_tags",
            get(featured_tags::index).post(featured_tags::create),
        )
        .route(
            "/api/v1/featured_tags/suggestions",
            get(featured_tags::suggestions),
        )
        .route("/api/v1/featured_tags/{id}", delete(featured_tags::destroy))
        .route(
            "/api/v1/accounts/{id}/featured_tags",
            get(v1::accounts::featured::tags),
        )
}

/// Whom accounts recommend, and whom one could follow. `pin` and `unpin` are the former names of two.
fn recommendations() -> Router<State> {
    use v1::accounts::featured;
    use v1::suggestions;
    Router::new()
        .route(
            "/api/v1/accounts/{id}/endorsements",
            get(featured::endorsements),
        )
        .route("/api/v1/accounts/{id}/endorse", post(featured::endorse))
        .route("/api/v1/accounts/{id}/unendorse", post(featured::unendorse))
        .route("/api/v1/accounts/{id}/pin", post(featured::endorse))
        .route("/api/v1/accounts/{id}/unpin", post(featured::unendorse))
        .route(
            "/api/v1/accounts/{id}/identity_proofs",
            get(featured::identity_proofs),
        )
        .route("/api/v1/endorsements", get(v1::endorsements::index))
        .route("/api/v1/suggestions", get(suggestions::index))
        .route("/api/v1/suggestions/{id}", delete(suggestions::destroy))
        .route("/api/v2/suggestions", get(v2::suggestions::index))
        .route("/api/v1/directory", get(v1::directory::index))
}

/// What people say to each other alone.
fn conversations() -> Router<State> {
    use v1::conversations;
    Router::new()
        .route("/api/v1/conversations", get(conversations::index))
        .route("/api/v1/conversations/{id}", delete(conversations::destroy))
        .route("/api/v1/conversations/{id}/read", post(conversations::read))
}

/// What people are told, one by one and in groups, and whom they let tell them.
fn notifications() -> Router<State> {
    use v1::notifications::{self, policy, requests};
    Router::new()
        .route("/api/v1/notifications", get(notifications::index))
        .route("/api/v1/notifications/clear", post(notifications::clear))
        .route(
            "/api/v1/notifications/unread_count",
            get(notifications::unread_count),
        )
        .route(
            "/api/v1/notifications/policy",
            get(policy::show).put(policy::update).patch(policy::update),
        )
        .route("/api/v1/notifications/requests", get(requests::index))
        .route(
            "/api/v1/notifications/requests/accept",
            post(requests::accept_all),
        )
        .route(
            "/api/v1/notifications/requests/dismiss",
            post(requests::dismiss_all),
        )
        .route(
            "/api/v1/notifications/requests/merged",
            get(requests::merged),
        )
        .route("/api/v1/notifications/requests/{id}", get(requests::show))
        .route(
            "/api/v1/notifications/requests/{id}/accept",
            post(requests::accept),
        )
        .route(
            "/api/v1/notifications/requests/{id}/dismiss",
            post(requests::dismiss),
        )
        .route("/api/v1/notifications/{id}", get(notifications::show))
        .route(
            "/api/v1/notifications/{id}/dismiss",
            post(notifications::dismiss),
        )
        .route(
            "/api/v1/push/subscription",
            get(v1::push::show)
                .post(v1::push::create)
                .put(v1::push::update)
                .delete(v1::push::destroy),
        )
        .route("/api/v2/notifications", get(v2::notifications::index))
        .route("/api/v2/notifications/clear", post(notifications::clear))
        .route(
            "/api/v2/notifications/unread_count",
            get(v2::notifications::unread_count),
        )
        .route(
            "/api/v2/notifications/policy",
            get(v2::notifications::policy::show)
                .put(v2::notifications::policy::update)
                .patch(v2::notifications::policy::update),
        )
        .route(
            "/api/v2/notifications/{group_key}",
            get(v2::notifications::show),
        )
        .route(
            "/api/v2/notifications/{group_key}/accounts",
            get(v2::notifications::accounts),
        )
        .route(
            "/api/v2/notifications/{group_key}/dismiss",
            post(v2::notifications::dismiss),
        )
}

/// What apps ask to get a token.
fn oauth() -> Router<State> {
    Router::new()
        .route("/oauth/token", post(oauth::token::create))
        .route("/oauth/revoke", post(oauth::token::revoke))
        .route(
            "/oauth/userinfo",
            get(oauth::userinfo::show).post(oauth::userinfo::show),
        )
        .route(
            "/.well-known/oauth-authorization-server",
            get(oauth::discovery::show),
        )
        .layer(open_to_scripts())
}

/// Where people join, log in, let apps in and look after their login and their profile.
fn people(uploads: DefaultBodyLimit) -> Router<State> {
    Router::new()
        .route(
            "/signup",
            get(auth::sign_up::show).post(auth::sign_up::create),
        )
        .route("/confirm", get(auth::confirm::show))
        .route(
            "/confirm/again",
            get(auth::confirm::ask).post(auth::confirm::send),
        )
        .route("/login", get(auth::log_in::show).post(auth::log_in::create))
        .route("/logout", post(auth::log_in::destroy))
        .route(
            "/password/forgot",
            get(auth::password::forgot).post(auth::password::send),
        )
        .route(
            "/password/reset",
            get(auth::password::show).post(auth::password::update),
        )
        .route(
            "/oauth/authorize",
            get(oauth::authorize::show).post(oauth::authorize::create),
        )
        .route("/oauth/authorize/native", get(oauth::authorize::native))
        .route(
            "/settings/profile",
            get(auth::profile::show)
                .post(auth::profile::update)
                .layer(uploads),
        )
        .route("/settings/account", get(auth::settings::show))
        .route("/settings/email", post(auth::settings::update_email))
        .route("/settings/password", post(auth::settings::update_password))
        .route("/settings/delete", post(auth::settings::destroy))
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

/// Pictures; with `media.base_url` reached by another name, which leads here too.
fn files() -> Router<State> {
    Router::new().route("/media/{secret}/{variant}", get(media::show))
}

/// What people see in a browser.
fn pages() -> Router<State> {
    Router::new()
        .route("/", get(browse::home::show))
        .route("/about", get(browse::home::about_page))
        .route("/privacy", get(browse::home::privacy))
        .route("/source", get(browse::home::source))
        .route("/directory", get(browse::directory::show))
        .route("/groups", get(browse::groups))
        .route("/tags/{name}", get(browse::tag::show))
        .route("/@{handle}", get(browse::account::show))
        .route(
            "/@{handle}/with_replies",
            get(browse::account::with_replies),
        )
        .route("/@{handle}/media", get(browse::account::media))
        .route("/@{handle}/{id}", get(browse::status::show))
        .route("/assets/{file}", get(assets::show))
}

/// What other servers ask and send.
fn federation() -> Router<State> {
    Router::new()
        .route("/.well-known/webfinger", get(well_known::webfinger))
        .route("/.well-known/host-meta", get(well_known::host_meta))
        .route("/.well-known/nodeinfo", get(well_known::nodeinfo_index))
        .route("/nodeinfo/{version}", get(well_known::nodeinfo))
        .route("/inbox", post(inbox::shared))
        .route("/actor", get(actor::instance))
        .route("/actor/inbox", post(inbox::shared))
        .route("/actor/outbox", get(collections::instance_outbox))
        .route("/ap/users/{id}", get(actor::show))
        .route("/ap/users/{id}/inbox", post(inbox::personal))
        .route("/ap/users/{id}/outbox", get(collections::outbox))
        .route("/ap/users/{id}/followers", get(collections::followers))
        .route("/ap/users/{id}/following", get(collections::following))
        .route("/ap/users/{id}/moderators", get(collections::moderators))
        .route(
            "/ap/users/{id}/collections/featured",
            get(collections::featured),
        )
        .route("/ap/users/{id}/collections/tags", get(collections::tags))
        .route("/ap/users/{account}/statuses/{id}", get(object::show))
        .route(
            "/ap/users/{account}/statuses/{id}/activity",
            get(object::activity),
        )
        .route(
            "/ap/users/{account}/statuses/{id}/replies",
            get(object::replies),
        )
}

/// For whatever watches over the process.
fn operations() -> Router<State> {
    Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
}

/// Marks the answer of an address of the API at which there is nothing, or not with that method.
#[derive(Clone, Copy, Debug)]
pub struct NothingHere;

async fn not_found() -> impl IntoResponse {
    let error = Error::Domain(domain::Error::NotFound);
    (Extension(NothingHere), error)
}
