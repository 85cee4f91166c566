//! What is known against those who want to join: their address, and where they come from.

use std::net::IpAddr;

use storage::kinds::IpSeverity;

use super::{Refusal, Wrong};
use crate::context::Context;
use crate::error;
use crate::moderation::NOT_ALLOWED;
use crate::{canonical_email_block, email_domain_block, ip_block};

/// What follows from an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing.
    Free,
    /// A moderator decides.
    MustWait,
    /// It is not taken.
    Refused(Wrong),
}

/// Judges an address in its one spelling. That somebody suspended had it is not told: it is said to be taken, as in
/// Mastodon.
pub(crate) async fn on_email(ctx: &Context, email: &str) -> error::Result<Verdict> {
    let refused = |code, reason| {
        Verdict::Refused(Wrong {
            field: "email",
            code,
            reason,
        })
    };
    let block = email_domain_block::covering(ctx, email).await?;
    Ok(match block.map(|block| block.allow_with_approval) {
        Some(false) => refused("ERR_BLOCKED", "uses a provider that is not allowed here"),
        _ if canonical_email_block::matching(ctx, email).await?.is_some() => {
            refused("ERR_TAKEN", "has already been taken")
        }
        Some(true) => Verdict::MustWait,
        None => Verdict::Free,
    })
}

/// Whether a moderator has to decide about someone who joins by themselves, whatever the instance asks of others.
pub(super) async fn must_wait(
    ctx: &Context,
    email: &str,
    address: Option<IpAddr>,
) -> Result<bool, Refusal> {
    let severity = match address {
        Some(address) => ip_block::severity_of(ctx, address).await?,
        None => None,
    };
    if severity >= Some(IpSeverity::SignUpBlock) {
        return Err(Refusal::Failed(NOT_ALLOWED));
    }
    match on_email(ctx, email).await? {
        Verdict::Refused(wrong) => Err(Refusal::Wrong(vec![wrong])),
        verdict => Ok(verdict == Verdict::MustWait || severity.is_some()),
    }
}
