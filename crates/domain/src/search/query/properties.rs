//! What holds for whatever is typed into a search.

use proptest::prelude::*;

use super::read;

/// Pieces that mean something, and any text between them.
fn typed() -> impl Strategy<Value = String> {
    let pieces = [
        "from:",
        "from:me ",
        "has:",
        "media ",
        "is:",
        "reply ",
        "before:",
        "after:",
        "during:",
        "2026-11-22 ",
        "9999-99-99",
        "+292278994-01-01",
        "language:",
        "pt-br ",
        "in:",
        "library ",
        "-",
        "+",
        "\"",
        "„",
        "“",
        "«",
        ":",
        " ",
        "\u{3000}",
        "sepsis",
        "İ",
        "\u{301}",
        "👩🏽‍⚕️",
        "*",
        "NEAR(",
        "AND ",
        "'",
        "\\",
        "&",
        "|",
        "!",
        "<->",
    ];
    let piece = proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned);
    let piece = prop_oneof![4 => piece, 1 => any::<String>()];
    proptest::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn it_is_read_or_refused(text in typed()) {
        if let Ok(query) = read(&text) {
            let words = query.phrases.iter().chain(&query.without);
            for word in words.flatten() {
                prop_assert!(!word.is_empty() && !word.contains(char::is_whitespace), "{word:?}");
            }
        }
    }

    #[test]
    fn blanks_around_it_mean_nothing(text in typed()) {
        prop_assert_eq!(read(&format!(" {text} ")).ok(), read(&text).ok());
    }
}
