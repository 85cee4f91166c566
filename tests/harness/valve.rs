//! A stretch of cable that a test can cut: connections to it go on to a server behind it, until they do not.

use std::net::SocketAddr;

use anyhow::Result;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// Forwards connections while it is open.
pub struct Valve {
    address: SocketAddr,
    to: SocketAddr,
    forwarding: JoinHandle<()>,
}

impl Valve {
    /// Opens one in front of `to`.
    pub async fn start(to: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        Ok(Self {
            address: listener.local_addr()?,
            to,
            forwarding: tokio::spawn(forward(listener, to)),
        })
    }

    /// Where it answers.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Ends every connection and takes no other.
    pub async fn shut(&mut self) {
        self.forwarding.abort();
        // An error says that it was aborted: that is what was asked for.
        let _ = (&mut self.forwarding).await;
    }

    /// Takes connections again.
    pub async fn open(&mut self) -> Result<()> {
        let listener = TcpListener::bind(self.address).await?;
        self.forwarding = tokio::spawn(forward(listener, self.to));
        Ok(())
    }
}

async fn forward(listener: TcpListener, to: SocketAddr) {
    let mut connections = JoinSet::new();
    while let Ok((mut from, _)) = listener.accept().await {
        connections.spawn(async move {
            if let Ok(mut behind) = TcpStream::connect(to).await {
                // However it ends, it has ended.
                let _ = copy_bidirectional(&mut from, &mut behind).await;
            }
        });
    }
}

impl Drop for Valve {
    fn drop(&mut self) {
        self.forwarding.abort();
    }
}
