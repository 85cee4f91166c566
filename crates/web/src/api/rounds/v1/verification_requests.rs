//! `/api/rounds/v1/verification_requests`: what a member has verified.

use std::collections::BTreeMap;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State as FromState};
use domain::id::{DirectoryStubId, VerificationRequestId};
use domain::kinds::{CredentialKind, Register};
use domain::verification::{self, MAX_BYTES, NewRequest};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::entity::verification_request::{Reader, VerificationRequest};
use crate::error::{Error, Result};
use crate::extract::params::Upload;
use crate::extract::{Id, Params, User};
use crate::state::State;
use crate::verification::subject;

const READ: &str = "read:accounts";
const WRITE: &str = "write:accounts";
/// Bytes of a request beside its file. What is a little too large is read, so that the answer can name the field.
const BESIDE: usize = 1024 * 1024;

/// The routes with their descriptions.
pub(super) fn described() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(index, create))
        .routes(routes!(show, destroy))
        .routes(routes!(answer))
        .layer(DefaultBodyLimit::max(MAX_BYTES + BESIDE))
}

/// What is to be verified. What is not known may be left out.
#[derive(Deserialize, ToSchema)]
#[serde(default)]
pub struct NewVerificationRequest {
    /// The handle of another account of yours, when the credential is to be about that: it must name your account here among
    /// its aliases (`alsoKnownAs`).
    account: String,
    /// `HealthProfessionalCredential`, `EmploymentCredential` or `MembershipCredential`.
    kind: String,
    /// An id of the vocabulary.
    profession: String,
    /// An id of the vocabulary.
    specialty: String,
    /// A code of ISO 3166-2, or of ISO 3166-1 for a whole country.
    jurisdiction: String,
    /// `npi`, `orcid`, `lanr`, `efn`, `rpps`, `gmc`, `nmc`, `hcpc`, `gphc`, `big`, `ahpra`, `hpi-i` or `other`.
    register: String,
    /// As you write it; spaces and hyphens do not matter.
    number: String,
    /// Who stands in an imported directory and is you: approved, the entry becomes yours.
    directory_stub_id: String,
    /// A file that proves it: PDF, JPEG or PNG, at most 10 MB, sent as a file of `multipart/form-data`.
    #[schema(value_type = Option<String>, format = Binary)]
    evidence: Option<Value>,
}

impl Default for NewVerificationRequest {
    fn default() -> Self {
        Self {
            account: String::new(),
            kind: CredentialKind::HealthProfessional.as_str().to_owned(),
            profession: String::new(),
            specialty: String::new(),
            jurisdiction: String::new(),
            register: String::new(),
            number: String::new(),
            directory_stub_id: String::new(),
            evidence: None,
        }
    }
}

/// An answer to what a verifier asked.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct VerificationAnswer {
    /// At most 2,000 characters.
    answer: String,
    /// A further file, as with the request.
    #[schema(value_type = Option<String>, format = Binary)]
    evidence: Option<Value>,
}

/// One's own requests, the newest first
#[utoipa::path(
    get,
    operation_id = "listVerificationRequests",
    path = "/api/rounds/v1/verification_requests",
    tag = "verification",
    security(("token" = ["read:accounts"])),
    responses((status = 200, body = Vec<VerificationRequest>), (status = 401), (status = 403))
)]
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
) -> Result<Json<Vec<VerificationRequest>>> {
    user.require(READ)?;
    let found = verification::list(&state.ctx, user.account_id).await?;
    let accounts = found.accounts;
    let shown = found.requests.into_iter();
    let shown = shown.map(|one| VerificationRequest::new(one, &accounts, Reader::Member));
    Ok(Json(shown.collect()))
}

