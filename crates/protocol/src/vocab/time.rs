//! Points in time on the wire (`xsd:dateTime`).

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serializer};
use serde_json::Value;

/// As RFC 3339 has it, or with an offset that lacks its colon (Threads). An unreadable time counts as absent.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<DateTime<Utc>>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let time = value.as_str().and_then(|text| {
        let exact = DateTime::parse_from_rfc3339(text);
        exact
            .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"))
            .ok()
    });
    Ok(time.map(|time| time.to_utc()))
}

/// Milliseconds and `Z`: an edit in the second of the post, or of the edit before it, must be newer for others too.
#[expect(clippy::ref_option, reason = "the signature that serde calls")]
pub(super) fn serialize<S: Serializer>(
    time: &Option<DateTime<Utc>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => serializer.serialize_str(&time.to_rfc3339_opts(SecondsFormat::Millis, true)),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn offsets_and_fractions_are_read() {
        for text in [
            "2026-11-21T10:00:00Z",
            "2026-11-21T12:00:00.000000+02:00",
            "2026-11-21T12:00:00+0200",
        ] {
            let time = deserialize(json!(text)).unwrap().unwrap();
            assert_eq!(time.timestamp(), 1_795_255_200, "{text}");
        }
        for nothing in [json!("yesterday"), json!(1_795_255_200), json!(null)] {
            assert_eq!(deserialize(nothing).unwrap(), None);
        }
    }
}
