//! `/api/rounds/v1/vocabularies`: what a profile can be made of.

use axum::Json;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::entity::profile::Vocabularies;
use crate::error::Result;
use crate::extract::Params;

/// In which words.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Labels {
    /// BCP 47; English where there is no translation.
    #[serde(default)]
    pub(super) language: String,
}

/// The closed lists: kinds of account, professions, specialties
///
/// Regions are codes of ISO 3166-2, languages are tags of BCP 47; those lists are not repeated here.
#[utoipa::path(
    get,
    operation_id = "showVocabularies",
    path = "/api/rounds/v1/vocabularies",
    tag = "profile",
    params(Labels),
    responses((status = 200, body = Vocabularies))
)]
pub async fn show(Params { values, .. }: Params<Labels>) -> Result<Json<Vocabularies>> {
    Ok(Json(Vocabularies::new(&values.language)))
}
