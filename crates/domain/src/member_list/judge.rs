//! What comes of a line, by what is known of the person. Nothing here is written.

use storage::account::Account;
use storage::kinds::{CredentialState, ListedMembership, MemberOutcome};
use storage::user::User;

use super::entry::{Entry, Membership, Said, Until, filled};
use super::find::Found;
use super::{Column, Deed, Remark, Report};
use crate::account::is_present;
use crate::clock::Timestamp;
use crate::credential::Credential;
use crate::error::Result;
use crate::names::is_reserved_username;
use crate::pseudonym;

/// What is to be done about a line.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) report: Report,
    /// What is written into name and profile.
    pub(super) news: Said,
}

impl Judged {
    fn none(report: Report) -> Self {
        let news = Said::default();
        Self { report, news }
    }
}

/// Judges a line.
///
/// # Errors
/// When a row was written by a later version.
pub(super) fn judge(entry: &Entry, found: &Found, now: Timestamp) -> Result<Judged> {
    let Some((login, account)) = &found.login else {
        return Ok(newcomer(entry, found, now));
    };
    if let Some(report) = left_alone(login, account.as_ref()) {
        return Ok(Judged::none(report));
    }
    let mut remarks = Vec::new();
    if let Some(why) = contradiction(entry, found, account.as_ref()) {
        return Ok(Judged::none(Report::refused(why)));
    }
    if login.email != entry.email {
        remarks.push(Remark::about("uses another address here now"));
    }
    let mut deeds = Vec::new();
    let listed = found.listed.as_ref();
    let is_listed = listed.is_some_and(|row| row.user_id.is_some());
    let over = entry.membership.is_some_and(|it| is_over(it, now));
    match login.confirmed_at {
        None if is_listed => {
            let waits = "has not opened the link of the invitation yet";
            remarks.push(Remark::about(waits));
        }
        None if !over => deeds.push(Deed::Invite),
        _ => {}
    }
    let news = written(entry, found, account.as_ref(), &mut deeds, &mut remarks)?;
    if let Some(membership) = entry.membership {
        let present = account.as_ref().is_some_and(is_present);
        let (deed, remark) = settled(membership, found, present, now);
        deeds.extend(deed);
        remarks.extend(remark);
    }
    let outcome = if deeds.is_empty() {
        MemberOutcome::Unchanged
    } else {
        MemberOutcome::Updated
    };
    let report = Report {
        outcome,
        deeds,
        remarks,
    };
    Ok(Judged { report, news })
}

/// Judges somebody who is on the list and missing in the file.
pub(super) fn judge_missing(found: &Found) -> Judged {
    let Some((login, account)) = &found.login else {
        let gone = "is here no more";
        return Judged::none(Report::skipped(gone));
    };
    if let Some(report) = left_alone(login, account.as_ref()) {
        return Judged::none(report);
    }
    let active = Some(ListedMembership::Active);
    let stands = found.listed.as_ref().and_then(|row| row.membership) == active;
    let end = (stands && !found.of_directory).then_some(Deed::End);
    let deeds: Vec<Deed> = end.into_iter().collect();
    Judged::none(Report {
        outcome: if deeds.is_empty() {
            MemberOutcome::Unchanged
        } else {
            MemberOutcome::Updated
        },
        deeds,
        remarks: Vec::new(),
    })
}

fn newcomer(entry: &Entry, found: &Found, now: Timestamp) -> Judged {
    if found.listed.is_some() {
        let left =
            "deleted their account here and is not invited again: they can sign up themselves";
        return Judged::none(Report::skipped(left));
    }
    let membership = entry.membership;
    if membership.is_some_and(|it| is_over(it, now)) {
        let over = "is not invited: their membership is over";
        return Judged::none(Report::skipped(over));
    }
    if found.kept_out {
        let remedy = "is of a provider or a person that is kept out here: the moderators' limits on addresses say so";
        return Judged::none(Report::refused(Remark::of(Column::Email, remedy)));
    }
    let given = entry.username.as_deref();
    if found.name_taken || given.is_some_and(is_reserved_username) {
        let remedy = "is taken or kept back: leave the cell empty, and one is made of the address";
        return Judged::none(Report::refused(Remark::of(Column::Username, remedy)));
    }
    let until = membership.map(|it| it.until.moment());
    let deeds = std::iter::once(Deed::Invite);
    Judged::none(Report {
        outcome: MemberOutcome::Created,
        deeds: deeds
            .chain(until.map(|until| Deed::Give { until }))
            .collect(),
        remarks: Vec::new(),
    })
}

fn is_over(membership: Membership, now: Timestamp) -> bool {
    let passed = |until: Timestamp| until <= now;
    membership.state == ListedMembership::Ended || membership.until.moment().is_some_and(passed)
}

