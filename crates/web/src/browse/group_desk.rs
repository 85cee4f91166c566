//! `/groups/NAME/moderation`: what those who run a group decide about posts, by page.

use axum::extract::{Path, State as FromState};
use axum::response::{IntoResponse, Redirect, Response};
use domain::account::Account;
use domain::group_decision::Moderator;
use domain::id::{AccountId, StatusId};
use domain::{Context, Page, group_lock, group_member, group_pin, group_post, status};
use serde::Deserialize;

use super::account::local;
use super::{STATUSES, cards, pager};
use crate::auth::settings::Done;
use crate::error::Result;
use crate::extract::frame::log_in_first;
use crate::extract::{Frame, Paging, Params, Sent, id};
use crate::pages::group_desk::{DeskPage, DeskPost, Verb};
use crate::state::State;

/// Posts that wait on one page: who decided on them sees the next ones.
const WAITING: u64 = 40;

/// `GET /groups/{name}/moderation`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Path(name): Path<String>,
    paging: Paging,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    if frame.browser.is_none() {
        return log_in_first(&path_of(&name));
    }
    let asked = paging.page(STATUSES, STATUSES);
    let page = page(&state, &frame, &name, asked).await;
    frame.finish(page.map(|mut page| {
        page.page.notice = done.notice(frame.lang());
        frame.show(&page)
    }))
}

pub(super) fn path_of(name: &str) -> String {
    format!("/groups/{name}/moderation")
}

/// The group and who runs it. To everyone else the page does not exist.
async fn desk(state: &State, frame: &Frame, name: &str) -> Result<(Account, AccountId)> {
    let group = local(state, name).await?;
    let browser = frame.browser.as_ref().ok_or(domain::Error::NotFound)?;
    let who = browser.holder.account_id;
    if group_member::is_moderator(&state.ctx, group.id, who).await? {
        Ok((group, who))
    } else {
        Err(domain::Error::NotFound.into())
    }
}

async fn page(state: &State, frame: &Frame, name: &str, asked: Page) -> Result<DeskPage> {
    let ctx = &state.ctx;
    let (group, who) = desk(state, frame, name).await?;
    let waiting = group_post::pending(ctx, group.id, who, Page::first(WAITING)).await?;
    let waiting = waiting
        .iter()
        .map(|(status, _)| (status.id, DeskPost::WAITING.to_vec()));
    let announced = group_post::list(ctx, group.id, asked).await?;
    let cursors: Vec<i64> = announced.iter().map(|post| post.status.id.0).collect();
    let announced = announced.iter().map(|post| {
        (
            post.status.id,
            DeskPost::announced(post.is_locked, post.is_pinned),
        )
    });
    Ok(DeskPage {
        page: frame.page("group-desk-title"),
        waiting: posts(state, frame, waiting.collect()).await?,
        announced: posts(state, frame, announced.collect()).await?,
        pager: pager::around(&path_of(&group.username), &asked, &cursors),
        name: group.username,
        title: group.display_name,
    })
}

/// Posts with what can be done with them.
async fn posts(
    state: &State,
    frame: &Frame,
    found: Vec<(StatusId, Vec<Verb>)>,
) -> Result<Vec<DeskPost>> {
    let ctx = &state.ctx;
    let ids: Vec<StatusId> = found.iter().map(|(id, _)| *id).collect();
    let entries = status::list(ctx, frame.viewer(), &ids).await?;
    let cards = cards::statuses(ctx, frame.lang(), &entries).await?;
    let verbs = |id: &str| found.iter().find(|(known, _)| known.to_string() == id);
    let posts = cards.into_iter().filter_map(|card| {
        let (_, verbs) = verbs(&card.id)?;
        Some(DeskPost {
            status: card,
            verbs: verbs.clone(),
        })
    });
    Ok(posts.collect())
}

/// What goes back with every form.
#[derive(Deserialize)]
pub struct Form {
    #[serde(default)]
    csrf: String,
}

/// `POST /groups/{name}/posts/{id}/{verb}`.
pub async fn decide(
    FromState(state): FromState<State>,
    frame: Frame,
    Path((name, status, verb)): Path<(String, String, String)>,
    Sent(Params { values, .. }): Sent<Form>,
) -> Response {
    let decided = async {
        frame.verify(&values.csrf)?;
        let (group, who) = desk(&state, &frame, &name).await?;
        act(&state.ctx, group.id, who, id::parse(&status)?, &verb).await?;
        let path = path_of(&group.username);
        Ok(Redirect::to(&format!("{path}?saved=1")).into_response())
    };
    frame.finish(decided.await)
}

async fn act(
    ctx: &Context,
    id: AccountId,
    who: AccountId,
    status: StatusId,
    verb: &str,
) -> domain::Result<()> {
    let by = Moderator::from(who);
    match verb {
        "approve" => group_post::approve(ctx, id, who, status).await,
        "reject" => group_post::reject(ctx, id, who, status).await,
        "remove" => group_post::remove(ctx, id, by, status, "").await,
        "lock" => group_lock::lock(ctx, id, by, status, "").await,
        "unlock" => group_lock::unlock(ctx, id, by, status).await,
        "pin" => group_pin::pin(ctx, id, by, status).await,
        "unpin" => group_pin::unpin(ctx, id, by, status).await,
        _ => Err(domain::Error::NotFound),
    }
}
