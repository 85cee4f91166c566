//! Doing what a line says, once: it is judged anew, done and reported on in one transaction.

use storage::id::{AccountId, UserId};
use storage::kinds::{ListedMembership, MemberOutcome};
use storage::member_import::{self as imports, MemberImport, MemberImportLine};
use storage::member_list::{self as rows, Asked, ListedMember};
use storage::{Transaction, access, account};

use super::entry::{Entry, Said};
use super::find::{Found, People, asked, memberships};
use super::import::{actor, task};
use super::judge::{Judged, judge, judge_missing};
use super::plan::Task;
use super::{Deed, Report};
use crate::account::is_present;
use crate::audit::{self, Actor};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::credential::{self, Claims, Credential, CredentialKind, NewCredential};
use crate::error::{Error, Result};
use crate::invitation::{self, Invitee, Prepared, Username};
use crate::user::forget;
use crate::{mail_link, profile};

/// Does what a line says, unless that was done.
///
/// # Errors
/// When the database refuses, or somebody joined meanwhile: it can be done again.
pub(super) async fn apply(
    ctx: &Context,
    import: &MemberImport,
    line: &MemberImportLine,
) -> Result<()> {
    let task = task(line.entry.as_deref().unwrap_or_default())?;
    let prepared = match &task {
        Task::Entry(entry) if line.outcome == MemberOutcome::Created => {
            Some(invitation::prepare(ctx, &invitee(entry)).await?)
        }
        _ => None,
    };
    let (now, key) = (ctx.clock.now(), (line.import_id, line.position));
    let tx = ctx.db.begin().await?;
    if !imports::take(&*tx, key).await? {
        return Ok(());
    }
    let (found, mut judged) = judged(&tx, ctx, &task, now).await?;
    let scribe = Scribe {
        tx: &tx,
        ctx,
        by: actor(import),
        now,
    };
    let touched = match (judged.report.outcome, &task) {
        (MemberOutcome::Created, Task::Entry(entry)) => {
            if let Some(prepared) = prepared {
                Some(scribe.invite(entry, found, &judged, prepared).await?)
            } else {
                judged.report = Report::skipped("left since this list was looked at");
                None
            }
        }
        (MemberOutcome::Updated, _) => Some(scribe.change(found, &judged).await?),
        _ => None,
    };
    let report = serde_json::to_string(&judged.report)?;
    imports::set_report(&*tx, key, judged.report.outcome, report).await?;
    tx.commit().await?;
    if let Some((user, own)) = touched {
        forget(ctx, own, Some(user));
    }
    Ok(())
}

async fn judged(
    tx: &Transaction,
    ctx: &Context,
    task: &Task,
    now: Timestamp,
) -> Result<(Found, Judged)> {
    match task {
        Task::Entry(entry) => {
            let known = rows::known(&**tx, &asked(ctx, &[entry.as_ref()])).await?;
            let found = People::new(known).find(ctx, entry)?;
            let judged = judge(entry, &found, now)?;
            Ok((found, judged))
        }
        Task::Missing(hash) => {
            let asked = Asked {
                hashes: vec![hash.clone()],
                ..Asked::default()
            };
            let known = rows::known(&**tx, &asked).await?;
            let found = People::new(known).find_listed(ctx, hash)?;
            let judged = judge_missing(&found);
            Ok((found, judged))
        }
    }
}

fn invitee(entry: &Entry) -> Invitee<'_> {
    let given = entry.username.as_deref().map(Username::Given);
    Invitee {
        username: given.unwrap_or(Username::Like(&entry.email)),
        email: &entry.email,
        display_name: entry.said.name.as_deref().unwrap_or_default(),
        locale: None,
        profile: &entry.said.profile,
    }
}

/// Writes what was judged.
struct Scribe<'a> {
    tx: &'a Transaction,
    ctx: &'a Context,
    by: Actor,
    now: Timestamp,
}

