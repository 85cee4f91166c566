//! `/settings/verification`: what a member has verified, and how far that is.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{Path, State as FromState};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Error::Invalid;
use domain::directory_stub;
use domain::id::{AccountId, VerificationRequestId};
use domain::kinds::CredentialKind;
use domain::verification::{self, NewRequest};
use domain::{profession, specialty};
use serde::Deserialize;

use crate::api::rounds::v1::verification_requests as api;
use crate::auth::settings::Done;
use crate::auth::words;
use crate::browse::directory::choices;
use crate::error::{Error, Result};
use crate::extract::frame::log_in_first;
use crate::extract::params::Upload;
use crate::extract::{Frame, Params, Sent, id};
use crate::i18n::Lang;
use crate::pages::form::Form;
use crate::pages::verification::{
    Choices, MemberPage, MemberRequestPage, Written, answer_form, request_form,
};
use crate::state::State;
use crate::verification::{choose_kind, choose_register, member_card, subject};

const PATH: &str = "/settings/verification";

/// The forms as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
    kind: String,
    profession: String,
    specialty: String,
    jurisdiction: String,
    register: String,
    number: String,
    account: String,
    answer: String,
    stub: String,
}

/// What the address of the page says.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(flatten)]
    done: Done,
    /// Who stands in an imported directory and is the member, as they say.
    #[serde(default)]
    stub: String,
}

/// `GET /settings/verification`.
pub async fn index(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values: asked, .. }): Sent<Asked>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let who = browser.holder.account_id;
    let page = async {
        let values = Values::listed(&state, who, asked.stub).await?;
        let form = form(frame.lang(), &values);
        page(&state, &frame, who, (form, &values.stub)).await
    };
    frame.finish(page.await.map(|mut page| {
        page.page.notice = asked.done.notice(frame.lang());
        frame.show(&page)
    }))
}

/// `POST /settings/verification`.
pub async fn create(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, files }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let who = browser.holder.account_id;
    let submitted = async {
        frame.verify(&values.csrf)?;
        let new = values.read(&state, files).await?;
        let id = verification::submit(&state.ctx, who, &new).await?;
        Ok(saved(id))
    };
    let submitted = submitted.await;
    let Err(Error::Domain(Invalid { field, reason })) = submitted else {
        return frame.finish(submitted);
    };
    let words = words::of_field(frame.lang(), field, &reason);
    let form = form(frame.lang(), &values).refuse(field, words);
    let page = page(&state, &frame, who, (form, &values.stub)).await;
    frame.finish(page.map(|page| frame.refuse(&page)))
}

/// `GET /settings/verification/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Path(id): Path<String>,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(&format!("{PATH}/{id}"));
    };
    let page = one(&state, &frame, browser.holder.account_id, &id).await;
    frame.finish(page.map(|mut page| {
        page.page.notice = done.notice(frame.lang());
        frame.show(&page)
    }))
}

