//! The configuration file, key by key. Environment variables override it: `ROUNDS_SERVER__LISTEN` is `server.listen`.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use url::Url;

use super::oidc::Oidc;

/// Everything that can be configured, with its default.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct File {
    /// What stands behind the `@`, such as `rounds.example`. It cannot be changed once people are here.
    pub domain: Option<String>,
    /// How the server is reached.
    pub server: Server,
    /// Where rows are kept.
    pub database: Database,
    /// Where files are kept and served.
    pub media: Media,
    /// How the instance presents itself.
    pub instance: Instance,
    /// Bounds on what people send.
    pub limits: Limits,
    /// How long requests for verification wait, and what proves them is kept.
    pub verification: Verification,
    /// How people with duties log in.
    pub security: Security,
    /// How mail leaves.
    pub mail: MailServer,
    /// How other servers are reached.
    pub federation: Federation,
    /// Who translates statuses for those who ask for it.
    pub translation: Translation,
    /// How people log in.
    pub login: LogIn,
    /// Providers of logins (`OpenID Connect`), such as Keycloak or Entra; a block each.
    pub oidc: Vec<Oidc>,
    /// How it logs.
    pub log: Log,
}

/// How the server is reached.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// Where it listens for http, behind a proxy that speaks TLS.
    pub listen: SocketAddr,
    /// The host of its web addresses, when it is not `domain` itself (then `domain` redirects `/.well-known/webfinger` here).
    pub web_domain: Option<String>,
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Where Prometheus metrics are served; nowhere when unset. Keep it private.
    pub metrics_listen: Option<SocketAddr>,
    /// Days for which the IP addresses of those who log in are kept, and no longer than the login, 30 days; with 0 they are
    /// forgotten within the hour.
    pub ip_days: u32,
}

/// Where rows are kept.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`; a file in the data folder when unset.
    pub url: Option<String>,
    /// Readers at the same time; on SQLite at most two a processor.
    pub connections: u32,
    /// SQLite: acknowledged means on disk. `false` is faster, and a power cut may lose the last posts.
    pub durable: bool,
}

/// Where files are kept and served.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Media {
    /// Another address under which `/media` of this server is reached.
    pub base_url: Option<Url>,
    /// Bytes that cached files of other servers may take.
    pub cache_bytes: u64,
    /// The program that reads videos and sound; the first one called `ffmpeg` in `PATH` when unset. Without it they are refused.
    pub ffmpeg: Option<PathBuf>,
}

/// How the instance presents itself.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Instance {
    /// The name on every page.
    pub title: String,
    /// One paragraph of plain text.
    pub description: String,
    /// Where people and other operators write to.
    pub contact_email: Option<String>,
    /// Where abuse and weak points of security are reported; `contact_email` when unset.
    pub abuse_email: Option<String>,
    /// The username of a local account that answers for the instance.
    pub contact_account: Option<String>,
    /// Languages, the main one first (BCP 47).
    pub languages: Vec<String>,
    /// Who may sign up: `open`, `approval` or `closed`.
    #[schemars(with = "String")]
    pub registrations: domain::config::Registrations,
    /// Whether people are shown what is much used: `off`, `reviewed` (what a moderator allowed) or `unreviewed`.
    #[schemars(with = "String")]
    pub trends: domain::config::Trends,
    /// Where people get the source of the running version; the licence (AGPL-3.0, section 13) demands that they can.
    pub source_url: Option<Url>,
}

/// Bounds on what people send.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Characters of a post.
    pub status_characters: usize,
    /// Bytes of an uploaded image.
    pub image_bytes: usize,
    /// Bytes of an uploaded video or sound; with 0 none are taken.
    pub video_bytes: usize,
    /// Pseudonyms that a verified member may have (docs/pseudonyms.md); with 0 there are none. At most 16.
    pub pseudonyms: u32,
}

/// How long requests for verification wait, and what proves them is kept.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Verification {
    /// Days for which the files that prove a request are kept after the decision; with 0 they go with it.
    pub keep_evidence_days: u32,
    /// Days after which a request about which nobody did anything is closed.
    pub expire_days: u32,
}

/// How people with duties log in.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Security {
    /// Whose log-ins need a second factor: any of `verifier`, `moderator` and `admin`. Who has none can do nothing with their
    /// duties before they set one up.
    #[schemars(with = "Vec<String>")]
    pub two_factor_required_for: Vec<domain::config::Duty>,
}

