//! `GET /.well-known/oauth-authorization-server` (RFC 8414).

use axum::Json;
use axum::extract::State as FromState;
use domain::scope;
use schemars::JsonSchema;
use serde::Serialize;

use crate::entity::format::Url;
use crate::state::State;

/// What an app must know to ask for a token (RFC 8414, section 2).
#[derive(Serialize, JsonSchema)]
pub struct AuthorizationServer {
    #[schemars(with = "Url")]
    issuer: String,
    #[schemars(with = "Url")]
    authorization_endpoint: String,
    #[schemars(with = "Url")]
    token_endpoint: String,
    #[schemars(with = "Url")]
    revocation_endpoint: String,
    #[schemars(with = "Url")]
    userinfo_endpoint: String,
    /// Mastodon's own.
    #[schemars(with = "Url")]
    app_registration_endpoint: String,
    scopes_supported: &'static [&'static str],
    response_types_supported: [&'static str; 1],
    response_modes_supported: [&'static str; 1],
    grant_types_supported: [&'static str; 2],
    token_endpoint_auth_methods_supported: [&'static str; 2],
    code_challenge_methods_supported: [&'static str; 1],
}

/// `GET /.well-known/oauth-authorization-server`.
pub async fn show(FromState(state): FromState<State>) -> Json<AuthorizationServer> {
    let at = |path: &str| state.ctx.uris.path(path);
    Json(AuthorizationServer {
        issuer: at("/"),
        authorization_endpoint: at("/oauth/authorize"),
        token_endpoint: at("/oauth/token"),
        revocation_endpoint: at("/oauth/revoke"),
        userinfo_endpoint: at("/oauth/userinfo"),
        app_registration_endpoint: at("/api/v1/apps"),
        scopes_supported: scope::KNOWN,
        response_types_supported: ["code"],
        response_modes_supported: ["query"],
        grant_types_supported: ["authorization_code", "client_credentials"],
        token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
        code_challenge_methods_supported: ["S256"],
    })
}
