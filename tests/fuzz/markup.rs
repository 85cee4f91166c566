//! HTML of strangers: that of their statuses is made harmless, that of linked pages is read for what it says of itself.

use domain::card::page;
use domain::text::sanitize::{ELEMENTS, sanitize};
use domain::text::{plain, scan};
use proptest::prelude::*;
use url::Url;

use crate::bound::bounded;
use crate::{mutate, seeds};

const WORDS: &[&str] = &[
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<p>",
    "<a href=\"",
    "\">",
    "'",
    "\"",
    "&",
    "&#0;",
    "&#x3c;",
    "&lt;",
    "javascript:",
    "\tjava\nscript:",
    "data:text/html,",
    "<script>",
    "</script>",
    "<style>",
    "<svg>",
    "<math>",
    "<annotation encoding=\"text/html\">",
    "<mglyph>",
    "<table>",
    "<template>",
    "<noscript>",
    "<title>",
    "</title>",
    "<textarea>",
    "<plaintext>",
    "<iframe srcdoc=\"",
    "<img src=x onerror=alert(1)>",
    " style=x",
    " onclick=x",
    " class=\"",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "<meta property=\"og:title\" content=\"",
    "<meta property=\"og:image\" content=\"",
];

/// The names of the elements in what the sanitiser wrote, which escapes every other `<`.
fn elements(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).map(|tag| {
        let name = tag.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric());
        &name[..end.unwrap_or(name.len())]
    })
}

/// The names of the attributes of one tag that the sanitiser wrote: values stand in double quotes.
fn attributes(tag: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = tag;
    while let Some((before, value)) = rest.split_once("=\"") {
        names.push(before.rsplit(' ').next().unwrap_or_default());
        rest = value.split_once('"').map_or("", |(_, rest)| rest);
    }
    names
}

const ATTRIBUTES: [&str; 11] = [
    "href",
    "class",
    "title",
    "translate",
    "start",
    "reversed",
    "value",
    "cite",
    "lang",
    "rel",
    "target",
];

/// No element, attribute or scheme that the sanitiser does not let through.
fn harmless(html: &str) -> Result<(), TestCaseError> {
    for element in elements(html) {
        prop_assert!(ELEMENTS.contains(&element), "{element} in {html}");
    }
    for tag in html
        .split('<')
        .skip(1)
        .filter_map(|tag| Some(tag.split_once('>')?.0))
    {
        for attribute in attributes(tag) {
            prop_assert!(ATTRIBUTES.contains(&attribute), "{attribute} in {html}");
        }
    }
    for scheme in ["href=\"javascript:", "href=\"data:", "href=\"vbscript:"] {
        prop_assert!(!html.to_ascii_lowercase().contains(scheme), "{html}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn sanitiser(input in mutate::bytes(seeds::of("html"), WORDS)) {
        let html = input.text();
        let clean = bounded(html.as_bytes(), |_| sanitize(&html));
        harmless(&clean)?;
        // A browser reads what is wrongly nested in its own way: read once more, it is as harmless.
        harmless(&sanitize(&clean))?;
    }

    #[test]
    fn plain_text(input in mutate::bytes(seeds::of("html"), WORDS)) {
        let html = input.text();
        let plain = bounded(html.as_bytes(), |_| plain::to_plain(&html));
        let _shorter = plain::excerpt(&html, 100);
        for entity in scan::scan(&plain) {
            prop_assert!(plain.get(entity.range.clone()).is_some(), "cuts a character");
        }
    }

    #[test]
    fn page(input in mutate::bytes(seeds::of("page"), WORDS)) {
        let html = input.text();
        let found = Url::parse("https://a.example/articles/1").expect("a url");
        let Some(page) = bounded(html.as_bytes(), |_| page::read(&html, &found)) else { return Ok(()) };
        prop_assert!(!page.title.is_empty() && page.title.chars().count() <= 256);
        prop_assert!(page.description.chars().count() <= 1001);
        let picture = page.picture.as_ref().map(|picture| picture.url.as_str()).unwrap_or_default();
        for address in [picture, &page.author_url] {
            let is_web = address.starts_with("http://") || address.starts_with("https://");
            prop_assert!(address.is_empty() || is_web, "{address}");
        }
    }
}
