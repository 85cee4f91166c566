//! The bits that say what was revoked and what is suspended (Bitstring Status List v1.0).

use storage::issued_credential;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::id::CredentialId;

/// What a bit of a list says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Taken back for good.
    Revocation,
    /// Not stood by for now.
    Suspension,
}

impl Purpose {
    /// Reads its word; `None` for purposes that say nothing of validity.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "revocation" => Some(Self::Revocation),
            "suspension" => Some(Self::Suspension),
            _ => None,
        }
    }

    /// Its word, `statusPurpose`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Revocation => "revocation",
            Self::Suspension => "suspension",
        }
    }
}

/// A list as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusList {
    /// The number in its address.
    pub number: i64,
    /// What its bits say.
    pub purpose: Purpose,
    /// Rises whenever a bit of it changes.
    pub revision: i64,
}

/// Where a credential of ours stands in its lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusEntry {
    /// The list of what was revoked.
    pub revocation: i64,
    /// The list of what is suspended.
    pub suspension: i64,
    /// The place in both.
    pub index: i64,
}

/// The list with this number: odd ones say what was revoked, even ones what is suspended.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn status_list(ctx: &Context, number: i64) -> Result<StatusList> {
    let purpose = match number.rem_euclid(2) {
        1 => Purpose::Revocation,
        _ => Purpose::Suspension,
    };
    let found = issued_credential::find_list(ctx.db.read(), pair(number)).await?;
    let row = found.ok_or(Error::NotFound)?;
    Ok(StatusList {
        number,
        purpose,
        revision: row.revision,
    })
}

impl StatusList {
    /// The places whose bit is set.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set(&self, ctx: &Context) -> Result<Vec<i64>> {
        let (db, pair) = (ctx.db.read(), pair(self.number));
        Ok(match self.purpose {
            Purpose::Revocation => issued_credential::list_revoked(db, pair).await?,
            Purpose::Suspension => issued_credential::list_suspended(db, pair).await?,
        })
    }
}

/// The pair of lists that one with this number belongs to.
fn pair(number: i64) -> i64 {
    number / 2 + number % 2
}

/// Where a credential of ours stands.
///
/// # Errors
/// `NotFound` when it is none of ours.
pub async fn entry(ctx: &Context, id: CredentialId) -> Result<StatusEntry> {
    let issued = issued_credential::find_by_id(ctx.db.read(), id).await?;
    let issued = issued.ok_or(Error::NotFound)?;
    let suspension = issued.list_number * 2;
    Ok(StatusEntry {
        revocation: suspension - 1,
        suspension,
        index: issued.position,
    })
}
