//! A post, alone and in its thread: `/@user/ID`.

use askama::Template;
use domain::clock::Timestamp;

use crate::i18n::Lang;
use crate::pages::layout::{Head, Page, Site};
use crate::pages::structured_data::StructuredData;
use crate::pages::view::{AccountCard, SafeHtml};

/// The thread page.
#[derive(Template)]
#[template(path = "status.html")]
pub struct StatusPage {
    /// What surrounds it.
    pub page: Page,
    /// What it answers, oldest first.
    pub ancestors: Vec<StatusCard>,
    /// The post of this page.
    pub status: StatusCard,
    /// The answers, in the order of reading.
    pub descendants: Vec<StatusCard>,
}

impl StatusPage {
    /// What machines read of a thread. `handle` and `indexable` (the consent to be listed) are its author's.
    #[must_use]
    pub fn head(
        site: &Site,
        lang: Lang,
        status: &StatusCard,
        descendants: &[StatusCard],
        handle: String,
        indexable: bool,
    ) -> Head {
        Head {
            title: lang
                .t("status-title")
                .with("name", &status.author.name)
                .to_string(),
            description: status.preview().to_owned(),
            canonical: Some(site.absolute(&status.url)),
            activity: Some(status.uri.clone()),
            image: Some(status.picture().unwrap_or(&status.author.avatar).to_owned()),
            kind: Some("article"),
            creator: Some(handle),
            indexable,
            structured_data: Some(StructuredData::thread(site, status, descendants)),
            feed: None,
            oembed: Some(oembed(site, &status.url)),
        }
    }
}

/// What tells other websites how they can show a post.
fn oembed(site: &Site, url: &str) -> String {
    let page = site.absolute(url);
    let query = serde_urlencoded::to_string([("url", &page)]).unwrap_or_default();
    site.absolute(&format!("/api/oembed?{query}"))
}

/// A post as a visitor may see it.
#[derive(Clone, Debug)]
pub struct StatusCard {
    /// Id in the API, which names the element in the page.
    pub id: String,
    /// Page of the post; for a remote one the address on its own server.
    pub url: String,
    /// The ActivityPub id.
    pub uri: String,
    /// Who wrote it.
    pub author: AccountCard,
    /// Who boosted it, where that is why it is shown.
    pub boosted_by: Option<AccountCard>,
    /// The author of the post that this one answers.
    pub reply_to: Option<AccountCard>,
    /// The group it was posted to.
    pub group: Option<AccountCard>,
    /// When it was published.
    pub published: Timestamp,
    /// When it was last edited.
    pub edited: Option<Timestamp>,
    /// The title, where the author gave one: long posts and those of forums.
    pub heading: Option<String>,
    /// What readers are warned of before they see the text.
    pub content_warning: Option<String>,
    /// The text.
    pub content: SafeHtml,
    /// What it quotes, where its author agrees and the visitor may see it.
    pub quote: Option<QuoteCard>,
    /// What can be chosen, if it asks: apps take the votes.
    pub poll: Vec<String>,
    /// The text without markup, for previews and search engines.
    pub summary: String,
    /// BCP 47 tag of the text.
    pub language: Option<String>,
    /// Whether media stay behind a click even without a content warning.
    pub sensitive: bool,
    /// Attached media.
    pub media: Vec<Attachment>,
    /// Known answers.
    pub replies: u64,
    /// Known boosts.
    pub boosts: u64,
    /// Known favourites.
    pub favourites: u64,
    /// Whether it stands on top of the profile or group that is shown.
    pub pinned: bool,
    /// Whether only those who run its group answer below it.
    pub locked: bool,
}

impl StatusCard {
    /// Whether anyone has reacted, as far as is known here.
    #[must_use]
    pub fn has_reactions(&self) -> bool {
        self.replies + self.boosts + self.favourites > 0
    }

    /// The first picture that may be shown outside the page.
    #[must_use]
    pub fn picture(&self) -> Option<&str> {
        let hidden = self.sensitive || self.content_warning.is_some();
        let preview = self.media.iter().find_map(|media| media.preview.as_ref());
        preview
            .filter(|_| !hidden)
            .map(|preview| preview.url.as_str())
    }

    /// When it last changed.
    #[must_use]
    pub fn changed(&self) -> Timestamp {
        self.edited.unwrap_or(self.published)
    }

    /// A line that stands for the post in a list of titles.
    #[must_use]
    pub fn title(&self) -> String {
        const LONGEST: usize = 80;
        let text = self.preview();
        match text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", text[..end].trim_end()),
            None => text.to_owned(),
        }
    }

    /// What may be shown outside the page: the warning stands for the text that it hides, a title for the text below it.
    #[must_use]
    pub fn preview(&self) -> &str {
        let shown = self.content_warning.as_deref().or(self.heading.as_deref());
        shown.unwrap_or(&self.summary)
    }
}

/// A post that another one quotes.
#[derive(Clone, Debug)]
pub struct QuoteCard {
    /// Who wrote it.
    pub author: AccountCard,
    /// Its page.
    pub url: String,
    /// What readers are warned of, its title, or how it begins.
    pub text: String,
    /// BCP 47 tag of the text.
    pub language: Option<String>,
}

/// A file attached to a post.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// The file, on this server.
    pub url: String,
    /// How it is shown.
    pub player: Player,
    /// A smaller picture; absent for sound and for what is only linked.
    pub preview: Option<Preview>,
    /// What it shows, in words; empty when its author gave none.
    pub description: String,
}

impl Attachment {
    /// Whether it is played as a video.
    #[must_use]
    pub fn is_video(&self) -> bool {
        matches!(self.player, Player::Video | Player::Loop)
    }

    /// Whether it is played without end, and silent.
    #[must_use]
    pub fn repeats(&self) -> bool {
        self.player == Player::Loop
    }

    /// Whether it is played as sound.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.player == Player::Audio
    }
}

/// What shows a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Player {
    /// A picture, or a link where it has no preview.
    None,
    /// A video, which the browser plays when it is told to.
    Video,
    /// The same without sound and without end.
    Loop,
    /// Sound.
    Audio,
}

/// A picture with its size, so that nothing jumps while it loads.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Address of the picture.
    pub url: String,
    /// Width and height in pixels, unless it was never fetched from its server.
    pub size: Option<(i32, i32)>,
}
