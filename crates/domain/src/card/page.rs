//! What a page says of itself: Open Graph (<https://ogp.me>), and else what HTML has for it.

use std::collections::HashMap;

use html5ever::tokenizer::{Tag, TagKind, Token};
use url::Url;

use crate::clock::Timestamp;
use crate::language;
use crate::media::RemoteMedia;
use crate::text::clean;
use crate::text::html::{attribute, for_each_token_of_page};

/// Characters kept of a title and of a name.
const NAME: usize = 255;
/// Characters kept of a description.
const DESCRIPTION: usize = 1000;
/// Bytes of an address; a longer one is left out.
const ADDRESS: usize = 2048;

/// What is shown of a page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Never empty.
    pub title: String,
    /// May be empty, as all texts below.
    pub description: String,
    /// BCP 47.
    pub language: Option<String>,
    /// Who wrote it.
    pub author_name: String,
    /// Their page.
    pub author_url: String,
    /// The handle that the page names as theirs, as it is written.
    pub creator: Option<String>,
    /// The site.
    pub provider_name: String,
    /// Its front page.
    pub provider_url: String,
    /// When it says that it was published.
    pub published_at: Option<Timestamp>,
    /// The picture that it wants to be shown with.
    pub picture: Option<RemoteMedia>,
}

/// Reads the page that was found at `url`. `None` when it has no title: then there is nothing to show.
#[must_use]
pub fn read(html: &str, url: &Url) -> Option<Page> {
    let mut reader = Reader::default();
    for_each_token_of_page(html, |token| reader.token(token));
    let title = reader.text(&["og:title", "twitter:title", "<title>"], NAME);
    if title.is_empty() {
        return None;
    }
    let author = reader.text(&["article:author", "author"], NAME);
    let is_address = Url::parse(&author).is_ok();
    Some(Page {
        description: reader.text(
            &["og:description", "twitter:description", "description"],
            DESCRIPTION,
        ),
        language: language::canonical(&reader.text(&["<lang>", "og:locale"], NAME)),
        author_name: if is_address {
            reader.text(&["author"], NAME)
        } else {
            author.clone()
        },
        creator: Some(reader.text(&["fediverse:creator"], NAME)).filter(|name| !name.is_empty()),
        author_url: reader.address(&["article:author"], url).unwrap_or_default(),
        provider_name: reader.text(&["og:site_name", "application-name"], NAME),
        provider_url: url.origin().ascii_serialization(),
        published_at: reader.time("article:published_time"),
        picture: reader.picture(url),
        title,
    })
}

/// What was said so far, by its name; what is said first counts.
#[derive(Default)]
struct Reader {
    said: HashMap<String, String>,
    in_title: bool,
}

