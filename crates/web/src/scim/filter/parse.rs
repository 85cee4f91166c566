//! From text to filters and to the targets of changes.

use serde_json::Value;

use super::{Filter, Operator};
use crate::scim::error::{Error, Result};
use crate::scim::path::{Named, Place, resolve};
use crate::scim::schema::{Attribute, ResourceType, Schema};

/// Bytes of a filter or path.
const LENGTH: usize = 4096;
/// Brackets within brackets, and negations.
const DEPTH: u32 = 10;
/// Comparisons of a filter.
const COMPARISONS: u32 = 100;

/// What a change is about.
#[derive(Clone, Debug)]
pub enum Target {
    /// All of an extension.
    Extension(&'static Schema),
    /// An attribute or a part of one.
    Place(Place),
    /// Those values of a list that fulfil a condition, or a part of them.
    Values(Place, Filter),
}

/// Reads a filter.
pub(super) fn filter(kind: &'static ResourceType, text: &str) -> Result<Filter> {
    let mut parser = Parser::new(kind, text)?;
    let filter = parser.any(None)?;
    parser.end()?;
    Ok(filter)
}

/// Reads the path of a change (RFC 7644 section 3.5.2).
///
/// # Errors
/// `Path` when it is none or names what there is not.
pub fn target(kind: &'static ResourceType, text: &str) -> Result<Target> {
    let wrong = || Error::Path(text.chars().take(100).collect());
    let mut parser = Parser::new(kind, text).map_err(|_| wrong())?;
    let target = parser.target().map_err(|_| wrong())?;
    parser.end().map_err(|_| wrong())?;
    Ok(target)
}

struct Parser<'a> {
    kind: &'static ResourceType,
    rest: &'a str,
    depth: u32,
    comparisons: u32,
}

impl<'a> Parser<'a> {
    fn new(kind: &'static ResourceType, text: &'a str) -> Result<Self> {
        if text.len() > LENGTH {
            return Err(Error::Filter("it is too long"));
        }
        Ok(Self {
            kind,
            rest: text,
            depth: 0,
            comparisons: 0,
        })
    }

    /// `or` binds less than `and`.
    fn any(&mut self, list: Option<Place>) -> Result<Filter> {
        let mut filter = self.all(list)?;
        while self.word("or") {
            filter = Filter::Or(Box::new(filter), Box::new(self.all(list)?));
        }
        Ok(filter)
    }

    fn all(&mut self, list: Option<Place>) -> Result<Filter> {
        let mut filter = self.one(list)?;
        while self.word("and") {
            filter = Filter::And(Box::new(filter), Box::new(self.one(list)?));
        }
        Ok(filter)
    }

    fn one(&mut self, list: Option<Place>) -> Result<Filter> {
        if self.symbol('(') {
            return self.bracketed(list);
        }
        let before = self.rest;
        if self.word("not") {
            if self.symbol('(') {
                return Ok(Filter::Not(Box::new(self.bracketed(list)?)));
            }
            self.rest = before;
        }
        self.comparison(list)
    }

    fn bracketed(&mut self, list: Option<Place>) -> Result<Filter> {
        self.deeper()?;
        let filter = self.any(list)?;
        self.depth -= 1;
        self.expect(')')?;
        Ok(filter)
    }

    fn comparison(&mut self, list: Option<Place>) -> Result<Filter> {
        self.comparisons += 1;
        if self.comparisons > COMPARISONS {
            return Err(Error::Filter("it compares too much"));
        }
        let place = self.place(list)?;
        if list.is_none() && self.symbol('[') {
            return self.within(place);
        }
        self.compared(place)
    }

    /// `emails[type eq "work"]`, and as Entra ID writes it `emails[type eq "work"].value eq "a@b.example"`.
    fn within(&mut self, list: Place) -> Result<Filter> {
        let condition = self.condition(list)?;
        let Some(place) = self.part(list)? else {
            return Ok(Filter::Within(list, Box::new(condition)));
        };
        let both = Filter::And(Box::new(condition), Box::new(self.compared(place)?));
        Ok(Filter::Within(list, Box::new(both)))
    }

    fn condition(&mut self, list: Place) -> Result<Filter> {
        if list.part.is_some() || list.attribute.parts.is_empty() {
            return Err(Error::Filter("an attribute without parts has no brackets"));
        }
        self.deeper()?;
        let condition = self.any(Some(list))?;
        self.depth -= 1;
        self.expect(']')?;
        Ok(condition)
    }

