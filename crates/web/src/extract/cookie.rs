//! The two cookies of the pages: who is logged in, and what a form is bound to before anybody is.

use axum_extra::extract::cookie::{Cookie, SameSite};
use domain::session;

use crate::state::State;

/// A cookie of this server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The secret of a session.
    Session,
    /// A random word that the forms of an anonymous browser are bound to.
    Form,
}

impl Kind {
    /// Its name. In development it carries the port, so that one browser can be logged in to two servers of a machine.
    #[must_use]
    pub fn name(self, state: &State) -> String {
        let name = match self {
            Self::Session => "rounds_session",
            Self::Form => "rounds_form",
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
    /// Never: thirty days are representable.
    #[must_use]
    pub fn set(self, state: &State, value: String) -> Cookie<'static> {
        let cookie = Cookie::build((self.name(state), value))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(!state.ctx.config.development);
        match self {
            Self::Session => {
                let lifetime = session::LIFETIME
                    .try_into()
                    .expect("thirty days are representable");
                cookie.max_age(lifetime).build()
            }
            Self::Form => cookie.build(),
        }
    }

    /// Takes it away.
    #[must_use]
    pub fn clear(self, state: &State) -> Cookie<'static> {
        let mut cookie = self.set(state, String::new());
        cookie.make_removal();
        cookie
    }
}
