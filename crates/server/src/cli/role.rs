//! `rounds role …`: who moderates, who administers and who verifies.

use anyhow::Context as _;
use clap::{Subcommand, ValueEnum};
use domain::audit::Actor;
use domain::id::UserId;
use domain::kinds::UserRole;
use domain::{Context, user};

use super::Place;
use super::instance::open;

const BY: &Actor = &Actor::Operator;

#[derive(Subcommand)]
pub(super) enum Role {
    /// Print who has a role, one a line
    List,
    /// Give an account's login a role in the place of the one before; a verifier's beside it
    Grant {
        /// The account's name
        name: String,
        /// What it may do from now on
        role: Staff,
    },
    /// Take the role of an account's login away; a verifier's alone when it is named
    Revoke {
        /// The account's name
        name: String,
        /// The duty to take away in the place of the role
        duty: Option<Duty>,
    },
}

/// The roles that can be given.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Staff {
    /// Decides on accounts and reports
    Moderator,
    /// Does everything that the API allows, but for what is a verifier's
    Admin,
    /// Decides on requests for verification and sees what proves them
    Verifier,
}

/// What is somebody's beside their role.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Duty {
    /// Deciding on requests for verification
    Verifier,
}

/// Runs one of them beside a running server.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(super) async fn run(place: &Place, command: &Role) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    match command {
        Role::List => {
            for staff in user::staff(&ctx).await? {
                let duty = if staff.is_verifier { " verifier" } else { "" };
                println!("{} {}{duty}", staff.username, staff.role.as_str());
            }
        }
        Role::Grant { name, role } => {
            let id = find(&ctx, name).await?;
            match role {
                Staff::Moderator => user::set_role(&ctx, id, UserRole::Moderator, BY).await?,
                Staff::Admin => user::set_role(&ctx, id, UserRole::Admin, BY).await?,
                Staff::Verifier => user::set_verifier(&ctx, id, true, BY).await?,
            }
        }
        Role::Revoke { name, duty } => {
            let id = find(&ctx, name).await?;
            match duty {
                None => user::set_role(&ctx, id, UserRole::Member, BY).await?,
                Some(Duty::Verifier) => {
                    user::set_verifier(&ctx, id, false, BY).await?;
                }
            }
        }
    }
    Ok(())
}

async fn find(ctx: &Context, name: &str) -> anyhow::Result<UserId> {
    let found = user::find(ctx, name).await;
    let (id, _) = found.with_context(|| format!("there is no account {name} with a login here"))?;
    Ok(id)
}
