//! What other servers say of their people, reduced to what is understood here.

use storage::id::AccountId;
use storage::{Transaction, account};

use super::Profile;
use crate::clock::Timestamp;
use crate::error::Result;
use crate::text::clean;
use crate::{language, profession, region, specialty};

/// Entries of a list that are looked at.
const ENTRIES: usize = 50;
/// Characters of a workplace that are kept.
const WORKPLACE: usize = 500;

/// The terms of an actor document (docs/federation/terms.md), as they came.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "the fields are the terms")]
pub struct Claim {
    pub profession: Option<String>,
    /// IRIs.
    pub specialties: Vec<String>,
    pub workplace: Option<String>,
    pub region: Option<String>,
    pub languages: Vec<String>,
    pub account_kind: Option<String>,
}

/// What of a claim means something here. Unknown words are left out: other lists, or later versions of ours.
#[must_use]
pub fn recognise(claim: &Claim) -> Profile {
    let profession = claim.profession.as_deref();
    let known = |id: &str| Some(profession::vocabulary().find(id)?.id.clone());
    let specialty = |iri: &String| Some(specialty::from_iri(iri)?.id.clone());
    let region = claim.region.as_deref().and_then(region::find);
    let workplace = claim.workplace.as_deref().map(one_line);
    Profile {
        profession: profession.and_then(known),
        specialties: distinct(claim.specialties.iter().take(ENTRIES).filter_map(specialty)),
        workplace: workplace.filter(|text| !text.is_empty()),
        region: region.map(|region| region.code.to_owned()),
        languages: distinct(
            claim
                .languages
                .iter()
                .take(ENTRIES)
                .filter_map(|tag| language::canonical(tag)),
        ),
        account_kind: claim.account_kind.as_deref().and_then(|id| id.parse().ok()),
        // They stand among the profile fields that the other server wrote.
        interests: None,
    }
}

/// Keeps what was recognised of a remote actor; whoever never said anything gets no row.
pub(crate) async fn keep(
    tx: &Transaction,
    id: AccountId,
    profile: &Profile,
    now: Timestamp,
) -> Result<()> {
    let known = account::profiles_of(&**tx, &[id]).await?.remove(&id);
    if known.map(Profile::read).unwrap_or_default() == *profile {
        return Ok(());
    }
    Ok(account::upsert_profile(&**tx, profile.row(id, now)?).await?)
}

fn distinct(entries: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept = Vec::new();
    for entry in entries {
        if !kept.contains(&entry) {
            kept.push(entry);
        }
    }
    kept
}

fn one_line(text: &str) -> String {
    let cut = clean::cut(text.trim(), WORKPLACE);
    clean::line(cut, WORKPLACE).unwrap_or_default()
}
