//! Several servers that share one clock, which stands still until a test moves it.

use std::net::Ipv4Addr;
use std::time::Duration;

use anyhow::{Result, ensure};
use domain::Clock;
use domain::testing::START;
use rounds::config::File;

use crate::Server;

/// Passes over all queues before a test is told that they do not come to rest.
const PASSES: usize = 200;

/// Servers on hosts of their own: `127.0.0.1`, `127.0.0.2` and so on.
pub struct Fediverse {
    /// The servers, in the order in which they were asked for.
    pub servers: Vec<Server>,
    /// The clock of all of them.
    pub clock: Clock,
}

impl Fediverse {
    /// Starts `count` servers on different hosts.
    pub async fn start(count: u8) -> Result<Self> {
        Self::start_as(count, &File::default()).await
    }

    /// The same, all with the settings of `file`.
    pub async fn start_as(count: u8, file: &File) -> Result<Self> {
        let clock = Clock::manual(START);
        let mut servers = Vec::new();
        for number in 1..=count {
            servers.push(
                Server::start_as(Ipv4Addr::new(127, 0, 0, number), clock.clone(), file).await?,
            );
        }
        Ok(Self { servers, clock })
    }

    /// The first two servers.
    ///
    /// # Panics
    /// When there are fewer: the test asked for too few.
    #[must_use]
    pub fn both(&self) -> [&Server; 2] {
        [&self.servers[0], &self.servers[1]]
    }

    /// Works on all queues of all servers until nothing is due any more.
    pub async fn settle(&self) -> Result<()> {
        for _ in 0..PASSES {
            let mut done = 0;
            for server in &self.servers {
                done += server.step().await?;
            }
            if done == 0 {
                return Ok(());
            }
        }
        ensure!(false, "the queues do not come to rest");
        Ok(())
    }

    /// Lets time pass, then settles: due retries run.
    pub async fn advance(&self, by: Duration) -> Result<()> {
        self.clock.advance(by);
        self.settle().await
    }
}
