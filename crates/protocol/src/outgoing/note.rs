//! Our statuses as documents.

use chrono::{DateTime, Utc};
use domain::account::Account;
use domain::id::{AccountId, StatusId};
use domain::kinds::{Circle, MediaKind, Visibility};
use domain::quote::QuoteView;
use domain::status::Status;
use domain::status_view::{self, StatusView, View};
use domain::thread::Links;
use domain::timeline::Entry;
use domain::{Context, Timestamp, Viewer, custom_emoji, media, remote};

use super::activity::Document;
use super::{poll, thread};
use crate::vocab::{
    ActivityDocument, AttachmentDocument, IconDocument, ImageDocument, InteractionPolicyDocument,
    NoteDocument, PUBLIC, SourceDocument, TagDocument, context, duration,
};

/// A status and what stands around it.
pub struct Posted {
    /// The status with its author.
    pub view: View,
    /// The group it is posted in.
    pub group: Option<Account>,
    /// What it says of its thread.
    pub links: Links,
}

/// A status, served at its address.
#[must_use]
pub fn status(ctx: &Context, posted: &Posted) -> Document {
    let note = note(ctx, posted);
    Document::new(note.id.clone(), note, context::status())
}

/// The Create of a status, served at the status's address and `/activity`.
#[must_use]
pub fn create(ctx: &Context, posted: &Posted) -> Document {
    let note = note(ctx, posted);
    let id = format!("{}/activity", note.id);
    Document::activity(about(id, "Create", note))
}

/// The Announce that a boost is; `None` when it is no boost.
#[must_use]
pub fn announce(posted: &Posted) -> Option<Document> {
    let view = &posted.view;
    let (original, author) = view.reblog.as_ref()?;
    let (boost, booster) = (&view.status.status, &view.author.account);
    let followers: Vec<String> = booster.followers_url.iter().cloned().collect();
    let author = author.account.uri.clone();
    let (to, cc) = match boost.visibility {
        Visibility::Public => (vec![PUBLIC.to_owned()], [vec![author], followers].concat()),
        Visibility::Unlisted => (followers, vec![PUBLIC.to_owned(), author]),
        _ => (followers, vec![author]),
    };
    let (id, object) = (boost.uri.clone(), original.status.uri.clone());
    Some(Document::plain(ActivityDocument {
        to,
        cc,
        published: time(boost.created_at),
        ..ActivityDocument::new(id, "Announce", booster.uri.clone(), object)
    }))
}

/// A status that `viewer` may see, as it is told to others.
pub async fn posted(ctx: &Context, viewer: Viewer, id: StatusId) -> domain::Result<Posted> {
    let entry = domain::status::show(ctx, viewer, id).await?;
    let mut found = posts(ctx, &[entry]).await?;
    found.pop().ok_or(domain::Error::NotFound)
}

/// Statuses that whoever asks may see, as they are told to others.
pub async fn posts(ctx: &Context, entries: &[Entry]) -> domain::Result<Vec<Posted>> {
    let views = status_view::views(ctx, entries).await?;
    let rows: Vec<&Status> = views.iter().map(|view| &view.status.status).collect();
    let groups: Vec<AccountId> = rows.iter().filter_map(|row| row.group_id).collect();
    let groups = remote::accounts_of(ctx, &groups).await?;
    let mut links = domain::thread::links_of(ctx, &rows).await?;
    let post = |view: View| {
        let row = &view.status.status;
        Posted {
            group: row.group_id.and_then(|group| groups.get(&group).cloned()),
            links: links.remove(&row.id).unwrap_or_default(),
            view,
        }
    };
    Ok(views.into_iter().map(post).collect())
}

/// An activity about a status, addressed as the status is.
pub(super) fn about(
    id: String,
    kind: &'static str,
    note: NoteDocument,
) -> ActivityDocument<NoteDocument> {
    ActivityDocument {
        to: note.to.clone(),
        cc: note.cc.clone(),
        audience: note.audience.clone(),
        published: note.updated.or(note.published),
        ..ActivityDocument::new(id, kind, note.attributed_to.clone(), note)
    }
}

/// The document of a status, without its context.
pub(super) fn note(ctx: &Context, posted: &Posted) -> NoteDocument {
    let view = &posted.view;
    let row = &view.status.status;
    let author = &view.author.account;
    let (to, cc) = addressing(posted);
    let content = view.status.body();
    let language = row
        .language
        .clone()
        .map(|language| (language, content.clone()));
    let quote = view.status.quote.as_ref();
    let quoted = quote.map(|view| view.quote.quoted_uri.clone());
    let is_open = is_open(row.visibility);
    NoteDocument {
        id: row.uri.clone(),
        kind: kind(view),
        name: Some(row.title.clone()).filter(|title| !title.is_empty()),
        summary: Some(row.spoiler_text.clone()).filter(|text| !text.is_empty()),
        in_reply_to: row.in_reply_to_uri.clone(),
        published: time(row.created_at),
        updated: row.edited_at.and_then(time),
        url: row
            .url
            .clone()
            .unwrap_or_else(|| ctx.uris.status_page(&author.username, row.id)),
        attributed_to: author.uri.clone(),
        to,
        cc,
        audience: posted.group.as_ref().map(|group| group.uri.clone()),
        sensitive: row.sensitive,
        context: posted.links.context.clone(),
        conversation: posted.links.context.clone(),
        content,
        content_map: language.into_iter().collect(),
        source: row.source_text.clone().map(|content| SourceDocument {
            content,
            media_type: "text/plain",
        }),
        attachment: attachments(ctx, &view.status),
        tag: [tags(ctx, &view.status), emojis(&row.emojis)].concat(),
        quote: quoted.clone(),
        quote_url: quoted.clone(),
        misskey_quote: quoted,
        quote_authorization: quote.and_then(QuoteView::stamp),
        interaction_policy: policy(&view.status, author),
        poll: view
            .status
            .poll
            .as_ref()
            .map(|asked| poll::asked(asked, ctx.clock.now())),
        replies: is_open.then(|| thread::replies(posted)),
        likes: is_open.then(|| thread::likes(row)),
        shares: is_open.then(|| thread::shares(row)),
    }
}

