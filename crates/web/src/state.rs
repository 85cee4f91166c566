//! What every handler is handed.

use std::net::IpAddr;
use std::ops::Deref;
use std::sync::Arc;

use domain::Context;
use protocol::Federation;
use tokio::sync::Semaphore;

use crate::fragment::Fragments;
use crate::pages::layout::Site;
use crate::streaming::Hub;

/// Activities on their way in at the same time, beyond which peers are asked to come back.
pub const ARRIVING: usize = 512;

/// Cheap to clone.
#[derive(Clone)]
pub struct State(Arc<Parts>);

/// The parts of a [`State`].
pub struct Parts {
    /// The rules and the rows.
    pub ctx: Context,
    /// The other servers.
    pub federation: Federation,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Statuses and accounts as JSON.
    pub fragments: Fragments,
    /// The server as its pages name it.
    pub site: Arc<Site>,
    /// Those who listen to this process.
    pub streams: Hub,
    /// Places for activities on their way in: each is held in memory until it is on disk.
    pub arriving: Semaphore,
}

impl State {
    /// Puts the parts together.
    #[must_use]
    pub fn new(federation: Federation, trusted_proxies: Vec<IpAddr>) -> Self {
        Self(Arc::new(Parts {
            ctx: federation.ctx.clone(),
            site: Arc::new(Site::new(&federation.ctx.config, &federation.ctx.uris)),
            federation,
            trusted_proxies,
            streams: Hub::default(),
            arriving: Semaphore::new(ARRIVING),
            fragments: Fragments::default(),
        }))
    }
}

impl Deref for State {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
