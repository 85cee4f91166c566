//! `/@user`: the profile of a person or an organisation, or the page of a group.

use axum::extract::{Path, State as FromState};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use domain::account::{self, Account, Field, is_bot};
use domain::account_view::{self, AccountView};
use domain::credential::{Badge, Refusal};
use domain::kinds::ActorKind;
use domain::profile::{self, Profile};
use domain::region;
use domain::text::plain;
use domain::timeline::{self, Entry, OfAccount};
use domain::{Page, language, remote};

use super::{STATUSES, cards, feed, group, pager, with_activity};
use crate::activitypub::actor::actor_document;
use crate::activitypub::wants_activity_json;
use crate::error::Result;
use crate::extract::{Frame, Paging};
use crate::i18n::Lang;
use crate::pages::emoji::with_emojis;
use crate::pages::profile::{
    BadgeRow, Entity, Professional, Profile as Shown, ProfileField, ProfilePage, ProfileTab,
    Specialty,
};
use crate::pages::status::StatusCard;
use crate::pages::view::AccountCard;
use crate::state::State;

/// Seconds that servers may keep an actor.
const KEPT: u32 = 180;
/// Characters of a biography in previews.
const SUMMARY: usize = 200;

/// `GET /@user`, and `GET /@user.atom`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Path(handle): Path<String>,
    paging: Paging,
    headers: HeaderMap,
) -> Response {
    if let Some(name) = handle.strip_suffix(".atom") {
        return frame.finish(feed::show(&state, &frame, name).await);
    }
    if wants_activity_json(&headers) {
        return document(&state, &handle).await.into_response();
    }
    frame.finish(page(&state, &frame, &handle, ProfileTab::Posts, paging).await)
}

/// `GET /@user/with_replies`.
pub async fn with_replies(
    FromState(state): FromState<State>,
    frame: Frame,
    Path(handle): Path<String>,
    paging: Paging,
) -> Response {
    frame.finish(page(&state, &frame, &handle, ProfileTab::WithReplies, paging).await)
}

/// `GET /@user/media`.
pub async fn media(
    FromState(state): FromState<State>,
    frame: Frame,
    Path(handle): Path<String>,
    paging: Paging,
) -> Response {
    frame.finish(page(&state, &frame, &handle, ProfileTab::Media, paging).await)
}

async fn document(state: &State, handle: &str) -> Result<Response> {
    let account = local(state, handle).await?;
    actor_document(state, account, KEPT).await
}

/// An account of this server.
pub(super) async fn local(state: &State, handle: &str) -> Result<Account> {
    let found = account::lookup(&state.ctx, handle).await?;
    if found.domain.is_some() || found.kind == ActorKind::Application {
        return Err(domain::Error::NotFound.into());
    }
    Ok(found)
}

async fn page(
    state: &State,
    frame: &Frame,
    handle: &str,
    tab: ProfileTab,
    paging: Paging,
) -> Result<Response> {
    let found = account::lookup(&state.ctx, handle).await?;
    if found.domain.is_some() {
        return Ok(Redirect::to(&cards::page_of(&found)).into_response());
    }
    let account = local(state, handle).await?;
    let asked = paging.page(STATUSES, STATUSES);
    if account.kind == ActorKind::Group {
        return group::page(state, frame, account, asked).await;
    }
    profile_page(state, frame, account, tab, asked).await
}

async fn profile_page(
    state: &State,
    frame: &Frame,
    account: Account,
    tab: ProfileTab,
    asked: Page,
) -> Result<Response> {
    let ctx = &state.ctx;
    let id = account.id;
    if tab == ProfileTab::Media && !account.show_media {
        return Err(domain::Error::NotFound.into());
    }
    let which = which(tab, &account);
    let entries = timeline::of_account(ctx, frame.viewer(), id, &which, asked).await?;
    let profile = profile::show(ctx, id).await?;
    let view = view(state, account).await?;
    let statuses = with_pinned(state, frame, &view, tab, &asked, &entries).await?;
    let shown = Shown {
        moved_to: moved_to(state, frame.lang(), &view.account).await?,
        ..shown(state, frame.lang(), &view, &profile)
    };
    let base = match tab {
        ProfileTab::Posts => shown.card.path.clone(),
        ProfileTab::WithReplies => format!("{}/with_replies", shown.card.path),
        ProfileTab::Media => format!("{}/media", shown.card.path),
    };
    let cursors: Vec<i64> = entries.iter().map(|entry| entry.cursor).collect();
    let summary = plain::excerpt(&view.account.note, SUMMARY);
    let head = shown.head(&state.site, summary, view.account.indexable);
    let page = ProfilePage {
        page: frame.headed(head),
        tab,
        pager: pager::around(&base, &asked, &cursors),
        profile: shown,
        statuses,
    };
    Ok(with_activity(frame.publish(&page), &view.account.uri))
}

fn which(tab: ProfileTab, account: &Account) -> OfAccount {
    OfAccount {
        exclude_replies: match tab {
            ProfileTab::Posts => true,
            ProfileTab::WithReplies => false,
            ProfileTab::Media => !account.show_media_replies,
        },
        exclude_reblogs: tab == ProfileTab::Media,
        only_media: tab == ProfileTab::Media,
        tagged: None,
    }
}