    /// The part behind the brackets, if there is one.
    fn part(&mut self, list: Place) -> Result<Option<Place>> {
        let Some(rest) = self.rest.strip_prefix('.') else {
            return Ok(None);
        };
        self.rest = rest;
        let name = self.name()?;
        let part = list.attribute.part(name).ok_or(UNKNOWN)?;
        Ok(Some(Place {
            part: Some(part),
            ..list
        }))
    }

    fn compared(&mut self, place: Place) -> Result<Filter> {
        if self.word("pr") {
            return Ok(Filter::Present(place));
        }
        let operator = self.operator()?;
        let value = self.value()?;
        Ok(Filter::Compare(place, operator, value))
    }

    fn target(&mut self) -> Result<Target> {
        let name = self.name()?;
        let place = match resolve(self.kind, name).ok_or(UNKNOWN)? {
            Named::Extension(extension) => return Ok(Target::Extension(extension)),
            Named::Place(place) => place,
        };
        if !self.symbol('[') {
            return Ok(Target::Place(place));
        }
        let condition = self.condition(place)?;
        let place = self.part(place)?.unwrap_or(place);
        Ok(Target::Values(place, condition))
    }

    /// An attribute of the resource or, within brackets, a part of the list's values.
    fn place(&mut self, list: Option<Place>) -> Result<Place> {
        let name = self.name()?;
        let found = match list {
            None => resolve(self.kind, name),
            Some(list) => {
                let part: Option<&'static Attribute> = list.attribute.part(name);
                part.map(|part| {
                    Named::Place(Place {
                        part: Some(part),
                        ..list
                    })
                })
            }
        };
        match found {
            Some(Named::Place(place)) => Ok(place),
            _ => Err(UNKNOWN),
        }
    }

    fn name(&mut self) -> Result<&'a str> {
        self.space();
        let is_name = |c: char| c.is_ascii_alphanumeric() || "$-_.:".contains(c);
        let end = self.rest.find(|c| !is_name(c)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        if name.is_empty() {
            return Err(Error::Filter("the name of an attribute is missing"));
        }
        self.rest = rest;
        Ok(name)
    }

    fn operator(&mut self) -> Result<Operator> {
        let known = [
            ("eq", Operator::Equal),
            ("ne", Operator::NotEqual),
            ("co", Operator::Contains),
            ("sw", Operator::StartsWith),
            ("ew", Operator::EndsWith),
            ("gt", Operator::Greater),
            ("ge", Operator::GreaterOrEqual),
            ("lt", Operator::Less),
            ("le", Operator::LessOrEqual),
        ];
        for (word, operator) in known {
            if self.word(word) {
                return Ok(operator);
            }
        }
        Err(Error::Filter("an operator is missing"))
    }

    /// A JSON string, number, `true`, `false` or `null`.
    fn value(&mut self) -> Result<Value> {
        const WRONG: Error = Error::Filter("a value is missing");
        self.space();
        if self.rest.starts_with(['[', '{']) {
            return Err(WRONG);
        }
        for (word, value) in [("true", true), ("false", false)] {
            if self.word(word) {
                return Ok(value.into());
            }
        }
        let mut values = serde_json::Deserializer::from_str(self.rest).into_iter::<Value>();
        let value = values
            .next()
            .and_then(std::result::Result::ok)
            .ok_or(WRONG)?;
        self.rest = &self.rest[values.byte_offset()..];
        Ok(value)
    }

    /// Takes `word`, in whatever capitals, if it is next.
    fn word(&mut self, word: &str) -> bool {
        self.space();
        let Some((start, rest)) = self.rest.split_at_checked(word.len()) else {
            return false;
        };
        let ends = !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        let is_next = start.eq_ignore_ascii_case(word) && ends;
        if is_next {
            self.rest = rest;
        }
        is_next
    }

    fn symbol(&mut self, symbol: char) -> bool {
        self.space();
        let rest = self.rest.strip_prefix(symbol);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expect(&mut self, symbol: char) -> Result<()> {
        let found = self.symbol(symbol);
        found
            .then_some(())
            .ok_or(Error::Filter("a bracket is open"))
    }

    fn end(&mut self) -> Result<()> {
        self.space();
        let is_end = self.rest.is_empty();
        is_end
            .then_some(())
            .ok_or(Error::Filter("it goes on where it should end"))
    }

    fn space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn deeper(&mut self) -> Result<()> {
        self.depth += 1;
        let fits = self.depth <= DEPTH;
        fits.then_some(()).ok_or(Error::Filter("it is too deep"))
    }
}

const UNKNOWN: Error = Error::Filter("there is no such attribute");
