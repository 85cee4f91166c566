//! `/@user.atom`: new posts for feed readers.

use askama::Template;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse, Response};
use domain::kinds::ActorKind;
use domain::timeline::{self, OfAccount};
use domain::{Page, Viewer, profile};

use super::account::{local, view};
use super::{STATUSES, cards};
use crate::error::Result;
use crate::extract::Frame;
use crate::pages::feed::{CONTENT_TYPE as ATOM, Feed};
use crate::pages::status::StatusCard;
use crate::state::State;

/// What everybody may see of an account's own posts, or of what a group announced. A feed reader is nobody, whoever is
/// logged in to the browser that opens it.
pub(super) async fn show(state: &State, frame: &Frame, name: &str) -> Result<Response> {
    let (ctx, lang) = (&state.ctx, frame.lang());
    let account = local(state, name).await?;
    let which = OfAccount {
        exclude_replies: true,
        exclude_reblogs: account.kind != ActorKind::Group,
        ..OfAccount::default()
    };
    let page = Page::first(STATUSES);
    let entries = timeline::of_account(ctx, Viewer::Anonymous, account.id, &which, page).await?;
    let statuses = cards::statuses(ctx, lang, &entries).await?;
    let profile = profile::show(ctx, account.id).await?;
    let view = view(state, account).await?;
    let page = ctx.uris.profile_page(&view.account.username);
    let newest = statuses.iter().map(StatusCard::changed).max();
    let feed = Feed {
        site: &state.site,
        account: &cards::account(ctx, lang, &view, &profile),
        url: &format!("{page}.atom"),
        page: &page,
        updated: newest.unwrap_or(view.account.created_at),
        statuses: &statuses,
    };
    let xml = feed.render().expect("writing text to memory does not fail");
    let headers = [
        (CONTENT_TYPE, ATOM),
        (CACHE_CONTROL, "public, max-age=300"),
        (VARY, "Accept-Language"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, xml).into_response())
}
