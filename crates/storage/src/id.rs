//! Typed ids. An id is unix milliseconds shifted left by 16 bits, with the next number of this process below, so that ids
//! rise with time and fit the decimal strings that Mastodon apps compare by length and then as text. Each process counts
//! from a number drawn by chance: within one no two ids are the same, and of two processes that write in the same
//! millisecond one in 65,536 meets the other's id, which the unique key refuses.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU16, Ordering};

use sea_orm::DeriveValueType;

use crate::time::Timestamp;

static NEXT: LazyLock<AtomicU16> = LazyLock::new(|| AtomicU16::new(rand::random()));

/// Makes the number of a new id for something that happened at `at`.
#[must_use]
pub fn generate(at: Timestamp) -> i64 {
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    (at.millis().max(0) << 16) | i64::from(next)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType,
            serde::Serialize, serde::Deserialize,
        )]
        #[sea_orm(try_from_u64)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl $name {
            /// Draws a new id for something that happened at `at`.
            #[must_use]
            pub fn generate(at: Timestamp) -> Self {
                Self(generate(at))
            }

            /// The time that the id carries.
            #[must_use]
            pub fn at(self) -> Timestamp {
                Timestamp(self.0 >> 16)
            }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> i64 {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// An actor, local or remote.
    AccountId,
    /// A login.
    UserId,
    /// A passkey of a login.
    PasskeyId,
    /// A browser session.
    SessionId,
    /// An OAuth client.
    ApplicationId,
    /// An access token.
    TokenId,
    /// A status or a boost.
    StatusId,
    /// A former version of a status.
    StatusEditId,
    /// A thread: the id of the status that began it here.
    ConversationId,
    /// A thread of direct statuses as one person has it.
    AccountConversationId,
    /// A hashtag.
    TagId,
    /// An attachment, avatar, header or emoji.
    MediaId,
    /// A custom emoji.
    CustomEmojiId,
    /// An announcement.
    AnnouncementId,
    /// A collection of accounts.
    CollectionId,
    /// An account in a collection.
    CollectionItemId,
    /// A favourite.
    FavouriteId,
    /// A quote.
    QuoteId,
    /// What an issuer vouches for about an account.
    CredentialId,
    /// An issuer whose word counts here.
    CredentialIssuerId,
    /// A directory that provisions logins.
    ScimDirectoryId,
    /// A person as a directory describes them.
    ScimUserId,
    /// A group of a directory.
    ScimGroupId,
    /// The wish of an administrator to know who stands behind a pseudonym.
    DisclosureId,
    /// Somebody in an imported directory.
    DirectoryStubId,
    /// A request for verification.
    VerificationRequestId,
    /// Something that was done about a request for verification.
    VerificationStepId,
    /// A file that proves what a request for verification says.
    EvidenceId,
    /// A bookmark.
    BookmarkId,
    /// A pin.
    PinId,
    /// A follow or a request for one.
    FollowId,
    /// A block.
    BlockId,
    /// A mute.
    MuteId,
    /// A domain that one account blocks.
    AccountDomainBlockId,
    /// A notification.
    NotificationId,
    /// A status to be posted later.
    ScheduledStatusId,
    /// A poll.
    PollId,
    /// What is shown of a page that statuses link to.
    CardId,
    /// A vote in a poll.
    PollVoteId,
    /// A filter.
    FilterId,
    /// A keyword of a filter.
    FilterKeywordId,
    /// A status that a filter names.
    FilterStatusId,
    /// Somebody filtered asks to be heard.
    NotificationRequestId,
    /// A report.
    ReportId,
    /// What a moderator notes about a report.
    ReportNoteId,
    /// A received activity.
    InboxId,
    /// An activity to deliver.
    OutboxId,
    /// One inbox that an activity goes to.
    DeliveryId,
    /// An app's wish to be told by Web Push.
    PushSubscriptionId,
    /// A Web Push message on its way; rises by one, like that of an event.
    PushId,
    /// A piece of work.
    JobId,
    /// An event; rises by one, unlike all other ids.
    EventId,
    /// A domain that the instance limits.
    DomainBlockId,
    /// A domain that an instance with limited federation speaks to.
    DomainAllowId,
    /// A server that is asked to pass public statuses on.
    RelayId,
    /// A domain of addresses with which not everyone signs up.
    EmailDomainBlockId,
    /// A network from which less is possible.
    IpBlockId,
    /// An address with which nobody signs up any more.
    CanonicalEmailBlockId,
    /// A rule of the instance.
    RuleId,
    /// A file that a member brings along.
    ImportId,
    /// A list of members that an administrator brings.
    MemberImportId,
    /// A list.
    ListId,
    /// An account on a list.
    ListMemberId,
    /// A hashtag that an account follows.
    TagFollowId,
    /// A hashtag on a profile.
    FeaturedTagId,
    /// An account on the profile of another one.
    EndorsementId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_carries_its_time() {
        let at = Timestamp(1_790_000_000_123);
        assert_eq!(StatusId::generate(at).at(), at);
        let same_time = (0..1000).map(|_| StatusId::generate(at));
        let different: std::collections::HashSet<StatusId> = same_time.collect();
        assert_eq!(different.len(), 1000);
        assert_eq!("42".parse::<StatusId>().expect("a number"), StatusId(42));
    }
}
