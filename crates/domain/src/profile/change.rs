//! People say who they are. What is not of the lists is refused, with the remedy.

use serde::{Deserialize, Serialize};
use storage::id::AccountId;
use storage::{Transaction, account};

use super::Profile;
use crate::account as accounts;
use crate::account_kind::AccountKind;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::outgoing::{self, Outgoing};
use crate::reason::Reason;
use crate::text::clean;
use crate::{language, profession, region, specialty};

/// The most entries of a list.
const ENTRIES: usize = 10;
/// Characters of a workplace.
pub const WORKPLACE: usize = 200;
/// Characters of interests.
pub const INTERESTS: usize = 500;

/// What is to be said from now on. `None` stays as it is; what is empty is not said any more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the fields are those of a profile, unchecked")]
pub struct Change {
    pub profession: Option<String>,
    pub specialties: Option<Vec<String>>,
    pub workplace: Option<String>,
    pub region: Option<String>,
    pub languages: Option<Vec<String>>,
    pub account_kind: Option<String>,
    pub interests: Option<String>,
}

/// Changes the profile of `who`, here and on the servers of their followers, and yields it whole.
///
/// # Errors
/// `Invalid` names the first field that is not acceptable.
pub async fn update(ctx: &Context, who: AccountId, change: Change) -> Result<Profile> {
    let Some(profile) = checked(ctx, who, change).await? else {
        return super::show(ctx, who).await;
    };
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    write(&tx, who, &profile, now).await?;
    accounts::changed(&tx, who, now).await?;
    outgoing::send(&tx, Outgoing::UpdateActor { account_id: who }, now).await?;
    tx.commit().await?;
    Ok(profile)
}

/// The profile of `who` as `change` makes it; `None` when that is as it was.
///
/// # Errors
/// As [`update`].
pub(crate) async fn checked(
    ctx: &Context,
    who: AccountId,
    change: Change,
) -> Result<Option<Profile>> {
    if change == Change::default() {
        return Ok(None);
    }
    let former = super::show(ctx, who).await?;
    let profile = change.apply(former.clone())?;
    check_kind(&former, &profile)?;
    Ok((profile != former).then_some(profile))
}

/// Writes a checked profile with the transaction of a use-case that tells of it.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn write(
    tx: &Transaction,
    who: AccountId,
    profile: &Profile,
    now: Timestamp,
) -> Result<()> {
    Ok(account::upsert_profile(&**tx, profile.row(who, now)?).await?)
}

impl Change {
    /// What `profile` is from then on.
    ///
    /// # Errors
    /// As [`update`].
    pub(crate) fn apply(self, mut profile: Profile) -> Result<Profile> {
        if let Some(id) = self.profession {
            profile.profession = said(&id).map(check_profession).transpose()?;
        }
        if let Some(ids) = self.specialties {
            profile.specialties = each("specialties", &ids, check_specialty)?;
        }
        if let Some(text) = self.workplace {
            profile.workplace = said(&check_line("workplace", &text, WORKPLACE)?);
        }
        if let Some(code) = self.region {
            profile.region = said(&code).map(|code| check_region(&code)).transpose()?;
        }
        if let Some(tags) = self.languages {
            profile.languages = each("languages", &tags, |tag| check_language(&tag))?;
        }
        if let Some(id) = self.account_kind {
            let kind = said(&id).map(|id| id.parse()).transpose();
            profile.account_kind = kind.map_err(|_| unknown("account_kind"))?;
        }
        if let Some(text) = self.interests {
            profile.interests = said(&check_line("interests", &text, INTERESTS)?);
        }
        if profile.account_kind == Some(AccountKind::Industry) && profile.interests.is_none() {
            let remedy = "can't be blank for an account of industry: say for whom you speak and what you gain";
            return Err(Error::invalid("interests", remedy));
        }
        Ok(profile)
    }
}

/// Nobody becomes a pseudonym or ceases to be one, and one says nothing that few others say.
fn check_kind(former: &Profile, profile: &Profile) -> Result<()> {
    let is_pseudonym = |it: &Profile| it.account_kind == Some(AccountKind::Pseudonym);
    if is_pseudonym(former) != is_pseudonym(profile) {
        let reason = "cannot be changed to or from pseudonym";
        return Err(Error::invalid("account_kind", reason));
    }
    if !is_pseudonym(profile) {
        return Ok(());
    }
    if profile.workplace.is_some() {
        let reason = "must be empty: it would show whose pseudonym this is";
        return Err(Error::invalid("workplace", reason));
    }
    let is_part = |code: &str| code.contains('-');
    if profile.region.as_deref().is_some_and(is_part) {
        let reason = "must be a whole country: less would show whose pseudonym this is";
        return Err(Error::invalid("region", reason));
    }
    Ok(())
}

fn said(text: &str) -> Option<String> {
    let trimmed = text.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

fn unknown(field: &'static str) -> Error {
    Error::invalid(field, "is not in the list: choose an id of the vocabulary")
}

/// Checks every entry of a list, once.
fn each(
    field: &'static str,
    entries: &[String],
    check: impl Fn(String) -> Result<String>,
) -> Result<Vec<String>> {
    let mut checked: Vec<String> = Vec::new();
    for entry in entries.iter().filter_map(|entry| said(entry)) {
        let entry = check(entry)?;
        if !checked.contains(&entry) {
            checked.push(entry);
        }
        if checked.len() > ENTRIES {
            let reason = Reason::new("are too many: name at most {most}").with("most", ENTRIES);
            return Err(Error::invalid(field, reason));
        }
    }
    Ok(checked)
}

pub(crate) fn check_profession(id: String) -> Result<String> {
    let known = profession::vocabulary().find(&id).is_some();
    known.then_some(id).ok_or_else(|| unknown("profession"))
}

fn check_specialty(id: String) -> Result<String> {
    let known = specialty::vocabulary().find(&id).is_some();
    known.then_some(id).ok_or_else(|| unknown("specialties"))
}

fn check_line(field: &'static str, text: &str, most: usize) -> Result<String> {
    clean::line(text, most).map_err(|error| Error::invalid(field, error))
}

pub(crate) fn check_region(code: &str) -> Result<String> {
    let region = region::find(code).ok_or_else(|| {
        let remedy =
            "is no region: give an ISO 3166-2 code such as AT-9, or a country's two letters";
        Error::invalid("region", remedy)
    })?;
    Ok(region.code.to_owned())
}

fn check_language(tag: &str) -> Result<String> {
    language::canonical(tag).ok_or_else(|| {
        Error::invalid(
            "languages",
            "name an unknown language: give BCP 47 tags such as de or pt-BR",
        )
    })
}
