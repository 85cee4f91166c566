//! What a directory sends, in the one spelling that is kept: names as the schema has them, truth as JSON has it, and of what
//! is unknown or for this server to write nothing.

use serde_json::{Map, Value};

use super::error::{Error, Result};
use super::schema::{self, Attribute, COMMON, Kind, Mutability, ResourceType};

/// Characters of a text.
const TEXT: usize = 1000;
/// Values of a list; people of a group are as many as the body holds.
const VALUES: usize = 20_000;

/// The attributes of a resource of `kind` that `sent` writes.
///
/// # Errors
/// `Value` names the first attribute that cannot have what was sent.
pub fn resource(
    kind: &'static ResourceType,
    sent: &Map<String, Value>,
) -> Result<Map<String, Value>> {
    let mut kept = object(kind.schema.attributes, sent)?;
    kept.extend(object(COMMON, sent)?);
    for (name, value) in sent {
        if let (Some(extension), Some(value)) = (kind.extension(name), value.as_object()) {
            let said = object(extension.attributes, value)?;
            if !said.is_empty() {
                kept.insert(extension.id.to_owned(), said.into());
            }
        }
    }
    Ok(kept)
}

/// The known attributes of an object that the directory may write.
///
/// # Errors
/// As [`resource`].
pub fn object(
    attributes: &'static [Attribute],
    sent: &Map<String, Value>,
) -> Result<Map<String, Value>> {
    let mut kept = Map::new();
    for (name, value) in sent {
        let Some(attribute) = schema::find(attributes, name) else {
            continue;
        };
        if attribute.mutability == Mutability::ReadOnly {
            continue;
        }
        if let Some(value) = whole(attribute, value)? {
            kept.insert(attribute.name.to_owned(), value);
        }
    }
    Ok(kept)
}

/// The value of an attribute, all values of a list; `None` when it is unassigned (RFC 7643 section 2.5).
///
/// # Errors
/// As [`resource`].
pub fn whole(attribute: &'static Attribute, sent: &Value) -> Result<Option<Value>> {
    if !attribute.is_list {
        return single(attribute, sent);
    }
    let sent = match sent {
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    if sent.len() > VALUES {
        return Err(Error::Value(attribute.name));
    }
    let mut list = Vec::new();
    for value in sent {
        list.extend(single(attribute, value)?);
    }
    if list.iter().filter(|value| is_primary(value)).count() > 1 {
        return Err(Error::Value(attribute.name));
    }
    Ok((!list.is_empty()).then_some(Value::Array(list)))
}

/// One value of an attribute.
///
/// # Errors
/// As [`resource`].
pub fn single(attribute: &'static Attribute, sent: &Value) -> Result<Option<Value>> {
    let wrong = || Error::Value(attribute.name);
    Ok(match (attribute.kind, sent) {
        (_, Value::Null) => None,
        (Kind::Boolean, Value::Bool(_)) => Some(sent.clone()),
        // Entra ID writes "True" and "False".
        (Kind::Boolean, Value::String(text)) => Some(truth(text).ok_or_else(wrong)?.into()),
        (Kind::Complex, Value::Object(parts)) => {
            let parts = object(attribute.parts, parts)?;
            (!parts.is_empty()).then(|| parts.into())
        }
        (Kind::Complex, Value::String(_)) => {
            let value = attribute.part("value").ok_or_else(wrong)?;
            let text = single(value, sent)?;
            text.map(|text| Value::Object(Map::from_iter([(value.name.to_owned(), text)])))
        }
        (Kind::Text | Kind::Time | Kind::Reference(_), Value::String(text)) => {
            let fits = text.chars().count() <= TEXT && !text.contains(char::is_control);
            fits.then_some(()).ok_or_else(wrong)?;
            (!text.is_empty()).then(|| sent.clone())
        }
        // Numbers of people come as numbers from some.
        (Kind::Text, Value::Number(number)) => Some(number.to_string().into()),
        _ => return Err(wrong()),
    })
}

fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// Whether one value of a list is said to be the one that is used.
#[must_use]
pub fn is_primary(value: &Value) -> bool {
    value.get("primary") == Some(&Value::Bool(true))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::schema::USER;
    use super::*;

    fn kept(sent: &Value) -> Result<Value> {
        resource(&USER, sent.as_object().expect("an object")).map(Value::Object)
    }

    #[test]
    fn what_is_sent_gets_one_spelling() {
        let sent = json!({
            "schemas": ["whatever"], "id": "7", "meta": {"version": "x"}, "groups": [{"value": "1"}],
            "USERNAME": "ada", "Active": "False", "password": "secret", "nickName": "A",
            "name": {"FamilyName": "Lovelace", "unknown": 1}, "displayName": null, "title": "",
            "emails": {"value": "ada@ok.example", "PRIMARY": "True"},
            "urn:ietf:params:scim:schemas:extension:ENTERPRISE:2.0:User": {"employeeNumber": 7, "manager": {"value": "1"}},
            "urn:unknown": {"a": 1},
        });
        let expected = json!({
            "userName": "ada", "active": false, "name": {"familyName": "Lovelace"},
            "emails": [{"value": "ada@ok.example", "primary": true}],
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"employeeNumber": "7"},
        });
        assert_eq!(kept(&sent).expect("is kept"), expected);
    }

    #[test]
    fn what_an_attribute_cannot_have_is_refused() {
        for sent in [
            json!({"active": "perhaps"}),
            json!({"active": 1}),
            json!({"userName": ["ada"]}),
            json!({"userName": {"value": "ada"}}),
            json!({"userName": "a\u{0}b"}),
            json!({"userName": "a".repeat(1001)}),
            json!({"name": "Ada"}),
            json!({"emails": [{"value": "a", "primary": true}, {"value": "b", "primary": true}]}),
        ] {
            assert!(matches!(kept(&sent), Err(Error::Value(_))), "{sent}");
        }
    }
}
