//! Quotes: a status shows another one, as far as the author of that agrees (FEP-044f).

mod answer;
mod approval;
mod incoming;
mod post;
mod request;
mod revoke;
mod state;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use storage::entry::Entry;
use storage::id::{AccountId, QuoteId, StatusId};
use storage::kinds::{QuotePolicy, QuoteState};
use storage::quote;
pub use storage::quote::{Quote, Quoted};
use storage::status::{self, Change};
use storage::{Page, Set, account};

pub use answer::{receive_accept, receive_reject, receive_revocation};
pub use approval::{Approval, Quotable, Standing, Ties, ties};
pub use incoming::{RemoteQuote, Unverified, found, reject, unverified, verified};
pub use request::{accept, asked_for, parties, refuse};
pub use revoke::revoke;

pub(crate) use incoming::{refreshed, sync_remote};
pub(crate) use post::{Chosen, choose, insert};
pub(crate) use state::withdraw;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::policy::{self, Place};
use crate::status::{change_terms, find_original};
use crate::text::escape;
use crate::viewer::Viewer;

/// What a status quotes, as far as everyone sees the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteView {
    /// The row.
    pub quote: Quote,
    /// The page of what is quoted, or else its id.
    pub url: String,
}

impl QuoteView {
    /// Whether anything is shown of it. Servers that know no agreement quote by a link; it stays one until it turns out
    /// that the author agrees.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        !self.quote.legacy || self.quote.state == QuoteState::Accepted
    }

    /// The id of what is quoted with its author's consent.
    #[must_use]
    pub fn accepted(&self) -> Option<StatusId> {
        let quoted = self.quote.quoted_id;
        quoted.filter(|_| self.quote.state == QuoteState::Accepted)
    }

    /// The stamp of the quoted author, while they agree.
    #[must_use]
    pub fn stamp(&self) -> Option<String> {
        let stamp = self.quote.authorization_uri.clone();
        stamp.filter(|_| self.quote.state == QuoteState::Accepted)
    }

    /// Begins `content` with a link, for apps and servers that know no quotes. They leave the paragraph away who do.
    #[must_use]
    pub fn with_link(&self, content: &str) -> String {
        let url = escape(&self.url);
        if content.contains(&format!("href=\"{url}\"")) {
            return content.to_owned();
        }
        format!(
            "<p class=\"quote-inline\">RE: <a href=\"{url}\" target=\"_blank\" rel=\"nofollow noopener\">{url}</a></p>{content}"
        )
    }
}

/// What these statuses quote; those that quote nothing are missing.
///
/// # Errors
/// When the database refuses.
pub async fn views_of(ctx: &Context, ids: &[StatusId]) -> Result<HashMap<StatusId, QuoteView>> {
    let rows = quote::quotes_of(ctx.db.read(), ids).await?;
    let views = rows.into_iter().map(|(id, (quote, url))| {
        let url = url.unwrap_or_else(|| quote.quoted_uri.clone());
        (id, QuoteView { quote, url })
    });
    Ok(views.collect())
}

/// Those of `ids`, which statuses quote, that `viewer` may see, and what those quote in turn: one query.
///
/// # Errors
/// When the database refuses.
pub async fn shown(
    ctx: &Context,
    viewer: Viewer,
    ids: &[StatusId],
) -> Result<HashMap<StatusId, Quoted>> {
    let audience = policy::audience(viewer, Place::Asked);
    Ok(quote::quoted_of(ctx.db.read(), ids, &audience, policy::ASIDE).await?)
}

/// Whether a status quotes another one: who is shown that depends on who looks.
///
/// # Errors
/// When the database refuses.
pub async fn is_quoting(ctx: &Context, id: StatusId) -> Result<bool> {
    let quote = quote::find_by_status(ctx.db.read(), id).await?;
    Ok(quote.is_some())
}

/// A page of the statuses that quote one, by when they did. Its author sees who quotes it, whoever they are.
///
/// # Errors
/// `NotFound` when the viewer may not see it.
pub async fn list(ctx: &Context, viewer: Viewer, id: StatusId, page: Page) -> Result<Vec<Entry>> {
    let quoted = find_original(ctx, viewer, id).await?;
    let place = if viewer.account() == Some(quoted.account_id) {
        Place::Asked
    } else {
        Place::Offered
    };
    let audience = policy::audience(viewer, place);
    Ok(quote::list(ctx.db.read(), quoted.id, &audience, page).await?)
}

/// Lets others quote a status of `author`, or no more. Quotes that were agreed to stay.
///
/// # Errors
/// `NotFound` when the status is not there or is someone else's.
pub async fn set_policy(
    ctx: &Context,
    author: AccountId,
    id: StatusId,
    policy: QuotePolicy,
) -> Result<()> {
    change_terms(ctx, author, id, |status| {
        let approval = Approval::of_policy(policy, status.visibility).to_column()?;
        let change = || Change {
            quote_approval: Set(approval.clone()),
            ..Change::default()
        };
        Ok((approval != status.quote_approval).then(change))
    })
    .await
}

/// The stamp with which an author of ours admits a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Its id.
    pub uri: String,
    /// The author.
    pub author_uri: String,
    /// The status that quotes.
    pub quoting_uri: String,
    /// What it quotes.
    pub quoted_uri: String,
}

/// The stamp of a quote of a status of `author`.
///
/// # Errors
/// `NotFound` when there is none, it was revoked, or `viewer` may not see the status that quotes.
pub async fn stamp(ctx: &Context, viewer: Viewer, author: AccountId, id: QuoteId) -> Result<Stamp> {
    let connection = ctx.db.read();
    let quote = quote::find_by_id(connection, id).await?;
    let quote = quote.filter(|quote| quote.state == QuoteState::Accepted);
    let quote = quote.ok_or(Error::NotFound)?;
    let uri = ctx.uris.quote_authorization(author, id);
    if quote.authorization_uri.as_ref() != Some(&uri) {
        return Err(Error::NotFound);
    }
    let audience = policy::audience(viewer, Place::Asked);
    let quoting = status::find_visible(connection, quote.status_id, &audience).await?;
    let author = account::find_by_id(connection, author).await?;
    Ok(Stamp {
        uri,
        author_uri: author.ok_or(Error::NotFound)?.uri,
        quoting_uri: quoting.ok_or(Error::NotFound)?.uri,
        quoted_uri: quote.quoted_uri,
    })
}
