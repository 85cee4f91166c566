//! What every handler is handed.

use std::ops::Deref;
use std::sync::Arc;

use domain::Context;
use protocol::Federation;

/// Cheap to clone.
#[derive(Clone)]
pub struct State(Arc<Parts>);

/// The parts of a [`State`].
pub struct Parts {
    /// The rules and the rows.
    pub ctx: Context,
    /// The other servers.
    pub federation: Federation,
}

impl State {
    /// Puts the parts together.
    #[must_use]
    pub fn new(federation: Federation) -> Self {
        Self(Arc::new(Parts {
            ctx: federation.ctx.clone(),
            federation,
        }))
    }
}

impl Deref for State {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
