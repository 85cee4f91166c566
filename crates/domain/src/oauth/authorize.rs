//! The first half, in the browser: an app asks, a person agrees, a code goes to the app.

use std::time::Duration;

use storage::authorization_code::{self, AuthorizationCode};

use super::Refusal;
use crate::application::{self, Application};
use crate::context::Context;
use crate::error::Result;
use crate::scope::Scopes;
use crate::secret::{hash_token, random_token};
use crate::user::Holder;

/// How long an app may take to exchange a code (RFC 6749 section 4.1.2: 10 minutes at most).
const CODE_LIFETIME: Duration = Duration::from_mins(10);
/// The characters of a SHA-256 digest in base64url without padding.
const CHALLENGE_CHARACTERS: usize = 43;

/// The parameters of `/oauth/authorize`, as sent.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// `response_type`.
    pub response_type: String,
    /// `client_id`.
    pub client_id: String,
    /// `redirect_uri`.
    pub redirect_uri: String,
    /// `scope`; `read` when absent.
    pub scope: Option<String>,
    /// `code_challenge`.
    pub code_challenge: Option<String>,
    /// `code_challenge_method`.
    pub code_challenge_method: Option<String>,
}

/// A request that may be put before a person.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Who asks.
    pub application: Application,
    /// Where the answer goes: one of the client's own.
    pub redirect_uri: String,
    /// What for.
    pub scopes: Scopes,
    code_challenge: Option<String>,
}

/// A request that is not put before a person.
#[derive(Debug)]
pub enum Unasked {
    /// The client or the redirect is not to be trusted: the person is told, nobody is redirected.
    Shown(Refusal),
    /// The app is told, by this redirect.
    Redirected(String, Refusal),
}

impl<E: Into<Refusal>> From<E> for Unasked {
    fn from(error: E) -> Self {
        Self::Shown(error.into())
    }
}

/// Checks what an app asks for. Only a redirect URI that equals a registered one byte for byte is ever answered.
pub async fn check(ctx: &Context, request: Request) -> std::result::Result<Asked, Unasked> {
    let application = application::find(ctx, &request.client_id)
        .await
        .map_err(Refusal::Failed)?
        .ok_or(Refusal::InvalidClient)?;
    if !application.redirect_uris.contains(&request.redirect_uri) {
        return Err(Refusal::InvalidRequest(
            "The redirect URI is not one that the application registered",
        )
        .into());
    }
    match check_rest(&application, &request) {
        Ok(scopes) => Ok(Asked {
            application,
            redirect_uri: request.redirect_uri,
            scopes,
            code_challenge: request.code_challenge,
        }),
        Err(refusal) => Err(Unasked::Redirected(request.redirect_uri, refusal)),
    }
}

fn check_rest(
    application: &Application,
    request: &Request,
) -> std::result::Result<Scopes, Refusal> {
    if request.response_type != "code" {
        return Err(Refusal::UnsupportedResponseType);
    }
    match (
        &request.code_challenge,
        request.code_challenge_method.as_deref(),
    ) {
        (None, None) => {}
        (Some(challenge), Some("S256")) if challenge.len() == CHALLENGE_CHARACTERS => {}
        _ => {
            return Err(Refusal::InvalidRequest(
                "The code challenge must be of the method S256",
            ));
        }
    }
    super::grant::scopes(application, request.scope.as_deref())
}

/// Makes the code for what `holder` agreed to. It works once, for this client and this redirect alone.
pub async fn grant(ctx: &Context, asked: &Asked, holder: Holder) -> Result<String> {
    let holder = holder.usable()?;
    let now = ctx.clock.now();
    let secret = random_token();
    let code = AuthorizationCode {
        secret_hash: hash_token(&secret),
        application_id: asked.application.id,
        user_id: holder.user_id,
        account_id: holder.account_id,
        redirect_uri: asked.redirect_uri.clone(),
        scopes: asked.scopes.to_string(),
        code_challenge: asked.code_challenge.clone(),
        token_id: None,
        created_at: now,
        expires_at: now.after(CODE_LIFETIME),
    };
    let tx = ctx.db.begin().await?;
    authorization_code::insert(&*tx, code).await?;
    tx.commit().await?;
    Ok(secret)
}
