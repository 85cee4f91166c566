//! Works on the queues: what came in, what goes out, and everything else that is to be done.

mod mail;

use std::time::Duration;

use domain::job::Job;
use domain::{Context, media, member_list, poison};
use futures::future::join_all;
use protocol::credential::receive;
use protocol::worker::{deliver_batch, process_inbox_batch};
use protocol::{Federation, outgoing, resolve, scheduled_status};
use storage::entity::job::Model as Row;
use storage::id::JobId;
use storage::{Topic, Transaction};
use tokio_util::sync::CancellationToken;

use crate::mailer::Mailer;
use crate::push;

/// How often a queue is looked at when nothing in this process was committed: the command line writes beside us.
const POLL: Duration = Duration::from_millis(500);
/// How long a worker may take before its work is given to another.
const LEASE: Duration = Duration::from_mins(1);
/// How often a worker says that it is still at work that takes minutes.
const RENEW: Duration = Duration::from_secs(20);
/// Jobs taken at a time.
const BATCH: u64 = 16;
/// Deliveries taken at a time by [`Worker::step`].
const LETTERS: usize = 16;
/// Jobs taken at a time that take minutes.
const SLOW_BATCH: u64 = 2;
/// Tries before a job is kept for the operator.
const TRIES: i32 = 8;

/// What is worked on one after the other. Neither a slow push service nor a long video holds a job up.
#[derive(Clone, Copy, Debug)]
enum Line {
    Jobs,
    SlowJobs,
    Pushes,
}

impl Line {
    fn topic(self) -> Topic {
        match self {
            Self::Jobs => Topic::Jobs,
            Self::SlowJobs => Topic::SlowJobs,
            Self::Pushes => Topic::Pushes,
        }
    }
}

/// Cheap to clone.
#[derive(Clone)]
pub struct Worker {
    federation: Federation,
    mailer: Mailer,
}

impl Worker {
    /// Works for `federation`'s instance.
    #[must_use]
    pub fn new(federation: Federation, mailer: Mailer) -> Self {
        Self { federation, mailer }
    }

    /// Works on all queues until `stop`.
    pub async fn run(self, stop: CancellationToken) {
        let exchange = protocol::worker::run(self.federation.clone(), stop.clone());
        let jobs = self.repeat(Line::Jobs, &stop);
        let slow_jobs = self.repeat(Line::SlowJobs, &stop);
        let pushes = self.repeat(Line::Pushes, &stop);
        tokio::join!(exchange, jobs, slow_jobs, pushes);
    }

