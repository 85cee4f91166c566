//! `/api/rounds/v1/admin/verification_requests`: the verifiers' queue. To everybody else, administrators included, no
//! request is there.

use axum::Json;
use axum::extract::{OriginalUri, State as FromState};
use axum::response::Response;
use domain::id::{EvidenceId, VerificationRequestId};
use domain::kinds::VerificationState;
use domain::verification::{self, Verifier};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api::page::Linked;
use crate::entity::verification_request::{Reader, VerificationRequest};
use crate::error::{Error, Result};
use crate::extract::{Id, Ids, Paging, Params, User};
use crate::state::State;
use crate::verification::{evidence_file, read_approval};

const READ: &str = "admin:read";
const WRITE: &str = "admin:write";
/// Requests of a page, when the request does not say, and at most.
const PAGE: (u64, u64) = (40, 80);

/// The routes with their descriptions.
pub(super) fn described() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(index))
        .routes(routes!(show))
        .routes(routes!(evidence))
        .routes(routes!(approve))
        .routes(routes!(ask))
        .routes(routes!(refuse))
        .routes(routes!(expire))
        .routes(routes!(revoke))
}

/// Which requests are asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    state: String,
}

/// What is vouched for.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct VerificationApproval {
    /// Another kind of credential than was asked for.
    kind: Option<String>,
    /// `register-matched` or `issuer-verified`.
    assurance: String,
    /// Until when it counts: a day, or a time of RFC 3339. Empty for no end.
    valid_until: String,
}

/// A question to the member.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct VerificationQuestion {
    /// At most 2,000 characters.
    question: String,
}

/// Why something is turned down or taken back; the member is told.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct VerificationReason {
    /// At most 2,000 characters.
    reason: String,
}

/// The verifier, if the token is good for `scope`; to everybody else there is nothing.
fn verifier(user: &User, scope: &str) -> Result<Verifier> {
    user.require(scope)?;
    let verifier = Verifier::of(user.account_id, user.is_verifier);
    let verifier = verifier.map_err(|_| domain::Error::NotFound)?;
    user.second_factor.require()?;
    Ok(verifier)
}

/// The requests in a state (`pending` when it is left out), the newest first
#[utoipa::path(
    get,
    operation_id = "listVerificationQueue",
    path = "/api/rounds/v1/admin/verification_requests",
    tag = "verification",
    params(("state" = Option<String>, Query), ("limit" = Option<u64>, Query)),
    security(("token" = ["admin:read"])),
    responses((status = 200, body = Vec<VerificationRequest>), (status = 401), (status = 403), (status = 404), (status = 422))
)]
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    OriginalUri(uri): OriginalUri,
    paging: Paging,
    Params { values, .. }: Params<Asked>,
) -> Result<Linked<Json<Vec<VerificationRequest>>>> {
    let by = verifier(&user, READ)?;
    let wanted = match values.state.as_str() {
        "" => VerificationState::Pending,
        word => VerificationState::parse(word)
            .ok_or_else(|| Error::invalid("state", "is not one that exists"))?,
    };
    let asked = paging.page(PAGE.0, PAGE.1);
    let found = verification::index(&state.ctx, &by, wanted, asked).await?;
    let cursors: Vec<i64> = found.requests.iter().map(|it| it.row.id.0).collect();
    let accounts = found.accounts;
    let shown = found.requests.into_iter();
    let shown = shown.map(|one| VerificationRequest::new(one, &accounts, Reader::Verifier));
    let body = Json(shown.collect());
    Ok(Linked::new(&state, &uri, cursors.into_iter(), body))
}

/// One request
#[utoipa::path(
    get,
    operation_id = "showVerificationQueue",
    path = "/api/rounds/v1/admin/verification_requests/{id}",
    tag = "verification",
    params(("id" = String, Path)),
    security(("token" = ["admin:read"])),
    responses((status = 200, body = VerificationRequest), (status = 401), (status = 403), (status = 404))
)]
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<VerificationRequestId>,
) -> Result<Json<VerificationRequest>> {
    let by = verifier(&user, READ)?;
    shown(&state, &by, id).await
}

