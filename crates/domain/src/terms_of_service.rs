//! The terms of service: versions that hold from a day on, until the next one does.

use chrono::NaiveDate;
use storage::terms_of_service as rows;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::instance_text;

/// A version of the terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermsOfService {
    /// The day from which it holds, `YYYY-MM-DD` in UTC.
    pub effective_date: String,
    /// Whether that day has come.
    pub effective: bool,
    /// As it was written.
    pub markdown: String,
    /// The day of the newest version, if that is a later one.
    pub succeeded_by: Option<String>,
}

impl TermsOfService {
    /// Harmless HTML.
    pub fn html(&self, ctx: &Context) -> String {
        instance_text::html(ctx, &self.markdown)
    }
}

/// The days of all versions, the earliest first.
///
/// # Errors
/// When the database refuses.
pub async fn dates(ctx: &Context) -> Result<Vec<String>> {
    Ok(rows::list_dates(ctx.db.read()).await?)
}

/// The version that holds today; before the first one does, that.
///
/// # Errors
/// `NotFound` when the instance has no terms.
pub async fn current(ctx: &Context) -> Result<TermsOfService> {
    let dates = dates(ctx).await?;
    let today = ctx.clock.now().to_date();
    let held = dates.iter().rev().find(|date| **date <= today);
    let date = held.or(dates.first()).ok_or(Error::NotFound)?;
    version(ctx, date, &dates).await
}

/// The version that holds from `date`.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, date: &str) -> Result<TermsOfService> {
    version(ctx, date, &dates(ctx).await?).await
}

async fn version(ctx: &Context, date: &str, dates: &[String]) -> Result<TermsOfService> {
    let found = rows::find_by_date(ctx.db.read(), date).await?;
    let row = found.ok_or(Error::NotFound)?;
    let newest = dates.last().filter(|newest| **newest > row.effective_date);
    Ok(TermsOfService {
        effective: row.effective_date <= ctx.clock.now().to_date(),
        markdown: row.text,
        succeeded_by: newest.cloned(),
        effective_date: row.effective_date,
    })
}

/// Publishes a version that holds from `date`, in the place of one of the same day that does not hold yet.
/// Only the first version may have held before it is published here.
///
/// # Errors
/// `Invalid` for what is no date or no text, or a day that is over.
pub async fn publish(ctx: &Context, date: &str, markdown: &str) -> Result<()> {
    instance_text::check(markdown)?;
    let date = day(date)?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let earlier = rows::list_dates(&*tx).await?;
    let has_begun = date <= now.to_date();
    if date < now.to_date() && !earlier.is_empty() {
        return Err(Error::invalid("effective_date", "is over"));
    }
    if has_begun && earlier.contains(&date) {
        return Err(Error::invalid(
            "effective_date",
            "has a version that holds already",
        ));
    }
    let version = rows::TermsOfService {
        effective_date: date,
        text: markdown.to_owned(),
        created_at: now,
    };
    rows::upsert(&*tx, version).await?;
    Ok(tx.commit().await?)
}

/// Takes a version back that does not hold yet.
///
/// # Errors
/// `NotFound`; `Invalid` for one that people have lived by.
pub async fn withdraw(ctx: &Context, date: &str) -> Result<()> {
    let date = day(date)?;
    if date <= ctx.clock.now().to_date() {
        let reason = "has come: publish a new version instead";
        return Err(Error::invalid("effective_date", reason));
    }
    let tx = ctx.db.begin().await?;
    if !rows::delete(&*tx, &date).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

fn day(date: &str) -> Result<String> {
    let parsed = NaiveDate::parse_from_str(date, "%Y-%m-%d");
    let parsed = parsed.map_err(|_| Error::invalid("effective_date", "is no YYYY-MM-DD"))?;
    Ok(parsed.format("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::testing;

    const DAY: Duration = Duration::from_hours(24);

    #[tokio::test]
    async fn a_version_holds_from_its_day_until_the_next_ones() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        assert!(matches!(current(ctx).await, Err(Error::NotFound)));
        let today = ctx.clock.now();
        let (soon, later) = (today.after(DAY).to_date(), today.after(DAY * 2).to_date());
        publish(ctx, &soon, "one").await.expect("publishes");
        let first = current(ctx).await.expect("the coming one");
        assert_eq!((first.effective, first.succeeded_by), (false, None));
        publish(ctx, &later, "two").await.expect("publishes");
        ctx.clock.advance(DAY);
        let first = current(ctx).await.expect("holds");
        assert_eq!((first.effective, &*first.markdown), (true, "one"));
        assert_eq!(first.succeeded_by.as_deref(), Some(&*later));
        ctx.clock.advance(DAY);
        let second = current(ctx).await.expect("holds");
        assert_eq!((&*second.markdown, second.succeeded_by), ("two", None));
        let first = show(ctx, &soon).await.expect("is kept");
        assert_eq!(first.html(ctx), "<p>one</p>\n");
    }

    #[tokio::test]
    async fn what_held_once_is_not_rewritten() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let now = ctx.clock.now();
        let (past, tomorrow) = (now.before(DAY * 30).to_date(), now.after(DAY).to_date());
        publish(ctx, &past, "of old").await.expect("the first one");
        for date in [&past, &now.before(DAY).to_date(), "2027-02-30", "soon"] {
            let refused = publish(ctx, date, "new").await;
            assert!(matches!(refused, Err(Error::Invalid { .. })), "{date}");
        }
        assert!(matches!(
            withdraw(ctx, &past).await,
            Err(Error::Invalid { .. })
        ));
        for text in ["a draft", "the text"] {
            publish(ctx, &tomorrow, text)
                .await
                .expect("not yet in force");
        }
        let coming = show(ctx, &tomorrow).await.expect("is there");
        assert_eq!(coming.markdown, "the text");
        withdraw(ctx, &tomorrow).await.expect("withdraws");
        assert!(matches!(
            withdraw(ctx, &tomorrow).await,
            Err(Error::NotFound)
        ));
        assert_eq!(dates(ctx).await.expect("reads"), [past]);
    }
}
