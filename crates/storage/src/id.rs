//! Typed ids. An id is unix milliseconds shifted left by 16 bits, with 16 random bits below, so that ids rise with time,
//! are unique across processes (a conflict is drawn again by the caller's unique key) and fit the decimal strings that
//! Mastodon apps compare by length and then as text.

use rand::RngCore;
use sea_orm::DeriveValueType;

use crate::time::Timestamp;

/// Makes the number of a new id for something that happened at `at`.
#[must_use]
pub fn generate(at: Timestamp) -> i64 {
    let chance = i64::from(rand::rng().next_u32() & 0xFFFF);
    (at.millis().max(0) << 16) | chance
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
    /// A hashtag.
    TagId,
    /// An attachment, avatar or header.
    MediaId,
    /// A favourite.
    FavouriteId,
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
    /// A report.
    ReportId,
    /// A received activity.
    InboxId,
    /// An activity to deliver.
    OutboxId,
    /// One inbox that an activity goes to.
    DeliveryId,
    /// A piece of work.
    JobId,
    /// An event; rises by one, unlike all other ids.
    EventId,
    /// A domain that the instance limits.
    DomainBlockId,
    /// A rule of the instance.
    RuleId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_carries_its_time() {
        let at = Timestamp(1_790_000_000_123);
        assert_eq!(StatusId::generate(at).at(), at);
        assert_eq!("42".parse::<StatusId>().expect("a number"), StatusId(42));
    }
}
