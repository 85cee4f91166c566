//! What a mail tells.

use std::collections::HashMap;

use storage::Page;
use storage::id::{AccountId, StatusId, UserId};
use storage::kinds::{NotificationKind, Visibility};
use storage::user::User;

use super::Occasion;
use super::unsubscribe::link;
use crate::account::{self, Account};
use crate::account_view::{self, AccountView};
use crate::context::Context;
use crate::error::Result;
use crate::filter;
use crate::mail_link::{self, Letter};
use crate::notification::{self, Filter, Told};
use crate::preference::{self, MAILABLE};
use crate::status_view::{self, StatusView};
use crate::text::plain;
use crate::timeline::Entry;

/// What one mail tells in full.
const MOST: u64 = 10;
/// What is counted beyond that.
const COUNTED: u64 = 100;
/// Characters of a post.
const EXCERPT: usize = 200;

/// What goes into a mail.
#[derive(Clone, Debug)]
pub struct News {
    /// Where it goes. Its link leads to the page on which mails are chosen.
    pub letter: Letter,
    /// Why it is written.
    pub occasion: Occasion,
    /// The newest ones, the newest first.
    pub items: Vec<Item>,
    /// How many there are altogether; a hundred stand for more.
    pub count: usize,
    /// Opened by a person or sent by a mailbox (RFC 8058), it ends these mails.
    pub unsubscribe: String,
    pub(super) user_id: UserId,
    pub(super) newest: i64,
}

/// One notification, as far as a mail may tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What happened.
    pub kind: NotificationKind,
    /// The handle of who did it; absent where that is nobody else's business.
    pub who: Option<String>,
    /// The beginning of the post; absent where not everyone may read it.
    pub text: Option<String>,
    /// Where to read on.
    pub link: String,
}

/// What `account` was told after the notification `after` and has not read; `None` when it is nothing, or the login gets
/// no mails.
pub async fn news(
    ctx: &Context,
    user: &User,
    account: AccountId,
    occasion: Occasion,
    after: i64,
) -> Result<Option<News>> {
    let path = "/settings/notifications";
    let letter = mail_link::addressed(ctx, user.id, None, path).await?;
    let usable = user.confirmed_at.is_some() && user.disabled_at.is_none();
    let (Some(letter), true) = (letter, usable) else {
        return Ok(None);
    };
    let filter = Filter {
        kinds: kinds(ctx, user.id, occasion).await?,
        ..Filter::default()
    };
    if filter.kinds.is_empty() {
        return Ok(None);
    }
    let page = Page {
        since_id: Some(after.max(notification::last_read(ctx, account).await?)),
        ..Page::first(COUNTED)
    };
    let told = notification::list(ctx, account, &filter, page).await?;
    let Some(newest) = told.first().map(|told| told.id.0) else {
        return Ok(None);
    };
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    Ok(Some(News {
        letter,
        occasion,
        items: items(ctx, told.get(..most).unwrap_or(&told)).await?,
        count: told.len(),
        unsubscribe: link(ctx, user.id, occasion),
        user_id: user.id,
        newest,
    }))
}

/// A digest is about people, whatever single mails were chosen.
async fn kinds(ctx: &Context, user: UserId, occasion: Occasion) -> Result<Vec<NotificationKind>> {
    use NotificationKind::{AdminReport, AdminSignUp};
    let set = preference::show(ctx, user).await?;
    Ok(match occasion {
        Occasion::Notifications => set.mails,
        Occasion::Digest if set.digest => MAILABLE
            .into_iter()
            .filter(|kind| !matches!(kind, AdminReport | AdminSignUp))
            .collect(),
        Occasion::Digest => Vec::new(),
    })
}

/// What a filter of the reader matches is not quoted.
async fn items(ctx: &Context, told: &[Told]) -> Result<Vec<Item>> {
    let from: Vec<AccountId> = told.iter().map(|it| it.from.id).collect();
    let senders = account_view::present(ctx, &from).await?;
    let entries: Vec<Entry> = told.iter().filter_map(|it| it.status).collect();
    let filtered = filter::apply(ctx, &entries).await?;
    let views = status_view::views(ctx, &entries).await?;
    let statuses: HashMap<StatusId, (StatusView, AccountView)> = views
        .into_iter()
        .map(|view| (view.status.status.id, (view.status, view.author)))
        .collect();
    let item = |it: &Told| {
        let sender = &senders.get(&it.from.id)?.account;
        let status = it.status.and_then(|entry| statuses.get(&entry.status.id));
        let item = item(ctx, it.kind, sender, status);
        let quoted = it
            .status
            .is_none_or(|it| !filtered.contains_key(&it.status.id));
        Some(Item {
            text: item.text.filter(|_| quoted),
            ..item
        })
    };
    Ok(told.iter().filter_map(item).collect())
}

fn item(
    ctx: &Context,
    kind: NotificationKind,
    sender: &Account,
    status: Option<&(StatusView, AccountView)>,
) -> Item {
    let closed = Item {
        kind,
        who: None,
        text: None,
        link: ctx.uris.base().to_owned(),
    };
    match (kind, status) {
        (NotificationKind::AdminReport, _) => Item {
            link: ctx.uris.path("/moderation/reports"),
            ..closed
        },
        (NotificationKind::AdminSignUp, _) => Item {
            link: ctx.uris.path("/moderation/sign-ups"),
            ..closed
        },
        (NotificationKind::Follow | NotificationKind::FollowRequest, _) => Item {
            who: Some(account::acct(sender)),
            link: page_of(ctx, sender),
            ..closed
        },
        (_, Some((view, author))) if is_open(view.status.visibility) => Item {
            who: Some(account::acct(sender)),
            text: Some(excerpt(view)),
            link: page_of_status(ctx, view, author),
            ..closed
        },
        _ => closed,
    }
}

/// Whether everyone may read it, a mailbox and its machines among them.
fn is_open(visibility: Visibility) -> bool {
    matches!(visibility, Visibility::Public | Visibility::Unlisted)
}

/// What stands behind a warning is not unfolded in a mail.
fn excerpt(view: &StatusView) -> String {
    let warning = &view.status.spoiler_text;
    if warning.is_empty() {
        plain::excerpt(&view.content(), EXCERPT)
    } else {
        warning.clone()
    }
}

fn page_of(ctx: &Context, account: &Account) -> String {
    if account.domain.is_none() {
        return ctx.uris.path(&format!("/@{}", account.username));
    }
    account.url.clone().unwrap_or_else(|| account.uri.clone())
}

fn page_of_status(ctx: &Context, view: &StatusView, author: &AccountView) -> String {
    let status = &view.status;
    if status.local {
        return ctx.uris.status_page(&author.account.username, status.id);
    }
    status.url.clone().unwrap_or_else(|| status.uri.clone())
}
