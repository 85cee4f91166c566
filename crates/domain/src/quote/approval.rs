//! Who may quote a status (FEP-044f; `quote_approval` of the Mastodon API).

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use storage::follow;
use storage::id::AccountId;
use storage::kinds::{Circle, QuotePolicy, Visibility};
use storage::status::Status;

use crate::context::Context;
use crate::error::Result;
use crate::policy;

/// Whom the author of a status lets quote it, or do something else with it, as its columns remember it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who may at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub automatic: Vec<Circle>,
    /// Who may when the author agrees.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub manual: Vec<Circle>,
}

impl Approval {
    /// What `policy` means for a status of ours. What not everyone may see is quoted by nobody else, as in Mastodon.
    #[must_use]
    pub fn of_policy(policy: QuotePolicy, visibility: Visibility) -> Self {
        let automatic = match policy {
            QuotePolicy::Public if policy::quotable(visibility) => vec![Circle::Public],
            QuotePolicy::Followers if policy::quotable(visibility) => vec![Circle::Followers],
            _ => Vec::new(),
        };
        Self {
            automatic,
            manual: Vec::new(),
        }
    }

    pub(crate) fn to_column(&self) -> Result<String> {
        Ok(serde_json::to_string(self)?)
    }

    /// How `who`, who is not the author, would be met. Of somebody who is not known only that is said which is so for
    /// everyone.
    #[must_use]
    pub fn standing(&self, who: Option<AccountId>, ties: Ties) -> Standing {
        let Self { automatic, manual } = self;
        let is_one = |some: &Circle| match some {
            Circle::Public => true,
            Circle::Followers => ties.follows,
            Circle::Following => ties.followed,
            Circle::Unsupported => false,
        };
        let depends = |some: &Circle| {
            *some == Circle::Unsupported || (who.is_none() && *some != Circle::Public)
        };
        if automatic.iter().any(is_one) {
            Standing::Automatic
        } else if manual.iter().any(is_one) {
            Standing::Manual
        } else if automatic.iter().chain(manual).any(depends) {
            Standing::Unknown
        } else {
            Standing::Denied
        }
    }
}

/// How a quote of a status, or whatever else is done with it, would be met (words of the Mastodon API).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is agreed to at once.
    Automatic,
    /// The author is asked.
    Manual,
    /// It is refused.
    Denied,
    /// Another server decides by rules that are not understood here.
    Unknown,
}

/// How someone who would quote stands to the author.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    /// They follow the author.
    pub follows: bool,
    /// The author follows them.
    pub followed: bool,
}

/// What must be known of a status to say who may quote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotable {
    /// Its author.
    pub author: AccountId,
    /// Whom its author lets quote it, as far as anyone may.
    pub approval: Approval,
    by_author: bool,
}

impl Quotable {
    /// Reads it from the row.
    ///
    /// # Errors
    /// When the column holds something else than it should.
    pub fn of(status: &Status) -> Result<Self> {
        let original = status.reblog_of_id.is_none();
        let approval = if original && policy::quotable(status.visibility) {
            serde_json::from_str(&status.quote_approval)?
        } else {
            Approval::default()
        };
        Ok(Self {
            author: status.account_id,
            approval,
            by_author: original && policy::quotable_by_author(status.visibility),
        })
    }

    /// Whether [`Self::standing`] of `who` depends on their ties with the author.
    #[must_use]
    pub fn asks_for_ties(&self, who: AccountId) -> bool {
        let Approval { automatic, manual } = &self.approval;
        let mut all = automatic.iter().chain(manual);
        who != self.author
            && !automatic.contains(&Circle::Public)
            && all.any(|some| matches!(some, Circle::Followers | Circle::Following))
    }

    /// How a quote by `who` would be met. Of somebody who is not known only that is said which is so for everyone.
    #[must_use]
    pub fn standing(&self, who: Option<AccountId>, ties: Ties) -> Standing {
        if who == Some(self.author) {
            return if self.by_author {
                Standing::Automatic
            } else {
                Standing::Denied
            };
        }
        self.approval.standing(who, ties)
    }
}

/// The ties of `who` with each of `authors`: one query for all of them.
///
/// # Errors
/// When the database refuses.
pub async fn ties(
    ctx: &Context,
    who: AccountId,
    authors: &[AccountId],
) -> Result<HashMap<AccountId, Ties>> {
    let mut ties: HashMap<AccountId, Ties> = HashMap::new();
    if authors.is_empty() {
        return Ok(ties);
    }
    for (follower, target) in follow::list_between(ctx.db.read(), who, authors).await? {
        if follower == who {
            ties.entry(target).or_default().follows = true;
        } else {
            ties.entry(follower).or_default().followed = true;
        }
    }
    Ok(ties)
}

/// How a quote of `status` by `who` would be met now.
pub(super) async fn standing(ctx: &Context, who: AccountId, status: &Status) -> Result<Standing> {
    let quotable = Quotable::of(status)?;
    let all = if quotable.asks_for_ties(who) {
        ties(ctx, who, &[quotable.author]).await?
    } else {
        HashMap::new()
    };
    let ties = all.get(&quotable.author).copied().unwrap_or_default();
    Ok(quotable.standing(Some(who), ties))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotable(automatic: &[Circle], manual: &[Circle]) -> Quotable {
        Quotable {
            author: AccountId(1),
            approval: Approval {
                automatic: automatic.to_vec(),
                manual: manual.to_vec(),
            },
            by_author: true,
        }
    }

    #[test]
    fn who_may_quote_depends_on_their_ties() {
        use Circle::{Followers, Following, Public, Unsupported};
        let (stranger, fan, idol) = (
            Ties::default(),
            Ties {
                follows: true,
                followed: false,
            },
            Ties {
                follows: false,
                followed: true,
            },
        );
        for (automatic, manual, ties, expected) in [
            (&[Public][..], &[][..], stranger, Standing::Automatic),
            (&[Followers], &[], stranger, Standing::Denied),
            (&[Followers], &[], fan, Standing::Automatic),
            (&[Following], &[Public], stranger, Standing::Manual),
            (&[Following], &[Public], idol, Standing::Automatic),
            (&[], &[Followers], fan, Standing::Manual),
            (&[Unsupported], &[], stranger, Standing::Unknown),
            (&[], &[], fan, Standing::Denied),
        ] {
            let quotable = quotable(automatic, manual);
            let standing = quotable.standing(Some(AccountId(2)), ties);
            assert_eq!(standing, expected, "{quotable:?} {ties:?}");
            let own = quotable.standing(Some(AccountId(1)), ties);
            assert_eq!(own, Standing::Automatic);
        }
    }

    #[test]
    fn of_nobody_known_is_said_what_is_so_for_everyone() {
        let of = |automatic| quotable(automatic, &[]).standing(None, Ties::default());
        assert_eq!(of(&[Circle::Public]), Standing::Automatic);
        assert_eq!(of(&[Circle::Followers]), Standing::Unknown);
        assert_eq!(of(&[]), Standing::Denied);
    }
}
