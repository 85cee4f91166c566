//! Work grows with the length of a text and no faster (row 29 of docs/security.md): eight times the text may take sixteen
//! times as long, where what is quadratic takes sixty-four.

use std::time::Duration;

use domain::card::page;
use domain::names::Acct;
use domain::text::sanitize::sanitize;
use domain::text::{plain, scan};
use http_signatures::digest;
use protocol::vocab::{Activity, host_meta, parse};
use url::Url;

use crate::bound::timed;

/// Bytes of the shorter text.
const SHORT: usize = 4 * 1024;
/// The longer one is so many times as long.
const LONGER: usize = 8;
/// And may take so many times as long, beside [`NOISE`].
const MOST: u32 = 16;
const NOISE: Duration = Duration::from_millis(50);

type Parser = (&'static str, fn(&str));

const PARSERS: [Parser; 8] = [
    ("sanitize", |text| drop(sanitize(text))),
    ("to_plain", |text| drop(plain::to_plain(text))),
    ("scan", |text| drop(scan::scan(text))),
    ("page", |text| {
        let found = Url::parse("https://a.example/").expect("a url");
        drop(page::read(text, &found));
    }),
    ("host_meta", |text| {
        drop(host_meta::webfinger_template(text));
    }),
    ("acct", |text| drop(text.parse::<Acct>())),
    ("digest", |text| drop(digest::verify_digest(text, b"x"))),
    ("activity", |text| drop(parse::<Activity>(text.as_bytes()))),
];

/// What parsers go back and forth on.
const PIECES: [&str; 22] = [
    "a",
    "@a",
    "@",
    "#",
    "@a@",
    ".",
    "a.",
    "://",
    "https://a.",
    "<",
    "<link ",
    "<a href='",
    "<b>",
    "&",
    "&#",
    "<!--",
    "[",
    "*_",
    "\"=",
    "{\"a\":",
    "((",
    "SHA-256=,",
];

/// The least of a few runs: what else the machine does only adds.
fn least(parser: fn(&str), text: &str) -> Duration {
    let runs = (0..3).map(|_| timed(|| parser(text)).1);
    runs.min().unwrap_or_default()
}

#[test]
fn security_29_no_text_takes_more_time_than_its_length() {
    for (name, parser) in PARSERS {
        for piece in PIECES {
            // At each `&` the serialiser looks through the rest of a text: milliseconds, for `MAX_INPUT` bounds that.
            if name == "sanitize" && piece.contains('&') {
                continue;
            }
            let short = piece.repeat(SHORT / piece.len());
            let long = piece.repeat(SHORT * LONGER / piece.len());
            let (short, long) = (least(parser, &short), least(parser, &long));
            assert!(
                long <= short * MOST + NOISE,
                "{name} of {piece:?}: {short:?}, {long:?}"
            );
        }
    }
}
