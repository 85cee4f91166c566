//! What issuers vouch for about accounts (W3C Verifiable Credentials 2.0): this instance about those whom its verifiers
//! know, and others about anyone.

mod badge;
mod issue;
mod received;
mod recheck;
mod refusal;
mod reissue;
mod settle;
mod show;
mod state;
mod status_list;
mod tell;
#[cfg(test)]
mod tests;
mod withdraw;

use serde::{Deserialize, Serialize};
pub use storage::credential::Credential;
pub use storage::kinds::{Assurance, CredentialKind, CredentialState};

use crate::clock::Timestamp;
use crate::error::Result;
pub(crate) use badge::named;
pub use badge::{Badge, Credentials, Issuer, badges_of, index, kind_label};
pub use issue::{ENTRIES, NewCredential, issue};
pub use received::{MOST, Received, find_received, forget, keep, keep_only, refuse};
pub(crate) use recheck::{check_now, plan_checks};
pub use recheck::{due, go_on};
pub use refusal::Refusal;
pub(crate) use reissue::carry_over;
pub(crate) use settle::settle;
pub use show::{
    find, find_issued, find_own, issuers_about, list, readers, remember_reader, valid_of,
};
pub(crate) use state::end_later;
pub use state::{end, reinstate, revoke, revoke_all_of, suspend};
pub use status_list::{Purpose, StatusEntry, StatusList, entry, status_list};
pub use withdraw::give_back;
pub(crate) use withdraw::remove_all_of;

/// How long what an issuer says of a credential is relied on; after that it is unknown until the issuer was asked again.
pub const FRESH: std::time::Duration = std::time::Duration::from_mins(15);

/// What is said of the subject. Words are of the vocabularies; what is not said is not on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Claims {
    /// An id of [`crate::profession::vocabulary`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profession: Option<String>,
    /// An id of [`crate::specialty::vocabulary`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub specialty: Option<String>,
    /// An ISO 3166 code of where the profession may be exercised; of a pseudonym, a country at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jurisdiction: Option<String>,
    /// What was done to be sure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assurance: Option<Assurance>,
    /// For whom they work or of what they are a member, when that is not the issuer itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// What they are there, such as `Consultant`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// Where a credential stands at a time, its dates included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// As its state says, within its dates.
    Current(CredentialState),
    /// Its time has not begun.
    NotYet,
    /// Its time is over.
    Expired,
}

/// What `credential` says.
///
/// # Errors
/// When the row was written by a later version.
pub fn claims(credential: &Credential) -> Result<Claims> {
    Ok(serde_json::from_str(&credential.claims)?)
}

/// Where `credential` stands at `now`. What was taken back or refused stays so, whatever the dates.
#[must_use]
pub fn validity(credential: &Credential, now: Timestamp) -> Validity {
    let state = credential.state;
    let ended = matches!(state, CredentialState::Revoked | CredentialState::Refused);
    if ended {
        Validity::Current(state)
    } else if credential.valid_from > now {
        Validity::NotYet
    } else if credential.valid_until.is_some_and(|until| until <= now) {
        Validity::Expired
    } else {
        Validity::Current(state)
    }
}
