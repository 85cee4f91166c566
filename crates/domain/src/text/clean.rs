//! Short texts as people type them: control characters out, white space trimmed, length counted as it is seen.

use unicode_segmentation::UnicodeSegmentation;

use super::characters::{is_bidi_control, is_zero_width};

/// Why a text was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing that can be seen was given.
    #[error("can't be blank")]
    Empty,
    /// More than `max` characters.
    #[error("is too long (maximum is {max} characters)")]
    TooLong {
        /// The most characters (grapheme clusters) the text may have.
        max: usize,
    },
}

/// Bytes that one visible character may take before the text counts as too long: beyond any emoji or script, short of
/// the thousands of accents that can be piled on one letter.
const BYTES_PER_CHARACTER: usize = 64;

/// Characters of an alternative text, Mastodon's limit.
pub const ALT_TEXT: usize = 1_500;
/// Characters of a display name.
pub const DISPLAY_NAME: usize = 100;
/// Characters of the label, and of the value, of a profile field.
pub const PROFILE_FIELD: usize = 255;

/// A name as it is shown beside each status; may be empty.
///
/// # Errors
/// [`TextError::TooLong`] beyond [`DISPLAY_NAME`] characters.
pub fn display_name(input: &str) -> Result<String, TextError> {
    line(input, DISPLAY_NAME)
}

/// The text about a person or group on its profile; may be empty.
///
/// # Errors
/// [`TextError::TooLong`] beyond 1,000 characters.
pub fn note(input: &str) -> Result<String, TextError> {
    paragraphs(input, 1_000)
}

/// The label or the value of a profile field; may be empty.
///
/// # Errors
/// [`TextError::TooLong`] beyond [`PROFILE_FIELD`] characters.
pub fn profile_field(input: &str) -> Result<String, TextError> {
    line(input, PROFILE_FIELD)
}

/// The name of a list.
///
/// # Errors
/// [`TextError::Empty`] without a visible character, [`TextError::TooLong`] beyond 256, Mastodon's limit.
pub fn list_title(input: &str) -> Result<String, TextError> {
    required(line(input, 256)?)
}

/// One answer of a poll.
///
/// # Errors
/// [`TextError::Empty`] without a visible character, [`TextError::TooLong`] beyond 100.
pub fn poll_option(input: &str) -> Result<String, TextError> {
    required(line(input, 100)?)
}

/// What a picture shows, for those who cannot see it; may be empty.
///
/// # Errors
/// [`TextError::TooLong`] beyond [`ALT_TEXT`].
pub fn alt_text(input: &str) -> Result<String, TextError> {
    paragraphs(input, ALT_TEXT)
}

/// One line: line breaks become spaces, and nothing in it can reorder the text around it.
///
/// # Errors
/// [`TextError::TooLong`] beyond `max` characters.
pub fn line(input: &str, max: usize) -> Result<String, TextError> {
    bounded(input, max)?;
    let spaced = input
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c });
    let kept: String = spaced
        .filter(|&c| !c.is_control() && !is_bidi_control(c))
        .collect();
    within(kept.trim(), max)
}

/// Several lines: line breaks are kept, all written `\n`.
///
/// # Errors
/// [`TextError::TooLong`] beyond `max` characters.
pub fn paragraphs(input: &str, max: usize) -> Result<String, TextError> {
    bounded(input, max)?;
    within(lines(input).trim(), max)
}

/// Any number of lines, without a limit of length: for texts with a count of their own, see [`super::count`].
#[must_use]
pub fn lines(input: &str) -> String {
    let unix = input.replace("\r\n", "\n").replace('\r', "\n");
    unix.chars()
        .filter(|&c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

/// Refuses a text without a visible character.
///
/// # Errors
/// [`TextError::Empty`].
pub fn required(text: String) -> Result<String, TextError> {
    let unseen = |c: char| c.is_whitespace() || is_zero_width(c) || is_bidi_control(c);
    if text.chars().all(unseen) {
        Err(TextError::Empty)
    } else {
        Ok(text)
    }
}

/// The first `max` characters of a text that someone else's server sent: too long is no reason to refuse it.
#[must_use]
pub fn cut(text: &str, max: usize) -> &str {
    let end = text
        .grapheme_indices(true)
        .nth(max)
        .map_or(text.len(), |(start, _)| start);
    let end = end.min(text.floor_char_boundary(max.saturating_mul(BYTES_PER_CHARACTER)));
    &text[..end]
}

fn bounded(input: &str, max: usize) -> Result<(), TextError> {
    if input.len() > max.saturating_mul(BYTES_PER_CHARACTER) {
        return Err(TextError::TooLong { max });
    }
    Ok(())
}

fn within(text: &str, max: usize) -> Result<String, TextError> {
    if text.graphemes(true).nth(max).is_some() {
        return Err(TextError::TooLong { max });
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(
            line(" Dr.\r\nAnna\u{0}\u{202e} B\u{7f} ", 20).as_deref(),
            Ok("Dr.  Anna B")
        );
        assert_eq!(line("", 20).as_deref(), Ok(""));
    }

    #[test]
    fn paragraphs_keep_their_breaks() {
        assert_eq!(
            paragraphs("\r\none\r\n\r\ntwo\rthree\u{8}\n", 20).as_deref(),
            Ok("one\n\ntwo\nthree")
        );
    }

    #[test]
    fn length_is_what_a_reader_sees() {
        let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";
        assert_eq!(
            line(&family.repeat(3), 3).as_deref(),
            Ok(family.repeat(3).as_str())
        );
        assert_eq!(line("abcd", 3), Err(TextError::TooLong { max: 3 }));
        assert_eq!(cut(&family.repeat(4), 3), family.repeat(3));
    }

    #[test]
    fn one_letter_cannot_carry_a_megabyte_of_accents() {
        let pile = format!("a{}", "\u{301}".repeat(500_000));
        assert_eq!(line(&pile, 100), Err(TextError::TooLong { max: 100 }));
        assert_eq!(cut(&pile, 1).len(), 63);
    }

    #[test]
    fn the_invisible_is_empty() {
        assert_eq!(poll_option(" \u{200b}\u{3164} "), Err(TextError::Empty));
        assert_eq!(poll_option(" yes ").as_deref(), Ok("yes"));
    }
}
