//! Every address of a server that can be asked with GET: read from the router's source, from the contract of the Mastodon
//! API and from the document of our own, so that a new one is crawled without being listed here.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use serde_json::Value;

const ROUTER: &str = concat!(
    include_str!("../../crates/web/src/router.rs"),
    include_str!("../../crates/web/src/router/browser.rs"),
    include_str!("../../crates/web/src/router/federation.rs"),
    include_str!("../../crates/web/src/router/people.rs"),
    include_str!("../../crates/web/src/router/statuses.rs"),
    include_str!("../../crates/web/src/api/v1/admin/mod.rs")
);
/// Streams do not end, and what was crossed by a star is no address.
const APART: [&str; 2] = ["/api/v1/streaming", "{*"];
/// Addresses that one pattern is filled into, at most.
const MOST: usize = 400;

/// The patterns of all addresses.
pub fn patterns(our_api: &Value) -> BTreeSet<String> {
    let routed = ROUTER.split(".route(").skip(1).filter_map(|chunk| {
        let path = chunk.split('"').nth(1)?;
        let handlers = chunk.split(".layer(").next().unwrap_or_default();
        (path.starts_with('/') && handlers.contains("get(")).then(|| path.to_owned())
    });
    let contract = web::contract::operations().filter(|it| it.method == Method::GET);
    let described = our_api["paths"].as_object().into_iter().flatten();
    let described = described.filter(|(_, methods)| methods.get("get").is_some());
    routed
        .chain(contract.map(|operation| operation.path.to_owned()))
        .chain(described.map(|(path, _)| path.clone()))
        .filter(|path| APART.iter().all(|apart| !path.contains(apart)))
        .collect()
}

/// What can stand in a pattern, by the segment before or the name in braces; `""` is for all others.
pub type Values = BTreeMap<&'static str, Vec<String>>;

/// The addresses of a pattern.
pub fn filled(pattern: &str, values: &Values) -> Vec<String> {
    let mut paths = vec![String::new()];
    let mut before = "";
    for segment in pattern.split('/').skip(1) {
        let words = match (segment.find('{'), segment.find('}')) {
            (Some(open), Some(close)) => {
                let name = &segment[open + 1..close];
                let known = values.get(name).or_else(|| values.get(before));
                let known = known.unwrap_or(&values[""]).iter();
                let around =
                    |word: &String| format!("{}{word}{}", &segment[..open], &segment[close + 1..]);
                known.map(around).collect()
            }
            _ => vec![segment.to_owned()],
        };
        let with = |path: &String| {
            let path = path.clone();
            words
                .iter()
                .map(move |word| format!("{path}/{word}"))
                .collect::<Vec<_>>()
        };
        paths = paths.iter().flat_map(with).collect();
        before = segment;
    }
    paths.truncate(MOST);
    paths
}

#[test]
fn patterns_are_filled_by_what_stands_before_or_in_the_braces() {
    let words = |list: &[&str]| list.iter().map(|&it| it.to_owned()).collect::<Vec<_>>();
    let values = Values::from([
        ("", words(&["1", "2"])),
        ("handle", words(&["ada"])),
        ("statuses", words(&["7"])),
    ]);
    assert_eq!(filled("/@{handle}/{id}", &values), ["/@ada/1", "/@ada/2"]);
    let paths = filled("/ap/users/{id}/statuses/{id}", &values);
    assert_eq!(paths, ["/ap/users/1/statuses/7", "/ap/users/2/statuses/7"]);
    assert_eq!(filled("/about", &values), ["/about"]);
}

#[test]
fn patterns_come_from_every_source() {
    let our_api =
        serde_json::json!({"paths": {"/api/rounds/v1/x": {"get": {}}, "/y": {"post": {}}}});
    let all = patterns(&our_api);
    for path in [
        "/@{handle}",
        "/ap/users/{id}/outbox",
        "/api/v1/accounts/{id}/followers",
        "/api/v1/admin/accounts",
        "/api/rounds/v1/x",
        "/settings/pseudonyms",
    ] {
        assert!(all.contains(path), "{path}");
    }
    assert!(!all.contains("/y") && !all.contains("/inbox"));
}
