//! `rounds issuer …`: whose word counts here, and for what; and the key of this instance's own.

use anyhow::ensure;
use clap::{Subcommand, ValueEnum};
use domain::assertion_key;
use domain::audit::Actor;
use domain::credential::CredentialKind;
use domain::credential_issuer::{self, CredentialIssuer};
use domain::moderation::Authority;

use super::Place;
use super::instance::open;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Let the word of an issuer count
    Add {
        /// The address of its actor, such as <https://assoc.example/actor>
        issuer: String,
        /// For what; all of it when nothing is named
        #[arg(long = "for", value_enum)]
        kinds: Vec<Word>,
    },
    /// Let the word of an issuer count no more
    Remove {
        /// The address of its actor
        issuer: String,
        /// For what; all of it when nothing is named
        #[arg(long = "for", value_enum)]
        kinds: Vec<Word>,
    },
    /// Print the issuers, one a line, and what each counts for; this instance itself always does
    List,
    /// Give this instance another key to vouch with, and print its address
    RotateKey {
        /// Somebody else may have the former key: copies that people have prove nothing any more
        #[arg(long)]
        compromised: bool,
    },
}

/// The words of a kind of claim.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Word {
    /// That somebody exercises a health profession
    Profession,
    /// That somebody works for the issuer
    Employment,
    /// That somebody is a member of the issuer
    Membership,
}

impl From<Word> for CredentialKind {
    fn from(word: Word) -> Self {
        match word {
            Word::Profession => Self::HealthProfessional,
            Word::Employment => Self::Employment,
            Word::Membership => Self::Membership,
        }
    }
}

/// Runs one of them beside a running server.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(super) async fn run(place: &Place, command: &Command) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    let by = Authority::Operator;
    match command {
        Command::Add { issuer, kinds } => {
            credential_issuer::add(&ctx, by, issuer, &named(kinds)).await?;
        }
        Command::Remove { issuer, kinds } => {
            let kinds = named(kinds);
            let mut rows = credential_issuer::list(&ctx).await?;
            rows.retain(|row| row.issuer_uri == *issuer && kinds.contains(&row.kind));
            let none = "did not count for that: see rounds issuer list";
            ensure!(!rows.is_empty(), "{issuer} {none}");
            for row in rows {
                credential_issuer::remove(&ctx, by, row.id).await?;
            }
        }
        Command::RotateKey { compromised } => {
            let key = assertion_key::rotate(&ctx, *compromised, &Actor::Operator).await?;
            println!("{}", key.id);
        }
        Command::List => {
            for CredentialIssuer {
                issuer_uri, kind, ..
            } in credential_issuer::list(&ctx).await?
            {
                println!("{issuer_uri} {}", kind.as_str());
            }
        }
    }
    Ok(())
}

fn named(kinds: &[Word]) -> Vec<CredentialKind> {
    let every = if kinds.is_empty() {
        Word::value_variants()
    } else {
        kinds
    };
    every.iter().copied().map(Into::into).collect()
}
