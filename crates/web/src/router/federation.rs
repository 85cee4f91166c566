//! What other servers ask and send.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::activitypub::{
    actor, authorized_fetch, collections, credential, featured_collections, inbox, object, quote,
    thread,
};
use crate::state::State;
use crate::well_known;

/// What other servers ask and send.
pub(super) fn federation(state: &State) -> Router<State> {
    Router::new()
        .route("/.well-known/webfinger", get(well_known::webfinger))
        .route("/.well-known/host-meta", get(well_known::host_meta))
        .route("/.well-known/security.txt", get(well_known::security_txt))
        .route("/.well-known/nodeinfo", get(well_known::nodeinfo_index))
        .route("/nodeinfo/{version}", get(well_known::nodeinfo))
        .route("/.well-known/did.json", get(credential::did))
        .route("/credentials/{id}", get(credential::show))
        .route("/status/{number}", get(credential::status_list))
        .route("/inbox", post(inbox::shared))
        .route("/actor", get(actor::instance))
        .route("/actor/inbox", post(inbox::shared))
        .route("/actor/outbox", get(collections::instance_outbox))
        .route("/ap/users/{id}", get(actor::show))
        .route("/ap/users/{id}/inbox", post(inbox::personal))
        .route("/ap/users/{id}/outbox", get(collections::outbox))
        .route("/ap/users/{id}/followers", get(collections::followers))
        .route(
            "/ap/users/{id}/followers_synchronization",
            get(collections::followers_synchronization),
        )
        .route("/ap/users/{id}/following", get(collections::following))
        .route("/ap/users/{id}/credentials", get(credential::of_actor))
        .route("/ap/users/{id}/moderators", get(collections::moderators))
        .route(
            "/ap/users/{id}/collections/featured",
            get(collections::featured),
        )
        .route("/ap/users/{id}/collections/tags", get(collections::tags))
        .route(
            "/ap/users/{id}/featured_collections",
            get(featured_collections::index),
        )
        .route(
            "/ap/users/{account}/collections/{id}",
            get(featured_collections::show),
        )
        .route(
            "/ap/users/{account}/feature_authorizations/{id}",
            get(featured_collections::authorization),
        )
        .route("/ap/users/{account}/statuses/{id}", get(object::show))
        .route(
            "/ap/users/{account}/statuses/{id}/activity",
            get(object::activity),
        )
        .route(
            "/ap/users/{account}/statuses/{id}/replies",
            get(thread::replies),
        )
        .route(
            "/ap/users/{account}/statuses/{id}/likes",
            get(thread::likes),
        )
        .route(
            "/ap/users/{account}/statuses/{id}/shares",
            get(thread::shares),
        )
        .route("/contexts/{id}", get(thread::context))
        .route("/contexts/{id}/items", get(thread::context_items))
        .route(
            "/ap/users/{account}/quote_authorizations/{id}",
            get(quote::show),
        )
        .route_layer(from_fn_with_state(
            state.clone(),
            authorized_fetch::documents,
        ))
}
