//! `/settings/two-factor/passkeys`: the one place, beside the log-in, where a page needs a script.

use axum::extract::State as FromState;
use axum::response::Response;
use domain::two_factor::passkey;

use super::two_factor::{Values, added, or_refuse, saved};
use crate::extract::frame::log_in_first;
use crate::extract::{Frame, Params, Sent, id};
use crate::pages::two_factor::{Ceremony, PATH, PasskeyPage};
use crate::state::State;

const FINISH: &str = "/settings/two-factor/passkeys/finish";

/// `POST /settings/two-factor/passkeys`.
pub async fn start(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let started = async {
        frame.verify(&values.csrf)?;
        let (id, here) = (browser.holder.user_id, browser.id);
        let (ctx, proof) = (&state.ctx, values.proof(&state, browser));
        let options = passkey::start(ctx, id, here, &values.name, proof).await?;
        let page = PasskeyPage {
            page: frame.page("two-factor-title"),
            ceremony: Ceremony {
                action: FINISH,
                options,
                hidden: vec![("name", values.name.clone())],
            },
        };
        Ok(frame.scripted(frame.show(&page)))
    };
    or_refuse(&state, &frame, browser, started.await, |forms| {
        &mut forms.passkey
    })
    .await
}

/// `POST /settings/two-factor/passkeys/finish`.
pub async fn finish(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let finished = async {
        frame.verify(&values.csrf)?;
        let (id, here) = (browser.holder.user_id, browser.id);
        let (name, answer) = (&values.name, &values.credential);
        let codes = passkey::finish(&state.ctx, id, here, name, answer).await?;
        Ok(added(&frame, codes))
    };
    or_refuse(&state, &frame, browser, finished.await, |forms| {
        &mut forms.passkey
    })
    .await
}

/// `POST /settings/two-factor/passkeys/remove`.
pub async fn remove(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let removed = async {
        frame.verify(&values.csrf)?;
        let (owner, here) = (browser.holder.user_id, browser.id);
        let (which, proof) = (id::parse(&values.passkey)?, values.proof(&state, browser));
        passkey::remove(&state.ctx, owner, here, which, proof).await?;
        Ok(saved())
    };
    or_refuse(&state, &frame, browser, removed.await, |forms| {
        &mut forms.remove
    })
    .await
}
