//! Making a notification. One statement asks whether it is wanted and adds it, so that nothing can change between the
//! question and the answer.

use std::time::Duration;

use sea_orm::ConnectionTrait;

use super::Notification;
use crate::id::StatusId;
use crate::kinds::{NotificationAction, NotificationKind};
use crate::{Result, Sql};

/// Accounts are new for so long, as in Mastodon.
const NEW_ACCOUNT: Duration = Duration::from_hours(24 * 30);
/// Followers are strangers for so long, as in Mastodon: following someone is no way around their policy.
const NEW_FOLLOWER: Duration = Duration::from_hours(24 * 3);

/// A notification that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// It waits behind a request.
    pub filtered: bool,
    /// An app of its recipient subscribed to Web Push.
    pub has_push: bool,
    /// Its recipient wants mails about such.
    pub has_mail: bool,
}

/// Adds a notification unless it is there already, or its recipient is not local, does not want to hear from its sender
/// or of the thread, or lets it drop by policy. It joins the group of one of the keys `joins` if there is one, and else
/// has its own `group_key`; `filtered` is decided here. `mailed_at_first` says whether those want a mail about it who never
/// chose. `None` when nothing was added.
///
/// # Errors
/// `Conflict` when the id is taken.
pub async fn insert_wanted<C: ConnectionTrait>(
    connection: &C,
    row: &Notification,
    joins: &[String],
    mailed_at_first: bool,
) -> Result<Option<Made>> {
    let sql = Sql::new(
        connection,
        "INSERT INTO notifications (id, account_id, kind, from_account_id, status_id, created_at, filtered, group_key) \
         SELECT ",
    )
    .bind(row.id)
    .push(", w.account_id, ")
    .bind(row.kind.as_str())
    .push(", w.from_account_id, ")
    .bind(row.status_id)
    .push(", ")
    .bind(row.created_at)
    .push(", w.verdict = 'filter', ");
    let sql = group_key(sql, row, joins)
        .push(" FROM (SELECT r.id AS account_id, f.id AS from_account_id, ");
    let sql = verdict(sql, row)
        .push(" AS verdict FROM accounts r JOIN accounts f ON f.id = ")
        .bind(row.from_account_id)
        .push(" LEFT JOIN notification_policies p ON p.account_id = r.id WHERE r.id = ")
        .bind(row.account_id);
    let made = wanted(sql, row)
        .push(
            ") w WHERE w.verdict <> 'drop' ON CONFLICT (account_id, kind, from_account_id, status_id) DO NOTHING \
             RETURNING filtered, EXISTS (SELECT 1 FROM push_subscriptions ps WHERE ps.account_id = ",
        )
        .bind(row.account_id)
        .push("), EXISTS (SELECT 1 FROM access x JOIN users u ON u.id = x.user_id AND u.disabled_at IS NULL \
               JOIN accounts a ON a.id = x.account_id AND a.kind = 'Person' \
               LEFT JOIN preferences pr ON pr.user_id = u.id WHERE x.role = 'owner' AND x.account_id = ")
        .bind(row.account_id)
        .push(" AND CASE WHEN pr.user_id IS NULL THEN ")
        .bind(mailed_at_first)
        .push(" ELSE pr.mails LIKE ")
        .bind(format!("%\"{}\"%", row.kind.as_str()))
        .push(" END)")
        .rows(connection)
        .await?;
    let made = made.first().map(|made| {
        Ok(Made {
            filtered: made.try_get_by_index(0)?,
            has_push: made.try_get_by_index(1)?,
            has_mail: made.try_get_by_index(2)?,
        })
    });
    made.transpose()
}

/// What is filtered stands alone.
fn group_key(sql: Sql, row: &Notification, joins: &[String]) -> Sql {
    let Some(own) = &row.group_key else {
        return sql.push("NULL");
    };
    sql.push(
        "CASE WHEN w.verdict = 'accept' THEN coalesce((SELECT max(g.group_key) FROM notifications g \
         WHERE g.account_id = w.account_id AND g.group_key IS NOT NULL AND g.group_key",
    )
    .in_texts(joins)
    .push("), ")
    .bind(own.as_str())
    .push(") END")
}

