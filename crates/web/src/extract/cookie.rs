//! The cookies of the pages: who is logged in, what a form is bound to before anybody is, and the language.

use std::time::Duration;

use axum_extra::extract::cookie::{Cookie, SameSite};
use domain::session;

use crate::state::State;

/// How long the language is remembered.
const LANGUAGE: Duration = Duration::from_hours(365 * 24);

/// A cookie of this server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The secret of a session.
    Session,
    /// The secret of the session of a pseudonym, of use beside its member's alone.
    Pseudonym,
    /// A random word that the forms of an anonymous browser are bound to.
    Form,
    /// The tag of the language that was chosen.
    Language,
    /// The secret of a log-in that waits for its second factor.
    SecondFactor,
    /// A random word that a log-in through a provider is bound to.
    Oidc,
}

impl Kind {
    /// Its name. In development it carries the port, so that one browser can be logged in to two servers of a machine.
    #[must_use]
    pub fn name(self, state: &State) -> String {
        let name = match self {
            Self::Session => "rounds_session",
            Self::Pseudonym => "rounds_pseudonym",
            Self::Form => "rounds_form",
            Self::Language => "rounds_language",
            Self::SecondFactor => "rounds_second_factor",
            Self::Oidc => "rounds_oidc",
        };
        let authority = state.ctx.uris.authority();
        match authority.rsplit_once(':') {
            Some((_, port)) if state.ctx.config.development => format!("{name}_{port}"),
            _ => name.to_owned(),
        }
    }

    /// Sets it. Scripts never see it, and other sites cannot send it along with a POST.
    ///
    /// # Panics
    /// Never: the lifetimes are representable.
    #[must_use]
    pub fn set(self, state: &State, value: String) -> Cookie<'static> {
        let cookie = Cookie::build((self.name(state), value))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(!state.ctx.config.development);
        let lifetime = match self {
            Self::Session => session::LIFETIME,
            Self::Pseudonym | Self::Form | Self::SecondFactor | Self::Oidc => {
                return cookie.build();
            }
            Self::Language => LANGUAGE,
        };
        let lifetime = lifetime
            .try_into()
            .expect("the lifetimes are representable");
        cookie.max_age(lifetime).build()
    }

    /// Takes it away.
    #[must_use]
    pub fn clear(self, state: &State) -> Cookie<'static> {
        let mut cookie = self.set(state, String::new());
        cookie.make_removal();
        cookie
    }
}
