//! `/api/rounds/v1/admin/…`: what administrators decide and see of other servers.

pub mod accounts;
pub mod audit;
pub mod credential_issuers;
pub mod directories;
pub mod disclosures;
pub mod domain_lists;
pub mod instances;
pub mod members;
pub mod queue;
pub mod relays;
pub mod roles;
#[cfg(test)]
mod tests;
pub mod verification_requests;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::member_list::BYTES;
use crate::state::State;

/// Bytes of what is sent along with a file.
const BESIDE: usize = 64 * 1024;

/// The routes with their descriptions.
pub(super) fn described() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(
            credential_issuers::index,
            credential_issuers::create
        ))
        .routes(routes!(credential_issuers::destroy))
        .routes(routes!(accounts::deprovision))
        .routes(routes!(accounts::reprovision))
        .merge(directories::described())
        .routes(routes!(disclosures::index, disclosures::create))
        .routes(routes!(disclosures::agree))
        .routes(routes!(audit::index))
        .routes(routes!(domain_lists::export_blocks))
        .routes(routes!(domain_lists::import_blocks))
        .routes(routes!(domain_lists::export_allows))
        .routes(routes!(domain_lists::import_allows))
        .merge(lists())
        .routes(routes!(instances::index))
        .routes(routes!(instances::show))
        .routes(routes!(instances::note))
        .routes(routes!(relays::index, relays::create))
        .routes(routes!(relays::destroy))
        .routes(routes!(roles::index))
        .routes(routes!(roles::update))
        .routes(routes!(queue::show))
        .routes(routes!(queue::index))
        .routes(routes!(queue::retry))
        .merge(verification_requests::described())
        .routes(routes!(queue::discard))
}

/// The list of members, of which a file may be larger than other bodies.
fn lists() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(members::import))
        .layer(DefaultBodyLimit::max(BYTES + BESIDE))
        .routes(routes!(members::export))
        .routes(routes!(members::show))
}
