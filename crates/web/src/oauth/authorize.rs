//! `/oauth/authorize`: a person in a browser lets an app in, or does not.

use axum::extract::State as FromState;
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use domain::account::{self, Account};
use domain::application::OUT_OF_BAND;
use domain::id::AccountId;
use domain::oauth::{self, Asked, Refusal, Request, Unasked};
use domain::pseudonym;
use domain::session::Browser;
use domain::user::Holder;
use serde::Deserialize;
use url::Url;

use crate::browse::cards;
use crate::error::Result;
use crate::extract::frame::log_in_first;
use crate::extract::params::lenient;
use crate::extract::{Frame, Params, Sent};
use crate::pages::auth::{AuthorizePage, OAuthCodePage, scope_key};
use crate::pages::form::Choice;
use crate::pages::layout::Head;
use crate::pages::view::AccountCard;
use crate::state::State;

/// What an app asks, and what a person answers.
#[derive(Clone, Default, Deserialize)]
pub struct Values {
    #[serde(default)]
    response_type: String,
    #[serde(default)]
    client_id: String,
    #[serde(default)]
    redirect_uri: String,
    scope: Option<String>,
    state: Option<String>,
    code_challenge: Option<String>,
    code_challenge_method: Option<String>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    force_login: Option<bool>,
    #[serde(default)]
    csrf: String,
    approve: Option<String>,
    /// As which account the app will act; the one that the browser acts as when nothing is chosen.
    #[serde(deserialize_with = "lenient::id")]
    #[serde(default)]
    account: Option<i64>,
}

impl Values {
    fn request(&self) -> Request {
        Request {
            response_type: self.response_type.clone(),
            client_id: self.client_id.clone(),
            redirect_uri: self.redirect_uri.clone(),
            scope: self.scope.clone(),
            code_challenge: self.code_challenge.clone(),
            code_challenge_method: self.code_challenge_method.clone(),
        }
    }

    /// The parameters that come back with the answer.
    fn fields(&self) -> Vec<(&'static str, String)> {
        let optional = [
            ("scope", &self.scope),
            ("state", &self.state),
            ("code_challenge", &self.code_challenge),
            ("code_challenge_method", &self.code_challenge_method),
        ];
        let given = optional
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.clone()?)));
        [
            ("response_type", self.response_type.clone()),
            ("client_id", self.client_id.clone()),
            ("redirect_uri", self.redirect_uri.clone()),
        ]
        .into_iter()
        .chain(given)
        .collect()
    }
}

/// `GET /oauth/authorize`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    uri: Uri,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let asked = match oauth::check(&state.ctx, values.request()).await {
        Ok(asked) => asked,
        Err(unasked) => return frame.finish(refuse(unasked, values.state.as_deref())),
    };
    let account = frame.account.clone();
    match account.filter(|_| values.force_login != Some(true)) {
        Some(account) => frame.finish(ask(&state, &frame, &asked, &values, account).await),
        None => log_in_first(&without_force(&uri)),
    }
}

async fn ask(
    state: &State,
    frame: &Frame,
    asked: &Asked,
    values: &Values,
    account: Account,
) -> Result<Response> {
    let mut cards = cards::accounts(&state.ctx, frame.lang(), vec![account]).await?;
    let card = cards.pop().ok_or(domain::Error::NotFound)?;
    let redirect = Url::parse(&asked.redirect_uri).ok();
    let page = AuthorizePage {
        accounts: choices(state, frame).await?,
        ..page(frame, asked, values, card)
    };
    Ok(frame.show_leading_to(&page, redirect.as_ref()))
}

/// `POST /oauth/authorize`.
pub async fn create(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first("/");
    };
    let result = answer(&state, &frame, browser, &values).await;
    frame.finish(result)
}

