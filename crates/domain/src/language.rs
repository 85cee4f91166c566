//! Languages as BCP 47 tags.

use std::collections::BTreeMap;

use icu_locale_core::LanguageIdentifier;
use isolang::Language;

/// The longest tag that is looked at: language, script, region and some variants.
const MAX: usize = 35;

/// The tag in canonical case (`pt-BR`, `zh-Hant-TW`); `None` if it is malformed or names no language of ISO 639.
#[must_use]
pub fn canonical(tag: &str) -> Option<String> {
    let tag = tag.trim();
    if tag.len() > MAX {
        return None;
    }
    let identifier = LanguageIdentifier::try_from_str(tag).ok()?;
    language(identifier.language.as_str())?;
    Some(identifier.to_string())
}

/// The English name of the tag's language.
#[must_use]
pub fn english_name(tag: &str) -> Option<&'static str> {
    primary(tag).map(|language| language.to_name())
}

/// The name that the tag's language has in itself (`Deutsch`), where it is known.
#[must_use]
pub fn own_name(tag: &str) -> Option<&'static str> {
    primary(tag).and_then(|language| language.to_autonym())
}

/// The languages that have a code of two letters (ISO 639-1), and their English names; by code.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let named = isolang::languages().filter_map(|it| Some((it.to_639_1()?, it.to_name())));
    named.collect::<BTreeMap<_, _>>().into_iter()
}

fn primary(tag: &str) -> Option<Language> {
    language(tag.split('-').next()?)
}

/// `und` (undetermined) and its like say nothing about what someone speaks.
fn language(code: &str) -> Option<Language> {
    if matches!(code, "und" | "mul" | "mis" | "zxx") {
        return None;
    }
    Language::from_639_1(code).or_else(|| Language::from_639_3(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_get_their_canonical_case() {
        for (tag, expected) in [
            ("DE", "de"),
            ("pt-br", "pt-BR"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("de-ch-1996", "de-CH-1996"),
            (" gsw ", "gsw"),
        ] {
            assert_eq!(canonical(tag).as_deref(), Some(expected), "{tag}");
        }
    }

    #[test]
    fn what_is_no_language_is_refused() {
        for tag in [
            "",
            "d",
            "english",
            "xq",
            "und",
            "de--ch",
            "de-",
            "d e",
            &"de-".repeat(1000),
        ] {
            assert_eq!(canonical(tag), None, "{tag}");
        }
    }

    #[test]
    fn languages_have_names() {
        assert_eq!(english_name("de-AT"), Some("German"));
        assert_eq!(own_name("de-AT"), Some("Deutsch"));
        assert_eq!(english_name("und"), None);
        assert!(all().any(|known| known == ("de", "German")));
    }
}
