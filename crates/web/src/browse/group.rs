//! Groups: the page of one, at `/@group`, and `/groups`.

use std::collections::HashSet;

use axum::extract::State as FromState;
use axum::response::Response;
use domain::Page;
use domain::account::Account;
use domain::id::{AccountId, StatusId};
use domain::pin::LIMIT;
use domain::profile::Profile;
use domain::text::plain;
use domain::timeline::{self, Entry, OfAccount};
use domain::{group, group_lock, group_member};

use super::account::{handle, view};
use super::{ACCOUNTS, cards, group_desk, pager, with_activity};
use crate::error::Result;
use crate::extract::{Frame, Paging};
use crate::pages::emoji::with_emojis;
use crate::pages::group::{Group, GroupEntry, GroupPage, GroupsPage};
use crate::pages::status::StatusCard;
use crate::state::State;

/// Characters of a description in the list and in previews.
const SUMMARY: usize = 200;

/// The page of a local group: what it announced.
pub(super) async fn page(
    state: &State,
    frame: &Frame,
    account: Account,
    asked: Page,
) -> Result<Response> {
    let ctx = &state.ctx;
    let id = account.id;
    let which = OfAccount::default();
    let entries = timeline::of_account(ctx, frame.viewer(), id, &which, asked).await?;
    let statuses = with_pinned(state, frame, id, &asked, &entries).await?;
    let name = account.username.clone();
    let runs = match &frame.browser {
        Some(browser) => group_member::is_moderator(ctx, id, browser.holder.account_id).await?,
        None => false,
    };
    let shown = shown(state, frame, account).await?;
    let cursors: Vec<i64> = entries.iter().map(|entry| entry.cursor).collect();
    let head = {
        let summary = plain::excerpt(shown.group.description.as_str(), SUMMARY);
        shown.group.head(&state.site, summary, shown.indexable)
    };
    let uri = shown.group.uri.clone();
    let page = GroupPage {
        page: frame.headed(head),
        pager: pager::around(&shown.group.card.path, &asked, &cursors),
        desk: runs.then(|| group_desk::path_of(&name)),
        group: shown.group,
        statuses,
    };
    Ok(with_activity(frame.publish(&page), &uri))
}

/// What the group announced; on the first page, above that, what those who run it pinned.
async fn with_pinned(
    state: &State,
    frame: &Frame,
    id: AccountId,
    asked: &Page,
    entries: &[Entry],
) -> Result<Vec<StatusCard>> {
    let ctx = &state.ctx;
    let first = asked.max_id.is_none() && asked.min_id.is_none();
    let pinned = if first {
        timeline::pinned(ctx, frame.viewer(), id, Page::first(LIMIT)).await?
    } else {
        Vec::new()
    };
    let all = [pinned.as_slice(), entries].concat();
    let posts: Vec<StatusId> = all.iter().map(original).collect();
    let locked = group_lock::locked_of(ctx, id, &posts).await?;
    let locked = all.iter().filter(|entry| locked.contains(&original(entry)));
    let locked: HashSet<String> = locked.map(|entry| entry.status.id.to_string()).collect();
    let mut shown: Vec<StatusCard> = Vec::new();
    for card in cards::statuses(ctx, frame.lang(), &all).await? {
        if shown.iter().all(|before| before.uri != card.uri) {
            shown.push(StatusCard {
                // The whole page is about the group: no post has to say so.
                group: None,
                pinned: shown.len() < pinned.len(),
                locked: locked.contains(&card.id),
                ..card
            });
        }
    }
    Ok(shown)
}

/// What a boost passes on, or the status itself.
fn original(entry: &Entry) -> StatusId {
    entry.reblog.map_or(entry.status.id, |original| original.id)
}

struct Shown {
    group: Group,
    indexable: bool,
}

async fn shown(state: &State, frame: &Frame, account: Account) -> Result<Shown> {
    let (ctx, lang) = (&state.ctx, frame.lang());
    let found = group::show(ctx, account.id).await?;
    let moderators = found.moderators.into_iter().map(|(account, _)| account);
    let moderators = cards::accounts(ctx, lang, moderators.collect()).await?;
    let view = view(state, account).await?;
    let account = &view.account;
    let group = Group {
        card: cards::account(ctx, lang, &view, &Profile::default()),
        handle: handle(state, account),
        uri: account.uri.clone(),
        header: view.header.as_ref().map(|media| cards::picture(ctx, media)),
        description: with_emojis(&account.note, &account.emojis),
        moderators,
        followers: cards::number(account.followers_count),
        statuses: cards::number(account.statuses_count),
        moderated: account.locked,
    };
    Ok(Shown {
        group,
        indexable: account.indexable,
    })
}

/// `GET /groups`.
pub async fn index(FromState(state): FromState<State>, frame: Frame, paging: Paging) -> Response {
    frame.finish(list(&state, &frame, paging.page(ACCOUNTS, ACCOUNTS)).await)
}

async fn list(state: &State, frame: &Frame, asked: Page) -> Result<Response> {
    let ctx = &state.ctx;
    let found = group::list(ctx, asked).await?;
    let cursors: Vec<i64> = found.iter().map(|account| account.id.into()).collect();
    let cards = cards::accounts(ctx, frame.lang(), found.clone()).await?;
    let groups = found.iter().zip(cards).map(|(account, card)| GroupEntry {
        card,
        summary: plain::excerpt(&account.note, SUMMARY),
        followers: cards::number(account.followers_count),
    });
    let page = GroupsPage {
        page: frame.page("groups-title"),
        groups: groups.collect(),
        pager: pager::around("/groups", &asked, &cursors),
    };
    Ok(frame.publish(&page))
}
