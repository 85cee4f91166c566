//! `Profile`: what an account says of itself, as its owner wrote it.

use domain::account::{Field, is_bot};
use domain::account_view::AccountView;
use domain::status::Media;
use domain::{Context, Result, media};
use schemars::JsonSchema;
use serde::Serialize;

use super::credential_account::SourceField;
use super::format::{Id, Url};

/// The entity.
#[derive(Serialize, JsonSchema)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an attribute of the API"
)]
#[schemars(rename = "Profile")]
pub struct ProfileSource<'a> {
    #[schemars(with = "Id")]
    id: String,
    display_name: &'a str,
    note: &'a str,
    fields: Vec<SourceField>,
    #[schemars(with = "Option<Url>")]
    avatar: Option<String>,
    #[schemars(with = "Option<Url>")]
    avatar_static: Option<String>,
    avatar_description: &'a str,
    #[schemars(with = "Option<Url>")]
    header: Option<String>,
    #[schemars(with = "Option<Url>")]
    header_static: Option<String>,
    header_description: &'a str,
    locked: bool,
    bot: bool,
    hide_collections: bool,
    discoverable: bool,
    indexable: bool,
    show_media: bool,
    show_media_replies: bool,
    show_featured: bool,
    attribution_domains: Vec<String>,
}

impl<'a> ProfileSource<'a> {
    /// Shows `view` to its owner.
    ///
    /// # Errors
    /// When a column holds something else than it should.
    pub fn new(ctx: &Context, view: &'a AccountView) -> Result<Self> {
        let account = &view.account;
        let fields: Vec<Field> = serde_json::from_str(&account.fields)?;
        let (avatar, avatar_static) = addresses(ctx, view.avatar.as_ref());
        let (header, header_static) = addresses(ctx, view.header.as_ref());
        Ok(Self {
            id: account.id.to_string(),
            display_name: &account.display_name,
            note: &account.note_source,
            fields: fields.into_iter().map(SourceField::from).collect(),
            avatar,
            avatar_static,
            avatar_description: description(view.avatar.as_ref()),
            header,
            header_static,
            header_description: description(view.header.as_ref()),
            locked: account.locked,
            bot: is_bot(account),
            hide_collections: account.hide_collections,
            discoverable: account.discoverable,
            indexable: account.indexable,
            show_media: account.show_media,
            show_media_replies: account.show_media_replies,
            show_featured: account.show_featured,
            attribution_domains: serde_json::from_str(&account.attribution_domains)?,
        })
    }
}

/// Of a picture that moves, and of one that does not; unlike elsewhere there is none where none was chosen.
fn addresses(ctx: &Context, file: Option<&Media>) -> (Option<String>, Option<String>) {
    let Some(file) = file else {
        return (None, None);
    };
    let file = media::view(ctx, file.clone());
    let still = file.preview_url.unwrap_or_else(|| file.url.clone());
    (Some(file.url), Some(still))
}

/// What a picture shows; empty where there is none.
pub(super) fn description(file: Option<&Media>) -> &str {
    file.map_or("", |file| &file.description)
}
