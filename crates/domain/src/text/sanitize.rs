//! HTML of other servers, reduced to what Mastodon keeps of it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::rewrite::rewrite;

/// Bytes that are read; the rest of a longer text is cut off.
pub const MAX_INPUT: usize = 100_000;

/// Every element that remains.
pub const ELEMENTS: [&str; 28] = [
    "p",
    "br",
    "span",
    "a",
    "abbr",
    "del",
    "s",
    "pre",
    "blockquote",
    "code",
    "b",
    "strong",
    "u",
    "sub",
    "sup",
    "i",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "ul",
    "ol",
    "li",
    "ruby",
    "rt",
    "rp",
];

const ATTRIBUTES: [(&str, &[&str]); 7] = [
    ("a", &["href", "class", "title", "translate"]),
    ("span", &["class"]),
    ("p", &["class"]),
    ("ol", &["start", "reversed"]),
    ("li", &["value"]),
    ("abbr", &["title"]),
    ("blockquote", &["cite"]),
];

const SCHEMES: [&str; 11] = [
    "http", "https", "dat", "dweb", "ipfs", "ipns", "ssb", "gopher", "xmpp", "magnet", "gemini",
];

/// Classes with a meaning: link decoration, and microformats by their prefix.
const CLASSES: [&str; 5] = [
    "mention",
    "hashtag",
    "ellipsis",
    "invisible",
    "quote-inline",
];
const CLASS_PREFIXES: [&str; 5] = ["h-", "p-", "u-", "dt-", "e-"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(ELEMENTS))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .generic_attributes(HashSet::from(["lang"]))
        .tag_attributes(allowed_attributes())
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow noopener"))
        .set_tag_attribute_value("a", "target", "_blank")
        .attribute_filter(|_, attribute, value| filter(attribute, value));
    builder
});

/// HTML that can be put into a page: only harmless elements, attributes, classes and link schemes.
#[must_use]
pub fn sanitize(html: &str) -> String {
    let rewritten = rewrite(bounded(html));
    CLEANER.clean(bounded(&rewritten)).to_string()
}

/// Bounds the work: escaping makes a text up to six times longer, and at each `&` html5ever looks through the rest of it.
fn bounded(html: &str) -> &str {
    &html[..html.floor_char_boundary(MAX_INPUT)]
}

fn allowed_attributes() -> HashMap<&'static str, HashSet<&'static str>> {
    ATTRIBUTES
        .into_iter()
        .map(|(element, names)| (element, names.iter().copied().collect()))
        .collect()
}

fn filter<'v>(attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    if attribute != "class" {
        return Some(Cow::Borrowed(value));
    }
    let kept: Vec<&str> = value
        .split_ascii_whitespace()
        .filter(|c| is_allowed_class(c))
        .collect();
    (!kept.is_empty()).then(|| Cow::Owned(kept.join(" ")))
}

