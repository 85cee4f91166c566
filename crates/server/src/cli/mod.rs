//! The command line. Standard output holds answers only; everything else goes to standard error.

mod account;
mod announcement;
mod audit;
mod backup;
mod config;
mod credential;
mod directory;
mod doctor;
mod domain;
mod emoji;
mod group;
mod instance;
mod instance_text;
mod issuer;
mod media;
mod members;
mod peer;
mod queue;
mod relay;
mod role;
mod rule;
mod scim;
mod search;
mod serve;
mod terms;
mod trend;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::config::Overrides;

/// Rounds: a federated server for healthcare professionals.
#[derive(Parser)]
#[command(name = "rounds", version)]
struct Cli {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

/// Where the instance is.
#[derive(Args, Clone)]
struct Place {
    /// The folder of the database, the secret and the files
    #[arg(long, global = true, env = "ROUNDS_DATA_DIR", default_value = "data")]
    data_dir: PathBuf,
    /// The configuration file [default: rounds.toml, if there is one]
    #[arg(long, global = true, env = "ROUNDS_CONFIG")]
    config: Option<PathBuf>,
    /// `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`
    #[arg(long, global = true)]
    database_url: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Start the server
    Serve(Mode),
    /// Start two instances that federate, with people and posts, to try
    Demo,
    /// People: make them, decide on them, get a token for them
    #[command(subcommand)]
    Account(account::Account),
    /// What everyone here is told
    #[command(subcommand)]
    Announcement(announcement::Announcement),
    /// What people with duties did: write it out, look whether it is whole
    #[command(subcommand)]
    Audit(audit::Audit),
    /// One file with everything: make it, bring it back
    #[command(subcommand)]
    Backup(backup::Backup),
    /// What this instance vouches for, and whether a file proves what it says
    #[command(subcommand)]
    Credential(credential::Command),
    /// People who are no members yet: take lists of hospitals and associations over (FHIR)
    #[command(subcommand)]
    Directory(directory::Command),
    /// Other servers: limit them
    #[command(subcommand)]
    Domain(domain::Domain),
    /// Custom emoji: add them, remove them
    #[command(subcommand)]
    Emoji(emoji::Emoji),
    /// Groups: make them, decide in them, thaw them
    #[command(subcommand)]
    Group(group::Group),
    /// Files of other servers that are kept here for a while
    #[command(subcommand)]
    Media(media::Media),
    /// The list of an association's members: bring it, take it along
    #[command(subcommand)]
    Members(members::Command),
    /// What the instance publishes about itself: texts, terms of service, rules
    #[command(subcommand)]
    Instance(instance_text::Instance),
    /// Whose word counts here: issuers of credentials
    #[command(subcommand)]
    Issuer(issuer::Command),
    /// Other servers: how they are, what was decided about them
    #[command(subcommand)]
    Peer(peer::Peers),
    /// What waits to be sent or done, and what was given up
    #[command(subcommand)]
    Queue(queue::Queue),
    /// Servers that pass public posts on: ask them, or no more
    #[command(subcommand)]
    Relay(relay::Command),
    /// Who moderates, who administers and who verifies
    #[command(subcommand)]
    Role(role::Role),
    /// Directories of people that provision logins (SCIM): tokens, roles, credentials
    #[command(subcommand)]
    Scim(scim::Command),
    /// What people find
    #[command(subcommand)]
    Search(search::Search),
    /// What is much used: allow it, reject it
    #[command(subcommand)]
    Trend(trend::Trend),
    /// Check configuration, database, clock, secret and the server's own WebFinger; with --peer, why another server is not
    /// understood
    Doctor(doctor::Doctor),
    /// Print the configuration in force, secrets masked: with the options of `serve`, or as this folder was served last
    Config {
        #[command(flatten)]
        mode: Mode,
        /// Print every key with its meaning and default instead
        #[arg(long)]
        example: bool,
    },
}

/// How the instance is served.
#[derive(Args)]
struct Mode {
    /// Development: plain http on localhost, private peers, sign-ups usable at once, no rate limits
    #[arg(long)]
    dev: bool,
    /// The port to listen on
    #[arg(long)]
    port: Option<u16>,
    /// The address to listen on, such as 127.0.0.1:3000
    #[arg(long)]
    listen: Option<SocketAddr>,
    /// What stands behind the @, such as rounds.example
    #[arg(long)]
    domain: Option<String>,
}

impl Place {
    /// The file that was named, or `rounds.toml` of this folder.
    fn config_file(&self) -> Option<PathBuf> {
        let default = PathBuf::from("rounds.toml");
        self.config
            .clone()
            .or_else(|| default.exists().then_some(default))
    }
}

impl Mode {
    /// Whether nothing was said.
    fn is_silent(&self) -> bool {
        let said = self.port.is_some() || self.listen.is_some() || self.domain.is_some();
        !self.dev && !said
    }

    fn overrides(&self, place: &Place) -> Overrides {
        Overrides {
            development: self.dev,
            port: self.port,
            listen: self.listen,
            domain: self.domain.clone(),
            data_dir: Some(place.data_dir.clone()),
            database_url: place.database_url.clone(),
        }
    }
}

/// Runs the command of this process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    match runtime.block_on(run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

async fn run(cli: Cli) -> anyhow::Result<()> {
    match &cli.command {
        Command::Serve(mode) => serve::run(&cli.place, mode).await,
        Command::Demo => serve::demo(&cli.place).await,
        Command::Account(command) => account::run(&cli.place, command).await,
        Command::Announcement(command) => announcement::run(&cli.place, command).await,
        Command::Audit(command) => audit::run(&cli.place, command).await,
        Command::Backup(command) => backup::run(&cli.place, command).await,
        Command::Credential(command) => credential::run(&cli.place, command).await,
        Command::Directory(command) => directory::run(&cli.place, command).await,
        Command::Domain(command) => domain::run(&cli.place, command).await,
        Command::Emoji(command) => emoji::run(&cli.place, command).await,
        Command::Group(command) => group::run(&cli.place, command).await,
        Command::Media(command) => media::run(&cli.place, command).await,
        Command::Members(command) => members::run(&cli.place, command).await,
        Command::Instance(command) => instance_text::run(&cli.place, command).await,
        Command::Issuer(command) => issuer::run(&cli.place, command).await,
        Command::Peer(command) => peer::run(&cli.place, command).await,
        Command::Queue(command) => queue::run(&cli.place, command).await,
        Command::Relay(command) => relay::run(&cli.place, command).await,
        Command::Role(command) => role::run(&cli.place, command).await,
        Command::Scim(command) => scim::run(&cli.place, command).await,
        Command::Search(command) => search::run(&cli.place, command).await,
        Command::Trend(command) => trend::run(&cli.place, command).await,
        Command::Doctor(command) => doctor::run(&cli.place, command).await,
        Command::Config { mode, example } => config::run(&cli.place, mode, *example).await,
    }
}

fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("rounds: {error:#}");
    if error.is::<credential::Unchecked>() {
        return ExitCode::from(2);
    }
    ExitCode::FAILURE
}
