//! What the instance tells others of the servers that it limits.

use storage::kinds::Severity;

use super::{DomainBlock, list};
use crate::config::Readers;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::secret::hash_token;
use crate::viewer::Viewer;

/// A block as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The domain, perhaps with stars in it.
    pub domain: String,
    /// SHA-256 of the domain as hex: who knows it recognises it.
    pub digest: String,
    /// How much is refused.
    pub severity: Severity,
    /// Why, if the viewer is told so.
    pub comment: Option<String>,
}

/// The blocks that people notice, the strictest first.
///
/// # Errors
/// `NotFound` when the viewer is not told.
pub async fn published(ctx: &Context, viewer: Viewer) -> Result<Vec<Published>> {
    let federation = &ctx.config.federation;
    if !federation.show_domain_blocks.include(viewer) {
        return Err(Error::NotFound);
    }
    let with_reasons = federation.show_domain_block_reasons.include(viewer);
    let mut blocks = list(ctx).await?;
    blocks.retain(|block| block.severity != Severity::Noop);
    blocks.sort_by_key(|block| block.severity != Severity::Suspend);
    let shown = blocks.into_iter().map(|block| Published {
        domain: name(&block),
        digest: digest(&block),
        severity: block.severity,
        comment: with_reasons.then_some(block.public_comment),
    });
    Ok(shown.collect())
}

/// SHA-256 of the domain, as hex.
#[must_use]
pub fn digest(block: &DomainBlock) -> String {
    hash_token(&block.domain)
}

/// The name; if it is to be obfuscated, its middle half is stars, as in Mastodon.
fn name(block: &DomainBlock) -> String {
    let length = block.domain.len();
    let edge = length / 4;
    let star = |(at, letter): (usize, char)| {
        let inner = at > edge && at < length - edge;
        if block.obfuscate && inner && letter != '.' {
            '*'
        } else {
            letter
        }
    };
    // A canonical domain is ASCII.
    block.domain.chars().enumerate().map(star).collect()
}

impl Readers {
    /// Whether `viewer` is one of them.
    #[must_use]
    pub fn include(self, viewer: Viewer) -> bool {
        match self {
            Self::Everyone => true,
            Self::Members => viewer.account().is_some(),
            Self::Nobody => false,
        }
    }
}
