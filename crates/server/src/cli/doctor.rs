//! `rounds doctor`: says what is wrong, and what to do about it.

use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use clap::Args;
use domain::Clock;
use domain::keys::Keys;
use domain::names::{Acct, canonical_domain};
use protocol::Federation;
use protocol::diagnosis::{self, Finding, Verdict};
use protocol::fetch::{Budget, Client, Expect};
use storage::Db;
use url::Url;

use super::Place;
use super::instance::open_config;
use crate::app;
use crate::config::{self, Config};
use crate::disk::{self, Room};

/// How far the clock may be off before peers refuse what we sign (they allow an hour; they warn at half a minute).
const SKEW_SECONDS: u64 = 30;

/// What is looked at.
#[derive(Args)]
pub(super) struct Doctor {
    /// Look why this server is not understood, or does not understand us, such as peer.example
    #[arg(long, value_name = "HOST")]
    peer: Option<String>,
    /// An account of it that is looked up, such as @ada@peer.example
    #[arg(long, requires = "peer")]
    account: Option<String>,
}

/// Checks one thing after the other and prints a line for each.
pub(super) async fn run(place: &Place, what: &Doctor) -> anyhow::Result<()> {
    match &what.peer {
        Some(host) => examine(place, host, what.account.as_deref()).await,
        None => check(place).await,
    }
}

