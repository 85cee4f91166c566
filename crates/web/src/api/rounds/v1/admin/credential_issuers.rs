//! `/api/rounds/v1/admin/credential_issuers`: whose word counts here, and for what.

use axum::Json;
use axum::extract::State as FromState;
use domain::credential::CredentialKind;
use domain::credential_issuer::{self, CredentialIssuer as Row};
use domain::id::CredentialIssuerId;
use domain::moderation::Authority;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Id, Params, Staff};
use crate::state::State;

/// An issuer whose word counts for one kind of claim.
#[derive(Serialize, ToSchema)]
pub struct CredentialIssuer {
    id: String,
    /// The id of its actor.
    issuer: String,
    /// `HealthProfessionalCredential`, `EmploymentCredential` or `MembershipCredential`.
    kind: &'static str,
    /// RFC 3339.
    created_at: String,
}

impl From<Row> for CredentialIssuer {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.to_string(),
            issuer: row.issuer_uri,
            kind: row.kind.as_str(),
            created_at: row.created_at.to_rfc3339(),
        }
    }
}

/// Whom to trust with what.
#[derive(Deserialize, ToSchema)]
pub struct NewCredentialIssuer {
    /// The id of its actor, such as `https://assoc.example/actor`.
    #[serde(default)]
    issuer: String,
    /// Kinds of claims for which it counts, at least one.
    #[serde(default, deserialize_with = "lenient::texts")]
    kinds: Option<Vec<String>>,
}

/// All issuers that count here beside the instance itself
#[utoipa::path(
    get,
    operation_id = "listCredentialIssuers",
    path = "/api/rounds/v1/admin/credential_issuers",
    tag = "credentials",
    security(("token" = ["admin:read"])),
    responses((status = 200, body = [CredentialIssuer]), (status = 401), (status = 403))
)]
pub async fn index(
    FromState(state): FromState<State>,
    staff: Staff,
) -> Result<Json<Vec<CredentialIssuer>>> {
    let by = staff.administrator("admin:read")?;
    Ok(listed(credential_issuer::index(&state.ctx, &by).await?))
}

/// Let the word of an issuer count
#[utoipa::path(
    post,
    operation_id = "addCredentialIssuer",
    path = "/api/rounds/v1/admin/credential_issuers",
    tag = "credentials",
    request_body = NewCredentialIssuer,
    security(("token" = ["admin:write"])),
    responses(
        (status = 200, body = [CredentialIssuer], description = "What it counts for now"),
        (status = 401),
        (status = 403),
        (status = 422)
    )
)]
pub async fn create(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, .. }: Params<NewCredentialIssuer>,
) -> Result<Json<Vec<CredentialIssuer>>> {
    let by = Authority::Administrator(staff.administrator("admin:write")?);
    let kinds = kinds(&values.kinds.unwrap_or_default())?;
    let rows = credential_issuer::add(&state.ctx, by, &values.issuer, &kinds).await?;
    Ok(listed(rows))
}

/// Let the word of an issuer count no more
#[utoipa::path(
    delete,
    operation_id = "removeCredentialIssuer",
    path = "/api/rounds/v1/admin/credential_issuers/{id}",
    tag = "credentials",
    params(("id" = String, Path)),
    security(("token" = ["admin:write"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404))
)]
pub async fn destroy(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<CredentialIssuerId>,
) -> Result<Json<Value>> {
    let by = Authority::Administrator(staff.administrator("admin:write")?);
    credential_issuer::remove(&state.ctx, by, id).await?;
    Ok(Json(json!({})))
}

fn listed(rows: Vec<Row>) -> Json<Vec<CredentialIssuer>> {
    Json(rows.into_iter().map(Into::into).collect())
}

/// The kinds that are named so.
pub(crate) fn kinds(words: &[String]) -> Result<Vec<CredentialKind>> {
    let kind = |word: &String| {
        let unknown = || domain::Error::invalid("kinds", "is not included in the list");
        Ok(CredentialKind::parse(word).ok_or_else(unknown)?)
    };
    words.iter().map(kind).collect()
}
