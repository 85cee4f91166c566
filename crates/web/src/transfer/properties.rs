//! What holds for whatever file is brought.

use domain::import::LINES;
use proptest::prelude::*;

use super::KINDS;
use super::read::{Unreadable, read};

fn file() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        "Account address",
        "Show boosts",
        "Languages",
        "Hide notifications",
        "List name",
        "#domain",
        "#uri",
        ",",
        ";",
        "\"",
        "\"\"",
        "\n",
        "\r\n",
        "\r",
        "\u{feff}",
        "\0",
        "true",
        "anna@b.example",
        "@",
        "b.example",
        "https://b.example/1",
        " ",
        "ß",
    ];
    let piece =
        proptest::sample::select(pieces.to_vec()).prop_map(|piece| piece.as_bytes().to_vec());
    let bytes = proptest::collection::vec(any::<u8>(), 0..8);
    let piece = prop_oneof![8 => piece, 1 => bytes];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn it_is_read_or_refused_as_a_whole(file in file(), kind in proptest::sample::select(KINDS.to_vec())) {
        match read(kind, &file) {
            Ok(lines) => prop_assert!((1..=LINES + 1).contains(&lines.len())),
            Err(Unreadable::Encoding) => prop_assert!(std::str::from_utf8(&file).is_err()),
            Err(_) => {}
        }
    }
}
