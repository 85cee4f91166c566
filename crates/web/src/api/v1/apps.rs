//! `/api/v1/apps`: apps register and look at themselves.

use axum::Json;
use axum::extract::State as FromState;
use domain::application::{self, NewApplication};
use domain::{throttle, vapid};
use serde::Deserialize;

use crate::entity::application::{Application, CredentialApplication};
use crate::error::Result;
use crate::extract::{App, ClientAddress, Params};
use crate::state::State;

/// What an app says of itself.
#[derive(Deserialize)]
pub struct Registration {
    #[serde(default)]
    client_name: String,
    redirect_uris: Option<RedirectUris>,
    scopes: Option<String>,
    website: Option<String>,
}

/// One a line, or a list.
#[derive(Deserialize)]
#[serde(untagged, expecting = "must be a text or a list of texts")]
enum RedirectUris {
    Lines(String),
    List(Vec<String>),
}

impl From<RedirectUris> for Vec<String> {
    fn from(uris: RedirectUris) -> Self {
        match uris {
            RedirectUris::Lines(text) => text.split_whitespace().map(str::to_owned).collect(),
            RedirectUris::List(list) => list,
        }
    }
}

/// `POST /api/v1/apps`.
pub async fn create(
    FromState(state): FromState<State>,
    ClientAddress(address): ClientAddress,
    Params { values, .. }: Params<Registration>,
) -> Result<Json<CredentialApplication>> {
    throttle::count(
        &state.ctx,
        throttle::APPLICATIONS,
        &throttle::network(address),
    )?;
    let new = NewApplication {
        name: values.client_name,
        redirect_uris: values.redirect_uris.map(Vec::from).unwrap_or_default(),
        scopes: values.scopes,
        website: values.website,
    };
    let (application, secret) = application::create(&state.ctx, new).await?;
    let vapid = vapid::key(&state.ctx).await?.public();
    Ok(Json(CredentialApplication::new(application, vapid, secret)))
}

/// `GET /api/v1/apps/verify_credentials`.
pub async fn verify_credentials(
    FromState(state): FromState<State>,
    app: App,
) -> Result<Json<Application>> {
    let application = application::show(&state.ctx, app.application_id).await?;
    let vapid = vapid::key(&state.ctx).await?.public();
    Ok(Json(Application::new(application, vapid)))
}
