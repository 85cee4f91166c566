//! What stands around a status, for servers that look for the whole of a thread.

use axum::extract::{OriginalUri, State as FromState};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::id::{AccountId, ConversationId, StatusId};
use domain::remote;
use domain::thread::{self, By};
use protocol::outgoing::{self, Posted};
use serde::Deserialize;

use super::authorized_fetch::Asker;
use super::object::{SECONDS, own, seen};
use super::{Kept, document};
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Id, Ids, Params};
use crate::state::State;

/// Which part of a collection is asked for; without `page` the collection itself.
#[derive(Deserialize)]
pub struct Part {
    page: Option<String>,
    only_other_accounts: Option<String>,
    #[serde(default, deserialize_with = "lenient::id")]
    min_id: Option<i64>,
}

impl Part {
    fn after(&self) -> Option<StatusId> {
        self.min_id.map(StatusId)
    }

    fn by(&self) -> By {
        match self.only_other_accounts.as_deref() {
            Some("true" | "1") => By::Others,
            _ => By::Author,
        }
    }
}

/// GET /ap/users/{account}/statuses/{id}/replies: what answers it and everyone may see, its author's own first.
pub async fn replies(
    FromState(state): FromState<State>,
    asker: Asker,
    Ids(account, id): Ids<AccountId, StatusId>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Params { values: part, .. }: Params<Part>,
) -> Result<Response> {
    let (posted, kept) = seen(&state, asker, Some(account), id, &uri, &headers).await?;
    if part.page.is_none() {
        let replies = outgoing::replies(&posted);
        return Ok(document(outgoing::collection(replies, None), kept));
    }
    let (by, after) = (part.by(), part.after());
    let links = thread::replies(&state.ctx, id, by, after).await?;
    let page = outgoing::replies_page(&posted.view.status.status.uri, by, &links);
    Ok(document(outgoing::page(page), kept))
}

/// GET /ap/users/{account}/statuses/{id}/likes: how many favourited it. Of what is for some that is nobody else's business.
pub async fn likes(
    FromState(state): FromState<State>,
    asker: Asker,
    Ids(account, id): Ids<AccountId, StatusId>,
) -> Result<Response> {
    let posted = open(&state, asker, account, id).await?;
    let likes = outgoing::likes(&posted.view.status.status);
    let body = outgoing::collection(likes, None);
    Ok(document(body, Kept::Public(SECONDS)))
}

/// GET /ap/users/{account}/statuses/{id}/shares: how many boosted it, likewise.
pub async fn shares(
    FromState(state): FromState<State>,
    asker: Asker,
    Ids(account, id): Ids<AccountId, StatusId>,
) -> Result<Response> {
    let posted = open(&state, asker, account, id).await?;
    let shares = outgoing::shares(&posted.view.status.status);
    let body = outgoing::collection(shares, None);
    Ok(document(body, Kept::Public(SECONDS)))
}

/// A status that is for everyone, unless who asks is kept from it.
async fn open(state: &State, asker: Asker, account: AccountId, id: StatusId) -> Result<Posted> {
    let posted = own(state, asker.viewer(), Some(account), id).await?;
    if thread::is_open(&posted.view.status.status) {
        Ok(posted)
    } else {
        Err(domain::Error::NotFound.into())
    }
}

/// GET /contexts/{id}: a thread that began here (FEP-7888).
pub async fn context(
    FromState(state): FromState<State>,
    asker: Asker,
    Id(id): Id<ConversationId>,
) -> Result<Response> {
    let ctx = &state.ctx;
    let root = thread::root(ctx, asker.viewer(), id).await?;
    let author = remote::find_by_id(ctx, root.account_id).await?;
    let author = author.ok_or(domain::Error::NotFound)?;
    let links = thread::statuses(ctx, id, None).await?;
    let context = outgoing::context(&ctx.uris, &root, &author.uri, &links);
    let body = outgoing::collection(context, None);
    Ok(document(body, Kept::Public(SECONDS)))
}

/// GET /contexts/{id}/items: a page of it.
pub async fn context_items(
    FromState(state): FromState<State>,
    asker: Asker,
    Id(id): Id<ConversationId>,
    Params { values: part, .. }: Params<Part>,
) -> Result<Response> {
    let ctx = &state.ctx;
    thread::root(ctx, asker.viewer(), id).await?;
    let links = thread::statuses(ctx, id, part.after()).await?;
    let page = outgoing::context_page(&ctx.uris, id, &links);
    Ok(document(outgoing::page(page), Kept::Public(SECONDS)))
}
