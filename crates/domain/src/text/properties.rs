//! What holds for every text, whoever wrote it. `make fuzz` looks for longer.

use std::collections::HashMap;

use proptest::prelude::*;

use super::compose::{Links, render};
use super::count::{CHARACTERS_PER_URL, characters, count};
use super::plain::{excerpt, to_plain};
use super::sanitize::{ELEMENTS, sanitize};
use super::scan::{Entity, EntityKind, hashtags, mentions, scan};
use super::{clean, hashtag};

/// Pieces that mean something somewhere along the way, and any text between them.
fn written() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("@anna"),
        Just("@anna@b.example"),
        Just("@"),
        Just("#Herz"),
        Just("＃"),
        Just("#"),
        Just("https://b.example/a?b=c#d"),
        Just("http://"),
        Just("www."),
        Just("://"),
        Just("\n"),
        Just("\r\n"),
        Just("\u{200d}"),
        Just("\u{202e}"),
        Just("👩🏽‍⚕️"),
        Just("e\u{301}"),
        Just("\0"),
        Just(":"),
        Just("."),
        Just("_"),
        Just("ß"),
        Just("İ"),
    ];
    let piece = prop_oneof![3 => piece.prop_map(str::to_owned), 1 => any::<String>()];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Something like HTML.
fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<p>"),
        Just("</p>"),
        Just("<br>"),
        Just("<a href=\""),
        Just("javascript:alert(1)"),
        Just("https://b.example/"),
        Just("\">"),
        Just("</a>"),
        Just("<script>"),
        Just("</script>"),
        Just("<img src=x onerror=y>"),
        Just("<svg><style>"),
        Just("<math><mi>"),
        Just("<!--"),
        Just("-->"),
        Just("<ul><li>"),
        Just("</ul>"),
        Just("<span class=\"invisible\">"),
        Just("&lt;script&gt;"),
        Just("&#x3c;"),
        Just("<table><tr>"),
        Just("<![CDATA["),
        Just("<noscript><p title=\""),
    ];
    let piece = prop_oneof![4 => piece.prop_map(str::to_owned), 1 => any::<String>()];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn html_of(text: &str, entities: &[Entity]) -> String {
    let known = mentions(entities).into_iter();
    let pages = known.map(|acct| (acct, "https://b.example/@x".to_owned()));
    let pages: HashMap<_, _> = pages.collect();
    let links = Links {
        mentions: &pages,
        tags: "https://a.example/tags/",
    };
    render(text, entities, links)
}

/// The names of the elements that a browser would make of `html`, which has no comments.
fn elements(html: &str) -> impl Iterator<Item = &str> {
    let tags = html.split('<').skip(1);
    tags.map(|tag| {
        let name = tag.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric());
        &name[..end.unwrap_or(name.len())]
    })
}

/// The lines of a text without the blanks around them, of which HTML keeps none.
fn lines(text: &str) -> Vec<&str> {
    text.trim().lines().map(str::trim).collect()
}

proptest! {
    #[test]
    fn what_becomes_a_link_stands_in_order_and_apart(text in written()) {
        let mut end = 0;
        for entity in scan(&text) {
            prop_assert!(end <= entity.range.start && entity.range.start < entity.range.end);
            prop_assert!(text.get(entity.range.clone()).is_some(), "cuts a character");
            end = entity.range.end;
        }
    }

    #[test]
    fn a_link_has_its_price_and_a_mention_none_for_its_host(text in written()) {
        let entities = scan(&text);
        let urls = entities.iter().filter(|entity| entity.kind == EntityKind::Url).count();
        let counted = count(&text, &entities);
        prop_assert!(counted >= urls * CHARACTERS_PER_URL);
        if urls == 0 && mentions(&entities).iter().all(|acct| acct.domain.is_none()) {
            prop_assert!(counted >= characters(&text));
        }
    }

    #[test]
    fn what_we_write_is_what_we_would_accept(text in written()) {
        let text = clean::lines(&text);
        let html = html_of(&text, &scan(&text));
        for element in elements(&html) {
            prop_assert!(ELEMENTS.contains(&element), "{element} in {html}");
        }
        let (kept, written) = (to_plain(&sanitize(&html)), to_plain(&html));
        prop_assert_eq!(lines(&kept), lines(&written));
    }

    #[test]
    fn a_hashtag_is_found_again_under_its_name(text in written()) {
        for name in hashtags(&scan(&text)) {
            prop_assert!(!name.is_empty());
            prop_assert_eq!(hashtag::normalize(&name), name);
        }
    }

    #[test]
    fn security_31_nothing_but_known_elements_comes_in(html in markup()) {
        let harmless = sanitize(&html);
        for element in elements(&harmless) {
            prop_assert!(ELEMENTS.contains(&element), "{element} in {harmless}");
        }
        prop_assert!(!harmless.contains("href=\"javascript:"), "{harmless}");
    }

    #[test]
    fn an_excerpt_is_as_short_as_it_should_be(html in markup(), most in 0_usize..200) {
        prop_assert!(characters(&excerpt(&html, most)) <= most + 1);
    }

    #[test]
    fn what_is_cleaned_is_clean(text in written(), most in 1_usize..100) {
        if let Ok(line) = clean::line(&text, most) {
            prop_assert!(characters(&line) <= most);
            prop_assert_eq!(clean::line(&line, most).expect("is short enough"), line);
        }
    }
}
