//! The words of a refusal, so that they can be said in other languages.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::names::NameError;
use crate::text::clean::TextError;

/// Why something was refused: English words that go on after the name of a field, with `{name}` where a value belongs.
/// The words are also what a translation is found by, so a value never becomes a part of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    words: Cow<'static, str>,
    values: Vec<(Cow<'static, str>, String)>,
}

impl Reason {
    /// These words; their values follow by [`Reason::with`].
    #[must_use]
    pub fn new(words: &'static str) -> Self {
        words.into()
    }

    /// Says what stands for `{name}`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.values.push((name.into(), value.to_string()));
        self
    }

    /// The words without the values.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The values by their names.
    pub fn values(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values
            .iter()
            .map(|(name, value)| (name.as_ref(), value.as_str()))
    }
}

/// In English.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pieces = self.words.split('{');
        f.write_str(pieces.next().unwrap_or_default())?;
        for piece in pieces {
            let (name, rest) = piece.split_once('}').unwrap_or((piece, ""));
            let value = self.values().find(|(known, _)| *known == name);
            f.write_str(value.map_or(name, |(_, value)| value))?;
            f.write_str(rest)?;
        }
        Ok(())
    }
}

impl From<&'static str> for Reason {
    fn from(words: &'static str) -> Self {
        Self {
            words: words.into(),
            values: Vec::new(),
        }
    }
}

/// For words that something else has said in full.
impl From<String> for Reason {
    fn from(words: String) -> Self {
        Self {
            words: words.into(),
            values: Vec::new(),
        }
    }
}

impl From<TextError> for Reason {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Empty => "can't be blank".into(),
            TextError::TooLong { max } => too_long(max),
        }
    }
}

impl From<NameError> for Reason {
    fn from(error: NameError) -> Self {
        match error {
            NameError::Empty => "can't be blank".into(),
            NameError::TooLong { max } => too_long(max),
            NameError::Character => "contains a character that is not allowed".into(),
            NameError::Malformed => "is invalid".into(),
        }
    }
}

fn too_long(max: usize) -> Reason {
    Reason::new("is too long (maximum is {max} characters)").with("max", max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_the_words_name_them() {
        let reason = Reason::new("names @{who}, and is {long} too long")
            .with("long", 3)
            .with("who", "{long}");
        assert_eq!(reason.to_string(), "names @{long}, and is 3 too long");
        assert_eq!(reason.words(), "names @{who}, and is {long} too long");
    }

    #[test]
    fn reasons_read_like_the_errors_that_they_are_made_of() {
        for error in [TextError::Empty, TextError::TooLong { max: 7 }] {
            assert_eq!(Reason::from(error).to_string(), error.to_string());
        }
        for error in [
            NameError::Empty,
            NameError::TooLong { max: 7 },
            NameError::Character,
            NameError::Malformed,
        ] {
            assert_eq!(Reason::from(error).to_string(), error.to_string());
        }
    }
}
