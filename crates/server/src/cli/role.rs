//! `rounds role …`: who moderates and who administers.

use anyhow::Context as _;
use clap::{Subcommand, ValueEnum};
use domain::kinds::UserRole;
use domain::user;

use super::Place;
use super::instance::open;

#[derive(Subcommand)]
pub(super) enum Role {
    /// Print who has a role, one a line
    List,
    /// Give an account's login a role in the place of the one before
    Grant {
        /// The account's name
        name: String,
        /// What it may do from now on
        role: Staff,
    },
    /// Take the role of an account's login away
    Revoke {
        /// The account's name
        name: String,
    },
}

/// The roles that can be given.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Staff {
    /// Decides on accounts and reports
    Moderator,
    /// Does everything that the API allows
    Admin,
}

impl From<Staff> for UserRole {
    fn from(role: Staff) -> Self {
        match role {
            Staff::Moderator => Self::Moderator,
            Staff::Admin => Self::Admin,
        }
    }
}

/// Runs one of them beside a running server.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(super) async fn run(place: &Place, command: &Role) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    let (name, role) = match command {
        Role::List => {
            for staff in user::staff(&ctx).await? {
                println!("{} {}", staff.username, staff.role.as_str());
            }
            return Ok(());
        }
        Role::Grant { name, role } => (name, (*role).into()),
        Role::Revoke { name } => (name, UserRole::Member),
    };
    let found = user::find(&ctx, name).await;
    let (id, _) = found.with_context(|| format!("there is no account {name} with a login here"))?;
    Ok(user::set_role(&ctx, id, role).await?)
}
