//! The closed sets of words that columns hold.

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name {
            $($(#[$vdoc])* #[sea_orm(string_value = $word)] #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// The word in the database and in the API.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Reads the word; `None` when it is not one of the set.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    )+};
}

mod account;
mod credential;
mod group;
mod import;
mod media;
mod moderation;
mod notification;
mod status;

pub use account::{
    AccessRole, ActorKind, DisclosureReason, ExpandMedia, MailLinkPurpose, OidcPurpose, ScimRole,
    SessionFactor, StubKind, UserRole,
};
pub use credential::{
    Assurance, CredentialKind, CredentialState, Register, VerificationState, VerificationStepKind,
};
pub use group::{GroupPostState, MembershipRole, MembershipState};
pub use import::{ImportKind, ImportLineState, ImportProblem, ListedMembership, MemberOutcome};
pub use media::{MediaKind, MediaPurpose, MediaState};
pub use moderation::{IpSeverity, ModerationAction, QueueState, RelayKind, RelayState, Severity};
pub use notification::{
    FilterAction, FilterContext, NotificationAction, NotificationKind, PushPolicy,
};
pub use status::{Circle, CollectionItemState, QuotePolicy, QuoteState, RepliesPolicy, Visibility};
