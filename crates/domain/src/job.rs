//! Work that is done after the transaction that asked for it. Payloads are ids, or what is left of a row that is gone;
//! every job can be run twice.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use storage::id::{
    AccountId, CardId, ConversationId, CredentialId, DisclosureId, ImportId, MediaId,
    MemberImportId, PollId, ScheduledStatusId, StatusId, UserId, VerificationStepId,
};
use storage::kinds::{MailLinkPurpose, ModerationAction};
use storage::{Topic, Transaction};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::outgoing::Outgoing;

/// One piece of work; the one `match` over it is in `server::worker`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum Job {
    /// Build an activity and put it in the queue of deliveries.
    Distribute(Outgoing),
    /// Send a mail with a link; the link is derived from the instance secret, so the queue holds no secret.
    MailLink {
        /// To whom.
        user_id: UserId,
        /// What the link does.
        purpose: MailLinkPurpose,
    },
    /// Tell someone by mail that they may come in.
    MailApproval {
        /// To whom.
        user_id: UserId,
    },
    /// Tell someone by mail that they were turned away. Their rows are gone.
    MailRejection {
        /// The name they had chosen.
        name: String,
        /// Where the mail goes.
        email: String,
        /// Its language.
        locale: String,
    },
    /// Tell someone by mail what moderators decided about their account.
    MailDecision {
        /// To whom.
        user_id: UserId,
        /// What is done.
        action: ModerationAction,
        /// What the moderators say to it.
        text: String,
    },
    /// Tell a member by mail what was done about their request for verification.
    MailVerification {
        /// What was done.
        step_id: VerificationStepId,
    },
    /// Tell a verifier by mail that requests wait.
    MailWaiting {
        /// To whom.
        user_id: UserId,
    },
    /// Tell someone by mail that their log-in asks for a second factor from now on, or no more.
    MailTwoFactor {
        /// To whom.
        user_id: UserId,
        /// Whether it does.
        added: bool,
    },
    /// Write to someone about notifications that they did not read.
    MailNotifications {
        /// To whom they belong.
        account_id: AccountId,
    },
    /// Write to someone who was away about what they missed.
    MailDigest {
        /// To whom.
        account_id: AccountId,
    },
    /// Look for the parent of a status that answers something unknown.
    FetchParent {
        /// The answer.
        status_id: StatusId,
    },
    /// Ask for the first answers to a status, which its author's server sent with it.
    FetchReplies {
        /// Ids of a few statuses.
        uris: Vec<String>,
    },
    /// Look for more of a thread that somebody opened, a step of it.
    RefreshThread {
        /// Which.
        conversation_id: ConversationId,
    },
    /// Look up whom a status of another server names and nobody here knew.
    FetchMentions {
        /// The status.
        status_id: StatusId,
        /// Ids of a few accounts.
        uris: Vec<String>,
    },
    /// Look for what a status of another server quotes, and whether the author of that agrees.
    VerifyQuote {
        /// The status.
        status_id: StatusId,
        /// The stamp that it shows.
        stamp: Option<String>,
    },
    /// Look at a page that statuses link to.
    FetchCard {
        /// What is shown of it.
        card_id: CardId,
    },
    /// Ask a remote account's server who of us follows it, for it counts other followers than we do (FEP-8fcf).
    SynchronizeFollowers {
        /// Who is followed.
        account_id: AccountId,
        /// Where its server lists its followers here.
        url: String,
        /// What they come to.
        digest: String,
    },
    /// Ask another server what software it is.
    DescribeHost {
        /// Its name, with its port if that is not the scheme's own.
        host: String,
    },
    /// Ask for counts, pins and hashtags of a remote actor, which somebody looks at.
    FetchCollections {
        /// Which.
        account_id: AccountId,
    },
    /// Read which credentials a remote actor shows.
    FetchCredentials {
        /// Whose.
        account_id: AccountId,
        /// Where it lists them; nothing when it does so no more.
        url: Option<String>,
    },
    /// Ask an issuer again about credentials that are relied on here, some at a time.
    CheckCredentials {
        /// Its actor.
        issuer_uri: String,
        /// Behind which this step begins.
        after: CredentialId,
    },
    /// Let those who follow an account that moved follow the new one.
    CarryOver {
        /// Which moved.
        account_id: AccountId,
        /// Where it went.
        target_id: AccountId,
    },
    /// Look after a pseudonym: whether its member is still here and verified.
    TendPseudonym {
        /// Which.
        account_id: AccountId,
    },
    /// Tell a member by mail that two administrators looked up who stands behind a pseudonym of theirs. The job does not
    /// say who that is.
    MailDisclosure {
        /// What they agreed to.
        disclosure_id: DisclosureId,
    },
    /// End a mute whose time is over.
    EndMute {
        /// Who mutes.
        account_id: AccountId,
        /// Whom.
        target_id: AccountId,
    },
    /// Show no more what somebody vouched for until now.
    EndCredential {
        /// Which.
        credential_id: CredentialId,
    },
    /// End a ban from a group whose time is over.
    EndBan {
        /// The group.
        group_id: AccountId,
        /// Who was shut out.
        account_id: AccountId,
    },
    /// Take out of a group what someone banned had posted, some at a time.
    EmptyGroupOf {
        /// The group.
        group_id: AccountId,
        /// Who decided so.
        moderator_id: AccountId,
        /// Whose posts.
        account_id: AccountId,
    },
    /// Tell who asked a poll and who voted that it is over.
    EndPoll {
        /// Which.
        poll_id: PollId,
    },
    /// Post a status that was scheduled.
    PublishScheduled {
        /// Which.
        scheduled_id: ScheduledStatusId,
    },
    /// Enter the next of those into the directory who agreed before there was one.
    IndexDirectory {
        /// Those above this id.
        after: AccountId,
    },
    /// Do some lines of a file that a member brought along.
    Import {
        /// Which.
        import_id: ImportId,
    },
    /// Do some lines of a list of members.
    ImportMembers {
        /// Which.
        import_id: MemberImportId,
    },
    /// Make of an uploaded video or sound what is served; its word is that of the queue of slow jobs.
    ProcessMedia {
        /// Which.
        media_id: MediaId,
    },
    /// Remove files whose rows are gone.
    DeleteFiles {
        /// Their names in the store.
        keys: Vec<String>,
    },
    /// Remove what a deleted account leaves behind, some at a time.
    PurgeAccount {
        /// Which.
        account_id: AccountId,
    },
}

