//! Domains that an instance with limited federation speaks to: each by its own name, not with what is below it.

use storage::Page;
use storage::domain_allow as rows;
pub use storage::domain_allow::DomainAllow;
use storage::id::DomainAllowId;

use crate::audit::{self, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::domain_block::{canonical, host};
use crate::domain_list::{Line, Outcome, Report, Taken, sort};
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::moderation::{Administrator, Authority};

/// More than these are not handed on.
const MOST: u64 = 100_000;

/// Whether `domain` is one of them.
pub(crate) async fn includes(ctx: &Context, domain: &str) -> Result<bool> {
    let found = rows::find_by_domain(ctx.db.read(), host(domain)).await?;
    Ok(found.is_some())
}

/// All of them, to be handed on, which is written down.
pub async fn export(ctx: &Context, by: Authority) -> Result<Vec<DomainAllow>> {
    audit::record_export(ctx, &by.into(), "domain_allow.export").await?;
    list(ctx, Page::first(MOST)).await
}

/// A page of them, the newest first.
pub async fn index(ctx: &Context, _by: &Administrator, page: Page) -> Result<Vec<DomainAllow>> {
    list(ctx, page).await
}

/// [`index`] for the command line.
pub async fn list(ctx: &Context, page: Page) -> Result<Vec<DomainAllow>> {
    Ok(rows::list(ctx.db.read(), page).await?)
}

/// One of them.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, _by: &Administrator, id: DomainAllowId) -> Result<DomainAllow> {
    let found = rows::find_by_id(ctx.db.read(), id).await?;
    found.ok_or(Error::NotFound)
}

/// The one of `domain`.
///
/// # Errors
/// `NotFound`, `Invalid` when it is no domain.
pub async fn find(ctx: &Context, domain: &str) -> Result<DomainAllow> {
    let found = rows::find_by_domain(ctx.db.read(), &canonical(domain)?).await?;
    found.ok_or(Error::NotFound)
}

/// Lets `domain` in; that it is let in already is no error, as in Mastodon.
///
/// # Errors
/// `Invalid` when it is no domain.
pub async fn create(ctx: &Context, by: Authority, domain: &str) -> Result<DomainAllow> {
    let now = ctx.clock.now();
    let allow = blank(canonical(domain)?, now);
    let tx = ctx.db.begin().await?;
    if rows::insert(&*tx, allow.clone()).await? {
        let deed = Deed::new("domain_allow.create", "domain", &allow.domain);
        audit::record(&tx, &by.into(), deed, now).await?;
    }
    event::announce(&tx, &Event::DomainBlocksChanged, now).await?;
    tx.commit().await?;
    ctx.signers.forget_all();
    tracing::info!(%by, domain = allow.domain, "a domain was allowed");
    find(ctx, &allow.domain).await
}

/// Lets the domains of a list in; what is let in and not in the list stays. Nothing is changed when a line cannot be taken,
/// or with `dry_run`.
///
/// # Errors
/// When the database refuses.
pub async fn import(
    ctx: &Context,
    by: Authority,
    lines: Vec<Line<()>>,
    dry_run: bool,
) -> Result<Report> {
    let now = ctx.clock.now();
    let mut report = Report {
        lines: Vec::with_capacity(lines.len()),
        applied: false,
    };
    let tx = ctx.db.begin().await?;
    for (number, written, taken) in sort(ctx, lines) {
        let outcome = match taken {
            Err(reason) => Outcome::Refused(reason),
            Ok(Taken { domain, .. }) => {
                let row = blank(domain, now);
                let deed = Deed::new("domain_allow.import", "domain", &row.domain);
                if rows::insert(&*tx, row).await? {
                    audit::record(&tx, &by.into(), deed, now).await?;
                    Outcome::Added
                } else {
                    Outcome::Unchanged
                }
            }
        };
        report.lines.push((number, written, outcome));
    }
    if dry_run || report.is_refused() {
        // The transaction is dropped, and with it what was tried.
        return Ok(report);
    }
    event::announce(&tx, &Event::DomainBlocksChanged, now).await?;
    tx.commit().await?;
    ctx.signers.forget_all();
    tracing::info!(%by, domains = report.lines.len(), "a list of allowed domains was taken over");
    report.applied = true;
    Ok(report)
}

fn blank(domain: String, now: Timestamp) -> DomainAllow {
    DomainAllow {
        id: DomainAllowId::generate(now),
        domain,
        created_at: now,
    }
}

/// Lets a domain in no more.
///
/// # Errors
/// `NotFound`.
pub async fn delete(ctx: &Context, by: Authority, id: DomainAllowId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let allow = rows::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    rows::delete(&*tx, id).await?;
    let deed = Deed::new("domain_allow.delete", "domain", &allow.domain);
    audit::record(&tx, &by.into(), deed, now).await?;
    event::announce(&tx, &Event::DomainBlocksChanged, now).await?;
    tx.commit().await?;
    ctx.signers.forget_all();
    tracing::info!(%by, domain_allow = %id, "a domain is allowed no more");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Federation, FederationMode};
    use crate::domain_block::is_refused;
    use crate::testing;

    #[tokio::test]
    async fn with_limited_federation_only_who_is_allowed_is_heard() {
        let config = Config {
            federation: Federation {
                mode: FederationMode::AllowList,
                ..Federation::default()
            },
            ..testing::config()
        };
        let test = testing::context_with("https://rounds.example", "rounds.example", config).await;
        let ctx = &test.ctx;
        let allow = create(ctx, Authority::Operator, "B.example:3000").await;
        let allow = allow.expect("allows");
        let again = create(ctx, Authority::Operator, "b.example").await;
        assert_eq!(again.expect("is no error").id, allow.id);
        for (domain, expected) in [
            ("b.example", false),
            ("b.example:3000", false),
            ("a.b.example", true),
            ("c.example", true),
        ] {
            let refused = is_refused(ctx, domain).await.expect("answers");
            assert_eq!(refused, expected, "{domain}");
        }
        delete(ctx, Authority::Operator, allow.id)
            .await
            .expect("is let in no more");
        assert!(is_refused(ctx, "b.example").await.expect("answers"));
        let again = delete(ctx, Authority::Operator, allow.id).await;
        assert!(matches!(again, Err(Error::NotFound)));
    }

    #[tokio::test]
    async fn a_list_lets_in_all_of_its_domains_or_none() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let lines = |domains: &[&str]| -> Vec<Line<()>> {
            let numbered = domains.iter().zip(1..);
            numbered
                .map(|(domain, number)| Line {
                    number,
                    domain: (*domain).to_owned(),
                    wanted: Ok(()),
                })
                .collect()
        };
        let by = Authority::Operator;
        for (domains, dry_run, applied, left) in [
            (&["a.example", "b.example"][..], true, false, 0),
            (&["a.example", "no domain"], false, false, 0),
            (&["a.example", "b.example"], false, true, 2),
            (&["b.example", "c.example"], false, true, 3),
        ] {
            let report = import(ctx, by, lines(domains), dry_run).await;
            let report = report.expect("reports");
            assert_eq!(report.applied, applied, "{domains:?}");
            let known = list(ctx, Page::first(9)).await.expect("lists");
            assert_eq!(known.len(), left, "{domains:?}");
        }
    }

    #[tokio::test]
    async fn with_open_federation_nobody_has_to_be_allowed() {
        let test = testing::context().await;
        let refused = is_refused(&test.ctx, "b.example").await;
        assert!(!refused.expect("answers"));
    }
}
