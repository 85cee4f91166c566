//! Names of attributes as filters and changes use them: `name.familyName`, `urn:…:User:department` (RFC 7644 section 3.10).

use serde_json::{Map, Value};

use super::schema::{Attribute, ResourceType, Schema};

/// An attribute of a type of resources, or a part of one.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The extension that has it.
    pub extension: Option<&'static Schema>,
    /// The attribute.
    pub attribute: &'static Attribute,
    /// The part of it.
    pub part: Option<&'static Attribute>,
}

/// What a name without brackets stands for.
#[derive(Clone, Copy, Debug)]
pub enum Named {
    /// All of an extension.
    Extension(&'static Schema),
    /// An attribute.
    Place(Place),
}

/// Finds what `name` stands for, in whatever capitals.
#[must_use]
pub fn resolve(kind: &'static ResourceType, name: &str) -> Option<Named> {
    if let Some(extension) = kind.extension(name) {
        return Some(Named::Extension(extension));
    }
    if let Some(rest) = below(kind.schema.id, name) {
        return within(
            rest,
            |name| super::schema::find(kind.schema.attributes, name),
            None,
        );
    }
    for extension in kind.extensions {
        if let Some(rest) = below(extension.id, name) {
            let find = |name: &str| super::schema::find(extension.attributes, name);
            return within(rest, find, Some(extension));
        }
    }
    within(name, |name| kind.attribute(name), None)
}

/// What follows the URN and its colon.
fn below<'a>(urn: &str, name: &'a str) -> Option<&'a str> {
    let (start, rest) = name.split_at_checked(urn.len())?;
    if start.eq_ignore_ascii_case(urn) {
        rest.strip_prefix(':')
    } else {
        None
    }
}

fn within(
    name: &str,
    find: impl Fn(&str) -> Option<&'static Attribute>,
    extension: Option<&'static Schema>,
) -> Option<Named> {
    let (first, second) = match name.split_once('.') {
        Some((first, second)) => (first, Some(second)),
        None => (name, None),
    };
    let attribute = find(first)?;
    let part = match second {
        Some(second) => Some(attribute.part(second)?),
        None => None,
    };
    Some(Named::Place(Place {
        extension,
        attribute,
        part,
    }))
}

impl Place {
    /// What decides how a value at the place is compared.
    #[must_use]
    pub fn compared(&self) -> &'static Attribute {
        let value = || self.attribute.part("value");
        self.part.or_else(value).unwrap_or(self.attribute)
    }

    /// What `resource` has for the attribute.
    #[must_use]
    pub fn value<'a>(&self, resource: &'a Map<String, Value>) -> Option<&'a Value> {
        let object = match self.extension {
            Some(extension) => resource.get(extension.id)?.as_object()?,
            None => resource,
        };
        object.get(self.attribute.name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::schema::USER;
    use super::*;

    #[test]
    fn names_are_found_in_whatever_capitals_and_with_their_schema() {
        let found = |name: &str| match resolve(&USER, name)? {
            Named::Extension(extension) => Some(format!("all of {}", extension.name)),
            Named::Place(place) => Some(format!(
                "{}{}{}",
                place.extension.map_or("", |extension| extension.name),
                place.attribute.name,
                place.part.map_or("", |part| part.name)
            )),
        };
        for (name, expected) in [
            ("USERNAME", Some("userName")),
            ("name.familyname", Some("namefamilyName")),
            ("meta.lastModified", Some("metalastModified")),
            (
                "urn:ietf:params:scim:schemas:core:2.0:User:emails.value",
                Some("emailsvalue"),
            ),
            (
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:user:Department",
                Some("EnterpriseUserdepartment"),
            ),
            (
                "urn:ietf:params:scim:schemas:extension:rounds:2.0:Clinician",
                Some("all of Clinician"),
            ),
            ("urn:ietf:params:scim:schemas:core:2.0:User", None),
            ("urn:ietf:params:scim:schemas:core:2.0:User:id", None),
            ("name.nothing", None),
            ("name.familyName.more", None),
            ("department", None),
            ("", None),
        ] {
            assert_eq!(found(name).as_deref(), expected, "{name}");
        }
    }
}
