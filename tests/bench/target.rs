//! The measured server: a process of its own, built for release.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use serde_json::json;

use crate::cpu;
use crate::world::{Person, World};

/// The running server.
pub struct Target {
    child: Child,
    /// `http://localhost:PORT`.
    pub base: String,
    /// From the start of the process to the first answer.
    pub start: Duration,
    /// Resident memory after two seconds without a request, in bytes.
    pub idle: u64,
}

impl Target {
    /// Starts it on the data of `world`; on SQLite it waits for the disk only if `durable`.
    pub async fn start(world: &World, folder: &Path, durable: bool) -> Result<Self> {
        let base = world.config.base.as_str().trim_end_matches('/').to_owned();
        let mut command = Command::new(binary());
        command.args([
            "serve",
            "--dev",
            "--port",
            &world.config.listen.port().to_string(),
        ]);
        command.arg("--data-dir").arg(folder);
        if world.config.database.url.starts_with("postgres") {
            command.args(["--database-url", &world.config.database.url]);
        }
        command.env("ROUNDS_DATABASE__DURABLE", durable.to_string());
        let begun = Instant::now();
        let child = command
            .stderr(Stdio::null())
            .spawn()
            .context("build it first: cargo build --release --bin rounds")?;
        let client = reqwest_client();
        while client
            .get(format!("{base}/health/ready"))
            .send()
            .await
            .is_err()
        {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let start = begun.elapsed();
        tokio::time::sleep(Duration::from_secs(2)).await;
        let idle = cpu::resident(child.id())?;
        Ok(Self {
            child,
            base,
            start,
            idle,
        })
    }

    /// Processor time of the server and its database so far.
    pub fn cpu(&self) -> Result<Duration> {
        cpu::used(self.child.id())
    }

    /// Posts `text` as `author`.
    pub async fn post(&self, author: &Person, text: &str) -> Result<()> {
        let request = reqwest_client()
            .post(format!("{}/api/v1/statuses", self.base))
            .bearer_auth(&author.token)
            .header("content-type", "application/json")
            .body(json!({ "status": text }).to_string());
        request.send().await?.error_for_status()?;
        Ok(())
    }

    /// Resident memory now, in bytes.
    pub fn resident(&self) -> Result<u64> {
        cpu::resident(self.child.id())
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client that keeps its connections.
pub fn reqwest_client() -> reqwest::Client {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client without TLS can always be made")
}

/// The binary beside this bench.
pub fn binary() -> PathBuf {
    let bench = std::env::current_exe().expect("a bench knows its own path");
    let folder = bench
        .parent()
        .and_then(Path::parent)
        .expect("benches are built into target/release/deps");
    folder.join("rounds")
}
