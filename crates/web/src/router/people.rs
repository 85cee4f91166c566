//! Of the Mastodon API: people, what stands between them and what they are told.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{delete, get, patch, post, put};

use crate::api::{v1, v2};
use crate::state::State;

/// People and what stands between them.
pub(super) fn accounts(uploads: DefaultBodyLimit) -> Router<State> {
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
        .route(
            "/api/v1/profile",
            get(v1::profile::show)
                .patch(v1::profile::update)
                .layer(uploads),
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

/// Whom accounts recommend, and whom one could follow. `pin` and `unpin` are the former names of two.
pub(super) fn recommendations() -> Router<State> {
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

/// Whom accounts recommend together.
pub(super) fn collections() -> Router<State> {
    use v1::collections;
    Router::new()
        .route("/api/v1/collections", post(collections::create))
        .route(
            "/api/v1/collections/{id}",
            get(collections::show)
                .patch(collections::update)
                .delete(collections::destroy),
        )
        .route("/api/v1/collections/{id}/items", post(collections::add))
        .route(
            "/api/v1/collections/{id}/items/{item}",
            delete(collections::remove),
        )
        .route(
            "/api/v1/collections/{id}/items/{item}/revoke",
            post(collections::revoke),
        )
        .route("/api/v1/accounts/{id}/collections", get(collections::index))
        .route(
            "/api/v1/accounts/{id}/in_collections",
            get(collections::featuring),
        )
}

/// What people are told, one by one and in groups, and whom they let tell them.
pub(super) fn notifications() -> Router<State> {
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

/// What is switched off.
pub(super) fn annual_reports() -> Router<State> {
    use v1::annual_reports;
    Router::new()
        .route("/api/v1/annual_reports", get(annual_reports::index))
        .route("/api/v1/annual_reports/{year}", get(annual_reports::show))
        .route(
            "/api/v1/annual_reports/{year}/state",
            get(annual_reports::state),
        )
        .route(
            "/api/v1/annual_reports/{year}/read",
            post(annual_reports::read),
        )
        .route(
            "/api/v1/annual_reports/{year}/generate",
            post(annual_reports::generate),
        )
}

/// What people say to each other alone.
pub(super) fn conversations() -> Router<State> {
    use v1::conversations;
    Router::new()
        .route("/api/v1/conversations", get(conversations::index))
        .route("/api/v1/conversations/{id}", delete(conversations::destroy))
        .route("/api/v1/conversations/{id}/read", post(conversations::read))
}

/// What the operators tell everyone here.
pub(super) fn announcements() -> Router<State> {
    use v1::announcements;
    Router::new()
        .route("/api/v1/announcements", get(announcements::index))
        .route(
            "/api/v1/announcements/{id}/dismiss",
            post(announcements::dismiss),
        )
        .route(
            "/api/v1/announcements/{id}/reactions/{name}",
            put(announcements::react).delete(announcements::unreact),
        )
}
