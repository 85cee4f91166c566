//! The one place that turns an [`Audience`] into SQL. What an audience may see is decided in `domain::policy`; this file
//! only knows how each grant and each denial is looked up.

use crate::id::AccountId;
use crate::kinds::Visibility;
use crate::sql::Sql;

/// A reason to show a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// The status has this visibility.
    Visibility(Visibility),
    /// The viewer wrote it.
    Author,
    /// The viewer is mentioned in it.
    Mentioned,
    /// It has this visibility, and the viewer is an accepted follower of its author.
    Follower(Visibility),
    /// It has this visibility, and the viewer is an approved member of its group.
    Member(Visibility),
}

/// A reason not to show a status, whatever grants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// The author is suspended or gone.
    AuthorSuspended,
    /// The author is silenced, and the viewer does not follow them.
    AuthorSilenced,
    /// The author blocks the viewer.
    BlockedByAuthor,
    /// The viewer blocks the author.
    AuthorBlocked,
    /// The viewer mutes the author.
    AuthorMuted,
    /// The viewer blocks the author's domain.
    DomainBlocked,
}

/// Who looks, and what lets them see or keeps them from it. Made by `domain::policy` alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audience {
    /// The account that looks; nobody known when `None`, and then grants and denials that need one do not apply.
    pub viewer: Option<AccountId>,
    /// One of them must hold.
    pub grants: &'static [Grant],
    /// None of them may hold.
    pub denials: &'static [Denial],
}

/// How a condition names the account that looks.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Eye {
    /// One account.
    Account(AccountId),
    /// That of the row, by the column that holds its id: asks for many accounts at once.
    Column(&'static str),
}

/// The aliases under which a query has a status and, joined to it, its author.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Of `statuses`.
    pub status: &'static str,
    /// Of `accounts`.
    pub author: &'static str,
}

impl Sql {
    fn eye(self, eye: Eye) -> Self {
        match eye {
            Eye::Account(id) => self.bind_once(id),
            Eye::Column(name) => self.push(name),
        }
    }

    fn has(self, visibility: Visibility, row: Row) -> Self {
        self.push(&format!(
            "{}.visibility = '{}'",
            row.status,
            visibility.as_str()
        ))
    }

    fn follows_author(self, viewer: Eye, row: Row) -> Self {
        self.push(&format!(
            "EXISTS (SELECT 1 FROM follows vf WHERE vf.target_id = {}.id AND vf.accepted_at IS NOT NULL \
             AND vf.account_id = ",
            row.author
        ))
        .eye(viewer)
        .push(")")
    }
}

/// Adds the condition in brackets that `viewer` may see `row`.
pub(crate) fn condition(sql: Sql, audience: &Audience, viewer: Option<Eye>, row: Row) -> Sql {
    let mut sql = sql.push("((");
    let mut separator = "";
    for grant in audience.grants {
        sql = match (*grant, viewer) {
            (Grant::Visibility(visibility), _) => sql.push(separator).has(visibility, row),
            (_, None) => continue,
            (grant, Some(viewer)) => grant_sql(sql.push(separator), grant, viewer, row),
        };
        separator = " OR ";
    }
    if separator.is_empty() {
        // An audience with no applicable grant sees nothing.
        sql = sql.push("1 = 0");
    }
    sql = sql.push(")");
    for denial in audience.denials {
        sql = denial_sql(sql, *denial, viewer, row);
    }
    sql.push(")")
}

/// Adds, as a column, whether `denial` does not hold for `viewer`.
pub(crate) fn spares(sql: Sql, denial: Denial, viewer: Option<Eye>, row: Row) -> Sql {
    denial_sql(sql.push("(1 = 1"), denial, viewer, row).push(")")
}

fn grant_sql(sql: Sql, grant: Grant, viewer: Eye, row: Row) -> Sql {
    let s = row.status;
    match grant {
        Grant::Visibility(visibility) => sql.has(visibility, row),
        Grant::Author => sql.push(s).push(".account_id = ").eye(viewer),
        Grant::Mentioned => sql
            .push("EXISTS (SELECT 1 FROM mentions vm WHERE vm.status_id = ")
            .push(s)
            .push(".id AND vm.account_id = ")
            .eye(viewer)
            .push(")"),
        Grant::Follower(visibility) => sql
            .push("(")
            .has(visibility, row)
            .push(" AND ")
            .follows_author(viewer, row)
            .push(")"),
        Grant::Member(visibility) => sql
            .push("(")
            .has(visibility, row)
            .push(" AND EXISTS (SELECT 1 FROM memberships vg WHERE vg.group_id = ")
            .push(s)
            .push(".group_id AND vg.state = 'approved' AND vg.account_id = ")
            .eye(viewer)
            .push("))"),
    }
}

fn denial_sql(sql: Sql, denial: Denial, viewer: Option<Eye>, row: Row) -> Sql {
    let a = row.author;
    match (denial, viewer) {
        (Denial::AuthorSuspended, _) => sql.push(&format!(
            " AND NOT ({a}.suspended_at IS NOT NULL OR {a}.deleted_at IS NOT NULL)"
        )),
        (Denial::AuthorSilenced, None) => {
            sql.push(&format!(" AND NOT ({a}.silenced_at IS NOT NULL)"))
        }
        (Denial::AuthorSilenced, Some(viewer)) => sql
            .push(&format!(" AND ({a}.silenced_at IS NULL OR {a}.id = "))
            .eye(viewer)
            .push(" OR ")
            .follows_author(viewer, row)
            .push(")"),
        (_, None) => sql,
        (Denial::BlockedByAuthor, Some(viewer)) => sql
            .push(&format!(
                " AND NOT EXISTS (SELECT 1 FROM blocks vb WHERE vb.account_id = {a}.id AND vb.target_id = "
            ))
            .eye(viewer)
            .push(")"),
        (Denial::AuthorBlocked, Some(viewer)) => sql
            .push(&format!(
                " AND NOT EXISTS (SELECT 1 FROM blocks vb WHERE vb.target_id = {a}.id AND vb.account_id = "
            ))
            .eye(viewer)
            .push(")"),
        (Denial::AuthorMuted, Some(viewer)) => sql
            .push(&format!(
                " AND NOT EXISTS (SELECT 1 FROM mutes vm WHERE vm.target_id = {a}.id AND vm.account_id = "
            ))
            .eye(viewer)
            .push(")"),
        (Denial::DomainBlocked, Some(viewer)) => sql
            .push(&format!(
                " AND ({a}.domain IS NULL OR NOT EXISTS (SELECT 1 FROM account_domain_blocks vd \
                 WHERE vd.domain = {a}.domain AND vd.account_id = "
            ))
            .eye(viewer)
            .push("))"),
    }
}
