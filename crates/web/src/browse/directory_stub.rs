//! `/directory/stubs`: those of imported lists who are no members yet. Who is not logged in is asked to; to accounts of
//! industry nothing is here.

use axum::extract::{OriginalUri, Path, State as FromState};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Page;
use domain::directory::Filter;
use domain::directory_stub::{self, COUNTED, Claim, Stub};
use domain::id::{AccountId, DirectoryStubId};
use domain::kinds::StubKind;
use serde::Deserialize;

use super::account::{language_labels, region_label};
use super::directory::Asked;
use super::directory_form::{self as form, MEMBERS, STUBS, path};
use super::{ACCOUNTS, cards, pager};
use crate::error::Result;
use crate::extract::frame::log_in_first;
use crate::extract::{Frame, Paging, Params, Sent, id};
use crate::i18n::Lang;
use crate::pages::directory_stub::{StubCard, StubPage, StubsPage};
use crate::state::State;

/// `GET /directory/stubs`.
pub async fn index(
    FromState(state): FromState<State>,
    frame: Frame,
    OriginalUri(uri): OriginalUri,
    paging: Paging,
    Sent(Params { values: asked, .. }): Sent<Asked>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(uri.path());
    };
    let who = browser.holder.account_id;
    // What lists do not say of anybody filters nothing here.
    let filter = Filter {
        issuer: None,
        account_kind: None,
        local: false,
        ..asked.filter()
    };
    let part = paging.page(ACCOUNTS, ACCOUNTS);
    frame.finish(page(&state, &frame, who, &filter, part).await)
}

async fn page(
    state: &State,
    frame: &Frame,
    who: AccountId,
    filter: &Filter,
    part: Page,
) -> Result<Response> {
    let (ctx, lang) = (&state.ctx, frame.lang());
    let found = directory_stub::list(ctx, who, filter, part).await?;
    let total = directory_stub::count(ctx, who, filter).await?;
    let cursors: Vec<i64> = found.iter().map(|stub| stub.id.into()).collect();
    let mut facets = form::facets(lang, filter);
    facets.push(form::language_facet(lang, filter));
    let page = StubsPage {
        page: frame.page("stubs-title"),
        members: path(MEMBERS, filter),
        text: filter.text.clone(),
        facets,
        workplace: filter.workplace.clone(),
        chosen: form::chosen(lang, STUBS, filter, &[]),
        total: total.min(COUNTED),
        is_more: total > COUNTED,
        stubs: found.into_iter().map(|stub| card(lang, stub)).collect(),
        pager: pager::around(&path(STUBS, filter), &part, &cursors),
    };
    Ok(frame.show(&page))
}

/// `GET /directory/stubs/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(uri.path());
    };
    let page = async {
        let who = browser.holder.account_id;
        let stub = directory_stub::show(&state.ctx, who, id::parse(&id)?).await?;
        Ok(frame.show(&StubPage {
            page: frame.page("stubs-title"),
            stub: card(frame.lang(), stub),
        }))
    };
    frame.finish(page.await)
}

/// The button as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
}

/// `POST /directory/stubs/{id}/claim`.
pub async fn claim(
    FromState(state): FromState<State>,
    frame: Frame,
    Path(id): Path<String>,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(STUBS);
    };
    let claimed = async {
        frame.verify(&values.csrf)?;
        let id: DirectoryStubId = id::parse(&id)?;
        let claim = directory_stub::claim(&state.ctx, browser.holder.account_id, id).await?;
        let next = match claim {
            Claim::Done => "/settings/profile?saved=1".to_owned(),
            Claim::NeedsRequest => format!("/settings/verification?stub={id}"),
        };
        Ok(Redirect::to(&next).into_response())
    };
    frame.finish(claimed.await)
}

fn card(lang: Lang, stub: Stub) -> StubCard {
    let language = lang.to_string();
    let profession = stub.profile.profession.as_deref();
    let profession = profession.and_then(|id| cards::profession_label(id, &language));
    let specialties = stub.profile.specialties.iter();
    let specialties = specialties.filter_map(|id| cards::specialty_label(id, &language));
    StubCard {
        id: stub.id,
        kind: match stub.kind {
            StubKind::Person => "stub-person",
            StubKind::Organization => "stub-organization",
        },
        labels: profession.into_iter().chain(specialties).collect(),
        region: region_label(&stub.profile),
        languages: language_labels(&stub.profile),
        workplace: stub.profile.workplace,
        name: stub.name,
        source: stub.source,
    }
}
