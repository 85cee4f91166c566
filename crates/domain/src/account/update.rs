//! What people say about themselves.

use bytes::Bytes;
use storage::Transaction;
use storage::account::{self, Account, Change};
use storage::id::{AccountId, MediaId, UserId};
use storage::kinds::{MediaPurpose, Visibility};
use storage::media::Wording;
pub use storage::user::PostingDefaults;

use super::{Field, changed, show};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::custom_emoji;
use crate::error::{Error, Result};
use crate::follow;
use crate::language;
use crate::media::{self, NewPicture};
use crate::names::canonical_domain;
use crate::outgoing::{self, Outgoing};
use crate::profile;
use crate::reason::Reason;
use crate::text::clean::{self, TextError};
use crate::text::compose::{self, Links};
use crate::text::scan;

/// Websites that may name someone as an author, as on Mastodon.
const ATTRIBUTION_DOMAINS: usize = 10;

/// What is to be changed; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Update {
    /// The name that stands large.
    pub display_name: Option<String>,
    /// The biography, as it is written.
    pub note: Option<String>,
    /// Names and values of the profile fields, as they are written; all of them.
    pub fields: Option<Vec<(String, String)>>,
    /// The picture.
    pub avatar: Picture,
    /// What the picture shows, for those who do not see it.
    pub avatar_description: Option<String>,
    /// The banner.
    pub header: Picture,
    /// What the banner shows.
    pub header_description: Option<String>,
    /// Decides on each follower.
    pub locked: Option<bool>,
    /// Posts by itself.
    pub bot: Option<bool>,
    /// Wants to be recommended.
    pub discoverable: Option<bool>,
    /// Its public statuses may be searched.
    pub indexable: Option<bool>,
    /// Shows nobody whom it follows and who follows it.
    pub hide_collections: Option<bool>,
    /// Its page has a tab of files.
    pub show_media: Option<bool>,
    /// On which answers to others are too.
    pub show_media_replies: Option<bool>,
    /// Its page shows what it recommends.
    pub show_featured: Option<bool>,
    /// The websites that may name it as an author; all of them.
    pub attribution_domains: Option<Vec<String>>,
    /// How the posts of the login are meant when an app does not say.
    pub posting: PostingDefaults,
    /// What is said of the person as a professional.
    pub profile: profile::Change,
}

/// What becomes of a picture.
#[derive(Clone, Debug, Default)]
pub enum Picture<T = Bytes> {
    /// It stays.
    #[default]
    Keep,
    /// It is taken away.
    Remove,
    /// This image takes its place.
    Replace(T),
}

/// Changes the profile of `who`, which `user` logged in for, all of it or nothing, and tells the servers of its
/// followers. Whoever waits for a locked account to answer is let in when it is locked no more.
pub async fn update(
    ctx: &Context,
    who: AccountId,
    user: UserId,
    mut update: Update,
) -> Result<Account> {
    let before = show(ctx, who).await?;
    let posting = checked(std::mem::take(&mut update.posting))?;
    let profile = profile::checked(ctx, who, std::mem::take(&mut update.profile)).await?;
    let pictures = (
        std::mem::take(&mut update.avatar),
        std::mem::take(&mut update.header),
    );
    let descriptions = (
        description("avatar_description", update.avatar_description.take())?,
        description("header_description", update.header_description.take())?,
    );
    let mut change = written(ctx, update)?;
    change.emojis = emojis(ctx, &before, &change).await?;
    // Last: what is refused for its words leaves no files.
    let avatar = read(ctx, MediaPurpose::Avatar, pictures.0).await?;
    let header = read(ctx, MediaPurpose::Header, pictures.1).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    if posting != PostingDefaults::default() {
        storage::user::set_posting_defaults(&*tx, user, posting).await?;
    }
    change.avatar_id = replace(&tx, who, before.avatar_id, avatar, now).await?;
    change.header_id = replace(&tx, who, before.header_id, header, now).await?;
    let (avatar, header) = (
        change.avatar_id.unwrap_or(before.avatar_id),
        change.header_id.unwrap_or(before.header_id),
    );
    let described = describe(&tx, avatar, descriptions.0).await?
        | describe(&tx, header, descriptions.1).await?;
    if let Some(profile) = &profile {
        profile::write(&tx, who, profile, now).await?;
    }
    if described || change != Change::default() || profile.is_some() {
        account::change(&*tx, who, change, now).await?;
        changed(&tx, who, now).await?;
        outgoing::send(&tx, Outgoing::UpdateActor { account_id: who }, now).await?;
    }
    tx.commit().await?;
    let after = show(ctx, who).await?;
    if before.locked && !after.locked {
        follow::authorize_all(ctx, who).await?;
    }
    Ok(after)
}

/// A language has one spelling; a group is chosen for a post, never for all of them.
fn checked(mut posting: PostingDefaults) -> Result<PostingDefaults> {
    if posting.visibility == Some(Visibility::Group) {
        return Err(Error::invalid("source[privacy]", "is not one that exists"));
    }
    if let Some(Some(tag)) = &posting.language {
        let known = language::canonical(tag)
            .ok_or_else(|| Error::invalid("source[language]", "is not a language"))?;
        posting.language = Some(Some(known));
    }
    Ok(posting)
}

