//! The length of a status as Mastodon's apps count it.

use unicode_segmentation::UnicodeSegmentation;

use super::scan::{Entity, EntityKind};

/// What every URL counts, however long it is.
pub const CHARACTERS_PER_URL: usize = 23;

/// Grapheme clusters of `text`, a URL counting [`CHARACTERS_PER_URL`] and a mention only its `@user`.
#[must_use]
pub fn count(text: &str, entities: &[Entity]) -> usize {
    let mut total = 0;
    let mut gap = 0;
    for entity in entities {
        total += characters(&text[gap..entity.range.start]);
        total += match &entity.kind {
            EntityKind::Url => CHARACTERS_PER_URL,
            EntityKind::Mention(acct) => 1 + acct.username.len(),
            EntityKind::Hashtag(_) => characters(&text[entity.range.clone()]),
        };
        gap = entity.range.end;
    }
    total + characters(&text[gap..])
}

/// Grapheme clusters, for texts without links such as content warnings.
#[must_use]
pub fn characters(text: &str) -> usize {
    text.graphemes(true).count()
}

#[cfg(test)]
mod tests {
    use super::super::scan::scan;
    use super::*;

    fn counted(text: &str) -> usize {
        count(text, &scan(text))
    }

    #[test]
    fn links_and_hosts_cost_a_fixed_price() {
        assert_eq!(counted(""), 0);
        assert_eq!(counted("Hello"), 5);
        assert_eq!(
            counted("see https://b.example/a/very/long/path/to/something"),
            4 + 23
        );
        assert_eq!(counted("@anna@hospital.example hi"), 5 + 3);
        assert_eq!(counted("#herz 👩🏽‍⚕️"), 6 + 1);
    }
}
