//! `/api/rounds/v1/admin/roles`: who has duties.

use axum::Json;
use axum::extract::State as FromState;
use domain::id::AccountId;
use domain::kinds::UserRole;
use domain::user::{self, RoleChange};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{Id, Params, Staff};
use crate::state::State;

/// Somebody with duties.
#[derive(Serialize, ToSchema)]
pub struct StaffMember {
    /// The id of their account.
    account_id: String,
    username: String,
    /// Their rank: `member`, `moderator` or `admin`.
    role: &'static str,
    /// Whether they decide on requests for verification, whatever their rank.
    verifier: bool,
    /// Whether their log-in asks for a second factor.
    two_factor: bool,
}

impl From<user::Staff> for StaffMember {
    fn from(staff: user::Staff) -> Self {
        Self {
            account_id: staff.account_id.to_string(),
            username: staff.username,
            role: staff.role.as_str(),
            verifier: staff.is_verifier,
            two_factor: staff.second_factor_at.is_some(),
        }
    }
}

/// What becomes of somebody's role; what is left out stays.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct RoleValues {
    /// `member`, `moderator` or `admin`.
    role: Option<String>,
    /// Whether theirs is the duty of a verifier.
    #[serde(deserialize_with = "lenient::boolean")]
    verifier: Option<bool>,
}

/// Everyone with duties, by name; administrators may
#[utoipa::path(
    get,
    operation_id = "listRoles",
    path = "/api/rounds/v1/admin/roles",
    tag = "administration",
    security(("token" = ["admin:read"])),
    responses((status = 200, body = Vec<StaffMember>), (status = 401), (status = 403))
)]
pub async fn index(
    FromState(state): FromState<State>,
    staff: Staff,
) -> Result<Json<Vec<StaffMember>>> {
    staff.administrator("admin:read")?;
    listed(&state).await
}

/// Give and take roles. Nobody decides on their own, and the last administrator stays one; answers with everyone who has
/// duties then
#[utoipa::path(
    put,
    operation_id = "setRole",
    path = "/api/rounds/v1/admin/roles/{id}",
    tag = "administration",
    params(("id" = String, Path, description = "An account")),
    request_body = RoleValues,
    security(("token" = ["admin:write"])),
    responses(
        (status = 200, body = Vec<StaffMember>),
        (status = 401),
        (status = 403),
        (status = 404),
        (status = 422)
    )
)]
pub async fn update(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<AccountId>,
    Params { values, .. }: Params<RoleValues>,
) -> Result<Json<Vec<StaffMember>>> {
    let by = staff.administrator("admin:write")?;
    let change = RoleChange {
        role: values.role.as_deref().map(rank).transpose()?,
        is_verifier: values.verifier,
    };
    user::decide_role(&state.ctx, &by, id, change).await?;
    listed(&state).await
}

fn rank(word: &str) -> Result<UserRole> {
    let rank = UserRole::parse(word);
    rank.ok_or_else(|| Error::invalid("role", "is not included in the list"))
}

async fn listed(state: &State) -> Result<Json<Vec<StaffMember>>> {
    let staff = user::staff(&state.ctx).await?;
    Ok(Json(staff.into_iter().map(Into::into).collect()))
}
