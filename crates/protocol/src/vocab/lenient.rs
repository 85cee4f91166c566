//! How properties are read that every server writes a little differently.

use serde::{Deserialize, Deserializer, de::DeserializeOwned, de::Error as _};
use serde_json::Value;
use url::Url;

use super::context::{PUBLIC, is_public};

/// A scalar that counts as absent when it is of another type than expected.
pub(super) use activitypub_federation::protocol::helpers::deserialize_skip_error as known;

/// One or many; members of a shape we do not know are left out.
pub(super) fn list<'de, T: DeserializeOwned, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    let members = members(Value::deserialize(deserializer)?);
    Ok(members
        .into_iter()
        .filter_map(|member| serde_json::from_value(member).ok())
        .collect())
}

/// The first of one or many.
pub(super) fn one<'de, T: DeserializeOwned, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Ok(list(deserializer)?.into_iter().next())
}

/// The ids of one or many objects, each given by its id or embedded.
pub(super) fn ids<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Url>, D::Error> {
    let members = members(Value::deserialize(deserializer)?);
    Ok(members.iter().filter_map(reference).collect())
}

/// The id of an object, given by its id or embedded; of several, the first.
pub(super) fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Url>, D::Error> {
    Ok(ids(deserializer)?.into_iter().next())
}

/// As [`id`], for what no document can do without.
pub(super) fn required_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Url, D::Error> {
    id(deserializer)?.ok_or_else(|| D::Error::custom("expected the http(s) address of an object"))
}

/// The type; of several the first that is not a compact IRI, since extensions are written with a prefix.
pub(super) fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let kinds: Vec<String> = list(deserializer)?;
    let plain = kinds
        .iter()
        .find(|kind| !kind.contains(':'))
        .or(kinds.first());
    plain
        .cloned()
        .ok_or_else(|| D::Error::custom("expected a type"))
}

/// The id in `value`: a string, or an object with an `id` or, if it is a Link, a `href`.
pub(super) fn reference(value: &Value) -> Option<Url> {
    match value {
        Value::String(uri) => address(uri),
        Value::Object(object) => object
            .get("id")
            .or_else(|| object.get("href"))?
            .as_str()
            .and_then(address),
        _ => None,
    }
}

/// Only what a web server can stand behind; the short spellings of Public become the long one.
pub(super) fn address(text: &str) -> Option<Url> {
    let text = if is_public(text) { PUBLIC } else { text };
    let url = Url::parse(text).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

fn members(value: Value) -> Vec<Value> {
    match value {
        Value::Array(members) => members,
        Value::Null => Vec::new(),
        single => vec![single],
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read_ids(value: &Value) -> Vec<String> {
        ids(value).unwrap().into_iter().map(String::from).collect()
    }

    #[test]
    fn ids_come_in_every_shape() {
        let a = "https://a.example/1";
        for shape in [
            json!(a),
            json!([a]),
            json!({"id": a}),
            json!([{"id": a, "type": "Person"}]),
            json!({"href": a}),
        ] {
            assert_eq!(read_ids(&shape), [a], "{shape}");
        }
        for nothing in [
            json!(null),
            json!([]),
            json!(7),
            json!({"id": null}),
            json!([null, {}]),
        ] {
            assert_eq!(read_ids(&nothing), [""; 0], "{nothing}");
        }
    }

    #[test]
    fn public_has_one_spelling_and_other_schemes_are_left_out() {
        let spellings = json!(["as:Public", "Public", PUBLIC]);
        assert_eq!(read_ids(&spellings), [PUBLIC; 3]);
        let schemes = json!([
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:,x",
            "acct:a@a.example",
            "/relative"
        ]);
        assert_eq!(read_ids(&schemes), [""; 0]);
    }

    #[test]
    fn a_type_may_be_one_of_several() {
        assert_eq!(kind(&json!("Person")).unwrap(), "Person");
        assert_eq!(kind(&json!(["schema:Person", "Person"])).unwrap(), "Person");
        assert_eq!(kind(&json!(["rounds:Case"])).unwrap(), "rounds:Case");
        assert!(kind(&json!([])).is_err());
    }
}