/// `POST /settings/verification/{id}/answer`.
pub async fn answer(
    FromState(state): FromState<State>,
    frame: Frame,
    Path(id): Path<String>,
    Sent(Params { values, files }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let who = browser.holder.account_id;
    let answered = async {
        frame.verify(&values.csrf)?;
        let request = id::parse(&id)?;
        let file = evidence(files);
        verification::answer(&state.ctx, who, request, &values.answer, file).await?;
        Ok(saved(request))
    };
    let answered = answered.await;
    let Err(Error::Domain(Invalid { field, reason })) = answered else {
        return frame.finish(answered);
    };
    let page = one(&state, &frame, who, &id).await;
    frame.finish(page.map(|mut page| {
        let words = words::of_field(frame.lang(), field, &reason);
        page.form = page.form.clone().refuse(field, words);
        frame.refuse(&page)
    }))
}

/// `POST /settings/verification/{id}/withdraw`.
pub async fn withdraw(
    FromState(state): FromState<State>,
    frame: Frame,
    Path(id): Path<String>,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let withdrawn = async {
        frame.verify(&values.csrf)?;
        let who = browser.holder.account_id;
        verification::withdraw(&state.ctx, who, id::parse(&id)?).await?;
        Ok(Redirect::to(&format!("{PATH}?saved=1")).into_response())
    };
    frame.finish(withdrawn.await)
}

impl Values {
    /// What an entry of an imported directory says of a member; nothing when there is none.
    async fn listed(state: &State, who: AccountId, stub: String) -> Result<Self> {
        let Ok(Some(id)) = api::stub(&stub) else {
            return Ok(Self::default());
        };
        let profile = directory_stub::show(&state.ctx, who, id).await?.profile;
        Ok(Self {
            profession: profile.profession.unwrap_or_default(),
            specialty: profile.specialties.into_iter().next().unwrap_or_default(),
            jurisdiction: profile.region.unwrap_or_default(),
            stub,
            ..Self::default()
        })
    }

    async fn read(&self, state: &State, files: BTreeMap<String, Upload>) -> Result<NewRequest> {
        let kind = CredentialKind::parse(&self.kind);
        Ok(NewRequest {
            subject: subject(state, &self.account).await?,
            kind: kind.ok_or_else(|| Error::invalid("kind", "is not one that exists"))?,
            profession: self.profession.clone(),
            specialty: self.specialty.clone(),
            jurisdiction: self.jurisdiction.clone(),
            register: api::register(&self.register)?,
            number: self.number.clone(),
            evidence: evidence(files),
            directory_stub: api::stub(&self.stub)?,
        })
    }
}

/// The file of a form; browsers send an empty one where none was chosen.
fn evidence(mut files: BTreeMap<String, Upload>) -> Option<Bytes> {
    let file = files.remove("evidence");
    file.map(|file| file.bytes)
        .filter(|bytes| !bytes.is_empty())
}

fn saved(id: VerificationRequestId) -> Response {
    Redirect::to(&format!("{PATH}/{id}?saved=1")).into_response()
}

fn form(lang: Lang, values: &Values) -> Form {
    let lists = Choices {
        kinds: choose_kind(lang, &values.kind),
        professions: choices(lang, profession::vocabulary(), &values.profession),
        specialties: choices(lang, specialty::vocabulary(), &values.specialty),
        registers: choose_register(lang, &values.register),
    };
    let written = Written {
        jurisdiction: &values.jurisdiction,
        number: &values.number,
        account: &values.account,
    };
    let form = request_form(lang, lists, &written);
    match values.stub.as_str() {
        "" => form,
        stub => form.hidden("stub", stub.to_owned()),
    }
}

async fn page(
    state: &State,
    frame: &Frame,
    who: AccountId,
    (form, stub): (Form, &str),
) -> Result<MemberPage> {
    let listed = match api::stub(stub)? {
        Some(id) => Some(directory_stub::show(&state.ctx, who, id).await?),
        None => None,
    };
    let found = verification::list(&state.ctx, who).await?;
    let requests = found.requests.iter();
    let requests = requests.map(|it| member_card(frame.lang(), &found, it));
    Ok(MemberPage {
        page: frame.page("settings-title"),
        requests: requests.collect(),
        listed: listed.map(|stub| format!("{} ({})", stub.name, stub.source)),
        form,
    })
}

async fn one(state: &State, frame: &Frame, who: AccountId, id: &str) -> Result<MemberRequestPage> {
    let (lang, id) = (frame.lang(), id::parse(id)?);
    let found = verification::show(&state.ctx, who, id).await?;
    let request = found.requests.first().ok_or(domain::Error::NotFound)?;
    Ok(MemberRequestPage {
        page: frame.page("settings-title"),
        path: format!("{PATH}/{id}"),
        request: member_card(lang, &found, request),
        form: answer_form(lang, id),
    })
}