/// Nothing is done about whom moderators or a directory shut out.
fn left_alone(login: &User, account: Option<&Account>) -> Option<Report> {
    let gone = |account: &Account| account.suspended_at.is_some() || account.deleted_at.is_some();
    let shut = login.disabled_at.is_some() || pseudonym::is_login(login);
    (shut || account.is_none_or(gone)).then(|| {
        let shut = "is suspended here, or the login is closed: nothing is changed";
        Report::skipped(shut)
    })
}

/// What in a line speaks against its being about this person.
fn contradiction(entry: &Entry, found: &Found, account: Option<&Account>) -> Option<Remark> {
    if found.listed.is_none() && found.address_of_another {
        let remedy = "was the address of another member, who uses another one now: write that, or leave the line out";
        return Some(Remark::of(Column::Email, remedy));
    }
    let name = account.map_or("", |account| account.username.as_str());
    let given = entry.username.as_ref();
    let other = given.filter(|given| !given.eq_ignore_ascii_case(name));
    other.map(|_| {
        let remedy = "is not the name of the account with this address: leave the cell empty, or write the right one";
        Remark::of(Column::Username, remedy)
    })
}

/// What is written into name and profile: what is empty, and what an earlier list wrote. What members wrote stays.
fn written(
    entry: &Entry,
    found: &Found,
    account: Option<&Account>,
    deeds: &mut Vec<Deed>,
    remarks: &mut Vec<Remark>,
) -> Result<Said> {
    let former: Said = match &found.listed {
        Some(row) => serde_json::from_str(&row.written)?,
        None => Said::default(),
    };
    let profile = &found.profile;
    let display_name = account.map(|account| account.display_name.clone());
    let mut pen = Pen { deeds, remarks };
    let mut news = Said::default();
    let (said, was) = (&entry.said.profile, &former.profile);
    news.name = pen.write(
        Column::Name,
        (&entry.said.name, &former.name),
        display_name.filter(|name| !name.is_empty()),
    );
    news.profile.profession = pen.write(
        Column::Profession,
        (&said.profession, &was.profession),
        profile.profession.clone(),
    );
    news.profile.specialties = pen.write(
        Column::Specialties,
        (&said.specialties, &was.specialties),
        filled(profile.specialties.clone()),
    );
    news.profile.region = pen.write(
        Column::Region,
        (&said.region, &was.region),
        profile.region.clone(),
    );
    news.profile.languages = pen.write(
        Column::Languages,
        (&said.languages, &was.languages),
        filled(profile.languages.clone()),
    );
    news.profile.workplace = pen.write(
        Column::Workplace,
        (&said.workplace, &was.workplace),
        profile.workplace.clone(),
    );
    Ok(news)
}

/// Notes what is written and what is not.
struct Pen<'a> {
    deeds: &'a mut Vec<Deed>,
    remarks: &'a mut Vec<Remark>,
}

impl Pen<'_> {
    fn write<T: Clone + PartialEq>(
        &mut self,
        column: Column,
        (said, former): (&Option<T>, &Option<T>),
        current: Option<T>,
    ) -> Option<T> {
        let said = said.as_ref()?;
        if current.as_ref() == Some(said) {
            return None;
        }
        if current.is_some() && current != *former {
            let stays = "stays as the member wrote it";
            self.remarks.push(Remark::of(column, stays));
            return None;
        }
        self.deeds.push(Deed::Write { column });
        Some(said.clone())
    }
}

/// What becomes of what this instance says of a membership.
fn settled(
    wanted: Membership,
    found: &Found,
    present: bool,
    now: Timestamp,
) -> (Option<Deed>, Option<Remark>) {
    let listed = found.listed.as_ref();
    let active = listed.filter(|row| row.membership == Some(ListedMembership::Active));
    if found.of_directory {
        let remark = "a directory of people answers for their membership: it is not changed";
        return (None, Some(Remark::about(remark)));
    }
    let known = active.and_then(|row| row.member_until);
    let until = match wanted.until {
        Until::Unsaid => known,
        Until::Open | Until::Day(_) => wanted.until.moment(),
    };
    let wanted = Membership {
        until: until.map_or(Until::Open, Until::Day),
        ..wanted
    };
    let same = active.is_some_and(|row| row.member_until == until);
    if is_over(wanted, now) {
        let said = same && wanted.state == ListedMembership::Active;
        let stands = !found.memberships.is_empty() || (active.is_some() && !said);
        return (stands.then_some(Deed::End), None);
    }
    let suspended = |it: &Credential| it.state == CredentialState::Suspended;
    if found.memberships.iter().any(suspended) {
        let remark = "is a member whose credential a verifier suspended: it is not changed";
        return (None, Some(Remark::about(remark)));
    }
    match &found.memberships[..] {
        [one] if one.valid_until == until => ((!same).then_some(Deed::Adopt { until }), None),
        [] if same && !present => (None, None),
        [] if same => {
            let remark = "gave the credential back, or it was revoked here: another end, or ended and then active, issues it anew";
            (None, Some(Remark::about(remark)))
        }
        [] if active.is_none() => (Some(Deed::Give { until }), None),
        _ => (Some(Deed::Renew { until }), None),
    }
}
