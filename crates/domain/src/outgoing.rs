//! What this instance tells others. A use-case names the activity; `protocol` builds it and knows who receives it.

pub mod parties;

use serde::{Deserialize, Serialize};
use storage::Transaction;
use storage::id::{
    AccountId, BlockId, CredentialId, FavouriteId, FollowId, PollVoteId, QuoteId, RelayId,
    ReportId, StatusId, TagId,
};
use storage::kinds::RelayKind;

use crate::clock::Timestamp;
use crate::error::Result;
use crate::group_decision::Decision;
use crate::job::{self, Job};

/// An activity to build. Where the row is gone when it is built, its addresses are carried along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "activity", rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the variants are the activities, the fields their parties"
)]
pub enum Outgoing {
    Create {
        status_id: StatusId,
    },
    Update {
        status_id: StatusId,
    },
    /// `mentioned` received the status and are not found any more.
    Delete {
        account_id: AccountId,
        uri: String,
        mentioned: Vec<AccountId>,
        group_id: Option<AccountId>,
        /// Everyone may have heard of it.
        #[serde(default)]
        is_public: bool,
    },
    Announce {
        status_id: StatusId,
    },
    UndoAnnounce {
        account_id: AccountId,
        uri: String,
        object_uri: String,
        author_id: AccountId,
    },
    Like {
        favourite_id: FavouriteId,
    },
    UndoLike {
        account_id: AccountId,
        uri: String,
        object_uri: String,
        author_id: AccountId,
    },
    Follow {
        follow_id: FollowId,
    },
    FollowRelay {
        relay_id: RelayId,
    },
    UndoFollowRelay {
        url: String,
        kind: RelayKind,
        account_id: Option<AccountId>,
        follow_uri: String,
    },
    /// A public status of ours, for relays that are spoken to as actors.
    RelayAnnounce {
        status_id: StatusId,
    },
    UndoFollow {
        account_id: AccountId,
        uri: String,
        target_id: AccountId,
    },
    /// `account_id` agrees to the follow `follow_uri` of `follower_id`.
    Accept {
        account_id: AccountId,
        follow_uri: String,
        follower_id: AccountId,
    },
    Reject {
        account_id: AccountId,
        follow_uri: String,
        follower_id: AccountId,
    },
    Block {
        block_id: BlockId,
    },
    UndoBlock {
        account_id: AccountId,
        uri: String,
        target_id: AccountId,
    },
    UpdateActor {
        account_id: AccountId,
    },
    DeleteActor {
        account_id: AccountId,
    },
    /// The account moved to where its row says.
    Move {
        account_id: AccountId,
    },
    Flag {
        report_id: ReportId,
    },
    Pin {
        account_id: AccountId,
        status_uri: String,
    },
    Unpin {
        account_id: AccountId,
        status_uri: String,
    },
    /// What someone of another server says in a thread of `account_id`, as it came (`ActivityPub` §7.1.2).
    Forward {
        account_id: AccountId,
        body: String,
    },
    /// A hashtag stands on a profile.
    FeatureTag {
        account_id: AccountId,
        tag_id: TagId,
        name: String,
    },
    UnfeatureTag {
        account_id: AccountId,
        tag_id: TagId,
        name: String,
    },
    /// The numbers of a poll changed, or it is over.
    UpdatePoll {
        status_id: StatusId,
    },
    /// A status says the same, and who may do what with it or what it quotes stands otherwise.
    Renew {
        status_id: StatusId,
    },
    /// The author of a status asks the author of what it quotes (FEP-044f).
    QuoteRequest {
        quote_id: QuoteId,
    },
    /// The answer to such a request, with the stamp.
    AcceptQuote {
        quote_id: QuoteId,
    },
    /// The other answer: the status `quoting_uri` of `quoter_id` may not quote.
    RejectQuote {
        quoted_id: StatusId,
        quoter_id: AccountId,
        quoting_uri: String,
        request_uri: String,
    },
    /// The reply `uri` of `replier_id` is not let in by `account_id`, whose status it answers.
    RejectReply {
        account_id: AccountId,
        replier_id: AccountId,
        uri: String,
    },
    /// This instance vouches for someone of another server.
    CreateCredential {
        credential_id: CredentialId,
    },
    /// What it vouches for stands otherwise.
    UpdateCredential {
        credential_id: CredentialId,
    },
    /// The credential `uri` about `subject_id` is gone; `readers` asked for it.
    DeleteCredential {
        uri: String,
        subject_id: AccountId,
        readers: Vec<AccountId>,
    },
    /// The stamp of a quote is worth nothing any more.
    RevokeQuote {
        quote_id: QuoteId,
    },
    /// A vote in a poll of another server.
    Vote {
        vote_id: PollVoteId,
    },
    /// A group passes on the activity that a status came with (FEP-1b12). The plain Announce is the group's boost.
    GroupAnnounce {
        group_id: AccountId,
        status_id: StatusId,
    },
    /// The same when a status of ours was edited.
    GroupUpdate {
        group_id: AccountId,
        status_id: StatusId,
    },
    /// The same when its author deletes a status of ours.
    GroupDelete {
        group_id: AccountId,
        account_id: AccountId,
        object_uri: String,
    },
    /// The same with what someone of ours who runs the group decided. `number` makes the activity's id, once for all.
    GroupDecision {
        group_id: AccountId,
        moderator_id: AccountId,
        number: i64,
        decision: Decision,
    },
    /// The same when someone of ours favourites a status of the group.
    GroupLike {
        group_id: AccountId,
        favourite_id: FavouriteId,
    },
    /// The same when they take that back.
    GroupUndoLike {
        group_id: AccountId,
        account_id: AccountId,
        uri: String,
        object_uri: String,
    },
    /// The same with a vote of another server, for servers that have groups themselves.
    GroupForwardVote {
        group_id: AccountId,
        body: String,
    },
    /// The same with what another server says of a status: the activity as it came.
    GroupForward {
        group_id: AccountId,
        body: String,
    },
}

/// Tells others, with the transaction.
///
/// # Errors
/// When the database refuses.
pub async fn send(tx: &Transaction, activity: Outgoing, now: Timestamp) -> Result<()> {
    job::enqueue(tx, &Job::Distribute(activity), now).await
}
