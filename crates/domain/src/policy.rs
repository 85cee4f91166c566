//! Who may see a status: the only file that knows visibility, blocks and membership. It yields an [`Audience`], which
//! `storage::visibility` compiles to SQL and [`admits`] judges in memory; a property test holds the two equal.

#[cfg(test)]
mod tests;

use storage::kinds::Visibility;
pub use storage::visibility::{Audience, Denial, Grant};

use crate::viewer::Viewer;

/// Where a status would be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Asked for by its address, in its thread or on its author's profile.
    Asked,
    /// Put before someone who did not ask for it: home, lists, notifications, search, streams.
    Offered,
    /// Put before everyone: public and hashtag timelines. Public statuses only.
    Listed,
}

const ASKED_GRANTS: &[Grant] = &[
    Grant::Visibility(Visibility::Public),
    Grant::Visibility(Visibility::Unlisted),
    Grant::Author,
    Grant::Mentioned,
    Grant::Follower(Visibility::Private),
    Grant::Member(Visibility::Group),
];
const LISTED_GRANTS: &[Grant] = &[Grant::Visibility(Visibility::Public)];
const ASKED_DENIALS: &[Denial] = &[Denial::AuthorSuspended, Denial::BlockedByAuthor];
const OFFERED_DENIALS: &[Denial] = &[
    Denial::AuthorSuspended,
    Denial::BlockedByAuthor,
    Denial::AuthorBlocked,
    Denial::AuthorMuted,
    Denial::DomainBlocked,
];
const LISTED_DENIALS: &[Denial] = &[
    Denial::AuthorSuspended,
    Denial::AuthorSilenced,
    Denial::BlockedByAuthor,
    Denial::AuthorBlocked,
    Denial::AuthorMuted,
    Denial::DomainBlocked,
];

/// What `viewer` may see at `place`.
#[must_use]
pub fn audience(viewer: Viewer, place: Place) -> Audience {
    let (grants, denials) = match place {
        Place::Asked => (ASKED_GRANTS, ASKED_DENIALS),
        Place::Offered => (ASKED_GRANTS, OFFERED_DENIALS),
        Place::Listed => (LISTED_GRANTS, LISTED_DENIALS),
    };
    Audience {
        viewer: viewer.account(),
        grants,
        denials,
    }
}

/// Why a viewer would not want to see at first what someone quotes to them, though they may. As in Mastodon the first that
/// holds is told.
pub const ASIDE: &[Denial] = &[
    Denial::DomainBlocked,
    Denial::AuthorBlocked,
    Denial::AuthorMuted,
];

/// What must be known of a status and a viewer to judge in memory.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one fact that a grant or a denial asks for"
)]
pub struct Facts {
    /// The status's visibility.
    pub visibility: Visibility,
    /// The viewer wrote it.
    pub is_author: bool,
    /// The viewer is mentioned.
    pub is_mentioned: bool,
    /// The viewer is an accepted follower of the author.
    pub follows_author: bool,
    /// The viewer is an approved member of the status's group.
    pub is_member: bool,
    /// The author is suspended or gone.
    pub author_suspended: bool,
    /// The author is silenced.
    pub author_silenced: bool,
    /// The author blocks the viewer.
    pub blocked_by_author: bool,
    /// The viewer blocks the author.
    pub blocks_author: bool,
    /// The viewer mutes the author.
    pub mutes_author: bool,
    /// The viewer blocks the author's domain.
    pub blocks_domain: bool,
}

/// Whether `audience` may see a status of which `facts` hold.
#[must_use]
pub fn admits(audience: &Audience, facts: &Facts) -> bool {
    let known = audience.viewer.is_some();
    let granted = audience.grants.iter().any(|grant| match grant {
        Grant::Visibility(visibility) => facts.visibility == *visibility,
        Grant::Author => known && facts.is_author,
        Grant::Mentioned => known && facts.is_mentioned,
        Grant::Follower(visibility) => {
            known && facts.visibility == *visibility && facts.follows_author
        }
        Grant::Member(visibility) => known && facts.visibility == *visibility && facts.is_member,
    });
    let denied = audience.denials.iter().any(|denial| match denial {
        Denial::AuthorSuspended => facts.author_suspended,
        Denial::AuthorSilenced => {
            facts.author_silenced && !(known && (facts.is_author || facts.follows_author))
        }
        Denial::BlockedByAuthor => known && facts.blocked_by_author,
        Denial::AuthorBlocked => known && facts.blocks_author,
        Denial::AuthorMuted => known && facts.mutes_author,
        Denial::DomainBlocked => known && facts.blocks_domain,
    });
    granted && !denied
}

/// Whether a status of this visibility may be boosted by someone other than its author.
#[must_use]
pub fn boostable(visibility: Visibility) -> bool {
    matches!(visibility, Visibility::Public | Visibility::Unlisted)
}

/// Whether a status of this visibility may answer one of visibility `to`. What is said in a closed group is not answered
/// before others: an answer tells of what it answers.
#[must_use]
pub fn may_answer(visibility: Visibility, to: Visibility) -> bool {
    to != Visibility::Group || matches!(visibility, Visibility::Group | Visibility::Direct)
}

/// Whether a status of this visibility may be quoted by someone other than its author, as far as its author agrees. What is
/// for some people, or for the members of a group, stays among them.
#[must_use]
pub fn quotable(visibility: Visibility) -> bool {
    matches!(visibility, Visibility::Public | Visibility::Unlisted)
}

/// Whether its author may quote a status of this visibility.
#[must_use]
pub fn quotable_by_author(visibility: Visibility) -> bool {
    quotable(visibility) || visibility == Visibility::Private
}
