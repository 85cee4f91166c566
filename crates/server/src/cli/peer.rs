//! `rounds peer …`: other servers, how they are and what was decided about them.

use clap::Subcommand;
use domain::moderation::Authority;
use domain::peer::{self, Breaker, Filter, Peer};
use domain::search::Slice;
use domain::{Context, Timestamp};

use super::Place;
use super::instance::open;
use super::queue::{age, amount};

/// More servers than these are not printed.
const MOST: u64 = 10_000;
const BY: Authority = Authority::Operator;

#[derive(Subcommand)]
pub(super) enum Peers {
    /// Print the servers that are known, one a line, with their trouble
    List {
        /// Only those whose name holds this
        #[arg(long)]
        name: Option<String>,
        /// Only those that failed when they were last spoken to
        #[arg(long)]
        failing: bool,
    },
    /// Print everything that is known of a server
    Show {
        /// Its name, such as peer.example
        host: String,
    },
}

/// Runs one of them beside a running server.
pub(super) async fn run(place: &Place, command: &Peers) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    let now = ctx.clock.now();
    match command {
        Peers::List { name, failing } => list(&ctx, name.clone(), *failing).await,
        Peers::Show { host } => {
            let peer = peer::show(&ctx, BY, host).await?;
            say(&page(&peer, now));
            Ok(())
        }
    }
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
fn say(text: &str) {
    println!("{text}");
}

async fn list(ctx: &Context, name: Option<String>, failing: bool) -> anyhow::Result<()> {
    let now = ctx.clock.now();
    let filter = Filter { name, failing };
    let slice = Slice {
        limit: MOST,
        offset: 0,
    };
    for peer in peer::list(ctx, BY, &filter, slice).await? {
        say(&line(&peer, now));
    }
    Ok(())
}

fn line(peer: &Peer, now: Timestamp) -> String {
    let mut line = format!("{}: {}", peer.name, amount(&peer.backlog, now));
    if peer.breaker(now) != Breaker::Closed {
        line = line + ", " + &breaker(peer, now);
    }
    match peer.trouble() {
        Some(trouble) => line + ": " + trouble,
        None => line,
    }
}

/// What is known of a server, a line for each.
fn page(peer: &Peer, now: Timestamp) -> String {
    let mut lines = vec![peer.name.clone()];
    let mut add = |what: &str, value: Option<String>| {
        lines.extend(value.map(|value| format!("  {what}: {value}")));
    };
    let host = peer.host.as_ref();
    let ago = |at: Timestamp| format!("{}, {} ago", at.to_rfc3339(), age(at, now));
    let software = host.and_then(|host| {
        let version = host.software_version.as_deref().unwrap_or_default();
        Some(format!("{} {version}", host.software.as_ref()?))
    });
    add("software", software);
    add(
        "last success",
        host.and_then(|host| host.last_success_at).map(ago),
    );
    add(
        "last failure",
        host.and_then(|host| host.last_failure_at).map(ago),
    );
    add("last error", host.and_then(|host| host.last_error.clone()));
    add("backlog", Some(amount(&peer.backlog, now)));
    add("breaker", Some(breaker(peer, now)));
    add(
        "signatures",
        host.and_then(|host| host.signature_profile.clone()),
    );
    let ties = &peer.ties;
    add("accounts known", Some(ties.accounts.to_string()));
    add("follows from here", Some(ties.following.to_string()));
    add("follows from there", Some(ties.followers.to_string()));
    let limit = peer.block.as_ref();
    add(
        "limited",
        limit.map(|block| format!("{} ({})", block.severity.as_str(), block.domain)),
    );
    add("let in", peer.allowed.then(|| "yes".to_owned()));
    add("note", peer.note.clone());
    lines.join("\n")
}

fn breaker(peer: &Peer, now: Timestamp) -> String {
    match peer.breaker(now) {
        Breaker::Closed => "closed: it is sent to".to_owned(),
        Breaker::Open(until) => format!("open: left alone until {}", until.to_rfc3339()),
        Breaker::HalfOpen => "half open: one delivery is tried at a time".to_owned(),
    }
}
