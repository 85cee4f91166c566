//! What was just posted, as its author is shown it: put together from what posting wrote instead of read again.

use storage::account::Account;
use storage::entry::Entry;
use storage::id::{ApplicationId, StatusId};
use storage::media::Media;
use storage::mention::Mentioned;
use storage::status::Status;
use storage::tag::Tag;
use storage::{application, media};

use crate::account_view::{self, AccountView};
use crate::card::{self, CardView};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::interaction::Policy;
use crate::poll::PollView;
use crate::quote::{self, Quotable, QuoteView};
use crate::status_view::StatusView;

/// How posting ended.
#[derive(Clone, Debug)]
pub enum Posted {
    /// A new status.
    Fresh(Box<Fresh>),
    /// The status that was posted before with the same key.
    Before(StatusId),
}

impl Posted {
    /// Which status it is.
    #[must_use]
    pub fn id(&self) -> StatusId {
        match self {
            Self::Fresh(fresh) => fresh.entry.status.id,
            Self::Before(id) => *id,
        }
    }
}

/// A new status with all that is shown of it.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// The status as a row of a timeline of its author.
    pub entry: Entry,
    /// What everyone is shown of it.
    pub status: StatusView,
    /// Who posted it.
    pub author: AccountView,
}

/// The rows that posting wrote.
pub(super) struct Written {
    pub status: Status,
    /// Its author after it was counted.
    pub author: Account,
    pub mentioned: Vec<Account>,
    pub tags: Vec<Tag>,
    pub has_media: bool,
    pub has_link: bool,
    pub quotes: bool,
}

/// Adds what was there before: the files, the app, and what the author's profile shows.
pub(super) async fn fresh(ctx: &Context, written: Written) -> Result<Fresh> {
    let Written {
        status,
        author,
        mentioned,
        tags,
        has_media,
        has_link,
        quotes,
    } = written;
    let entry = Entry::of_author(&status, &author);
    let id = author.id;
    let mut views = account_view::views(ctx, [author]).await?;
    let view = StatusView {
        media: attachments(ctx, status.id, has_media).await?,
        mentions: mentioned
            .into_iter()
            .map(|who| named(status.id, who))
            .collect(),
        tags,
        poll: poll(ctx, &status).await?,
        card: card(ctx, status.id, has_link).await?,
        quote: quote(ctx, status.id, quotes).await?,
        quotable: Quotable::of(&status)?,
        interaction_policy: Policy::of(&status)?,
        application: match status.application_id {
            Some(id) => find_application(ctx, id).await?,
            None => None,
        },
        status,
    };
    Ok(Fresh {
        entry,
        status: view,
        author: views.remove(&id).ok_or(Error::NotFound)?,
    })
}

async fn find_application(
    ctx: &Context,
    id: ApplicationId,
) -> Result<Option<application::Application>> {
    Ok(application::find_by_id(ctx.db.read(), id).await?)
}

async fn attachments(ctx: &Context, id: StatusId, has_media: bool) -> Result<Vec<Media>> {
    if !has_media {
        return Ok(Vec::new());
    }
    let mut files = media::attachments_of(ctx.db.read(), &[id]).await?;
    Ok(files.remove(&id).unwrap_or_default())
}

/// The card of a link that was looked at before.
async fn card(ctx: &Context, id: StatusId, has_link: bool) -> Result<Option<CardView>> {
    if !has_link {
        return Ok(None);
    }
    Ok(card::views(ctx, &[id]).await?.remove(&id))
}

async fn quote(ctx: &Context, id: StatusId, quotes: bool) -> Result<Option<QuoteView>> {
    if !quotes {
        return Ok(None);
    }
    Ok(quote::views_of(ctx, &[id]).await?.remove(&id))
}

async fn poll(ctx: &Context, status: &Status) -> Result<Option<PollView>> {
    if status.kind != "Question" {
        return Ok(None);
    }
    let mut polls = storage::poll::polls_of(ctx.db.read(), &[status.id]).await?;
    Ok(polls.remove(&status.id).map(PollView::from))
}

fn named(status_id: StatusId, account: Account) -> Mentioned {
    Mentioned {
        status_id,
        silent: false,
        id: account.id,
        uri: account.uri,
        username: account.username,
        domain: account.domain,
        url: account.url,
    }
}
