//! What is a hashtag, and when two are the same.

use unicode_normalization::UnicodeNormalization;

use super::scan;

/// Signs that join the words of a tag without being part of one.
const SEPARATORS: [char; 4] = ['_', '\u{b7}', '\u{30fb}', '\u{200c}'];

/// Characters of a tag; a longer run is no tag, and would not fit into an index.
pub const LONGEST: usize = 100;

/// The key under which a tag is stored and found: NFKC, lower case, without `#`.
#[must_use]
pub fn normalize(name: &str) -> String {
    let name = name.strip_prefix(['#', '＃']).unwrap_or(name);
    name.nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

/// A tag that somebody named, with or without `#`; `None` when it is none, or more than that.
#[must_use]
pub fn parse(written: &str) -> Option<&str> {
    let name = written.strip_prefix(['#', '＃']).unwrap_or(written);
    trimmed(name).filter(|tag| *tag == name && scan::is_hashtag_run(name))
}

/// The tag at the start of a run of letters, digits and separators; `None` for a mere number or a run too long.
pub(super) fn trimmed(run: &str) -> Option<&str> {
    let name = run.trim_end_matches(|c| c != '_' && SEPARATORS.contains(&c));
    let joined = name.trim_matches(SEPARATORS).contains(SEPARATORS);
    let fits = name.chars().nth(LONGEST).is_none();
    (fits && (joined || name.contains(char::is_alphabetic))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_for_every_spelling() {
        assert_eq!(normalize("#Dermatologie"), "dermatologie");
        assert_eq!(normalize("ＭＲＩ"), "mri");
        assert_eq!(normalize("Cafe\u{301}"), normalize("CAFÉ"));
    }

    #[test]
    fn what_is_named_is_a_whole_tag() {
        for name in ["Sepsis", "#covid_19", "＃蘇生", "cafe\u{301}"] {
            assert!(parse(name).is_some(), "{name}");
        }
        for name in ["", "#", "##a", "2026", "two words", "a-b", "a/b", "a・"] {
            assert_eq!(parse(name), None, "{name}");
        }
    }

    #[test]
    fn a_number_is_no_tag() {
        assert_eq!(trimmed("2026"), None);
        assert_eq!(trimmed("_"), None);
        assert_eq!(trimmed("2026_11"), Some("2026_11"));
        assert_eq!(trimmed("covid19・"), Some("covid19"));
        assert_eq!(trimmed(&"a".repeat(LONGEST + 1)), None);
    }
}
