//! Closed lists with labels in five languages: specialties, professions, kinds of account.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Namespace of our own terms in JSON-LD, prefix `rounds:`.
pub const NS: &str = "https://w3id.org/rounds/ns/v1#";

/// The languages in which every term has a label.
pub const LANGUAGES: [&str; 5] = ["en", "de", "fr", "es", "nl"];

/// The terms of one list, in the order of their ids.
#[derive(Debug)]
pub struct Vocabulary(Vec<Term>);

/// One choice of a list.
#[derive(Debug, PartialEq, Eq)]
pub struct Term {
    /// Lower-case words joined by hyphens; stored and sent, never renamed.
    pub id: String,
    labels: Labels,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    en: String,
    de: String,
    fr: String,
    es: String,
    nl: String,
}

impl Vocabulary {
    /// Reads one of the TOML files of `data/`, each embedded in the program and covered by a test.
    pub(crate) fn parse(toml: &str) -> Self {
        let terms: BTreeMap<String, Labels> =
            toml::from_str(toml).expect("the embedded lists are read by tests");
        let terms = terms.into_iter().map(|(id, labels)| Term { id, labels });
        Self(terms.collect())
    }

    /// Every term, ordered by id.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.0
    }

    /// The term of this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Term> {
        let at = self.0.binary_search_by(|term| term.id.as_str().cmp(id));
        at.ok().map(|index| &self.0[index])
    }
}

impl Term {
    /// The term in a language given as BCP 47 tag, of which the primary subtag counts; English where there is no
    /// translation.
    #[must_use]
    pub fn label(&self, language: &str) -> &str {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "de" => &self.labels.de,
            "fr" => &self.labels.fr,
            "es" => &self.labels.es,
            "nl" => &self.labels.nl,
            _ => &self.labels.en,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Every id is a slug, every label is there, and no two terms share one in the same language.
    pub(crate) fn assert_complete(vocabulary: &Vocabulary) {
        for language in LANGUAGES {
            let mut labels: Vec<&str> = vocabulary
                .terms()
                .iter()
                .map(|t| t.label(language))
                .collect();
            assert!(
                labels
                    .iter()
                    .all(|label| !label.is_empty() && label.trim() == *label)
            );
            labels.sort_unstable();
            let all = labels.len();
            labels.dedup();
            assert_eq!(labels.len(), all, "two terms read alike in {language}");
        }
        for term in vocabulary.terms() {
            let slug = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(term.id.chars().all(slug), "{}", term.id);
            assert_eq!(vocabulary.find(&term.id), Some(term));
        }
        assert_eq!(vocabulary.find("nonsense"), None);
    }

    #[test]
    fn a_label_falls_back_to_english() {
        let list = Vocabulary::parse("[x]\nen = 'E'\nde = 'D'\nfr = 'F'\nes = 'S'\nnl = 'N'");
        let term = list.find("x").expect("the only term");
        for (language, label) in [
            ("de-CH", "D"),
            ("NL", "N"),
            ("fr_BE", "F"),
            ("es", "S"),
            ("en", "E"),
            ("pt", "E"),
            ("", "E"),
        ] {
            assert_eq!(term.label(language), label, "{language}");
        }
    }
}
