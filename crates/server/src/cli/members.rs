//! `rounds members …`: the list of an association's members, as a CSV file.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, Subcommand, ValueEnum};
use domain::Context;
use domain::member_list::{self, Confirmed, Counts, Plan};
use domain::moderation::Authority;
use web::i18n::Lang;
use web::member_list::{read, words_of, write};

use super::Place;
use super::instance::open;

const BY: Authority = Authority::Operator;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Invite who is new on a list, change what it says of the others, and vouch for their memberships
    Import {
        /// The file: docs/members-list.md says what its columns hold
        file: PathBuf,
        #[command(flatten)]
        options: Options,
    },
    /// Print everybody who has a login or an invitation, as a file that `import` reads
    Export,
}

/// How a list is meant.
#[derive(Args)]
pub(super) struct Options {
    /// Only say what would come of each line
    #[arg(long)]
    dry_run: bool,
    /// What becomes of members on the list who are missing in the file
    #[arg(long, value_enum, default_value = "keep")]
    missing: Missing,
    /// Leave out the lines that are refused; without this, a list with such a line changes nothing
    #[arg(long)]
    skip_refused: bool,
    /// End memberships even if those are more than half of them
    #[arg(long)]
    end_most: bool,
}

/// What becomes of who is missing.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Missing {
    /// Nothing
    Keep,
    /// Their membership ends
    End,
}

/// Runs one of them beside a running server.
pub(super) async fn run(place: &Place, command: &Command) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    match command {
        Command::Import { file, options } => import(&ctx, file, options).await,
        Command::Export => {
            let lines = member_list::export(&ctx, BY).await?;
            Ok(std::io::stdout().write_all(&write(&lines))?)
        }
    }
}

async fn import(ctx: &Context, path: &Path, options: &Options) -> anyhow::Result<()> {
    let bytes =
        std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let end_missing = options.missing == Missing::End;
    let plan = member_list::plan(ctx, &read(&bytes)?, end_missing).await?;
    if options.dry_run {
        print(&plan, &foreseen(&plan));
        return Ok(());
    }
    let confirmed = Confirmed {
        without_refused: options.skip_refused,
        ending_most: options.end_most,
    };
    if let Err(refused) = plan.check(confirmed) {
        print(&plan, &foreseen(&plan));
        return Err(refused)
            .context("see --skip-refused and --end-most in rounds members import --help");
    }
    let id = member_list::keep(ctx, BY, plan).await?;
    member_list::start(ctx, BY, id, confirmed).await?;
    while member_list::step(ctx, id).await? {
        let (import, _) = member_list::show(ctx, BY, id).await?;
        tracing::info!(left = import.waiting, "members");
    }
    let (_, plan) = member_list::show(ctx, BY, id).await?;
    print(&plan, &format!("{} memberships ended; done", plan.ending));
    Ok(())
}

fn foreseen(plan: &Plan) -> String {
    format!(
        "{} of {} memberships would end; nothing was changed",
        plan.ending, plan.standing
    )
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
fn print(plan: &Plan, end: &str) {
    for name in &plan.unknown {
        println!("column {name}: not known, left out");
    }
    for line in &plan.lines {
        let number = line
            .line
            .map_or_else(|| "-".to_owned(), |line| line.to_string());
        let outcome = line.report.outcome.as_str();
        let words = words_of(Lang::english(), line);
        println!(
            "{number} {} {outcome}{}{words}",
            line.who,
            if words.is_empty() { "" } else { ": " }
        );
    }
    let Counts {
        created,
        updated,
        unchanged,
        skipped,
        refused,
    } = plan.counts;
    println!(
        "{created} created, {updated} updated, {unchanged} unchanged, {skipped} skipped, {refused} refused; \
         {end}"
    );
}
