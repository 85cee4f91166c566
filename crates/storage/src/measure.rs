//! How much happened on each day. Ids carry their time, so that most of this reads ranges of them.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use crate::id::TagId;
use crate::{Result, Sql, Timestamp};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Logins that were used.
    ActiveUsers,
    /// Logins that were made.
    NewUsers,
    /// Favourites, boosts and answers to others by accounts of ours.
    Interactions,
    /// Reports that were filed.
    OpenedReports,
    /// Reports that were settled.
    ResolvedReports,
    /// What was done in public with a hashtag.
    Tag(OfTag, TagId),
    /// What is known of the server of a domain.
    Instance(OfInstance, String),
}

/// What is counted of a hashtag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfTag {
    /// Who used it.
    Accounts,
    /// Statuses with it.
    Uses,
    /// The servers of who used it.
    Servers,
}

/// What is counted of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfInstance {
    /// Accounts, by when they became known.
    Accounts,
    /// Bytes of its files that are kept here.
    MediaAttachments,
    /// Reports about its accounts.
    Reports,
    /// Its statuses and boosts.
    Statuses,
    /// Follows from here to there.
    Follows,
    /// Follows from there to here.
    Followers,
}

/// From a time until before another.
pub type Span = (Timestamp, Timestamp);

/// Where something is counted: a query that ends where a bound subject may follow.
struct Source {
    what: &'static str,
    from: &'static str,
    at: At,
}

