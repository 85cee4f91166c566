//! Name resolution that only ever hands out addresses that may be connected to.
//!
//! The HTTP client connects to exactly what it gets from here and asks once a connection, so a name that changes its
//! answer between a check and a connection (DNS rebinding) gains nothing.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use futures::future::BoxFuture;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::{address, error::Refusal, policy::FetchPolicy};

type Lookup = dyn Fn(String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> + Send + Sync;

/// A name look-up, and the test its answers must pass.
pub(super) struct GuardedResolver {
    pub(super) lookup: Arc<Lookup>,
    pub(super) permits: fn(IpAddr) -> bool,
}

impl GuardedResolver {
    /// The operating system's resolver behind the filter that `policy` asks for.
    pub(super) fn system(policy: &FetchPolicy) -> Self {
        Self {
            lookup: Arc::new(|name| Box::pin(system_lookup(name))),
            permits: if policy.allow_private {
                |_| true
            } else {
                address::is_public
            },
        }
    }
}

async fn system_lookup(name: String) -> io::Result<Vec<IpAddr>> {
    // The port plays no part in the look-up; the client puts in the URL's own.
    let addresses = tokio::net::lookup_host((name, 0)).await?;
    Ok(addresses.map(|address| address.ip()).collect())
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let lookup = (self.lookup)(name.as_str().to_owned());
        let permits = self.permits;
        Box::pin(async move {
            let mut permitted = lookup.await?;
            permitted.retain(|ip| permits(*ip));
            if permitted.is_empty() {
                return Err(Refusal::PrivateAddress.into());
            }
            let addresses: Addrs = Box::new(permitted.into_iter().map(|ip| SocketAddr::new(ip, 0)));
            Ok(addresses)
        })
    }
}
