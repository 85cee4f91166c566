//! `/signup`.

use axum::extract::State as FromState;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::session::Credentials;
use domain::sign_up::{self, By, Refusal, SignUp, SignedUp};
use domain::throttle;
use serde::Deserialize;

use super::{log_in, words};
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{ClientAddress, Frame, Params, Sent};
use crate::pages::auth::{NoticePage, SignUpPage, sign_up_form};
use crate::pages::form::Form;
use crate::state::State;

/// The form as sent.
#[derive(Deserialize)]
pub struct Values {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    username: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    reason: String,
    #[serde(default, deserialize_with = "lenient::boolean")]
    agreement: Option<bool>,
}

/// `GET /signup`.
pub async fn show(FromState(state): FromState<State>, frame: Frame) -> Response {
    let form = form(&state, &frame, &SignUp::default());
    let page = page(&state, &frame, form).await;
    frame.finish(page.map(|page| frame.show(&page)))
}

/// `POST /signup`.
pub async fn create(
    FromState(state): FromState<State>,
    frame: Frame,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let new = SignUp {
        username: values.username,
        email: values.email,
        password: values.password,
        agreement: values.agreement.unwrap_or(false),
        locale: frame.lang().to_string(),
        reason: values.reason,
        address: Some(address),
        application_id: None,
    };
    let credentials = Credentials {
        email: &new.email,
        password: &new.password,
        address,
    };
    let result = match join(&state, &frame, &values.csrf, &new, credentials).await {
        Ok(Ok(joined)) => arrive(&state, &frame, &joined, credentials, &headers).await,
        Ok(Err(form)) => page(&state, &frame, form)
            .await
            .map(|page| frame.refuse(&page)),
        Err(error) => Err(error),
    };
    frame.finish(result)
}

/// Joins, or says on the form what to mend.
async fn join(
    state: &State,
    frame: &Frame,
    csrf: &str,
    new: &SignUp,
    from: Credentials<'_>,
) -> Result<std::result::Result<SignedUp, Form>> {
    frame.verify(csrf)?;
    throttle::count(
        &state.ctx,
        throttle::SIGN_UP,
        &throttle::network(from.address),
    )?;
    match sign_up::sign_up(&state.ctx, new.clone(), By::Themselves).await {
        Ok(joined) => Ok(Ok(joined)),
        Err(Refusal::Wrong(fields)) => {
            let form = fields.iter().fold(form(state, frame, new), |form, wrong| {
                form.refuse(wrong.field, words::of_sign_up(frame.lang(), wrong))
            });
            Ok(Err(form))
        }
        Err(other) => Err(other.into()),
    }
}

/// What happens next: a mail, a moderator, or they are in.
async fn arrive(
    state: &State,
    frame: &Frame,
    joined: &SignedUp,
    credentials: Credentials<'_>,
    headers: &HeaderMap,
) -> Result<Response> {
    if joined.must_confirm {
        let page = frame.page("confirm-sent-title");
        return Ok(frame.show(&NoticePage::confirmation_sent(page, &joined.email)));
    }
    if joined.must_wait {
        return Ok(frame.show(&NoticePage::confirmed(frame.page("confirmed-title"), true)));
    }
    let entered = log_in::open(state, credentials, headers).await?;
    Ok(entered.go_on(Some("/settings/profile")))
}

fn form(state: &State, frame: &Frame, new: &SignUp) -> Form {
    sign_up_form(
        frame.lang(),
        state.site.registrations,
        &new.username,
        &new.email,
        &new.reason,
    )
}

async fn page(state: &State, frame: &Frame, form: Form) -> Result<SignUpPage> {
    let rules = domain::rule::list(&state.ctx).await?;
    let lang = frame.lang().to_string();
    Ok(SignUpPage {
        page: frame.page("signup-title"),
        form: state.site.takes_members().then_some(form),
        rules: rules
            .iter()
            .map(|it| it.text_in(&lang).to_owned())
            .collect(),
    })
}
