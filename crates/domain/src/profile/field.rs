//! A profile as profile fields, which every server and app shows.

use std::sync::LazyLock;

use super::Profile;
use crate::vocabulary::Vocabulary;
use crate::{language, profession, region, specialty};

static LABELS: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::parse(include_str!("../../data/profile-fields.toml")));

/// A label and what it labels, both plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Such as `Specialty`.
    pub name: &'static str,
    /// Such as `Cardiology, Geriatrics`.
    pub value: String,
}

/// What `profile` says, in a language given as BCP 47 tag; see [`crate::vocabulary::Term::label`].
#[must_use]
pub fn fields(profile: &Profile, in_language: &str) -> Vec<Field> {
    let specialties = profile.specialties.iter();
    let said = [
        (
            "account-kind",
            profile
                .account_kind
                .map(|kind| kind.label(in_language).to_owned()),
        ),
        (
            "profession",
            profile
                .profession
                .as_deref()
                .map(|id| label(profession::vocabulary(), id, in_language)),
        ),
        (
            "specialties",
            list(specialties.map(|id| label(specialty::vocabulary(), id, in_language))),
        ),
        ("interests", profile.interests.clone()),
        ("workplace", profile.workplace.clone()),
        (
            "region",
            profile
                .region
                .as_deref()
                .and_then(region::find)
                .map(|region| region.label()),
        ),
        (
            "languages",
            list(profile.languages.iter().map(|tag| language_name(tag))),
        ),
    ];
    let fields = said.into_iter().filter_map(|(id, value)| {
        let name = LABELS.find(id)?.label(in_language);
        Some(Field {
            name,
            value: value?,
        })
    });
    fields.collect()
}

/// What people read for an id; the id itself if a later version put it there.
fn label(vocabulary: &'static Vocabulary, id: &str, in_language: &str) -> String {
    let term = vocabulary.find(id);
    term.map_or(id, |term| term.label(in_language)).to_owned()
}

/// A language is named in itself: who works in it will know it.
fn language_name(tag: &str) -> String {
    let name = language::own_name(tag).or_else(|| language::english_name(tag));
    name.unwrap_or(tag).to_owned()
}

fn list(values: impl Iterator<Item = String>) -> Option<String> {
    let values: Vec<String> = values.collect();
    (!values.is_empty()).then(|| values.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::tests::assert_complete;

    #[test]
    fn the_labels_are_complete() {
        assert_complete(&LABELS);
    }
}
