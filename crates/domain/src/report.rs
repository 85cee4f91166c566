//! Telling moderators, here and elsewhere, that something is wrong.

mod handle;
mod note;

use storage::account::Account;
use storage::id::{AccountId, ReportId, RuleId, StatusId};
use storage::kinds::NotificationKind;
pub use storage::report::Report;
use storage::{Transaction, report, user};

pub use handle::{Change, Handled, assign, index, reopen, resolve, show, unassign, update};
pub use note::{NOTE, ReportNote, note, notes};
pub use storage::report::Filter;

use crate::account;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::domain_block;
use crate::error::{Error, Result};
use crate::notification::notify;
use crate::outgoing::{self, Outgoing};
use crate::policy::{self, Place};
use crate::text::clean;
use crate::viewer::Viewer;

/// Characters of a comment, as Mastodon has it.
const COMMENT: usize = 1000;
/// Characters that are kept of a comment from elsewhere (federation.md, Flag).
const FOREIGN_COMMENT: usize = 5000;
/// The categories of the Mastodon API.
const CATEGORIES: [&str; 4] = ["spam", "legal", "violation", "other"];

/// What someone reports.
#[derive(Clone, Debug)]
pub struct NewReport {
    /// Whom.
    pub target: AccountId,
    /// Which of their statuses.
    pub statuses: Vec<StatusId>,
    /// In the reporter's words.
    pub comment: String,
    /// One of the API's words.
    pub category: String,
    /// Which rules were broken; unknown ones are left out.
    pub rules: Vec<RuleId>,
    /// Whether the target's own server is told; it does not learn who reports.
    pub forward: bool,
}

/// Reports an account to the moderators, and to those of its server if wanted.
pub async fn file(ctx: &Context, who: AccountId, new: NewReport) -> Result<(Report, Account)> {
    let target = account::show(ctx, new.target).await?;
    let comment = clean::paragraphs(&new.comment, COMMENT)
        .map_err(|error| Error::invalid("comment", error))?;
    check_category(&new.category)?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let statuses = reportable(&tx, who, target.id, &new.statuses).await?;
    if statuses.len() < new.statuses.len() {
        return Err(Error::NotFound);
    }
    let forwarded = new.forward && target.domain.is_some();
    let row = Report {
        comment,
        category: new.category,
        rule_ids: serde_json::to_string(&handle::known(&tx, &new.rules).await?)?,
        forwarded,
        ..row(who, target.id, &statuses, now)?
    };
    add(&tx, &row, now).await?;
    if forwarded {
        outgoing::send(&tx, Outgoing::Flag { report_id: row.id }, now).await?;
    }
    tx.commit().await?;
    Ok((row, target))
}

fn check_category(word: &str) -> Result<()> {
    if CATEGORIES.contains(&word) {
        Ok(())
    } else {
        Err(Error::invalid("category", "is not one that exists"))
    }
}

/// What another server reports: a Flag names an account of ours and statuses, and is mostly sent by an instance actor.
#[derive(Clone, Debug)]
pub struct RemoteReport {
    /// The Flag's id.
    pub uri: String,
    /// Its actor.
    pub from: AccountId,
    /// Whom it names.
    pub target: AccountId,
    /// Which statuses; those that are not the target's are left out.
    pub statuses: Vec<StatusId>,
    /// Plain text of a stranger.
    pub comment: String,
}

