//! One provider: where a browser is sent, and who came back.

use std::sync::Arc;

use domain::Context;
use domain::external_identity::{self, Identity, Joining};
use domain::kinds::OidcPurpose;
use openidconnect::core::{CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod};
use openidconnect::{
    AuthType, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
};
use url::{ParseError, Url};

use super::asks::Asks;
use super::claims::ClaimNames;
use super::failure::Failure;
use super::metadata::Known;
use super::types::{Metadata, RelyingParty};
use super::verify::is_unknown_key;
use crate::fetch::Client;

/// What the operator says of a provider, checked.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Its name in addresses: small letters, digits and hyphens.
    pub name: String,
    /// What people know it by.
    pub label: String,
    /// The provider's own name for itself, to the letter.
    pub issuer: String,
    /// The provider's name for this server.
    pub client_id: String,
    /// What this server shows the provider; a public client has none.
    pub client_secret: Option<ClientSecret>,
    /// What is asked for beside `openid`.
    pub scopes: Vec<String>,
    /// Which claims say what.
    pub claims: ClaimNames,
    /// Whether its people may join.
    pub joining: Joining,
    /// Whether the claims alone decide on roles, those given by hand included.
    pub exclusive_roles: bool,
}

/// What a browser came back with.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// What it was sent with; checked already.
    pub state: &'a str,
    /// To be exchanged for tokens.
    pub code: Option<&'a str>,
    /// Who sent it back (RFC 9207).
    pub iss: Option<&'a str>,
    /// Why there is no code (RFC 6749 section 4.1.2.1).
    pub error: Option<&'a str>,
}

/// A provider of logins.
pub struct Provider {
    settings: Settings,
    issuer: IssuerUrl,
    known: Known,
    pub(super) asks: Asks,
}

impl Provider {
    /// Asks through `client`, which may reach private addresses only where the operator said so for this provider.
    ///
    /// # Errors
    /// When the issuer is no address.
    pub fn new(settings: Settings, client: Client) -> Result<Self, ParseError> {
        Ok(Self {
            issuer: IssuerUrl::new(settings.issuer.clone())?,
            known: Known::default(),
            settings,
            asks: Asks(client),
        })
    }

    /// What the operator says of it.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Where a browser with `state` is sent (Core section 3.1.2.1).
    ///
    /// # Errors
    /// When the provider cannot be asked what it is.
    pub async fn address(
        &self,
        ctx: &Context,
        state: &str,
        purpose: OidcPurpose,
    ) -> Result<Url, Failure> {
        let metadata = self.metadata(ctx).await?;
        let party = self.party(ctx, &metadata)?;
        let verifier = PkceCodeVerifier::new(external_identity::verifier(ctx, state));
        let nonce = Nonce::new(external_identity::nonce(ctx, state));
        let state = CsrfToken::new(state.to_owned());
        let code = CoreAuthenticationFlow::AuthorizationCode;
        let mut request = party
            .authorize_url(code, move || state, move || nonce)
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .add_scopes(self.settings.scopes.iter().cloned().map(Scope::new));
        if purpose == OidcPurpose::Prove {
            request = request
                .add_prompt(CoreAuthPrompt::Login)
                .set_max_age(std::time::Duration::ZERO);
        }
        Ok(request.url().0)
    }

    /// Who came back. What `answer` holds is believed of nobody else than this provider, for this one `state`.
    ///
    /// # Errors
    /// Says whether the provider is away, somebody said no, or something does not fit.
    pub async fn identify(
        &self,
        ctx: &Context,
        answer: Answer<'_>,
        purpose: OidcPurpose,
    ) -> Result<Identity, Failure> {
        let metadata = self.metadata(ctx).await?;
        self.check_sender(answer.iss, &metadata)?;
        if let Some(error) = answer.error {
            return Err(Failure::Refused(error.chars().take(100).collect()));
        }
        let code = answer.code.ok_or(Failure::unproven("it has no code"))?;
        let party = self.party(ctx, &metadata)?;
        let claims = self
            .exchange(ctx, &party, (code, answer.state), purpose)
            .await?;
        let settings = &self.settings;
        Ok(settings
            .claims
            .identity(&settings.name, &settings.issuer, &claims))
    }

    /// RFC 9207 section 2.4: an answer of another provider, or of nobody where this one always says who it is, is none.
    fn check_sender(&self, iss: Option<&str>, metadata: &Metadata) -> Result<(), Failure> {
        let says = metadata.additional_metadata();
        match iss {
            Some(iss) if iss != self.settings.issuer => {
                Err(Failure::unproven("another issuer sent it"))
            }
            None if says.authorization_response_iss_parameter_supported => {
                Err(Failure::unproven("it does not say who sent it"))
            }
            _ => Ok(()),
        }
    }

    pub(super) async fn metadata(&self, ctx: &Context) -> Result<Arc<Metadata>, Failure> {
        self.known.get(&self.asks, &self.issuer, &ctx.clock).await
    }

    /// What comes of checking with the provider's keys, and with which; those are asked for again when something is signed
    /// with another.
    pub(super) async fn with_keys<T>(
        &self,
        ctx: &Context,
        check: impl Fn(&Metadata) -> Result<T, ClaimsVerificationError>,
    ) -> Result<(T, Arc<Metadata>), Failure> {
        let mut metadata = self.metadata(ctx).await?;
        let mut checked = check(&metadata);
        if checked.as_ref().is_err_and(is_unknown_key) {
            let (asks, issuer) = (&self.asks, &self.issuer);
            metadata = self.known.refresh(asks, issuer, &ctx.clock).await?;
            checked = check(&metadata);
        }
        let checked = checked.map_err(|error| Failure::unproven(&error))?;
        Ok((checked, metadata))
    }

    pub(super) fn client_id(&self) -> ClientId {
        ClientId::new(self.settings.client_id.clone())
    }

    /// The one address that the provider may send browsers back to.
    #[must_use]
    pub fn callback(&self, ctx: &Context) -> String {
        let base = ctx.uris.base().trim_end_matches('/');
        format!("{base}/login/oidc/{}/callback", self.settings.name)
    }

    fn party(&self, ctx: &Context, metadata: &Metadata) -> Result<RelyingParty, Failure> {
        let secret = self.settings.client_secret.clone();
        let party =
            RelyingParty::from_provider_metadata(metadata.clone(), self.client_id(), secret);
        let callback =
            RedirectUrl::new(self.callback(ctx)).map_err(|error| Failure::unproven(&error))?;
        Ok(party
            .set_redirect_uri(callback)
            .set_auth_type(auth_type(metadata)))
    }
}

/// How the client's secret is shown: by HTTP Basic unless the provider only takes it in the body.
fn auth_type(metadata: &Metadata) -> AuthType {
    let ways = metadata.token_endpoint_auth_methods_supported();
    let only_body = ways.is_some_and(|ways| {
        !ways.contains(&CoreClientAuthMethod::ClientSecretBasic)
            && ways.contains(&CoreClientAuthMethod::ClientSecretPost)
    });
    if only_body {
        AuthType::RequestBody
    } else {
        AuthType::BasicAuth
    }
}
