//! What it costs to prove an activity and to check the proof, in this process and without a database.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use http_signatures::Ed25519Key;
use protocol::proof::suite;
use protocol::vocab::multibase;
use serde_json::{Value, json};

use crate::report::Report;

/// Repetitions of each row; the median is reported.
const TIMES: usize = 20_000;
const METHOD: &str = "https://a.example/ap/users/1#ed25519-key";
const CREATED: &str = "2026-01-01T00:00:00Z";

/// Signs and verifies the Create of an ordinary note.
pub fn measure(report: &mut Report) -> Result<()> {
    if !report.wants("proofs") {
        return Ok(());
    }
    let create = create();
    let key = Ed25519Key::generate()?;
    let public = key.public_key();
    let proof = suite::create(&create, METHOD, CREATED, &key);
    let mut options = proof.as_object().context("an object")?.clone();
    let value = options.shift_remove("proofValue").context("a value")?;
    let value = multibase::decode(value.as_str().context("a text")?).context("base58")?;
    ensure!(suite::verifies(&create, &options, &value, &public));
    let sign = median(|| drop(suite::create(&create, METHOD, CREATED, &key)));
    let verify = median(|| {
        std::hint::black_box(suite::verifies(&create, &options, &value, &public));
    });
    report.say(String::new());
    report.say(format!(
        "proofs (FEP-8b32) of a Create of {} bytes: made in {:.0} µs, verified in {:.0} µs",
        create.to_string().len(),
        microseconds(sign),
        microseconds(verify),
    ));
    Ok(())
}

fn median(mut what: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let began = Instant::now();
            what();
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[TIMES / 2]
}

fn microseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000_000.0
}

fn create() -> Value {
    let actor = "https://a.example/ap/users/1";
    let public = "https://www.w3.org/ns/activitystreams#Public";
    let followers = format!("{actor}/followers");
    json!({
        "@context": protocol::vocab::context::with_proof(protocol::vocab::context::status()),
        "id": format!("{actor}/statuses/1/activity"), "type": "Create", "actor": actor,
        "to": [public], "cc": [followers], "published": "2026-01-01T00:00:00.000Z",
        "object": {
            "id": format!("{actor}/statuses/1"), "type": "Note", "attributedTo": actor,
            "summary": null, "inReplyTo": null, "published": "2026-01-01T00:00:00.000Z",
            "url": "https://a.example/@ada/1", "to": [public], "cc": [followers], "sensitive": false,
            "content": format!("<p>{}</p>", "What do you make of this, colleagues? ".repeat(8)),
            "contentMap": {"en": "<p>What do you make of this?</p>"}, "attachment": [],
            "tag": [{"type": "Hashtag", "href": "https://a.example/tags/icu", "name": "#icu"}],
        },
    })
}
