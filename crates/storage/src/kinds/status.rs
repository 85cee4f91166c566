//! Statuses, and who may do what with them.

use sea_orm::entity::prelude::*;

words! {
    /// Who may see a status; only `domain::policy` draws conclusions from it.
    Visibility {
        /// Everyone, and listed in public timelines.
        Public = "public",
        /// Everyone, but not listed.
        Unlisted = "unlisted",
        /// Followers and those mentioned.
        Private = "private",
        /// Those mentioned.
        Direct = "direct",
        /// The members of the status's group and those mentioned.
        Group = "group",
    }
    /// Where a quote stands (type of the Mastodon API).
    QuoteState {
        /// Not agreed to yet.
        Pending = "pending",
        /// Agreed to by the quoted author.
        Accepted = "accepted",
        /// Refused by the quoted author.
        Rejected = "rejected",
        /// Agreed to, and then no more.
        Revoked = "revoked",
        /// What was quoted is gone.
        Deleted = "deleted",
    }
    /// Whom an author lets quote a status (type of the Mastodon API).
    QuotePolicy {
        /// Everyone.
        Public = "public",
        /// Followers.
        Followers = "followers",
        /// Nobody but the author.
        Nobody = "nobody",
    }
    /// Some people around an author, who may do something with a status (type of the Mastodon API).
    Circle {
        /// Everyone.
        Public = "public",
        /// Followers of the author.
        Followers = "followers",
        /// Those whom the author follows.
        Following = "following",
        /// Those whom another server names in a way that is not understood here.
        Unsupported = "unsupported_policy",
    }
    /// Whose answers a list shows, beside those to its owner and to the author themselves.
    RepliesPolicy {
        /// Nobody else's.
        None = "none",
        /// Those to members of the list.
        List = "list",
        /// Those to everyone whom the owner follows.
        Followed = "followed",
    }
    /// Where an account in a collection stands (state of the Mastodon API).
    CollectionItemState {
        /// Its server was asked and has not answered.
        Pending = "pending",
        /// It is in it.
        Accepted = "accepted",
        /// Its server refused.
        Rejected = "rejected",
        /// It took itself out.
        Revoked = "revoked",
    }
}
