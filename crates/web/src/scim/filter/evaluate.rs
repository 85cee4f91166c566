//! Whether a resource fulfils a filter.

use std::cmp::Ordering;

use domain::clock::Timestamp;
use serde_json::{Map, Value};

use super::{Filter, Operator};
use crate::scim::path::Place;
use crate::scim::schema::{Attribute, Kind};

impl Filter {
    /// Whether `resource`, an object with all its attributes, fulfils it.
    #[must_use]
    pub fn matches(&self, resource: &Map<String, Value>) -> bool {
        self.holds(&|place| values(place, resource))
    }

    /// Whether one value of a list fulfils it.
    #[must_use]
    pub fn matches_value(&self, element: &Value) -> bool {
        self.holds(&|place| parts(place, element))
    }

    fn holds<'a>(&self, values: &impl Fn(&Place) -> Vec<&'a Value>) -> bool {
        match self {
            Self::And(one, other) => one.holds(values) && other.holds(values),
            Self::Or(one, other) => one.holds(values) || other.holds(values),
            Self::Not(filter) => !filter.holds(values),
            Self::Present(place) => !values(place).is_empty(),
            Self::Compare(place, operator, wanted) => {
                let attribute = place.compared();
                let values = values(place);
                let mut values = values.iter();
                match operator {
                    Operator::NotEqual => {
                        !values.any(|value| compare(attribute, Operator::Equal, value, wanted))
                    }
                    operator if wanted.is_null() => {
                        *operator == Operator::Equal && values.next().is_none()
                    }
                    operator => values.any(|value| compare(attribute, *operator, value, wanted)),
                }
            }
            Self::Within(list, condition) => {
                let whole = Place {
                    part: None,
                    ..*list
                };
                let elements = values(&whole);
                let mut elements = elements.iter();
                elements.any(|element| condition.matches_value(element))
            }
        }
    }
}

/// Every value that `resource` has at `place`.
fn values<'a>(place: &Place, resource: &'a Map<String, Value>) -> Vec<&'a Value> {
    let elements: Vec<&Value> = match place.value(resource) {
        None | Some(Value::Null) => return Vec::new(),
        Some(Value::Array(list)) => list.iter().collect(),
        Some(value) => vec![value],
    };
    let elements = elements.into_iter();
    elements.flat_map(|element| parts(place, element)).collect()
}

/// What one value has at the part of `place`; all of it when no part is named.
fn parts<'a>(place: &Place, element: &'a Value) -> Vec<&'a Value> {
    match place.part {
        Some(part) => element.get(part.name).into_iter().collect(),
        None => vec![element],
    }
}

/// Compares one value; of a complex one its `value` counts.
fn compare(attribute: &Attribute, operator: Operator, value: &Value, wanted: &Value) -> bool {
    let value = value.get("value").unwrap_or(value);
    match (value, wanted) {
        (Value::String(value), Value::String(wanted)) => {
            if let (Kind::Time, Some(value), Some(wanted)) = (
                attribute.kind,
                Timestamp::parse_rfc3339(value),
                Timestamp::parse_rfc3339(wanted),
            ) {
                return ordered(operator, value.cmp(&wanted));
            }
            if attribute.is_exact {
                text(operator, value, wanted)
            } else {
                text(operator, &value.to_lowercase(), &wanted.to_lowercase())
            }
        }
        // As Entra ID writes truth.
        (Value::Bool(value), Value::String(wanted)) => {
            operator == Operator::Equal && wanted.eq_ignore_ascii_case(&value.to_string())
        }
        (value, wanted) => operator == Operator::Equal && value == wanted,
    }
}

fn text(operator: Operator, value: &str, wanted: &str) -> bool {
    match operator {
        Operator::Contains => value.contains(wanted),
        Operator::StartsWith => value.starts_with(wanted),
        Operator::EndsWith => value.ends_with(wanted),
        operator => ordered(operator, value.cmp(wanted)),
    }
}

fn ordered(operator: Operator, order: Ordering) -> bool {
    match operator {
        Operator::Equal => order.is_eq(),
        Operator::Greater => order.is_gt(),
        Operator::GreaterOrEqual => order.is_ge(),
        Operator::Less => order.is_lt(),
        Operator::LessOrEqual => order.is_le(),
        _ => false,
    }
}
