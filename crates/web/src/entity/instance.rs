//! `Instance` and `V1::Instance`. What is promised here, apps offer: nothing that is missing is.

use domain::account_view::AccountView;
use domain::config::{FederationMode, Registrations};
use domain::domain_block::Published;
use domain::instance::Counts;
use domain::kinds::Severity;
use domain::poll;
use domain::rule;
use domain::text::clean::ALT_TEXT;
use domain::{Context, Result, featured_tag, ffmpeg};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::account::Account;
use super::rule::Rule;
use crate::assets;

/// The Mastodon whose API this is: the first one with grouped notifications.
const COMPATIBLE: &str = "4.3.0";
/// The same as a number, which apps ask before they offer what is new.
const API_VERSION: u32 = 2;
/// Characters that a link counts for, however long it is.
const URL_CHARACTERS: u32 = 23;
/// What uploads may be.
const PICTURES: [&str; 4] = ["image/jpeg", "image/png", "image/gif", "image/webp"];

/// What the database knows of the instance.
pub struct Facts {
    /// How many there are of what.
    pub counts: Counts,
    /// The rules.
    pub rules: Vec<rule::Rule>,
    /// Whether there are terms of service.
    pub has_terms: bool,
    /// Who answers for it.
    pub contact: Option<AccountView>,
    /// The key by which push services know it.
    pub vapid: String,
    /// Whether someone translates.
    pub translates: bool,
}

impl Facts {
    fn contact(&self, ctx: &Context) -> Result<Option<Account<'_>>> {
        let account = self.contact.as_ref();
        account.map(|view| Account::new(ctx, view)).transpose()
    }
}

/// `GET /api/v2/instance`.
pub fn v2(ctx: &Context, facts: &Facts) -> Result<Value> {
    let instance = &ctx.config.instance;
    Ok(json!({
        "domain": ctx.uris.domain(),
        "title": instance.title,
        "version": version(ctx),
        "source_url": instance.source_url,
        "description": instance.description,
        "usage": { "users": { "active_month": facts.counts.active_month } },
        "thumbnail": { "url": thumbnail(ctx) },
        "icon": [],
        "languages": instance.languages,
        "configuration": configuration_v2(ctx, facts),
        "registrations": registrations(ctx),
        "api_versions": { "mastodon": API_VERSION },
        "contact": { "email": instance.contact_email, "account": facts.contact(ctx)? },
        "rules": rules(&facts.rules),
    }))
}

/// `GET /api/v1/instance`.
pub fn v1(ctx: &Context, facts: &Facts) -> Result<Value> {
    let instance = &ctx.config.instance;
    let registrations = ctx.config.registrations;
    Ok(json!({
        "uri": ctx.uris.domain(),
        "title": instance.title,
        "short_description": instance.description,
        "description": instance.description,
        "email": instance.contact_email,
        "version": version(ctx),
        "urls": { "streaming_api": streaming(ctx) },
        "stats": {
            "user_count": facts.counts.users,
            "status_count": facts.counts.statuses,
            "domain_count": facts.counts.domains,
        },
        "thumbnail": thumbnail(ctx),
        "languages": instance.languages,
        "registrations": registrations != Registrations::Closed,
        "approval_required": registrations == Registrations::Approval,
        "invites_enabled": false,
        "configuration": configuration(ctx, facts),
        "contact_account": facts.contact(ctx)?,
        "rules": rules(&facts.rules),
    }))
}

fn version(ctx: &Context) -> String {
    let ours = ctx.config.instance.version;
    format!("{COMPATIBLE} (compatible; Rounds {ours})")
}

fn thumbnail(ctx: &Context) -> String {
    ctx.uris.path(&assets::path("mark.png"))
}

/// `ws:` or `wss:`, as the pages are `http:` or `https:`.
fn streaming(ctx: &Context) -> String {
    ctx.uris.base().replacen("http", "ws", 1)
}

fn registrations(ctx: &Context) -> Value {
    let registrations = ctx.config.registrations;
    json!({
        "enabled": registrations != Registrations::Closed,
        "approval_required": registrations == Registrations::Approval,
        "reason_required": registrations == Registrations::Approval,
        "message": null,
        "url": ctx.uris.path("/signup"),
    })
}

fn configuration_v2(ctx: &Context, facts: &Facts) -> Value {
    let mut configuration = configuration(ctx, facts);
    configuration["vapid"] = json!({ "public_key": facts.vapid });
    configuration
}

fn configuration(ctx: &Context, facts: &Facts) -> Value {
    let limits = &ctx.config.limits;
    let of_videos = |limit: u64| ctx.ffmpeg.as_ref().map_or(0, |_| limit);
    json!({
        "urls": {
            "streaming": streaming(ctx),
            "about": ctx.uris.path("/about"),
            "privacy_policy": ctx.uris.path("/privacy-policy"),
            "terms_of_service": facts.has_terms.then(|| ctx.uris.path("/terms-of-service")),
        },
        "accounts": { "max_featured_tags": featured_tag::LIMIT, "max_profile_fields": limits.fields },
        "statuses": {
            "max_characters": limits.status_characters,
            "max_media_attachments": limits.status_media,
            "characters_reserved_per_url": URL_CHARACTERS,
        },
        "media_attachments": {
            "supported_mime_types": uploads(ctx),
            "description_limit": ALT_TEXT,
            "image_size_limit": limits.image_bytes,
            "image_matrix_limit": limits.image_pixels,
            "video_size_limit": of_videos(limits.video_bytes as u64),
            "video_frame_rate_limit": of_videos(ffmpeg::MAX_FRAME_RATE.into()),
            "video_matrix_limit": of_videos(ffmpeg::MAX_PIXELS),
        },
        "polls": {
            "max_options": poll::OPTIONS,
            "max_characters_per_option": poll::CHARACTERS,
            "min_expiration": poll::SHORTEST.as_secs(),
            "max_expiration": poll::LONGEST.as_secs(),
        },
        "translation": { "enabled": facts.translates },
        "limited_federation": ctx.config.federation.mode == FederationMode::AllowList,
    })
}

/// The media types of uploads: those of videos and sound where they can be read.
fn uploads(ctx: &Context) -> Vec<&'static str> {
    let moving = ctx.ffmpeg.as_ref().map(|_| ffmpeg::MIME_TYPES);
    PICTURES
        .into_iter()
        .chain(moving.into_iter().flatten())
        .collect()
}

/// The list of `Rule`.
#[must_use]
pub fn rules(rules: &[rule::Rule]) -> Vec<Rule<'_>> {
    rules.iter().map(Rule::from).collect()
}

/// `Language`.
#[derive(Serialize, JsonSchema)]
pub struct Language {
    /// ISO 639-1.
    pub code: &'static str,
    /// In English.
    pub name: &'static str,
}

/// A domain that is limited here.
#[derive(Serialize, JsonSchema)]
pub struct DomainBlock {
    domain: String,
    /// SHA-256 of the domain, in hexadecimal.
    digest: String,
    severity: Severity,
    comment: Option<String>,
}

impl From<Published> for DomainBlock {
    fn from(block: Published) -> Self {
        Self {
            domain: block.domain,
            digest: block.digest,
            severity: block.severity,
            comment: block.comment,
        }
    }
}
