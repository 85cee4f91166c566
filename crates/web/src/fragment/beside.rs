//! What stands beside a kept status because it depends on the time, on who looks or on an account: what it
//! links to, what it asks, what it quotes, and who
//! may quote it.

use domain::card::CardView;
use domain::id::{AccountId, StatusId};
use domain::kinds::QuoteState;
use domain::poll::PollView;
use domain::quote::{Quotable, QuoteView};
use domain::status_view::StatusView;
use domain::{Context, Result};

use crate::entity::card::PreviewCard;

/// Beside a status.
pub(super) struct Beside {
    /// What it links to.
    pub(super) card: Option<Linked>,
    /// What it asks.
    pub(super) poll: Option<PollView>,
    /// What it quotes, if that is shown.
    pub(super) quote: Option<Quoting>,
    /// Who may quote it.
    pub(super) quotable: Quotable,
}

/// What a status quotes.
#[derive(Clone, Copy)]
pub(super) struct Quoting {
    /// Where that stands.
    pub(super) state: QuoteState,
    /// Which status, where its author agrees.
    pub(super) accepted: Option<StatusId>,
}

impl Beside {
    /// What stands beside `view`.
    ///
    /// # Errors
    /// When a card cannot be written.
    pub(super) fn of(ctx: &Context, view: &StatusView) -> Result<Self> {
        let quote = view.quote.as_ref().filter(|quote| quote.is_shown());
        let card = view.card.as_ref().map(|card| Linked::of(ctx, card));
        Ok(Self {
            card: card.transpose()?,
            poll: view.poll.clone(),
            quote: quote.map(Quoting::of),
            quotable: view.quotable.clone(),
        })
    }
}

/// The card of a link.
pub(super) struct Linked {
    /// All of it, and last its author without an account.
    pub(super) json: String,
    /// The account of the author.
    pub(super) author: Option<AccountId>,
}

impl Linked {
    /// How the JSON of a card with an author ends.
    const END: &'static str = "null}]}";

    fn of(ctx: &Context, view: &CardView) -> Result<Self> {
        Ok(Self {
            json: serde_json::to_string(&PreviewCard::new(ctx, view))?,
            author: view.card.author_account_id,
        })
    }

    /// Writes the card, with the account of its author if that may be shown.
    pub(super) fn write(&self, out: &mut Vec<u8>, author: Option<&str>) {
        match author.and_then(|author| Some((self.json.strip_suffix(Self::END)?, author))) {
            Some((open, author)) => {
                for part in [open, author, "}]}"] {
                    out.extend_from_slice(part.as_bytes());
                }
            }
            None => out.extend_from_slice(self.json.as_bytes()),
        }
    }
}

impl Quoting {
    fn of(view: &QuoteView) -> Self {
        Self {
            state: view.quote.state,
            accepted: view.accepted(),
        }
    }
}
