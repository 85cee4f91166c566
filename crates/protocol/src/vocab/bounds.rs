//! Reading bytes of a stranger: nesting is bounded before anything is built from them.

use serde::de::DeserializeOwned;
use thiserror::Error;

/// Deeper than any honest document, shallow enough for every parser's stack.
const MAX_DEPTH: usize = 64;

/// The bytes are not a document that can be read.
#[derive(Debug, Error)]
pub enum Malformed {
    /// More brackets within each other than any honest document has.
    #[error("nested more than {MAX_DEPTH} levels deep")]
    TooDeep,
    /// Not JSON, or a property that cannot be missing is missing.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
}

/// Reads a received document. Its size is bounded by whoever took it from the network.
pub fn parse<T: DeserializeOwned>(json: &[u8]) -> Result<T, Malformed> {
    check_depth(json)?;
    Ok(serde_json::from_slice(json)?)
}

/// One pass over the bytes, without building anything. What is no JSON at all is left to the parser to say.
fn check_depth(json: &[u8]) -> Result<(), Malformed> {
    let mut depth = 0_usize;
    let mut bytes = json.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => skip_string(&mut bytes),
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(Malformed::TooDeep);
        }
    }
    Ok(())
}

/// Goes past the closing quote; brackets within a string nest nothing.
fn skip_string(bytes: &mut std::slice::Iter<'_, u8>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return,
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn nested(levels: usize) -> Vec<u8> {
        [b"[".repeat(levels), b"]".repeat(levels)].concat()
    }

    #[test]
    fn security_27_nesting_is_bounded() {
        assert!(parse::<Value>(&nested(MAX_DEPTH)).is_ok());
        assert!(matches!(
            parse::<Value>(&nested(MAX_DEPTH + 1)),
            Err(Malformed::TooDeep)
        ));
        assert!(matches!(
            parse::<Value>(&nested(10_000)),
            Err(Malformed::TooDeep)
        ));
        let unclosed = br#"{"a":"#.repeat(10_000);
        assert!(matches!(parse::<Value>(&unclosed), Err(Malformed::TooDeep)));
    }

    #[test]
    fn brackets_in_strings_nest_nothing() {
        let text = format!(r#"{{"content":"\"{}\\"}}"#, "[{".repeat(100));
        assert!(parse::<Value>(text.as_bytes()).is_ok());
        let wide = format!("[{}[]]", "[],".repeat(1000));
        assert!(parse::<Value>(wide.as_bytes()).is_ok());
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes: Vec<u8>) {
            let ours = parse::<Value>(&bytes).is_ok();
            prop_assert_eq!(ours, serde_json::from_slice::<Value>(&bytes).is_ok());
        }
    }
}
