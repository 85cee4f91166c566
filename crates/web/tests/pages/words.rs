//! Words live in `locales/`, and only the words that are shown.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::scanner::{Piece, pieces};

/// Attributes that people see or hear.
const SPOKEN: [&str; 5] = ["title", "alt", "aria-label", "placeholder", "value"];

pub fn files(folder: &str, extensions: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let extension = path
                .extension()
                .and_then(|it| it.to_str())
                .unwrap_or_default();
            if path.is_dir() {
                folders.push(path);
            } else if extensions.contains(&extension) {
                found.push((path.clone(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "{folder}");
    found
}

pub fn english() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales/en.ftl")).unwrap()
}

fn keys(ftl: &str) -> BTreeSet<&str> {
    ftl.lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(" =").map(|(key, _)| key))
        .collect()
}

/// The template without what askama puts in: `{{ }}`, `{% %}` and `{# #}`.
fn without_code(template: &str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some(start) = rest
        .find("{{")
        .into_iter()
        .chain(rest.find("{%"))
        .chain(rest.find("{#"))
        .min()
    {
        text.push_str(&rest[..start]);
        let close = match &rest[start..start + 2] {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        let end = start + rest[start..].find(close).expect("askama accepted it");
        rest = &rest[end + 2..];
    }
    text + rest
}

fn has_letters(text: &str) -> bool {
    // Entities such as `&nbsp;` are no words.
    let mut words = text.split(|end: char| end.is_whitespace() || end == ';');
    words.any(|word| !word.starts_with('&') && word.chars().any(char::is_alphabetic))
}

#[test]
fn templates_hold_no_words() {
    for (path, template) in files("templates", &["html", "xml", "attr"]) {
        let mut markup = without_code(&template);
        if path.extension().is_some_and(|it| it == "attr") {
            markup = format!("<x {markup}>");
        }
        for piece in pieces(&markup) {
            match piece {
                Piece::Text(text) => assert!(!has_letters(text), "{}: {text:?}", path.display()),
                Piece::Tag { attributes, .. } => {
                    for (name, value) in attributes {
                        let literal = SPOKEN.contains(&name) && has_letters(value);
                        assert!(!literal, "{}: {name}={value:?}", path.display());
                    }
                }
            }
        }
    }
    for (path, template) in files("templates", &["txt"]) {
        assert!(!has_letters(&without_code(&template)), "{}", path.display());
    }
}

#[test]
fn the_words_that_are_asked_for_exist() {
    let english = english();
    let known = keys(&english);
    for (path, text) in files("templates", &["html", "xml", "attr", "txt"])
        .into_iter()
        .chain(files("src", &["rs"]))
    {
        for after in text.split(".t(\"").chain(text.split(" t(\"")).skip(1) {
            let key = after.split('"').next().unwrap_or_default();
            let is_key = after.len() < text.len() && !key.contains(char::is_whitespace);
            assert!(!is_key || known.contains(key), "{}: {key}", path.display());
        }
    }
}

#[test]
fn the_words_that_exist_are_shown_somewhere() {
    let english = english();
    let sources: String = files("templates", &["html", "xml", "attr", "txt"])
        .into_iter()
        .chain(files("src", &["rs"]))
        .map(|(_, text)| text)
        .collect();
    let named = |key: &str| key.starts_with("refusal-") || key.starts_with("parameter-");
    // Refusals and parameters are asked for by what the domain says, see `refusals.rs`.
    for key in keys(&english).into_iter().filter(|key| !named(key)) {
        let used =
            sources.contains(&format!("\"{key}\"")) || english.contains(&format!("{{ {key} }}"));
        assert!(used, "{key} is not used");
    }
}
