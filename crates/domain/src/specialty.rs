//! Fields of medicine: our own CC0 list, each with an IRI for the wire.

use std::sync::LazyLock;

use crate::vocabulary::{Term, Vocabulary};

/// What stands before the id of a specialty in its IRI.
pub const BASE: &str = "https://w3id.org/rounds/specialty/";

static LIST: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::parse(include_str!("../data/specialties.toml")));

/// All specialties.
#[must_use]
pub fn vocabulary() -> &'static Vocabulary {
    &LIST
}

/// The IRI of a specialty, as in `rounds:specialty`.
#[must_use]
pub fn iri(id: &str) -> String {
    format!("{BASE}{id}")
}

/// The specialty of an IRI; `None` for those of other lists and of later versions of ours.
#[must_use]
pub fn from_iri(iri: &str) -> Option<&'static Term> {
    LIST.find(iri.strip_prefix(BASE)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::tests::assert_complete;

    #[test]
    fn the_list_is_complete() {
        assert_complete(vocabulary());
        assert!(vocabulary().terms().len() >= 60);
    }

    #[test]
    fn every_iri_leads_back() {
        for term in vocabulary().terms() {
            assert_eq!(from_iri(&iri(&term.id)), Some(term));
        }
        assert_eq!(from_iri("https://other.example/specialty/cardiology"), None);
        assert_eq!(from_iri("https://w3id.org/rounds/specialty/"), None);
    }

    #[test]
    fn labels_are_what_clinicians_call_it() {
        let paediatrics = vocabulary().find("paediatrics").expect("in the list");
        assert_eq!(paediatrics.label("de"), "Kinder- und Jugendmedizin");
        assert_eq!(paediatrics.label("nl-BE"), "Kindergeneeskunde");
    }
}
