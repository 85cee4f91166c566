//! Which attributes an answer has (RFC 7644 section 3.9).

use serde_json::{Map, Value};

use super::path::{Named, Place, resolve};
use super::schema::ResourceType;

/// What is wanted of a resource.
#[derive(Clone, Debug, Default)]
pub enum Selection {
    /// Everything.
    #[default]
    All,
    /// These, and what identifies the resource.
    Only(Vec<Named>),
    /// Everything but these.
    Without(Vec<Named>),
}

/// What every answer has.
const ALWAYS: [&str; 2] = ["schemas", "id"];

impl Selection {
    /// Reads the parameters `attributes` and `excludedAttributes`; names of what there is not are passed over.
    #[must_use]
    pub fn parse(
        kind: &'static ResourceType,
        attributes: Option<&str>,
        excluded: Option<&str>,
    ) -> Self {
        let read = |list: &str| {
            let names = list.split(',').map(str::trim);
            names.filter_map(|name| resolve(kind, name)).collect()
        };
        match (attributes, excluded) {
            (Some(list), _) if !list.is_empty() => Self::Only(read(list)),
            (_, Some(list)) if !list.is_empty() => Self::Without(read(list)),
            _ => Self::All,
        }
    }

    /// Whether the answer has the attribute `name` at all.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        let is_it = |named: &Named| matches!(named, Named::Place(place) if place.extension.is_none() && place.attribute.name == name);
        match self {
            Self::All => true,
            Self::Only(named) => named.iter().any(is_it),
            Self::Without(named) => !named.iter().any(|named| is_it(named) && is_whole(named)),
        }
    }

    /// What of `resource` is wanted.
    #[must_use]
    pub fn of(&self, resource: Map<String, Value>) -> Map<String, Value> {
        match self {
            Self::All => resource,
            Self::Only(named) => only(&resource, named),
            Self::Without(named) => without(resource, named),
        }
    }
}

fn is_whole(named: &Named) -> bool {
    matches!(named, Named::Place(Place { part: None, .. }))
}

fn only(resource: &Map<String, Value>, named: &[Named]) -> Map<String, Value> {
    let mut kept = Map::new();
    let mut keep = |name: &str| {
        if let Some(value) = resource.get(name) {
            kept.insert(name.to_owned(), value.clone());
        }
    };
    ALWAYS.into_iter().for_each(&mut keep);
    for named in named {
        match named {
            Named::Extension(extension) => {
                if let Some(value) = resource.get(extension.id) {
                    kept.insert(extension.id.to_owned(), value.clone());
                }
            }
            Named::Place(place) => {
                let Some(value) = place.value(resource) else {
                    continue;
                };
                let object = match place.extension {
                    None => &mut kept,
                    Some(extension) => {
                        let object = kept
                            .entry(extension.id)
                            .or_insert_with(|| Map::new().into());
                        object.as_object_mut().expect("extensions are objects")
                    }
                };
                let name = place.attribute.name;
                match place.part {
                    None => object.insert(name.to_owned(), value.clone()),
                    Some(part) => {
                        let former = object.remove(name);
                        object.insert(name.to_owned(), with_part(former, value, part.name))
                    }
                };
            }
        }
    }
    kept
}

/// What was chosen of a value already, and one part more.
fn with_part(former: Option<Value>, value: &Value, part: &str) -> Value {
    let one = |former: Option<&Value>, value: &Value| {
        let mut kept = former
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default();
        if let Some(chosen) = value.get(part) {
            kept.insert(part.to_owned(), chosen.clone());
        }
        Value::Object(kept)
    };
    match value {
        Value::Array(list) => {
            let former = former.as_ref();
            let values = list.iter().enumerate();
            let chosen =
                values.map(|(place, value)| one(former.and_then(|it| it.get(place)), value));
            Value::Array(chosen.collect())
        }
        value => one(former.as_ref(), value),
    }
}

fn without(mut resource: Map<String, Value>, named: &[Named]) -> Map<String, Value> {
    for named in named {
        match named {
            Named::Extension(extension) => {
                resource.remove(extension.id);
            }
            Named::Place(place) if ALWAYS.contains(&place.attribute.name) => {}
            Named::Place(place) => {
                let object = match place.extension {
                    None => Some(&mut resource),
                    Some(extension) => resource
                        .get_mut(extension.id)
                        .and_then(Value::as_object_mut),
                };
                if let Some(object) = object {
                    take(object, place);
                }
            }
        }
    }
    resource
}

fn take(object: &mut Map<String, Value>, place: &Place) {
    let Some(part) = place.part else {
        object.remove(place.attribute.name);
        return;
    };
    let take = |value: &mut Value| {
        if let Some(parts) = value.as_object_mut() {
            parts.remove(part.name);
        }
    };
    match object.get_mut(place.attribute.name) {
        Some(Value::Array(list)) => list.iter_mut().for_each(take),
        Some(value) => take(value),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::schema::USER;
    use super::*;

    const CLINICIAN: &str = "urn:ietf:params:scim:schemas:extension:rounds:2.0:Clinician";

    fn chosen(attributes: &str, excluded: &str) -> Value {
        let ada = json!({
            "schemas": ["s"], "id": "1", "userName": "ada", "name": {"givenName": "A", "familyName": "L"},
            "emails": [{"value": "a", "type": "work"}, {"value": "b"}], (CLINICIAN): {"profession": "nurse", "specialties": ["x"]},
        });
        let selection = Selection::parse(&USER, Some(attributes), Some(excluded));
        selection
            .of(ada.as_object().expect("an object").clone())
            .into()
    }

    #[test]
    fn attributes_are_chosen_and_left_out() {
        let only = |names| chosen(names, "");
        assert_eq!(
            only("USERNAME"),
            json!({"schemas": ["s"], "id": "1", "userName": "ada"})
        );
        assert_eq!(
            only("name.givenName,name.familyName,emails.value,nothing"),
            json!({
                "schemas": ["s"], "id": "1", "name": {"givenName": "A", "familyName": "L"},
                "emails": [{"value": "a"}, {"value": "b"}],
            })
        );
        assert_eq!(
            only(&format!("{CLINICIAN}:profession")),
            json!({"schemas": ["s"], "id": "1", (CLINICIAN): {"profession": "nurse"}})
        );
        assert_eq!(
            chosen(
                "",
                &format!("id,userName,name.givenName,emails.type,{CLINICIAN}")
            ),
            json!({"schemas": ["s"], "id": "1", "name": {"familyName": "L"}, "emails": [{"value": "a"}, {"value": "b"}]})
        );
    }

    #[test]
    fn what_is_not_wanted_need_not_be_read() {
        let has =
            |attributes, excluded| Selection::parse(&USER, attributes, excluded).has("groups");
        assert!(has(None, None));
        assert!(!has(Some("userName"), None));
        assert!(has(Some("groups.value"), None));
        assert!(!has(None, Some("groups")));
        assert!(has(None, Some("groups.display")));
    }
}
