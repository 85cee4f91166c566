//! Reading `Signature-Input`, stricter than structured fields are: nothing may come twice.

use std::{collections::HashSet, convert::Infallible};

use sfv::{
    BareItem, BareItemFromInput, KeyRef, Parser,
    visitor::{
        DictionaryVisitor, EntryVisitor, Ignored, InnerListVisitor, ItemVisitor, ParameterVisitor,
    },
};

use super::malformed;
use crate::Error;

/// The one member of the header.
pub(super) struct SignatureInput<'a> {
    pub label: String,
    /// Names of the covered components, each once.
    pub covered: Vec<String>,
    /// The member's value as it stands in the header.
    pub params: &'a str,
    parameters: Vec<(String, BareItem)>,
}

impl<'a> SignatureInput<'a> {
    pub(super) fn parse(header: &'a str) -> Result<Self, Error> {
        let read = Parser::new(header)
            .parse_dictionary_with_visitor(Reader::default())
            .map_err(|_| malformed("it is not a dictionary"))?;
        let [label] = read.labels.as_slice() else {
            return Err(Error::Repeated("signature"));
        };
        if !read.is_list_of_strings {
            return Err(malformed("its value is not a list of component names"));
        }
        if let Some(name) = read.parameterized {
            return Err(Error::UnsupportedComponent(name));
        }
        if has_duplicates(&read.covered) {
            return Err(Error::Repeated(
                "mention of a component in its Signature-Input header",
            ));
        }
        if has_duplicates(read.parameters.iter().map(|(name, _)| name)) {
            return Err(Error::Repeated(
                "parameter of a name in its Signature-Input header",
            ));
        }
        let (_, params) = header.split_once('=').ok_or(malformed("it has no value"))?;
        Ok(Self {
            label: label.clone(),
            covered: read.covered,
            params: params.trim_end(),
            parameters: read.parameters,
        })
    }

    pub(super) fn string(&self, name: &str) -> Result<Option<String>, Error> {
        let Some(value) = self.parameter(name) else {
            return Ok(None);
        };
        let text = value
            .as_string()
            .ok_or(malformed("keyid and alg must be strings"))?;
        Ok(Some(text.as_str().to_owned()))
    }

    pub(super) fn integer(&self, name: &str) -> Result<Option<i64>, Error> {
        let Some(value) = self.parameter(name) else {
            return Ok(None);
        };
        let number = value
            .as_integer()
            .ok_or(malformed("created and expires must be integers"))?;
        Ok(Some(number.into()))
    }

    fn parameter(&self, name: &str) -> Option<&BareItem> {
        self.parameters
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value)
    }
}

fn has_duplicates<'a>(names: impl IntoIterator<Item = &'a String>) -> bool {
    let mut seen = HashSet::new();
    names.into_iter().any(|name| !seen.insert(name))
}

/// Collects everything, duplicates too, which the ready-made types of `sfv` would merge.
#[derive(Default)]
struct Reader {
    labels: Vec<String>,
    covered: Vec<String>,
    parameters: Vec<(String, BareItem)>,
    is_list_of_strings: bool,
    /// A component with parameters of its own, such as `"@query-param";name="q"`.
    parameterized: Option<String>,
}

impl<'de> DictionaryVisitor<'de> for Reader {
    type Out = Self;
    type Error = Infallible;

    fn entry(&mut self, key: &'de KeyRef) -> Result<impl EntryVisitor<'de>, Infallible> {
        self.labels.push(key.as_str().to_owned());
        Ok(self)
    }

    fn finish(self) -> Result<Self, Infallible> {
        Ok(self)
    }
}

impl<'de> EntryVisitor<'de> for &mut Reader {
    type Error = Infallible;

    fn item(self) -> Result<impl ItemVisitor<'de>, Infallible> {
        Ok(Ignored)
    }

    fn inner_list(self) -> Result<impl InnerListVisitor<'de>, Infallible> {
        self.is_list_of_strings = true;
        Ok(self)
    }
}

impl<'de> InnerListVisitor<'de> for &mut Reader {
    type Error = Infallible;

    fn item(&mut self) -> Result<impl ItemVisitor<'de>, Infallible> {
        Ok(Component(self))
    }

    fn finish(self) -> Result<impl ParameterVisitor<'de>, Infallible> {
        Ok(self)
    }
}

impl<'de> ParameterVisitor<'de> for &mut Reader {
    type Out = ();
    type Error = Infallible;

    fn parameter(
        &mut self,
        key: &'de KeyRef,
        value: BareItemFromInput<'de>,
    ) -> Result<(), Infallible> {
        self.parameters
            .push((key.as_str().to_owned(), value.into()));
        Ok(())
    }

    fn finish(self) -> Result<(), Infallible> {
        Ok(())
    }
}

struct Component<'r>(&'r mut Reader);

impl<'de> ItemVisitor<'de> for Component<'_> {
    type Out = ();
    type Error = Infallible;

    fn bare_item(
        self,
        value: BareItemFromInput<'de>,
    ) -> Result<impl ParameterVisitor<'de, Out = ()>, Infallible> {
        match value.as_string() {
            Some(name) => self.0.covered.push(name.as_str().to_owned()),
            None => self.0.is_list_of_strings = false,
        }
        Ok(self)
    }
}

impl<'de> ParameterVisitor<'de> for Component<'_> {
    type Out = ();
    type Error = Infallible;

    fn parameter(&mut self, _: &'de KeyRef, _: BareItemFromInput<'de>) -> Result<(), Infallible> {
        self.0.parameterized = self.0.covered.last().cloned();
        Ok(())
    }

    fn finish(self) -> Result<(), Infallible> {
        Ok(())
    }
}