async fn answer(
    state: &State,
    frame: &Frame,
    browser: &Browser,
    values: &Values,
) -> Result<Response> {
    frame.verify(&values.csrf)?;
    let asked = match oauth::check(&state.ctx, values.request()).await {
        Ok(asked) => asked,
        Err(unasked) => return refuse(unasked, values.state.as_deref()),
    };
    if values.approve.is_none() {
        let unasked = Unasked::Redirected(asked.redirect_uri, Refusal::AccessDenied);
        return refuse(unasked, values.state.as_deref());
    }
    let holder = chosen(state, frame, browser, values).await?;
    let code = oauth::grant_code(&state.ctx, &asked, holder).await?;
    let back = match asked.redirect_uri.as_str() {
        OUT_OF_BAND => "/oauth/authorize/native",
        other => other,
    };
    Ok(redirect(back, &[("code", &code)], values.state.as_deref()))
}

/// As whom the app is let in: the account of who is logged in, or a pseudonym of theirs.
async fn chosen(
    state: &State,
    frame: &Frame,
    browser: &Browser,
    values: &Values,
) -> Result<Holder> {
    let member = frame.member.as_ref().unwrap_or(browser).holder;
    match values.account.map(AccountId) {
        None => Ok(browser.holder),
        Some(id) if id == member.account_id => Ok(member),
        Some(id) => Ok(pseudonym::holder(&state.ctx, member.user_id, id).await?),
    }
}

/// What there is to choose from; nothing for who has one account.
async fn choices(state: &State, frame: &Frame) -> Result<Vec<Choice>> {
    let (Some(member), Some(acting)) = (&frame.member, &frame.account) else {
        return Ok(Vec::new());
    };
    let own = pseudonym::list(&state.ctx, member.holder.user_id).await?;
    if own.pseudonyms.is_empty() {
        return Ok(Vec::new());
    }
    let first = account::show(&state.ctx, member.holder.account_id).await?;
    let accounts = std::iter::once(first).chain(own.pseudonyms);
    let choice = |account: Account| Choice {
        value: account.id.to_string(),
        label: format!("@{}", account.username),
        selected: account.id == acting.id,
    };
    Ok(accounts.map(choice).collect())
}

/// The code that `/oauth/authorize/native` shows.
#[derive(Deserialize)]
pub struct Code {
    #[serde(default)]
    code: String,
}

/// `GET /oauth/authorize/native`: the code, to be copied.
pub async fn native(frame: Frame, Sent(Params { values, .. }): Sent<Code>) -> Response {
    frame.show(&OAuthCodePage {
        page: frame.page("oauth-code-title"),
        code: values.code,
    })
}

/// Tells the app or, when its redirect is not to be trusted, the person.
fn refuse(unasked: Unasked, state: Option<&str>) -> Result<Response> {
    match unasked {
        Unasked::Redirected(uri, refusal) if uri != OUT_OF_BAND => {
            let description = refusal.to_string();
            let parameters = [
                ("error", refusal.code()),
                ("error_description", &description),
            ];
            Ok(redirect(&uri, &parameters, state))
        }
        Unasked::Redirected(_, refusal) | Unasked::Shown(refusal) => Err(refusal.into()),
    }
}

/// To a registered URI, which stays as it is, byte for byte, but for what is added.
fn redirect(uri: &str, parameters: &[(&str, &str)], state: Option<&str>) -> Response {
    let parameters = parameters
        .iter()
        .copied()
        .chain(state.map(|state| ("state", state)));
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(parameters)
        .finish();
    let separator = if uri.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{uri}{separator}{query}")).into_response()
}

/// The same request, which does not ask to log in once more after that was done.
fn without_force(uri: &Uri) -> String {
    let kept: Vec<&str> = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.starts_with("force_login="))
        .collect();
    format!("{}?{}", uri.path(), kept.join("&"))
}

fn page(frame: &Frame, asked: &Asked, values: &Values, account: AccountCard) -> AuthorizePage {
    let mut scopes: Vec<_> = asked.scopes.iter().filter_map(scope_key).collect();
    scopes.dedup();
    let mut page = frame.page("authorize-title");
    page.head = Head::private(
        frame
            .lang()
            .t("authorize-title")
            .with("app", &asked.application.name),
    );
    AuthorizePage {
        page,
        app: asked.application.name.clone(),
        website: asked.application.website.clone(),
        account,
        accounts: Vec::new(),
        scopes,
        request: values.fields(),
    }
}
