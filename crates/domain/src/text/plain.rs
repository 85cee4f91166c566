//! Sanitised HTML as plain text: for mail, notifications, page titles and previews.

use html5ever::tokenizer::{Tag, TagKind, Token};

use super::clean;
use super::html::for_each_token;

/// The text with its paragraphs (an empty line between them), line breaks and list items.
#[must_use]
pub fn to_plain(html: &str) -> String {
    let mut writer = Writer::default();
    for_each_token(html, |token| match token {
        Token::CharacterTokens(text) => writer.text(&text),
        Token::TagToken(tag) => writer.tag(&tag),
        _ => {}
    });
    writer.out.trim_end().to_owned()
}

/// One line of at most `max` characters, ending in `…` if there was more.
#[must_use]
pub fn excerpt(html: &str, max: usize) -> String {
    let text = to_plain(html);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if clean::cut(&line, max).len() == line.len() {
        return line;
    }
    let kept = clean::cut(&line, max.saturating_sub(1)).trim_end();
    format!("{kept}…")
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Line breaks owed before the next text.
    breaks: usize,
    preformatted: bool,
}

impl Writer {
    fn tag(&mut self, tag: &Tag) {
        match &*tag.name {
            "br" => self.breaks = (self.breaks + 1).min(2),
            "li" if tag.kind == TagKind::StartTag => {
                self.breaks = self.breaks.max(1);
                self.text("- ");
            }
            "pre" => {
                self.preformatted = tag.kind == TagKind::StartTag;
                self.breaks = 2;
            }
            "p" | "blockquote" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5" => self.breaks = 2,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() || (self.at_line_start() && text.trim().is_empty()) {
            return;
        }
        if !self.out.is_empty() {
            self.out.extend(std::iter::repeat_n('\n', self.breaks));
        }
        self.breaks = 0;
        if self.preformatted {
            self.out.push_str(text);
        } else {
            self.out
                .extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
        }
    }

    fn at_line_start(&self) -> bool {
        self.out.is_empty() || self.breaks > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_breaks_and_lists_are_kept() {
        assert_eq!(
            to_plain("<p>a &amp; b<br>c</p>\n<p>d</p><ul><li>e</li><li>f</li></ul>"),
            "a & b\nc\n\nd\n\n- e\n- f"
        );
        assert_eq!(to_plain("<pre>a\n b</pre>c"), "a\n b\n\nc");
        assert_eq!(to_plain(""), "");
    }

    #[test]
    fn a_shortened_link_is_whole_again() {
        assert_eq!(
            to_plain(
                "<a href=\"https://b.example/long\"><span class=\"invisible\">https://</span>\
                 <span class=\"ellipsis\">b.exam</span><span class=\"invisible\">ple/long</span></a>"
            ),
            "https://b.example/long"
        );
    }

    #[test]
    fn an_excerpt_is_one_short_line() {
        assert_eq!(excerpt("<p>one</p><p>two</p>", 20), "one two");
        assert_eq!(excerpt("<p>one</p><p>two</p>", 7), "one two");
        assert_eq!(excerpt("<p>one</p><p>two</p>", 6), "one t…");
    }
}
