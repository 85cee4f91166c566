//! What the Mastodon API promises to apps: [`operations`] and the shapes of their answers, from the tables beside this file.
//! Whatever a test is answered is held against it, and `docs/api.md` shows it.

pub mod shape;

use std::sync::LazyLock;

use axum::http::{Method, StatusCode};
use serde_json::Value;

pub use shape::{Shape, Shapes};

const OPERATIONS: &str = include_str!("contract/operations.txt");
const ENTITIES: &str = include_str!("contract/entities.txt");

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
    /// The type of the answer, as it is written there.
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

static SHAPES: LazyLock<Shapes> = LazyLock::new(|| Shapes::parse(rows(ENTITIES)));
static ALL: LazyLock<Vec<Operation>> = LazyLock::new(|| operations().collect());

/// Says what is wrong with an answer; what is no operation of the contract has nothing to keep.
///
/// # Errors
/// The place within the body and what was expected there.
pub fn check(method: &Method, path: &str, status: StatusCode, body: &[u8]) -> Result<(), String> {
    let path = path.trim_end_matches('/');
    let candidates = ALL.iter();
    let known = candidates.filter_map(|row| Some((row.matches(method, path)?, row)));
    let Some((_, operation)) = known.max_by_key(|(literal, _)| *literal) else {
        return Ok(());
    };
    let expected = match operation.answer {
        "any" | "page" | "stream" => return Ok(()),
        _ if !status.is_success() => "Error",
        answer => answer,
    };
    let body: Value = serde_json::from_slice(body).map_err(|_| "the answer is no JSON")?;
    SHAPES.check(&Shape::parse(expected), &body, expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_known() {
        let attributes = SHAPES.0.values().flatten();
        let shapes = attributes.map(|attribute| attribute.shape.clone());
        let answers = ALL.iter().map(|row| row.answer);
        let answers = answers.filter(|answer| !["page", "stream"].contains(answer));
        let unknown: Vec<&str> = shapes
            .chain(answers.map(Shape::parse))
            .filter_map(|shape| SHAPES.unknown(&shape))
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn what_is_literally_there_comes_before_a_name() {
        let check = |path, body: &[u8]| check(&Method::GET, path, StatusCode::OK, body);
        assert_eq!(check("/api/v1/accounts/relationships", b"[]"), Ok(()));
        assert!(check("/api/v1/accounts/1", b"[]").is_err());
        assert_eq!(check("/api/v1/unheard/of", b"[]"), Ok(()));
    }
}
