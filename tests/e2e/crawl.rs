//! Whether an answer tells that two accounts are the same person's: it is about the one, and something of the other
//! stands in it.

use reqwest::header::{HeaderMap, LINK};
use serde_json::Value;

/// Lists whose entries have nothing to do with each other but the list.
const LISTS: [&str; 10] = [
    "accounts",
    "ancestors",
    "descendants",
    "hashtags",
    "items",
    "links",
    "notification_groups",
    "orderedItems",
    "partial_accounts",
    "statuses",
];
/// Where entries of a page begin.
const ENTRIES: [&str; 5] = ["<article", "<entry", "<li", "<section", "<tr"];

/// By what an account is known: ids, handle, keys, addresses, names of files, and the ids of what it posted.
#[derive(Clone, Debug, Default)]
pub struct Marks(Vec<String>);

impl Marks {
    /// These words, none of them too short to mean anything, also as they stand in addresses.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let words = words.into_iter().inspect(|word| {
            assert!(word.len() > 5, "{word:?} may stand anywhere");
        });
        let spelled = words.flat_map(|word| [word.replace('@', "%40"), word]);
        Self(spelled.collect())
    }

    /// The first of them that stands in `text`.
    pub fn seen_in(&self, text: &str) -> Option<&str> {
        let mut words = self.0.iter();
        words.find(|word| text.contains(*word)).map(String::as_str)
    }
}

/// What was asked, and what came back.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// Path and query.
    pub path: &'a str,
    /// The headers of the answer.
    pub headers: &'a HeaderMap,
    /// Its body.
    pub body: &'a str,
}

/// Says where `seen` gives away that `one` and `other` belong together; `None` when it does not. An answer at an address of
/// the one must show nothing of the other. Where neither was asked for, or both, both may stand in a list, but not in one
/// entry.
pub fn leak(seen: Seen<'_>, one: &Marks, other: &Marks) -> Option<String> {
    let Seen { path, body, .. } = seen;
    let asked = [one, other].map(|marks| marks.seen_in(path).is_some());
    if asked[0] != asked[1] {
        let hidden = if asked[0] { other } else { one };
        let answer = format!("{}\n{body}", headers(seen.headers, true));
        return Some(format!("{path} shows {}", hidden.seen_in(&answer)?));
    }
    let both = |entry: &String| one.seen_in(entry).is_some() && other.seen_in(entry).is_some();
    // The cursors of a page name its first and its last entry, and where to log in is told with what was asked.
    let beside = (!asked[0]).then(|| headers(seen.headers, false));
    let entry = entries(body).into_iter().chain(beside).find(both)?;
    Some(format!("{path} shows both in {entry}"))
}

fn headers(headers: &HeaderMap, with_cursors: bool) -> String {
    let told = headers
        .iter()
        .filter(|(name, _)| with_cursors || *name != LINK);
    let lines: Vec<String> = told
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    lines.join("\n")
}

/// The parts of a body that stand for themselves.
fn entries(body: &str) -> Vec<String> {
    match serde_json::from_str(body) {
        Ok(Value::Array(list)) => list.iter().map(Value::to_string).collect(),
        Ok(Value::Object(mut whole)) => {
            let mut parts = Vec::new();
            for name in LISTS {
                if let Some(Value::Array(list)) = whole.remove(name) {
                    parts.extend(list.iter().map(Value::to_string));
                }
            }
            parts.push(Value::Object(whole).to_string());
            parts
        }
        _ if !body.trim_start().starts_with('<') => body.lines().map(str::to_owned).collect(),
        _ => ENTRIES.iter().fold(vec![body.to_owned()], |parts, begin| {
            let split = parts.iter().flat_map(|part| part.split(begin));
            split.map(str::to_owned).collect()
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, link: &str, body: &str) -> bool {
        let one = Marks::new(["ada@ok.example".to_owned(), "10000001".to_owned()]);
        let other = Marks::new(["nightowl".to_owned(), "20000002".to_owned()]);
        let mut headers = HeaderMap::new();
        headers.insert(LINK, link.parse().expect("a header"));
        let seen = Seen {
            path,
            headers: &headers,
            body,
        };
        leak(seen, &one, &other).is_some()
    }

    #[test]
    fn what_shows_both_is_found() {
        for (path, link, body) in [
            (
                "/api/v1/accounts/10000001",
                "",
                r#"{"note":"I am nightowl"}"#,
            ),
            (
                "/api/v1/accounts/20000002",
                "",
                r#"{"fields":[{"value":"10000001"}]}"#,
            ),
            (
                "/api/v1/accounts/10000001/following",
                "",
                r#"[{"id":"20000002"}]"#,
            ),
            ("/api/v1/accounts/10000001", "<x?max_id=20000002>", "{}"),
            (
                "/api/v1/admin/accounts?email=ada%40ok.example",
                "",
                r#"[{"username":"nightowl"}]"#,
            ),
            (
                "/@nightowl",
                "",
                "<p><a href='mailto:ada@ok.example'>mail</a>",
            ),
            (
                "/api/v1/timelines/public",
                "",
                r#"[{"id":"10000001","account":{"id":"20000002"}}]"#,
            ),
            (
                "/api/v2/search?q=x",
                "",
                r#"{"accounts":[{"id":"10000001","moved":"nightowl"}]}"#,
            ),
            (
                "/api/v2/search?q=x",
                "",
                r#"{"accounts":[],"also":["10000001","20000002"]}"#,
            ),
            (
                "/directory",
                "",
                "<ul><li>10000001<li>20000002 and 10000001</ul>",
            ),
            ("/feed", "", "not JSON: ada@ok.example is nightowl"),
        ] {
            assert!(found(path, link, body), "{path} {link} {body}");
        }
    }

    #[test]
    fn two_who_stand_side_by_side_are_not_the_same() {
        for (path, link, body) in [
            (
                "/api/v1/timelines/public",
                "",
                r#"[{"id":"10000001"},{"id":"20000002"}]"#,
            ),
            (
                "/api/v1/timelines/public",
                "<x?max_id=10000001>, <x?min_id=20000002>",
                "[]",
            ),
            (
                "/api/v2/search?q=x",
                "",
                r#"{"accounts":[{"id":"10000001"},{"id":"20000002"}]}"#,
            ),
            ("/directory", "", "<ul><li>10000001<li>nightowl</ul>"),
            ("/export.csv", "", "10000001\nnightowl\n"),
            ("/api/v1/accounts/10000001", "", r#"{"id":"10000001"}"#),
        ] {
            assert!(!found(path, link, body), "{path} {link} {body}");
        }
    }
}
