//! `/api/rounds/v1/admin/disclosures`: two administrators together learn whose a pseudonym is.

use axum::Json;
use axum::extract::State as FromState;
use domain::id::{AccountId, DisclosureId};
use domain::pseudonym::disclosure::{self, Reason, View};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::entity::account_summary::AccountSummary;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Id, Paging, Params, Staff};
use crate::state::State;

const READ: &str = "admin:read:accounts";
const WRITE: &str = "admin:write:accounts";
/// Rows of a page, if nothing else is asked for, and at most.
const ROWS: (u64, u64) = (40, 80);

/// What an administrator asked about a pseudonym.
#[derive(Serialize, ToSchema)]
pub struct Disclosure {
    id: String,
    /// The pseudonym.
    pseudonym: AccountSummary,
    /// `patient-privacy`, `danger`, `legal-order` or `misconduct`.
    reason: &'static str,
    asked_by: AccountSummary,
    agreed_by: Option<AccountSummary>,
    /// RFC 3339: until then another administrator may agree; once one did, until then the two see `member`.
    ends_at: String,
    /// Whose pseudonym it is.
    member: Option<AccountSummary>,
}

impl From<View> for Disclosure {
    fn from(view: View) -> Self {
        Self {
            id: view.disclosure.id.to_string(),
            pseudonym: (&view.pseudonym).into(),
            reason: view.disclosure.reason.as_str(),
            asked_by: (&view.asked_by).into(),
            agreed_by: view.agreed_by.as_ref().map(Into::into),
            ends_at: view.disclosure.ends_at.to_rfc3339(),
            member: view.member.as_ref().map(Into::into),
        }
    }
}

/// About which pseudonym, and why.
#[derive(Deserialize, ToSchema)]
pub struct NewDisclosure {
    #[serde(default, deserialize_with = "lenient::id")]
    #[schema(value_type = Option<String>)]
    account_id: Option<i64>,
    /// `patient-privacy`, `danger`, `legal-order` or `misconduct`.
    #[serde(default)]
    reason: String,
}

/// What was asked about pseudonyms, the newest first; administrators may
#[utoipa::path(
    get,
    operation_id = "listDisclosures",
    path = "/api/rounds/v1/admin/disclosures",
    tag = "pseudonyms",
    security(("token" = ["admin:read:accounts"])),
    responses((status = 200, body = [Disclosure]), (status = 401), (status = 403))
)]
pub async fn index(
    FromState(state): FromState<State>,
    staff: Staff,
    paging: Paging,
) -> Result<Json<Vec<Disclosure>>> {
    let by = staff.administrator(READ)?;
    let views = disclosure::index(&state.ctx, &by, paging.page(ROWS.0, ROWS.1)).await?;
    Ok(Json(views.into_iter().map(Into::into).collect()))
}

/// Ask whose a pseudonym is; another administrator has to agree within three days
#[utoipa::path(
    post,
    operation_id = "askDisclosure",
    path = "/api/rounds/v1/admin/disclosures",
    tag = "pseudonyms",
    request_body = NewDisclosure,
    security(("token" = ["admin:write:accounts"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422))
)]
pub async fn create(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, .. }: Params<NewDisclosure>,
) -> Result<Json<Value>> {
    let by = staff.administrator(WRITE)?;
    let reason = Reason::parse(&values.reason);
    let reason =
        reason.ok_or_else(|| domain::Error::invalid("reason", "is not included in the list"))?;
    let id = AccountId(values.account_id.ok_or(domain::Error::NotFound)?);
    let id = disclosure::ask(&state.ctx, &by, id, reason).await?;
    Ok(Json(json!({ "id": id.to_string() })))
}

/// Agree to what another administrator asked: both see the answer for a day, and the member is told
#[utoipa::path(
    post,
    operation_id = "agreeDisclosure",
    path = "/api/rounds/v1/admin/disclosures/{id}/agree",
    tag = "pseudonyms",
    params(("id" = String, Path)),
    security(("token" = ["admin:write:accounts"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404), (status = 409))
)]
pub async fn agree(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<DisclosureId>,
) -> Result<Json<Value>> {
    let by = staff.administrator(WRITE)?;
    disclosure::agree(&state.ctx, &by, id).await?;
    Ok(Json(json!({})))
}
