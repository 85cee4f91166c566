//! What holds for whatever file is brought, and whatever list is taken along.

use domain::member_list::{Cells, Column, LINES};
use proptest::prelude::*;

use super::{read, write};

fn file() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        "email",
        "name",
        "Specialties",
        "member_until",
        "password",
        ",",
        ";",
        "\t",
        "\"",
        "\"\"",
        "\n",
        "\r\n",
        "\r",
        "\u{feff}",
        "\0",
        "ada@b.example",
        "=1",
        "'",
        "'=",
        "2027-12-31",
        " ",
        "ß",
    ];
    let piece =
        proptest::sample::select(pieces.to_vec()).prop_map(|piece| piece.as_bytes().to_vec());
    let bytes = proptest::collection::vec(any::<u8>(), 0..8);
    let piece = prop_oneof![8 => piece, 1 => bytes];
    let rest = proptest::collection::vec(piece, 0..40);
    (any::<bool>(), rest).prop_map(|(named, pieces)| {
        let first: &[u8] = if named { b"email,name\n" } else { b"" };
        [first, &pieces.concat()].concat()
    })
}

/// Cells as accounts have them: neither space around them nor a character of control but those of a formula.
fn cell() -> impl Strategy<Value = String> {
    let letters = [
        "=", "+", "-", "@", "'", "\"", ",", ";", "|", "\n", "a", "ß", "1", " ",
    ];
    let letter = proptest::sample::select(letters.to_vec());
    proptest::collection::vec(letter, 0..12).prop_map(|letters| letters.concat().trim().to_owned())
}

proptest! {
    #[test]
    fn it_is_read_or_refused(file in file()) {
        if let Ok(read) = read(&file) {
            prop_assert!((1..=LINES).contains(&read.lines.len()));
        }
    }

    #[test]
    fn what_was_written_is_read_again(lines in proptest::collection::vec(
        proptest::collection::vec(cell(), Column::ALL.len()), 1..8,
    )) {
        let lines: Vec<Cells> = lines
            .into_iter()
            .map(|cells| Column::ALL.into_iter().zip(cells).collect())
            .filter(|cells: &Cells| cells.values().any(|cell| !cell.is_empty()))
            .collect();
        prop_assume!(!lines.is_empty());
        let read = read(&write(&lines)).expect("is read");
        prop_assert!(read.unknown.is_empty());
        let again: Vec<Cells> = read.lines.into_iter().map(|line| line.cells.expect("is read")).collect();
        prop_assert_eq!(again, lines);
    }
}
