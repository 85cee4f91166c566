//! What every page of a browser is made with: who is logged in, their language, and what binds its forms to them.

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, REFERRER_POLICY,
    VARY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use domain::kinds::UserRole;
use domain::session::{self, Browser};
use domain::two_factor::SecondFactor;
use domain::{Viewer, account, account::Account};
use url::Url;

use super::cookie::Kind;
use super::csrf::Csrf;
use crate::error::{Error, Result, TWO_FACTOR};
use crate::i18n::Lang;
use crate::pages::error::ErrorPage;
use crate::pages::layout::{Head, Page, Visitor, content_security_policy};
use crate::state::State;

/// Where somebody is sent to a provider to show that it is them, and where providers send people back to.
const PROVE: &str = "/settings/logins/prove/";
const PROVIDERS: &str = "/login/oidc/";

/// The frame of a page.
pub struct Frame {
    /// As whom the browser acts.
    pub browser: Option<Browser>,
    /// The account as which it acts.
    pub account: Option<Account>,
    /// Who is logged in: someone else than `browser` where a member acts as their pseudonym.
    pub member: Option<Browser>,
    csrf: Csrf,
    page: Page,
    media: Option<Url>,
}

impl FromRequestParts<State> for Frame {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self> {
        let jar = CookieJar::from_headers(&parts.headers);
        let member = session(state, &jar, Kind::Session).await?;
        let acting = match &member {
            Some(_) => session(state, &jar, Kind::Pseudonym).await?,
            None => None,
        };
        let acts_otherwise = acting.is_some();
        let browser = acting.or_else(|| member.clone());
        let lacking = member.as_ref().map(|it| it.holder.second_factor);
        if lacking == Some(SecondFactor::Missing) && !is_open_without(parts.uri.path()) {
            return Err(Error::TwoFactorFirst);
        }
        let account = match &browser {
            Some(browser) => Some(account::show(&state.ctx, browser.holder.account_id).await?),
            None => None,
        };
        let csrf = Csrf::of(state, &jar);
        let page = Page {
            site: state.site.clone(),
            lang: lang(state, member.as_ref(), &jar, &parts.headers),
            visitor: browser
                .as_ref()
                .zip(account.as_ref())
                .map(|acting| Visitor {
                    acts_otherwise,
                    ..visitor(acting)
                }),
            csrf: csrf.token().to_owned(),
            notice: None,
            head: Head::default(),
        };
        let media = Url::parse(state.ctx.uris.media_base()).ok();
        Ok(Self {
            browser,
            account,
            member,
            csrf,
            page,
            media,
        })
    }
}

async fn session(state: &State, jar: &CookieJar, kind: Kind) -> Result<Option<Browser>> {
    match jar.get(&kind.name(state)) {
        Some(cookie) => Ok(session::authenticate(&state.ctx, cookie.value()).await?),
        None => Ok(None),
    }
}

/// Whether those may go there who still have to set up a second factor, for which they may have to ask a provider.
fn is_open_without(path: &str) -> bool {
    let prefixes = [TWO_FACTOR, PROVE, PROVIDERS];
    prefixes.iter().any(|it| path.starts_with(it)) || matches!(path, "/logout" | "/language")
}

/// What a login was set to counts before what was chosen in this browser, and that before what the browser accepts.
fn lang(state: &State, browser: Option<&Browser>, jar: &CookieJar, headers: &HeaderMap) -> Lang {
    let chosen = jar.get(&Kind::Language.name(state));
    let accepted = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    Lang::negotiate([
        browser.map(|browser| browser.locale.as_str()),
        chosen.map(Cookie::value),
        accepted,
        state.ctx.config.instance.main_language(),
    ])
}

fn visitor((browser, account): (&Browser, &Account)) -> Visitor {
    let name = if account.display_name.is_empty() {
        &account.username
    } else {
        &account.display_name
    };
    Visitor {
        name: name.clone(),
        path: format!("/@{}", account.username),
        moderates: browser.holder.role > UserRole::Member,
        administers: browser.holder.role == UserRole::Admin,
        acts_otherwise: false,
        verifies: browser.holder.is_verifier,
    }
}

impl Frame {
    /// What surrounds a page that concerns nobody but who looks at it, under the title with this key.
    #[must_use]
    pub fn page(&self, title: &str) -> Page {
        let title = self
            .page
            .t(title)
            .with("site", &self.page.site.name)
            .to_string();
        self.headed(Head::private(title))
    }

    /// What surrounds a page that machines read too.
    #[must_use]
    pub fn headed(&self, head: Head) -> Page {
        Page {
            head,
            ..self.page.clone()
        }
    }

    /// Who looks.
    #[must_use]
    pub fn viewer(&self) -> Viewer {
        let account = self.browser.as_ref().map(|it| it.holder.account_id);
        account.map_or(Viewer::Anonymous, Viewer::Account)
    }

    /// Whether a member acts as their pseudonym.
    #[must_use]
    pub fn acts_otherwise(&self) -> bool {
        let session = |browser: &Option<Browser>| browser.as_ref().map(|it| it.id);
        session(&self.browser) != session(&self.member)
    }