/// A file that proves it, as it was handed in; that you looked is written into the audit log
#[utoipa::path(
    get,
    operation_id = "showVerificationEvidence",
    path = "/api/rounds/v1/admin/verification_requests/{id}/evidence/{evidence}",
    tag = "verification",
    params(("id" = String, Path), ("evidence" = String, Path)),
    security(("token" = ["admin:read"])),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 401),
        (status = 403),
        (status = 404)
    )
)]
pub async fn evidence(
    FromState(state): FromState<State>,
    user: User,
    Ids(id, file): Ids<VerificationRequestId, EvidenceId>,
) -> Result<Response> {
    let by = verifier(&user, READ)?;
    let file = verification::look(&state.ctx, &by, id, file).await?;
    Ok(evidence_file(file))
}

/// Vouch for what a request says: a credential is issued
#[utoipa::path(
    post,
    operation_id = "approveVerificationRequest",
    path = "/api/rounds/v1/admin/verification_requests/{id}/approve",
    tag = "verification",
    params(("id" = String, Path)),
    request_body = VerificationApproval,
    security(("token" = ["admin:write"])),
    responses((status = 200, body = VerificationRequest), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422))
)]
pub async fn approve(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<VerificationRequestId>,
    Params { values, .. }: Params<VerificationApproval>,
) -> Result<Json<VerificationRequest>> {
    let by = verifier(&user, WRITE)?;
    let kind = values.kind.as_deref().unwrap_or_default();
    let approval = read_approval(kind, &values.assurance, &values.valid_until)?;
    verification::approve(&state.ctx, &by, id, approval).await?;
    shown(&state, &by, id).await
}

/// Ask the member something
#[utoipa::path(
    post,
    operation_id = "askAboutVerificationRequest",
    path = "/api/rounds/v1/admin/verification_requests/{id}/ask",
    tag = "verification",
    params(("id" = String, Path)),
    request_body = VerificationQuestion,
    security(("token" = ["admin:write"])),
    responses((status = 200, body = VerificationRequest), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422))
)]
pub async fn ask(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<VerificationRequestId>,
    Params { values, .. }: Params<VerificationQuestion>,
) -> Result<Json<VerificationRequest>> {
    let by = verifier(&user, WRITE)?;
    verification::ask(&state.ctx, &by, id, &values.question).await?;
    shown(&state, &by, id).await
}

/// Turn a request down
#[utoipa::path(
    post,
    operation_id = "refuseVerificationRequest",
    path = "/api/rounds/v1/admin/verification_requests/{id}/refuse",
    tag = "verification",
    params(("id" = String, Path)),
    request_body = VerificationReason,
    security(("token" = ["admin:write"])),
    responses((status = 200, body = VerificationRequest), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422))
)]
pub async fn refuse(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<VerificationRequestId>,
    Params { values, .. }: Params<VerificationReason>,
) -> Result<Json<VerificationRequest>> {
    let by = verifier(&user, WRITE)?;
    verification::refuse(&state.ctx, &by, id, &values.reason).await?;
    shown(&state, &by, id).await
}

/// Close a request without a decision
#[utoipa::path(
    post,
    operation_id = "expireVerificationRequest",
    path = "/api/rounds/v1/admin/verification_requests/{id}/expire",
    tag = "verification",
    params(("id" = String, Path)),
    security(("token" = ["admin:write"])),
    responses((status = 200, body = VerificationRequest), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422))
)]
pub async fn expire(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<VerificationRequestId>,
) -> Result<Json<VerificationRequest>> {
    let by = verifier(&user, WRITE)?;
    verification::expire(&state.ctx, &by, id).await?;
    shown(&state, &by, id).await
}

/// Take back what was vouched for: the credential is revoked for good
#[utoipa::path(
    post,
    operation_id = "revokeVerificationRequest",
    path = "/api/rounds/v1/admin/verification_requests/{id}/revoke",
    tag = "verification",
    params(("id" = String, Path)),
    request_body = VerificationReason,
    security(("token" = ["admin:write"])),
    responses((status = 200, body = VerificationRequest), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422))
)]
pub async fn revoke(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<VerificationRequestId>,
    Params { values, .. }: Params<VerificationReason>,
) -> Result<Json<VerificationRequest>> {
    let by = verifier(&user, WRITE)?;
    verification::revoke(&state.ctx, &by, id, &values.reason).await?;
    shown(&state, &by, id).await
}

async fn shown(
    state: &State,
    by: &Verifier,
    id: VerificationRequestId,
) -> Result<Json<VerificationRequest>> {
    let found = verification::inspect(&state.ctx, by, id).await?;
    let accounts = found.accounts;
    let mut requests = found.requests.into_iter();
    let request = requests.next().ok_or(domain::Error::NotFound)?;
    Ok(Json(VerificationRequest::new(
        request,
        &accounts,
        Reader::Verifier,
    )))
}
