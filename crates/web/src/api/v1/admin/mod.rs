//! `/api/v1/admin`: what moderators and administrators do from an app.

pub mod accounts;
pub(crate) mod asked;
pub mod canonical_email_blocks;
pub mod dimensions;
pub mod domain_allows;
pub mod domain_blocks;
pub mod email_domain_blocks;
pub mod ip_blocks;
pub mod measures;
pub mod reports;
pub mod retention;
pub mod tags;
#[cfg(test)]
mod tests;
pub mod trends;

use axum::Router;
use axum::routing::{get, post};

use crate::api::v2;
use crate::state::State;

/// Rows of a page, when the request does not say, and at most.
const PAGE: (u64, u64) = (100, 200);

/// Its routes.
pub fn router() -> Router<State> {
    Router::new()
        .merge(account_routes())
        .merge(domain_routes())
        .merge(report_routes())
        .merge(sign_up_routes())
        .merge(figure_routes())
        .merge(trend_routes())
}

fn figure_routes() -> Router<State> {
    Router::new()
        .route("/api/v1/admin/measures", post(measures::create))
        .route("/api/v1/admin/dimensions", post(dimensions::create))
        .route("/api/v1/admin/retention", post(retention::create))
}

fn trend_routes() -> Router<State> {
    use trends::{
        approve_link, approve_status, approve_tag, reject_link, reject_status, reject_tag,
    };
    Router::new()
        .route("/api/v1/admin/tags", get(tags::index))
        .route("/api/v1/admin/tags/{id}", get(tags::show).put(tags::update))
        .route("/api/v1/admin/trends/tags", get(trends::tags))
        .route("/api/v1/admin/trends/tags/{id}/approve", post(approve_tag))
        .route("/api/v1/admin/trends/tags/{id}/reject", post(reject_tag))
        .route("/api/v1/admin/trends/statuses", get(trends::statuses))
        .route(
            "/api/v1/admin/trends/statuses/{id}/approve",
            post(approve_status),
        )
        .route(
            "/api/v1/admin/trends/statuses/{id}/reject",
            post(reject_status),
        )
        .route("/api/v1/admin/trends/links", get(trends::links))
        .route(
            "/api/v1/admin/trends/links/{id}/approve",
            post(approve_link),
        )
        .route("/api/v1/admin/trends/links/{id}/reject", post(reject_link))
}

fn sign_up_routes() -> Router<State> {
    Router::new()
        .route(
            "/api/v1/admin/email_domain_blocks",
            get(email_domain_blocks::index).post(email_domain_blocks::create),
        )
        .route(
            "/api/v1/admin/email_domain_blocks/{id}",
            get(email_domain_blocks::show).delete(email_domain_blocks::destroy),
        )
        .route(
            "/api/v1/admin/ip_blocks",
            get(ip_blocks::index).post(ip_blocks::create),
        )
        .route(
            "/api/v1/admin/ip_blocks/{id}",
            get(ip_blocks::show)
                .put(ip_blocks::update)
                .delete(ip_blocks::destroy),
        )
        .route(
            "/api/v1/admin/canonical_email_blocks",
            get(canonical_email_blocks::index).post(canonical_email_blocks::create),
        )
        .route(
            "/api/v1/admin/canonical_email_blocks/test",
            post(canonical_email_blocks::test),
        )
        .route(
            "/api/v1/admin/canonical_email_blocks/{id}",
            get(canonical_email_blocks::show).delete(canonical_email_blocks::destroy),
        )
}

fn domain_routes() -> Router<State> {
    Router::new()
        .route(
            "/api/v1/admin/domain_allows",
            get(domain_allows::index).post(domain_allows::create),
        )
        .route(
            "/api/v1/admin/domain_allows/{id}",
            get(domain_allows::show).delete(domain_allows::destroy),
        )
        .route(
            "/api/v1/admin/domain_blocks",
            get(domain_blocks::index).post(domain_blocks::create),
        )
        .route(
            "/api/v1/admin/domain_blocks/{id}",
            get(domain_blocks::show)
                .put(domain_blocks::update)
                .delete(domain_blocks::destroy),
        )
}

fn account_routes() -> Router<State> {
    use accounts::{
        act, approve, destroy, enable, index, reject, show, unsensitive, unsilence, unsuspend,
    };
    Router::new()
        .route("/api/v1/admin/accounts", get(index))
        .route("/api/v2/admin/accounts", get(v2::admin::index))
        .route("/api/v1/admin/accounts/{id}", get(show).delete(destroy))
        .route("/api/v1/admin/accounts/{id}/action", post(act))
        .route("/api/v1/admin/accounts/{id}/approve", post(approve))
        .route("/api/v1/admin/accounts/{id}/reject", post(reject))
        .route("/api/v1/admin/accounts/{id}/enable", post(enable))
        .route("/api/v1/admin/accounts/{id}/unsensitive", post(unsensitive))
        .route("/api/v1/admin/accounts/{id}/unsilence", post(unsilence))
        .route("/api/v1/admin/accounts/{id}/unsuspend", post(unsuspend))
}

fn report_routes() -> Router<State> {
    use reports::{assign_to_self, index, reopen, resolve, show, unassign, update};
    Router::new()
        .route("/api/v1/admin/reports", get(index))
        .route("/api/v1/admin/reports/{id}", get(show).put(update))
        .route(
            "/api/v1/admin/reports/{id}/assign_to_self",
            post(assign_to_self),
        )
        .route("/api/v1/admin/reports/{id}/unassign", post(unassign))
        .route("/api/v1/admin/reports/{id}/resolve", post(resolve))
        .route("/api/v1/admin/reports/{id}/reopen", post(reopen))
}
