//! Quotes, here and as other servers tell them, on a real database.

mod local;
mod remote;

use storage::account::Account;
use storage::id::StatusId;
use storage::kinds::QuoteState;
use storage::notification;
use storage::status::find_by_id;

use super::*;
use crate::status::{NewStatus, Status, post};
use crate::testing::{context, follow, local_account, new_status, outgoing, remote_account};

fn quoting(quoted: StatusId) -> NewStatus {
    NewStatus {
        quoted_id: Some(quoted),
        ..new_status("Look at this")
    }
}

async fn posts(ctx: &Context, author: &Account, new: NewStatus) -> StatusId {
    post(ctx, author.id, new).await.expect("posts").id()
}

async fn row(ctx: &Context, id: StatusId) -> Status {
    let found = find_by_id(ctx.db.read(), id).await.expect("reads");
    found.expect("is there")
}

async fn quote_of(ctx: &Context, id: StatusId) -> Quote {
    let found = quote::find_by_status(ctx.db.read(), id).await;
    found.expect("reads").expect("quotes")
}

async fn state_of(ctx: &Context, id: StatusId) -> QuoteState {
    quote_of(ctx, id).await.state
}

/// The kinds of what someone was told, each with its status.
async fn told(ctx: &Context, who: &Account) -> Vec<(String, StatusId)> {
    let audience = policy::audience(Viewer::Account(who.id), Place::Offered);
    let filter = notification::Filter::default();
    let page = Page::first(40);
    let rows = notification::list(ctx.db.read(), who.id, &audience, &filter, page).await;
    let rows = rows.expect("reads").into_iter();
    rows.map(|(row, _)| (row.kind.as_str().to_owned(), row.status_id))
        .collect()
}
