//! `/api/rounds/v1/directory/stubs`: those of imported lists who are no members yet, for members alone.

use axum::Json;
use axum::extract::{OriginalUri, State as FromState};
use domain::directory::Filter;
use domain::directory_stub::{self, Claim};
use domain::id::DirectoryStubId;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::api::page::Linked;
use crate::entity::directory_stub::{DirectoryClaim, DirectoryStub};
use crate::error::Result;
use crate::extract::{Id, Paging, Params, User};
use crate::state::State;

const READ: &str = "read:accounts";
const WRITE: &str = "write:accounts";
/// Stubs of a page, when the request does not say, and at most.
const PAGE: (u64, u64) = (40, 80);

/// What the list has to say of them; all of it must be true.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Words of name or workplace, or labels of the other parameters in any language; the last one may be the beginning of
    /// a word.
    q: String,
    /// An id of the vocabulary.
    specialty: Option<String>,
    /// An id of the vocabulary.
    profession: Option<String>,
    /// A code of ISO 3166-2, or of ISO 3166-1 for a whole country with its regions.
    region: Option<String>,
    /// BCP 47; a language includes its varieties.
    language: Option<String>,
    /// Words of the workplace.
    workplace: String,
    /// In which the answer is labelled, BCP 47.
    labels: String,
}

/// In which the answer is labelled.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Labels {
    /// BCP 47.
    labels: String,
}

/// Those of imported lists who are no members yet, the newest first
///
/// Who uses the server is shown whom its administrators took over from lists of hospitals and associations, as long as they
/// have not claimed their entry. They did not agree to it, so nobody else is shown them; to accounts of industry this does
/// not exist.
#[utoipa::path(
    get,
    operation_id = "listDirectoryStubs",
    path = "/api/rounds/v1/directory/stubs",
    tag = "directory",
    params(Asked),
    security(("token" = ["read:accounts"])),
    responses(
        (status = 200, body = Vec<DirectoryStub>),
        (status = 401),
        (status = 403),
        (status = 404, description = "For an account of industry"),
        (status = 422, description = "Something is of no list: the error names the parameter and the remedy")
    )
)]
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    OriginalUri(uri): OriginalUri,
    paging: Paging,
    Params { values, .. }: Params<Asked>,
) -> Result<Linked<Json<Vec<DirectoryStub>>>> {
    user.require(READ)?;
    let filter = Filter {
        text: values.q,
        specialty: values.specialty,
        profession: values.profession,
        region: values.region,
        language: values.language,
        workplace: values.workplace,
        ..Filter::default()
    };
    let (filter, page) = (filter.checked()?, paging.page(PAGE.0, PAGE.1));
    let found = directory_stub::list(&state.ctx, user.account_id, &filter, page).await?;
    let cursors: Vec<i64> = found.iter().map(|stub| stub.id.into()).collect();
    let shown = |stub| DirectoryStub::new(stub, &values.labels);
    let body = found.into_iter().map(shown).collect();
    Ok(Linked::new(&state, &uri, cursors.into_iter(), Json(body)))
}

/// One of them
#[utoipa::path(
    get,
    operation_id = "showDirectoryStub",
    path = "/api/rounds/v1/directory/stubs/{id}",
    tag = "directory",
    params(("id" = String, Path), Labels),
    security(("token" = ["read:accounts"])),
    responses((status = 200, body = DirectoryStub), (status = 401), (status = 403), (status = 404))
)]
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<DirectoryStubId>,
    Params { values, .. }: Params<Labels>,
) -> Result<Json<DirectoryStub>> {
    user.require(READ)?;
    let stub = directory_stub::show(&state.ctx, user.account_id, id).await?;
    Ok(Json(DirectoryStub::new(stub, &values.labels)))
}

/// Say that one of them is you
///
/// It is yours at once when a verifier approved a request of yours with the number that the list has. If not, ask for
/// verification with `directory_stub_id`; its approval gives it to you.
#[utoipa::path(
    post,
    operation_id = "claimDirectoryStub",
    path = "/api/rounds/v1/directory/stubs/{id}/claim",
    tag = "directory",
    params(("id" = String, Path)),
    security(("token" = ["write:accounts"])),
    responses((status = 200, body = DirectoryClaim), (status = 401), (status = 403), (status = 404))
)]
pub async fn claim(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<DirectoryStubId>,
) -> Result<Json<DirectoryClaim>> {
    user.require(WRITE)?;
    let claim = directory_stub::claim(&state.ctx, user.account_id, id).await?;
    Ok(Json(DirectoryClaim {
        claimed: claim == Claim::Done,
    }))
}