/// How mail leaves.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MailServer {
    /// `smtps://USER:PASSWORD@HOST`, `smtp://HOST:25` or `smtp://USER:PASSWORD@HOST:587?tls=required`.
    pub smtp_url: Option<String>,
    /// The sender, `Rounds <no-reply@rounds.example>`.
    pub from: Option<String>,
}

/// How other servers are reached.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Federation {
    /// PEM file of certificates trusted beside the public ones.
    pub extra_ca: Option<PathBuf>,
    /// Development only: peers at private addresses, such as other servers on this machine.
    pub allow_private_addresses: bool,
    /// Which servers are spoken to: `open` for all that are not suspended, `allow-list` for those of `rounds domain allow`.
    #[schemars(with = "String")]
    pub mode: domain::config::FederationMode,
    /// Whether other servers must sign what they ask for (authorized fetch), so that those that are shut out learn nothing.
    /// Some servers cannot, and then find nobody here.
    pub authorized_fetch: bool,
    /// Who is told which servers are limited: `everyone`, `members` or `nobody`.
    #[schemars(with = "String")]
    pub show_domain_blocks: domain::config::Readers,
    /// Who is told why: `everyone`, `members` or `nobody`.
    #[schemars(with = "String")]
    pub show_domain_block_reasons: domain::config::Readers,
}

/// Who translates statuses for those who ask for it. What not everyone may read is never sent there.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Translation {
    /// A service with the API of `LibreTranslate`, `https://HOST` or one on this machine; nobody translates when unset.
    pub url: Option<Url>,
    /// The key that the service asks for.
    pub api_key: Option<String>,
}

/// How people log in.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LogIn {
    /// Whether by e-mail address and password. `false` leaves the providers of `[[oidc]]` alone, and nobody joins but
    /// through them.
    pub password: bool,
}

/// How it logs.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// `text` for a terminal, `json` for a collector.
    pub format: LogFormat,
    /// What is logged, such as `info` or `info,protocol=debug`.
    pub filter: String,
}

/// The form of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For collectors.
    Json,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 3000)),
            web_domain: None,
            trusted_proxies: vec![IpAddr::from([127, 0, 0, 1])],
            metrics_listen: None,
            ip_days: 30,
        }
    }
}

impl Default for Database {
    fn default() -> Self {
        Self {
            url: None,
            connections: 8,
            durable: true,
        }
    }
}

impl Default for Media {
    fn default() -> Self {
        Self {
            base_url: None,
            cache_bytes: domain::config::Limits::default().media_cache_bytes,
            ffmpeg: None,
        }
    }
}

impl Default for Instance {
    fn default() -> Self {
        Self {
            title: "Rounds".into(),
            description: String::new(),
            contact_email: None,
            abuse_email: None,
            contact_account: None,
            languages: vec!["en".into()],
            registrations: domain::config::Registrations::Approval,
            trends: domain::config::Trends::Reviewed,
            // Whoever publishes this, changed or not, names the place as `repository` of this package.
            source_url: Url::parse(env!("CARGO_PKG_REPOSITORY")).ok(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        let limits = domain::config::Limits::default();
        Self {
            status_characters: limits.status_characters,
            image_bytes: limits.image_bytes,
            video_bytes: limits.video_bytes,
            pseudonyms: limits.pseudonyms,
        }
    }
}

impl Default for Verification {
    fn default() -> Self {
        let verification = domain::config::Verification::default();
        Self {
            keep_evidence_days: verification.keep_evidence_days,
            expire_days: verification.expire_days,
        }
    }
}

impl Default for LogIn {
    fn default() -> Self {
        Self { password: true }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self {
            format: LogFormat::Text,
            filter: "info".into(),
        }
    }
}

/// Reads the file (when there is one) and the environment.
///
/// # Errors
/// When a key is unknown or its value of the wrong kind; the text names the key and where it stands.
pub fn load(path: Option<&Path>) -> anyhow::Result<File> {
    let mut figment = Figment::from(Serialized::defaults(File::default()));
    if let Some(path) = path {
        anyhow::ensure!(
            path.exists(),
            "there is no configuration file {}",
            path.display()
        );
        figment = figment.merge(Toml::file(path));
    }
    let environment = Env::prefixed("ROUNDS_")
        .ignore(&["secret", "data_dir", "config", "test_database_url"])
        .split("__");
    figment
        .merge(environment)
        .extract()
        .context("the configuration cannot be read")
}
