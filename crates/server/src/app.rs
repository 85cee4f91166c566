//! A whole server: opened, served, stopped.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context as _;
use domain::context::Parts;
use domain::ffmpeg::Ffmpeg;
use domain::filter::Filters;
use domain::ip_block::IpBlocks;
use domain::keys::Keys;
use domain::media::Decoders;
use domain::password::Passwords;
use domain::signer::Signers;
use domain::throttle::Throttle;
use domain::token::Tokens;
use domain::uri::Uris;
use domain::vapid::Vapid;
use domain::{Clock, Context, housekeeping};
use protocol::Federation;
use protocol::fetch::{Client, FetchPolicy};
use protocol::oidc::{Provider, Providers};
use protocol::translation::{Service, Translator};
use storage::Db;
use storage::presence::Presence;
use storage::store::Store;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use web::streaming::Listener;

use crate::config::Config;
use crate::identity::Identity;
use crate::lock::Lock;
use crate::mailer::Mailer;
use crate::worker::Worker;
use crate::{disk, secret_file, telemetry};

/// How often what is no longer needed is removed.
const SWEEP: Duration = Duration::from_hours(1);
/// How long a stopping server waits for requests under way.
const DRAIN: Duration = Duration::from_secs(20);

/// How much longer it then waits for work under way.
const CUT: Duration = Duration::from_secs(8);

/// An open server.
pub struct App {
    /// What handlers are handed.
    pub state: web::State,
    /// What works on the queues.
    pub worker: Worker,
    config: Config,
    _lock: Lock,
    _presence: Presence,
}

impl App {
    /// Opens everything: folder, lock, secret, database with its migrations, the instance actor.
    ///
    /// # Errors
    /// When something is not as it must be; the text says what to do.
    pub async fn open(mut config: Config, clock: Clock, keys: Keys) -> anyhow::Result<Self> {
        config.ffmpeg = usable(config.ffmpeg).await;
        std::fs::create_dir_all(&config.data_dir).with_context(|| {
            format!(
                "the data folder {} cannot be made",
                config.data_dir.display()
            )
        })?;
        let lock = Lock::take(&config.data_dir)?;
        let swept = config.scratch().sweep();
        swept.context("the folder of temporary files cannot be emptied")?;
        let db = Db::open(&config.database)
            .await
            .context("the database cannot be opened")?;
        Identity::claim(&db, &config, clock.now()).await?;
        let presence = Presence::enter(&db).await?;
        if presence.is_alone() {
            // What a killed server had claimed is free again.
            let tx = db.begin().await?;
            storage::job::release_all(&*tx, clock.now()).await?;
            tx.commit().await?;
        }
        let presence = presence.share().await?;
        let ctx = context(&config, db, clock, keys)?;
        domain::account::instance_actor(&ctx).await?;
        domain::vapid::key(&ctx).await?;
        let mut federation = Federation::new(ctx, client(&config)?);
        if let Some(translator) = translator(&config)? {
            federation = federation.with_translator(translator);
        }
        federation = federation.with_providers(providers(&config)?);
        let worker = Worker::new(
            federation.lazily(),
            Mailer::new(&config.mail, &config.domain)?,
        );
        Ok(Self {
            state: web::State::new(federation, config.trusted_proxies.clone()),
            worker,
            config,
            _lock: lock,
            _presence: presence,
        })
    }

    /// The rules and the rows.
    #[must_use]
    pub fn ctx(&self) -> &Context {
        &self.state.ctx
    }

    /// Binds the address of the configuration.
    ///
    /// # Errors
    /// When it is taken, or not ours.
    pub async fn bind(&self) -> anyhow::Result<TcpListener> {
        TcpListener::bind(self.config.listen)
            .await
            .with_context(|| {
                format!(
                    "{} cannot be listened on: choose another with --listen",
                    self.config.listen
                )
            })
    }

    /// Serves until `stop`, then answers what is under way, gives work back and closes the database.
    ///
    /// # Errors
    /// When the listener or the database fails.
    pub async fn serve(self, listener: TcpListener, stop: CancellationToken) -> anyhow::Result<()> {
        let mut workers = tokio::spawn(self.worker.clone().run(stop.clone()));
        let sweeper = sweep(self.state.ctx.clone(), self.config.clone(), stop.clone());
        let sweeper = tokio::spawn(sweeper);
        let metrics = tokio::spawn(telemetry::serve_metrics(
            self.config.metrics_listen,
            stop.clone(),
        ));
        let listener_of_events = Listener::start(self.state.clone()).await?;
        let events = tokio::spawn(listener_of_events.run(stop.clone()));
        let service =
            web::router(self.state.clone()).into_make_service_with_connect_info::<SocketAddr>();
        let server =
            axum::serve(listener, service).with_graceful_shutdown(stop.clone().cancelled_owned());
        tokio::select! {
            result = server.into_future() => result?,
            () = drained(stop.clone()) => tracing::warn!("requests under way were cut off"),
        }
        stop.cancel();
        // They were asked to stop when the requests were, and had as long.
        if let Ok(ended) = tokio::time::timeout(CUT, &mut workers).await {
            ended?;
        } else {
            tracing::warn!("work under way was cut off: it is begun anew");
            workers.abort();
        }
        sweeper.await?;
        events.await?;
        metrics.await??;
        let db = self.state.ctx.db.clone();
        drop(self);
        db.close().await?;
        Ok(())
    }
}