impl Reader {
    fn token(&mut self, token: Token) {
        match token {
            Token::TagToken(tag) => self.tag(&tag),
            Token::CharacterTokens(text) if self.in_title => {
                self.said
                    .entry("<title>".into())
                    .or_default()
                    .push_str(&text);
            }
            _ => {}
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match (&*tag.name, tag.kind) {
            // Only the first: drawings in the page have titles too.
            ("title", TagKind::StartTag) => self.in_title = !self.said.contains_key("<title>"),
            ("title", TagKind::EndTag) => self.in_title = false,
            ("html", TagKind::StartTag) => self.say("<lang>", attribute(tag, "lang")),
            ("meta", TagKind::StartTag) => {
                let content = attribute(tag, "content");
                self.say(attribute(tag, "property"), content);
                self.say(attribute(tag, "name"), content);
            }
            _ => {}
        }
    }

    fn say(&mut self, name: &str, value: &str) {
        if !name.is_empty() && !value.trim().is_empty() {
            let name = name.to_ascii_lowercase();
            self.said.entry(name).or_insert_with(|| value.to_owned());
        }
    }

    /// The first of `names` that was said, as one line.
    fn text(&self, names: &[&str], most: usize) -> String {
        let found = names.iter().find_map(|name| self.said.get(*name));
        let words = found.map_or("", String::as_str).split_whitespace();
        let line = words.collect::<Vec<_>>().join(" ");
        clean::cut(&line, most).to_owned()
    }

    /// The first of `names` that was said and is an address, seen from `base`.
    fn address(&self, names: &[&str], base: &Url) -> Option<String> {
        let mut said = names.iter().filter_map(|name| self.said.get(*name));
        said.find_map(|written| {
            let absolute = written.starts_with("http") || written.starts_with('/');
            let url = base.join(written.trim()).ok().filter(|_| absolute)?;
            let leads = matches!(url.scheme(), "http" | "https") && url.as_str().len() <= ADDRESS;
            leads.then(|| url.to_string())
        })
    }

    fn time(&self, name: &str) -> Option<Timestamp> {
        Timestamp::parse_rfc3339(self.said.get(name)?.trim())
    }

    fn picture(&self, base: &Url) -> Option<RemoteMedia> {
        let names = [
            "og:image:secure_url",
            "og:image",
            "og:image:url",
            "twitter:image",
        ];
        let pixels = |name: &str| self.said.get(name)?.trim().parse().ok();
        Some(RemoteMedia {
            description: self.text(&["og:image:alt", "twitter:image:alt"], DESCRIPTION),
            width: pixels("og:image:width"),
            height: pixels("og:image:height"),
            ..RemoteMedia::picture(self.address(&names, base)?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(html: &str) -> Option<Page> {
        read(
            html,
            &Url::parse("https://a.example/news/1").expect("a url"),
        )
    }

    #[test]
    fn open_graph_is_read() {
        let html = r#"<!DOCTYPE html><html lang="de-DE"><head><title>Other</title>
            <meta property="og:title" content="Sepsis &amp; shock"><meta property="og:description" content="One
              line"><meta property="og:site_name" content="A"><meta property="og:image" content="/p.png">
            <meta property="og:image:alt" content="An ECG"><meta property="og:image:width" content="800">
            <meta property="og:image:height" content="600"><meta name="author" content="Anna">
            <meta property="article:author" content="https://a.example/anna">
            <meta property="article:published_time" content="2026-09-30T10:00:00Z"></head>"#;
        let page = page(html).expect("a page");
        assert_eq!(page.title, "Sepsis & shock");
        assert_eq!(page.description, "One line");
        assert_eq!(page.language.as_deref(), Some("de-DE"));
        assert_eq!(
            (page.author_name.as_str(), page.author_url.as_str()),
            ("Anna", "https://a.example/anna")
        );
        assert_eq!(
            (page.provider_name.as_str(), page.provider_url.as_str()),
            ("A", "https://a.example")
        );
        assert_eq!(
            page.published_at,
            Timestamp::parse_rfc3339("2026-09-30T10:00:00Z")
        );
        let picture = page.picture.expect("a picture");
        assert_eq!(
            (picture.url.as_str(), picture.description.as_str()),
            ("https://a.example/p.png", "An ECG")
        );
        assert_eq!((picture.width, picture.height), (Some(800), Some(600)));
    }

    #[test]
    fn plain_html_is_enough() {
        let html = "<title>A <b>page</b></title><meta name=description content=short><svg><title>x</title></svg>";
        let page = page(html).expect("a page");
        assert_eq!(
            (page.title.as_str(), page.description.as_str()),
            ("A <b>page</b>", "short")
        );
        assert!(page.picture.is_none() && page.published_at.is_none());
    }

    #[test]
    fn what_scripts_hold_is_not_said() {
        let html = r#"<script>x = '<meta property="og:title" content="no">'</script><!-- <title>no</title> -->"#;
        assert!(page(html).is_none());
        assert_eq!(
            page(&format!("{html}<title>yes</title>"))
                .expect("a page")
                .title,
            "yes"
        );
    }

    #[test]
    fn texts_are_cut_and_wrong_addresses_left_out() {
        let html = format!(
            r#"<title>{}</title><meta property="og:image" content="javascript:alert(1)">"#,
            "x".repeat(1000)
        );
        let page = page(&html).expect("a page");
        assert_eq!(page.title.len(), NAME);
        assert!(page.picture.is_none());
        assert!(
            super::read(
                "<p>no title</p>",
                &Url::parse("https://a.example").expect("a url")
            )
            .is_none()
        );
    }
}
