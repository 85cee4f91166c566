//! `/verification/{id}`: one request, and what is decided about it.

use axum::extract::{Path, State as FromState};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Error::Invalid;
use domain::id::VerificationRequestId;
use domain::kinds::{Assurance, CredentialKind};
use domain::verification::{self, Verifier};
use serde::Deserialize;

use super::card::{assurance_key, choose_kind, verifier_card};
use super::{Desk, PATH, evidence_file, read_approval};
use crate::auth::settings::Done;
use crate::auth::words;
use crate::error::{Error, Result};
use crate::extract::{Frame, Params, Sent, id};
use crate::i18n::Lang;
use crate::pages::form::Choice;
use crate::pages::verification::{
    Forms, RequestPage, approve_form, ask_form, refuse_form, revoke_form,
};
use crate::state::State;

/// The forms as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
    kind: String,
    assurance: String,
    valid_until: String,
    question: String,
    reason: String,
}

/// `GET /verification/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path(id): Path<String>,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    let page = async { page(&state, &frame, &by, id::parse(&id)?).await };
    frame.finish(page.await.map(|mut page| {
        page.page.notice = done.notice(frame.lang());
        frame.show(&page)
    }))
}

/// `GET /verification/{id}/evidence/{evidence}`.
pub async fn evidence(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path((request, evidence)): Path<(String, String)>,
) -> Response {
    let file = async {
        let (request, evidence) = (id::parse(&request)?, id::parse(&evidence)?);
        Ok(verification::look(&state.ctx, &by, request, evidence).await?)
    };
    frame.finish(file.await.map(evidence_file))
}

/// `POST /verification/{id}/approve`, `ask`, `refuse`, `expire` and `revoke`.
pub async fn decide(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path((request, step)): Path<(String, String)>,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let done = async {
        frame.verify(&values.csrf)?;
        let (ctx, id) = (&state.ctx, id::parse(&request)?);
        match step.as_str() {
            "approve" => {
                let approval = read_approval(&values.kind, &values.assurance, &values.valid_until)?;
                verification::approve(ctx, &by, id, approval).await?;
            }
            "ask" => verification::ask(ctx, &by, id, &values.question).await?,
            "refuse" => verification::refuse(ctx, &by, id, &values.reason).await?,
            "expire" => verification::expire(ctx, &by, id).await?,
            "revoke" => verification::revoke(ctx, &by, id, &values.reason).await?,
            _ => return Err(domain::Error::NotFound.into()),
        }
        Ok(Redirect::to(&format!("{PATH}/{id}?saved=1")).into_response())
    };
    let done = done.await;
    let Err(Error::Domain(Invalid { field, reason })) = done else {
        return frame.finish(done);
    };
    let page = async { page(&state, &frame, &by, id::parse(&request)?).await };
    frame.finish(page.await.map(|mut page| {
        let words = words::of_field(frame.lang(), field, &reason);
        page.forms.refuse(&step, field, words);
        frame.refuse(&page)
    }))
}

async fn page(
    state: &State,
    frame: &Frame,
    by: &Verifier,
    id: VerificationRequestId,
) -> Result<RequestPage> {
    let lang = frame.lang();
    let found = verification::inspect(&state.ctx, by, id).await?;
    let request = found.requests.first().ok_or(domain::Error::NotFound)?;
    Ok(RequestPage {
        page: frame.page("verification-request-title"),
        path: format!("{PATH}/{id}"),
        is_own: request.row.account_id == by.account_id,
        forms: forms(lang, id, request.row.kind, request.row.register.is_some()),
        request: verifier_card(lang, &found, request),
    })
}

fn forms(lang: Lang, id: VerificationRequestId, kind: CredentialKind, has_number: bool) -> Forms {
    let stated = [Assurance::RegisterMatched, Assurance::IssuerVerified];
    let possible = stated
        .into_iter()
        .filter(|it| has_number || *it != Assurance::RegisterMatched);
    let assurances = possible.map(|it| Choice {
        value: it.as_str().to_owned(),
        label: lang.t(assurance_key(it)).to_string(),
        selected: false,
    });
    let kinds = choose_kind(lang, kind.as_str());
    Forms {
        approve: approve_form(lang, id, kinds, assurances.collect()),
        ask: ask_form(lang, id),
        refuse: refuse_form(lang, id),
        revoke: revoke_form(lang, id),
    }
}
