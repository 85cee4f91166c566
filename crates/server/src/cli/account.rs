//! `rounds account …`: people, made and decided on without a browser.

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand, ValueEnum};
use domain::audit::Actor;
use domain::kinds::UserRole;
use domain::names::Acct;
use domain::scope::Scopes;
use domain::sign_up::{By, SignUp, sign_up};
use domain::{Context, account, deprovision, remote, secret, token, two_factor, user};

use super::Place;
use super::instance::open;

#[derive(Subcommand)]
pub(super) enum Account {
    /// Make a login and its account; prints the password when none was given
    Create(Create),
    /// Print an access token for an account
    Token {
        /// The account's name
        name: String,
        /// What the token may do, separated by spaces
        #[arg(long, default_value = "read write follow push")]
        scopes: String,
    },
    /// Let someone in who waits for a decision
    Approve {
        /// The account's name
        name: String,
    },
    /// Turn someone away who waits for a decision: their name and address are free again
    Reject {
        /// The account's name
        name: String,
    },
    /// Shut an account out, of this server or another: nothing of it is taken or shown, its login ends at once
    Suspend {
        /// The account's name; name@domain for one of another server
        name: String,
    },
    /// Take a suspension back
    Unsuspend {
        /// The account's name; name@domain for one of another server
        name: String,
    },
    /// Keep an account as it is in memory of someone who died: nobody logs in as them any more
    Memorialize {
        /// The account's name
        name: String,
        /// Take that back
        #[arg(long)]
        undo: bool,
    },
    /// Close the login of someone who left the organisation: sessions, apps and push end at once, what this server said of
    /// their employment is revoked; what they wrote stays
    Deprovision {
        /// The account's name
        name: String,
        /// Let them in again
        #[arg(long)]
        undo: bool,
    },
    /// Give an account a new key, for the old one may be known to others; the server need not be stopped
    RotateKeys {
        /// The account's name
        #[arg(required_unless_present = "instance")]
        name: Option<String>,
        /// The instance itself
        #[arg(long, conflicts_with = "name")]
        instance: bool,
    },
    /// Take every second factor of an account away, for who lost theirs, and log it out everywhere
    ResetTwoFactor {
        /// The account's name
        name: String,
    },
    /// Set a new password, print it, and log the account out everywhere
    ResetPassword {
        /// The account's name
        name: String,
    },
}

#[derive(Args)]
pub(super) struct Create {
    /// The account's name, without @
    name: String,
    /// Where mail to the person goes
    #[arg(long)]
    email: String,
    /// What the login may do on the instance
    #[arg(long, value_enum, default_value_t = Role::Member)]
    role: Role,
    /// The address needs no confirmation by mail
    #[arg(long)]
    confirmed: bool,
    /// The password; a random one is printed when this is left out
    #[arg(long)]
    password: Option<String>,
    /// Followers are approved one by one
    #[arg(long)]
    locked: bool,
    /// The language of mails and pages
    #[arg(long, default_value = "en")]
    locale: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum Role {
    Member,
    Moderator,
    Admin,
}

impl From<Role> for UserRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Member => Self::Member,
            Role::Moderator => Self::Moderator,
            Role::Admin => Self::Admin,
        }
    }
}

/// Runs one of them beside a running server.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(super) async fn run(place: &Place, command: &Account) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    match command {
        Account::Create(new) => create(&ctx, new).await,
        Account::Token { name, scopes } => {
            let scopes = Scopes::parse(scopes).with_context(|| {
                format!(
                    "--scopes \"{scopes}\" names an unknown scope: write \"read write follow push\""
                )
            })?;
            let issued = token::issue(&ctx, name, scopes)
                .await
                .with_context(|| unknown(name))?;
            println!("{}", issued.secret);
            Ok(())
        }
        Account::Approve { name } => {
            Ok(user::approve(&ctx, &Actor::Operator, find(&ctx, name).await?.0).await?)
        }
        Account::Reject { name } => {
            Ok(user::reject(&ctx, &Actor::Operator, find(&ctx, name).await?.0).await?)
        }
        Account::Suspend { name } => Ok(user::suspend(&ctx, actor(&ctx, name).await?).await?),
        Account::Unsuspend { name } => Ok(user::unsuspend(&ctx, actor(&ctx, name).await?).await?),
        Account::Memorialize { name, undo } => {
            Ok(user::memorialize(&ctx, actor(&ctx, name).await?, !undo).await?)
        }
        Account::Deprovision { name, undo } => {
            let (id, _) = find(&ctx, name).await?;
            let by = Actor::Operator;
            let done = if *undo {
                deprovision::reprovision(&ctx, id, &by).await
            } else {
                deprovision::deprovision(&ctx, id, &by).await
            };
            Ok(done?)
        }
        Account::RotateKeys { name, .. } => {
            let id = match name {
                Some(name) => actor(&ctx, name).await?,
                None => account::instance_actor(&ctx).await?.id,
            };
            Ok(account::rotate_key(&ctx, id).await?)
        }
        Account::ResetTwoFactor { name } => {
            Ok(two_factor::reset(&ctx, find(&ctx, name).await?.0).await?)
        }
        Account::ResetPassword { name } => {
            println!(
                "{}",
                user::reset_password(&ctx, find(&ctx, name).await?.0).await?
            );
            Ok(())
        }
    }
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
async fn create(ctx: &Context, new: &Create) -> anyhow::Result<()> {
    let password = new.password.clone().unwrap_or_else(secret::random_token);
    let sign = SignUp {
        username: new.name.clone(),
        email: new.email.clone(),
        password: password.clone(),
        agreement: true,
        locale: new.locale.clone(),
        reason: String::new(),
        address: None,
        application_id: None,
    };
    let by = By::Operator {
        role: new.role.into(),
        confirmed: new.confirmed,
        locked: new.locked,
    };
    if let Err(refusal) = sign_up(ctx, sign, by).await {
        bail!("{}", explain(refusal));
    }
    if new.password.is_none() {
        println!("{password}");
    }
    Ok(())
}

/// One line for each field that was refused.
fn explain(refusal: domain::sign_up::Refusal) -> String {
    match refusal {
        domain::sign_up::Refusal::Wrong(fields) => {
            let lines: Vec<String> = fields
                .iter()
                .map(|wrong| format!("{} {}", wrong.field, wrong.reason))
                .collect();
            lines.join("; ")
        }
        other => other.to_string(),
    }
}

async fn find(
    ctx: &Context,
    name: &str,
) -> anyhow::Result<(domain::id::UserId, domain::id::AccountId)> {
    user::find(ctx, name).await.with_context(|| unknown(name))
}

/// An account of this server or another one, in whatever state.
pub(super) async fn actor(ctx: &Context, name: &str) -> anyhow::Result<domain::id::AccountId> {
    let handle: Acct = name
        .parse()
        .with_context(|| format!("{name} is no handle: write name or name@domain"))?;
    let found = remote::find_by_acct(ctx, &handle).await?;
    let found = found.with_context(|| format!("there is no account {name} here"))?;
    Ok(found.id)
}

fn unknown(name: &str) -> String {
    format!("there is no account {name} with a login here")
}
