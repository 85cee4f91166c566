//! Lists that somebody brings along.

use sea_orm::entity::prelude::*;

words! {
    /// What a file holds that a member takes along or brings.
    ImportKind {
        /// Whom they follow, and what is shown of them.
        Following = "following",
        /// Who is on which list.
        Lists = "lists",
        /// Whom they block.
        Blocks = "blocks",
        /// Whom they mute.
        Mutes = "mutes",
        /// Which servers they block.
        DomainBlocks = "domain_blocks",
        /// Which statuses they keep.
        Bookmarks = "bookmarks",
    }
    /// Whether somebody is a member of the organisation, as its list says.
    ListedMembership {
        /// They are.
        Active = "active",
        /// They were.
        Ended = "ended",
    }
    /// What comes of a line of a list of members.
    MemberOutcome {
        /// Somebody is invited.
        Created = "created",
        /// Something about somebody changes.
        Updated = "updated",
        /// All is so already.
        Unchanged = "unchanged",
        /// Somebody is left alone, for a reason.
        Skipped = "skipped",
        /// The line cannot be taken.
        Refused = "refused",
    }
    /// Where a line of an imported file stands.
    ImportLineState {
        /// Is to be done.
        Waiting = "waiting",
        /// Is done.
        Done = "done",
        /// Was not done; its problem says why.
        Failed = "failed",
    }
    /// Why a line of an imported file was not done.
    ImportProblem {
        /// No address of an account stands where one belongs.
        Address = "address",
        /// No name of a server stands where one belongs.
        Domain = "domain",
        /// No web address stands where one belongs.
        Link = "link",
        /// The name of a list is missing or too long.
        ListTitle = "list_title",
        /// Something else than `true` or `false` stands in a column of those.
        YesNo = "yes_no",
        /// A column of languages holds something else.
        Languages = "languages",
        /// There is nothing there, or nothing that the member may see.
        NotFound = "not_found",
        /// The other server did not answer, several times.
        Unreachable = "unreachable",
        /// This server does not let it be done: one's own account, a block between the two.
        Refused = "refused",
        /// The member has as many lists as one can have.
        TooManyLists = "too_many_lists",
    }
}
