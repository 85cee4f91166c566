//! `/directory`: finding colleagues.

use axum::extract::State as FromState;
use axum::response::Response;
use domain::Page;
use domain::account_view::AccountView;
use domain::credential::Issuer;
use domain::directory::{self, COUNTED, Filter};
use domain::directory_stub;
use serde::Deserialize;

use super::account::{language_labels, region_label};
use super::directory_form::{self as form, MEMBERS, STUBS, path};
use super::{ACCOUNTS, cards, pager};
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Frame, Paging, Params, Sent};
use crate::i18n::Lang;
use crate::pages::directory::{DirectoryPage, Member};
use crate::state::State;

pub(crate) use form::choices;

/// The form as sent; what is empty filters nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    specialty: String,
    profession: String,
    region: String,
    language: String,
    workplace: String,
    issuer: String,
    account_kind: String,
    #[serde(deserialize_with = "lenient::boolean")]
    local: Option<bool>,
}

impl Asked {
    /// What is of no list filters nothing: somebody followed an old link.
    pub(super) fn filter(self) -> Filter {
        let chosen = |id: String| (!id.is_empty()).then_some(id);
        let filter = Filter {
            text: self.q.trim().to_owned(),
            specialty: chosen(self.specialty),
            profession: chosen(self.profession),
            region: chosen(self.region),
            language: chosen(self.language),
            workplace: self.workplace.trim().to_owned(),
            issuer: chosen(self.issuer),
            account_kind: self.account_kind.parse().ok(),
            local: self.local == Some(true),
        };
        Filter {
            account_kind: filter.account_kind.filter(|kind| kind.is_listed()),
            ..filter
        }
        .known()
    }
}

/// `GET /directory`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    paging: Paging,
    Sent(Params { values: asked, .. }): Sent<Asked>,
) -> Response {
    let filter = asked.filter();
    frame.finish(page(&state, &frame, &filter, paging.page(ACCOUNTS, ACCOUNTS)).await)
}

async fn page(state: &State, frame: &Frame, filter: &Filter, part: Page) -> Result<Response> {
    let (ctx, lang) = (&state.ctx, frame.lang());
    let viewer = frame.viewer();
    let found = directory::members(ctx, viewer, filter, part).await?;
    let total = directory::count(ctx, viewer, filter).await?;
    let issuers: Vec<Issuer> = directory::issuers(ctx).await?;
    let sees_stubs = match viewer.account() {
        Some(who) => directory_stub::may_see(ctx, who).await?,
        None => false,
    };
    let cursors: Vec<i64> = found.iter().map(|it| it.account.id.into()).collect();
    let members = found.iter().map(|it| member(state, lang, it));
    let page = DirectoryPage {
        page: frame.page("directory-title"),
        stubs: sees_stubs.then(|| path(STUBS, filter)),
        text: filter.text.clone(),
        facets: form::facets(lang, filter),
        more_facets: form::more_facets(lang, filter, &issuers),
        workplace: filter.workplace.clone(),
        local: filter.local,
        chosen: form::chosen(lang, MEMBERS, filter, &issuers),
        total: total.min(COUNTED),
        is_more: total > COUNTED,
        members: members.collect(),
        pager: pager::around(&path(MEMBERS, filter), &part, &cursors),
    };
    Ok(frame.publish(&page))
}

fn member(state: &State, lang: Lang, found: &AccountView) -> Member {
    let language = lang.to_string();
    let specialty = |id: &String| {
        let alike = Filter {
            specialty: Some(id.clone()),
            ..Filter::default()
        };
        Some((
            path(MEMBERS, &alike),
            cards::specialty_label(id, &language)?,
        ))
    };
    Member {
        card: cards::account(&state.ctx, lang, found, &found.profile),
        specialties: found
            .profile
            .specialties
            .iter()
            .filter_map(specialty)
            .collect(),
        region: region_label(&found.profile),
        languages: language_labels(&found.profile),
    }
}
