//! What others may do with a status, as its author says (`interactionPolicy` of `GoToSocial`). Who may quote it is
//! [`crate::quote`]'s; whom it names, whom it answers and its author may always reply.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use storage::Set;
use storage::id::{AccountId, StatusId};
use storage::kinds::Circle;
use storage::mention;
use storage::status::{Change, Status};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::outgoing::{self, Outgoing};
use crate::quote::{Approval, Standing, ties};
use crate::reason::Reason;
use crate::status::change_terms;

/// What someone does with a status of someone else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interaction {
    /// A favourite.
    Favourite,
    /// A reply.
    Reply,
    /// A boost.
    Boost,
}

/// Whom the author of a status lets do what, as `statuses.interaction_policy` remembers it. What is missing everybody may.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Who may favourite it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub favourite: Option<Approval>,
    /// Who may reply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<Approval>,
    /// Who may boost it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boost: Option<Approval>,
}

impl Policy {
    /// Lets `repliers` reply at once, and nobody else but those whom the status names.
    #[must_use]
    pub fn of_repliers(repliers: &[Circle]) -> Self {
        if repliers.contains(&Circle::Public) {
            return Self::default();
        }
        Self {
            reply: Some(Approval {
                automatic: repliers.to_vec(),
                manual: Vec::new(),
            }),
            ..Self::default()
        }
    }

    /// Reads it from the row.
    ///
    /// # Errors
    /// When the column holds something else than it should.
    pub fn of(status: &Status) -> Result<Self> {
        Ok(serde_json::from_str(&status.interaction_policy)?)
    }

    pub(crate) fn to_column(&self) -> Result<String> {
        Ok(serde_json::to_string(self)?)
    }

    fn rule(&self, what: Interaction) -> Option<&Approval> {
        match what {
            Interaction::Favourite => self.favourite.as_ref(),
            Interaction::Reply => self.reply.as_ref(),
            Interaction::Boost => self.boost.as_ref(),
        }
    }
}

/// How it would be met if `who` did `what` with a status.
///
/// # Errors
/// When the database refuses.
pub async fn standing(
    ctx: &Context,
    who: AccountId,
    status: &Status,
    what: Interaction,
) -> Result<Standing> {
    let policy = Policy::of(status)?;
    let Some(rule) = policy.rule(what).filter(|_| status.account_id != who) else {
        return Ok(Standing::Automatic);
    };
    if what == Interaction::Reply && is_meant(ctx, who, status).await? {
        return Ok(Standing::Automatic);
    }
    let all = ties(ctx, who, &[status.account_id]).await?;
    let ties = all.get(&status.account_id).copied().unwrap_or_default();
    Ok(rule.standing(Some(who), ties))
}

/// Whether a status names `who`, or answers them.
async fn is_meant(ctx: &Context, who: AccountId, status: &Status) -> Result<bool> {
    if status.in_reply_to_account_id == Some(who) {
        return Ok(true);
    }
    let named = mention::mentions_of(ctx.db.read(), &[status.id]).await?;
    let mut named = named.into_values().flatten();
    Ok(named.any(|mentioned| mentioned.id == who))
}

/// Refuses what the author of a status does not let `who` do. Where their server decides by rules that are not understood
/// here, it is let through.
///
/// # Errors
/// `Invalid`, which names the rule. What would have to be approved first is refused too: nobody can be asked from here.
pub(crate) async fn check(
    ctx: &Context,
    who: AccountId,
    status: &Status,
    what: Interaction,
) -> Result<()> {
    match standing(ctx, who, status, what).await? {
        Standing::Automatic | Standing::Unknown => Ok(()),
        Standing::Manual => Err(refusal(
            what,
            "is of an author who approves each interaction first, which cannot be asked for from here".into(),
        )),
        Standing::Denied => {
            let policy = Policy::of(status)?;
            let rule = policy.rule(what);
            let followers = rule.is_some_and(|rule| rule.automatic.contains(&Circle::Followers));
            Err(refusal(what, denied(what, followers)))
        }
    }
}

fn denied(what: Interaction, followers: bool) -> Reason {
    match what {
        Interaction::Reply if followers => {
            "is of an author who lets only followers and those mentioned reply".into()
        }
        Interaction::Reply => "is of an author who does not let you reply".into(),
        Interaction::Favourite => "is of an author who does not let you favourite it".into(),
        Interaction::Boost => "is of an author who does not let you boost it".into(),
    }
}

fn refusal(what: Interaction, reason: Reason) -> Error {
    let field = match what {
        Interaction::Reply => "in_reply_to_id",
        Interaction::Favourite | Interaction::Boost => "id",
    };
    Error::invalid(field, reason)
}

/// Whether a reply of `replier`, of another server, may stand below `parent`. What answers a status of another server is for
/// that server to judge.
pub(crate) async fn admits_reply(
    ctx: &Context,
    replier: AccountId,
    parent: &Status,
) -> Result<bool> {
    if !parent.local {
        return Ok(true);
    }
    let standing = standing(ctx, replier, parent, Interaction::Reply).await?;
    Ok(standing == Standing::Automatic)
}

/// Tells `replier` that their reply `uri` is not let in below `parent`.
pub(crate) async fn turn_away(
    ctx: &Context,
    replier: AccountId,
    parent: &Status,
    uri: &str,
) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let answer = Outgoing::RejectReply {
        account_id: parent.account_id,
        replier_id: replier,
        uri: uri.to_owned(),
    };
    outgoing::send(&tx, answer, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Lets `repliers` reply to a status of `author` from now on. What was said before stays.
///
/// # Errors
/// `NotFound` when the status is not there or is someone else's.
pub async fn set_repliers(
    ctx: &Context,
    author: AccountId,
    id: StatusId,
    repliers: &[Circle],
) -> Result<()> {
    change_terms(ctx, author, id, |status| {
        let policy = Policy::of_repliers(repliers).to_column()?;
        let change = || Change {
            interaction_policy: Set(policy.clone()),
            ..Change::default()
        };
        Ok((policy != status.interaction_policy).then(change))
    })
    .await
}
