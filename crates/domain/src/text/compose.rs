//! A status of ours as HTML, in the shape that Mastodon gives it and other servers expect.

use std::collections::HashMap;

use url::form_urlencoded::byte_serialize;

use super::hashtag;
use super::html::push_escaped;
use super::scan::{Entity, EntityKind};
use crate::names::Acct;

/// Characters of a URL that are shown; scheme, `www.` and the rest are there for whoever copies it.
const SHOWN_OF_URL: usize = 30;

/// Where the names of a text lead.
#[derive(Debug, Clone, Copy)]
pub struct Links<'a> {
    /// Profile page of each mention that was resolved; the others stay plain text.
    pub mentions: &'a HashMap<Acct, String>,
    /// What stands before the normalised name in the page of a tag: `https://host/tags/`.
    pub tags: &'a str,
}

/// Escaped HTML of `text`, whose `entities` come from [`super::scan::scan`] on the same text; empty for a blank one.
#[must_use]
pub fn render(text: &str, entities: &[Entity], links: Links<'_>) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let mut out = String::with_capacity(text.len() * 2);
    out.push_str("<p>");
    let mut gap = 0;
    for entity in entities {
        push_paragraphs(&mut out, &text[gap..entity.range.start]);
        push_entity(&mut out, &text[entity.range.clone()], &entity.kind, links);
        gap = entity.range.end;
    }
    push_paragraphs(&mut out, &text[gap..]);
    out.push_str("</p>");
    out
}

/// One line break is a `<br>`, several are a new paragraph.
fn push_paragraphs(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('\n') {
        push_escaped(out, &rest[..at]);
        let after = rest[at..].trim_start_matches('\n');
        let breaks = rest.len() - at - after.len();
        out.push_str(if breaks > 1 { "</p><p>" } else { "<br>" });
        rest = after;
    }
    push_escaped(out, rest);
}

fn push_entity(out: &mut String, written: &str, kind: &EntityKind, links: Links<'_>) {
    match kind {
        EntityKind::Url => push_url(out, written),
        EntityKind::Hashtag(name) => push_hashtag(out, name, links.tags),
        EntityKind::Mention(acct) => match links.mentions.get(acct) {
            Some(profile) => push_mention(out, &acct.username, profile),
            None => push_escaped(out, written),
        },
    }
}

fn push_mention(out: &mut String, username: &str, profile: &str) {
    out.push_str(r#"<span class="h-card" translate="no"><a href=""#);
    push_escaped(out, profile);
    out.push_str(r#"" class="u-url mention">@<span>"#);
    push_escaped(out, username);
    out.push_str("</span></a></span>");
}

fn push_hashtag(out: &mut String, name: &str, tags: &str) {
    out.push_str(r#"<a href=""#);
    push_escaped(out, tags);
    out.extend(byte_serialize(hashtag::normalize(name).as_bytes()));
    out.push_str(r#"" class="mention hashtag" rel="tag">#<span>"#);
    push_escaped(out, name);
    out.push_str("</span></a>");
}

fn push_url(out: &mut String, url: &str) {
    let (prefix, shown, rest) = split_url(url);
    out.push_str(r#"<a href=""#);
    push_escaped(out, url);
    out.push_str(
        r#"" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">"#,
    );
    push_escaped(out, prefix);
    out.push_str(if rest.is_empty() {
        r#"</span><span class="">"#
    } else {
        r#"</span><span class="ellipsis">"#
    });
    push_escaped(out, shown);
    out.push_str(r#"</span><span class="invisible">"#);
    push_escaped(out, rest);
    out.push_str("</span></a>");
}

/// The scheme with `www.`, what is shown, and what is cut off.
fn split_url(url: &str) -> (&str, &str, &str) {
    let scheme = url.find("://").map_or(0, |at| at + 3);
    let www = if url[scheme..].starts_with("www.") {
        4
    } else {
        0
    };
    let (prefix, address) = url.split_at(scheme + www);
    let cut = address.char_indices().nth(SHOWN_OF_URL);
    let (shown, rest) = address.split_at(cut.map_or(address.len(), |(at, _)| at));
    (prefix, shown, rest)
}

#[cfg(test)]
mod tests {
    use super::super::sanitize::sanitize;
    use super::super::scan::scan;
    use super::*;

    fn rendered(text: &str) -> String {
        let profile = "https://b.example/@anna".to_owned();
        let acct: Acct = "anna@b.example".parse().expect("an address");
        let links = Links {
            mentions: &HashMap::from([(acct, profile)]),
            tags: "https://a.example/tags/",
        };
        render(text, &scan(text), links)
    }

    #[test]
    fn paragraphs_and_breaks() {
        assert_eq!(rendered("a\nb\n\n\nc"), "<p>a<br>b</p><p>c</p>");
        assert_eq!(rendered(" \n"), "");
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(
            rendered(r#"<script>"&'</script>"#),
            "<p>&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;</p>"
        );
    }

    #[test]
    fn a_resolved_mention_links_and_another_does_not() {
        assert_eq!(
            rendered("@anna@b.example @bob"),
            "<p><span class=\"h-card\" translate=\"no\"><a href=\"https://b.example/@anna\" \
             class=\"u-url mention\">@<span>anna</span></a></span> @bob</p>"
        );
    }

    #[test]
    fn a_hashtag_links_to_its_normal_form() {
        assert_eq!(
            rendered("#Köln"),
            "<p><a href=\"https://a.example/tags/k%C3%B6ln\" class=\"mention hashtag\" rel=\"tag\">\
             #<span>Köln</span></a></p>"
        );
    }

    #[test]
    fn a_long_url_is_shortened_for_the_eye_only() {
        assert_eq!(
            rendered("https://www.example.org/a?b=1&c=2"),
            "<p><a href=\"https://www.example.org/a?b=1&amp;c=2\" target=\"_blank\" rel=\"nofollow noopener\" \
             translate=\"no\"><span class=\"invisible\">https://www.</span><span class=\"\">example.org/a?b=1&amp;c=2\
             </span><span class=\"invisible\"></span></a></p>"
        );
        let long = rendered("https://example.org/0123456789012345678901234567");
        assert!(long.contains("<span class=\"ellipsis\">example.org/012345678901234567</span>"));
        assert!(long.contains("<span class=\"invisible\">8901234567</span>"));
    }

    #[test]
    fn our_own_html_survives_a_sanitiser() {
        let html =
            rendered("@anna@b.example #Herz https://example.org/0123456789012345678901234567");
        let text = super::super::plain::to_plain(&html);
        assert_eq!(super::super::plain::to_plain(&sanitize(&html)), text);
    }
}