impl Scribe<'_> {
    /// Makes a login that waits for its person.
    async fn invite(
        &self,
        entry: &Entry,
        found: Found,
        judged: &Judged,
        prepared: Prepared,
    ) -> Result<(UserId, AccountId)> {
        let invitee = invitee(entry);
        let (tx, now) = (self.tx, self.now);
        let (user, own) = invitation::insert(tx, self.ctx, &invitee, prepared, now).await?;
        let row = ListedMember {
            address_hash: found.address_hash,
            user_id: Some(user),
            written: String::new(),
            membership: None,
            member_until: None,
            updated_at: now,
        };
        let row = self.listed(row, Said::default().with(entry.said.clone()), judged)?;
        rows::insert(&**tx, row).await?;
        self.mail(user, own).await?;
        Ok((user, own))
    }

    /// Changes what is said of somebody who is here.
    async fn change(&self, found: Found, judged: &Judged) -> Result<(UserId, AccountId)> {
        let (tx, now) = (self.tx, self.now);
        let (login, account) = found.login.ok_or(Error::NotFound)?;
        let own = account.ok_or(Error::NotFound)?;
        let news = judged.news.clone();
        profile::enter(tx, own.id, news.name, news.profile, now).await?;
        self.write_row(found.listed, (found.address_hash, login.id), judged)
            .await?;
        if judged.report.deeds.contains(&Deed::Invite) {
            // Links that whoever signed up with the address asked for are worth nothing: its owner chooses the password.
            mail_link::forget_all(tx, login.id).await?;
            self.mail(login.id, own.id).await?;
        }
        if is_present(&own) {
            self.vouch(own.id, &found.memberships, judged).await?;
        }
        Ok((login.id, own.id))
    }

    async fn write_row(
        &self,
        listed: Option<ListedMember>,
        (address_hash, user): (String, UserId),
        judged: &Judged,
    ) -> Result<()> {
        let is_new = listed.is_none();
        let row = listed.unwrap_or(ListedMember {
            address_hash,
            user_id: None,
            written: "{}".to_owned(),
            membership: None,
            member_until: None,
            updated_at: self.now,
        });
        let former: Said = serde_json::from_str(&row.written)?;
        let row = ListedMember {
            user_id: Some(user),
            ..row
        };
        let row = self.listed(row, former.with(judged.news.clone()), judged)?;
        if is_new {
            rows::insert(&**self.tx, row).await?;
        } else {
            rows::update(&**self.tx, row).await?;
        }
        Ok(())
    }

    /// The row as it is after what was judged.
    fn listed(&self, row: ListedMember, written: Said, judged: &Judged) -> Result<ListedMember> {
        let active = Some(ListedMembership::Active);
        let said = judged.report.deeds.iter().find_map(|deed| match deed {
            Deed::Give { until } | Deed::Renew { until } | Deed::Adopt { until } => {
                Some((active, *until))
            }
            Deed::End => Some((Some(ListedMembership::Ended), None)),
            Deed::Invite | Deed::Write { .. } => None,
        });
        let (membership, member_until) = said.unwrap_or((row.membership, row.member_until));
        Ok(ListedMember {
            written: serde_json::to_string(&written)?,
            membership,
            member_until,
            updated_at: self.now,
            ..row
        })
    }

    async fn mail(&self, user: UserId, own: AccountId) -> Result<()> {
        let login = storage::user::find_by_id(&**self.tx, user).await?;
        let login = login.ok_or(Error::NotFound)?;
        invitation::send(self.tx, self.ctx, &login, self.now).await?;
        let deed = audit::Deed::new("member_list.invite", "account", own);
        audit::record(self.tx, &self.by, deed, self.now).await
    }

    /// Issues, renews or revokes what this instance says of the membership.
    async fn vouch(&self, own: AccountId, standing: &[Credential], judged: &Judged) -> Result<()> {
        let wanted = judged.report.deeds.iter().find_map(|deed| match deed {
            Deed::Give { until } | Deed::Renew { until } => Some(Some(*until)),
            Deed::End => Some(None),
            Deed::Invite | Deed::Write { .. } | Deed::Adopt { .. } => None,
        });
        let Some(wanted) = wanted else {
            return Ok(());
        };
        let claims = standing.first().map(credential::claims).transpose()?;
        let wanted = wanted.map(|until| NewCredential {
            claims: claims.unwrap_or_default(),
            ..membership(own, until, self.by.clone())
        });
        credential::settle(self.tx, self.ctx, standing, wanted, &self.by).await?;
        Ok(())
    }
}

fn membership(subject: AccountId, valid_until: Option<Timestamp>, by: Actor) -> NewCredential {
    NewCredential {
        subject,
        kind: CredentialKind::Membership,
        claims: Claims::default(),
        valid_until,
        by,
    }
}

/// The person behind a login has opened the mailed link: the membership that waited for them is vouched for now.
pub(crate) async fn admitted(tx: &Transaction, ctx: &Context, id: UserId) -> Result<()> {
    let now = ctx.clock.now();
    let active = |row: &ListedMember| row.membership == Some(ListedMembership::Active);
    let row = rows::list_by_users(&**tx, &[id]).await?.into_iter().next();
    let Some(row) = row.filter(active) else {
        return Ok(());
    };
    let own = access::find_own_account(&**tx, id).await?;
    let own = own.ok_or(Error::NotFound)?;
    let account = account::find_by_id(&**tx, own).await?;
    let over = row.member_until.is_some_and(|until| until <= now);
    if over || !account.is_some_and(|account| is_present(&account)) {
        return Ok(());
    }
    let known = storage::credential::credentials_of(&**tx, &[own]).await?;
    let known = known.get(&own).map_or(&[][..], Vec::as_slice);
    if memberships(ctx, known)?.is_empty() {
        let new = membership(own, row.member_until, Actor::System);
        credential::issue(tx, ctx, new).await?;
    }
    Ok(())
}
