//! The words of an entry: those of its texts, those of its labels in every language, and one for each thing that can be
//! filtered by.

use std::collections::BTreeSet;

use storage::account::Account;
use storage::directory::Word;

use crate::account_kind::AccountKind;
use crate::profile::Profile;
use crate::text::plain;
use crate::text::words::words;
use crate::vocabulary::{LANGUAGES, Term};
use crate::{language, profession, region, specialty};

/// Begins a word that filters. It is for private use (Unicode), and so in no word of a text.
const MARK: char = '\u{e000}';
/// Stands in such a word for what is neither letter nor digit.
const GAP: char = '\u{e001}';
/// Characters of such a word that count; PostgreSQL refuses words of more than 2 kB. Who vouches is compared whole again.
const LONGEST: usize = 200;

/// What can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facet {
    Specialty,
    Profession,
    Region,
    Language,
    Workplace,
    Issuer,
    Kind,
    Local,
}

impl Facet {
    fn letter(self) -> char {
        match self {
            Self::Specialty => 's',
            Self::Profession => 'p',
            Self::Region => 'r',
            Self::Language => 'l',
            Self::Workplace => 'w',
            Self::Issuer => 'i',
            Self::Kind => 'k',
            Self::Local => 'o',
        }
    }

    /// The word of an id, a code or an address.
    pub fn word(self, value: &str) -> String {
        let plain = |c: char| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                GAP
            }
        };
        self.of_word(&value.chars().take(LONGEST).map(plain).collect::<String>())
    }

    /// The word of a word of a text.
    pub fn of_word(self, word: &str) -> String {
        format!("{MARK}{}{word}", self.letter())
    }
}

/// The word of those of this instance.
pub(super) fn local() -> Word {
    Word {
        text: Facet::Local.word(""),
        begins: false,
    }
}

/// The words of somebody for whom `issuers` ever vouched.
pub(super) fn of<'a>(
    account: &Account,
    profile: &Profile,
    issuers: impl Iterator<Item = &'a str>,
) -> BTreeSet<String> {
    let note = plain::to_plain(&account.note);
    let own = [
        account.display_name.as_str(),
        &account.username,
        account.domain.as_deref().unwrap_or_default(),
        &note,
    ];
    let mut found = of_profile(&own, profile);
    found.extend(issuers.map(|uri| Facet::Issuer.word(uri)));
    if account.domain.is_none() {
        found.insert(Facet::Local.word(""));
    }
    found
}

/// The words of somebody who is called so, or says so of themselves, and of a profile.
pub(crate) fn of_profile(own: &[&str], profile: &Profile) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = words(&texts(own, profile)).into_iter().collect();
    let workplace = words(profile.workplace.as_deref().unwrap_or_default());
    found.extend(workplace.iter().map(|word| Facet::Workplace.of_word(word)));
    let mut add = |facet: Facet, value: &str| {
        found.insert(facet.word(value));
    };
    for id in &profile.specialties {
        add(Facet::Specialty, id);
    }
    for (facet, value) in [
        (Facet::Profession, profile.profession.as_deref()),
        (Facet::Kind, profile.account_kind.map(AccountKind::as_str)),
    ] {
        if let Some(id) = value {
            add(facet, id);
        }
    }
    if let Some(code) = &profile.region {
        add(Facet::Region, code);
        add(Facet::Region, code.split('-').next().unwrap_or_default());
    }
    for tag in &profile.languages {
        add(Facet::Language, tag);
        add(Facet::Language, tag.split('-').next().unwrap_or_default());
    }
    found
}

/// Everything that somebody may type to find them.
fn texts(own: &[&str], profile: &Profile) -> String {
    let mut texts = own.to_vec();
    texts.extend(profile.workplace.as_deref());
    let specialties = profile.specialties.iter();
    let terms = specialties
        .filter_map(|id| specialty::vocabulary().find(id))
        .chain(
            profile
                .profession
                .as_deref()
                .and_then(|id| profession::vocabulary().find(id)),
        );
    texts.extend(terms.flat_map(labels));
    if let Some(kind) = profile.account_kind {
        texts.extend(LANGUAGES.map(|language| kind.label(language)));
    }
    if let Some(region) = profile.region.as_deref().and_then(region::find) {
        texts.extend([region.name, region.country]);
    }
    for tag in &profile.languages {
        texts.extend(language::own_name(tag));
        texts.extend(language::english_name(tag));
    }
    texts.join("\n")
}

fn labels(term: &Term) -> [&str; LANGUAGES.len()] {
    LANGUAGES.map(|language| term.label(language))
}
