//! `QuoteApproval`, and the state of a `Quote`.

use domain::id::AccountId;
use domain::kinds::{Circle, QuoteState};
use domain::policy::Denial;
use domain::quote::{Quotable, Quoted, Standing, Ties};
use schemars::JsonSchema;
use serde::Serialize;

/// Who may quote a status, and whether the viewer may.
#[derive(Serialize, JsonSchema)]
pub struct QuoteApproval<'a> {
    automatic: &'a [Circle],
    manual: &'a [Circle],
    current_user: Standing,
}

impl<'a> QuoteApproval<'a> {
    /// As `viewer` sees it, who stands to the author as `ties` say.
    #[must_use]
    pub fn new(quotable: &'a Quotable, viewer: Option<AccountId>, ties: Ties) -> Self {
        Self {
            automatic: &quotable.approval.automatic,
            manual: &quotable.approval.manual,
            current_user: quotable.standing(viewer, ties),
        }
    }
}

/// Where a quote stands, and whether the viewer may and would see what is quoted.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Not agreed to yet.
    Pending,
    /// Agreed to.
    Accepted,
    /// Refused.
    Rejected,
    /// Agreed to, and then no more.
    Revoked,
    /// What was quoted is gone.
    Deleted,
    /// The viewer may not see what is quoted.
    Unauthorized,
    /// The viewer blocks its author.
    BlockedAccount,
    /// The viewer blocks the server of its author.
    BlockedDomain,
    /// The viewer mutes its author.
    MutedAccount,
}

impl State {
    /// Of a quote in `state`, of which the viewer may see `quoted`.
    #[must_use]
    pub fn new(state: QuoteState, quoted: Option<&Quoted>) -> Self {
        match state {
            QuoteState::Pending => Self::Pending,
            QuoteState::Rejected => Self::Rejected,
            QuoteState::Revoked => Self::Revoked,
            QuoteState::Deleted => Self::Deleted,
            QuoteState::Accepted => quoted.map_or(Self::Unauthorized, Self::of_accepted),
        }
    }

    fn of_accepted(quoted: &Quoted) -> Self {
        match quoted.aside {
            Some(Denial::AuthorBlocked) => Self::BlockedAccount,
            Some(Denial::DomainBlocked) => Self::BlockedDomain,
            Some(Denial::AuthorMuted) => Self::MutedAccount,
            _ => Self::Accepted,
        }
    }
}
