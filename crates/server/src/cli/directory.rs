//! `rounds directory …`: who stands in lists of hospitals and associations, and is no member yet.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, ensure};
use clap::Subcommand;
use domain::directory_stub::{self, Line, Outcome, Report};
use domain::id::DirectoryStubId;
use domain::moderation::Authority;

use super::Place;
use super::instance::open;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Take a FHIR file over (R4 or R5; Bundle or NDJSON of Practitioner, `PractitionerRole` and Organization)
    Import {
        /// The file
        file: PathBuf,
        /// What you call the list, such as staff-list: its next file is imported by the same name
        #[arg(long)]
        source: String,
        /// Only say what would become of each resource
        #[arg(long)]
        dry_run: bool,
    },
    /// Print the lists, one a line: its name, how many are here, and how many of them are members by now
    Sources,
    /// Remove everybody whom a list brought
    Remove {
        /// The list
        #[arg(long)]
        source: String,
    },
    /// Take somebody out who asked for it: no further file of the list brings them back
    TakeOut {
        /// The number at the end of the address of their page
        id: DirectoryStubId,
    },
}

/// Runs one of them beside a running server.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(super) async fn run(place: &Place, command: &Command) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    let by = Authority::Operator;
    match command {
        Command::Import {
            file,
            source,
            dry_run,
        } => {
            let name = file.display();
            let bytes = std::fs::read(file).with_context(|| format!("{name} cannot be read"))?;
            let report = directory_stub::import(&ctx, by, source, &bytes, *dry_run).await?;
            print!("{}", told(&report));
            let refused = report.count("refused");
            ensure!(refused == 0, "{refused} resources were refused");
        }
        Command::Sources => {
            for list in directory_stub::sources(&ctx, &by).await? {
                println!("{} {} {}", list.source, list.total, list.claimed);
            }
        }
        Command::Remove { source } => {
            let removed = directory_stub::remove_source(&ctx, by, source).await;
            let removed = removed.with_context(|| format!("{source} is no list: see sources"))?;
            println!("{removed} removed");
        }
        Command::TakeOut { id } => directory_stub::take_out(&ctx, by, *id).await?,
    }
    Ok(())
}

/// A report: a line for each resource, what is remarked on it below, and how many came to what.
fn told(report: &Report) -> String {
    let mut text: String = report.lines.iter().map(line).collect();
    for outcome in [
        "created",
        "updated",
        "unchanged",
        "claimed",
        "removed",
        "taken-out",
        "joined",
        "left-out",
        "refused",
    ] {
        let count = report.count(outcome);
        if count > 0 {
            let _ = writeln!(text, "{count} {outcome}");
        }
    }
    if !report.applied {
        text.push_str("nothing was written\n");
    }
    text
}

fn line(line: &Line) -> String {
    let mut text = format!("{}: {} {}\n", line.place, line.about, line.outcome.as_str());
    let refusal = match &line.outcome {
        Outcome::Refused(remark) => Some(remark),
        _ => None,
    };
    for remark in refusal.into_iter().chain(&line.remarks) {
        let _ = writeln!(text, "  {} {}", line.place.of(&remark.path), remark.reason);
    }
    text
}
