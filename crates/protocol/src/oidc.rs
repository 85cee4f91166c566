//! Providers of logins: `OpenID Connect` Core 1.0 with the authorization code and PKCE, as a relying party. Everything is
//! asked through the one guarded client; tokens are read and dropped, never kept or logged.

mod asks;
mod claims;
mod exchange;
mod failure;
mod logout;
mod metadata;
mod provider;
mod types;
mod verify;

use std::sync::Arc;

pub use claims::ClaimNames;
pub use failure::Failure;
pub use openidconnect::ClientSecret;
pub use provider::{Answer, Provider, Settings};

/// The providers that the operator named, in the order of the configuration. Cheap to clone.
#[derive(Clone, Default)]
pub struct Providers(Arc<[Provider]>);

impl Providers {
    /// Those.
    #[must_use]
    pub fn new(providers: Vec<Provider>) -> Self {
        Self(providers.into())
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Provider> {
        self.0.iter()
    }

    /// The one with this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Provider> {
        self.iter().find(|it| it.settings().name == name)
    }
}