/// `r` is the recipient, `f` the sender.
const WANTED: &str = " AND r.domain IS NULL AND r.suspended_at IS NULL AND r.deleted_at IS NULL \
    AND f.suspended_at IS NULL AND f.deleted_at IS NULL \
    AND NOT EXISTS (SELECT 1 FROM blocks b WHERE (b.account_id = r.id AND b.target_id = f.id) \
                    OR (b.account_id = f.id AND b.target_id = r.id)) \
    AND NOT EXISTS (SELECT 1 FROM account_domain_blocks d WHERE d.account_id = r.id AND d.domain = f.domain)";

fn wanted(sql: Sql, row: &Notification) -> Sql {
    let sql = sql.push(WANTED);
    // Only of the end of a poll people are told by themselves.
    let sql = if row.kind == NotificationKind::Poll {
        sql
    } else {
        sql.push(" AND r.id <> f.id")
    };
    let sql = if row.status_id == StatusId(0) {
        sql
    } else {
        sql.push(
            " AND NOT EXISTS (SELECT 1 FROM statuses cs JOIN conversation_mutes c ON c.conversation_id = cs.conversation_id \
             WHERE c.account_id = r.id AND cs.id = ",
        )
        .bind(row.status_id)
        .push(")")
    };
    sql.push(
        " AND NOT EXISTS (SELECT 1 FROM mutes m WHERE m.account_id = r.id AND m.target_id = f.id AND m.notifications \
         AND (m.expires_at IS NULL OR m.expires_at > ",
    )
    .bind(row.created_at)
    .push("))")
}

const FOLLOWS: &str = "EXISTS (SELECT 1 FROM follows x WHERE x.account_id = r.id AND x.target_id = f.id AND x.accepted_at IS NOT NULL)";

/// The kinds that a policy is about: what strangers can cause.
fn is_filterable(kind: NotificationKind) -> bool {
    use NotificationKind::{Favourite, Follow, FollowRequest, Mention, Quote, Reblog};
    matches!(
        kind,
        Mention | Quote | Reblog | Favourite | Follow | FollowRequest
    )
}

/// What the policy `p` of the recipient says: the strictest of what it says about such a sender.
fn verdict(sql: Sql, row: &Notification) -> Sql {
    if !is_filterable(row.kind) {
        return sql.push("'accept'");
    }
    // Most people wrote no policy, and most senders are not limited.
    let mut sql = sql.push(
        "CASE WHEN p.account_id IS NULL AND f.silenced_at IS NULL THEN 'accept' \
         WHEN EXISTS (SELECT 1 FROM notification_permissions n WHERE n.account_id = r.id AND n.from_account_id = f.id) \
         THEN 'accept'",
    );
    for action in [NotificationAction::Drop, NotificationAction::Filter] {
        sql = conditions(sql.push(" WHEN "), action.as_str(), row)
            .push(" THEN ")
            .bind(action.as_str());
    }
    sql.push(" ELSE 'accept' END")
}

fn conditions(sql: Sql, action: &str, row: &Notification) -> Sql {
    let now = row.created_at;
    let sql = sql
        .push(&format!(
            "(coalesce(p.for_limited_accounts, 'filter') = '{action}' AND f.silenced_at IS NOT NULL AND NOT {FOLLOWS}) \
             OR (p.for_not_following = '{action}' AND NOT {FOLLOWS}) \
             OR (p.for_not_followers = '{action}' AND NOT EXISTS (SELECT 1 FROM follows x WHERE x.account_id = f.id \
             AND x.target_id = r.id AND x.accepted_at IS NOT NULL AND x.created_at <= ",
        ))
        .bind(now.before(NEW_FOLLOWER))
        .push(&format!(
            ")) OR (p.for_new_accounts = '{action}' AND f.created_at > "
        ))
        .bind(now.before(NEW_ACCOUNT))
        .push(")");
    if row.kind == NotificationKind::Mention {
        unasked(
            sql.push(&format!(" OR (p.for_private_mentions = '{action}' AND ")),
            row.status_id,
        )
        .push(")")
    } else {
        sql
    }
}

/// A direct status in a thread in which the recipient did not write to the sender.
fn unasked(sql: Sql, status: StatusId) -> Sql {
    sql.push("EXISTS (SELECT 1 FROM statuses s WHERE s.visibility = 'direct' AND s.id = ")
        .bind(status)
        .push(
            " AND NOT EXISTS (SELECT 1 FROM statuses t JOIN mentions tm ON tm.status_id = t.id \
             WHERE t.conversation_id = s.conversation_id AND t.account_id = r.id AND tm.account_id = f.id))",
        )
}