/// Keeps a report of another server about a local account, once; nothing of a server whose reports are not heard.
pub async fn receive(ctx: &Context, report: RemoteReport) -> Result<()> {
    if is_unheard(ctx, report.from).await? {
        return Ok(());
    }
    let target = account::show(ctx, report.target).await?;
    if target.domain.is_some() {
        return Err(Error::NotFound);
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if report::find_by_uri(&*tx, &report.uri).await?.is_some() {
        return Ok(());
    }
    let statuses = reportable(&tx, target.id, target.id, &report.statuses).await?;
    let comment = clean::lines(clean::cut(&report.comment, FOREIGN_COMMENT));
    let row = Report {
        comment,
        uri: Some(report.uri),
        ..row(report.from, target.id, &statuses, now)?
    };
    add(&tx, &row, now).await?;
    Ok(tx.commit().await?)
}

/// Whether the server of an account may report what it likes.
async fn is_unheard(ctx: &Context, from: AccountId) -> Result<bool> {
    let from = storage::account::find_by_id(ctx.db.read(), from).await?;
    match from.and_then(|account| account.domain) {
        Some(domain) => domain_block::rejects_reports(ctx, &domain).await,
        None => Ok(false),
    }
}

/// Those of `ids` that `author` wrote and `viewer` may see.
async fn reportable(
    tx: &Transaction,
    viewer: AccountId,
    author: AccountId,
    ids: &[StatusId],
) -> Result<Vec<StatusId>> {
    let audience = policy::audience(Viewer::Account(viewer), Place::Asked);
    Ok(report::list_reportable(&**tx, author, &audience, ids).await?)
}

fn row(
    account_id: AccountId,
    target_id: AccountId,
    statuses: &[StatusId],
    now: Timestamp,
) -> Result<Report> {
    Ok(Report {
        id: ReportId::generate(now),
        account_id,
        target_id,
        status_ids: serde_json::to_string(statuses)?,
        comment: String::new(),
        category: "other".into(),
        forwarded: false,
        rule_ids: "[]".into(),
        uri: None,
        assigned_id: None,
        resolved_by_id: None,
        resolved_at: None,
        created_at: now,
        updated_at: now,
    })
}

async fn add(tx: &Transaction, row: &Report, now: Timestamp) -> Result<()> {
    report::insert(&**tx, row.clone()).await?;
    for moderator in user::list_staff_accounts(&**tx).await? {
        let kind = NotificationKind::AdminReport;
        notify(tx, moderator, kind, row.account_id, None, now).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moderation::Authority;
    use crate::testing::{self, local_account, remote_account};

    fn about(target: AccountId) -> NewReport {
        NewReport {
            target,
            statuses: Vec::new(),
            comment: " spam ".into(),
            category: "spam".into(),
            rules: Vec::new(),
            forward: true,
        }
    }

    #[tokio::test]
    async fn a_report_is_forwarded_only_to_another_server() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let anna = local_account(ctx, "anna").await.id;
        let bob = remote_account(ctx, "bob", "b.example").await.id;
        let carl = local_account(ctx, "carl").await.id;
        let (here, _) = file(ctx, anna, about(carl)).await.expect("is filed");
        assert!(!here.forwarded);
        assert_eq!(testing::outgoing(ctx).await, vec![]);
        let (there, target) = file(ctx, anna, about(bob)).await.expect("is filed");
        assert_eq!((there.comment.as_str(), target.id), ("spam", bob));
        let flag = Outgoing::Flag {
            report_id: there.id,
        };
        assert_eq!(testing::outgoing(ctx).await, vec![flag]);
    }

    #[tokio::test]
    async fn nonsense_is_refused() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let anna = local_account(ctx, "anna").await.id;
        let bob = local_account(ctx, "bob").await.id;
        let category = NewReport {
            category: "x".into(),
            ..about(bob)
        };
        let long = NewReport {
            comment: "x".repeat(1001),
            ..about(bob)
        };
        for refused in [category, long] {
            assert!(matches!(
                file(ctx, anna, refused).await,
                Err(Error::Invalid { .. })
            ));
        }
        let unseen = NewReport {
            statuses: vec![StatusId(7)],
            ..about(bob)
        };
        assert!(matches!(
            file(ctx, anna, unseen).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            file(ctx, anna, about(AccountId(7))).await,
            Err(Error::NotFound)
        ));
    }

    #[tokio::test]
    async fn a_flag_is_kept_once_and_only_about_our_own() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let anna = local_account(ctx, "anna").await.id;
        let bob = remote_account(ctx, "bob", "b.example").await.id;
        let flag = |target| RemoteReport {
            uri: "https://b.example/flags/1".into(),
            from: bob,
            target,
            statuses: vec![StatusId(7)],
            comment: "spam".into(),
        };
        for _ in 0..2 {
            receive(ctx, flag(anna)).await.expect("is kept");
        }
        let kept = report::find_by_uri(ctx.db.read(), "https://b.example/flags/1").await;
        assert_eq!(kept.expect("reads").expect("is there").status_ids, "[]");
        assert!(matches!(
            receive(ctx, flag(bob)).await,
            Err(Error::NotFound)
        ));
    }

    #[tokio::test]
    async fn a_server_whose_reports_are_not_heard_may_say_what_it_likes() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let anna = local_account(ctx, "anna").await.id;
        let bob = remote_account(ctx, "bob", "b.example").await.id;
        let change = domain_block::Change {
            severity: Some(storage::kinds::Severity::Noop),
            reject_reports: Some(true),
            ..domain_block::Change::default()
        };
        domain_block::create(ctx, Authority::Operator, "b.example", change)
            .await
            .expect("limits");
        let flag = RemoteReport {
            uri: "https://b.example/flags/1".into(),
            from: bob,
            target: anna,
            statuses: Vec::new(),
            comment: "spam".into(),
        };
        receive(ctx, flag).await.expect("is no error");
        let kept = report::find_by_uri(ctx.db.read(), "https://b.example/flags/1").await;
        assert_eq!(kept.expect("reads"), None);
    }
}
