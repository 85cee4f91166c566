//! What a line says, checked: who is meant, what is said of them, and whether they are a member.

use serde::{Deserialize, Serialize};
use storage::kinds::ListedMembership;

use super::{Cells, Column, Remark};
use crate::clock::Timestamp;
use crate::error::Error;
use crate::names::{canonical_email, check_local_username};
use crate::profile::{Change, Profile};
use crate::reason::Reason;
use crate::text::clean;
use crate::vocabulary::{LANGUAGES, Vocabulary};
use crate::{profession, specialty};

/// Milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// What is said of somebody; what is empty is not said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    pub(super) name: Option<String>,
    pub(super) profile: Change,
}

impl Said {
    /// The same, and `news` in the place of what it says otherwise.
    pub(super) fn with(self, news: Self) -> Self {
        let (was, new) = (self.profile, news.profile);
        Self {
            name: news.name.or(self.name),
            profile: Change {
                profession: new.profession.or(was.profession),
                specialties: new.specialties.or(was.specialties),
                region: new.region.or(was.region),
                languages: new.languages.or(was.languages),
                workplace: new.workplace.or(was.workplace),
                ..Change::default()
            },
        }
    }
}

/// Whether somebody is a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Membership {
    pub(super) state: ListedMembership,
    pub(super) until: Until,
}

/// When a membership ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Until {
    /// The file has no such column.
    Unsaid,
    /// Never.
    Open,
    /// With the last moment of a day.
    Day(Timestamp),
}

impl Until {
    /// The moment, if there is one.
    pub(super) fn moment(self) -> Option<Timestamp> {
        match self {
            Self::Day(moment) => Some(moment),
            Self::Unsaid | Self::Open => None,
        }
    }
}

/// A line that can be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) email: String,
    pub(super) username: Option<String>,
    pub(super) said: Said,
    /// `None` when the list says nothing of it.
    pub(super) membership: Option<Membership>,
}

type Checked<T> = Result<T, Remark>;

impl Entry {
    /// Reads the cells of a line.
    ///
    /// # Errors
    /// The first that cannot be taken, with the remedy.
    pub(super) fn read(cells: &Cells) -> Checked<Self> {
        let said = |column| cells.get(&column).map(|cell| cell.trim());
        let given = |column| said(column).filter(|cell| !cell.is_empty());
        let email = canonical_email(said(Column::Email).unwrap_or_default());
        let email = email.map_err(|_| {
            let remedy = "is no e-mail address: each line needs one, such as ada@clinic.example";
            Remark::of(Column::Email, remedy)
        })?;
        Ok(Self {
            email,
            username: given(Column::Username).map(username).transpose()?,
            said: Said {
                name: given(Column::Name).map(name).transpose()?,
                profile: profile(given)?,
            },
            membership: membership(said(Column::State), said(Column::MemberUntil))?,
        })
    }
}

fn username(name: &str) -> Checked<String> {
    if check_local_username(name).is_err() {
        let remedy = "is no name for an account: it has 1 to 30 of the letters a to z, digits and _. Leave the cell empty, and one is made of the address";
        return Err(Remark::of(Column::Username, remedy));
    }
    Ok(name.to_owned())
}

fn name(text: &str) -> Checked<String> {
    clean::display_name(text).map_err(|error| Remark::of(Column::Name, error))
}

/// The profile, in the one spelling of this server; what is empty is not said.
fn profile<'a>(given: impl Fn(Column) -> Option<&'a str>) -> Checked<Change> {
    let list = |column| given(column).map(split);
    let specialties = list(Column::Specialties).map(|words| {
        let ids = words.iter().map(|word| id(specialty::vocabulary(), word));
        ids.collect::<Option<Vec<String>>>().ok_or_else(|| {
            let remedy = "name something that is not in the list: give ids such as cardiology, or the names of the directory, with ; or | between them";
            Remark::of(Column::Specialties, remedy)
        })
    });
    let profession = given(Column::Profession).map(|word| {
        id(profession::vocabulary(), word).ok_or_else(|| {
            let remedy = "is not in the list: give an id such as physician or nurse, or a name of the directory";
            Remark::of(Column::Profession, remedy)
        })
    });
    let change = Change {
        profession: profession.transpose()?,
        specialties: specialties.transpose()?,
        workplace: given(Column::Workplace).map(str::to_owned),
        region: given(Column::Region).map(str::to_owned),
        languages: list(Column::Languages),
        ..Change::default()
    };
    let profile = change.apply(Profile::default()).map_err(refused)?;
    Ok(Change {
        profession: profile.profession,
        specialties: filled(profile.specialties),
        workplace: profile.workplace,
        region: profile.region,
        languages: filled(profile.languages),
        ..Change::default()
    })
}

/// A refusal of the profile, whose fields are called as the columns.
fn refused(error: Error) -> Remark {
    match error {
        Error::Invalid { field, reason } => Remark {
            column: Column::parse(field),
            reason,
        },
        other => Remark::about(Reason::from(other.to_string())),
    }
}

pub(super) fn filled(list: Vec<String>) -> Option<Vec<String>> {
    (!list.is_empty()).then_some(list)
}

fn split(cell: &str) -> Vec<String> {
    let parts = cell.split([';', '|']).map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// The id of a term that is written as itself or as its label in one of our languages.
fn id(vocabulary: &Vocabulary, word: &str) -> Option<String> {
    let word = word.trim().to_lowercase();
    let is_meant = |label: &str| label.to_lowercase() == word;
    let mut terms = vocabulary.terms().iter();
    let meant = terms.find(|term| {
        term.id == word
            || LANGUAGES
                .iter()
                .any(|language| is_meant(term.label(language)))
    });
    meant.map(|term| term.id.clone())
}

/// Nothing is said by a file with neither column, and by the word `none`.
fn membership(state: Option<&str>, until: Option<&str>) -> Checked<Option<Membership>> {
    if state.is_none() && until.is_none() {
        return Ok(None);
    }
    let until = until.map_or(Ok(Until::Unsaid), day)?;
    let state = match state.unwrap_or_default().to_lowercase().as_str() {
        "" | "active" => ListedMembership::Active,
        "ended" => ListedMembership::Ended,
        "none" => return Ok(None),
        _ => {
            let remedy = "is none of active, ended and none: leave the cell empty for active";
            return Err(Remark::of(Column::State, remedy));
        }
    };
    Ok(Some(Membership { state, until }))
}

/// A day in UTC, as `YYYY-MM-DD`.
fn day(cell: &str) -> Checked<Until> {
    if cell.is_empty() {
        return Ok(Until::Open);
    }
    let start = Timestamp::parse_rfc3339(&format!("{cell}T00:00:00Z"));
    let start = start.filter(|_| cell.len() == "2027-12-31".len());
    let start = start.ok_or_else(|| {
        let remedy = "is no day: write it like 2027-12-31, in a spreadsheet as text, or leave the cell empty for no end";
        Remark::of(Column::MemberUntil, remedy)
    })?;
    Ok(Until::Day(Timestamp(start.millis() + DAY - 1000)))
}
