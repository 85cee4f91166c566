//! `rounds instance …`: what the instance publishes about itself.

use std::io::{Read as _, stdin};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, Subcommand, ValueEnum};
use domain::Context;
use domain::instance_text::{self, Kind};

use super::instance::open;
use super::{Place, rule, terms};

#[derive(Subcommand)]
pub(super) enum Instance {
    /// The extended description, the privacy policy and the imprint
    #[command(subcommand)]
    Text(Text),
    /// The terms of service, of which each version holds from a day on
    #[command(subcommand)]
    Terms(terms::Terms),
    /// The rules, and what they are called in other languages
    #[command(subcommand)]
    Rule(rule::Rule),
}

#[derive(Subcommand)]
pub(super) enum Text {
    /// Publish a text in the place of the one before
    Publish {
        /// Which text
        name: Name,
        #[command(flatten)]
        source: Source,
    },
    /// Print a text as it was written
    Show {
        /// Which text
        name: Name,
    },
    /// Publish a text no more
    Withdraw {
        /// Which text
        name: Name,
    },
}

/// The names of the texts on the command line.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Name {
    ExtendedDescription,
    PrivacyPolicy,
    Imprint,
}

impl From<Name> for Kind {
    fn from(name: Name) -> Self {
        match name {
            Name::ExtendedDescription => Self::ExtendedDescription,
            Name::PrivacyPolicy => Self::PrivacyPolicy,
            Name::Imprint => Self::Imprint,
        }
    }
}

/// Where a text is.
#[derive(Args)]
pub(super) struct Source {
    /// A file of Markdown; standard input when it is left out
    file: Option<PathBuf>,
}

impl Source {
    pub(super) fn read(&self) -> anyhow::Result<String> {
        let Some(file) = &self.file else {
            let mut text = String::new();
            stdin()
                .read_to_string(&mut text)
                .context("standard input is no text")?;
            return Ok(text);
        };
        std::fs::read_to_string(file)
            .with_context(|| format!("{} cannot be read as text", file.display()))
    }
}

/// Runs one of them beside a running server.
pub(super) async fn run(place: &Place, command: &Instance) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    match command {
        Instance::Text(command) => text(&ctx, command).await,
        Instance::Terms(command) => terms::run(&ctx, command).await,
        Instance::Rule(command) => rule::run(&ctx, command).await,
    }
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
async fn text(ctx: &Context, command: &Text) -> anyhow::Result<()> {
    let unpublished = "there is no such text: see rounds instance text publish";
    match command {
        Text::Publish { name, source } => {
            Ok(instance_text::publish(ctx, (*name).into(), &source.read()?).await?)
        }
        Text::Show { name } => {
            let found = instance_text::find(ctx, (*name).into()).await?;
            print!("{}", found.context(unpublished)?.markdown);
            Ok(())
        }
        Text::Withdraw { name } => instance_text::withdraw(ctx, (*name).into())
            .await
            .context(unpublished),
    }
}
