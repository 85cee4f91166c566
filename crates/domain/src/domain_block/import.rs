//! Limiting the domains of a list.

use std::collections::HashMap;

use storage::domain_block as rows;
use storage::kinds::Severity;

use super::decide::{Change, blank, detail, settle};
use super::{DomainBlock, list};
use crate::audit::{self, Deed};
use crate::context::Context;
use crate::domain_list::{Line, Outcome, Report, Taken, sort};
use crate::error::{Error, Result};
use crate::moderation::Authority;
use crate::reason::Reason;

/// Limits the domains of a list as it says; what is limited and not in the list stays. One without a severity is
/// suspended, as in Mastodon. Nothing is changed when a line cannot be taken, or with `dry_run`.
///
/// # Errors
/// When the database refuses.
pub async fn import(
    ctx: &Context,
    by: Authority,
    lines: Vec<Line<Change>>,
    dry_run: bool,
) -> Result<Report> {
    let known = list(ctx).await?;
    let known: HashMap<&str, &DomainBlock> = known.iter().map(|it| (&*it.domain, it)).collect();
    let mut report = Report {
        lines: Vec::with_capacity(lines.len()),
        applied: false,
    };
    let mut decided = Vec::new();
    for (number, domain, taken) in sort(ctx, lines) {
        let outcome = match taken.and_then(|taken| decide(ctx, &known, taken)) {
            Err(reason) => Outcome::Refused(reason),
            Ok((outcome, block)) => {
                decided.extend((outcome != Outcome::Unchanged).then(|| (outcome.clone(), block)));
                outcome
            }
        };
        report.lines.push((number, domain, outcome));
    }
    if dry_run || report.is_refused() {
        return Ok(report);
    }
    write(ctx, by, decided).await?;
    report.applied = true;
    Ok(report)
}

/// What a line makes of what is known.
fn decide(
    ctx: &Context,
    known: &HashMap<&str, &DomainBlock>,
    line: Taken<Change>,
) -> std::result::Result<(Outcome, DomainBlock), Reason> {
    let old = known.get(&*line.domain).copied();
    let base = match old {
        Some(block) => block.clone(),
        None => DomainBlock {
            severity: Severity::Suspend,
            ..blank(line.domain, ctx.clock.now())
        },
    };
    let block = line.wanted.apply(base).map_err(|error| match error {
        Error::Invalid { reason, .. } => reason,
        other => other.to_string().into(),
    })?;
    let outcome = match old {
        None => Outcome::Added,
        Some(old) if *old == block => Outcome::Unchanged,
        Some(_) => Outcome::Changed,
    };
    Ok((outcome, block))
}

async fn write(ctx: &Context, by: Authority, decided: Vec<(Outcome, DomainBlock)>) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let mut names = Vec::with_capacity(decided.len());
    for (outcome, block) in decided {
        names.push(block.domain.clone());
        let deed = Deed::new("domain_block.import", "domain", &block.domain).with(detail(&block));
        audit::record(&tx, &by.into(), deed, ctx.clock.now()).await?;
        if outcome == Outcome::Added {
            rows::insert(&*tx, block)
                .await
                .map_err(|error| Error::taken("domain", error))?;
        } else {
            rows::update(&*tx, block).await?;
        }
    }
    settle(ctx, tx, &names, &[]).await?;
    tracing::info!(%by, domains = names.len(), "a list of limited domains was taken over");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::testing::{self, remote_account};

    const BY: Authority = Authority::Operator;

    fn line(number: u64, domain: &str, severity: Option<Severity>) -> Line<Change> {
        let wanted = Ok(Change {
            severity,
            ..Change::default()
        });
        let domain = domain.to_owned();
        Line {
            number,
            domain,
            wanted,
        }
    }

    fn outcomes(report: &Report) -> Vec<&Outcome> {
        report.lines.iter().map(|(_, _, outcome)| outcome).collect()
    }

    #[tokio::test]
    async fn a_list_is_looked_at_then_done_and_the_second_time_changes_nothing() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let bob = remote_account(ctx, "bob", "deep.b.example").await.id;
        let list_of = || {
            vec![
                line(2, "B.example", None),
                line(3, "c.example", Some(Severity::Silence)),
            ]
        };
        let looked = import(ctx, BY, list_of(), true).await.expect("looks");
        assert_eq!(outcomes(&looked), [&Outcome::Added, &Outcome::Added]);
        assert!(!looked.applied && list(ctx).await.expect("lists").is_empty());
        let done = import(ctx, BY, list_of(), false).await.expect("does");
        assert!(done.applied);
        let shut_out = storage::account::find_by_id(ctx.db.read(), bob).await;
        let shut_out = shut_out.expect("reads").expect("is there");
        assert!(shut_out.suspended_at.is_some(), "and all below");
        let mut again = list_of();
        again[1] = line(3, "c.example.", Some(Severity::Noop));
        let again = import(ctx, BY, again, false).await.expect("does");
        assert_eq!(outcomes(&again), [&Outcome::Unchanged, &Outcome::Changed]);
        let severities: Vec<_> = list(ctx).await.expect("lists");
        let severities: Vec<_> = severities.iter().map(|it| it.severity).collect();
        assert_eq!(severities, [Severity::Suspend, Severity::Noop]);
    }

    #[tokio::test]
    async fn a_list_with_a_line_that_cannot_be_taken_changes_nothing() {
        let config = Config {
            development: false,
            ..testing::config()
        };
        let base = "https://ward.rounds.example";
        let test = testing::context_with(base, "ward.rounds.example", config).await;
        let ctx = &test.ctx;
        for (refused, why) in [
            ("com", "is a whole top-level domain"),
            ("WARD.rounds.example", "is this server"),
            ("rounds.example", "is this server"),
            ("exa****.com", "is no domain"),
            ("ex\u{202e}ample.com", "is no domain"),
            ("FINE.example", "stands on line 2 already"),
            ("", "is no domain"),
        ] {
            let lines = vec![line(2, "fine.example", None), line(3, refused, None)];
            let report = import(ctx, BY, lines, false).await.expect("reports");
            assert!(!report.applied && report.is_refused());
            match outcomes(&report)[..] {
                [Outcome::Added, Outcome::Refused(reason)] => {
                    assert_eq!(reason.to_string(), why, "{refused}");
                }
                ref other => panic!("{refused}: {other:?}"),
            }
            assert!(list(ctx).await.expect("lists").is_empty(), "{refused}");
        }
    }
}
