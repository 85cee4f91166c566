//! `/api/v1/admin`: what moderators and administrators do from an app.

pub mod accounts;
pub mod reports;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::{get, post};

use crate::api::v2;
use crate::state::State;

/// Its routes.
pub fn router() -> Router<State> {
    Router::new().merge(account_routes()).merge(report_routes())
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
