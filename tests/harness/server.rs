//! One server in this process: its router is served on a port of its own, its queues are worked on only when a test says so.

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::Result;
use domain::keys::Keys;
use domain::{Clock, Context};
use protocol::Federation;
use rounds::App;
use rounds::config::{File, Overrides, check};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use web::streaming::Listener;

use crate::{Client, Gate};

/// A served instance.
pub struct Server {
    /// What other servers have to pass.
    pub gate: Gate,
    app: App,
    base: String,
    events: Mutex<Listener>,
    serving: JoinHandle<()>,
    folder: TempDir,
}

impl Server {
    /// Starts one at `host` on a free port, with a database of its own.
    pub async fn start(host: Ipv4Addr, clock: Clock) -> Result<Self> {
        Self::start_as(host, clock, &File::default()).await
    }

    /// The same with the settings of `file`.
    pub async fn start_as(host: Ipv4Addr, clock: Clock, file: &File) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let listener = TcpListener::bind(SocketAddr::from((host, 0))).await?;
        let listen = listener.local_addr()?;
        let (database_url, _) = storage::testing::fresh_address().await;
        let overrides = Overrides {
            development: true,
            listen: Some(listen),
            domain: Some(host.to_string()),
            data_dir: Some(folder.path().to_owned()),
            database_url: database_url.starts_with("postgres").then_some(database_url),
            ..Overrides::default()
        };
        let mut config = check(file, &overrides)?;
        config.database.durable = false;
        let base = config.base.as_str().trim_end_matches('/').to_owned();
        let app = App::open(config, clock, Keys::fixed_pool()).await?;
        let events = Mutex::new(Listener::start(app.state.clone()).await?);
        let gate = Gate::default();
        let at_gate = gate.clone();
        let pass = move |request, next| at_gate.clone().pass(request, next);
        let service = web::router(app.state.clone())
            .layer(axum::middleware::from_fn(pass))
            .into_make_service_with_connect_info::<SocketAddr>();
        let serving = tokio::spawn(async move {
            axum::serve(listener, service)
                .await
                .expect("serves until it is dropped");
        });
        Ok(Self {
            gate,
            app,
            base,
            events,
            serving,
            folder,
        })
    }

    /// The mails that were sent, in no order, as a mailbox gets them.
    pub fn mails(&self) -> Result<Vec<String>> {
        let folder = self.folder.path().join("mail");
        let mut mails = Vec::new();
        for file in std::fs::read_dir(folder)? {
            let path = file?.path();
            if path.extension().is_some_and(|it| it == "eml") {
                mails.push(std::fs::read_to_string(path)?);
            }
        }
        Ok(mails)
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// What stands behind the `@` of its people.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.app.ctx().uris.domain()
    }

    /// The rules and the rows, for making people and looking behind the API.
    #[must_use]
    pub fn ctx(&self) -> &Context {
        self.app.ctx()
    }

    /// What its handlers share.
    #[must_use]
    pub fn state(&self) -> &web::State {
        &self.app.state
    }

    /// How it speaks to the others.
    #[must_use]
    pub fn federation(&self) -> &Federation {
        &self.app.state.federation
    }

    /// An app without a token.
    #[must_use]
    pub fn anonymous(&self) -> Client {
        Client::new(&self.base, None)
    }

    /// Does what is due in every queue, tells those who listen what happened, and says how much was done.
    pub async fn step(&self) -> Result<usize> {
        self.events.lock().await.step().await?;
        self.app.worker.step().await
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