/// Who may quote it: the author alone stands for nobody else, as in Mastodon. Who may reply, unless everybody may: with the
/// author and those whom it names, as `GoToSocial` tells it.
fn policy(view: &StatusView, author: &Account) -> InteractionPolicyDocument {
    let mut quoters = collections(&view.quotable.approval.automatic, author);
    if quoters.is_empty() {
        quoters.push(author.uri.clone());
    }
    let policy = InteractionPolicyDocument::quotes(quoters);
    let Some(rule) = &view.interaction_policy.reply else {
        return policy;
    };
    let mut repliers = vec![author.uri.clone()];
    repliers.extend(collections(&rule.automatic, author));
    repliers.extend(view.mentions.iter().map(|named| named.uri.clone()));
    policy.with_repliers(repliers)
}

fn collections(circles: &[Circle], author: &Account) -> Vec<String> {
    let collection = |circle: &Circle| match circle {
        Circle::Public => Some(PUBLIC.to_owned()),
        Circle::Followers => author.followers_url.clone(),
        Circle::Following => author.following_url.clone(),
        Circle::Unsupported => None,
    };
    circles.iter().filter_map(collection).collect()
}

fn kind(view: &View) -> &'static str {
    if view.status.poll.is_some() {
        return "Question";
    }
    match view.status.status.kind.as_str() {
        "Page" => "Page",
        _ => "Note",
    }
}

/// Whether everyone may see it.
pub(super) fn is_open(visibility: Visibility) -> bool {
    matches!(visibility, Visibility::Public | Visibility::Unlisted)
}

/// Mastodon's table; an addressed group is told by its followers too, and stands first in what everyone may see.
fn addressing(posted: &Posted) -> (Vec<String>, Vec<String>) {
    let view = &posted.view;
    let group = posted.group.as_ref();
    let of_group = |group: &Account| group.uri.clone();
    let public: Vec<String> = group
        .map(of_group)
        .into_iter()
        .chain([PUBLIC.to_owned()])
        .collect();
    let followers: Vec<String> = view.author.account.followers_url.iter().cloned().collect();
    let named = view.status.mentions.iter().map(|who| who.uri.clone());
    let named = named.filter(|uri| group.is_none_or(|group| group.uri != *uri));
    let its_followers = group.and_then(|group| group.followers_url.clone());
    let mentioned: Vec<String> = named.chain(its_followers).collect();
    match view.status.status.visibility {
        Visibility::Public => (public, [followers, mentioned].concat()),
        Visibility::Unlisted => (followers, [public, mentioned].concat()),
        Visibility::Private => (followers, mentioned),
        Visibility::Direct => (mentioned, Vec::new()),
        Visibility::Group => (
            [group.map(of_group).into_iter().collect(), mentioned].concat(),
            Vec::new(),
        ),
    }
}

fn attachments(ctx: &Context, view: &StatusView) -> Vec<AttachmentDocument> {
    let document = |file: &domain::status::Media| {
        let file = media::view(ctx, file.clone());
        let pixels = |side: i32| u32::try_from(side).ok();
        AttachmentDocument::Document {
            media_type: file.mime,
            url: file.url,
            name: Some(file.description).filter(|text| !text.is_empty()),
            blurhash: file.blurhash,
            focal_point: Some([file.focus.0, file.focus.1]),
            width: file.original.and_then(|size| pixels(size.width)),
            height: file.original.and_then(|size| pixels(size.height)),
            duration: file
                .playback
                .and_then(|playback| playback.duration)
                .map(duration::write),
            icon: poster(file.kind, file.preview_url, file.preview_mime),
        }
    };
    view.media.iter().map(document).collect()
}

/// What is shown of a video or sound before it is played.
fn poster(kind: MediaKind, url: Option<String>, mime: Option<&str>) -> Option<ImageDocument> {
    if kind == MediaKind::Image {
        return None;
    }
    Some(ImageDocument {
        media_type: mime?.to_owned(),
        url: url?,
        summary: None,
    })
}

fn tags(ctx: &Context, view: &StatusView) -> Vec<TagDocument> {
    let named = view.mentions.iter().filter(|who| !who.silent);
    let mentions = named.map(|who| TagDocument::Mention {
        href: who.uri.clone(),
        name: format!(
            "@{}@{}",
            who.username,
            who.domain.as_deref().unwrap_or(ctx.uris.domain())
        ),
    });
    let hashtags = view.tags.iter().map(|tag| TagDocument::Hashtag {
        href: ctx.uris.tag_page(&tag.name),
        name: format!("#{}", tag.name),
    });
    mentions.chain(hashtags).collect()
}

/// The custom emoji of a column; one that cannot be read has none.
pub(super) fn emojis(column: &str) -> Vec<TagDocument> {
    let emojis = custom_emoji::read(column).unwrap_or_default().into_iter();
    emojis
        .map(|emoji| TagDocument::Emoji {
            id: emoji.url.clone(),
            name: format!(":{}:", emoji.shortcode),
            icon: IconDocument { url: emoji.url },
        })
        .collect()
}

/// As the wire has times.
pub(super) fn time(at: Timestamp) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(at.millis())
}
