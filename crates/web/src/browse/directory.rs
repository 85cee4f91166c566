//! `/directory`: finding colleagues.

use axum::extract::State as FromState;
use axum::response::Response;
use domain::directory::{self, Filter, Member as Found};
use domain::vocabulary::Vocabulary;
use domain::{Page, profession, specialty};
use serde::Deserialize;

use super::account::{language_labels, region_label};
use super::{ACCOUNTS, cards, pager};
use crate::error::Result;
use crate::extract::{Frame, Paging, Params, Sent};
use crate::i18n::Lang;
use crate::pages::directory::{DirectoryPage, Member};
use crate::pages::form::Choice;
use crate::state::State;

/// The form as sent; what is empty filters nothing.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    specialty: String,
    #[serde(default)]
    profession: String,
}

/// `GET /directory`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    paging: Paging,
    Sent(Params { values: asked, .. }): Sent<Asked>,
) -> Response {
    frame.finish(page(&state, &frame, &asked, paging.page(ACCOUNTS, ACCOUNTS)).await)
}

async fn page(state: &State, frame: &Frame, asked: &Asked, part: Page) -> Result<Response> {
    let lang = frame.lang();
    let chosen = |id: &String| (!id.is_empty()).then(|| id.clone());
    let filter = Filter {
        specialty: chosen(&asked.specialty),
        profession: chosen(&asked.profession),
    };
    let found = directory::members(&state.ctx, filter, part).await?;
    let ids = found.members.iter().map(|it| it.view.account.id.into());
    let cursors: Vec<i64> = ids.collect();
    let members = found.members.iter().map(|it| member(state, lang, it));
    let page = DirectoryPage {
        page: frame.page("directory-title"),
        professions: choices(lang, profession::vocabulary(), &asked.profession),
        specialties: choices(lang, specialty::vocabulary(), &asked.specialty),
        total: found.total,
        members: members.collect(),
        pager: pager::around(&path(asked), &part, &cursors),
    };
    Ok(frame.publish(&page))
}

/// This directory again, filtered in the same way.
fn path(asked: &Asked) -> String {
    let filter = [
        ("specialty", &asked.specialty),
        ("profession", &asked.profession),
    ];
    let set: Vec<_> = filter.iter().filter(|(_, id)| !id.is_empty()).collect();
    match serde_urlencoded::to_string(set) {
        Ok(query) if !query.is_empty() => format!("/directory?{query}"),
        _ => "/directory".to_owned(),
    }
}

fn member(state: &State, lang: Lang, found: &Found) -> Member {
    let language = lang.to_string();
    let specialties = found.profile.specialties.iter();
    Member {
        card: cards::account(&state.ctx, lang, &found.view, &found.profile),
        specialties: specialties
            .filter_map(|id| cards::specialty_label(id, &language))
            .collect(),
        region: region_label(&found.profile),
        languages: language_labels(&found.profile),
    }
}

/// The terms of a list as choices, in the order of the alphabet.
pub(crate) fn choices(lang: Lang, vocabulary: &Vocabulary, chosen: &str) -> Vec<Choice> {
    let language = lang.to_string();
    let mut choices: Vec<Choice> = vocabulary
        .terms()
        .iter()
        .map(|term| Choice {
            value: term.id.clone(),
            label: term.label(&language).to_owned(),
            selected: term.id == chosen,
        })
        .collect();
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    choices
}