/// Enqueues `job` with the transaction, to run at once.
///
/// # Errors
/// When the database refuses.
pub async fn enqueue(tx: &Transaction, job: &Job, now: Timestamp) -> Result<()> {
    enqueue_at(tx, job, None, now, now).await
}

/// Enqueues `job` for `run_at`; with a `key`, only if none of the same key is queued.
///
/// # Errors
/// When the database refuses.
pub async fn enqueue_at(
    tx: &Transaction,
    job: &Job,
    key: Option<String>,
    run_at: Timestamp,
    now: Timestamp,
) -> Result<()> {
    let value = serde_json::to_value(job)?;
    let kind = value["kind"].as_str().unwrap_or_default().to_owned();
    tx.concerns(match job {
        Job::ProcessMedia { .. } => Topic::SlowJobs,
        _ => Topic::Jobs,
    });
    Ok(storage::job::enqueue(&**tx, &kind, value.to_string(), key, run_at, now).await?)
}

/// How long a job that was given up on stays for the operator.
const KEPT: Duration = Duration::from_hours(30 * 24);

/// Forgets jobs that were given up on long ago.
///
/// # Errors
/// When the database refuses.
pub async fn prune(ctx: &Context) -> Result<()> {
    let tx = ctx.db.begin().await?;
    storage::job::delete_failed(&*tx, ctx.clock.now().before(KEPT)).await?;
    Ok(tx.commit().await?)
}