/// Ask for verification
#[utoipa::path(
    post,
    operation_id = "createVerificationRequest",
    path = "/api/rounds/v1/verification_requests",
    tag = "verification",
    request_body(content = NewVerificationRequest, content_type = "multipart/form-data"),
    security(("token" = ["write:accounts"])),
    responses(
        (status = 200, body = VerificationRequest),
        (status = 401),
        (status = 403),
        (status = 422, description = "Something is not acceptable: the error names the parameter and the remedy")
    )
)]
pub async fn create(
    FromState(state): FromState<State>,
    user: User,
    Params { values, files }: Params<NewVerificationRequest>,
) -> Result<Json<VerificationRequest>> {
    user.require(WRITE)?;
    let kind = CredentialKind::parse(&values.kind);
    let new = NewRequest {
        subject: subject(&state, &values.account).await?,
        kind: kind.ok_or_else(|| Error::invalid("kind", "is not one that exists"))?,
        profession: values.profession,
        specialty: values.specialty,
        jurisdiction: values.jurisdiction,
        register: register(&values.register)?,
        number: values.number,
        evidence: evidence(values.evidence.is_some(), files)?,
        directory_stub: stub(&values.directory_stub_id)?,
    };
    let id = verification::submit(&state.ctx, user.account_id, &new).await?;
    shown(&state, &user, id).await
}

/// One of one's own requests
#[utoipa::path(
    get,
    operation_id = "showVerificationRequest",
    path = "/api/rounds/v1/verification_requests/{id}",
    tag = "verification",
    params(("id" = String, Path)),
    security(("token" = ["read:accounts"])),
    responses((status = 200, body = VerificationRequest), (status = 401), (status = 403), (status = 404))
)]
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<VerificationRequestId>,
) -> Result<Json<VerificationRequest>> {
    user.require(READ)?;
    shown(&state, &user, id).await
}

/// Take a request back: what proves it goes at once. One that was approved stays
#[utoipa::path(
    delete,
    operation_id = "deleteVerificationRequest",
    path = "/api/rounds/v1/verification_requests/{id}",
    tag = "verification",
    params(("id" = String, Path)),
    security(("token" = ["write:accounts"])),
    responses((status = 200, description = "An empty object"), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422))
)]
pub async fn destroy(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<VerificationRequestId>,
) -> Result<Json<Value>> {
    user.require(WRITE)?;
    verification::withdraw(&state.ctx, user.account_id, id).await?;
    Ok(Json(json!({})))
}

/// Answer what a verifier asked
#[utoipa::path(
    post,
    operation_id = "answerVerificationRequest",
    path = "/api/rounds/v1/verification_requests/{id}/answer",
    tag = "verification",
    params(("id" = String, Path)),
    request_body(content = VerificationAnswer, content_type = "multipart/form-data"),
    security(("token" = ["write:accounts"])),
    responses((status = 200, body = VerificationRequest), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422))
)]
pub async fn answer(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<VerificationRequestId>,
    Params { values, files }: Params<VerificationAnswer>,
) -> Result<Json<VerificationRequest>> {
    user.require(WRITE)?;
    let file = evidence(values.evidence.is_some(), files)?;
    verification::answer(&state.ctx, user.account_id, id, &values.answer, file).await?;
    shown(&state, &user, id).await
}

async fn shown(
    state: &State,
    user: &User,
    id: VerificationRequestId,
) -> Result<Json<VerificationRequest>> {
    let found = verification::show(&state.ctx, user.account_id, id).await?;
    let accounts = found.accounts;
    let mut requests = found.requests.into_iter();
    let request = requests.next().ok_or(domain::Error::NotFound)?;
    Ok(Json(VerificationRequest::new(
        request,
        &accounts,
        Reader::Member,
    )))
}

/// The register of a word; `None` for no word.
pub(crate) fn register(word: &str) -> Result<Option<Register>> {
    if word.is_empty() {
        return Ok(None);
    }
    let register = Register::parse(word);
    let unknown = || Error::invalid("register", "is not one that exists");
    register.map(Some).ok_or_else(unknown)
}

/// The entry of an imported directory; `None` for no word.
pub(crate) fn stub(id: &str) -> Result<Option<DirectoryStubId>> {
    let unknown = |_| Error::invalid("directory_stub_id", "is not one that exists");
    Some(id)
        .filter(|id| !id.is_empty())
        .map(str::parse)
        .transpose()
        .map_err(unknown)
}

fn evidence(is_text: bool, mut files: BTreeMap<String, Upload>) -> Result<Option<Bytes>> {
    if is_text {
        let reason = "must be a file: send it as multipart/form-data";
        return Err(Error::invalid("evidence", reason));
    }
    Ok(files.remove("evidence").map(|file| file.bytes))
}
