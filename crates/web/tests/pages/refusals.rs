//! What is refused is said in English in the code, and found in `en.ftl` by the same words.

use std::collections::BTreeSet;
use std::ffi::OsStr;

use crate::words::{english, files};

/// Where a refusal begins; its words follow before the statement ends.
const BEGINNINGS: [&str; 10] = [
    "Error::invalid(",
    "Forbidden(",
    "Conflict(",
    "Reason::new(",
    "let reason =",
    "let remedy =",
    "refuse(",
    "refusal(",
    "refused(",
    "wrong(",
];

/// The code that answers people, without its tests.
fn sources() -> Vec<String> {
    let code = ["src", "../domain/src", "../protocol/src"];
    let files = code.iter().flat_map(|folder| files(folder, &["rs"]));
    files
        .filter(|(path, _)| {
            let is_test = |part: &OsStr| {
                ["tests", "tests.rs", "testing.rs"]
                    .iter()
                    .any(|it| part == *it)
            };
            !path.iter().any(is_test)
        })
        .filter_map(|(_, text)| Some(text.split("#[cfg(test)]\nmod tests {").next()?.to_owned()))
        .collect()
}

/// The messages under a prefix, as the code writes them.
fn written(english: &str, prefix: &str) -> BTreeSet<String> {
    let messages = english.lines().filter(|line| line.starts_with(prefix));
    messages
        .filter_map(|line| line.split_once(" = "))
        .map(|(_, words)| words.replace("{ $", "{").replace(" }", "}"))
        .collect()
}

/// The sentences that are quoted in the statement, or the arguments, with which `code` begins.
fn sentences(code: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let mut pieces = Vec::new();
    for (nth, piece) in code.split('"').enumerate() {
        if nth % 2 == 1 {
            pieces.push(piece);
            continue;
        }
        for it in piece.chars() {
            depth += i32::from(it == '(') - i32::from(it == ')');
            if it == ';' || depth < 0 {
                return pieces;
            }
        }
    }
    pieces
}

#[test]
fn every_refusal_can_be_translated() {
    let known = written(&english(), "refusal-");
    let mut unknown = BTreeSet::new();
    let sources = sources();
    for source in &sources {
        for beginning in BEGINNINGS {
            for code in source.split(beginning).skip(1) {
                let said = sentences(code).into_iter().filter(|it| it.contains(' '));
                unknown.extend(said.filter(|it| !known.contains(*it)));
            }
        }
    }
    assert!(unknown.is_empty(), "en.ftl lacks refusals: {unknown:#?}");
}

#[test]
fn every_translated_refusal_and_parameter_is_in_the_code() {
    let sources = sources().concat();
    for prefix in ["refusal-", "parameter-"] {
        for words in written(&english(), prefix) {
            assert!(sources.contains(&format!("\"{words}\"")), "{words}");
        }
    }
}
