//! The first log-in of somebody through a provider: they choose a name and agree to the rules.

use axum::extract::State as FromState;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::external_identity::{self, Identity};
use domain::session::Arrival;
use domain::sign_up::{Refusal, SignUp, SignedUp};
use domain::throttle;
use protocol::oidc::{Failure, Provider};
use serde::Deserialize;

use super::super::log_in::{Entered, user_agent};
use super::super::words;
use super::find;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{ClientAddress, Frame, Params, Sent};
use crate::pages::auth::{JoinPage, NoticePage, join_form};
use crate::pages::form::Form;
use crate::state::State;

/// The form as sent.
#[derive(Deserialize)]
pub struct Values {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    ticket: String,
    #[serde(default)]
    username: String,
    #[serde(default)]
    email: String,
    #[serde(default, deserialize_with = "lenient::boolean")]
    agreement: Option<bool>,
}

/// The form for `identity`.
pub(super) async fn show(
    state: &State,
    frame: &Frame,
    provider: &Provider,
    identity: &Identity,
) -> std::result::Result<Response, Failure> {
    let csrf = frame.page("oidc-join-title").csrf;
    let ticket = external_identity::ticket(&state.ctx, identity, &csrf)?;
    let username = external_identity::suggested_username(identity);
    let form = form(frame, ticket, identity, &username, "");
    Ok(frame.show(&page(state, frame, provider, form).await?))
}

/// `POST /login/join`.
pub async fn create(
    FromState(state): FromState<State>,
    frame: Frame,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let from = Arrival {
        address,
        user_agent: user_agent(&headers),
    };
    let joined = join(&state, &frame, values, from).await;
    frame.finish(joined)
}

async fn join(state: &State, frame: &Frame, values: Values, from: Arrival<'_>) -> Result<Response> {
    frame.verify(&values.csrf)?;
    let identity = external_identity::open_ticket(&state.ctx, &values.ticket, &values.csrf)?;
    let provider = find(state, &identity.provider).map_err(|_| domain::Error::NotFound)?;
    let network = throttle::network(from.address);
    throttle::count(&state.ctx, throttle::SIGN_UP, &network)?;
    let new = SignUp {
        username: values.username,
        email: values.email,
        agreement: values.agreement.unwrap_or(false),
        locale: frame.lang().to_string(),
        address: Some(from.address),
        ..SignUp::default()
    };
    let joining = provider.settings().joining;
    match external_identity::join(&state.ctx, &identity, joining, new.clone()).await {
        Ok(joined) => arrive(state, frame, provider, &identity, &joined, from).await,
        Err(Refusal::Wrong(fields)) => {
            let form = form(frame, values.ticket, &identity, &new.username, &new.email);
            let form = fields.iter().fold(form, |form, wrong| {
                form.refuse(wrong.field, words::of_sign_up(frame.lang(), wrong))
            });
            Ok(frame.refuse(&page(state, frame, provider, form).await?))
        }
        Err(other) => Err(other.into()),
    }
}

/// What happens next: a mail, a moderator, or they are in.
async fn arrive(
    state: &State,
    frame: &Frame,
    provider: &Provider,
    identity: &Identity,
    joined: &SignedUp,
    from: Arrival<'_>,
) -> Result<Response> {
    if joined.must_confirm {
        let page = frame.page("confirm-sent-title");
        return Ok(frame.show(&NoticePage::confirmation_sent(page, &joined.email)));
    }
    if joined.must_wait {
        return Ok(frame.show(&NoticePage::confirmed(frame.page("confirmed-title"), true)));
    }
    let exclusive = provider.settings().exclusive_roles;
    let entered = external_identity::log_in(&state.ctx, identity, exclusive, from).await?;
    let entered = entered.ok_or(domain::Error::NotFound)?;
    Ok(Entered::new(state, entered).go_on(Some("/settings/profile")))
}

fn form(frame: &Frame, ticket: String, identity: &Identity, username: &str, email: &str) -> Form {
    let asked = identity.email.is_none().then_some(email);
    join_form(frame.lang(), ticket, username, asked)
}

async fn page(
    state: &State,
    frame: &Frame,
    provider: &Provider,
    form: Form,
) -> domain::Result<JoinPage> {
    let rules = domain::rule::list(&state.ctx).await?;
    let lang = frame.lang().to_string();
    Ok(JoinPage {
        page: frame.page("oidc-join-title"),
        provider: provider.settings().label.clone(),
        rules: rules
            .iter()
            .map(|it| it.text_in(&lang).to_owned())
            .collect(),
        form,
    })
}
