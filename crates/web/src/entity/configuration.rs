//! What the instance allows, for apps to offer no more: `configuration` of both versions of the instance.

use domain::config::{FederationMode, Limits};
use domain::text::clean::{ALT_TEXT, DISPLAY_NAME, PROFILE_FIELD};
use domain::{Context, featured_tag, ffmpeg, pin, poll};
use schemars::JsonSchema;
use serde::Serialize;

use super::format::Url;
use super::instance::Facts;

/// Characters that a link counts for, however long it is.
const URL_CHARACTERS: u32 = 23;
/// What pictures may be.
const PICTURES: [&str; 4] = ["image/jpeg", "image/png", "image/gif", "image/webp"];

/// That of the first version.
#[derive(Serialize, JsonSchema)]
pub struct ConfigurationV1 {
    accounts: AccountsV1,
    statuses: Statuses,
    media_attachments: MediaAttachments,
    polls: Polls,
}

/// That of the second version.
#[derive(Serialize, JsonSchema)]
pub struct Configuration<'a> {
    urls: Urls,
    vapid: Vapid<'a>,
    accounts: Accounts,
    statuses: Statuses,
    media_attachments: MediaAttachments,
    polls: Polls,
    translation: Translation,
    timelines_access: TimelinesAccess,
    limited_federation: bool,
}

#[derive(Serialize, JsonSchema)]
struct Urls {
    #[schemars(with = "Url")]
    streaming: String,
    #[schemars(with = "Option<Url>")]
    status: Option<String>,
    #[schemars(with = "Url")]
    about: String,
    #[schemars(with = "Option<Url>")]
    privacy_policy: Option<String>,
    #[schemars(with = "Option<Url>")]
    terms_of_service: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct Vapid<'a> {
    public_key: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct AccountsV1 {
    max_featured_tags: u64,
}

#[derive(Serialize, JsonSchema)]
struct Accounts {
    max_display_name_length: usize,
    max_note_length: usize,
    max_avatar_description_length: usize,
    max_header_description_length: usize,
    max_featured_tags: u64,
    max_pinned_statuses: u64,
    max_profile_fields: usize,
    profile_field_name_limit: usize,
    profile_field_value_limit: usize,
}

#[derive(Serialize, JsonSchema)]
struct Statuses {
    max_characters: usize,
    max_media_attachments: usize,
    characters_reserved_per_url: u32,
}

#[derive(Serialize, JsonSchema)]
struct MediaAttachments {
    supported_mime_types: Vec<&'static str>,
    description_limit: usize,
    image_size_limit: usize,
    image_matrix_limit: u64,
    video_size_limit: u64,
    video_frame_rate_limit: u64,
    video_matrix_limit: u64,
}

#[derive(Serialize, JsonSchema)]
struct Polls {
    max_options: usize,
    max_characters_per_option: usize,
    min_expiration: u64,
    max_expiration: u64,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "InstanceTranslation")]
struct Translation {
    enabled: bool,
}

/// Who may read the timelines.
#[derive(Serialize, JsonSchema)]
#[expect(clippy::struct_field_names, reason = "the API names them so")]
struct TimelinesAccess {
    live_feeds: Access,
    hashtag_feeds: Access,
    trending_link_feeds: Access,
}

/// Everybody may, with or without a token.
#[derive(Serialize, JsonSchema)]
struct Access {
    local: &'static str,
    remote: &'static str,
}

const PUBLIC: Access = Access {
    local: "public",
    remote: "public",
};

impl ConfigurationV1 {
    /// What this instance allows.
    #[must_use]
    pub fn new(ctx: &Context) -> Self {
        let limits = &ctx.config.limits;
        Self {
            accounts: AccountsV1 {
                max_featured_tags: featured_tag::LIMIT,
            },
            statuses: Statuses::new(limits),
            media_attachments: MediaAttachments::new(ctx),
            polls: Polls::new(),
        }
    }
}

impl<'a> Configuration<'a> {
    /// What this instance allows.
    #[must_use]
    pub fn new(ctx: &Context, facts: &'a Facts) -> Self {
        let limits = &ctx.config.limits;
        Self {
            urls: Urls::new(ctx, facts),
            vapid: Vapid {
                public_key: &facts.vapid,
            },
            accounts: Accounts::new(limits),
            statuses: Statuses::new(limits),
            media_attachments: MediaAttachments::new(ctx),
            polls: Polls::new(),
            translation: Translation {
                enabled: facts.translates,
            },
            timelines_access: TimelinesAccess {
                live_feeds: PUBLIC,
                hashtag_feeds: PUBLIC,
                trending_link_feeds: PUBLIC,
            },
            limited_federation: ctx.config.federation.mode == FederationMode::AllowList,
        }
    }
}

impl Urls {
    fn new(ctx: &Context, facts: &Facts) -> Self {
        let terms = || ctx.uris.path("/terms-of-service");
        Self {
            streaming: streaming(ctx),
            status: None,
            about: ctx.uris.about_page(),
            privacy_policy: Some(ctx.uris.path("/privacy-policy")),
            terms_of_service: facts.has_terms.then(terms),
        }
    }
}

/// Where events are told: `ws:` or `wss:`, as the pages are `http:` or `https:`.
#[must_use]
pub fn streaming(ctx: &Context) -> String {
    ctx.uris.base().replacen("http", "ws", 1)
}

impl Accounts {
    fn new(limits: &Limits) -> Self {
        Self {
            max_display_name_length: DISPLAY_NAME,
            max_note_length: limits.note_characters,
            max_avatar_description_length: ALT_TEXT,
            max_header_description_length: ALT_TEXT,
            max_featured_tags: featured_tag::LIMIT,
            max_pinned_statuses: pin::LIMIT,
            max_profile_fields: limits.fields,
            profile_field_name_limit: PROFILE_FIELD,
            profile_field_value_limit: PROFILE_FIELD,
        }
    }
}

impl Statuses {
    fn new(limits: &Limits) -> Self {
        Self {
            max_characters: limits.status_characters,
            max_media_attachments: limits.status_media,
            characters_reserved_per_url: URL_CHARACTERS,
        }
    }
}

impl MediaAttachments {
    fn new(ctx: &Context) -> Self {
        let limits = &ctx.config.limits;
        let of_videos = |limit: u64| ctx.ffmpeg.as_ref().map_or(0, |_| limit);
        Self {
            supported_mime_types: uploads(ctx),
            description_limit: ALT_TEXT,
            image_size_limit: limits.image_bytes,
            image_matrix_limit: limits.image_pixels,
            video_size_limit: of_videos(limits.video_bytes as u64),
            video_frame_rate_limit: of_videos(ffmpeg::MAX_FRAME_RATE.into()),
            video_matrix_limit: of_videos(ffmpeg::MAX_PIXELS),
        }
    }
}

/// The media types of uploads: those of videos and sound where they can be read.
fn uploads(ctx: &Context) -> Vec<&'static str> {
    let moving = ctx.ffmpeg.as_ref().map(|_| ffmpeg::MIME_TYPES);
    PICTURES
        .into_iter()
        .chain(moving.into_iter().flatten())
        .collect()
}

impl Polls {
    fn new() -> Self {
        Self {
            max_options: poll::OPTIONS,
            max_characters_per_option: poll::CHARACTERS,
            min_expiration: poll::SHORTEST.as_secs(),
            max_expiration: poll::LONGEST.as_secs(),
        }
    }
}