    /// The language of the page.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.page.lang
    }

    /// Refuses what no form of ours in this browser sent.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn verify(&self, csrf: &str) -> Result<()> {
        self.csrf.verify(csrf)
    }

    /// The answer with a page that has a form, or is nobody else's.
    pub fn show(&self, template: &impl Template) -> Response {
        self.bind(self.answer(StatusCode::OK, template, None))
    }

    /// The answer with a form that was refused.
    pub fn refuse(&self, template: &impl Template) -> Response {
        self.bind(self.answer(StatusCode::UNPROCESSABLE_ENTITY, template, None))
    }

    /// The same answer, for a page that runs a script of ours.
    pub fn scripted(&self, mut answer: Response) -> Response {
        let media = self.media.as_ref();
        let policy = media.map(|media| content_security_policy(media, None, "'none'"));
        let policy = policy.unwrap_or_default() + "; script-src 'self'";
        if let Ok(policy) = HeaderValue::try_from(policy) {
            answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
        }
        answer
    }

    /// The answer with a page whose form leads to an app in the end.
    pub fn show_leading_to(&self, template: &impl Template, redirect: Option<&Url>) -> Response {
        self.bind(self.answer(StatusCode::OK, template, redirect))
    }

    /// The answer with a page that everyone may look at. Who only reads gets no cookie.
    pub fn publish(&self, template: &impl Template) -> Response {
        let mut answer = self.answer(StatusCode::OK, template, None);
        if self.browser.is_none() {
            let kept = HeaderValue::from_static("no-cache");
            answer.headers_mut().insert(CACHE_CONTROL, kept);
        }
        answer
    }

    /// The answer with a page that any website may show in a frame: nothing can be done on it.
    pub fn embed(&self, template: &impl Template) -> Response {
        let mut answer = self.publish(template);
        let headers = answer.headers_mut();
        headers.remove(X_FRAME_OPTIONS);
        let media = self.media.as_ref();
        let policy = media.map(|media| content_security_policy(media, None, "*"));
        if let Ok(policy) = HeaderValue::try_from(policy.unwrap_or_default()) {
            headers.insert(CONTENT_SECURITY_POLICY, policy);
        }
        answer
    }

    /// The answer of a handler, or the error as a page.
    pub fn finish(&self, result: Result<Response>) -> Response {
        result.unwrap_or_else(|error| {
            error.log();
            let status = error.status();
            self.answer(
                status,
                &ErrorPage::new(self.page("error-home"), status),
                None,
            )
        })
    }

    fn answer(
        &self,
        status: StatusCode,
        template: &impl Template,
        redirect: Option<&Url>,
    ) -> Response {
        let html = template
            .render()
            .expect("writing text to memory does not fail");
        let policy = self
            .media
            .as_ref()
            .map(|media| content_security_policy(media, redirect, "'none'"));
        let headers = [
            (CACHE_CONTROL, "private, no-store".to_owned()),
            (VARY, "Accept, Accept-Language, Cookie".to_owned()),
            (CONTENT_LANGUAGE, self.page.lang.to_string()),
            (REFERRER_POLICY, "same-origin".to_owned()),
            (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
            (X_FRAME_OPTIONS, "DENY".to_owned()),
            (CONTENT_SECURITY_POLICY, policy.unwrap_or_default()),
        ];
        (status, headers, Html(html)).into_response()
    }

    /// Adds the cookie that the forms of an anonymous browser are bound to, when it has none.
    fn bind(&self, answer: Response) -> Response {
        let new = self.csrf.new_cookie().into_iter();
        (new.fold(CookieJar::new(), CookieJar::add), answer).into_response()
    }
}

/// To the log-in page, and from there back to `path`.
#[must_use]
pub fn log_in_first(path: &str) -> Response {
    let query = serde_urlencoded::to_string([("return_to", path)]).unwrap_or_default();
    Redirect::to(&format!("/login?{query}")).into_response()
}

/// A path of this server to go on to, or `/`: never an address that a browser takes for another host.
#[must_use]
pub fn local_path(path: Option<&str>) -> &str {
    match path {
        Some(path)
            if path.starts_with('/')
                && !path.starts_with("//")
                && !path.contains(['\\', '\r', '\n', '\t'])
                && path.bytes().all(|byte| byte.is_ascii_graphic()) =>
        {
            path
        }
        _ => "/",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn security_35_no_path_leads_to_another_host() {
        let base = Url::parse("https://rounds.example/login").expect("a url");
        for path in [
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "/\t/evil.example",
            "javascript:alert(1)",
            "/%40evil.example",
            "/@ada?x=//evil.example",
            "",
        ] {
            let target = base.join(local_path(Some(path))).expect("a path");
            assert_eq!(target.host_str(), Some("rounds.example"), "{path:?}");
        }
        assert_eq!(
            local_path(Some("/oauth/authorize?client_id=1")),
            "/oauth/authorize?client_id=1"
        );
        assert_eq!(local_path(None), "/");
    }
}
