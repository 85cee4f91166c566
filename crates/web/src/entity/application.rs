//! `Application` and `CredentialApplication`.

use domain::application;
use schemars::JsonSchema;
use serde::Serialize;

use super::format::{Id, Url};

/// An app that registered.
#[derive(Serialize, JsonSchema)]
pub struct Application {
    #[schemars(with = "Id")]
    id: String,
    name: String,
    #[schemars(with = "Option<Url>")]
    website: Option<String>,
    scopes: Vec<String>,
    redirect_uris: Vec<String>,
    /// The same, one a line.
    redirect_uri: String,
    vapid_key: String,
}

impl Application {
    /// Shows `application`; `vapid` is the key by which push services know this server.
    #[must_use]
    pub fn new(application: application::Application, vapid: String) -> Self {
        Self {
            id: application.id.to_string(),
            name: application.name,
            website: application.website,
            scopes: application.scopes.iter().map(ToString::to_string).collect(),
            redirect_uri: application.redirect_uris.join("\n"),
            redirect_uris: application.redirect_uris,
            vapid_key: vapid,
        }
    }
}

/// An app that has just registered, with its secret, which is told this once.
#[derive(Serialize, JsonSchema)]
pub struct CredentialApplication {
    #[serde(flatten)]
    application: Application,
    client_id: String,
    client_secret: String,
    /// Never: 0, as RFC 7591 section 3.2.1 has it.
    client_secret_expires_at: u32,
}

impl CredentialApplication {
    /// Shows what was registered.
    #[must_use]
    pub fn new(application: application::Application, vapid: String, secret: String) -> Self {
        Self {
            client_id: application.client_id.clone(),
            application: Application::new(application, vapid),
            client_secret: secret,
            client_secret_expires_at: 0,
        }
    }
}
