//! `/api/rounds/v1/admin/directory_…`: lists of people who are no members yet, as FHIR has them.

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State as FromState};
use axum::http::header::CONTENT_TYPE;
use domain::directory_stub;
use domain::fhir::MOST_BYTES;
use domain::id::DirectoryStubId;
use domain::moderation::Authority;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::entity::directory_stub::{DirectoryImport, DirectorySource};
use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{Id, Params, Staff};
use crate::state::State;

const READ: &str = "admin:read:accounts";
const WRITE: &str = "admin:write:accounts";
/// Bytes of a request beside its file. What is a little too large is read, so that the answer can say so.
const BESIDE: usize = 1024 * 1024;

/// The routes with their descriptions.
pub(super) fn described() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(import))
        .layer(DefaultBodyLimit::max(MOST_BYTES + BESIDE))
        .routes(routes!(index))
        .routes(routes!(destroy))
        .routes(routes!(take_out))
}

/// How a file is taken over.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// What you call the list, such as `staff-list`: small letters, digits and hyphens. Its next file has the same name.
    source: String,
    /// Only say what would become of each resource.
    #[serde(deserialize_with = "lenient::boolean")]
    #[param(value_type = Option<bool>)]
    dry_run: Option<bool>,
}

/// A file and how it is taken over, as a form.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes what is sent")]
pub struct NewDirectoryImport {
    /// FHIR R4 or R5: a Bundle, one resource, or NDJSON; at most 32 MB and 20,000 resources.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// As in the query.
    source: String,
    /// As in the query.
    dry_run: Option<bool>,
}

/// The file as it was sent: as `file` of `multipart/form-data`, or as the body itself.
pub struct Sent {
    asked: Asked,
    file: Bytes,
}

impl FromRequest<State> for Sent {
    type Rejection = Error;

    async fn from_request(request: Request, state: &State) -> Result<Self> {
        let kind = request.headers().get(CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.to_ascii_lowercase().starts_with("multipart/form-data") {
            let Params { values, mut files } = Params::from_request(request, state).await?;
            let file = files.remove("file").map(|upload| upload.bytes);
            let file = file.unwrap_or_default();
            return Ok(Self {
                asked: values,
                file,
            });
        }
        let (mut parts, body) = request.into_parts();
        let whole = Request::from_parts(parts.clone(), body);
        let file = Bytes::from_request(whole, state).await;
        // What is left says how; a bundle that is called JSON is no parameter.
        parts.headers.remove(CONTENT_TYPE);
        let rest = Request::from_parts(parts, Body::empty());
        let Params { values, .. } = Params::from_request(rest, state).await?;
        Ok(Self {
            asked: values,
            file: file.map_err(|_| Error::TooLarge)?,
        })
    }
}

/// Take a FHIR file over
///
/// `Practitioner`, `PractitionerRole` and `Organization` of R4 or R5 are read, in a Bundle, alone, or as NDJSON. Send it as
/// `file` of a form, or as the body with the parameters in the query. A file with anything about a patient is refused whole,
/// and nothing of it is kept.
#[utoipa::path(
    post,
    operation_id = "importDirectory",
    path = "/api/rounds/v1/admin/directory_imports",
    tag = "administration",
    params(Asked),
    request_body(content = NewDirectoryImport, content_type = "multipart/form-data"),
    security(("token" = ["admin:write:accounts"])),
    responses(
        (status = 200, body = DirectoryImport),
        (status = 401),
        (status = 403),
        (status = 413),
        (status = 422, description = "Nothing of the file was read: the error says where it stands, and why")
    )
)]
pub async fn import(
    FromState(state): FromState<State>,
    staff: Staff,
    Sent { asked, file }: Sent,
) -> Result<Json<DirectoryImport>> {
    let by = Authority::Administrator(staff.administrator(WRITE)?);
    let dry_run = asked.dry_run.unwrap_or_default();
    let report = directory_stub::import(&state.ctx, by, &asked.source, &file, dry_run).await?;
    Ok(Json(report.into()))
}

/// The lists that were imported
#[utoipa::path(
    get,
    operation_id = "listDirectorySources",
    path = "/api/rounds/v1/admin/directory_sources",
    tag = "administration",
    security(("token" = ["admin:read:accounts"])),
    responses((status = 200, body = Vec<DirectorySource>), (status = 401), (status = 403))
)]
pub async fn index(
    FromState(state): FromState<State>,
    staff: Staff,
) -> Result<Json<Vec<DirectorySource>>> {
    let by = Authority::Administrator(staff.administrator(READ)?);
    let sources = directory_stub::sources(&state.ctx, &by).await?;
    Ok(Json(sources.into_iter().map(Into::into).collect()))
}

/// Remove everybody whom a list brought; who claimed their entry stays a member
#[utoipa::path(
    delete,
    operation_id = "deleteDirectorySource",
    path = "/api/rounds/v1/admin/directory_sources/{source}",
    tag = "administration",
    params(("source" = String, Path)),
    security(("token" = ["admin:write:accounts"])),
    responses((status = 200, description = "An empty object"), (status = 401), (status = 403), (status = 404))
)]
pub async fn destroy(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(source): Id<String>,
) -> Result<Json<Value>> {
    let by = Authority::Administrator(staff.administrator(WRITE)?);
    directory_stub::remove_source(&state.ctx, by, &source).await?;
    Ok(Json(json!({})))
}

/// Take somebody out who asked for it: no further file of the list brings them back
#[utoipa::path(
    delete,
    operation_id = "deleteDirectoryStub",
    path = "/api/rounds/v1/admin/directory_stubs/{id}",
    tag = "administration",
    params(("id" = String, Path)),
    security(("token" = ["admin:write:accounts"])),
    responses((status = 200, description = "An empty object"), (status = 401), (status = 403), (status = 404))
)]
pub async fn take_out(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<DirectoryStubId>,
) -> Result<Json<Value>> {
    let by = Authority::Administrator(staff.administrator(WRITE)?);
    directory_stub::take_out(&state.ctx, by, id).await?;
    Ok(Json(json!({})))
}
