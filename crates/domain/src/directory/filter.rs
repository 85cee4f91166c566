//! Whom somebody looks for.

use storage::directory::{Issuer, Query, Word};

use super::terms::{self, Facet};
use crate::account_kind::AccountKind;
use crate::clock::Timestamp;
use crate::credential::FRESH;
use crate::error::{Error, Result};
use crate::text::clean;
use crate::text::words::words;
use crate::viewer::Viewer;
use crate::{language, profile, specialty};

/// Characters of a text that count.
const TEXT: usize = 200;
/// Words of a query that count.
const WORDS: usize = 16;
/// From how many letters on the last word of a text may be the beginning of one: fewer begin a great many.
const BEGINNING: usize = 3;

/// What people have to say of themselves to be found; `None` asks for nothing, as an empty text does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words of name, handle, biography, workplace, or of anything below in any language of the vocabularies. The last one
    /// may be the beginning of a word.
    pub text: String,
    /// The id of a specialty of theirs.
    pub specialty: Option<String>,
    /// The id of their profession.
    pub profession: Option<String>,
    /// A code of ISO 3166; a country finds its regions.
    pub region: Option<String>,
    /// A tag of BCP 47; a language finds its varieties.
    pub language: Option<String>,
    /// Words of their workplace; the last one may be the beginning of a word.
    pub workplace: String,
    /// The `ActivityPub` id of somebody who vouches for them, with a credential that can be relied on now.
    pub issuer: Option<String>,
    /// Who or what stands behind the account.
    pub account_kind: Option<AccountKind>,
    /// Only those of this instance.
    pub local: bool,
}

impl Filter {
    /// The filter with every word of a closed list in its one spelling.
    ///
    /// # Errors
    /// `Invalid` names the first that is of no list.
    pub fn checked(mut self) -> Result<Self> {
        let text = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let check = |id: Option<String>, check: fn(String) -> Result<String>| {
            text(id).map(check).transpose()
        };
        self.specialty = check(self.specialty, specialty)?;
        self.profession = check(self.profession, profile::check_profession)?;
        self.region = check(self.region, |code| profile::check_region(&code))?;
        self.language = check(self.language, |tag| {
            let known = language::canonical(&tag);
            known.ok_or_else(|| Error::invalid("language", "is not a language"))
        })?;
        self.issuer = text(self.issuer);
        Ok(self)
    }

    /// The filter without what is of no list: somebody followed an old link.
    #[must_use]
    pub fn known(self) -> Self {
        Self {
            specialty: self.specialty.and_then(|id| specialty(id).ok()),
            profession: self
                .profession
                .and_then(|id| profile::check_profession(id).ok()),
            region: self
                .region
                .and_then(|code| profile::check_region(&code).ok()),
            language: self.language.and_then(|tag| language::canonical(&tag)),
            issuer: self.issuer.filter(|uri| !uri.is_empty()),
            ..self
        }
    }

    pub(super) fn query(&self, viewer: Viewer, now: Timestamp) -> Query {
        Query {
            words: self.words(),
            issuer: self.issuer.clone().map(|uri| Issuer {
                uri,
                checked_after: now.before(FRESH),
            }),
            viewer: viewer.account(),
            now,
        }
    }

    /// What an entry must say.
    pub(crate) fn words(&self) -> Vec<Word> {
        let facets = [
            (Facet::Specialty, self.specialty.as_deref()),
            (Facet::Profession, self.profession.as_deref()),
            (Facet::Region, self.region.as_deref()),
            (Facet::Language, self.language.as_deref()),
            (Facet::Issuer, self.issuer.as_deref()),
            (Facet::Kind, self.account_kind.map(AccountKind::as_str)),
        ];
        let whole = |text: String| Word {
            text,
            begins: false,
        };
        let facets = facets
            .into_iter()
            .filter_map(|(facet, value)| Some(whole(facet.word(value?))));
        let workplace = typed(&self.workplace).into_iter().map(|word| Word {
            text: Facet::Workplace.of_word(&word.text),
            ..word
        });
        typed(&self.text)
            .into_iter()
            .chain(workplace)
            .chain(facets)
            .chain(self.local.then(terms::local))
            .collect()
    }
}

/// The words of a text that somebody typed, who may not have come to the end of the last one.
pub(crate) fn typed(text: &str) -> Vec<Word> {
    let cut = clean::cut(text.trim(), TEXT);
    let found: Vec<String> = words(cut).into_iter().take(WORDS).collect();
    let last = found.len().saturating_sub(1);
    let word = |(index, text): (usize, String)| Word {
        begins: index == last && text.chars().count() >= BEGINNING,
        text,
    };
    found.into_iter().enumerate().map(word).collect()
}

/// A profile names several, so that its parameter has another name.
fn specialty(id: String) -> Result<String> {
    let known = specialty::vocabulary().find(&id).is_some();
    known.then_some(id).ok_or_else(|| {
        Error::invalid(
            "specialty",
            "is not in the list: choose an id of the vocabulary",
        )
    })
}