fn is_allowed_class(class: &str) -> bool {
    CLASSES.contains(&class)
        || CLASS_PREFIXES
            .iter()
            .any(|prefix| class.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use html5ever::tokenizer::Token;

    use super::super::html::for_each_token;
    use super::*;

    #[test]
    fn what_mastodon_sends_stays() {
        let html = "<p>Hi <span class=\"h-card\"><a href=\"https://b.example/@anna\" class=\"u-url mention\" \
                    rel=\"nofollow noopener\" target=\"_blank\">@<span>anna</span></a></span><br>x</p>";
        let cleaned = sanitize(html);
        for part in [
            "<span class=\"h-card\">",
            "class=\"u-url mention\"",
            "@<span>anna</span>",
            "<br>",
        ] {
            assert!(cleaned.contains(part), "{part} in {cleaned}");
        }
        let list = "<ol start=\"2\" reversed=\"\"><li value=\"3\">a</li></ol>";
        assert_eq!(sanitize(list), list);
    }

    /// Every tag and attribute that a parser finds in the HTML.
    fn parsed(html: &str) -> Vec<String> {
        let mut found = Vec::new();
        for_each_token(html, |token| {
            if let Token::TagToken(tag) = token {
                found.push(tag.name.to_string());
                found.extend(
                    tag.attrs
                        .iter()
                        .map(|a| format!("{}={}", a.name.local, a.value)),
                );
            }
        });
        found
    }

    #[test]
    fn security_31_scripts_in_every_disguise_are_gone() {
        for html in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<a href=\" java\tscript:alert(1)\">x</a>",
            "<a href=\"data:text/html,alert(1)\">x</a>",
            "<p onclick=alert(1) style=\"background:url(alert)\">x</p>",
            "<svg><script>alert(1)</script></svg>",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
            "<iframe src=\"https://evil.example/alert\"></iframe>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\">",
            "<a href=\"https://b.example/&quot; onclick=alert(1) x=&quot;\">x</a>",
        ] {
            for part in parsed(&sanitize(html)) {
                let harmless = ["p", "a", "rel=nofollow noopener", "target=_blank"]
                    .contains(&part.as_str())
                    || part.starts_with("href=https://b.example/");
                assert!(harmless, "{part} of {html}");
            }
        }
    }

    #[test]
    fn links_are_marked_and_relative_ones_dropped() {
        let link = sanitize("<a href=\"https://b.example/\" rel=\"me\" target=\"_self\">x</a>");
        assert!(link.contains("rel=\"nofollow noopener\""), "{link}");
        assert!(link.contains("target=\"_blank\""), "{link}");
        assert!(!sanitize("<a href=\"/settings/delete\">x</a>").contains("href"));
        assert!(sanitize("<a href=\"gemini://b.example/\">x</a>").contains("gemini://"));
    }

    #[test]
    fn only_meaningful_classes_stay() {
        assert_eq!(
            sanitize("<span class=\"invisible modal u-url\">x</span><p class=\"modal\">y</p>"),
            "<span class=\"invisible u-url\">x</span><p>y</p>"
        );
    }

    #[test]
    fn pictures_become_links_and_blocks_keep_words_apart() {
        let picture = sanitize("<img src=\"https://b.example/x.png\" alt=\"ECG\">");
        assert!(
            picture.contains("href=\"https://b.example/x.png\""),
            "{picture}"
        );
        assert!(picture.contains(">🖼 ECG</a>"), "{picture}");
        assert_eq!(sanitize("<div>a</div><div>b</div>").trim(), "a  b");
    }

    #[test]
    fn security_30_hostile_shapes_neither_panic_nor_grow() {
        for html in [
            "<b>".repeat(40_000),
            "<a href='".repeat(20_000),
            "<link <link ".repeat(10_000),
            "&".repeat(200_000),
            "é".repeat(100_000),
            "<math><semantics><annotation/></semantics></math>".to_owned(),
            "<math><".to_owned(),
            "\0<\0>\0".to_owned(),
        ] {
            assert!(sanitize(&html).len() <= 6 * MAX_INPUT);
        }
    }

    /// Pieces that parsers disagree about.
    const PIECES: [&str; 24] = [
        "<p>",
        "</p>",
        "<a href=\"https://b.example/\">",
        "</a>",
        "<b>",
        "</b>",
        "<math>",
        "</math>",
        "<annotation encoding=\"application/x-tex\">",
        "<svg>",
        "<style>",
        "</style>",
        "<script>",
        "<!--",
        "-->",
        "<img src=x alt='",
        "<table>",
        "<li>",
        "&lt;",
        "&#0;",
        "\"",
        "'>",
        "<![CDATA[",
        "x",
    ];

    #[test]
    fn security_30_whatever_comes_in_only_harmless_elements_come_out() {
        let mut state = 1_u32;
        let mut piece = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            PIECES[(state >> 16) as usize % PIECES.len()]
        };
        for _ in 0..10_000 {
            let html: String = (0..12).map(|_| piece()).collect();
            let cleaned = sanitize(&html);
            for part in parsed(&cleaned) {
                let harmless = match part.split_once('=') {
                    Some((attribute, _)) => ["href", "rel", "target"].contains(&attribute),
                    None => ELEMENTS.contains(&part.as_str()),
                };
                assert!(harmless, "{part} of {html}");
            }
            assert_eq!(sanitize(&cleaned), cleaned, "{html}");
        }
    }
}
