//! What surrounds every page: head, navigation, footer.

use std::sync::Arc;

use domain::config::{Config, Registrations};
use domain::uri::Uris;
use url::Url;

use crate::assets;
use crate::i18n::{Lang, Text};
use crate::pages::structured_data::StructuredData;

/// The server as its pages name it.
#[derive(Clone, Debug)]
pub struct Site {
    /// The instance's title.
    pub name: String,
    /// One sentence about it, plain text.
    pub summary: String,
    /// What follows the second `@` of a handle; with the port in development.
    pub domain: String,
    /// Scheme, host and port, without a slash at the end.
    pub origin: String,
    /// The running version.
    pub version: &'static str,
    /// Where the source of the running version is offered (section 13 of the AGPL).
    pub source_url: String,
    /// Who may join.
    pub registrations: Registrations,
}

impl Site {
    /// The server as its operator configured it.
    #[must_use]
    pub fn new(config: &Config, uris: &Uris) -> Self {
        let instance = &config.instance;
        Self {
            name: instance.title.clone(),
            summary: instance.description.clone(),
            domain: uris.domain().to_owned(),
            origin: uris.base().to_owned(),
            version: instance.version,
            source_url: instance.source_url.to_string(),
            registrations: config.registrations,
        }
    }

    /// Whether the sign-up page takes applications.
    #[must_use]
    pub fn takes_members(&self) -> bool {
        self.registrations != Registrations::Closed
    }

    /// A path of this server as an address; what is one already stays.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        if path.starts_with('/') {
            format!("{}{path}", self.origin)
        } else {
            path.to_owned()
        }
    }
}

/// The person who is logged in, as the navigation shows them.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a part of the navigation that is there or not"
)]
pub struct Visitor {
    /// Display name.
    pub name: String,
    /// Their profile.
    pub path: String,
    /// Whether they decide on sign-ups and reports.
    pub moderates: bool,
    /// Whether they decide on other servers too.
    pub administers: bool,
    /// Whether they act as their pseudonym.
    pub acts_otherwise: bool,
    /// Whether they decide on requests for verification.
    pub verifies: bool,
}

/// What every template gets besides its own subject.
#[derive(Clone, Debug)]
pub struct Page {
    /// The server.
    pub site: Arc<Site>,
    /// The language of the page.
    pub lang: Lang,
    /// Who is logged in.
    pub visitor: Option<Visitor>,
    /// Goes back with every form of the page.
    pub csrf: String,
    /// What has just been done, e.g. that settings were saved.
    pub notice: Option<String>,
    /// What machines read.
    pub head: Head,
}

impl Page {
    /// A message in the language of the page.
    #[must_use]
    pub fn t<'a>(&self, key: &'a str) -> Text<'a> {
        self.lang.t(key)
    }

    /// Every language that the page can be read in.
    #[must_use]
    pub fn languages(&self) -> Vec<Lang> {
        Lang::all()
    }

    /// A number with its thousands set apart, as ISO 80000 does in every language.
    #[must_use]
    pub fn number(&self, number: &u64) -> String {
        let digits: Vec<char> = number.to_string().chars().collect();
        let groups: Vec<String> = digits
            .rchunks(3)
            .rev()
            .map(|group| group.iter().collect())
            .collect();
        groups.join("\u{202f}")
    }

    /// The path of a file in `assets/`.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        assets::path(name)
    }

    /// The picture for link previews, absolute.
    #[must_use]
    pub fn preview_image(&self) -> String {
        let image = self
            .head
            .image
            .clone()
            .unwrap_or_else(|| assets::path("mark.png"));
        self.site.absolute(&image)
    }
}

/// The part of a page for browsers, search engines and link previews.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Title without the instance's name.
    pub title: String,
    /// One or two sentences, plain text.
    pub description: String,
    /// The one address of this page, absolute.
    pub canonical: Option<String>,
    /// The same thing as ActivityPub.
    pub activity: Option<String>,
    /// The Atom feed.
    pub feed: Option<String>,
    /// The answer to oEmbed consumers.
    pub oembed: Option<String>,
    /// For link previews.
    pub image: Option<String>,
    /// The `og:type`; `website` where absent.
    pub kind: Option<&'static str>,
    /// The author's handle with `@`, which Mastodon shows beside link previews.
    pub creator: Option<String>,
    /// Whether search engines may list the page. Consent is never assumed.
    pub indexable: bool,
    /// schema.org description of the subject.
    pub structured_data: Option<StructuredData>,
}

impl Head {
    /// The head of a page that concerns nobody but the person who looks at it.
    #[must_use]
    pub fn private(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }
}

/// The `Content-Security-Policy` of pages: no script, no frames, nothing from elsewhere but the media of `media`.
/// `redirect` is where the form of the page leads in the end, which browsers check as well: the redirect URI of an app.
/// `framed_by` says whose pages may show it in a frame: `'none'` or, of anyone's, `*`.
#[must_use]
pub fn content_security_policy(media: &Url, redirect: Option<&Url>, framed_by: &str) -> String {
    let app = redirect
        .map(|url| format!(" {}:", url.scheme()))
        .unwrap_or_default();
    let media = media.origin().ascii_serialization();
    format!(
        "default-src 'none'; style-src 'self'; img-src 'self' {media}; media-src 'self' {media}; form-action 'self'{app}; \
         frame-ancestors {framed_by}; base-uri 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_opens_only_media_and_the_apps_scheme() {
        let media = Url::parse("https://media.example:8443/cache/").unwrap();
        let app = Url::parse("tusky://oauth").unwrap();
        let policy = content_security_policy(&media, Some(&app), "'none'");
        assert!(policy.starts_with("default-src 'none'; style-src 'self';"));
        assert!(policy.contains("img-src 'self' https://media.example:8443;"));
        assert!(policy.contains("form-action 'self' tusky:;"));
        let plain = content_security_policy(&media, None, "*");
        assert!(plain.contains("form-action 'self';"));
        assert!(plain.contains("frame-ancestors *;"));
    }
}
