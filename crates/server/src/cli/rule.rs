//! `rounds instance rule …`: the rules.

use anyhow::Context as _;
use clap::{Args, Subcommand};
use domain::id::RuleId;
use domain::{Context, rule};

#[derive(Subcommand)]
pub(super) enum Rule {
    /// Add a rule behind the others; prints its id
    Add {
        #[command(flatten)]
        said: Said,
    },
    /// Say a rule in another language
    Translate {
        /// The rule's id
        id: RuleId,
        /// The language, such as de or pt-BR
        language: String,
        #[command(flatten)]
        said: Said,
    },
    /// Remove a rule
    Remove {
        /// The rule's id
        id: RuleId,
    },
    /// Print the rules with their ids, one a line
    List,
}

#[derive(Args)]
pub(super) struct Said {
    /// What is to be done or left, in a sentence
    text: String,
    /// What is meant by that
    #[arg(long, default_value = "")]
    hint: String,
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(super) async fn run(ctx: &Context, command: &Rule) -> anyhow::Result<()> {
    match command {
        Rule::Add { said } => {
            println!("{}", rule::add(ctx, &said.text, &said.hint).await?);
            Ok(())
        }
        Rule::Translate { id, language, said } => {
            rule::translate(ctx, *id, language, &said.text, &said.hint)
                .await
                .with_context(|| unknown(*id))
        }
        Rule::Remove { id } => rule::remove(ctx, *id).await.with_context(|| unknown(*id)),
        Rule::List => {
            for rule in rule::list(ctx).await? {
                println!("{} {}", rule.id, rule.text);
            }
            Ok(())
        }
    }
}

fn unknown(id: RuleId) -> String {
    format!("rule {id}: see rounds instance rule list")
}
