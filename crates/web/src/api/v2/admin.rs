//! `/api/v2/admin/accounts`: the same accounts, looked for in other words.

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::kinds::UserRole;
use domain::moderation::{Filter, Origin, State as Standing};
use serde::Deserialize;
use serde_json::Value;

use crate::api::page::Linked;
use crate::api::v1::admin::accounts::{STAFF, Words, list};
use crate::entity::role;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Paging, Params, Staff};
use crate::state::State;

/// Which accounts are looked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    origin: Option<String>,
    status: Option<String>,
    permissions: Option<String>,
    #[serde(deserialize_with = "lenient::ids")]
    role_ids: Vec<i64>,
    #[serde(flatten)]
    words: Words,
}

impl From<Wanted> for Filter {
    /// Words that are not known ask for nothing.
    fn from(wanted: Wanted) -> Self {
        let origin = match wanted.origin.as_deref() {
            Some("local") => Some(Origin::Local),
            Some("remote") => Some(Origin::Remote),
            _ => None,
        };
        let standing = match wanted.status.as_deref() {
            Some("active") => Some(Standing::Active),
            Some("pending") => Some(Standing::Pending),
            Some("disabled") => Some(Standing::Disabled),
            Some("sensitized") => Some(Standing::Sensitized),
            Some("silenced") => Some(Standing::Silenced),
            Some("suspended") => Some(Standing::Suspended),
            _ => None,
        };
        let named = wanted.role_ids.into_iter().filter_map(role::by_id);
        let mut roles: Vec<UserRole> = named.collect();
        if wanted.permissions.as_deref() == Some("staff") {
            roles.extend(STAFF);
        }
        Self {
            origin,
            states: standing.into_iter().collect(),
            roles,
            ..wanted.words.into()
        }
    }
}

/// `GET /api/v2/admin/accounts`.
pub async fn index(
    state: FromState<State>,
    staff: Staff,
    paging: Paging,
    uri: Uri,
    Params { values, .. }: Params<Wanted>,
) -> Result<Linked<Json<Value>>> {
    list(&state, &staff, &values.into(), &paging, &uri).await
}
