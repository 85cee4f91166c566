//! `/api/rounds/v1/credentials`: what issuers vouch for, one's own and anyone's.

use axum::Json;
use axum::extract::State as FromState;
use domain::credential;
use domain::id::{AccountId, CredentialId};
use protocol::credential::{Fault, receive};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;
use utoipa::ToSchema;

use crate::entity::credential::Credential;
use crate::error::Result;
use crate::extract::{Id, Params, User};
use crate::state::State;

/// What an issuer gave to a member.
#[derive(Deserialize, ToSchema)]
pub struct NewCredential {
    /// Its address, at its issuer's.
    #[serde(default)]
    url: String,
}

/// What is vouched for about oneself
#[utoipa::path(
    get,
    operation_id = "listOwnCredentials",
    path = "/api/rounds/v1/credentials",
    tag = "credentials",
    security(("token" = ["read:accounts"])),
    responses((status = 200, body = [Credential]), (status = 401))
)]
pub async fn own(FromState(state): FromState<State>, user: User) -> Result<Json<Vec<Credential>>> {
    user.require("read:accounts")?;
    let found = credential::index(&state.ctx, user.account_id).await?;
    Ok(Json(Credential::list(found)))
}

/// Show a credential that another issuer gave
#[utoipa::path(
    post,
    operation_id = "addCredential",
    path = "/api/rounds/v1/credentials",
    tag = "credentials",
    request_body = NewCredential,
    security(("token" = ["write:accounts"])),
    responses(
        (status = 200, body = [Credential], description = "All that is vouched for now"),
        (status = 401),
        (status = 422, description = "It does not prove what it says; the error is the verifier's"),
        (status = 503, description = "Its issuer cannot be asked now")
    )
)]
pub async fn create(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<NewCredential>,
) -> Result<Json<Vec<Credential>>> {
    user.require("write:accounts")?;
    add(&state, user.account_id, &values.url).await?;
    let found = credential::index(&state.ctx, user.account_id).await?;
    Ok(Json(Credential::list(found)))
}

/// Shows the credential at `url` for a member; `Invalid` says in the verifier's words why not.
pub(crate) async fn add(state: &State, who: AccountId, url: &str) -> Result<()> {
    let no_address = || domain::Error::invalid("url", "must be the address of a credential");
    let url = Url::parse(url.trim()).map_err(|_| no_address())?;
    match receive::add(&state.federation, who, &url).await {
        Ok(_) => Ok(()),
        Err(Fault::Refused(refusal)) => {
            Err(domain::Error::invalid("url", refusal.to_string()).into())
        }
        Err(Fault::Failed(error)) => Err(error.into()),
    }
}

/// Show a credential no more; what this instance issued is revoked
#[utoipa::path(
    delete,
    operation_id = "removeCredential",
    path = "/api/rounds/v1/credentials/{id}",
    tag = "credentials",
    params(("id" = String, Path)),
    security(("token" = ["write:accounts"])),
    responses((status = 200, body = Object), (status = 401), (status = 404))
)]
pub async fn destroy(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<CredentialId>,
) -> Result<Json<Value>> {
    user.require("write:accounts")?;
    credential::give_back(&state.ctx, user.account_id, id).await?;
    Ok(Json(json!({})))
}

/// What is vouched for about anyone, here or on another server, and what is to be thought of it
#[utoipa::path(
    get,
    operation_id = "listCredentials",
    path = "/api/rounds/v1/accounts/{id}/credentials",
    tag = "credentials",
    params(("id" = String, Path, description = "The account")),
    responses((status = 200, body = [Credential]), (status = 404))
)]
pub async fn index(
    FromState(state): FromState<State>,
    Id(id): Id<AccountId>,
) -> Result<Json<Vec<Credential>>> {
    let found = credential::index(&state.ctx, id).await?;
    Ok(Json(Credential::list(found)))
}
