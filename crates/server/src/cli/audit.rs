//! `rounds audit …`: what people with duties did.

use std::io::{Write as _, stdout};

use anyhow::{Context as _, bail};
use clap::{Subcommand, ValueEnum};
use domain::Timestamp;
use domain::audit::{self, Actor, Head};

use super::Place;
use super::instance::open;

#[derive(Subcommand)]
pub(super) enum Audit {
    /// Print where the log ends, as NUMBER:HASH: kept elsewhere, it shows later whether entries at the end were removed
    Head,
    /// Look whether every entry is as it was written, and print where the log ends; name the first that is not
    Verify {
        /// A head that was printed earlier
        #[arg(long)]
        head: Option<String>,
    },
    /// Print the entries, the oldest first
    Export {
        /// Only those of this day and later, such as 2027-01-31, or of this moment (RFC 3339)
        #[arg(long)]
        since: Option<String>,
        /// One JSON object a line, or CSV
        #[arg(long, value_enum, default_value_t = Format::Ndjson)]
        format: Format,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Format {
    Ndjson,
    Csv,
}

impl From<Format> for audit::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Ndjson => Self::Ndjson,
            Format::Csv => Self::Csv,
        }
    }
}

/// Runs one of them beside a running server.
pub(super) async fn run(place: &Place, command: &Audit) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    match command {
        Audit::Head => {
            let head = audit::head(&ctx).await?;
            say(Some(&head.context("nothing was written down yet")?));
            Ok(())
        }
        Audit::Verify { head } => {
            let kept = head.as_deref().map(kept).transpose()?;
            match audit::verify(&ctx, kept).await? {
                Ok(end) => {
                    say(end.as_ref());
                    Ok(())
                }
                Err(broken) => bail!("the audit log is not whole: {broken}"),
            }
        }
        Audit::Export { since, format } => {
            let since = since.as_deref().map(moment).transpose()?;
            let mut out = stdout();
            audit::export(&ctx, &Actor::Operator, since, (*format).into(), &mut out).await?;
            Ok(out.flush()?)
        }
    }
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
fn say(head: Option<&Head>) {
    match head {
        Some(head) => println!("{head}"),
        None => println!("nothing was written down yet"),
    }
}

fn kept(text: &str) -> anyhow::Result<Head> {
    let head = text.parse::<Head>();
    head.map_err(|reason| {
        anyhow::anyhow!("--head {text} {reason}: write what rounds audit head printed")
    })
}

fn moment(text: &str) -> anyhow::Result<Timestamp> {
    let day = || Timestamp::parse_rfc3339(&format!("{text}T00:00:00Z"));
    let moment = Timestamp::parse_rfc3339(text).or_else(day);
    moment.with_context(|| format!("--since {text} is no day: write it like 2027-01-31"))
}
