//! `PreviewCard`.

use domain::card::CardView;
use domain::media::{self, Size};
use domain::trend::Link;
use domain::{Context, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

use super::account::Account;
use super::format::{Time, Url};
use super::tag::History;

/// What is shown of the page that a status links to. Nothing of another server's HTML is ever embedded: every card is a
/// link.
#[derive(Serialize, JsonSchema)]
pub struct PreviewCard {
    #[schemars(with = "Url")]
    url: String,
    title: String,
    description: String,
    language: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
    author_name: String,
    author_url: String,
    provider_name: String,
    provider_url: String,
    html: &'static str,
    width: i32,
    height: i32,
    #[schemars(with = "Option<Url>")]
    image: Option<String>,
    image_description: String,
    embed_url: &'static str,
    blurhash: Option<String>,
    #[schemars(with = "Option<Time>")]
    published_at: Option<String>,
    /// Last: `crate::fragment` writes the account of the author behind it, which has a version of its own.
    authors: Vec<Author>,
}

/// Who wrote the page.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PreviewCardAuthor")]
struct Author {
    name: String,
    url: String,
    #[schemars(with = "Option<Account<'static>>")]
    account: Option<()>,
}

impl PreviewCard {
    /// Shows `view`.
    #[must_use]
    pub fn new(ctx: &Context, view: &CardView) -> Self {
        let card = view.card.clone();
        let picture = view.picture.clone();
        let picture = picture.map(|file| media::view(ctx, file));
        let size = picture.as_ref().and_then(|file| file.original);
        let Size { width, height } = size.unwrap_or(Size {
            width: 0,
            height: 0,
        });
        let named = !card.author_name.is_empty() || !card.author_url.is_empty();
        let named = named || card.author_account_id.is_some();
        let authors = Vec::from_iter(named.then(|| Author {
            name: card.author_name.clone(),
            url: card.author_url.clone(),
            account: None,
        }));
        Self {
            url: card.url,
            title: card.title,
            description: card.description,
            language: card.language,
            kind: "link",
            author_name: card.author_name,
            author_url: card.author_url,
            provider_name: card.provider_name,
            provider_url: card.provider_url,
            html: "",
            width,
            height,
            image_description: picture
                .as_ref()
                .map(|file| file.description.clone())
                .unwrap_or_default(),
            blurhash: picture.as_ref().and_then(|file| file.blurhash.clone()),
            image: picture.map(|file| file.preview_url.unwrap_or(file.url)),
            embed_url: "",
            published_at: card.published_at.map(Timestamp::to_rfc3339),
            authors,
        }
    }
}

/// `Trends::Link`: a card and how the link was used lately.
#[derive(Serialize, JsonSchema)]
pub struct TrendsLink {
    #[serde(flatten)]
    card: PreviewCard,
    history: Vec<History>,
}

impl TrendsLink {
    /// Shows `link`.
    #[must_use]
    pub fn new(ctx: &Context, link: &Link) -> Self {
        Self {
            card: PreviewCard::new(ctx, &link.card),
            history: link.history.iter().map(History::new).collect(),
        }
    }
}
