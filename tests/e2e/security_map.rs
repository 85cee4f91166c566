//! docs/security.md and the tests that it names: all of them exist, and no test of a row is missing there.
//! `UPDATE=1 cargo test --workspace --test e2e security_map` writes its last column.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::sources::{root, rust_files};

/// Classes of vulnerability.
const ROWS: u32 = 61;

/// The name of a test at the beginning of `text`, if it is one of a row.
fn name(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let name = &text[..end.unwrap_or(text.len())];
    row(name).map(|_| name)
}

fn row(name: &str) -> Option<u32> {
    name.strip_prefix("security_")?.get(..2)?.parse().ok()
}

/// The tests of rows, by what the sources have.
fn written() -> BTreeSet<String> {
    let files = ["crates", "tests"].into_iter().flat_map(rust_files);
    let mut found = BTreeSet::new();
    for (_, text) in files {
        let tests = text.split("fn ").skip(1).filter_map(name);
        found.extend(tests.map(str::to_owned));
    }
    found
}

/// The document with the tests of each row in its last column, unless that says why there are none.
fn updated(text: &str, written: &BTreeSet<String>) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut cells: Vec<&str> = line.split(" | ").collect();
        let number = number(line).filter(|_| !line.contains("| Does not apply:"));
        let tests = written
            .iter()
            .filter(|test| number.is_some() && row(test) == number);
        let tests: Vec<String> = tests.map(|test| format!("`{test}`")).collect();
        let last = format!("{} |", tests.join(", "));
        if number.is_some() {
            cells.pop();
            cells.push(&last);
        }
        lines.push(cells.join(" | "));
    }
    lines.join("\n") + "\n"
}

/// The number at the beginning of a row.
fn number(line: &str) -> Option<u32> {
    line.split('|').nth(1)?.trim().parse().ok()
}

/// The rows of the table: its number, and the tests that it names.
fn mapped() -> BTreeMap<u32, Vec<String>> {
    let path = root().join("docs/security.md");
    let mut text = fs::read_to_string(&path).expect("is there");
    if std::env::var_os("UPDATE").is_some() {
        text = updated(&text, &written());
        fs::write(&path, &text).expect("is written");
    }
    let mut rows = BTreeMap::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let Some(number) = number(line) else {
            continue;
        };
        assert_eq!(cells.len(), 6, "number, class, answer and tests: {line}");
        let names = cells[4].split('`').filter_map(name).map(str::to_owned);
        let before = rows.insert(number, names.collect());
        assert!(before.is_none(), "{number} stands there twice");
        let why = cells[4].starts_with("Does not apply:");
        assert!(cells[4].contains("`security_") || why, "{line}");
    }
    rows
}

#[test]
fn every_row_names_its_tests() {
    let rows: Vec<u32> = mapped().into_keys().collect();
    assert_eq!(rows, (1..=ROWS).collect::<Vec<u32>>());
}

#[test]
fn every_test_that_is_named_exists_and_every_test_is_named() {
    let named: BTreeSet<String> = mapped().into_values().flatten().collect();
    let written = written();
    let missing: Vec<_> = named.difference(&written).collect();
    assert!(missing.is_empty(), "named and not there: {missing:#?}");
    let unnamed: Vec<_> = written.difference(&named).collect();
    assert!(unnamed.is_empty(), "not in docs/security.md: {unnamed:#?}");
    for (number, tests) in mapped() {
        for test in tests {
            assert_eq!(row(&test), Some(number), "{test}");
        }
    }
}

/// Web application firewalls take medical texts for attacks: operators are told which rules to switch off where.
#[test]
fn security_61_operators_are_told_what_a_firewall_must_let_through() {
    let text = fs::read_to_string(root().join("docs/operations.md")).expect("is there");
    for needed in ["/inbox", "/ap/users/*/inbox", "941100", "932130"] {
        assert!(text.contains(needed), "{needed}");
    }
}