/// Looks at everything that is needed to speak with `host`.
async fn examine(place: &Place, host: &str, account: Option<&str>) -> anyhow::Result<()> {
    let (config, db) = open_config(place).await?;
    let ctx = app::context(&config, db, Clock::System, Keys::generated())?;
    let federation = Federation::new(ctx, app::client(&config)?);
    let host = canonical_domain(host).with_context(|| format!("{host} is no name of a server"))?;
    let account: Option<Acct> = account
        .map(|it| it.trim_start_matches('@').parse())
        .transpose()
        .context("--account must be such as @ada@peer.example")?;
    let mut tell_finding = |finding: &Finding| print(finding);
    let fault = diagnosis::examine(&federation, &host, account.as_ref(), &mut tell_finding);
    match fault.await? {
        Some(Finding {
            verdict: Verdict::Fault(sentence),
            ..
        }) => bail!("{sentence}"),
        _ => Ok(()),
    }
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
fn print(finding: &Finding) {
    let (word, text) = match &finding.verdict {
        Verdict::Fine(text) => ("ok    ", text),
        Verdict::Odd(text) => ("ODD   ", text),
        Verdict::Fault(text) => ("FAULT ", text),
    };
    println!("{word} {}: {text}", finding.what);
}

async fn check(place: &Place) -> anyhow::Result<()> {
    let mut report = Report::default();
    let opened = open_config(place).await;
    report.add(
        "configuration and database",
        opened
            .as_ref()
            .map(|_| ())
            .map_err(|error| format!("{error:#}")),
    );
    if let Ok((config, db)) = opened {
        for (what, value) in config::facts(&config) {
            tell(what, &value);
        }
        report.add(
            "secret",
            secret(&config, &db)
                .await
                .map_err(|error| format!("{error:#}")),
        );
        for folder in [config.data_dir.clone(), config.files()] {
            let what = format!("room for {}", folder.display());
            report.add(&what, room(&folder));
        }
        let client = app::client(&config)?;
        report.add(
            "own WebFinger",
            own_webfinger(&config, &db, &client)
                .await
                .map_err(|error| format!("{error:#}")),
        );
        report.add(
            "clock",
            clock(&config, &client)
                .await
                .map_err(|error| format!("{error:#}")),
        );
        report.add(
            "clocks of other servers",
            others_clocks(&config, &db, &client)
                .await
                .map_err(|error| format!("{error:#}")),
        );
    }
    report.finish()
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
fn tell(what: &str, value: &str) {
    println!("       {what}: {value}");
}

#[derive(Default)]
struct Report {
    faults: usize,
}

impl Report {
    #[expect(clippy::print_stdout, reason = "the answer of the command")]
    fn add(&mut self, what: &str, result: Result<(), String>) {
        match result {
            Ok(()) => println!("ok     {what}"),
            Err(words) => {
                self.faults += 1;
                println!("FAULT  {what}: {words}");
            }
        }
    }

    fn finish(&self) -> anyhow::Result<()> {
        ensure!(
            self.faults == 0,
            "{} of the checks found a fault",
            self.faults
        );
        Ok(())
    }
}

/// There is room on the disk; that it fills up is said before it is a fault.
fn room(folder: &Path) -> Result<(), String> {
    let (percent, room) = disk::room(folder).map_err(|error| error.to_string())?;
    let words = format!("the disk is {percent} percent full");
    match room {
        Room::Enough => Ok(()),
        Room::Little => {
            tell("warning", &words);
            Ok(())
        }
        Room::None => Err(format!("{words}: make room, or uploads are refused soon")),
    }
}

/// The secret opens what was encrypted with it.
async fn secret(config: &Config, db: &Db) -> anyhow::Result<()> {
    let ctx = app::context(config, db.clone(), Clock::System, Keys::generated())?;
    let actor = domain::account::instance_actor(&ctx).await?;
    let wrapped = actor.private_key.context("the instance actor has no key")?;
    ctx.keys.parsed(actor.id, &wrapped, &ctx.secret).context(
        "the secret is not the one that this database was made with: put the right one back",
    )?;
    Ok(())
}

/// What peers ask first answers under the public address.
async fn own_webfinger(config: &Config, db: &Db, client: &Client) -> anyhow::Result<()> {
    let ctx = app::context(config, db.clone(), Clock::System, Keys::generated())?;
    let actor = domain::account::instance_actor(&ctx).await?;
    let mut url = config.base.join("/.well-known/webfinger")?;
    url.query_pairs_mut()
        .append_pair("resource", &format!("acct:{0}@{0}", config.domain));
    let answer = fetch(client, &url, Expect::Jrd).await?;
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    ensure!(
        text.contains(&actor.uri),
        "{url} answers, but does not name {}",
        actor.uri
    );
    Ok(())
}

/// The clock of this machine against the one of the server or its proxy.
async fn clock(config: &Config, client: &Client) -> anyhow::Result<()> {
    let answer = fetch(client, &config.base.join("/health/live")?, Expect::Any).await?;
    let Some(date) = answer
        .headers
        .get("date")
        .and_then(|date| date.to_str().ok())
    else {
        bail!("{} sends no Date", config.base);
    };
    let theirs = httpdate::parse_http_date(date).context("the Date header cannot be read")?;
    let ours = std::time::UNIX_EPOCH
        + std::time::Duration::from_millis(u64::try_from(Clock::System.now().millis())?);
    let skew = ours
        .duration_since(theirs)
        .or_else(|_| theirs.duration_since(ours))?
        .as_secs();
    ensure!(
        skew <= SKEW_SECONDS,
        "this machine's clock is {skew} s off: install a time service"
    );
    Ok(())
}

/// The clock of this machine against those of the servers that took something last.
async fn others_clocks(config: &Config, db: &Db, client: &Client) -> anyhow::Result<()> {
    let ctx = app::context(config, db.clone(), Clock::System, Keys::generated())?;
    let wrong = diagnosis::wrong_clock(&Federation::new(ctx, client.clone())).await?;
    ensure!(
        wrong.is_none(),
        "most of them differ from ours by {} s: install a time service, or nobody believes what this server signs",
        wrong.unwrap_or_default()
    );
    Ok(())
}

async fn fetch(
    client: &Client,
    url: &Url,
    expect: Expect,
) -> anyhow::Result<protocol::fetch::Fetched> {
    client
        .get(url, expect, &mut Budget::new(3))
        .await
        .with_context(|| format!("{url} cannot be reached from here: is the server running, and does the proxy pass requests on?"))
}
