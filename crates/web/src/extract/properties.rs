//! What holds for whatever a request carries: it is read, or refused as the fault of the one who sent it.

use axum::body::Body;
use axum::extract::FromRequest;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, Uri};
use axum::response::IntoResponse;
use domain::Timestamp;
use futures::executor::block_on;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use super::paging::{Paging, link_header};
use super::params::{Params, lenient};

/// Parameters of every kind that a handler asks for.
#[derive(Deserialize)]
#[expect(dead_code, reason = "only whether they can be read is looked at")]
struct Asked {
    status: Option<String>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    sensitive: Option<bool>,
    #[serde(default, deserialize_with = "lenient::id")]
    limit: Option<i64>,
    #[serde(default, deserialize_with = "lenient::ids")]
    id: Vec<i64>,
    #[serde(default, deserialize_with = "lenient::every_id")]
    media_ids: Vec<i64>,
    #[serde(default, deserialize_with = "lenient::texts")]
    context: Option<Vec<String>>,
    poll: Option<Nested>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "as above")]
struct Nested {
    #[serde(default)]
    options: Vec<String>,
    #[serde(default, deserialize_with = "lenient::id")]
    expires_in: Option<i64>,
}

fn name() -> impl Strategy<Value = String> {
    let names = [
        "status",
        "sensitive",
        "limit",
        "id",
        "id[]",
        "id[][]",
        "id[0]",
        "id[999999999]",
        "media_ids[]",
        "context[]",
        "context",
        "poll",
        "poll[]",
        "poll[options][]",
        "poll[options][0]",
        "poll[options][1][title]",
        "poll[expires_in]",
        "[",
        "]",
        "a[b",
        "a]b[",
        "a[b][",
        "[][]",
        "poll[",
        "poll]options[",
        "",
    ];
    let known = proptest::sample::select(names.to_vec()).prop_map(str::to_owned);
    prop_oneof![6 => known, 1 => any::<String>()]
}

fn value() -> impl Strategy<Value = String> {
    let values = [
        "1",
        "-1",
        "true",
        "on",
        "0",
        "9223372036854775808",
        "1e400",
        "null",
        "[]",
        "{}",
        "\0",
        "2026-10-01",
    ];
    let known = proptest::sample::select(values.to_vec()).prop_map(str::to_owned);
    prop_oneof![2 => known, 1 => any::<String>()]
}

fn form() -> impl Strategy<Value = String> {
    let pairs = proptest::collection::vec((name(), value()), 0..8);
    let encoded = pairs.prop_map(|pairs| serde_urlencoded::to_string(pairs).expect("encodes"));
    let broken = "[ -~]{0,40}".prop_map(|text| text.replace([' ', '#'], "%"));
    prop_oneof![4 => encoded, 1 => broken]
}

fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        value().prop_map(Value::from),
    ];
    let tree = leaf.prop_recursive(4, 24, 4, |inner| {
        let pairs = proptest::collection::vec((name(), inner.clone()), 0..5);
        let list = proptest::collection::vec(inner, 0..4).prop_map(Value::from);
        prop_oneof![
            list,
            pairs.prop_map(|pairs| Value::Object(pairs.into_iter().collect()))
        ]
    });
    prop_oneof![4 => tree.prop_map(|tree| tree.to_string()), 1 => "[\\[{\"a:,0-9}\\]]{0,40}"]
}

fn multipart() -> impl Strategy<Value = String> {
    let part = (name(), value(), any::<bool>()).prop_map(|(name, value, is_file)| {
        let file = if is_file { "; filename=\"a.png\"" } else { "" };
        format!(
            "--edge\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n"
        )
    });
    let parts = proptest::collection::vec(part, 0..6);
    let end = prop_oneof![4 => Just("--edge--\r\n"), 1 => Just("--edge"), 1 => Just("")];
    (parts, end).prop_map(|(parts, end)| parts.concat() + end)
}

/// The status of the refusal; `None` when the request is read.
fn refused(query: &str, kind: &str, body: String) -> Option<u16> {
    let uri = format!("/?{query}").parse::<Uri>().ok()?;
    let request = Request::post(uri)
        .header(CONTENT_TYPE, kind)
        .body(Body::from(body))
        .ok()?;
    let read = block_on(Params::<Asked>::from_request(request, &()));
    Some(read.err()?.into_response().status().as_u16())
}

proptest! {
    #[test]
    fn parameters_are_read_or_refused(query in form(), form in form(), json in json(), multipart in multipart()) {
        let bodies = [
            ("application/x-www-form-urlencoded", form),
            ("application/json", json),
            ("multipart/form-data; boundary=edge", multipart),
        ];
        for (kind, body) in bodies {
            if let Some(status) = refused(&query, kind, body) {
                prop_assert!((400..500).contains(&status), "{status}");
            }
        }
    }

    #[test]
    fn a_page_has_bounds(query in form(), max in 1_u64..200) {
        if let Ok(paging) = serde_urlencoded::from_str::<Paging>(&query) {
            let page = paging.page(20, max);
            prop_assert!((1..=max).contains(&page.limit));
        }
    }

    #[test]
    fn a_link_stays_one_header_and_has_each_cursor_once(query in form(), newest: i64, oldest: i64) {
        let Ok(uri) = format!("/api/v1/timelines/home?{query}").parse::<Uri>() else {
            return Ok(());
        };
        let link = link_header("https://rounds.example", &uri, Some(newest), Some(oldest));
        if let Some(link) = link {
            let text = link.to_str().expect("addresses are ASCII");
            let next = text.split('>').next().unwrap_or_default();
            let cursors = next.split(['?', '&']).filter(|pair| pair.starts_with("max_id="));
            prop_assert_eq!(cursors.count(), 1);
        }
    }

    #[test]
    fn a_time_is_read_as_it_is_written(text in any::<String>(), millis in -62_135_596_800_000_i64..253_402_300_800_000) {
        let _ = Timestamp::parse_rfc3339(&text);
        let time = Timestamp(millis);
        prop_assert_eq!(Timestamp::parse_rfc3339(&time.to_rfc3339()), Some(time));
    }
}
