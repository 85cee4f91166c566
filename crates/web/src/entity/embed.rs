//! The answer to an oEmbed consumer (oembed.com, section 2.3).

use domain::Context;
use domain::account::Account;
use domain::id::StatusId;
use domain::text::escape;
use schemars::JsonSchema;
use serde::Serialize;

use super::format::Url;
use crate::i18n::Lang;

/// Seconds for which a website may keep the answer.
const CACHE_AGE: u32 = 86_400;
/// Pixels of a frame whose height was not bounded.
const HEIGHT: u32 = 400;

/// A post in a frame.
#[derive(Serialize, JsonSchema)]
pub struct Embed {
    #[serde(rename = "type")]
    kind: &'static str,
    version: &'static str,
    title: String,
    author_name: String,
    #[schemars(with = "Url")]
    author_url: String,
    provider_name: String,
    #[schemars(with = "Url")]
    provider_url: String,
    cache_age: u32,
    html: String,
    width: u32,
    height: Option<u32>,
}

impl Embed {
    /// The frame for a post of ours, in these pixels.
    #[must_use]
    pub fn new(
        ctx: &Context,
        author: &Account,
        id: StatusId,
        width: u32,
        height: Option<u32>,
    ) -> Self {
        let name = Some(&author.display_name).filter(|name| !name.is_empty());
        let name = name.unwrap_or(&author.username).clone();
        let lang = Lang::negotiate([ctx.config.instance.main_language()]);
        let title = lang.t("status-title").with("name", &name).to_string();
        let page = ctx.uris.status_page(&author.username, id);
        let html = format!(
            "<iframe src=\"{page}/embed\" title=\"{}\" width=\"{width}\" height=\"{}\" \
             style=\"max-width: 100%; border: 0\" loading=\"lazy\" \
             sandbox=\"allow-popups allow-popups-to-escape-sandbox\"></iframe>",
            escape(&title),
            height.unwrap_or(HEIGHT),
        );
        Self {
            kind: "rich",
            version: "1.0",
            title,
            author_name: name,
            author_url: ctx.uris.profile_page(&author.username),
            provider_name: ctx.uris.domain().to_owned(),
            provider_url: ctx.uris.path("/"),
            cache_age: CACHE_AGE,
            html,
            width,
            height,
        }
    }
}
