//! The types of `entities.txt`, and whether JSON is of one.

use std::collections::HashMap;

use domain::Timestamp;
use serde_json::Value;
use url::Url;

/// A type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One of several.
    Either(Vec<Shape>),
    /// A list of one type.
    List(Box<Shape>),
    /// An object whose names are not known and whose values are of one type.
    Map(Box<Shape>),
    /// One word.
    Word(&'static str),
    /// A simple type, or the name of another.
    Named(&'static str),
}

/// An attribute of an object.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// Not every answer has it.
    pub may_be_missing: bool,
    /// Its type.
    pub shape: Shape,
}

/// Types of objects by their names.
pub struct Shapes(pub HashMap<&'static str, Vec<Attribute>>);

impl Shape {
    /// Reads a type as it is written in the tables.
    #[must_use]
    pub fn parse(text: &'static str) -> Self {
        let text = text.trim();
        let within = |open: char, close: char| text.strip_prefix(open)?.strip_suffix(close);
        if text.contains(" | ") || text.contains('|') && !text.starts_with(['[', '{']) {
            Self::Either(text.split('|').map(Self::parse).collect())
        } else if let Some(inner) = within('[', ']') {
            Self::List(Box::new(Self::parse(inner)))
        } else if let Some(inner) = within('{', '}') {
            Self::Map(Box::new(Self::parse(inner)))
        } else if let Some(word) = within('"', '"') {
            Self::Word(word)
        } else {
            Self::Named(text)
        }
    }
}

impl Shapes {
    /// Reads a table: a line for the name of each type, an indented one for each of its attributes. `A + B` has all of B.
    ///
    /// # Panics
    /// When an attribute has no type.
    pub fn parse(lines: impl Iterator<Item = &'static str>) -> Self {
        let mut types: HashMap<&'static str, Vec<Attribute>> = HashMap::new();
        let mut current = "";
        for line in lines {
            if let Some(attribute) = line.strip_prefix("    ") {
                let (name, shape) = attribute.split_once(' ').expect("an attribute has a type");
                types.entry(current).or_default().push(Attribute {
                    name: name.trim_end_matches('?'),
                    may_be_missing: name.ends_with('?'),
                    shape: Shape::parse(shape),
                });
            } else {
                let (name, base) = line.split_once(" + ").unwrap_or((line, ""));
                let inherited = types.get(base).cloned().unwrap_or_default();
                types.insert(name, inherited);
                current = name;
            }
        }
        Self(types)
    }

    /// Whether `value`, which stands at `place`, is of a type.
    ///
    /// # Errors
    /// The place that is not, and what was expected there.
    pub fn check(&self, shape: &Shape, value: &Value, place: &str) -> Result<(), String> {
        match (shape, value) {
            (Shape::Either(shapes), value) => self.check_either(shapes, value, place),
            (Shape::List(inner), Value::Array(list)) => {
                let mut numbered = list.iter().enumerate();
                numbered.try_for_each(|(at, one)| self.check(inner, one, &format!("{place}[{at}]")))
            }
            (Shape::Map(inner), Value::Object(map)) => {
                let mut named = map.iter();
                named.try_for_each(|(name, one)| self.check(inner, one, &format!("{place}.{name}")))
            }
            (Shape::Word(word), Value::String(text)) if text == word => Ok(()),
            (Shape::Named(name), value) if simple(name).is_some_and(|is| is(value)) => Ok(()),
            (Shape::Named(name), Value::Object(_)) if self.0.contains_key(name) => {
                self.check_object(&self.0[name], value, place)
            }
            _ => Err(format!("{place}: {shape:?} expected, not {value}")),
        }
    }

    /// A name in a type that is none.
    #[must_use]
    pub fn unknown(&self, shape: &Shape) -> Option<&'static str> {
        match shape {
            Shape::Either(shapes) => shapes.iter().find_map(|one| self.unknown(one)),
            Shape::List(inner) | Shape::Map(inner) => self.unknown(inner),
            Shape::Word(_) => None,
            Shape::Named(name) => {
                let is_known = simple(name).is_some() || self.0.contains_key(name);
                (!is_known).then_some(*name)
            }
        }
    }

    fn check_either(&self, shapes: &[Shape], value: &Value, place: &str) -> Result<(), String> {
        let mut refusals = Vec::new();
        for shape in shapes {
            match self.check(shape, value, place) {
                Ok(()) => return Ok(()),
                Err(refusal) => refusals.push(refusal),
            }
        }
        Err(refusals.join("; or "))
    }

    fn check_object(
        &self,
        attributes: &[Attribute],
        value: &Value,
        place: &str,
    ) -> Result<(), String> {
        let given = value.as_object().into_iter().flatten();
        for (name, _) in given {
            if attributes.iter().all(|known| known.name != name) {
                return Err(format!("{place}.{name}: not in the contract"));
            }
        }
        for Attribute {
            name,
            may_be_missing,
            shape,
        } in attributes
        {
            match value.get(name) {
                Some(value) => self.check(shape, value, &format!("{place}.{name}"))?,
                None if *may_be_missing => {}
                None => return Err(format!("{place}.{name}: missing")),
            }
        }
        Ok(())
    }
}

/// Whether a value is of a type that is no object; `None` when there is no such type.
fn simple(name: &str) -> Option<fn(&Value) -> bool> {
    Some(match name {
        "any" => |_| true,
        "null" => Value::is_null,
        "bool" => Value::is_boolean,
        "count" => Value::is_u64,
        "text" => Value::is_string,
        "id" => |value| is_text(value, |text| text.parse::<u64>().is_ok()),
        "url" => |value| is_text(value, |text| Url::parse(text).is_ok()),
        "time" => |value| is_text(value, is_time),
        "date" => |value| is_text(value, |text| is_time(&format!("{text}T00:00:00Z"))),
        _ => return None,
    })
}

fn is_text(value: &Value, holds: impl Fn(&str) -> bool) -> bool {
    value.as_str().is_some_and(holds)
}

fn is_time(text: &str) -> bool {
    Timestamp::parse_rfc3339(text).is_some()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const TABLE: &str = "Named\n    name text\nOne + Named\n    id id\n    seen? time | null\n    kind \"a\" | \"b\"";

    fn check(shape: &'static str, value: Value) -> Result<(), String> {
        Shapes::parse(TABLE.lines()).check(&Shape::parse(shape), &value, "it")
    }

    #[test]
    fn what_is_as_promised_passes() {
        let one = json!({ "id": "1", "name": "", "kind": "b", "seen": null });
        assert_eq!(check("One", one.clone()), Ok(()));
        assert_eq!(check("[One]", json!([one])), Ok(()));
        assert_eq!(check("{[text]}", json!({ "de": ["en"] })), Ok(()));
        assert_eq!(check("text | null", Value::Null), Ok(()));
    }

    #[test]
    fn what_is_missing_unknown_or_of_another_type_is_named() {
        let wrong = [
            (json!({ "id": "1", "kind": "a" }), "it.name: missing"),
            (json!({ "id": 1, "name": "", "kind": "a" }), "it.id: "),
            (json!({ "id": "1", "name": "", "kind": "c" }), "it.kind: "),
            (
                json!({ "id": "1", "name": "", "kind": "a", "x": 1 }),
                "it.x: not in the contract",
            ),
        ];
        for (value, expected) in wrong {
            let refusal = check("One", value).expect_err(expected);
            assert!(refusal.starts_with(expected), "{refusal}");
        }
        assert!(check("[One]", json!({})).is_err());
    }
}
