//! What stands beside a kept status because it depends on the time or on who looks: what it asks, what it quotes, and who
//! may quote it.

use domain::id::StatusId;
use domain::kinds::QuoteState;
use domain::poll::PollView;
use domain::quote::{Quotable, QuoteView};
use domain::status_view::StatusView;

/// Beside a status.
pub(super) struct Beside {
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
    pub(super) fn of(view: &StatusView) -> Self {
        let quote = view.quote.as_ref().filter(|quote| quote.is_shown());
        Self {
            poll: view.poll.clone(),
            quote: quote.map(Quoting::of),
            quotable: view.quotable.clone(),
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
