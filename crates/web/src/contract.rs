//! What the Mastodon API promises to apps: [`operations`], from the table beside this file, and the [`schemas`] of their
//! answers, from the types of the entities. Whatever a test is answered is held against it; `docs/mastodon-api.json` is the
//! whole of it for machines ([`document`]), `docs/api.md` shows it.

mod document;
pub mod schemas;
mod whole;

use std::sync::LazyLock;

use axum::http::{Method, StatusCode};
use serde_json::Value;

pub use document::document;

const OPERATIONS: &str = include_str!("contract/operations.txt");

/// One row of the contract.
#[derive(Clone, Debug)]
pub struct Operation {
    /// For whom it is.
    pub section: &'static str,
    /// How it is called.
    pub method: Method,
    /// Where, with names in braces for what varies.
    pub path: &'static str,
    /// What the token must be good for: `-` when none is needed, `user` for any of somebody, else scopes of which one
    /// suffices, with `|` between.
    pub scope: &'static str,
    /// The entity of the answer, as [`schemas::of`] reads it.
    pub answer: &'static str,
}

impl Operation {
    fn parse(section: &'static str, line: &'static str) -> Self {
        let (rest, answer) = line.rsplit_once(' ').expect("a row has four columns");
        let mut columns = rest.split_whitespace();
        let mut next = || columns.next().expect("a row has four columns");
        Self {
            section,
            method: next().parse().expect("a method"),
            path: next(),
            scope: next(),
            answer,
        }
    }

    /// How many segments of `path` are literally its own; `None` when it is another's.
    fn matches(&self, method: &Method, path: &str) -> Option<usize> {
        let (ours, theirs) = (self.path.split('/'), path.split('/'));
        if self.method != *method || ours.clone().count() != theirs.clone().count() {
            return None;
        }
        let mut literal = 0;
        for (own, given) in ours.zip(theirs) {
            if own == given {
                literal += 1;
            } else if !own.starts_with('{') {
                return None;
            }
        }
        Some(literal)
    }
}

/// Every operation, section by section.
pub fn operations() -> impl Iterator<Item = Operation> {
    let mut section = "";
    rows(OPERATIONS).filter_map(move |line| {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
            return None;
        }
        Some(Operation::parse(section, line))
    })
}

/// The lines of a table without what is said about it.
fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = table.lines().map(str::trim_end);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

static ALL: LazyLock<Vec<Operation>> = LazyLock::new(|| operations().collect());

/// The operation that a request calls.
#[must_use]
pub fn find(method: &Method, path: &str) -> Option<&'static Operation> {
    let path = path.trim_end_matches('/');
    let candidates = ALL.iter();
    let known = candidates.filter_map(|row| Some((row.matches(method, path)?, row)));
    let (_, operation) = known.max_by_key(|(literal, _)| *literal)?;
    Some(operation)
}

/// Says what is wrong with an answer; what is no operation of the contract has nothing to keep.
///
/// # Errors
/// The place within the body and what was expected there.
pub fn check(method: &Method, path: &str, status: StatusCode, body: &[u8]) -> Result<(), String> {
    let Some(operation) = find(method, path) else {
        return Ok(());
    };
    let expected = match operation.answer {
        "any" | "page" | "stream" => return Ok(()),
        _ if !status.is_success() => "Error",
        answer => answer,
    };
    let body: Value = serde_json::from_slice(body).map_err(|_| "the answer is no JSON")?;
    schemas::check(expected, &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entity_is_known() {
        let named = |answer: &'static str| answer.split(['[', ']', '{', '}', '|']);
        let simple = ["", "any", "bool", "text", "page", "stream"];
        let unknown: Vec<&str> = ALL
            .iter()
            .flat_map(|row| named(row.answer))
            .filter(|name| !simple.contains(name) && !schemas::SCHEMAS.contains_key(*name))
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn no_two_types_share_a_name() {
        let numbered = |name: &&String| {
            let plain = name.trim_end_matches(|c: char| c.is_ascii_digit());
            schemas::SCHEMAS.contains_key(plain) && plain != name.as_str()
        };
        let twice: Vec<_> = schemas::SCHEMAS.keys().filter(numbered).collect();
        assert!(
            twice.is_empty(),
            "rename one of each with #[schemars(rename)]: {twice:?}"
        );
    }

    #[test]
    fn what_is_literally_there_comes_before_a_name() {
        let check = |path, body: &[u8]| check(&Method::GET, path, StatusCode::OK, body);
        assert_eq!(check("/api/v1/accounts/relationships", b"[]"), Ok(()));
        assert!(check("/api/v1/accounts/1", b"[]").is_err());
        assert_eq!(check("/api/v1/unheard/of", b"[]"), Ok(()));
    }
}