/// The account with its pictures.
pub(super) async fn view(state: &State, account: Account) -> Result<AccountView> {
    let id = account.id;
    let mut views = account_view::views(&state.ctx, [account]).await?;
    Ok(views.remove(&id).ok_or(domain::Error::NotFound)?)
}

async fn moved_to(state: &State, lang: Lang, account: &Account) -> Result<Option<AccountCard>> {
    let Some(target) = account.moved_to_id else {
        return Ok(None);
    };
    let Some(target) = remote::find_by_id(&state.ctx, target).await? else {
        return Ok(None);
    };
    let view = view(state, target).await?;
    let card = cards::account(&state.ctx, lang, &view, &view.profile);
    Ok(Some(card))
}

/// The statuses of a page; above those of the first one, what is pinned.
async fn with_pinned(
    state: &State,
    frame: &Frame,
    view: &AccountView,
    tab: ProfileTab,
    asked: &Page,
    entries: &[Entry],
) -> Result<Vec<StatusCard>> {
    let (ctx, lang) = (&state.ctx, frame.lang());
    let first = asked.max_id.is_none() && asked.min_id.is_none();
    let mut statuses = Vec::new();
    if first && tab == ProfileTab::Posts {
        let all = Page::first(STATUSES);
        let pinned = timeline::pinned(ctx, frame.viewer(), view.account.id, all).await?;
        let cards = cards::statuses(ctx, lang, &pinned).await?;
        statuses.extend(cards.into_iter().map(|card| StatusCard {
            pinned: true,
            ..card
        }));
    }
    for card in cards::statuses(ctx, lang, entries).await? {
        if statuses.iter().all(|pinned| pinned.id != card.id) {
            statuses.push(card);
        }
    }
    Ok(statuses)
}

fn shown(state: &State, lang: Lang, view: &AccountView, profile: &Profile) -> Shown {
    let ctx = &state.ctx;
    let account = &view.account;
    Shown {
        card: cards::account(ctx, lang, view, profile),
        handle: handle(state, account),
        uri: account.uri.clone(),
        header: view.header.as_ref().map(|media| cards::picture(ctx, media)),
        bio: with_emojis(&account.note, &account.emojis),
        fields: fields(account),
        moved_to: None,
        badges: badges(lang, view),
        professional: professional(lang, profile),
        entity: entity(account, profile),
        joined: account.created_at,
        locked: account.locked,
        bot: is_bot(account),
        shows_media: account.show_media,
        statuses: cards::number(account.statuses_count),
        followers: cards::number(account.followers_count),
        following: cards::number(account.following_count),
    }
}

/// `@user@host` of a local account.
pub(super) fn handle(state: &State, account: &Account) -> String {
    format!("@{}@{}", account.username, state.ctx.uris.domain())
}

fn fields(account: &Account) -> Vec<ProfileField> {
    let fields: Vec<Field> = serde_json::from_str(&account.fields).unwrap_or_default();
    fields
        .into_iter()
        .map(|field| ProfileField {
            name: field.name,
            value: with_emojis(&field.value, &account.emojis),
            verified: field.verified_at,
        })
        .collect()
}

fn badges(lang: Lang, view: &AccountView) -> Vec<BadgeRow> {
    let language = lang.to_string();
    let row = |badge: &Badge| BadgeRow {
        label: badge.label(&language),
        issuer: badge.issuer.name.clone(),
        state: match badge.standing {
            Ok(()) => "badges-valid",
            Err(Refusal::Suspended) => "badges-suspended",
            Err(_) => "badges-unknown",
        },
        until: badge.standing.ok().and(badge.credential.valid_until),
        page: badge.page.clone(),
    };
    view.badges.iter().map(row).collect()
}

fn professional(lang: Lang, profile: &Profile) -> Professional {
    let language = lang.to_string();
    let specialties = profile.specialties.iter().filter_map(|id| {
        Some(Specialty {
            label: cards::specialty_label(id, &language)?,
            path: format!("/directory?specialty={id}"),
        })
    });
    Professional {
        profession: profile
            .profession
            .as_deref()
            .and_then(|id| cards::profession_label(id, &language)),
        specialties: specialties.collect(),
        workplace: profile.workplace.clone(),
        region: region_label(profile),
        languages: language_labels(profile),
        interests: profile.interests.clone(),
    }
}

/// Country and subdivision.
pub(super) fn region_label(profile: &Profile) -> Option<String> {
    let found = profile.region.as_deref().and_then(region::find);
    found.map(|region| region.label())
}

/// The languages, each named in itself: who works in one will know it.
pub(super) fn language_labels(profile: &Profile) -> Vec<String> {
    let name = |tag: &String| language::own_name(tag).or_else(|| language::english_name(tag));
    let tags = profile.languages.iter();
    tags.map(|tag| name(tag).unwrap_or(tag).to_owned())
        .collect()
}

fn entity(account: &Account, profile: &Profile) -> Entity {
    match (profile.account_kind, account.kind) {
        (Some(kind), _) => kind.into(),
        (None, ActorKind::Organization) => Entity::Organization,
        (None, _) => Entity::Person,
    }
}
