//! `rounds instance terms …`: versions of the terms of service.

use anyhow::Context as _;
use clap::Subcommand;
use domain::Context;
use domain::terms_of_service;

use super::instance_text::Source;

#[derive(Subcommand)]
pub(super) enum Terms {
    /// Publish a version
    Publish {
        /// The day from which it holds, YYYY-MM-DD
        date: String,
        #[command(flatten)]
        source: Source,
    },
    /// Print the days of all versions, the earliest first
    List,
    /// Print a version as it was written
    Show {
        /// The day from which it holds, YYYY-MM-DD
        date: String,
    },
    /// Take a version back that does not hold yet
    Withdraw {
        /// The day from which it would hold, YYYY-MM-DD
        date: String,
    },
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(super) async fn run(ctx: &Context, command: &Terms) -> anyhow::Result<()> {
    match command {
        Terms::Publish { date, source } => {
            Ok(terms_of_service::publish(ctx, date, &source.read()?).await?)
        }
        Terms::List => {
            for date in terms_of_service::dates(ctx).await? {
                println!("{date}");
            }
            Ok(())
        }
        Terms::Show { date } => {
            let version = terms_of_service::show(ctx, date).await;
            print!("{}", version.with_context(|| unknown(date))?.markdown);
            Ok(())
        }
        Terms::Withdraw { date } => terms_of_service::withdraw(ctx, date)
            .await
            .with_context(|| unknown(date)),
    }
}

fn unknown(date: &str) -> String {
    format!("version {date}: see rounds instance terms list")
}
