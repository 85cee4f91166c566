//! Changes of the values of lists, and of parts of values.

use serde_json::{Map, Value};

use super::Operation;
use crate::scim::error::{Error, Result};
use crate::scim::filter::Filter;
use crate::scim::path::Place;
use crate::scim::schema::Attribute;
use crate::scim::value::{self, is_primary};

/// Adds values that are not there. The last that is primary is the only one.
pub(super) fn append(list: &mut Vec<Value>, new: Vec<Value>) {
    for value in new {
        if !list.contains(&value) {
            list.push(value);
        }
    }
    keep_primary(list);
}

fn keep_primary(list: &mut [Value]) {
    let chosen = list.iter().rposition(is_primary);
    for (place, value) in list.iter_mut().enumerate() {
        if Some(place) != chosen
            && let (true, Some(parts)) = (is_primary(value), value.as_object_mut())
        {
            parts.insert("primary".to_owned(), false.into());
        }
    }
}

/// Removes an attribute; with a value, as Entra ID takes people out of a group, only the values of a list that it names.
pub(super) fn remove(
    object: &mut Map<String, Value>,
    attribute: &'static Attribute,
    value: Option<&Value>,
) -> Result<()> {
    let named = match value {
        Some(sent) if attribute.is_list => value::whole(attribute, sent)?,
        _ => None,
    };
    match (named, object.get_mut(attribute.name)) {
        (Some(Value::Array(named)), Some(Value::Array(list))) => {
            let gone: std::collections::HashSet<String> =
                named.iter().map(|value| key(value).to_string()).collect();
            list.retain(|value| !gone.contains(&key(value).to_string()));
            forget_empty(object, attribute);
        }
        _ => {
            object.remove(attribute.name);
        }
    }
    Ok(())
}

/// What tells a value of a list from others.
fn key(value: &Value) -> &Value {
    value.get("value").unwrap_or(value)
}

fn forget_empty(object: &mut Map<String, Value>, attribute: &Attribute) {
    let is_empty = match object.get(attribute.name) {
        Some(Value::Array(list)) => list.is_empty(),
        Some(Value::Object(parts)) => parts.is_empty(),
        _ => false,
    };
    if is_empty {
        object.remove(attribute.name);
    }
}

/// Changes a part of a value; of a list that of every value, or of a new one.
pub(super) fn part(
    object: &mut Map<String, Value>,
    attribute: &'static Attribute,
    part: &'static Attribute,
    verb: Operation,
    value: Option<&Value>,
) -> Result<()> {
    let new = new_part(part, verb, value)?;
    match object.get_mut(attribute.name) {
        Some(Value::Array(list)) => {
            for parts in list.iter_mut().filter_map(Value::as_object_mut) {
                set(parts, part, new.clone());
            }
            keep_primary(list);
        }
        Some(Value::Object(parts)) => set(parts, part, new),
        _ => {
            let Some(new) = new else { return Ok(()) };
            let parts = Value::Object(Map::from_iter([(part.name.to_owned(), new)]));
            let value = if attribute.is_list {
                Value::Array(vec![parts])
            } else {
                parts
            };
            object.insert(attribute.name.to_owned(), value);
        }
    }
    forget_empty(object, attribute);
    Ok(())
}

fn new_part(
    part: &'static Attribute,
    verb: Operation,
    value: Option<&Value>,
) -> Result<Option<Value>> {
    if verb == Operation::Remove {
        return Ok(None);
    }
    value::single(part, value.ok_or(Error::Syntax("a value is missing"))?)
}

fn set(parts: &mut Map<String, Value>, part: &Attribute, new: Option<Value>) {
    match new {
        Some(new) => parts.insert(part.name.to_owned(), new),
        None => parts.remove(part.name),
    };
}

/// Changes those values of a list that fulfil `condition`. Entra ID expects that one is made where there is none.
pub(super) fn matching(
    object: &mut Map<String, Value>,
    place: &Place,
    condition: &Filter,
    verb: Operation,
    value: Option<&Value>,
) -> Result<()> {
    let attribute = place.attribute;
    let mut list = match object.remove(attribute.name) {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    };
    if verb == Operation::Remove && place.part.is_none() {
        list.retain(|value| !condition.matches_value(value));
    } else {
        change(&mut list, place, condition, verb, value)?;
    }
    if !list.is_empty() {
        object.insert(attribute.name.to_owned(), Value::Array(list));
    } else if attribute.is_required {
        return Err(Error::Mutability(attribute.name));
    }
    Ok(())
}

fn change(
    list: &mut Vec<Value>,
    place: &Place,
    condition: &Filter,
    verb: Operation,
    value: Option<&Value>,
) -> Result<()> {
    let new = if let Some(part) = place.part {
        let value = new_part(part, verb, value)?.unwrap_or(Value::Null);
        Map::from_iter([(part.name.to_owned(), value)])
    } else {
        let sent = value.ok_or(Error::Syntax("a value is missing"))?;
        let new = value::single(place.attribute, sent)?;
        let new = new.and_then(|new| new.as_object().cloned());
        new.ok_or(Error::Value(place.attribute.name))?
    };
    let mut is_found = false;
    let primary = new.get("primary") == Some(&Value::Bool(true));
    for value in list.iter_mut() {
        let fits = condition.matches_value(value);
        is_found |= fits;
        if let Some(parts) = value.as_object_mut() {
            if fits {
                parts.extend(new.clone());
                parts.retain(|_, part| !part.is_null());
            } else if primary {
                parts.entry("primary").and_modify(|it| *it = false.into());
            }
        }
    }
    if is_found || verb == Operation::Remove {
        list.retain(|value| value.as_object().is_none_or(|parts| !parts.is_empty()));
        return Ok(());
    }
    let mut made: Map<String, Value> = condition
        .implied()
        .ok_or(Error::NoTarget)?
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    made.extend(new);
    made.retain(|_, part| !part.is_null());
    append(list, vec![made.into()]);
    Ok(())
}
