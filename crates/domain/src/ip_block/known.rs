//! The blocks as this process read them lately.

use std::net::IpAddr;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use storage::ip_block::IpBlock;
use storage::kinds::IpSeverity;

use super::Network;
use crate::clock::Timestamp;
use crate::event::Event;

/// After this they are read again, so that an event that was missed does not matter for long.
const LIFETIME: Duration = Duration::from_mins(1);

/// Keeps the blocks until something about them changes. Cheap to clone.
#[derive(Clone, Default)]
pub struct IpBlocks(Arc<RwLock<State>>);

#[derive(Default)]
struct State {
    known: Option<(Arc<Known>, Timestamp)>,
    /// Rises with each forgetting, so that what was read before it is not kept after it.
    generation: u64,
}

/// The blocks, ready to be compared.
pub(super) struct Known(Vec<(Network, IpSeverity, Option<Timestamp>)>);

impl Known {
    pub(super) fn severity_of(&self, address: IpAddr, now: Timestamp) -> Option<IpSeverity> {
        let covering = self.0.iter().filter(|(network, _, ends)| {
            network.contains(address) && ends.is_none_or(|end| end > now)
        });
        covering.map(|(_, severity, _)| *severity).max()
    }
}

impl IpBlocks {
    /// What was read a moment ago.
    pub(super) fn get(&self, now: Timestamp) -> Option<Arc<Known>> {
        let state = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let kept = state.known.as_ref().filter(|(_, until)| *until > now);
        kept.map(|(known, _)| known.clone())
    }

    /// To be taken before the blocks are read, and given to [`IpBlocks::keep`] after.
    pub(super) fn generation(&self) -> u64 {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .generation
    }

    /// Keeps what was read, unless something changed since.
    pub(super) fn keep(&self, blocks: &[IpBlock], seen: u64, now: Timestamp) -> Arc<Known> {
        let read = blocks.iter().filter_map(|block| {
            let network = block.network.parse().ok()?;
            Some((network, block.severity, block.expires_at))
        });
        let known = Arc::new(Known(read.collect()));
        let mut state = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if state.generation == seen {
            state.known = Some((known.clone(), now.after(LIFETIME)));
        }
        known
    }

    /// Forgets them, when an event says that they changed.
    pub fn hear(&self, event: &Event) {
        if *event == Event::IpBlocksChanged {
            self.forget();
        }
    }

    /// Forgets them.
    pub(super) fn forget(&self) {
        let mut state = self.0.write().unwrap_or_else(PoisonError::into_inner);
        state.generation += 1;
        state.known = None;
    }
}