/// Reads and stores a new picture.
async fn read(
    ctx: &Context,
    purpose: MediaPurpose,
    picture: Picture,
) -> Result<Picture<NewPicture>> {
    Ok(match picture {
        Picture::Keep => Picture::Keep,
        Picture::Remove => Picture::Remove,
        Picture::Replace(bytes) => {
            Picture::Replace(media::read_picture(ctx, purpose, bytes).await?)
        }
    })
}

async fn replace(
    tx: &Transaction,
    who: AccountId,
    old: Option<MediaId>,
    picture: Picture<NewPicture>,
    now: Timestamp,
) -> Result<Option<Option<MediaId>>> {
    let new = match picture {
        Picture::Keep => return Ok(None),
        Picture::Remove => None,
        Picture::Replace(new) => Some(new),
    };
    let id = media::replace_picture(tx, who, old, new, now).await?;
    Ok(Some(id))
}

/// The custom emoji that the profile is written with, when its words change.
async fn emojis(ctx: &Context, before: &Account, change: &Change) -> Result<Option<String>> {
    if change.display_name.is_none() && change.note.is_none() && change.fields.is_none() {
        return Ok(None);
    }
    let name = change.display_name.as_ref().unwrap_or(&before.display_name);
    let note = change
        .note
        .as_ref()
        .map_or(&before.note_source, |(_, source)| source);
    let fields = change.fields.as_ref().unwrap_or(&before.fields);
    let texts = [name.as_str(), note, fields];
    Ok(Some(custom_emoji::used_in(ctx, &texts).await?))
}

fn description(field: &'static str, text: Option<String>) -> Result<Option<String>> {
    let text = text.as_deref().map(clean::alt_text).transpose();
    text.map_err(refused(field))
}

/// Says what a picture shows, if there is one; whether anything was said.
async fn describe(
    tx: &Transaction,
    picture: Option<MediaId>,
    text: Option<String>,
) -> Result<bool> {
    let (Some(id), Some(text)) = (picture, text) else {
        return Ok(false);
    };
    let wording = Wording {
        description: Some(text),
        focus: None,
    };
    storage::media::describe(&**tx, id, None, &wording).await?;
    Ok(true)
}

fn written(ctx: &Context, update: Update) -> Result<Change> {
    let fields = match update.fields {
        Some(pairs) => Some(serde_json::to_string(&fields(ctx, pairs)?)?),
        None => None,
    };
    Ok(Change {
        display_name: update
            .display_name
            .map(|name| clean::display_name(&name).map_err(refused("display_name")))
            .transpose()?,
        note: update.note.map(|note| biography(ctx, &note)).transpose()?,
        fields,
        locked: update.locked,
        bot: update.bot,
        discoverable: update.discoverable,
        indexable: update.indexable,
        hide_collections: update.hide_collections,
        show_media: update.show_media,
        show_media_replies: update.show_media_replies,
        show_featured: update.show_featured,
        attribution_domains: update.attribution_domains.map(domains).transpose()?,
        ..Change::default()
    })
}

/// The domains in their one spelling, each once, as a JSON array.
fn domains(sent: Vec<String>) -> Result<String> {
    let mut known = Vec::new();
    for domain in sent.iter().filter(|domain| !domain.trim().is_empty()) {
        let wrong = |_| {
            let reason = Reason::new("has no domain {domain}").with("domain", domain);
            Error::invalid("attribution_domains", reason)
        };
        let domain = canonical_domain(domain).map_err(wrong)?;
        if !known.contains(&domain) {
            known.push(domain);
        }
    }
    if known.len() > ATTRIBUTION_DOMAINS {
        let reason = Reason::new("has too many domains (maximum is {most})")
            .with("most", ATTRIBUTION_DOMAINS);
        return Err(Error::invalid("attribution_domains", reason));
    }
    Ok(serde_json::to_string(&known)?)
}

/// The biography as HTML, and as it was written.
pub(crate) fn biography(ctx: &Context, note: &str) -> Result<(String, String)> {
    let source =
        clean::paragraphs(note, ctx.config.limits.note_characters).map_err(refused("note"))?;
    Ok((html(ctx, &source), source))
}

/// The fields that say something; one without name and value is how an app takes it away.
fn fields(ctx: &Context, pairs: Vec<(String, String)>) -> Result<Vec<Field>> {
    let mut fields = Vec::new();
    for (name, value) in pairs {
        let name = clean::profile_field(&name).map_err(refused("fields_attributes"))?;
        let value = clean::profile_field(&value).map_err(refused("fields_attributes"))?;
        if !name.is_empty() || !value.is_empty() {
            fields.push(Field {
                name,
                value: line(&html(ctx, &value)),
                verified_at: None,
            });
        }
    }
    let most = ctx.config.limits.fields;
    if fields.len() > most {
        let reason = Reason::new("has too many fields (maximum is {most})").with("most", most);
        return Err(Error::invalid("fields_attributes", reason));
    }
    Ok(fields)
}

/// Links and hashtags are live; names stay text, since nobody is told of them.
fn html(ctx: &Context, text: &str) -> String {
    let links = Links {
        mentions: &std::collections::HashMap::new(),
        tags: &ctx.uris.tag_page(""),
    };
    compose::render(text, &scan::scan(text), links)
}

/// HTML of one line without the paragraph around it.
fn line(html: &str) -> String {
    let inner = html
        .strip_prefix("<p>")
        .and_then(|html| html.strip_suffix("</p>"));
    inner.unwrap_or(html).to_owned()
}

fn refused(field: &'static str) -> impl Fn(TextError) -> Error {
    move |error| Error::invalid(field, error)
}
