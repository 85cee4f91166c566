//! Concepts of other lists, as far as they are of ours.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Remark;
use super::resource::{Address, CodeableConcept, Communication};
use crate::region::{self, Region};
use crate::vocabulary::{LANGUAGES, Term, Vocabulary};
use crate::{language, profession, specialty};

/// Entries of a list of somebody; a profile has no more.
pub(super) const MOST: usize = 10;

/// What HL7's own list of roles (`practitioner-role`) calls professions of ours.
const HL7_ROLES: [(&str, &str); 3] = [
    ("doctor", "physician"),
    ("physio", "physiotherapist"),
    ("speech", "speech-language-therapist"),
];

/// The profession of a concept.
pub(super) fn profession(concept: &CodeableConcept) -> Option<&'static str> {
    let has = |role: &str| {
        let mut codes = concept.coding.iter().filter_map(|it| it.code.as_deref());
        codes.any(|code| code == role)
    };
    let by_role = || {
        let (_, id) = HL7_ROLES.iter().find(|(role, _)| has(role))?;
        profession::vocabulary().find(id)
    };
    let term = term(profession::vocabulary(), concept).or_else(by_role)?;
    Some(&term.id)
}

/// The specialty of a concept.
pub(super) fn specialty(concept: &CodeableConcept) -> Option<&'static str> {
    term(specialty::vocabulary(), concept).map(|term| term.id.as_str())
}

/// The term of ours that a concept means: by our id or IRI, or by what it is called in one of our languages.
fn term(list: &'static Vocabulary, concept: &CodeableConcept) -> Option<&'static Term> {
    let codes = concept.coding.iter().filter_map(|it| it.code.as_deref());
    let by_code = codes
        .map(|code| code.strip_prefix(specialty::BASE).unwrap_or(code))
        .find_map(|code| list.find(code));
    let shown = concept.coding.iter().filter_map(|it| it.display.as_deref());
    let texts = shown.chain(concept.text.as_deref());
    by_code.or_else(|| texts.map(str::trim).find_map(|text| called(list, text)))
}

fn called(list: &'static Vocabulary, text: &str) -> Option<&'static Term> {
    // The longest label is much shorter.
    let text = Some(text).filter(|text| text.len() <= 200)?.to_lowercase();
    let names = if std::ptr::eq(list, profession::vocabulary()) {
        &PROFESSIONS
    } else {
        &SPECIALTIES
    };
    names.get(&text).copied()
}

static PROFESSIONS: LazyLock<Names> = LazyLock::new(|| names(profession::vocabulary()));
static SPECIALTIES: LazyLock<Names> = LazyLock::new(|| names(specialty::vocabulary()));

/// Terms by what they are called in any language, in small letters.
type Names = HashMap<String, &'static Term>;

fn names(list: &'static Vocabulary) -> Names {
    let mut names = HashMap::new();
    for language in LANGUAGES {
        for term in list.terms() {
            for name in called_also(&term.label(language).to_lowercase()) {
                names.entry(name.to_owned()).or_insert(term);
            }
        }
    }
    names
}

/// Labels name both genders, `Zahnärztin oder Zahnarzt`; others name one of them. The first one may lack the words that
/// follow the second, and then means too much by itself.
fn called_also(label: &str) -> Vec<&str> {
    let or = [" oder ", " ou ", " o ", " u "];
    match or.iter().find_map(|or| label.split_once(or)) {
        None => vec![label],
        Some((_, second)) if second.contains(' ') => vec![label, second],
        Some((first, second)) => vec![label, first, second],
    }
}

/// The languages that somebody speaks, and remarks on those that are none.
pub(super) fn languages(
    spoken: &[Communication],
    (into, remarks): (&mut Vec<String>, &mut Vec<Remark>),
) {
    for (index, communication) in spoken.iter().enumerate() {
        let codes = communication.codings().filter_map(|it| it.code.as_deref());
        match codes.into_iter().find_map(language::canonical) {
            Some(tag) => add(into, tag),
            None => remarks.push(Remark::new(
                format!("communication[{index}]"),
                "names no language by its BCP 47 tag, and was left out",
            )),
        }
    }
}

/// Adds what is not there yet, as long as there is room.
pub(super) fn add(into: &mut Vec<String>, entry: impl Into<String>) {
    let entry = entry.into();
    if into.len() < MOST && !into.contains(&entry) {
        into.push(entry);
    }
}

/// The first of these addresses that says where it is.
pub(super) fn region<'a>(addresses: impl Iterator<Item = &'a Address>) -> Option<String> {
    let mut addresses = addresses;
    let region: Region = addresses.find_map(|address| {
        region::of_address(address.country.as_deref()?, address.state.as_deref())
    })?;
    Some(region.code.to_owned())
}
