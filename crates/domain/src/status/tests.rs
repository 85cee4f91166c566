//! What becomes of a status, on a real database.

mod interactions;
mod local;
mod received;
mod threads;

use storage::Page;
use storage::account::Account;
use storage::id::{AccountId, StatusId};
use storage::notification;
use storage::status::find_by_id;

use super::*;
use crate::context::Context;
use crate::policy::{self, Place};
use crate::testing::{follow, local_account, new_status, post, remote_account};
use crate::viewer::Viewer;
use crate::{Error, testing, timeline};

/// The statuses in someone's home, the newest first.
async fn home(ctx: &Context, owner: &Account) -> Vec<StatusId> {
    let entries = timeline::home(ctx, owner.id, Page::first(40)).await;
    entries
        .expect("reads")
        .iter()
        .map(|entry| entry.status.id)
        .collect()
}

/// The kinds of notifications that someone has, each with its status, the newest first.
async fn told(ctx: &Context, who: &Account) -> Vec<(String, StatusId)> {
    let audience = policy::audience(Viewer::Account(who.id), Place::Offered);
    let filter = notification::Filter::default();
    notification::list(ctx.db.read(), who.id, &audience, &filter, Page::first(40))
        .await
        .expect("reads")
        .into_iter()
        .map(|(row, _)| (row.kind.as_str().to_owned(), row.status_id))
        .collect()
}

async fn row(ctx: &Context, id: StatusId) -> Status {
    let found = find_by_id(ctx.db.read(), id).await.expect("reads");
    found.expect("is there")
}

async fn account(ctx: &Context, id: AccountId) -> Account {
    crate::account::show(ctx, id).await.expect("is there")
}

/// A note of `author` as another server sends it.
pub(crate) fn remote_note(author: &Account, number: u32, content: &str) -> RemoteStatus {
    RemoteStatus {
        uri: format!("{}/notes/{number}", author.uri),
        url: None,
        author: author.id,
        kind: "Note".into(),
        title: String::new(),
        content: content.to_owned(),
        spoiler_text: String::new(),
        sensitive: false,
        language: None,
        visibility: crate::kinds::Visibility::Public,
        group_id: None,
        published: None,
        updated: None,
        in_reply_to_uri: None,
        mentions: Vec::new(),
        strangers: Vec::new(),
        tags: Vec::new(),
        emojis: Vec::new(),
        media: Vec::new(),
        poll: None,
        quote: None,
        quote_approval: crate::quote::Approval::default(),
        interaction_policy: crate::interaction::Policy::default(),
        activity: None,
    }
}
