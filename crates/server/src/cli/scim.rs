//! `rounds scim …`: directories of people that provision logins.

use anyhow::Context as _;
use clap::{Subcommand, ValueEnum};
use domain::audit::Actor;
use domain::credential::CredentialKind;
use domain::scim::{ScimRole, directory};

use super::Place;
use super::instance::open;

#[derive(Subcommand)]
pub(super) enum Command {
    /// The tokens with which directories log in
    #[command(subcommand)]
    Token(Token),
    /// Have everyone active in a directory issued a credential by this server, or nobody any more
    Vouch {
        /// The directory's name
        directory: String,
        /// Of what
        #[arg(value_enum)]
        of: Vouched,
    },
    /// Let the members of a directory's group do more here; from the first time on the directory decides on the roles of
    /// all whom it entered
    Grant {
        /// The directory's name
        directory: String,
        /// The group's name there
        group: String,
        /// What they may do
        #[arg(value_enum)]
        role: Role,
    },
    /// Take from the members of a directory's group what they may do as such
    Revoke {
        /// The directory's name
        directory: String,
        /// The group's name there
        group: String,
    },
}

#[derive(Subcommand)]
pub(super) enum Token {
    /// Connect a directory, or give it another token after the old one was revoked; prints the token
    Create {
        /// What the directory is called here
        name: String,
    },
    /// Print the directories, one a line, with what they may do
    List,
    /// Make a directory's token useless; whom it entered stays as they are
    Revoke {
        /// The directory's name
        name: String,
    },
}

/// What is vouched for.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Vouched {
    /// That they work here
    Employment,
    /// That they are members
    Membership,
    /// Nothing
    Nothing,
}

/// What members of a group may do.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Role {
    /// Decide on requests for verification
    Verifier,
    /// Decide on accounts and reports
    Moderator,
    /// Everything that the API allows
    Admin,
}

impl From<Vouched> for Option<CredentialKind> {
    fn from(of: Vouched) -> Self {
        match of {
            Vouched::Employment => Some(CredentialKind::Employment),
            Vouched::Membership => Some(CredentialKind::Membership),
            Vouched::Nothing => None,
        }
    }
}

impl From<Role> for ScimRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Verifier => Self::Verifier,
            Role::Moderator => Self::Moderator,
            Role::Admin => Self::Admin,
        }
    }
}

/// Runs one of them beside a running server.
pub(super) async fn run(place: &Place, command: &Command) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    match command {
        Command::Token(command) => token(&ctx, command).await,
        Command::Vouch { directory, of } => {
            let done = directory::set_vouches(&ctx, directory, (*of).into()).await;
            done.with_context(|| unknown(directory))
        }
        Command::Grant {
            directory,
            group,
            role,
        } => {
            let done = directory::grant(&ctx, directory, group, (*role).into()).await;
            done.with_context(|| unknown(directory))
        }
        Command::Revoke { directory, group } => {
            let done = directory::revoke(&ctx, directory, group).await;
            done.with_context(|| format!("the group {group} of {directory} may do nothing here"))
        }
    }
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
async fn token(ctx: &domain::Context, command: &Token) -> anyhow::Result<()> {
    match command {
        Token::Create { name } => println!(
            "{}",
            directory::create_token(ctx, name, &Actor::Operator).await?
        ),
        Token::Revoke { name } => {
            let done = directory::revoke_token(ctx, name, &Actor::Operator).await;
            done.with_context(|| format!("there is no directory {name} with a token"))?;
        }
        Token::List => {
            for found in directory::list(ctx).await? {
                let token = found.token_hash.as_ref().map_or("no token", |_| "token");
                let vouches = found.vouches.map_or("nothing", CredentialKind::as_str);
                println!("{}: {token}, vouches for {vouches}", found.name);
                for grant in directory::grants(ctx, &found).await? {
                    println!("  {}: {}", grant.group_key, grant.role.as_str());
                }
            }
        }
    }
    Ok(())
}

fn unknown(name: &str) -> String {
    format!("there is no directory {name}: see rounds scim token list")
}
