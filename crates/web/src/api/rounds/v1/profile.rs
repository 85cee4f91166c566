//! `/api/rounds/v1/profile`: what someone says of themselves as a professional.

use axum::Json;
use axum::extract::State as FromState;
use domain::id::AccountId;
use domain::profile::{self, Change};
use serde::Deserialize;
use utoipa::ToSchema;

use super::vocabularies::Labels;
use crate::entity::profile::ProfessionalProfile;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Id, Params, User};
use crate::state::State;

/// What is to be said from now on. What is missing stays; an empty text or list takes it away.
#[derive(Deserialize, ToSchema)]
pub struct ProfileChange {
    account_kind: Option<String>,
    profession: Option<String>,
    /// At most 10.
    #[serde(default, deserialize_with = "lenient::texts")]
    specialties: Option<Vec<String>>,
    /// At most 200 characters.
    workplace: Option<String>,
    /// A code of ISO 3166-2, or of ISO 3166-1 for a whole country.
    region: Option<String>,
    /// BCP 47, at most 10.
    #[serde(default, deserialize_with = "lenient::texts")]
    languages: Option<Vec<String>>,
    /// For whom the account speaks and what it gains; at most 500 characters. An account of industry cannot be without.
    interests: Option<String>,
    /// In which the answer is labelled, BCP 47.
    #[serde(default)]
    language: String,
}

/// One's own profile
#[utoipa::path(
    get,
    operation_id = "showOwnProfile",
    path = "/api/rounds/v1/profile",
    tag = "profile",
    params(Labels),
    security(("token" = ["read:accounts"])),
    responses((status = 200, body = ProfessionalProfile), (status = 401))
)]
pub async fn show_own(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Labels>,
) -> Result<Json<ProfessionalProfile>> {
    user.require("read:accounts")?;
    let found = profile::show(&state.ctx, user.account_id).await?;
    Ok(Json(ProfessionalProfile::new(found, &values.language)))
}

/// Change one's own profile
#[utoipa::path(
    patch,
    operation_id = "updateProfile",
    path = "/api/rounds/v1/profile",
    tag = "profile",
    request_body = ProfileChange,
    security(("token" = ["write:accounts"])),
    responses(
        (status = 200, body = ProfessionalProfile),
        (status = 401),
        (status = 422, description = "Something is not acceptable: the error names the parameter and the remedy")
    )
)]
pub async fn update(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<ProfileChange>,
) -> Result<Json<ProfessionalProfile>> {
    user.require("write:accounts")?;
    let change = Change {
        profession: values.profession,
        specialties: values.specialties,
        workplace: values.workplace,
        region: values.region,
        languages: values.languages,
        account_kind: values.account_kind,
        interests: values.interests,
    };
    let changed = profile::update(&state.ctx, user.account_id, change).await?;
    Ok(Json(ProfessionalProfile::new(changed, &values.language)))
}

/// The profile of anyone, here or on another server
#[utoipa::path(
    get,
    operation_id = "showProfile",
    path = "/api/rounds/v1/accounts/{id}/profile",
    tag = "profile",
    params(("id" = String, Path, description = "The account"), Labels),
    responses((status = 200, body = ProfessionalProfile), (status = 404))
)]
pub async fn show(
    FromState(state): FromState<State>,
    Id(id): Id<AccountId>,
    Params { values, .. }: Params<Labels>,
) -> Result<Json<ProfessionalProfile>> {
    let found = profile::show(&state.ctx, id).await?;
    Ok(Json(ProfessionalProfile::new(found, &values.language)))
}
