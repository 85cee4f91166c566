//! `rounds group decide …`: what those who run a group may do, in the name of one of them.

use anyhow::Context as _;
use clap::{Args, Subcommand};
use domain::group_decision::Moderator;
use domain::group_member::Ban;
use domain::id::StatusId;
use domain::kinds::MembershipRole;
use domain::{Context, account, group_lock, group_member, group_pin, group_post};

use super::find_group;

#[derive(Args)]
pub(in crate::cli) struct Decide {
    /// The group's name, without @
    group: String,
    /// Who decides: an account that runs the group
    #[arg(long)]
    by: String,
    #[command(subcommand)]
    decision: Decision,
}

#[derive(Subcommand)]
enum Decision {
    /// Announce a post that waits
    Approve { status: i64 },
    /// Refuse a post that waits
    Reject { status: i64 },
    /// Take an announced post out of the group
    Remove {
        status: i64,
        /// Why; everyone is told
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Bring it back
    Restore { status: i64 },
    /// Let only those who run the group answer below a post
    Lock {
        status: i64,
        /// Why; everyone is told
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Let everyone answer again
    Unlock { status: i64 },
    /// Put a post on top of the group
    Pin { status: i64 },
    /// Take it off
    Unpin { status: i64 },
    /// Shut someone out
    Ban {
        /// `name`, or `name@domain` of an account that is known here
        account: String,
        /// Why; everyone is told
        #[arg(long, default_value = "")]
        reason: String,
        /// Take out what they posted
        #[arg(long)]
        remove_posts: bool,
    },
    /// Let someone in again
    Unban { account: String },
    /// Give someone a role: owner, moderator or member
    Role { account: String, role: String },
}

/// Decides.
pub(super) async fn run(ctx: &Context, decide: &Decide) -> anyhow::Result<()> {
    let id = find_group(ctx, &decide.group).await?.id;
    let who = find(ctx, &decide.by).await?;
    let by = Moderator::from(who);
    match &decide.decision {
        Decision::Approve { status } => group_post::approve(ctx, id, who, StatusId(*status)).await,
        Decision::Reject { status } => group_post::reject(ctx, id, who, StatusId(*status)).await,
        Decision::Remove { status, reason } => {
            group_post::remove(ctx, id, by, StatusId(*status), reason).await
        }
        Decision::Restore { status } => group_post::restore(ctx, id, by, StatusId(*status)).await,
        Decision::Lock { status, reason } => {
            group_lock::lock(ctx, id, by, StatusId(*status), reason).await
        }
        Decision::Unlock { status } => group_lock::unlock(ctx, id, by, StatusId(*status)).await,
        Decision::Pin { status } => group_pin::pin(ctx, id, by, StatusId(*status)).await,
        Decision::Unpin { status } => group_pin::unpin(ctx, id, by, StatusId(*status)).await,
        Decision::Ban {
            account,
            reason,
            remove_posts,
        } => {
            let ban = Ban {
                until: None,
                reason: reason.clone(),
                with_posts: *remove_posts,
            };
            group_member::ban(ctx, id, by, find(ctx, account).await?, ban).await
        }
        Decision::Unban { account } => {
            group_member::unban(ctx, id, by, find(ctx, account).await?).await
        }
        Decision::Role { account, role } => {
            let role = MembershipRole::parse(role)
                .context("a role is one of owner, moderator and member")?;
            group_member::set_role(ctx, id, by, find(ctx, account).await?, role).await
        }
    }?;
    Ok(())
}

async fn find(ctx: &Context, name: &str) -> anyhow::Result<domain::id::AccountId> {
    let found = account::lookup(ctx, name).await;
    let found = found.with_context(|| format!("no account \"{name}\" is known here"))?;
    Ok(found.id)
}
