//! `Account`: what everyone is shown of one.

use domain::account::{Field, acct, is_bot};
use domain::account_view::AccountView;
use domain::credential::Badge;
use domain::kinds::ActorKind;
use domain::media;
use domain::status::Media;
use domain::{Context, Result, collection};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;

use super::format::{Date, Id, Time, Url};
use super::profile_source::description;
use crate::assets;
use domain::custom_emoji::Shown as CustomEmoji;

/// The entity, without what only its owner or a viewer is shown.
#[derive(Serialize, JsonSchema)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an attribute of the API"
)]
pub struct Account<'a> {
    #[schemars(with = "Id")]
    id: String,
    username: &'a str,
    acct: String,
    display_name: &'a str,
    locked: bool,
    bot: bool,
    discoverable: bool,
    indexable: bool,
    noindex: bool,
    group: bool,
    memorial: bool,
    /// Silenced: apps ask before they show it.
    limited: bool,
    #[schemars(with = "Time")]
    created_at: String,
    note: &'a str,
    #[schemars(with = "Url")]
    url: &'a str,
    #[schemars(with = "Url")]
    uri: &'a str,
    #[schemars(with = "Url")]
    avatar: String,
    #[schemars(with = "Url")]
    avatar_static: String,
    avatar_description: &'a str,
    #[schemars(with = "Url")]
    header: String,
    #[schemars(with = "Url")]
    header_static: String,
    header_description: &'a str,
    followers_count: i64,
    following_count: i64,
    statuses_count: i64,
    #[schemars(with = "Option<Date>")]
    last_status_at: Option<String>,
    hide_collections: bool,
    show_media: bool,
    show_media_replies: bool,
    show_featured: bool,
    #[schemars(with = "Vec<CustomEmoji>")]
    emojis: Box<RawValue>,
    roles: Vec<AccountRole>,
    fields: Vec<FieldEntity>,
    feature_approval: FeatureApproval,
    /// Where it moved; absent while it is here.
    #[serde(skip_serializing_if = "Option::is_none")]
    moved: Option<Box<Self>>,
}

/// Whether people here may put an account into a collection.
#[derive(Serialize, JsonSchema)]
struct FeatureApproval {
    /// Who is let without being asked.
    automatic: &'static [&'static str],
    /// Who is let when the account says so: nobody is asked.
    manual: [&'static str; 0],
    /// What that means for whoever looks. It is the same for everyone here but those with whom there is a block.
    current_user: &'static str,
}

impl FeatureApproval {
    fn of(account: &domain::account::Account) -> Self {
        let (automatic, current_user): (&[&str], _) = match &account.domain {
            _ if collection::is_open(account) => (&["public"], "automatic"),
            Some(_) => (&[], "missing"),
            None => (&[], "denied"),
        };
        Self {
            automatic,
            manual: [],
            current_user,
        }
    }
}

/// What stands beside a name: what issuers that count here vouch for. Nobody is shown as staff.
#[derive(Serialize, JsonSchema)]
struct AccountRole {
    id: String,
    name: String,
    color: &'static str,
}

impl AccountRole {
    fn of(badge: &Badge, language: &str) -> Option<Self> {
        Some(Self {
            id: badge.credential.id.to_string(),
            name: badge.role(language)?,
            color: "",
        })
    }
}

/// A line of a profile.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Field")]
struct FieldEntity {
    name: String,
    value: String,
    #[schemars(with = "Option<Time>")]
    verified_at: Option<String>,
}

impl From<Field> for FieldEntity {
    fn from(field: Field) -> Self {
        Self {
            name: field.name,
            value: field.value,
            verified_at: field.verified_at.map(domain::Timestamp::to_rfc3339),
        }
    }
}

impl<'a> Account<'a> {
    /// Shows `view`.
    ///
    /// # Errors
    /// When a column holds something else than it should.
    pub fn new(ctx: &Context, view: &'a AccountView) -> Result<Self> {
        let account = &view.account;
        let language = ctx.config.instance.languages.first();
        let language = language.map_or("en", String::as_str);
        let fields = view.fields(language)?;
        let roles = view.badges.iter();
        let roles = roles.filter_map(|badge| AccountRole::of(badge, language));
        let picture =
            |file: &Option<Media>, default: &str| Picture::new(ctx, file.clone(), default);
        let avatar = picture(&view.avatar, "avatar.png");
        let header = picture(&view.header, "header.png");
        Ok(Self {
            id: account.id.to_string(),
            username: &account.username,
            acct: acct(account),
            display_name: &account.display_name,
            locked: account.locked,
            bot: is_bot(account),
            discoverable: account.discoverable,
            indexable: account.indexable,
            noindex: !account.indexable,
            group: account.kind == ActorKind::Group,
            memorial: account.memorial,
            limited: account.silenced_at.is_some(),
            // Mastodon tells the day alone.
            created_at: format!("{}T00:00:00.000Z", account.created_at.to_date()),
            note: &account.note,
            url: account.url.as_deref().unwrap_or(&account.uri),
            uri: &account.uri,
            avatar: avatar.moving,
            avatar_static: avatar.still,
            avatar_description: description(view.avatar.as_ref()),
            header: header.moving,
            header_static: header.still,
            header_description: description(view.header.as_ref()),
            // Another server may count fewer than are known here to have left.
            followers_count: account.followers_count.max(0),
            following_count: account.following_count.max(0),
            statuses_count: account.statuses_count.max(0),
            last_status_at: account.last_status_at.map(domain::Timestamp::to_date),
            hide_collections: account.hide_collections,
            show_media: account.show_media,
            show_media_replies: account.show_media_replies,
            show_featured: account.show_featured,
            emojis: RawValue::from_string(account.emojis.clone())?,
            roles: roles.collect(),
            fields: fields.into_iter().map(Into::into).collect(),
            feature_approval: FeatureApproval::of(account),
            moved: None,
        })
    }

    /// The same, with the account that it moved to, if there is one.
    #[must_use]
    pub fn moved_to(self, target: Option<Self>) -> Self {
        let moved = target.map(Box::new);
        Self { moved, ..self }
    }
}

/// The addresses of an avatar or header. Apps demand one, so there is a default.
struct Picture {
    moving: String,
    still: String,
}

impl Picture {
    fn new(ctx: &Context, file: Option<Media>, default: &str) -> Self {
        let Some(file) = file else {
            let address = ctx.uris.path(&assets::path(default));
            return Self {
                still: address.clone(),
                moving: address,
            };
        };
        let file = media::view(ctx, file);
        Self {
            still: file.preview_url.unwrap_or_else(|| file.url.clone()),
            moving: file.url,
        }
    }
}