    /// Works on one line until `stop`, whenever something was committed.
    async fn repeat(&self, line: Line, stop: &CancellationToken) {
        loop {
            let woken = self.federation.ctx.db.committed(line.topic()).notified();
            tokio::pin!(woken);
            // Registered before looking, so that a commit in between is not missed.
            woken.as_mut().enable();
            let done = match line {
                Line::Jobs => self.jobs().await,
                // Nobody waits minutes for a server to stop: what is cut off is done again.
                Line::SlowJobs => tokio::select! {
                    () = stop.cancelled() => return,
                    done = self.slow_jobs() => done,
                },
                Line::Pushes => push::send_batch(&self.federation, BATCH).await,
            };
            let done = done.unwrap_or_else(|error| {
                tracing::error!(?line, %error, "a queue cannot be read");
                0
            });
            if stop.is_cancelled() {
                return;
            }
            if done == 0 {
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = woken => {}
                    () = tokio::time::sleep(POLL) => {}
                }
            }
        }
    }

    /// Does what is due now in every queue, a batch of each, and says how much that was.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn step(&self) -> anyhow::Result<usize> {
        let received = process_inbox_batch(&self.federation, BATCH).await?;
        let jobs = self.jobs().await? + self.slow_jobs().await?;
        let sent = deliver_batch(&self.federation, LETTERS).await?;
        let pushed = push::send_batch(&self.federation, BATCH).await?;
        Ok(received + jobs + sent + pushed)
    }

    async fn jobs(&self) -> anyhow::Result<usize> {
        let ctx = &self.federation.ctx;
        let now = ctx.clock.now();
        if storage::job::next_due(ctx.db.read())
            .await?
            .is_none_or(|due| due > now)
        {
            return Ok(0);
        }
        let tx = ctx.db.begin().await?;
        let mut jobs = storage::job::claim(&*tx, BATCH, LEASE, now).await?;
        set_aside(&tx, &mut jobs).await?;
        tx.commit().await?;
        self.work_on(jobs).await
    }

    async fn slow_jobs(&self) -> anyhow::Result<usize> {
        let ctx = &self.federation.ctx;
        let now = ctx.clock.now();
        let due = storage::job::next_slow_due(ctx.db.read()).await?;
        if due.is_none_or(|due| due > now) {
            return Ok(0);
        }
        let tx = ctx.db.begin().await?;
        let mut jobs = storage::job::claim_slow(&*tx, SLOW_BATCH, LEASE, now).await?;
        set_aside(&tx, &mut jobs).await?;
        tx.commit().await?;
        let ids: Vec<JobId> = jobs.iter().map(|job| job.id).collect();
        tokio::select! {
            done = self.work_on(jobs) => done,
            error = self.hold(&ids) => Err(error),
        }
    }

    /// Renews the leases of jobs for as long as that can be done.
    async fn hold(&self, ids: &[JobId]) -> anyhow::Error {
        let ctx = &self.federation.ctx;
        loop {
            tokio::time::sleep(RENEW).await;
            if let Err(error) = renew(ctx, ids).await {
                return error;
            }
        }
    }

    async fn work_on(&self, jobs: Vec<Row>) -> anyhow::Result<usize> {
        let count = jobs.len();
        // Together: one may wait for a slow server.
        for done in join_all(jobs.into_iter().map(|row| self.work(row))).await {
            done?;
        }
        Ok(count)
    }

    async fn work(&self, row: Row) -> anyhow::Result<()> {
        let ctx = &self.federation.ctx;
        let result = match serde_json::from_str(&row.payload) {
            Ok(job) => attempt(Box::pin(self.dispatch(job))).await,
            Err(error) => Err(error.into()),
        };
        let tx = ctx.db.begin().await?;
        match result {
            Ok(()) => storage::job::finish(&*tx, row.id).await?,
            Err(error) => {
                tracing::warn!(job = row.kind, id = row.id.0, attempt = row.attempts, %error, "a job failed");
                let again =
                    (row.attempts < TRIES).then(|| ctx.clock.now().after(pause(row.attempts)));
                storage::job::fail(&*tx, row.id, &error.to_string(), again).await?;
            }
        }
        tx.commit().await?;
        Ok(())
    }

    async fn dispatch(&self, job: Job) -> anyhow::Result<()> {
        let federation = &self.federation;
        let ctx = &federation.ctx;
        match job {
            Job::Distribute(activity) => Ok(outgoing::distribute(federation, activity).await?),
            Job::FetchParent { status_id } => Ok(resolve::parents(federation, status_id).await?),
            Job::FetchReplies { uris } => {
                protocol::thread::fetch_replies(federation, &uris).await;
                Ok(())
            }
            Job::RefreshThread { conversation_id } => {
                Ok(protocol::thread::refresh(federation, conversation_id).await?)
            }
            Job::FetchMentions { status_id, uris } => {
                Ok(resolve::strangers(federation, status_id, &uris).await?)
            }
            Job::VerifyQuote { status_id, stamp } => {
                let stamp = stamp.as_deref();
                Ok(protocol::quote::verify(federation, status_id, stamp).await?)
            }
            Job::FetchCard { card_id } => Ok(protocol::card::fetch(federation, card_id).await?),
            Job::SynchronizeFollowers {
                account_id,
                url,
                digest,
            } => Ok(protocol::follow::synchronize(federation, account_id, &url, &digest).await?),
            Job::DescribeHost { host } => Ok(protocol::peer::describe(federation, &host).await?),
            Job::FetchCollections { account_id } => {
                Ok(protocol::account_collections::fetch(federation, account_id).await?)
            }
            Job::FetchCredentials { account_id, url } => {
                Ok(receive::fetch(federation, account_id, url.as_deref()).await?)
            }
            Job::CheckCredentials { issuer_uri, after } => {
                Ok(receive::check_again(federation, &issuer_uri, after).await?)
            }
            Job::PurgeAccount { account_id } => Ok(domain::purge::account(ctx, account_id).await?),
            Job::CarryOver {
                account_id,
                target_id,
            } => Ok(domain::account_move::carry_over(ctx, account_id, target_id).await?),
            Job::MailLink { user_id, purpose } => self.mail_link(user_id, purpose).await,
            Job::MailApproval { user_id } => self.mail_approval(user_id).await,
            Job::MailRejection {
                name,
                email,
                locale,
            } => self.mail_rejection(name, email, locale).await,
            Job::MailDecision {
                user_id,
                action,
                text,
            } => self.mail_decision(user_id, action, &text).await,
            Job::MailVerification { step_id } => self.mail_verification(step_id).await,
            Job::MailWaiting { user_id } => self.mail_waiting(user_id).await,
            Job::MailTwoFactor { user_id, added } => self.mail_two_factor(user_id, added).await,
            Job::MailNotifications { account_id } => self.mail_notifications(account_id).await,
            Job::MailDigest { account_id } => self.mail_digest(account_id).await,
            Job::TendPseudonym { account_id } => {
                Ok(domain::pseudonym::tend(ctx, account_id).await?)
            }
            Job::MailDisclosure { disclosure_id } => self.mail_disclosure(disclosure_id).await,
            Job::EndBan {
                group_id,
                account_id,
            } => Ok(domain::group_member::end_ban(ctx, group_id, account_id).await?),
            Job::EmptyGroupOf {
                group_id,
                moderator_id,
                account_id,
            } => {
                let (by, who) = (moderator_id, account_id);
                Ok(domain::group_post::remove_all_of(ctx, group_id, by, who).await?)
            }
            Job::EndMute {
                account_id,
                target_id,
            } => Ok(domain::mute::end_expired(ctx, account_id, target_id).await?),
            Job::EndCredential { credential_id } => {
                Ok(domain::credential::end(ctx, credential_id).await?)
            }
            Job::EndPoll { poll_id } => Ok(protocol::poll::end(federation, poll_id).await?),
            Job::PublishScheduled { scheduled_id } => {
                Ok(scheduled_status::publish(federation, scheduled_id).await?)
            }
            Job::IndexDirectory { after } => Ok(domain::directory::step(ctx, after).await?),
            Job::ImportMembers { import_id } => Ok(member_list::run(ctx, import_id).await?),
            Job::Import { import_id } => Ok(protocol::import::step(federation, import_id).await?),
            Job::ProcessMedia { media_id } => Ok(media::process(ctx, media_id).await?),
            Job::DeleteFiles { keys } => Ok(media::delete_files(ctx, &keys).await?),
        }
    }
}

/// The end of a job. A panic is a failure of this one alone.
async fn attempt(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    poison::contained(work).await?
}

/// Keeps for the operator what was begun too often.
async fn set_aside(tx: &Transaction, jobs: &mut Vec<Row>) -> anyhow::Result<()> {
    for (job, reason) in poison::set_aside(jobs, |job| job.attempts) {
        tracing::error!(job = job.kind, id = job.id.0, reason, "set aside");
        storage::job::fail(&**tx, job.id, &reason, None).await?;
    }
    Ok(())
}

async fn renew(ctx: &Context, ids: &[JobId]) -> anyhow::Result<()> {
    let tx = ctx.db.begin().await?;
    storage::job::renew(&*tx, ids, LEASE, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// The pause before the next try: 30 s, 1 min, 2 min … 32 min.
fn pause(attempts: i32) -> Duration {
    Duration::from_secs(30) * 2_u32.pow(u32::try_from(attempts.clamp(1, 7) - 1).unwrap_or(0))
}
