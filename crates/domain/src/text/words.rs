//! A text as the words by which it is found: the same for what is kept and for what is looked for, on every database.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Characters of a word that count; PostgreSQL refuses words of more than 2 kB.
const LONGEST: usize = 64;
/// Words of a text that count; PostgreSQL knows no more places in one.
const MOST: usize = 16_000;

/// The words of a text in their order: lower case, without accents. Where words are written without spaces between them,
/// each character is one.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.nfkd().filter(|c| !is_accent(*c)) {
        let alone = is_unspaced(c);
        if alone || !belongs(c) {
            end(&mut words, &mut word);
        }
        if belongs(c) {
            word.extend(c.to_lowercase());
        }
        if alone {
            end(&mut words, &mut word);
        }
        if words.len() >= MOST {
            return words;
        }
    }
    end(&mut words, &mut word);
    words
}

fn end(words: &mut Vec<String>, word: &mut String) {
    if !word.is_empty() {
        words.push(word.chars().take(LONGEST).collect());
        word.clear();
    }
}

fn belongs(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// The marks of Latin, Greek and Cyrillic letters. Those of other scripts tell words apart.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Kana, Han, Thai, Lao, Khmer and Burmese.
fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{e01}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3041}'..='\u{30ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_is_meant_by_them() {
        for (text, expected) in [
            ("Sepsis, #ICU: 25mg!", &["sepsis", "icu", "25mg"][..]),
            ("Électrolytes café", &["electrolytes", "cafe"]),
            ("beta-blocker", &["beta", "blocker"]),
            ("ＭＲＩ", &["mri"]),
            ("心肺蘇生 CPR", &["心", "肺", "蘇", "生", "cpr"]),
            ("' & | ! : * \"", &[]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn words_are_bounded() {
        assert_eq!(words(&"a".repeat(5000)), ["a".repeat(LONGEST)]);
        assert_eq!(words(&"a ".repeat(MOST + 10)).len(), MOST);
    }
}
