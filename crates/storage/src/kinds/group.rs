//! Groups.

use sea_orm::entity::prelude::*;

words! {
    /// A member's part in a group.
    MembershipRole {
        /// Appoints moderators, may freeze.
        Owner = "owner",
        /// Decides on posts and members.
        Moderator = "moderator",
        /// Posts.
        Member = "member",
    }
    /// Where a membership stands.
    MembershipState {
        /// Belongs.
        Approved = "approved",
        /// Asked to belong.
        Pending = "pending",
        /// May neither post nor ask again.
        Banned = "banned",
    }
    /// Where a status offered to a group stands.
    GroupPostState {
        /// Waits for a moderator.
        Pending = "pending",
        /// Was announced.
        Announced = "announced",
        /// Was refused.
        Rejected = "rejected",
        /// Was announced and taken back.
        Removed = "removed",
    }
}
