//! `/api/v1/apps`: apps register and look at themselves.

use axum::Json;
use axum::extract::State as FromState;
use domain::application::{self, Application, NewApplication};
use domain::{throttle, vapid};
use serde::Deserialize;
use serde_json::{Value, json};

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
) -> Result<Json<Value>> {
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
    let mut answer = render(&state, &application).await?;
    answer["client_id"] = json!(application.client_id);
    answer["client_secret"] = json!(secret);
    answer["client_secret_expires_at"] = json!(0);
    Ok(Json(answer))
}

/// `GET /api/v1/apps/verify_credentials`.
pub async fn verify_credentials(
    FromState(state): FromState<State>,
    app: App,
) -> Result<Json<Value>> {
    let application = application::show(&state.ctx, app.application_id).await?;
    Ok(Json(render(&state, &application).await?))
}

async fn render(state: &State, application: &Application) -> Result<Value> {
    Ok(json!({
        "id": application.id.to_string(),
        "name": application.name,
        "website": application.website,
        "scopes": application.scopes.iter().collect::<Vec<_>>(),
        "redirect_uris": application.redirect_uris,
        "redirect_uri": application.redirect_uris.join("\n"),
        "vapid_key": vapid::key(&state.ctx).await?.public(),
    }))
}
