//! Custom emoji on pages: pictures in the place of `:shortcode:`.

use std::fmt::Write as _;

use domain::custom_emoji::{self, Shown};
use domain::text;

use super::view::SafeHtml;

/// `html`, which was sanitised, with the pictures of a column `emojis`, without motion.
#[must_use]
pub fn with_emojis(html: &str, column: &str) -> SafeHtml {
    let emojis = custom_emoji::read(column).unwrap_or_default();
    if emojis.is_empty() {
        return SafeHtml::sanitised(html.to_owned());
    }
    let mut out = String::with_capacity(html.len() * 2);
    let mut rest = html;
    // Every `<` of a text is escaped: here a tag begins, in which a name stays a name.
    while let Some(begin) = rest.find('<') {
        let (said, tag) = rest.split_at(begin);
        say(&mut out, said, &emojis);
        let (tag, after) = tag.split_at(end_of_tag(tag));
        out.push_str(tag);
        rest = after;
    }
    say(&mut out, rest, &emojis);
    SafeHtml::sanitised(out)
}

/// Where a tag ends: at the first `>` that is in no quotation marks.
fn end_of_tag(html: &str) -> usize {
    let mut quote = None;
    for (place, c) in html.char_indices() {
        match quote {
            None if c == '>' => return place + 1,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            Some(begun) if begun == c => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// Writes the text between two tags.
fn say(out: &mut String, text: &str, emojis: &[Shown]) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(':') {
        out.push_str(before);
        let emoji = after.split_once(':').and_then(|(name, after)| {
            let emoji = emojis.iter().find(|emoji| emoji.shortcode == name)?;
            Some((emoji, after))
        });
        rest = if let Some((emoji, after)) = emoji {
            show(out, emoji);
            after
        } else {
            out.push(':');
            after
        };
    }
    out.push_str(rest);
}

fn show(out: &mut String, emoji: &Shown) {
    let (name, url) = (&emoji.shortcode, text::escape(&emoji.static_url));
    let _ = write!(
        out,
        "<img class=\"emoji\" src=\"{url}\" alt=\":{name}:\" title=\":{name}:\" loading=\"lazy\">"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMN: &str = r#"[{"shortcode":"heart_beat","url":"https://a.example/1","static_url":"https://a.example/2?a&b",
        "visible_in_picker":true}]"#;

    #[test]
    fn a_name_in_a_text_becomes_a_picture_and_one_in_a_tag_stays() {
        let picture = "<img class=\"emoji\" src=\"https://a.example/2?a&amp;b\" alt=\":heart_beat:\" \
                       title=\":heart_beat:\" loading=\"lazy\">";
        for (html, expected) in [
            (
                "<p>a:heart_beat::other:</p>",
                format!("<p>a{picture}:other:</p>"),
            ),
            ("10:30:heart_beat:", format!("10:30{picture}")),
            (
                "<a href=\"https://b.example/>:heart_beat:\">x:</a>",
                "<a href=\"https://b.example/>:heart_beat:\">x:</a>".to_owned(),
            ),
        ] {
            assert_eq!(with_emojis(html, COLUMN).as_str(), expected);
        }
        assert_eq!(with_emojis(":heart_beat:", "[]").as_str(), ":heart_beat:");
    }
}
