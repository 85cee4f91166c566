//! Showing statuses to those who may see them.

use std::collections::HashMap;

use storage::entry::Entry;
use storage::id::{AccountId, MediaId, StatusId};
use storage::kinds::Visibility;
use storage::status::{self, Status};
use storage::thread::Post;
use storage::{media, poll, thread};

use super::edit::FormerMedia;
use super::{Media, edit};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::policy::{self, Audience, Place};
use crate::viewer::Viewer;

/// Posts of a thread that are read at all.
const THREAD: u64 = 4096;

fn asked(viewer: Viewer) -> Audience {
    policy::audience(viewer, Place::Asked)
}

/// A status or boost by its id.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, viewer: Viewer, id: StatusId) -> Result<Entry> {
    status::find_entry(ctx.db.read(), id, &asked(viewer))
        .await?
        .ok_or(Error::NotFound)
}

/// A status that other websites may show: one of ours that everyone may read.
///
/// # Errors
/// `NotFound`.
pub async fn embeddable(ctx: &Context, id: StatusId) -> Result<Entry> {
    let entry = show(ctx, Viewer::Anonymous, id).await?;
    let row = find_original(ctx, Viewer::Anonymous, id).await?;
    let is_public = matches!(row.visibility, Visibility::Public | Visibility::Unlisted);
    if entry.reblog.is_some() || !row.local || !is_public {
        return Err(Error::NotFound);
    }
    Ok(entry)
}

/// Those of `ids` that the viewer may see, in their order.
pub async fn list(ctx: &Context, viewer: Viewer, ids: &[StatusId]) -> Result<Vec<Entry>> {
    let mut entries = status::list_entries(ctx.db.read(), ids, &asked(viewer)).await?;
    let place: HashMap<StatusId, usize> = ids.iter().copied().zip(0..).collect();
    entries.sort_by_key(|entry| place.get(&entry.status.id));
    Ok(entries)
}

/// The row of a status that something is to be done with; of a boost, that of what is boosted.
///
/// # Errors
/// `NotFound`.
pub async fn find_original(ctx: &Context, viewer: Viewer, id: StatusId) -> Result<Status> {
    let audience = asked(viewer);
    let found = status::find_visible(ctx.db.read(), id, &audience)
        .await?
        .ok_or(Error::NotFound)?;
    match found.reblog_of_id {
        None => Ok(found),
        Some(original) => status::find_visible(ctx.db.read(), original, &audience)
            .await?
            .ok_or(Error::NotFound),
    }
}

/// What stands above and below a status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// From the beginning down to what the status answers.
    pub ancestors: Vec<Entry>,
    /// Each answer followed by the answers to it.
    pub descendants: Vec<Entry>,
}

/// Numbers that bound a thread for those who are not logged in, as Mastodon's.
struct Bounds {
    ancestors: usize,
    descendants: usize,
    depth: usize,
}

impl Bounds {
    fn of(viewer: Viewer) -> Self {
        match viewer {
            Viewer::Anonymous => Self {
                ancestors: 40,
                descendants: 60,
                depth: 20,
            },
            Viewer::Account(_) => Self {
                ancestors: 4096,
                descendants: 4096,
                depth: 4096,
            },
        }
    }
}

/// The thread of a status.
///
/// # Errors
/// `NotFound`.
pub async fn context(ctx: &Context, viewer: Viewer, id: StatusId) -> Result<Thread> {
    let posts = thread::posts(ctx.db.read(), id, &asked(viewer), THREAD).await?;
    let is_shown = |post: &&Post| post.id == id && post.entry.is_some();
    posts.iter().find(is_shown).ok_or(Error::NotFound)?;
    let bounds = Bounds::of(viewer);
    Ok(Thread {
        ancestors: ancestors(&posts, id, &bounds),
        descendants: descendants(&posts, id, &bounds),
    })
}

fn ancestors(posts: &[Post], id: StatusId, bounds: &Bounds) -> Vec<Entry> {
    let by_id: HashMap<StatusId, &Post> = posts.iter().map(|post| (post.id, post)).collect();
    let mut above = Vec::new();
    let mut next = by_id.get(&id).and_then(|post| post.parent);
    // Bounded by the number of posts too, should someone have made a circle of them.
    for _ in 0..posts.len().min(bounds.ancestors) {
        let Some(post) = next.and_then(|parent| by_id.get(&parent)) else {
            break;
        };
        above.extend(post.entry);
        next = post.parent;
    }
    above.reverse();
    above
}

