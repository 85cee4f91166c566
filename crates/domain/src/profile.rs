//! Professional profiles: what someone is by training, in which fields, where and in which languages they work.
//!
//! Every word but the workplace is of a closed list, so that a profile can be searched and read in any language.

mod change;
mod claim;
mod enter;
mod field;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use storage::account::{self, Profile as Row};
use storage::id::AccountId;

pub use change::{Change, INTERESTS, WORKPLACE, update};
pub(crate) use change::{check_profession, check_region, checked, write};
pub(crate) use claim::keep;
pub use claim::{Claim, recognise};
pub(crate) use enter::enter;

pub use field::{Field, fields};

use crate::account as accounts;
use crate::account_kind::AccountKind;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;

/// What is known of someone as a professional; all of it by their own word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// An id of [`crate::profession::vocabulary`].
    pub profession: Option<String>,
    /// Ids of [`crate::specialty::vocabulary`].
    pub specialties: Vec<String>,
    /// Plain text, one line.
    pub workplace: Option<String>,
    /// A code that [`crate::region::find`] knows.
    pub region: Option<String>,
    /// BCP 47 tags, canonical.
    pub languages: Vec<String>,
    /// Who or what stands behind the account.
    pub account_kind: Option<AccountKind>,
    /// For whom it speaks and what it gains, plain text; accounts of industry say it.
    pub interests: Option<String>,
}

impl Profile {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(crate) fn read(row: Row) -> Self {
        let list = |json: &str| serde_json::from_str(json).unwrap_or_default();
        Self {
            profession: row.profession,
            specialties: list(&row.specialties),
            workplace: row.workplace,
            region: row.region,
            languages: list(&row.languages),
            account_kind: row.account_kind.and_then(|kind| kind.parse().ok()),
            interests: row.interests,
        }
    }

    fn row(&self, id: AccountId, now: Timestamp) -> Result<Row> {
        Ok(Row {
            account_id: id,
            profession: self.profession.clone(),
            specialties: serde_json::to_string(&self.specialties)?,
            workplace: self.workplace.clone(),
            region: self.region.clone(),
            languages: serde_json::to_string(&self.languages)?,
            account_kind: self.account_kind.map(|kind| kind.as_str().to_owned()),
            interests: self.interests.clone(),
            updated_at: now,
        })
    }
}

/// The profile of an account; an empty one where nothing was said.
///
/// # Errors
/// `NotFound` when the account is.
pub async fn show(ctx: &Context, id: AccountId) -> Result<Profile> {
    accounts::show(ctx, id).await?;
    Ok(profiles_of(ctx, &[id])
        .await?
        .remove(&id)
        .unwrap_or_default())
}

/// The profiles of these accounts; those who said nothing are missing.
///
/// # Errors
/// When the database refuses.
pub async fn profiles_of(ctx: &Context, ids: &[AccountId]) -> Result<HashMap<AccountId, Profile>> {
    let rows = account::profiles_of(ctx.db.read(), ids).await?;
    let profiles = rows.into_iter().map(|(id, row)| (id, Profile::read(row)));
    Ok(profiles.collect())
}
