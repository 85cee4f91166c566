//! Of the Mastodon API: statuses, one by one, by the page and as they come.

use axum::Router;
use axum::routing::{delete, get, post, put};

use crate::api::{v1, v2};
use crate::state::State;
use crate::streaming;

/// Statuses, one by one.
pub(super) fn statuses() -> Router<State> {
    use v1::statuses::{edits, interactions, quotes};
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
        .route("/api/v1/statuses/{id}/quotes", get(quotes::index))
        .route(
            "/api/v1/statuses/{id}/quotes/{quoting_status_id}/revoke",
            post(quotes::revoke),
        )
        .route(
            "/api/v1/statuses/{id}/interaction_policy",
            put(quotes::update_policy),
        )
        .route(
            "/api/v1/statuses/{id}/favourited_by",
            get(interactions::favourited_by),
        )
        .route(
            "/api/v1/statuses/{id}/reblogged_by",
            get(interactions::reblogged_by),
        )
}

/// What statuses ask.
pub(super) fn polls() -> Router<State> {
    Router::new()
        .route("/api/v1/polls/{id}", get(v1::polls::show))
        .route("/api/v1/polls/{id}/votes", post(v1::polls::vote))
}

/// What people will post.
pub(super) fn scheduled_statuses() -> Router<State> {
    use v1::scheduled_statuses::{destroy, index, show, update};
    Router::new()
        .route("/api/v1/scheduled_statuses", get(index))
        .route(
            "/api/v1/scheduled_statuses/{id}",
            get(show).put(update).delete(destroy),
        )
}

/// Statuses, by the page.
pub(super) fn timelines() -> Router<State> {
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
pub(super) fn lists() -> Router<State> {
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
pub(super) fn tags() -> Router<State> {
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

/// What is much used at the moment. Old apps know the hashtags alone.
pub(super) fn trends() -> Router<State> {
    use v1::trends;
    Router::new()
        .route("/api/v1/trends", get(trends::tags))
        .route("/api/v1/trends/links", get(trends::links))
        .route("/api/v1/trends/statuses", get(trends::statuses))
        .route("/api/v1/trends/tags", get(trends::tags))
}

/// What people do not want to read.
pub(super) fn filters() -> Router<State> {
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

/// What happens, as it happens.
pub(super) fn streaming() -> Router<State> {
    Router::new()
        .route("/api/v1/streaming", get(streaming::ws::show))
        .route("/api/v1/streaming/", get(streaming::ws::show))
        .route("/api/v1/streaming/health", get(streaming::health))
        .route("/api/v1/streaming/{*stream}", get(streaming::sse::show))
}
