//! People and organisations that stand in a directory which an administrator imported ([`crate::fhir`]), and are no members
//! yet. They did not agree to be found: members of this instance alone see them, and no account of industry does. They are
//! in no answer to anybody else, and no other server learns of them.
//!
//! Somebody who is verified claims what stands there of them; the stub then leaves the directory, for good.

mod claim;
mod import;
mod index;
mod plan;
mod search;
mod source;
#[cfg(test)]
mod tests;

pub use claim::{Claim, claim};
pub(crate) use claim::{claim_approved, hash_number, is_free};
pub use import::{Line, Outcome, Report, import};
pub use index::rebuild;
pub(crate) use search::named;
pub use search::{COUNTED, Stub, count, list, may_see, show};
pub use source::{remove_source, sources, take_out};
pub use storage::directory_stub::Source;

use storage::directory_stub::DirectoryStub;

use crate::profile::Profile;

/// What a stub says, as a profile would.
fn profile(row: &DirectoryStub) -> Profile {
    let list = |json: &str| serde_json::from_str(json).unwrap_or_default();
    Profile {
        profession: row.profession.clone(),
        specialties: list(&row.specialties),
        workplace: row.workplace.clone(),
        region: row.region.clone(),
        languages: list(&row.languages),
        account_kind: None,
        interests: None,
    }
}
