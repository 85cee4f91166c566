//! What the operator writes in Markdown (`CommonMark`), as HTML for pages and apps.

use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use url::Url;

const ELEMENTS: [&str; 25] = [
    "p",
    "br",
    "a",
    "strong",
    "em",
    "del",
    "code",
    "pre",
    "blockquote",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "span",
];

/// Renders with tables and ~~deletions~~. Addresses without a host are completed by `base`, headings begin with `h2`,
/// because a page has its own `h1`, and HTML is shown as it was written.
#[must_use]
pub fn render(markdown: &str, base: &Url) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut rendered = String::with_capacity(markdown.len() * 2);
    let events = Parser::new_ext(markdown, options).filter_map(tame);
    html::push_html(&mut rendered, events);
    cleaner(base).clean(&rendered).to_string()
}

/// Of a picture its description remains.
fn tame(event: Event<'_>) -> Option<Event<'_>> {
    Some(match event {
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => return None,
        Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
        Event::Start(Tag::Heading {
            level,
            id,
            classes,
            attrs,
        }) => Event::Start(Tag::Heading {
            level: below(level),
            id,
            classes,
            attrs,
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(below(level))),
        other => other,
    })
}

fn below(level: HeadingLevel) -> HeadingLevel {
    HeadingLevel::try_from(level as usize + 1).unwrap_or(HeadingLevel::H6)
}

fn cleaner(base: &Url) -> Builder<'static> {
    let attributes = [
        ("a", HashSet::from(["href", "title"])),
        ("ol", HashSet::from(["start"])),
    ];
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(ELEMENTS))
        .tag_attributes(HashMap::from(attributes))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::RewriteWithBase(base.clone()))
        .link_rel(Some("noopener"));
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(markdown: &str) -> String {
        let base = Url::parse("https://rounds.example/").expect("a url");
        render(markdown, &base).trim().to_owned()
    }

    #[test]
    fn a_text_becomes_what_a_page_can_hold() {
        for (markdown, html) in [
            (
                "# Terms\n\nBe *kind*.",
                "<h2>Terms</h2>\n<p>Be <em>kind</em>.</p>",
            ),
            ("###### Deep", "<h6>Deep</h6>"),
            ("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
            (
                "[here](/imprint)",
                "<p><a href=\"https://rounds.example/imprint\" rel=\"noopener\">here</a></p>",
            ),
            (
                "<office@rounds.example>",
                "<p><a href=\"mailto:office@rounds.example\" rel=\"noopener\">office@rounds.example</a></p>",
            ),
        ] {
            assert_eq!(rendered(markdown), html, "{markdown}");
        }
        assert!(rendered("a|b\n-|-\n1|2").contains("<td>1</td>"));
    }

    #[test]
    fn nothing_in_it_runs_or_is_fetched() {
        for (markdown, html) in [
            (
                "a <script>alert(1)</script>",
                "<p>a &lt;script&gt;alert(1)&lt;/script&gt;</p>",
            ),
            (
                "[x](javascript:alert(1))",
                "<p><a rel=\"noopener\">x</a></p>",
            ),
            ("![ECG](https://b.example/x.png)", "<p>ECG</p>"),
            ("<div onclick=alert(1)>", "&lt;div onclick=alert(1)&gt;"),
        ] {
            assert_eq!(rendered(markdown), html, "{markdown}");
        }
    }
}
