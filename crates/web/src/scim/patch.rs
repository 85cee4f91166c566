//! Changes of a resource (RFC 7644 section 3.5.2), with what Entra ID and Okta send beyond it: operations in capitals, truth
//! as text, values without a path, paths as names of values, and values of lists that a change with a condition has to add.

#[cfg(test)]
mod tests;
mod values;

use serde_json::{Map, Value};

use super::error::{Error, Result};
use super::filter::{Target, target};
use super::path::Place;
use super::schema::{Attribute, Mutability, ResourceType, Schema};
use super::value;

/// Operations of a change.
const OPERATIONS: usize = 1000;

/// Attributes of the standard that are not kept here: a change of one is taken, and nothing comes of it.
const PASSED_OVER: &[&str] = &[
    "addresses",
    "entitlements",
    "ims",
    "nickname",
    "password",
    "phonenumbers",
    "photos",
    "profileurl",
    "roles",
    "timezone",
    "usertype",
    "x509certificates",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:user:manager",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operation {
    Add,
    Replace,
    Remove,
}

/// Applies the operations of a PATCH to the attributes of a resource, all of them or none.
///
/// # Errors
/// As RFC 7644 section 3.5.2 says for each.
pub fn apply(
    kind: &'static ResourceType,
    mut resource: Map<String, Value>,
    sent: &Map<String, Value>,
) -> Result<Map<String, Value>> {
    const WRONG: Error = Error::Syntax("Operations is missing, or no list of operations");
    let operations = member(sent, "operations").and_then(Value::as_array);
    let operations = operations
        .filter(|list| list.len() <= OPERATIONS)
        .ok_or(WRONG)?;
    for operation in operations {
        let operation = operation.as_object().ok_or(WRONG)?;
        let verb = verb(operation)?;
        let path = member(operation, "path").filter(|path| !path.is_null());
        let value = member(operation, "value");
        match path {
            Some(Value::String(path)) => one(kind, &mut resource, verb, path, value)?,
            Some(_) => return Err(Error::Syntax("a path is text")),
            None => unnamed(kind, &mut resource, verb, value)?,
        }
    }
    Ok(resource)
}

fn verb(operation: &Map<String, Value>) -> Result<Operation> {
    let verb = member(operation, "op").and_then(Value::as_str);
    match verb.map(str::to_ascii_lowercase).as_deref() {
        Some("add") => Ok(Operation::Add),
        Some("replace") => Ok(Operation::Replace),
        Some("remove") => Ok(Operation::Remove),
        _ => Err(Error::Syntax("op is add, replace or remove")),
    }
}

/// A member of an object, in whatever capitals.
fn member<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let mut members = object.iter();
    let found = members.find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value)
}

/// Without a path the names of the value say what is changed; Entra ID writes paths for names. What is unknown or not the
/// directory's to write is passed over, as in a whole resource.
fn unnamed(
    kind: &'static ResourceType,
    resource: &mut Map<String, Value>,
    verb: Operation,
    value: Option<&Value>,
) -> Result<()> {
    let Some(Value::Object(values)) = value else {
        return Err(match verb {
            Operation::Remove => Error::NoTarget,
            _ => Error::Syntax("without a path the value is an object"),
        });
    };
    for (name, value) in values {
        match one(kind, resource, verb, name, Some(value)) {
            Err(Error::Path(_) | Error::Mutability(_)) => {}
            done => done?,
        }
    }
    Ok(())
}

fn one(
    kind: &'static ResourceType,
    resource: &mut Map<String, Value>,
    verb: Operation,
    path: &str,
    value: Option<&Value>,
) -> Result<()> {
    let found = match target(kind, path) {
        Err(_) if is_passed_over(path) => return Ok(()),
        found => found?,
    };
    match found {
        Target::Extension(extension) => whole_extension(resource, extension, verb, value),
        Target::Place(place) => {
            check(&place, verb)?;
            within(resource, place.extension, |object| {
                attribute(object, place.attribute, place.part, verb, value)
            })
        }
        Target::Values(place, condition) => {
            check(&place, verb)?;
            within(resource, place.extension, |object| {
                values::matching(object, &place, &condition, verb, value)
            })
        }
    }
}

fn is_passed_over(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let plain = lower
        .strip_prefix("urn:ietf:params:scim:schemas:core:2.0:user:")
        .unwrap_or(&lower);
    PASSED_OVER.iter().any(|name| {
        let rest = plain.strip_prefix(name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    })
}

/// Refuses what is not the directory's to write, and to remove what must be there.
fn check(place: &Place, verb: Operation) -> Result<()> {
    let attribute = place.attribute;
    let is_whole = place.part.is_none();
    let removes = verb == Operation::Remove && is_whole && attribute.is_required;
    if attribute.mutability == Mutability::ReadOnly || removes {
        return Err(Error::Mutability(attribute.name));
    }
    Ok(())
}

/// Changes the attributes of the resource itself, or those of an extension, which is there as long as it says something.
fn within(
    resource: &mut Map<String, Value>,
    extension: Option<&'static Schema>,
    change: impl FnOnce(&mut Map<String, Value>) -> Result<()>,
) -> Result<()> {
    let Some(extension) = extension else {
        return change(resource);
    };
    let mut object = match resource.remove(extension.id) {
        Some(Value::Object(object)) => object,
        _ => Map::new(),
    };
    change(&mut object)?;
    if !object.is_empty() {
        resource.insert(extension.id.to_owned(), object.into());
    }
    Ok(())
}

fn whole_extension(
    resource: &mut Map<String, Value>,
    extension: &'static Schema,
    verb: Operation,
    value: Option<&Value>,
) -> Result<()> {
    if verb == Operation::Remove {
        resource.remove(extension.id);
        return Ok(());
    }
    let Some(Value::Object(sent)) = value else {
        return Err(Error::Value(extension.name));
    };
    let said = value::object(extension.attributes, sent)?;
    within(resource, Some(extension), |object| {
        object.extend(said);
        Ok(())
    })
}

/// Changes an attribute, or a part of it.
fn attribute(
    object: &mut Map<String, Value>,
    attribute: &'static Attribute,
    part: Option<&'static Attribute>,
    verb: Operation,
    value: Option<&Value>,
) -> Result<()> {
    if let Some(part) = part {
        return values::part(object, attribute, part, verb, value);
    }
    let name = attribute.name;
    if verb == Operation::Remove {
        return values::remove(object, attribute, value);
    }
    let sent = value.ok_or(Error::Syntax("a value is missing"))?;
    let new = value::whole(attribute, sent)?;
    match (new, object.get_mut(name)) {
        (None, _) if attribute.is_required => return Err(Error::Mutability(name)),
        (None, _) => {
            if verb == Operation::Replace {
                object.remove(name);
            }
        }
        (Some(Value::Array(new)), Some(Value::Array(old))) if verb == Operation::Add => {
            values::append(old, new);
        }
        (Some(Value::Object(new)), Some(Value::Object(old))) => old.extend(new),
        (Some(new), _) => {
            object.insert(name.to_owned(), new);
        }
    }
    Ok(())
}
