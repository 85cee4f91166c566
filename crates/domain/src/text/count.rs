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

    #[test]
    fn each_link_has_its_price_and_each_mention_loses_its_host() {
        assert_eq!(counted("https://b.co"), 23);
        assert_eq!(counted("https://b.example https://c.example"), 23 + 1 + 23);
        assert_eq!(counted("https://b.example/@anna@c.example"), 23);
        assert_eq!(counted("@anna@b.example @bob@c.example!"), 5 + 1 + 4 + 1);
        assert_eq!(counted("@anna"), 5);
    }

    #[test]
    fn what_people_see_as_one_character_is_one() {
        let single = [
            "👨‍👩‍👧‍👦",
            "🇩🇪",
            "e\u{301}",
            "\u{1100}\u{1161}\u{11a8}",
            "1️⃣",
            "\r\n",
        ];
        for character in single {
            assert_eq!(counted(character), 1, "{character:?}");
        }
        assert_eq!(counted("🇩🇪🇫🇷"), 2);
    }
}
