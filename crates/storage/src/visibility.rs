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

impl Sql {
    fn eye(self, eye: Eye) -> Self {
        match eye {
            Eye::Account(id) => self.bind(id),
            Eye::Column(name) => self.push(name),
        }
    }
}

/// Adds the condition in brackets. `status` is an alias of `statuses`, `viewer` looks.
pub(crate) fn condition(sql: Sql, audience: &Audience, viewer: Option<Eye>, status: &str) -> Sql {
    let mut sql = sql.push("((");
    let mut first = true;
    for grant in audience.grants {
        if let Some(add) = grant_sql(*grant, viewer, status) {
            sql = if first { sql } else { sql.push(" OR ") };
            first = false;
            sql = add(sql);
        }
    }
    // An audience with no applicable grant sees nothing.
    sql = if first {
        sql.push("1 = 0)")
    } else {
        sql.push(")")
    };
    for denial in audience.denials {
        sql = denial_sql(sql, *denial, viewer, status);
    }
    sql.push(")")
}

type Adds = Box<dyn FnOnce(Sql) -> Sql>;

fn grant_sql(grant: Grant, viewer: Option<Eye>, s: &str) -> Option<Adds> {
    let s = s.to_owned();
    Some(match (grant, viewer) {
        (Grant::Visibility(visibility), _) => Box::new(move |sql: Sql| {
            sql.push(&format!("{s}.visibility = '{}'", visibility.as_str()))
        }),
        (_, None) => return None,
        (Grant::Author, Some(viewer)) => {
            Box::new(move |sql: Sql| sql.push(&format!("{s}.account_id = ")).eye(viewer))
        }
        (Grant::Mentioned, Some(viewer)) => {
            Box::new(move |sql: Sql| {
                sql.push(&format!("EXISTS (SELECT 1 FROM mentions vm WHERE vm.status_id = {s}.id AND vm.account_id = "))
                .eye(viewer)
                .push(")")
            })
        }
        (Grant::Follower(visibility), Some(viewer)) => Box::new(move |sql: Sql| {
            sql.push(&format!(
                "({s}.visibility = '{}' AND EXISTS (SELECT 1 FROM follows vf WHERE vf.target_id = {s}.account_id \
                 AND vf.accepted_at IS NOT NULL AND vf.account_id = ",
                visibility.as_str()
            ))
            .eye(viewer)
            .push("))")
        }),
        (Grant::Member(visibility), Some(viewer)) => Box::new(move |sql: Sql| {
            sql.push(&format!(
                "({s}.visibility = '{}' AND EXISTS (SELECT 1 FROM memberships vg WHERE vg.group_id = {s}.group_id \
                 AND vg.state = 'approved' AND vg.account_id = ",
                visibility.as_str()
            ))
            .eye(viewer)
            .push("))")
        }),
    })
}

fn denial_sql(sql: Sql, denial: Denial, viewer: Option<Eye>, s: &str) -> Sql {
    let author = |what: &str| {
        format!(
            " AND NOT EXISTS (SELECT 1 FROM accounts va WHERE va.id = {s}.account_id AND {what}"
        )
    };
    match (denial, viewer) {
        (Denial::AuthorSuspended, _) => {
            sql.push(&author("(va.suspended_at IS NOT NULL OR va.deleted_at IS NOT NULL))"))
        }
        (Denial::AuthorSilenced, None) => sql.push(&author("va.silenced_at IS NOT NULL)")),
        (Denial::AuthorSilenced, Some(viewer)) => sql
            .push(&author("va.silenced_at IS NOT NULL AND va.id <> "))
            .eye(viewer)
            .push(
                " AND NOT EXISTS (SELECT 1 FROM follows vs WHERE vs.target_id = va.id AND vs.accepted_at IS NOT NULL \
                 AND vs.account_id = ",
            )
            .eye(viewer)
            .push("))"),
        (_, None) => sql,
        (Denial::BlockedByAuthor, Some(viewer)) => sql
            .push(&format!(
                " AND NOT EXISTS (SELECT 1 FROM blocks vb WHERE vb.account_id = {s}.account_id AND vb.target_id = "
            ))
            .eye(viewer)
            .push(")"),
        (Denial::AuthorBlocked, Some(viewer)) => sql
            .push(" AND NOT EXISTS (SELECT 1 FROM blocks vb WHERE vb.account_id = ")
            .eye(viewer)
            .push(&format!(" AND vb.target_id = {s}.account_id)")),
        (Denial::AuthorMuted, Some(viewer)) => sql
            .push(" AND NOT EXISTS (SELECT 1 FROM mutes vm WHERE vm.account_id = ")
            .eye(viewer)
            .push(&format!(" AND vm.target_id = {s}.account_id)")),
        (Denial::DomainBlocked, Some(viewer)) => sql
            .push(&author("va.domain IS NOT NULL AND va.domain IN (SELECT vd.domain FROM account_domain_blocks vd WHERE vd.account_id = "))
            .eye(viewer)
            .push("))"),
    }
}