/// The column that says when.
#[derive(Clone, Copy)]
enum At {
    /// Days since 1970.
    Day(&'static str),
    /// Unix milliseconds.
    Time(&'static str),
    /// An id.
    Id(&'static str),
}

impl At {
    fn column(self) -> &'static str {
        match self {
            Self::Day(column) | Self::Time(column) | Self::Id(column) => column,
        }
    }

    fn day(self) -> String {
        match self {
            Self::Day(column) => column.to_owned(),
            Self::Time(column) => format!("{column} / {DAY}"),
            Self::Id(column) => format!("({column} >> 16) / {DAY}"),
        }
    }

    fn bound(self, time: Timestamp) -> i64 {
        match self {
            Self::Day(_) => time.millis().div_euclid(DAY),
            Self::Time(_) => time.millis(),
            Self::Id(_) => time.millis() << 16,
        }
    }
}

impl Measure {
    /// How its rows become a number.
    fn aggregate(&self) -> &'static str {
        match self {
            Self::ActiveUsers | Self::Tag(OfTag::Accounts | OfTag::Servers, _) => {
                "count(DISTINCT what)"
            }
            Self::Instance(OfInstance::MediaAttachments, _) => {
                "CAST(coalesce(sum(what), 0) AS BIGINT)"
            }
            _ => "count(*)",
        }
    }

    fn subject(&self) -> Option<Value> {
        match self {
            Self::Tag(_, id) => Some((*id).into()),
            Self::Instance(_, domain) => Some(domain.clone().into()),
            _ => None,
        }
    }

    fn sources(&self) -> Vec<Source> {
        let one = |what, from, at| vec![Source { what, from, at }];
        match self {
            Self::ActiveUsers => one("user_id", "active_days WHERE TRUE", At::Day("day")),
            Self::NewUsers => one("id", "users WHERE TRUE", At::Time("created_at")),
            Self::OpenedReports => one("id", "reports WHERE TRUE", At::Time("created_at")),
            Self::ResolvedReports => one(
                "id",
                "reports WHERE resolved_at IS NOT NULL",
                At::Time("resolved_at"),
            ),
            Self::Interactions => vec![
                Source {
                    what: "f.id",
                    from: "accounts a JOIN favourites f ON f.account_id = a.id WHERE a.domain IS NULL",
                    at: At::Id("f.id"),
                },
                Source {
                    what: "s.id",
                    from: "accounts a JOIN statuses s ON s.account_id = a.id WHERE a.domain IS NULL \
                           AND (s.reblog_of_id IS NOT NULL OR s.in_reply_to_account_id <> s.account_id)",
                    at: At::Id("s.id"),
                },
            ],
            Self::Tag(of, _) => vec![of.source()],
            Self::Instance(of, _) => vec![of.source()],
        }
    }

    /// Rows with the `day` and `what` is counted, of a span or of all time.
    fn rows(&self, mut sql: Sql, span: Option<Span>) -> Sql {
        let mut separator = "";
        for source in self.sources() {
            let Source { what, from, at } = source;
            let day = at.day();
            sql = sql.push(&format!(
                "{separator}SELECT {day} AS day, {what} AS what FROM {from}"
            ));
            if let Some(subject) = self.subject() {
                sql = sql.bind(subject);
            }
            if let Some((first, end)) = span {
                let column = at.column();
                sql = sql
                    .push(&format!(" AND {column} >= "))
                    .bind(at.bound(first))
                    .push(&format!(" AND {column} < "))
                    .bind(at.bound(end));
            }
            separator = " UNION ALL ";
        }
        sql
    }
}

impl OfTag {
    fn source(self) -> Source {
        let (what, from) = match self {
            Self::Accounts => (
                "s.account_id",
                "status_tags t JOIN statuses s ON s.id = t.status_id WHERE s.visibility = 'public' AND t.tag_id = ",
            ),
            Self::Uses => (
                "s.id",
                "status_tags t JOIN statuses s ON s.id = t.status_id WHERE s.visibility = 'public' AND t.tag_id = ",
            ),
            Self::Servers => (
                "coalesce(a.domain, '')",
                "status_tags t JOIN statuses s ON s.id = t.status_id JOIN accounts a ON a.id = s.account_id \
                 WHERE s.visibility = 'public' AND t.tag_id = ",
            ),
        };
        let at = At::Id("t.status_id");
        Source { what, from, at }
    }
}

impl OfInstance {
    fn source(self) -> Source {
        let (what, from, at) = match self {
            Self::Accounts => ("a.id", "accounts a WHERE a.domain = ", At::Id("a.id")),
            Self::MediaAttachments => (
                "m.bytes",
                "accounts a JOIN media m ON m.account_id = a.id WHERE m.cached_at IS NOT NULL AND a.domain = ",
                At::Time("m.cached_at"),
            ),
            Self::Reports => (
                "r.id",
                "accounts a JOIN reports r ON r.target_id = a.id WHERE a.domain = ",
                At::Time("r.created_at"),
            ),
            Self::Statuses => (
                "s.id",
                "accounts a JOIN statuses s ON s.account_id = a.id WHERE a.domain = ",
                At::Id("s.id"),
            ),
            Self::Follows => (
                "f.id",
                "accounts a JOIN follows f ON f.target_id = a.id WHERE f.accepted_at IS NOT NULL AND a.domain = ",
                At::Id("f.id"),
            ),
            Self::Followers => (
                "f.id",
                "accounts a JOIN follows f ON f.account_id = a.id WHERE f.accepted_at IS NOT NULL AND a.domain = ",
                At::Id("f.id"),
            ),
        };
        Source { what, from, at }
    }
}

#[derive(FromQueryResult)]
struct OnDay {
    day: i64,
    value: i64,
}

/// How much there was on each day of a span, by days since 1970; a day without any is missing.
pub async fn by_day<C: ConnectionTrait>(
    connection: &C,
    measure: &Measure,
    span: Span,
) -> Result<HashMap<i64, i64>> {
    let head = format!("SELECT day, {} AS value FROM (", measure.aggregate());
    let found: Vec<OnDay> = measure
        .rows(Sql::new(connection, &head), Some(span))
        .push(") counted GROUP BY day")
        .all(connection)
        .await?;
    Ok(found.into_iter().map(|row| (row.day, row.value)).collect())
}

/// How much there was in a span, or at all. Who was there on two days counts once.
pub async fn total<C: ConnectionTrait>(
    connection: &C,
    measure: &Measure,
    span: Option<Span>,
) -> Result<i64> {
    let head = format!("SELECT {} FROM (", measure.aggregate());
    let found: Vec<i64> = measure
        .rows(Sql::new(connection, &head), span)
        .push(") counted")
        .column(connection)
        .await?;
    Ok(found.first().copied().unwrap_or_default())
}
