//! Against requests that another site makes in somebody's name: what a form sends along must fit the cookie that the
//! browser sends by itself (OWASP: HMAC based token pattern).

use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use domain::secret::random_token;
use domain::{Context, Error};

use super::cookie::Kind;
use crate::error::Result;
use crate::state::State;

/// What the forms of one browser are bound to: its session or, before it has one, a random cookie.
#[derive(Clone, Debug)]
pub struct Csrf {
    token: String,
    new_cookie: Option<Cookie<'static>>,
}

impl Csrf {
    /// For the browser with these cookies.
    #[must_use]
    pub fn of(state: &State, jar: &CookieJar) -> Self {
        let kept = [Kind::Session, Kind::Form]
            .iter()
            .find_map(|kind| jar.get(&kind.name(state)));
        if let Some(cookie) = kept {
            return Self {
                token: token(&state.ctx, cookie.value()),
                new_cookie: None,
            };
        }
        let secret = random_token();
        Self {
            token: token(&state.ctx, &secret),
            new_cookie: Some(Kind::Form.set(state, secret)),
        }
    }

    /// For the form.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// To be set with the answer, when the browser had none.
    #[must_use]
    pub fn new_cookie(&self) -> Option<Cookie<'static>> {
        self.new_cookie.clone()
    }

    /// Refuses what was not sent by a form of ours in this browser.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn verify(&self, sent: &str) -> Result<()> {
        // Both are words of the same HMAC: comparing digests of them leaks nothing by its time.
        let same = domain::secret::hash_token(sent) == domain::secret::hash_token(&self.token);
        if same && self.new_cookie.is_none() {
            Ok(())
        } else {
            Err(
                Error::Forbidden("The form is out of date: go back, reload the page and try again")
                    .into(),
            )
        }
    }
}

fn token(ctx: &Context, cookie: &str) -> String {
    ctx.secret.derive_token("csrf", cookie.as_bytes())
}