/// The program for videos and sound, if it was built with what is needed.
async fn usable(ffmpeg: Option<Ffmpeg>) -> Option<Ffmpeg> {
    let Some(found) = ffmpeg else {
        tracing::info!("ffmpeg was not found: videos and sound are refused");
        return None;
    };
    match found.check().await {
        Ok(()) => Some(found),
        Err(error) => {
            tracing::warn!(%error, "ffmpeg cannot be used: videos and sound are refused");
            None
        }
    }
}

/// Clears up every hour until `stop`.
async fn sweep(ctx: Context, config: Config, stop: CancellationToken) {
    while !stop.is_cancelled() {
        housekeeping::sweep(&ctx).await;
        disk::warn(&config);
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(SWEEP) => {}
        }
    }
}

/// Ends when the time to drain has passed after `stop`.
async fn drained(stop: CancellationToken) {
    stop.cancelled().await;
    tokio::time::sleep(DRAIN).await;
}

/// The context for a configuration and an open database.
///
/// # Errors
/// When the secret or the file store is not to be had.
pub fn context(config: &Config, db: Db, clock: Clock, keys: Keys) -> anyhow::Result<Context> {
    Ok(Context::new(Parts {
        db,
        store: Store::folder(&config.files())?,
        scratch: config.scratch(),
        clock,
        config: config.rules.clone(),
        uris: Uris::new(&config.base, &config.domain, config.media_base.as_ref()),
        secret: secret_file::read_or_make(&config.data_dir)?,
        keys,
        passwords: Passwords::default(),
        tokens: Tokens::default(),
        signers: Signers::default(),
        filters: Filters::default(),
        ip_blocks: IpBlocks::default(),
        throttle: Throttle::default(),
        decoders: Decoders::default(),
        ffmpeg: config.ffmpeg.clone(),
        vapid: Vapid::default(),
    }))
}

/// The one client for outgoing requests.
///
/// # Errors
/// When the file of extra certificates cannot be read.
pub fn client(config: &Config) -> anyhow::Result<Client> {
    make(policy(config)?)
}

/// Who translates, if the operator named someone. The address is the operator's own, so it may be a private one; nobody
/// else's address is ever asked through this client.
fn translator(config: &Config) -> anyhow::Result<Option<Translator>> {
    let Some((url, api_key)) = config.translation.clone() else {
        return Ok(None);
    };
    let policy = FetchPolicy {
        allow_private: true,
        allow_http: true,
        ..policy(config)?
    };
    let service = Service { url, api_key };
    Ok(Some(Translator::new(make(policy)?, service)))
}

/// Who knows people that log in here. A provider is the operator's own choice, so it may be in a private network where the
/// operator says so; its client asks nobody else.
fn providers(config: &Config) -> anyhow::Result<Providers> {
    let mut providers = Vec::new();
    for one in &config.oidc {
        let policy = FetchPolicy {
            allow_private: one.private_network,
            allow_http: one.plain_http,
            ..policy(config)?
        };
        let name = &one.settings.name;
        let provider = Provider::new(one.settings.clone(), make(policy)?);
        providers.push(provider.with_context(|| format!("[[oidc]] \"{name}\": oidc.issuer"))?);
    }
    Ok(Providers::new(providers))
}

fn policy(config: &Config) -> anyhow::Result<FetchPolicy> {
    let extra_ca =
        match &config.extra_ca {
            Some(path) => Some(std::fs::read(path).with_context(|| {
                format!("federation.extra_ca: {} cannot be read", path.display())
            })?),
            None => None,
        };
    Ok(FetchPolicy {
        allow_private: config.development,
        allow_http: config.development,
        extra_ca,
        ..FetchPolicy::new(&config.base)
    })
}

fn make(policy: FetchPolicy) -> anyhow::Result<Client> {
    Client::new(policy)
        .map_err(|error| anyhow::anyhow!("the outgoing client cannot be made: {error}"))
}
