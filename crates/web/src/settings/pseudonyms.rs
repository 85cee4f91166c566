//! `/settings/pseudonyms`: a member makes pseudonyms, acts as one, and reads what administrators learnt of them.

use axum::extract::{Path, State as FromState};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::Error::{Forbidden, Invalid};
use domain::account::Account;
use domain::id::AccountId;
use domain::pseudonym::{self, NewPseudonym, disclosure};
use domain::session::{self, Browser};
use serde::Deserialize;

use crate::auth::settings::Done;
use crate::error::{Error, Result};
use crate::extract::cookie::Kind;
use crate::extract::frame::log_in_first;
use crate::extract::{Frame, Params, Sent, id};
use crate::pages::form::Form;
use crate::pages::pseudonyms::{PseudonymRow, PseudonymsPage, Told, pseudonym_form, reason_key};
use crate::state::State;

const PATH: &str = "/settings/pseudonyms";

/// The forms as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
    username: String,
    display_name: String,
}

/// `GET /settings/pseudonyms`.
pub async fn index(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    let Some(member) = &frame.member else {
        return log_in_first(PATH);
    };
    let form = pseudonym_form(frame.lang(), "", "");
    let page = page(&state, &frame, member, form).await;
    frame.finish(page.map(|mut page| {
        page.page.notice = done.notice(frame.lang());
        frame.show(&page)
    }))
}

async fn page(
    state: &State,
    frame: &Frame,
    member: &Browser,
    form: Form,
) -> Result<PseudonymsPage> {
    let user = member.holder.user_id;
    let own = pseudonym::list(&state.ctx, user).await?;
    let told = disclosure::of_member(&state.ctx, user).await?;
    let acting = frame.account.as_ref().map(|account| account.id);
    let few = u32::try_from(own.pseudonyms.len()).is_ok_and(|count| count < own.most);
    let row = |account: Account| PseudonymRow {
        id: account.id,
        path: format!("/@{}", account.username),
        here: Some(account.id) == acting,
        name: account.username,
    };
    Ok(PseudonymsPage {
        page: frame.page("settings-title"),
        most: own.most,
        verified: own.verified,
        form: (own.verified && few).then_some(form),
        pseudonyms: own.pseudonyms.into_iter().map(row).collect(),
        told: told
            .into_iter()
            .map(|(row, account)| Told {
                name: account.username,
                reason: reason_key(row.reason),
                at: row.agreed_at.unwrap_or(row.created_at),
            })
            .collect(),
    })
}

/// `POST /settings/pseudonyms`.
pub async fn create(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(member) = &frame.member else {
        return log_in_first(PATH);
    };
    if let Err(error) = frame.verify(&values.csrf) {
        return frame.finish(Err(error));
    }
    let made = async {
        let new = NewPseudonym {
            username: values.username.clone(),
            display_name: values.display_name.clone(),
        };
        pseudonym::create(&state.ctx, member.holder.user_id, new).await?;
        Ok(())
    };
    let form = pseudonym_form(frame.lang(), &values.username, &values.display_name);
    let form = match made.await {
        Ok(()) => return back(),
        Err(Error::Domain(Invalid { field, reason })) => {
            form.refuse(field, frame.lang().say(&reason))
        }
        Err(Error::Domain(Forbidden(reason))) => Form {
            error: Some(frame.lang().say(&reason.into())),
            ..form
        },
        Err(error) => return frame.finish(Err(error)),
    };
    let page = page(&state, &frame, member, form).await;
    frame.finish(page.map(|page| frame.refuse(&page)))
}

/// `POST /settings/pseudonyms/{id}/enter`: from here on this browser acts as the pseudonym.
pub async fn enter(
    FromState(state): FromState<State>,
    frame: Frame,
    Path(id): Path<String>,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(member) = &frame.member else {
        return log_in_first(PATH);
    };
    let entered = async {
        frame.verify(&values.csrf)?;
        let id: AccountId = id::parse(&id)?;
        let opened = pseudonym::enter(&state.ctx, member.holder.user_id, id).await?;
        let jar = CookieJar::new().add(Kind::Pseudonym.set(&state, opened.secret));
        Ok((jar, Redirect::to(PATH)).into_response())
    };
    frame.finish(entered.await)
}

/// `POST /settings/pseudonyms/leave`: the browser acts as its member again.
pub async fn leave(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let left = async {
        frame.verify(&values.csrf)?;
        if let Some(acting) = frame.browser.as_ref().filter(|_| frame.acts_otherwise()) {
            session::log_out(&state.ctx, acting.id).await?;
        }
        let jar = CookieJar::new().add(Kind::Pseudonym.clear(&state));
        Ok((jar, Redirect::to(PATH)).into_response())
    };
    frame.finish(left.await)
}

/// `POST /settings/pseudonyms/{id}/delete`.
pub async fn destroy(
    FromState(state): FromState<State>,
    frame: Frame,
    Path(id): Path<String>,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(member) = &frame.member else {
        return log_in_first(PATH);
    };
    let deleted = async {
        frame.verify(&values.csrf)?;
        pseudonym::delete(&state.ctx, member.holder.user_id, id::parse(&id)?).await?;
        Ok(back())
    };
    frame.finish(deleted.await)
}

fn back() -> Response {
    Redirect::to(&format!("{PATH}?saved=1")).into_response()
}
