//! Filters (RFC 7644 section 3.4.2.2): `userName eq "ada" and (active eq true or emails[type eq "work"])`. How long and how
//! deep one may be is bounded, so that none costs more than reading what it is about.

mod evaluate;
mod parse;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::path::Place;
use super::schema::ResourceType;

pub use parse::{Target, target};

/// A condition on a resource.
#[derive(Clone, Debug)]
pub enum Filter {
    /// Both.
    And(Box<Filter>, Box<Filter>),
    /// One of the two.
    Or(Box<Filter>, Box<Filter>),
    /// Not this.
    Not(Box<Filter>),
    /// There is a value.
    Present(Place),
    /// A value is so.
    Compare(Place, Operator, Value),
    /// One value of a list fulfils all of a condition.
    Within(Place, Box<Filter>),
}

/// How values are compared (RFC 7644 table 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Equal,
    NotEqual,
    Contains,
    StartsWith,
    EndsWith,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

impl Filter {
    /// Reads a filter on resources of `kind`.
    ///
    /// # Errors
    /// `Filter` when it is none, names what there is not, or is too long or too deep.
    pub fn parse(kind: &'static ResourceType, text: &str) -> super::error::Result<Self> {
        parse::filter(kind, text)
    }

    /// The text that every resource which fulfils the filter has at `name`, if the filter says so.
    #[must_use]
    pub fn demanded(&self, name: &str) -> Option<&str> {
        match self {
            Self::And(one, other) => one.demanded(name).or_else(|| other.demanded(name)),
            Self::Compare(place, Operator::Equal, Value::String(text))
                if place.attribute.name == name && place.extension.is_none() =>
            {
                Some(text)
            }
            _ => None,
        }
    }

    /// What a new value of a list must have to fulfil the filter; `None` when that is not certain.
    #[must_use]
    pub fn implied(&self) -> Option<Vec<(&'static str, Value)>> {
        match self {
            Self::And(one, other) => Some([one.implied()?, other.implied()?].concat()),
            Self::Compare(place, Operator::Equal, value) => {
                Some(vec![(place.part?.name, value.clone())])
            }
            _ => None,
        }
    }
}
