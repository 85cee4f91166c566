//! Which link of a status a card is shown of.

use html5ever::tokenizer::{Tag, TagKind, Token};
use url::Url;

use crate::text::html::{attribute, for_each_token};

/// Bytes of an address; a longer one would not fit into an index.
const LONGEST: usize = 2000;

/// The first link of sanitised HTML that leads to a page and that `admits`: no mention, no hashtag, and not what a status
/// says of the one that it quotes.
pub fn first(html: &str, admits: impl Fn(&Url) -> bool) -> Option<Url> {
    let mut found = None;
    let mut in_quote = false;
    for_each_token(html, |token| {
        let Token::TagToken(tag) = token else { return };
        match (&*tag.name, tag.kind) {
            ("p", kind) => in_quote = kind == TagKind::StartTag && has_class(&tag, "quote-inline"),
            ("a", TagKind::StartTag) if found.is_none() && !in_quote && !names_something(&tag) => {
                let url = Url::parse(attribute(&tag, "href")).ok();
                found = url.and_then(normalize).filter(&admits);
            }
            _ => {}
        }
    });
    found
}

/// As links are kept: without the place in the page. `None` for what leads to no page.
pub fn normalize(mut url: Url) -> Option<Url> {
    url.set_fragment(None);
    let leads = matches!(url.scheme(), "http" | "https") && url.has_host();
    let bare = url.username().is_empty() && url.password().is_none();
    (leads && bare && url.as_str().len() <= LONGEST).then_some(url)
}

/// A mention or a hashtag.
fn names_something(tag: &Tag) -> bool {
    let names = ["mention", "hashtag", "u-url"];
    names.into_iter().any(|class| has_class(tag, class)) || has_word(tag, "rel", "tag")
}

fn has_class(tag: &Tag, class: &str) -> bool {
    has_word(tag, "class", class)
}

fn has_word(tag: &Tag, name: &str, word: &str) -> bool {
    let words = attribute(tag, name);
    words.split_ascii_whitespace().any(|found| found == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Option<String> {
        first(html, |url| url.host_str() != Some("rounds.example")).map(String::from)
    }

    #[test]
    fn the_first_page_is_taken() {
        let html = r#"<p><a href="https://a.example/@a" class="u-url mention">@a</a>
            <a href="https://a.example/tags/x" class="mention hashtag" rel="tag">#x</a>
            <a href="https://rounds.example/1">here</a> <a href="mailto:a@a.example">mail</a>
            <a href="https://a.example/x?y=1&amp;z=2#part">page</a> <a href="https://b.example/">other</a></p>"#;
        assert_eq!(found(html).as_deref(), Some("https://a.example/x?y=1&z=2"));
    }

    #[test]
    fn what_names_a_quoted_status_is_no_link() {
        let html =
            r#"<p class="quote-inline">RE: <a href="https://a.example/1">1</a></p><p>Yes</p>"#;
        assert_eq!(found(html), None);
        let more = format!(r#"{html}<p><a href="https://b.example/">b</a></p>"#);
        assert_eq!(found(&more).as_deref(), Some("https://b.example/"));
    }

    #[test]
    fn addresses_with_a_password_or_without_end_are_none() {
        for href in [
            "https://a:b@a.example/",
            "https:///",
            "/x",
            "javascript:alert(1)",
        ] {
            assert_eq!(found(&format!(r#"<a href="{href}">x</a>"#)), None, "{href}");
        }
        let long = format!("https://a.example/{}", "x".repeat(LONGEST));
        assert_eq!(found(&format!(r#"<a href="{long}">x</a>"#)), None);
    }
}
