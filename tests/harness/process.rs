//! The `rounds` binary as a child process, for kills and for two writers on one database.

use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use crate::Client;
use crate::outside::eventually;

/// How long a server may take to answer for the first time.
const START: Duration = Duration::from_mins(1);

/// A server in a process of its own. It is killed when this value is dropped.
pub struct Process {
    child: Option<Child>,
    port: u16,
    /// `localhost:PORT`, the port being that of the first process of the server.
    authority: String,
    folder: PathBuf,
    database_url: Option<String>,
    filter: &'static str,
}

impl Process {
    /// Starts `rounds serve --dev` on a free port with its data in `folder`.
    pub async fn start(folder: &Path) -> Result<Self> {
        Self::start_logging(folder, "info").await
    }

    /// The same, with what it logs (see `log.filter` of its configuration).
    pub async fn start_logging(folder: &Path, filter: &'static str) -> Result<Self> {
        let (url, _) = storage::testing::fresh_address().await;
        let database_url = url.starts_with("postgres").then_some(url);
        Self::start_with(folder, database_url, filter).await
    }

    /// Starts one on a database that there is already.
    pub async fn start_on(folder: &Path, database_url: Option<String>) -> Result<Self> {
        Self::start_with(folder, database_url, "info").await
    }

    async fn start_with(
        folder: &Path,
        database_url: Option<String>,
        filter: &'static str,
    ) -> Result<Self> {
        let port = free_port()?;
        let mut process = Self {
            child: None,
            port,
            authority: format!("localhost:{port}"),
            folder: folder.to_owned(),
            database_url,
            filter,
        };
        process.restart().await?;
        Ok(process)
    }

    /// Starts a second process of the server `first`, on its PostgreSQL, with other files in `folder`.
    pub async fn start_beside(first: &Self, folder: &Path) -> Result<Self> {
        ensure!(first.database_url.is_some(), "SQLite has one process");
        std::fs::copy(first.folder.join("secret"), folder.join("secret"))?;
        let mut process = Self {
            child: None,
            port: free_port()?,
            authority: first.authority.clone(),
            folder: folder.to_owned(),
            database_url: first.database_url.clone(),
            filter: first.filter,
        };
        process.restart().await?;
        Ok(process)
    }

    /// Where this process answers.
    #[must_use]
    pub fn base(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// How the server calls itself.
    #[must_use]
    pub fn authority(&self) -> String {
        self.authority.clone()
    }

    /// Where its rows are.
    #[must_use]
    pub fn database_url(&self) -> String {
        let file = || format!("sqlite:{}", self.folder.join("rounds.db").display());
        self.database_url.clone().unwrap_or_else(file)
    }

    /// An app with this token.
    #[must_use]
    pub fn client(&self, token: Option<&str>) -> Client {
        Client::new(&self.base(), token)
    }

    /// What somebody on it is called elsewhere, such as `anna@localhost:3000`.
    #[must_use]
    pub fn address(&self, name: &str) -> String {
        format!("{name}@{}", self.authority)
    }

    /// Whether its database is PostgreSQL.
    #[must_use]
    pub fn is_on_postgres(&self) -> bool {
        self.database_url.is_some()
    }

    /// The next start, and the next command, are with another data folder.
    pub fn move_to(&mut self, folder: &Path) {
        folder.clone_into(&mut self.folder);
    }

    /// Makes somebody on the command line, and an app that acts for them.
    pub fn login(&self, name: &str) -> Result<Client> {
        let email = format!("{name}@people.example");
        self.stdout(&["account", "create", name, "--email", &email, "--confirmed"])?;
        let token = self.stdout(&["account", "token", name, "--scopes", "read write follow"])?;
        Ok(self.client(Some(&token)))
    }

    /// SIGKILL: nothing is closed, nothing is written.
    pub fn kill(&mut self) -> Result<()> {
        if let Some(mut child) = self.child.take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    /// SIGTERM: says how long the server took to end.
    #[expect(
        clippy::disallowed_methods,
        reason = "a child process has the clock of the machine"
    )]
    pub async fn terminate(&mut self) -> Result<Duration> {
        let mut child = self.child.take().context("the server runs")?;
        let asked = Command::new("kill")
            .args(["-TERM", &child.id().to_string()])
            .status()?;
        ensure!(asked.success(), "it could not be asked to stop");
        let begun = Instant::now();
        while child.try_wait()?.is_none() {
            if begun.elapsed() > START {
                child.kill()?;
                anyhow::bail!("the server did not stop");
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(begun.elapsed())
    }

    /// Starts the server with the data that is there, and waits until it is ready.
    pub async fn restart(&mut self) -> Result<()> {
        self.kill()?;
        let child = self
            .command(&["serve", "--dev", "--port", &self.port.to_string()])
            .args(["--domain", &self.authority])
            .stdout(Stdio::null())
            .stderr(self.log_file()?)
            .spawn()
            .context("the rounds binary starts")?;
        self.child = Some(child);
        self.ready().await
    }

    /// What it logged since it was first started.
    pub fn log(&self) -> Result<String> {
        Ok(std::fs::read_to_string(self.log_path())?)
    }

    fn log_path(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    fn log_file(&self) -> Result<File> {
        let path = self.log_path();
        Ok(File::options().create(true).append(true).open(path)?)
    }

    /// Runs another command on the same instance, beside the server.
    pub fn run(&self, arguments: &[&str]) -> Result<Output> {
        Ok(self.command(arguments).output()?)
    }

    /// What such a command printed, which must have succeeded.
    pub fn stdout(&self, arguments: &[&str]) -> Result<String> {
        let output = self.run(arguments)?;
        ensure!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        // The program that tests find wherever it is.
        command.env("ROUNDS_MEDIA__FFMPEG", domain::testing::ffmpeg().program());
        command.env("ROUNDS_LOG__FILTER", self.filter);
        command.args(arguments).arg("--data-dir").arg(&self.folder);
        if let Some(url) = &self.database_url {
            command.args(["--database-url", url]);
        }
        command
    }

    async fn ready(&self) -> Result<()> {
        let client = self.client(None);
        eventually(START, "the server did not become ready", async || {
            let answer = client.get("/health/ready").await;
            Ok(answer.ok().filter(|answer| answer.status.is_success()))
        })
        .await?;
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// The binary that cargo built beside this test.
fn binary() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own path");
    let folder = test
        .parent()
        .and_then(Path::parent)
        .expect("tests are built into target/PROFILE/deps");
    folder.join("rounds")
}
