//! Whatever is sent to whichever operation: no answer says that the server failed, and none breaks the contract.
//! `make fuzz` looks for longer.

use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{Method, Request};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value};
use web::contract::{self, Operation};
use web::testing::app;

/// Rounds over all operations in `make test`.
const ROUNDS: u32 = 8;

/// What parameters are called somewhere in the API, and what only looks like a name.
const NAMES: [&str; 34] = [
    "status",
    "media_ids",
    "media_ids[]",
    "poll",
    "poll[options][]",
    "poll[expires_in]",
    "in_reply_to_id",
    "sensitive",
    "visibility",
    "language",
    "scheduled_at",
    "id",
    "id[]",
    "limit",
    "offset",
    "max_id",
    "min_id",
    "since_id",
    "q",
    "type",
    "types[]",
    "title",
    "context[]",
    "keywords_attributes",
    "keywords_attributes[0][keyword]",
    "choices",
    "choices[]",
    "subscription",
    "data",
    "fields_attributes",
    "duration",
    "acct",
    "[",
    "a[b][",
];

/// What is asked: the query, the kind of body, the body.
type Asked = (String, &'static str, Vec<u8>);

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        prop_oneof![
            Just("1"),
            Just("true"),
            Just("public"),
            Just("2026-10-01T00:00:00Z")
        ]
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((name(), inner), 0..4)
                .prop_map(|pairs| Value::from(pairs.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn name() -> impl Strategy<Value = String> {
    let known = proptest::sample::select(NAMES.to_vec()).prop_map(str::to_owned);
    prop_oneof![8 => known, 1 => any::<String>()]
}

fn pairs() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        any::<String>(),
        any::<i64>().prop_map(|number| number.to_string()),
        Just("true".to_owned())
    ];
    let pairs = proptest::collection::vec((name(), value), 0..6);
    pairs.prop_map(|pairs| serde_urlencoded::to_string(pairs).expect("encodes"))
}

fn asked() -> impl Strategy<Value = Asked> {
    let object = proptest::collection::vec((name(), json()), 0..6).prop_map(|pairs| {
        let object: Map<String, Value> = pairs.into_iter().collect();
        Value::from(object).to_string().into_bytes()
    });
    let bytes = proptest::collection::vec(any::<u8>(), 0..64);
    let kinds = [
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
    ];
    let body = prop_oneof![
        4 => object.prop_map(|body| ("application/json", body)),
        3 => pairs().prop_map(|form| ("application/x-www-form-urlencoded", form.into_bytes())),
        1 => (proptest::sample::select(kinds.to_vec()), bytes),
    ];
    (pairs(), body).prop_map(|(query, (kind, body))| (query, kind, body))
}

fn request(
    operation: &Operation,
    id: &str,
    token: &str,
    (query, kind, body): Asked,
) -> Request<Body> {
    let segments = operation.path.split('/');
    let segments = segments.map(|segment| {
        if segment.starts_with('{') {
            id
        } else {
            segment
        }
    });
    let path = segments.collect::<Vec<_>>().join("/");
    let body = if operation.method == Method::GET {
        Body::empty()
    } else {
        Body::from(body)
    };
    Request::builder()
        .method(&operation.method)
        .uri(format!("{path}?{query}"))
        .header(AUTHORIZATION, format!("Bearer {token}"))
        .header(CONTENT_TYPE, kind)
        .body(body)
        .expect("a request")
}

#[tokio::test]
async fn whatever_is_sent_the_server_does_not_fail() {
    let rounds = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    let app = app().await;
    let token = app.person("ada", "read write follow push profile").await;
    let posted = app
        .call(
            "POST",
            "/api/v1/statuses",
            &token,
            serde_json::json!({ "status": "a" }),
        )
        .await;
    let status = posted.json()["id"].as_str().expect("an id").to_owned();
    let mut runner = TestRunner::new(Config::default());
    for round in 0..rounds.unwrap_or(ROUNDS) {
        let id = if round % 2 == 0 { &status } else { "1" };
        for operation in contract::operations().filter(|operation| operation.answer != "stream") {
            let asked = asked().new_tree(&mut runner).expect("a value").current();
            let answer = app
                .send(request(&operation, id, &token, asked.clone()))
                .await;
            let said = answer.text();
            assert!(
                !answer.status.is_server_error(),
                "{operation:?} {asked:?}: {said}"
            );
        }
    }
}
