//! What people type who look for statuses: words, "phrases", `operator:value`, each with `-` for what shall not be.

#[cfg(test)]
mod properties;

use std::time::Duration;

use chrono::NaiveDate;
use storage::kinds::MediaKind;
use storage::status_search::{Condition, Phrase, Scope};

use crate::clock::Timestamp;
use crate::error::{Error, Result};
use crate::language;
use crate::text::words::words;

const DAY: Duration = Duration::from_hours(24);

/// A query as it was typed, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// What must be said.
    pub phrases: Vec<Phrase>,
    /// What may not be said.
    pub without: Vec<Phrase>,
    /// What else must hold, or with `false` must not.
    pub conditions: Vec<(Condition, bool)>,
    /// The names behind `from:`; `me` is the one who asks.
    pub authors: Vec<(String, bool)>,
    /// Among which.
    pub scope: Scope,
}

impl Typed {
    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
            && self.without.is_empty()
            && self.conditions.is_empty()
            && self.authors.is_empty()
    }

    fn say(&mut self, text: &str, wanted: bool) {
        let phrase = words(text);
        if phrase.is_empty() {
            return;
        }
        if wanted {
            self.phrases.push(phrase);
        } else {
            self.without.push(phrase);
        }
    }

    /// Takes `operator:value`. `false` when there is no such operator.
    fn operate(&mut self, operator: &str, value: &str, wanted: bool) -> Result<bool> {
        let condition = match operator {
            "from" => {
                self.authors.push((value.to_owned(), wanted));
                return Ok(true);
            }
            "in" => {
                self.scope = scope(value)?;
                return Ok(true);
            }
            "has" => has(value),
            "is" => is(value),
            "language" => language::canonical(value).map_or(Condition::Never, Condition::Language),
            "before" => Condition::Published(FIRST, day(value)?),
            "after" => Condition::Published(day(value)?.after(DAY), LAST),
            "during" => {
                let day = day(value)?;
                Condition::Published(day, day.after(DAY))
            }
            _ => return Ok(false),
        };
        self.conditions.push((condition, wanted));
        Ok(true)
    }
}

/// Before every status.
const FIRST: Timestamp = Timestamp(0);
/// After every status: 2500, whose ids have room in 63 bits.
const LAST: Timestamp = Timestamp(16_725_225_600_000);

fn has(value: &str) -> Condition {
    match value {
        "media" => Condition::Media,
        "image" => Condition::MediaKind(MediaKind::Image),
        "video" => Condition::MediaKind(MediaKind::Video),
        "audio" => Condition::MediaKind(MediaKind::Audio),
        "poll" => Condition::Poll,
        "link" => Condition::Link,
        _ => Condition::Never,
    }
}

fn is(value: &str) -> Condition {
    match value {
        "reply" => Condition::Reply,
        "sensitive" => Condition::Sensitive,
        _ => Condition::Never,
    }
}

fn scope(value: &str) -> Result<Scope> {
    match value {
        "all" => Ok(Scope::All),
        "library" => Ok(Scope::Library),
        "public" => Ok(Scope::Public),
        _ => Err(refusal("must have in:all, in:library or in:public there")),
    }
}

/// When a day began, UTC.
fn day(value: &str) -> Result<Timestamp> {
    let read = NaiveDate::parse_from_str(value, "%Y-%m-%d").ok();
    let began = read
        .and_then(|date| date.and_hms_opt(0, 0, 0))
        .map(|began| Timestamp(began.and_utc().timestamp_millis()));
    began
        .filter(|began| (FIRST..LAST).contains(began))
        .ok_or_else(|| refusal("must have a date such as 2026-11-22 there"))
}

fn refusal(remedy: &'static str) -> Error {
    Error::invalid("q", remedy)
}

/// Reads what was typed.
///
/// # Errors
/// `Invalid` when an operator cannot take the value behind it.
pub(super) fn read(text: &str) -> Result<Typed> {
    let mut typed = Typed::default();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (wanted, term) = match rest.strip_prefix('-') {
            Some(term) => (false, term),
            None => (true, rest.strip_prefix('+').unwrap_or(rest)),
        };
        let (quoted, term, after) = first_term(term);
        rest = after.trim_start();
        if !quoted
            && let Some((operator, value)) = term.split_once(':')
            && !value.is_empty()
            && typed.operate(&operator.to_lowercase(), value, wanted)?
        {
            continue;
        }
        typed.say(term, wanted);
    }
    Ok(typed)
}

/// The first term, whether it was quoted, and what comes after it. Keyboards of telephones write curved quotation marks;
/// one that never ends reaches to the end.
fn first_term(text: &str) -> (bool, &str, &str) {
    const QUOTES: [char; 5] = ['"', '“', '”', '„', '«'];
    const ENDS: [char; 4] = ['"', '“', '”', '»'];
    if let Some(inner) = text.strip_prefix(QUOTES) {
        let (term, after) = inner.split_once(ENDS).unwrap_or((inner, ""));
        return (true, term, after);
    }
    let (term, after) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (false, term, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(list: &[&[&str]]) -> Vec<Phrase> {
        let owned = |phrase: &&[&str]| phrase.iter().map(|word| (*word).to_owned()).collect();
        list.iter().map(owned).collect()
    }

    #[test]
    fn words_phrases_and_what_shall_not_be_are_told_apart() {
        let typed = read("Sepsis  \"septic shock\" -\"beta blocker\" -fever +now").expect("reads");
        assert_eq!(
            typed.phrases,
            phrases(&[&["sepsis"], &["septic", "shock"], &["now"]])
        );
        assert_eq!(typed.without, phrases(&[&["beta", "blocker"], &["fever"]]));
        assert_eq!(
            read("„septic shock“ “open end").expect("reads").phrases,
            phrases(&[&["septic", "shock"], &["open", "end"]])
        );
        assert!(read(" - \"\" + ,").expect("reads").is_empty());
    }

    #[test]
    fn operators_are_read() {
        let typed =
            read("from:me -from:@bob@b.example has:poll -is:reply language:pt-br in:library")
                .expect("reads");
        assert_eq!(
            typed.authors,
            [
                ("me".to_owned(), true),
                ("@bob@b.example".to_owned(), false)
            ]
        );
        assert_eq!(
            typed.conditions,
            [
                (Condition::Poll, true),
                (Condition::Reply, false),
                (Condition::Language("pt-BR".into()), true)
            ]
        );
        assert_eq!(typed.scope, Scope::Library);
        assert_eq!(
            read("note:this has:nothing").expect("reads"),
            Typed {
                phrases: phrases(&[&["note", "this"]]),
                conditions: vec![(Condition::Never, true)],
                ..Typed::default()
            }
        );
    }

    #[test]
    fn days_begin_at_midnight() {
        let day = Timestamp(1_790_812_800_000);
        let next = day.after(DAY);
        let typed = read("before:2026-10-01 after:2026-10-01 during:2026-10-01").expect("reads");
        let conditions: Vec<_> = typed.conditions.into_iter().map(|(one, _)| one).collect();
        assert_eq!(
            conditions,
            [
                Condition::Published(FIRST, day),
                Condition::Published(next, LAST),
                Condition::Published(day, next)
            ]
        );
        for text in [
            "before:now",
            "after:2026-13-01",
            "during:9999-01-01",
            "in:here",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
