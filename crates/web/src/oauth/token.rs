//! `POST /oauth/token` and `/oauth/revoke`: between an app and this server, without a browser.

use axum::Json;
use axum::extract::State as FromState;
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL};
use axum::response::IntoResponse;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::application::{self, Application};
use domain::oauth::{self, Refusal};
use domain::session::Credentials;
use domain::token::Issued;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::entity::count::Empty;
use crate::error::Result;
use crate::extract::{ClientAddress, Params};
use crate::state::State;

/// The parameters of both; each grant needs some of them.
#[derive(Deserialize)]
pub struct Values {
    grant_type: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
    code: Option<String>,
    redirect_uri: Option<String>,
    code_verifier: Option<String>,
    scope: Option<String>,
    username: Option<String>,
    password: Option<String>,
    token: Option<String>,
}

/// Mastodon's `Token`.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Token")]
pub struct TokenAnswer {
    access_token: String,
    token_type: &'static str,
    scope: String,
    /// Unix seconds.
    created_at: i64,
}

impl From<Issued> for TokenAnswer {
    fn from(issued: Issued) -> Self {
        Self {
            access_token: issued.secret,
            token_type: "Bearer",
            scope: issued.scopes.to_string(),
            created_at: issued.created_at.seconds(),
        }
    }
}

/// `POST /oauth/token`.
pub async fn create(
    FromState(state): FromState<State>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Params { values, .. }: Params<Values>,
) -> Result<impl IntoResponse> {
    let client = client(&state, &headers, &values).await?;
    let ctx = &state.ctx;
    let scope = values.scope.as_deref();
    let issued = match values.grant_type.as_deref() {
        Some("authorization_code") => {
            let (code, redirect_uri) = (
                needed(values.code.as_ref())?,
                needed(values.redirect_uri.as_ref())?,
            );
            oauth::exchange(
                ctx,
                &client,
                code,
                redirect_uri,
                values.code_verifier.as_deref(),
            )
            .await?
        }
        Some("client_credentials") => oauth::client_credentials(ctx, &client, scope).await?,
        Some("password") => {
            let (email, password) = (
                needed(values.username.as_ref())?,
                needed(values.password.as_ref())?,
            );
            oauth::password(
                ctx,
                &client,
                Credentials {
                    email,
                    password,
                    address,
                },
                scope,
            )
            .await?
        }
        Some(_) => return Err(Refusal::UnsupportedGrantType.into()),
        None => return Err(missing().into()),
    };
    Ok((
        [(CACHE_CONTROL, "no-store")],
        Json(TokenAnswer::from(issued)),
    ))
}

/// `POST /oauth/revoke`.
pub async fn revoke(
    FromState(state): FromState<State>,
    headers: HeaderMap,
    Params { values, .. }: Params<Values>,
) -> Result<Json<Empty>> {
    let client = client(&state, &headers, &values).await?;
    oauth::revoke(&state.ctx, &client, needed(values.token.as_ref())?).await?;
    Ok(Json(Empty {}))
}

/// The client that asks, by HTTP Basic or by its parameters (RFC 6749 section 2.3.1).
async fn client(state: &State, headers: &HeaderMap, values: &Values) -> Result<Application> {
    let (id, secret) = match basic(headers) {
        Some(pair) => pair,
        None => match (&values.client_id, &values.client_secret) {
            (Some(id), Some(secret)) => (id.clone(), secret.clone()),
            _ => return Err(Refusal::InvalidClient.into()),
        },
    };
    let found = application::authenticate(&state.ctx, &id, &secret).await?;
    Ok(found.ok_or(Refusal::InvalidClient)?)
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let header = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    if id.contains('\0') {
        return None;
    }
    Some((id.to_owned(), secret.to_owned()))
}

fn needed(value: Option<&String>) -> std::result::Result<&str, Refusal> {
    value
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .ok_or_else(missing)
}

fn missing() -> Refusal {
    Refusal::InvalidRequest(
        "A required parameter is missing: see docs.joinmastodon.org/methods/oauth",
    )
}
