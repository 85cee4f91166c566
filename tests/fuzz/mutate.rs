//! Mutated seeds: bytes that are changed, cut out, repeated and mixed with others', and JSON whose values change their
//! kind. proptest chooses, repeats the choice by its seed, and shortens what fails.

use std::fmt;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

/// Bytes of an input at most: a tenth of what a body may have, so that many are tried.
const MOST: usize = 64 * 1024;
/// Mutations of one seed at most.
const STEPS: usize = 8;

/// An input, shown as text where it fails.
#[derive(Clone)]
pub struct Input(pub Vec<u8>);

impl fmt::Debug for Input {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.escape_ascii())
    }
}

impl Input {
    /// As text, as far as it is.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0).into_owned()
    }
}

/// One change of the bytes. Places are fractions of the length, so that they fit whatever came before.
#[derive(Clone, Debug)]
enum Step {
    Set(Index, u8),
    Flip(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    /// Some bytes again and again: what is quadratic shows.
    Repeat(Index, usize, usize),
    Splice(Index, Vec<u8>, Index),
}

/// Bytes of `seeds`, changed; `words` mean something to the parser.
pub fn bytes(seeds: Vec<Vec<u8>>, words: &'static [&'static str]) -> impl Strategy<Value = Input> {
    let others = seeds.clone();
    let steps = proptest::collection::vec(step(others, words), 0..STEPS);
    (proptest::sample::select(seeds), steps).prop_map(|(seed, steps)| changed(seed, &steps))
}

/// JSON of `seeds` with values of another kind, and then changed as bytes are, or not.
pub fn json(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Input> {
    let parsed = seeds.iter().map(|seed| {
        let value: Value = serde_json::from_slice(seed).expect("a seed is JSON");
        value
    });
    let parsed: Vec<Value> = parsed.collect();
    let grafts = (any::<Index>(), value(parsed.clone()));
    let steps = prop_oneof![
        4 => Just(Vec::new()),
        1 => proptest::collection::vec(step(seeds, JSON), 1..STEPS),
    ];
    let grafts = proptest::collection::vec(grafts, 0..STEPS);
    (proptest::sample::select(parsed), grafts, steps).prop_map(|(mut document, grafts, steps)| {
        for (place, value) in grafts {
            let size = count(&document);
            *node(&mut document, &mut place.index(size)).expect("is within") = value;
        }
        changed(document.to_string().into_bytes(), &steps)
    })
}

const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    ",",
    ":",
    "null",
    "1e999",
    "-0",
    "\"@context\":",
    "\"id\":",
    "\"type\":",
    "\"@graph\":",
];

/// What may stand at any place of a document.
fn value(documents: Vec<Value>) -> impl Strategy<Value = Value> {
    prop_oneof![
        proptest::sample::select(strange()),
        any::<String>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (1_usize..80).prop_map(|depth| (0..depth).fold(json!({}), |inner, _| json!([inner]))),
        (1_usize..2000).prop_map(|length| json!(vec!["https://a.example/"; length])),
        proptest::sample::select(documents),
    ]
}

fn strange() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!([]),
        json!({}),
        json!(""),
        json!("\u{0}"),
        json!("\u{202e}"),
        json!("javascript:alert(1)"),
        json!("data:text/html,<script>"),
        json!("file:///etc/passwd"),
        json!("http://[::1"),
        json!("https://ex ample/"),
        json!("https://xn--/"),
        json!("https://user:word@a.example:99999/"),
        json!("https://b.example/"),
        json!("as:Public"),
        json!({ "id": "https://b.example/" }),
        json!({ "type": "Link", "href": "https://b.example/" }),
        json!({ "@value": "a.example" }),
        json!({ "@graph": [] }),
        json!("9999-12-31T23:59:60.999999999+23:59"),
        json!("-262143-01-01T00:00:00Z"),
        json!("P99999999999Y"),
        json!("PT1e400S"),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1e308),
        json!([[[[[[]]]]]]),
    ]
}

/// How many values there are within `value`, itself included.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(members) => members.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

/// The value number `place` within `value`; `place` is counted down.
fn node<'a>(value: &'a mut Value, place: &mut usize) -> Option<&'a mut Value> {
    if *place == 0 {
        return Some(value);
    }
    *place -= 1;
    match value {
        Value::Array(members) => members.iter_mut().find_map(|member| node(member, place)),
        Value::Object(members) => members.values_mut().find_map(|member| node(member, place)),
        _ => None,
    }
}

fn step(seeds: Vec<Vec<u8>>, words: &'static [&'static str]) -> impl Strategy<Value = Step> {
    let at = any::<Index>;
    let word = proptest::sample::select(words).prop_map(|word| word.as_bytes().to_vec());
    let noise = proptest::collection::vec(any::<u8>(), 1..8);
    let text = any::<char>().prop_map(|letter| letter.to_string().into_bytes());
    prop_oneof![
        2 => (at(), any::<u8>()).prop_map(|(at, byte)| Step::Set(at, byte)),
        2 => (at(), 0_u8..8).prop_map(|(at, bit)| Step::Flip(at, 1 << bit)),
        6 => (at(), prop_oneof![6 => word, 1 => noise, 1 => text])
            .prop_map(|(at, bytes)| Step::Insert(at, bytes)),
        3 => (at(), 1_usize..64).prop_map(|(at, length)| Step::Remove(at, length)),
        2 => (at(), 1_usize..64, 1_usize..4000)
            .prop_map(|(at, length, times)| Step::Repeat(at, length, times)),
        2 => (at(), proptest::sample::select(seeds), at())
            .prop_map(|(at, other, from)| Step::Splice(at, other, from)),
    ]
}

fn changed(seed: Vec<u8>, steps: &[Step]) -> Input {
    let mut bytes = seed;
    for step in steps {
        apply(step, &mut bytes);
        bytes.truncate(MOST);
    }
    Input(bytes)
}

fn apply(step: &Step, bytes: &mut Vec<u8>) {
    let length = bytes.len();
    let place = |at: &Index| at.index(length + 1);
    let end = |from: usize, count: usize| (from + count).min(length);
    match step {
        Step::Set(at, byte) if length > 0 => bytes[at.index(length)] = *byte,
        Step::Flip(at, bit) if length > 0 => bytes[at.index(length)] ^= bit,
        Step::Set(..) | Step::Flip(..) => {}
        Step::Insert(at, word) => drop(bytes.splice(place(at)..place(at), word.iter().copied())),
        Step::Remove(at, count) => drop(bytes.drain(place(at)..end(place(at), *count))),
        Step::Repeat(at, count, times) => {
            let (from, to) = (place(at), end(place(at), *count));
            let times = (*times).min(MOST / (to - from).max(1));
            let run = bytes[from..to].repeat(times);
            bytes.splice(from..to, run);
        }
        Step::Splice(at, other, from) => {
            bytes.truncate(place(at));
            bytes.extend_from_slice(&other[from.index(other.len() + 1)..]);
        }
    }
}