fn descendants(posts: &[Post], id: StatusId, bounds: &Bounds) -> Vec<Entry> {
    let mut answers: HashMap<StatusId, Vec<&Post>> = HashMap::new();
    // The newest first, because they are taken from the end of the stack.
    for post in posts.iter().rev() {
        if let Some(parent) = post.parent {
            answers.entry(parent).or_default().push(post);
        }
    }
    let mut below = Vec::new();
    let mut stack: Vec<(&Post, usize)> = Vec::new();
    let mut push = |stack: &mut Vec<_>, parent: StatusId, depth: usize| {
        if depth <= bounds.depth {
            let children = answers.remove(&parent).unwrap_or_default();
            stack.extend(children.into_iter().map(|child| (child, depth)));
        }
    };
    push(&mut stack, id, 1);
    while let Some((post, depth)) = stack.pop() {
        if below.len() == bounds.descendants {
            break;
        }
        below.extend(post.entry);
        push(&mut stack, post.id, depth + 1);
    }
    below
}

/// A text as it was typed, to be edited or posted anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Of which status.
    pub id: StatusId,
    /// The text.
    pub text: String,
    /// The content warning.
    pub spoiler_text: String,
}

/// What `author` typed.
///
/// # Errors
/// `NotFound` when the status is not there or is someone else's.
pub async fn source(ctx: &Context, author: AccountId, id: StatusId) -> Result<Source> {
    let status = find_original(ctx, Viewer::Account(author), id).await?;
    if status.account_id != author {
        return Err(Error::NotFound);
    }
    Ok(Source {
        id,
        text: status.source_text.unwrap_or_default(),
        spoiler_text: status.spoiler_text,
    })
}

/// What a status said at some time.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// HTML.
    pub content: String,
    /// The content warning.
    pub spoiler_text: String,
    /// Whether attachments were hidden.
    pub sensitive: bool,
    /// The attachments then; those that are gone for good are missing.
    pub media: Vec<Media>,
    /// What could be chosen, if it asked.
    pub poll_options: Option<Vec<String>>,
    /// Since when it said so.
    pub created_at: Timestamp,
}

/// Every version of a status, the oldest first and the present one last, with its entry.
///
/// # Errors
/// `NotFound`.
pub async fn history(ctx: &Context, viewer: Viewer, id: StatusId) -> Result<(Entry, Vec<Version>)> {
    let entry = show(ctx, viewer, id).await?;
    let connection = ctx.db.read();
    let status = find_original(ctx, viewer, id).await?;
    let edits = status::list_edits(connection, status.id).await?;
    let mut former: Vec<Vec<FormerMedia>> = Vec::new();
    for edit in &edits {
        former.push(serde_json::from_str(&edit.media)?);
    }
    let ids: Vec<_> = former.iter().flatten().map(|media| media.id).collect();
    let files = media::media_of(connection, &ids).await?;
    let mut versions: Vec<Version> = edits
        .into_iter()
        .zip(&former)
        .map(|(edit, former)| version(edit, former, &files))
        .collect::<Result<_>>()?;
    let present = media::attachments_of(connection, &[status.id]).await?;
    let poll = poll::polls_of(connection, &[status.id]).await?;
    let poll = poll.into_values().next();
    versions.push(Version {
        media: present.into_values().flatten().collect(),
        poll_options: poll.map(|poll| {
            let options = poll.options.into_iter();
            options.map(|option| option.title).collect()
        }),
        created_at: status.edited_at.unwrap_or(status.created_at),
        content: status.content,
        spoiler_text: status.spoiler_text,
        sensitive: status.sensitive,
    });
    Ok((entry, versions))
}

fn version(
    edit: status::Edit,
    former: &[edit::FormerMedia],
    files: &HashMap<MediaId, Media>,
) -> Result<Version> {
    let media = former.iter().filter_map(|then| {
        let file = files.get(&then.id)?;
        Some(Media {
            description: then.description.clone(),
            ..file.clone()
        })
    });
    let titles = edit.poll_options.as_deref().map(serde_json::from_str);
    Ok(Version {
        media: media.collect(),
        poll_options: titles.transpose()?,
        content: edit.content,
        spoiler_text: edit.spoiler_text,
        sensitive: edit.sensitive,
        created_at: edit.created_at,
    })
}
