//! One TOML file and environment variables, composed and checked once, then passed on as values.

mod check;
mod effective;
mod example;
mod file;
mod oidc;

use std::net::SocketAddr;
use std::path::PathBuf;

use domain::ffmpeg::Ffmpeg;
use domain::scratch::Scratch;
use url::Url;

pub use check::check;
pub use effective::{effective, facts, masked};
pub use example::example;
pub use file::{File, Log, LogFormat, load};

/// What the command line says on top of the file.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// `--dev`: plain http on localhost, private peers, sign-ups usable at once, no rate limits.
    pub development: bool,
    /// `--port`.
    pub port: Option<u16>,
    /// `--listen`.
    pub listen: Option<SocketAddr>,
    /// `--domain`.
    pub domain: Option<String>,
    /// `--data-dir`.
    pub data_dir: Option<PathBuf>,
    /// `--database-url`.
    pub database_url: Option<String>,
}

/// The checked configuration of a server.
#[derive(Clone, Debug)]
pub struct Config {
    /// `--dev`.
    pub development: bool,
    /// Where the server listens for http.
    pub listen: SocketAddr,
    /// Where metrics are served, if anywhere. Keep it private.
    pub metrics_listen: Option<SocketAddr>,
    /// How people and peers reach the server.
    pub base: Url,
    /// What stands behind the `@`.
    pub domain: String,
    /// Where files are served, when not at `base`.
    pub media_base: Option<Url>,
    /// What reads videos and sound.
    pub ffmpeg: Option<Ffmpeg>,
    /// The folder of the database, the secret and the files.
    pub data_dir: PathBuf,
    /// How the database is opened.
    pub database: storage::Options,
    /// What rules depend on.
    pub rules: domain::config::Config,
    /// Addresses whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// PEM file of certificates trusted beside the public ones.
    pub extra_ca: Option<PathBuf>,
    /// Where mail goes.
    pub mail: Mail,
    /// The service that translates, and its key.
    pub translation: Option<(Url, Option<String>)>,
    /// Who knows people that log in here.
    pub oidc: Vec<oidc::Checked>,
    /// How it logs.
    pub log: Log,
}

/// Where mail goes.
#[derive(Clone, Debug)]
pub enum Mail {
    /// Into files of this folder, for development.
    Folder(PathBuf),
    /// To this server, `smtps://USER:PASSWORD@HOST` or `smtp://HOST:25`.
    Smtp {
        /// The server, with its password.
        url: String,
        /// The sender.
        from: String,
    },
}

impl Config {
    /// The folder of uploaded and cached files.
    #[must_use]
    pub fn files(&self) -> PathBuf {
        self.data_dir.join("files")
    }

    /// The folder of files that end with their use.
    #[must_use]
    pub fn scratch(&self) -> Scratch {
        Scratch::new(&self.data_dir.join("scratch"))
    }
}
