//! Groups, who runs them, and what waits for those.

use domain::account::Account;
use domain::group::GroupView;
use domain::group_post::Listed;
use domain::kinds::MembershipRole;
use domain::status::Status;
use serde::Serialize;
use utoipa::ToSchema;

use super::account_summary::AccountSummary;

/// A group of this server. Follow its account to get its posts, mention it in a public post to post to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Group {
    #[serde(flatten)]
    account: AccountSummary,
    /// What it is about, HTML.
    description: String,
    /// The same, as it was written.
    description_source: String,
    /// Whether those who run it decide on each follower.
    locked: bool,
    /// Whether only they start threads; what others post waits for them.
    restricted: bool,
    /// Nobody is left to run it: nothing is announced any more.
    frozen: bool,
    /// Posts of one author that it announces in an hour; more wait for a moderator.
    posts_per_author_hour: i32,
    /// Posts that it announces in an hour; more wait for a moderator.
    posts_per_hour: i32,
    followers_count: i64,
    /// When it was founded, RFC 3339.
    created_at: String,
    /// Who runs it, owners first.
    moderators: Vec<Member>,
}

/// Someone with a role in a group.
#[derive(Debug, Serialize, ToSchema)]
pub struct Member {
    account: AccountSummary,
    /// `owner`, `moderator` or `member`.
    role: &'static str,
}

/// A post that waits for those who run the group.
#[derive(Debug, Serialize, ToSchema)]
pub struct PendingPost {
    /// The id of the status in both APIs.
    id: String,
    /// Its author.
    account: AccountSummary,
    /// HTML.
    content: String,
    /// The content warning; empty for none.
    spoiler_text: String,
    /// Its `ActivityPub` id.
    uri: String,
    /// When it was posted, RFC 3339.
    created_at: String,
}

/// A post that the group announced.
#[derive(Debug, Serialize, ToSchema)]
pub struct GroupPost {
    #[serde(flatten)]
    post: PendingPost,
    /// Only those who run the group answer below it.
    locked: bool,
    /// It stands on top of the group.
    pinned: bool,
}

impl From<&GroupView> for Group {
    fn from(group: &GroupView) -> Self {
        let (account, rules) = (&group.account, &group.rules);
        Self {
            account: account.into(),
            description: account.note.clone(),
            description_source: account.note_source.clone(),
            locked: account.locked,
            restricted: rules.restricted,
            frozen: rules.frozen_at.is_some(),
            posts_per_author_hour: rules.posts_per_author_hour,
            posts_per_hour: rules.posts_per_hour,
            followers_count: account.followers_count,
            created_at: account.created_at.to_rfc3339(),
            moderators: group.moderators.iter().map(Member::from).collect(),
        }
    }
}

impl From<&(Account, MembershipRole)> for Member {
    fn from((account, role): &(Account, MembershipRole)) -> Self {
        Self {
            account: account.into(),
            role: role.as_str(),
        }
    }
}

impl From<&(Status, Account)> for PendingPost {
    fn from((status, author): &(Status, Account)) -> Self {
        Self::new(status, author)
    }
}

impl From<&Listed> for GroupPost {
    fn from(listed: &Listed) -> Self {
        Self {
            post: PendingPost::new(&listed.status, &listed.author),
            locked: listed.is_locked,
            pinned: listed.is_pinned,
        }
    }
}

impl PendingPost {
    fn new(status: &Status, author: &Account) -> Self {
        Self {
            id: status.id.to_string(),
            account: author.into(),
            content: status.content.clone(),
            spoiler_text: status.spoiler_text.clone(),
            uri: status.uri.clone(),
            created_at: status.created_at.to_rfc3339(),
        }
    }
}
