//! The instance, its neighbours and its queues.

use sea_orm::entity::prelude::*;

words! {
    /// How a relay is spoken to (FEP-ae0c).
    RelayKind {
        /// At its inbox, which is asked with a Follow of Public (Mastodon).
        Inbox = "inbox",
        /// As an actor, which is followed and follows back (LitePub).
        Actor = "actor",
    }
    /// How a relay answered.
    RelayState {
        /// Not yet.
        Pending = "pending",
        /// It agreed.
        Accepted = "accepted",
        /// It refused.
        Rejected = "rejected",
    }
    /// Where a piece of queued work stands.
    QueueState {
        /// Is to be done.
        Queued = "queued",
        /// Is done.
        Done = "done",
        /// Was given up; kept for the operator.
        Failed = "failed",
    }
    /// What moderators do about an account (type of the Mastodon API).
    ModerationAction {
        /// Nothing but a warning.
        None = "none",
        /// Media of what it posts are hidden at first.
        Sensitive = "sensitive",
        /// Its owner is shut out, and what it posted stays.
        Disable = "disable",
        /// It is hidden from public places, still followable.
        Silence = "silence",
        /// Nobody sees it.
        Suspend = "suspend",
    }
    /// What is not possible from a network (type of the Mastodon API); the strictest is the greatest.
    IpSeverity {
        /// Joining without a moderator's approval.
        SignUpRequiresApproval = "sign_up_requires_approval",
        /// Joining.
        SignUpBlock = "sign_up_block",
        /// Anything.
        NoAccess = "no_access",
    }
    /// How much of a domain the instance refuses.
    Severity {
        /// No more than what else is decided about it.
        Noop = "noop",
        /// Hidden from public places, still followable.
        Silence = "silence",
        /// Nothing in, nothing out.
        Suspend = "suspend",
    }
}
