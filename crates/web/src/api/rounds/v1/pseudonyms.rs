//! `/api/rounds/v1/pseudonyms`: a member's own. The scope stands apart from `read` and `write`, so that no app learns of
//! pseudonyms that was not let in for them.

use axum::Json;
use axum::extract::State as FromState;
use domain::account;
use domain::id::AccountId;
use domain::pseudonym::{self, NewPseudonym};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::entity::account_summary::AccountSummary;
use crate::error::Result;
use crate::extract::{Id, Params, User};
use crate::state::State;

const SCOPE: &str = "pseudonyms";

/// What a member has and may have.
#[derive(Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "they are the names of the API")]
pub struct Pseudonyms {
    /// Their pseudonyms. To act as one, let an app in for it at `/oauth/authorize`.
    pseudonyms: Vec<AccountSummary>,
    /// How many they may have.
    most: u32,
    /// Whether this server vouches for their profession, without which there are none.
    verified: bool,
}

/// How a pseudonym is to be called.
#[derive(Deserialize, ToSchema)]
pub struct PseudonymName {
    /// What stands between the `@`s of its handle.
    #[serde(default)]
    username: String,
    /// What people read; may be empty.
    #[serde(default)]
    display_name: String,
}

/// One's own pseudonyms
#[utoipa::path(
    get,
    operation_id = "listPseudonyms",
    path = "/api/rounds/v1/pseudonyms",
    tag = "pseudonyms",
    security(("token" = ["pseudonyms"])),
    responses((status = 200, body = Pseudonyms), (status = 401), (status = 403))
)]
pub async fn index(FromState(state): FromState<State>, user: User) -> Result<Json<Pseudonyms>> {
    user.require(SCOPE)?;
    let own = pseudonym::list(&state.ctx, user.user_id).await?;
    Ok(Json(Pseudonyms {
        pseudonyms: own.pseudonyms.iter().map(Into::into).collect(),
        most: own.most,
        verified: own.verified,
    }))
}

/// Make a pseudonym; members whose profession this server verified may
#[utoipa::path(
    post,
    operation_id = "createPseudonym",
    path = "/api/rounds/v1/pseudonyms",
    tag = "pseudonyms",
    request_body = PseudonymName,
    security(("token" = ["pseudonyms"])),
    responses(
        (status = 200, body = AccountSummary),
        (status = 401),
        (status = 403, description = "This server has no pseudonyms, did not verify the member's profession, or allows no more"),
        (status = 422, description = "The name is taken or not acceptable")
    )
)]
pub async fn create(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<PseudonymName>,
) -> Result<Json<AccountSummary>> {
    user.require(SCOPE)?;
    let new = NewPseudonym {
        username: values.username,
        display_name: values.display_name,
    };
    let id = pseudonym::create(&state.ctx, user.user_id, new).await?;
    Ok(Json((&account::show(&state.ctx, id).await?).into()))
}

/// Delete a pseudonym for ever
#[utoipa::path(
    delete,
    operation_id = "deletePseudonym",
    path = "/api/rounds/v1/pseudonyms/{id}",
    tag = "pseudonyms",
    params(("id" = String, Path, description = "Its account")),
    security(("token" = ["pseudonyms"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404))
)]
pub async fn destroy(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
) -> Result<Json<Value>> {
    user.require(SCOPE)?;
    pseudonym::delete(&state.ctx, user.user_id, id).await?;
    Ok(Json(json!({})))
}
