//! What people are told, and what they do not want to see.

use sea_orm::entity::prelude::*;

words! {
    /// Why someone is told (type of the Mastodon API).
    NotificationKind {
        /// Named in a status.
        Mention = "mention",
        /// A followed account posted, and its bell is on; or a post waits in a group that one runs.
        Status = "status",
        /// One's status was boosted.
        Reblog = "reblog",
        /// A new follower.
        Follow = "follow",
        /// Someone asks to follow.
        FollowRequest = "follow_request",
        /// One's status was favourited.
        Favourite = "favourite",
        /// A poll that one asked, or voted in, is over.
        Poll = "poll",
        /// A status that one boosted was edited.
        Update = "update",
        /// One's status was quoted.
        Quote = "quote",
        /// A status that one quoted was edited.
        QuotedUpdate = "quoted_update",
        /// Someone put one into a collection.
        AddedToCollection = "added_to_collection",
        /// Someone signed up.
        AdminSignUp = "admin.sign_up",
        /// Someone was reported.
        AdminReport = "admin.report",
    }
    /// Where a filter is applied.
    FilterContext {
        /// The home timeline and lists.
        Home = "home",
        /// Notifications.
        Notifications = "notifications",
        /// Public and hashtag timelines.
        Public = "public",
        /// Threads.
        Thread = "thread",
        /// Profiles.
        Account = "account",
    }
    /// What happens to a status that a filter matches.
    FilterAction {
        /// It is folded up behind the filter's title.
        Warn = "warn",
        /// It is left out.
        Hide = "hide",
        /// Its media are blurred.
        Blur = "blur",
    }
    /// What is done with a notification that the policy of its recipient is about.
    NotificationAction {
        /// It is shown.
        Accept = "accept",
        /// It waits behind a request.
        Filter = "filter",
        /// It is not made at all.
        Drop = "drop",
    }
    /// Whose notifications an app wants to be pushed (type of the Mastodon API).
    PushPolicy {
        /// Everyone's.
        All = "all",
        /// Those of whom one follows.
        Followed = "followed",
        /// Those of one's followers.
        Follower = "follower",
        /// Nobody's.
        None = "none",
    }
}
