//! Parts of files, as players ask for them: RFC 9110 section 14.

use axum::http::{HeaderMap, HeaderName, header};
use domain::media::{ByteRange, Part};

/// The one range that is asked for. What is no range of bytes, or several, is answered with the whole file, and so is
/// `If-Range`: no validator was ever given out (section 13.1.5).
pub(super) fn requested(headers: &HeaderMap) -> Option<ByteRange> {
    if headers.contains_key(header::IF_RANGE) {
        return None;
    }
    parse(headers.get(header::RANGE)?.to_str().ok()?)
}

fn parse(text: &str) -> Option<ByteRange> {
    let (unit, range) = text.split_once('=')?;
    if !unit.eq_ignore_ascii_case("bytes") {
        return None;
    }
    let (first, last) = range.trim().split_once('-')?;
    match (first, last) {
        ("", count) => Some(ByteRange::Last(number(count)?)),
        (first, "") => Some(ByteRange::From(number(first)?)),
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            (first <= last).then_some(ByteRange::Between(first, last))
        }
    }
}

/// Digits alone: `parse` would take a sign too.
fn number(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

/// `Content-Range`: where in the file the body stands.
pub(super) fn place(part: &Part, length: u64) -> Option<[(HeaderName, String); 1]> {
    let place = match part {
        Part::Whole => return None,
        Part::Bytes(part) => format!("bytes {}-{}/{length}", part.start, part.end - 1),
        Part::Beyond => format!("bytes */{length}"),
    };
    Some([(header::CONTENT_RANGE, place)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_of_bytes_is_read_and_nothing_else() {
        assert_eq!(parse("bytes=0-99"), Some(ByteRange::Between(0, 99)));
        assert_eq!(parse("Bytes=5-"), Some(ByteRange::From(5)));
        assert_eq!(parse("bytes=-5"), Some(ByteRange::Last(5)));
        for other in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=a-b",
            "bytes=+1-2",
            "bytes=2-1",
            "bytes=0-1,3-4",
            "lines=0-1",
            "bytes=99999999999999999999-",
        ] {
            assert_eq!(parse(other), None, "{other}");
        }
    }
}
