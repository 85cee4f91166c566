//! From a code to verified claims. The tokens live no longer than a call of this.

use domain::kinds::OidcPurpose;
use domain::{Context, external_identity};
use futures::FutureExt as _;
use openidconnect::core::CoreGenderClaim;
use openidconnect::{
    AccessToken, AccessTokenHash, AuthorizationCode, IdTokenClaims, Nonce, OAuth2TokenResponse,
    PkceCodeVerifier, RequestTokenError, SubjectIdentifier, TokenResponse, UserInfoClaims,
    UserInfoError,
};
use serde_json::Value;

use super::failure::Failure;
use super::provider::Provider;
use super::types::{IdToken, Metadata, RelyingParty, Rest};
use super::verify;

type Claims = IdTokenClaims<Rest, CoreGenderClaim>;

impl Provider {
    /// What the provider says of who came back with `code`, as JSON with the names of the claims.
    pub(super) async fn exchange(
        &self,
        ctx: &Context,
        party: &RelyingParty,
        (code, state): (&str, &str),
        purpose: OidcPurpose,
    ) -> Result<Value, Failure> {
        let verifier = PkceCodeVerifier::new(external_identity::verifier(ctx, state));
        let tokens = party
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|_| Failure::Unreachable("it names no token endpoint".into()))?
            .set_pkce_verifier(verifier)
            .request_async(&self.asks)
            .boxed()
            .await
            .map_err(|error| refused(&error))?;
        let token = tokens.id_token();
        let token = token.ok_or(Failure::unproven("there is no ID token"))?;
        let nonce = Nonce::new(external_identity::nonce(ctx, state));
        let claims = self
            .verified(ctx, token, &nonce, tokens.access_token())
            .await?;
        if purpose == OidcPurpose::Prove {
            verify::is_fresh(claims.auth_time(), &ctx.clock)
                .map_err(|error| Failure::unproven(&error))?;
        }
        let mut said = to_json(&claims)?;
        if self.settings().claims.miss(&said) && party.user_info_url().is_some() {
            let access = tokens.access_token().clone();
            let more = self
                .user_info(party, access, claims.subject().clone())
                .await?;
            add_missing(&mut said, more);
        }
        Ok(said)
    }

    /// What the ID token says, if it is one, and belongs to the access token that came with it.
    async fn verified(
        &self,
        ctx: &Context,
        token: &IdToken,
        nonce: &Nonce,
        access: &AccessToken,
    ) -> Result<Claims, Failure> {
        let verifier =
            |metadata: &Metadata| verify::verifier(metadata, &self.client_id(), &ctx.clock);
        let check = |metadata: &Metadata| token.claims(&verifier(metadata), nonce).cloned();
        let (claims, metadata) = self.with_keys(ctx, check).await?;
        let asker = claims.authorized_party();
        if asker.is_some_and(|asker| *asker != self.client_id()) {
            return Err(Failure::unproven("it was asked for by another client"));
        }
        if let Some(expected) = claims.access_token_hash() {
            let verifier = verifier(&metadata);
            let signed = token.signing_key(&verifier).ok();
            let signed = signed.zip(token.signing_alg().ok());
            let actual = signed.map(|(key, alg)| AccessTokenHash::from_token(access, alg, key));
            if actual.and_then(Result::ok).as_ref() != Some(expected) {
                return Err(Failure::unproven("the access token is another one"));
            }
        }
        Ok(claims)
    }

    /// What else the provider says of `subject`; of anybody else it is not believed (Core section 5.3.2).
    async fn user_info(
        &self,
        party: &RelyingParty,
        access: AccessToken,
        subject: SubjectIdentifier,
    ) -> Result<Value, Failure> {
        let request = party.user_info(access, Some(subject));
        let request = request.map_err(|error| Failure::unproven(&error))?;
        let claims: Result<UserInfoClaims<Rest, CoreGenderClaim>, _> =
            request.request_async(&self.asks).boxed().await;
        match claims {
            Ok(claims) => to_json(&claims),
            Err(UserInfoError::ClaimsVerification(error)) => Err(Failure::unproven(&error)),
            Err(UserInfoError::Request(error)) => Err(error.into()),
            Err(_) => Err(Failure::Unreachable("it says nothing of the person".into())),
        }
    }
}

fn to_json(claims: &impl serde::Serialize) -> Result<Value, Failure> {
    serde_json::to_value(claims).map_err(|error| Failure::unproven(&error))
}

/// What the ID token says is not replaced.
fn add_missing(said: &mut Value, more: Value) {
    if let (Value::Object(said), Value::Object(more)) = (said, more) {
        for (name, value) in more {
            let known = said.entry(name).or_insert(Value::Null);
            if known.is_null() {
                *known = value;
            }
        }
    }
}

/// Without the answer's body, which may be a token.
fn refused<E: std::error::Error + 'static>(
    error: &RequestTokenError<
        E,
        openidconnect::StandardErrorResponse<openidconnect::core::CoreErrorResponseType>,
    >,
) -> Failure {
    match error {
        RequestTokenError::ServerResponse(answer) => {
            Failure::unproven(&format!("the code was refused: {}", answer.error()))
        }
        RequestTokenError::Request(error) => Failure::Unreachable(error.to_string()),
        RequestTokenError::Parse(..) => Failure::unproven("the answer to the code is no token"),
        RequestTokenError::Other(_) => Failure::unproven("the code was not exchanged"),
    }
}
