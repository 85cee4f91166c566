//! What is shown of a status, whoever looks: loaded in a fixed number of queries at any number of statuses.

use std::collections::HashMap;

use storage::application::{self, Application};
use storage::entry::{Entry, Marks, StatusRef};
use storage::id::{AccountId, StatusId};
use storage::media::{self, Media};
use storage::mention::{self, Mentioned};
use storage::poll;
use storage::status::{self, Status};
use storage::tag::{self, Tag};

use crate::account_view::{self, AccountView};
use crate::card::{self, CardView};
use crate::context::Context;
use crate::error::Result;
use crate::interaction::Policy;
use crate::poll::PollView;
use crate::quote::{self, Quotable, QuoteView};
use crate::text::escape;

/// What no viewer changes of a status. It shows `status.revision` or something newer, never something older.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusView {
    /// The row.
    pub status: Status,
    /// Attachments, in their order.
    pub media: Vec<Media>,
    /// Who is named or addressed.
    pub mentions: Vec<Mentioned>,
    /// Hashtags.
    pub tags: Vec<Tag>,
    /// What it asks.
    pub poll: Option<PollView>,
    /// What is shown of its link.
    pub card: Option<CardView>,
    /// What it quotes.
    pub quote: Option<QuoteView>,
    /// Who may quote it.
    pub quotable: Quotable,
    /// What else others may do with it.
    pub interaction_policy: Policy,
    /// The app it was posted with, when that is known.
    pub application: Option<Application>,
}

impl StatusView {
    /// Its text as HTML. Apps show no title: a `Page` or `Article` begins with it. One of ours that quotes begins with a
    /// link, as those of other servers do.
    #[must_use]
    pub fn content(&self) -> String {
        let Status { title, .. } = &self.status;
        let content = self.body();
        if title.is_empty() {
            content
        } else {
            format!("<h2>{}</h2>{content}", escape(title))
        }
    }

    /// The same without the title. One of ours that quotes begins with a link to what it quotes.
    #[must_use]
    pub fn body(&self) -> String {
        let content = &self.status.content;
        match self.quote.as_ref().filter(|_| self.status.local) {
            Some(quote) => quote.with_link(content),
            None => content.clone(),
        }
    }
}

/// Loads statuses that a query found for someone who may see them. Those that went in the meantime are missing.
pub async fn load(ctx: &Context, refs: &[StatusRef]) -> Result<HashMap<StatusId, StatusView>> {
    let connection = ctx.db.read();
    let ids: Vec<StatusId> = refs.iter().map(|status| status.id).collect();
    // The rows first: what a change adds between these queries then stands under the revision before it, and the next
    // look at the revision finds it old. The other way round the old would stand under the new revision for good.
    let rows = status::statuses_of(connection, &ids).await?;
    let mut media = media::attachments_of(connection, &ids).await?;
    let mut mentions = mention::mentions_of(connection, &ids).await?;
    let mut tags = tag::tags_of(connection, &ids).await?;
    let asking: Vec<StatusId> = rows
        .values()
        .filter(|row| asks(row))
        .map(|row| row.id)
        .collect();
    let mut polls = poll::polls_of(connection, &asking).await?;
    let mut cards = card::views(ctx, &ids).await?;
    let mut quotes = quote::views_of(ctx, &ids).await?;
    let apps: Vec<_> = rows.values().filter_map(|row| row.application_id).collect();
    let apps = application::applications_of(connection, &apps).await?;
    let views = rows.into_iter().map(|(id, status)| {
        let view = StatusView {
            quote: quotes.remove(&id),
            quotable: Quotable::of(&status)?,
            interaction_policy: Policy::of(&status)?,
            media: media.remove(&id).unwrap_or_default(),
            mentions: mentions.remove(&id).unwrap_or_default(),
            tags: tags.remove(&id).unwrap_or_default(),
            poll: polls.remove(&id).map(PollView::from),
            card: cards.remove(&id),
            application: status.application_id.and_then(|id| apps.get(&id).cloned()),
            status,
        };
        Ok((id, view))
    });
    views.collect()
}

/// Only a `Question` carries a poll.
fn asks(row: &Status) -> bool {
    row.kind == "Question"
}

/// A status with its author and with what it boosts.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The status or boost.
    pub status: StatusView,
    /// Who wrote or boosted it.
    pub author: AccountView,
    /// What is boosted, and who wrote that.
    pub reblog: Option<(StatusView, AccountView)>,
    /// What the viewer did with it.
    pub marks: Option<Marks>,
}

/// Loads whole entries, for those that do not keep fragments: pages, feeds, peers.
pub async fn views(ctx: &Context, entries: &[Entry]) -> Result<Vec<View>> {
    let refs: Vec<StatusRef> = entries
        .iter()
        .flat_map(|entry| [Some(entry.status), entry.reblog])
        .flatten()
        .collect();
    let authors: Vec<_> = refs.iter().map(|status| status.author).collect();
    let statuses = load(ctx, &refs).await?;
    let authors = account_view::load(ctx, &authors).await?;
    Ok(entries
        .iter()
        .filter_map(|entry| view(entry, &statuses, &authors))
        .collect())
}

fn view(
    entry: &Entry,
    statuses: &HashMap<StatusId, StatusView>,
    authors: &HashMap<AccountId, AccountView>,
) -> Option<View> {
    let pair = |of: StatusRef| {
        let status = statuses.get(&of.id)?.clone();
        Some((status, authors.get(&of.author.id)?.clone()))
    };
    let (status, author) = pair(entry.status)?;
    let reblog = match entry.reblog {
        Some(of) => Some(pair(of)?),
        None => None,
    };
    Some(View {
        status,
        author,
        reblog,
        marks: entry.marks,
    })
}
