//! `rounds domain …`: other servers that the instance limits, and those that it lets in.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use clap::{Args, Subcommand, ValueEnum};
use domain::domain_block::{self, Change, DomainBlock};
use domain::domain_list::{Outcome, Report};
use domain::kinds::Severity;
use domain::moderation::Authority;
use domain::{Context, Error, Page, domain_allow, domain_note};
use web::domain_list::{read_allows, read_blocks, write_allows, write_blocks};

use super::Place;
use super::instance::open;

/// More allowed domains than these are not printed.
const MOST: u64 = 100_000;

#[derive(Subcommand)]
pub(super) enum Domain {
    /// Limit a domain and everything below it, or limit it otherwise
    Block {
        /// The domain, such as noisy.example
        name: String,
        #[command(flatten)]
        limits: Limits,
    },
    /// Limit a domain no more
    Unblock {
        /// The domain
        name: String,
    },
    /// Let a domain in, where federation.mode is allow-list
    Allow {
        /// The domain
        name: String,
    },
    /// Let a domain in no more
    Disallow {
        /// The domain
        name: String,
    },
    /// Print the limited domains, one a line, and how, then the allowed ones
    List,
    /// Limit the domains of a list, a CSV file as Mastodon writes it; all of them, or none when a line is refused
    Import {
        /// The file
        file: PathBuf,
        /// The list is one of domains to let in
        #[arg(long)]
        allowed: bool,
        /// Only say what would become of each line
        #[arg(long)]
        dry_run: bool,
    },
    /// Print the limited domains as a CSV file that Mastodon reads
    Export {
        /// Those that are let in instead
        #[arg(long)]
        allowed: bool,
    },
    /// Write a note about a server for administrators; without a text the note is removed
    Note {
        /// The domain
        name: String,
        /// What is to be known about it
        #[arg(default_value = "")]
        text: String,
    },
}

/// How a domain is limited.
#[derive(Args)]
pub(super) struct Limits {
    /// How much is refused: `suspend` takes nothing and sends nothing, `silence` hides it from public places
    #[arg(long, value_enum, default_value = "suspend")]
    severity: Word,
    /// Neither fetch files from there nor show them
    #[arg(long)]
    reject_media: bool,
    /// Ignore what its moderators report
    #[arg(long)]
    reject_reports: bool,
    /// Hide a part of the name in the public list
    #[arg(long)]
    obfuscate: bool,
    /// Why, for the public list
    #[arg(long)]
    comment: Option<String>,
    /// Why, for administrators
    #[arg(long)]
    private_comment: Option<String>,
}

/// The words of a severity.
#[derive(Clone, Copy, ValueEnum)]
enum Word {
    Noop,
    Silence,
    Suspend,
}

impl From<&Limits> for Change {
    fn from(limits: &Limits) -> Self {
        let severity = match limits.severity {
            Word::Noop => Severity::Noop,
            Word::Silence => Severity::Silence,
            Word::Suspend => Severity::Suspend,
        };
        Self {
            severity: Some(severity),
            reject_media: Some(limits.reject_media),
            reject_reports: Some(limits.reject_reports),
            obfuscate: Some(limits.obfuscate),
            public_comment: limits.comment.clone(),
            private_comment: limits.private_comment.clone(),
        }
    }
}

/// Runs one of them beside a running server.
pub(super) async fn run(place: &Place, command: &Domain) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    let by = Authority::Operator;
    match command {
        Domain::Block { name, limits } => block(&ctx, name, limits.into()).await,
        Domain::Unblock { name } => {
            let block = domain_block::find(&ctx, name).await;
            let block =
                block.with_context(|| format!("{name} is not limited: see rounds domain list"))?;
            Ok(domain_block::lift(&ctx, by, block.id).await?)
        }
        Domain::Allow { name } => Ok(domain_allow::create(&ctx, by, name).await.map(drop)?),
        Domain::Disallow { name } => {
            let allow = domain_allow::find(&ctx, name).await;
            let allow =
                allow.with_context(|| format!("{name} is not allowed: see rounds domain list"))?;
            Ok(domain_allow::delete(&ctx, by, allow.id).await?)
        }
        Domain::List => list(&ctx).await,
        Domain::Import {
            file,
            allowed,
            dry_run,
        } => import(&ctx, file, *allowed, *dry_run).await,
        Domain::Export { allowed } => export(&ctx, *allowed).await,
        Domain::Note { name, text } => Ok(domain_note::write(&ctx, by, name, text).await?),
    }
}

async fn block(ctx: &Context, name: &str, change: Change) -> anyhow::Result<()> {
    let by = Authority::Operator;
    match domain_block::find(ctx, name).await {
        Ok(known) => domain_block::update(ctx, by, known.id, change).await?,
        Err(Error::NotFound) => domain_block::create(ctx, by, name, change).await?,
        Err(error) => return Err(error.into()),
    };
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
async fn list(ctx: &Context) -> anyhow::Result<()> {
    for block in domain_block::list(ctx).await? {
        println!("{}", line(&block));
    }
    for allow in domain_allow::list(ctx, Page::first(MOST)).await? {
        println!("{} allowed", allow.domain);
    }
    Ok(())
}

fn line(block: &DomainBlock) -> String {
    let mut line = format!("{} {}", block.domain, block.severity.as_str());
    for (holds, word) in [
        (block.reject_media, " reject-media"),
        (block.reject_reports, " reject-reports"),
        (block.obfuscate, " obfuscate"),
    ] {
        if holds {
            line.push_str(word);
        }
    }
    line
}

async fn import(ctx: &Context, file: &Path, allowed: bool, dry_run: bool) -> anyhow::Result<()> {
    let bytes =
        std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let by = Authority::Operator;
    let report = if allowed {
        domain_allow::import(ctx, by, read_allows(&bytes)?, dry_run).await?
    } else {
        domain_block::import(ctx, by, read_blocks(&bytes)?, dry_run).await?
    };
    print(&report);
    let refused = "nothing was changed: mend or remove the lines that are refused";
    ensure!(!report.is_refused(), refused);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
fn print(report: &Report) {
    for (number, domain, outcome) in &report.lines {
        match outcome {
            Outcome::Added => println!("{number} {domain} added"),
            Outcome::Changed => println!("{number} {domain} changed"),
            Outcome::Unchanged => println!("{number} {domain} unchanged"),
            Outcome::Refused(reason) => println!("{number} {domain} REFUSED: {reason}"),
        }
    }
    if !report.applied {
        println!("nothing was changed");
    }
}

async fn export(ctx: &Context, allowed: bool) -> anyhow::Result<()> {
    let file = if allowed {
        write_allows(&domain_allow::export(ctx, Authority::Operator).await?)
    } else {
        write_blocks(&domain_block::export(ctx, Authority::Operator).await?)
    };
    Ok(std::io::stdout().write_all(&file)?)
}
