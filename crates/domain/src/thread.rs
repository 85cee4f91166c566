//! Threads as other servers read them: what answers a status, and what stands in a thread that began here. Both show what
//! everyone may see, to everyone the same. And threads of others, which are looked through for what is missing here.

pub mod frontier;
pub mod refresh;

use std::collections::HashMap;

use storage::id::{ConversationId, StatusId};
use storage::kinds::Visibility;
use storage::status::Status;
use storage::thread;
pub use storage::thread::{By, Link};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::policy::{self, Audience, Place};
use crate::status;
use crate::viewer::Viewer;

/// Statuses a page.
pub const PAGE: u64 = 60;
/// Answers of the author to themselves that stand within a status, as in Mastodon.
pub const OWN_REPLIES: u64 = 5;

/// What a status says of its thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The collection of the thread, if it began here (FEP-7888).
    pub context: Option<String>,
    /// The first answers of its author to themselves.
    pub own_replies: Vec<Link>,
}

fn everyone() -> Audience {
    policy::audience(Viewer::Anonymous, Place::Asked)
}

/// What each of `statuses` says of its thread.
///
/// # Errors
/// When the database refuses.
pub async fn links_of(ctx: &Context, statuses: &[&Status]) -> Result<HashMap<StatusId, Links>> {
    let (connection, audience) = (ctx.db.read(), everyone());
    let ids: Vec<StatusId> = statuses.iter().map(|status| status.id).collect();
    let threads: Vec<ConversationId> = statuses.iter().map(|row| row.conversation_id).collect();
    let here = thread::begun_here(connection, &threads, &audience).await?;
    let mut own = thread::own_replies_of(connection, &ids, &audience, OWN_REPLIES).await?;
    let links = statuses.iter().map(|status| {
        let thread = status.conversation_id;
        let links = Links {
            context: here.contains(&thread).then(|| ctx.uris.context(thread)),
            own_replies: own.remove(&status.id).unwrap_or_default(),
        };
        (status.id, links)
    });
    Ok(links.collect())
}

/// A page of the answers to a status, from after `after` on. Whether the status itself may be seen was asked before.
///
/// # Errors
/// When the database refuses.
pub async fn replies(
    ctx: &Context,
    of: StatusId,
    by: By,
    after: Option<StatusId>,
) -> Result<Vec<Link>> {
    let page = (after, PAGE);
    Ok(thread::list_replies(ctx.db.read(), of, by, &everyone(), page).await?)
}

/// Whether a status is for everyone.
#[must_use]
pub fn is_open(status: &Status) -> bool {
    matches!(status.visibility, Visibility::Public | Visibility::Unlisted)
}

/// The status for everyone that began a thread here.
///
/// # Errors
/// `NotFound` when there is none that `viewer` may see.
pub async fn root(ctx: &Context, viewer: Viewer, id: ConversationId) -> Result<Status> {
    let found = status::find_original(ctx, viewer, StatusId(id.0)).await?;
    let is_root = found.local && found.conversation_id == id && found.id.0 == id.0;
    (is_root && is_open(&found))
        .then_some(found)
        .ok_or(Error::NotFound)
}

/// A page of a thread, from after `after` on.
///
/// # Errors
/// When the database refuses.
pub async fn statuses(
    ctx: &Context,
    id: ConversationId,
    after: Option<StatusId>,
) -> Result<Vec<Link>> {
    Ok(thread::list_links(ctx.db.read(), id, &everyone(), (after, PAGE)).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::NewStatus;
    use crate::testing::{self, local_account};

    fn ids(links: &[Link]) -> Vec<StatusId> {
        links.iter().map(|link| link.id).collect()
    }

    #[tokio::test]
    async fn a_thread_is_told_as_everyone_may_see_it() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let (anna, ben) = (
            local_account(ctx, "anna").await,
            local_account(ctx, "ben").await,
        );
        let root = testing::post(ctx, anna.id, testing::new_status("root")).await;
        let mut answers = Vec::new();
        for (author, to, visibility) in [
            (anna.id, root, Visibility::Public),
            (ben.id, root, Visibility::Unlisted),
            (anna.id, root, Visibility::Private),
            (ben.id, root, Visibility::Direct),
            (anna.id, root, Visibility::Unlisted),
        ] {
            let new = NewStatus {
                visibility,
                in_reply_to_id: Some(to),
                ..testing::new_status("answer")
            };
            answers.push(testing::post(ctx, author, new).await);
        }
        let deeper = NewStatus {
            in_reply_to_id: Some(answers[1]),
            ..testing::new_status("deeper")
        };
        let deeper = testing::post(ctx, anna.id, deeper).await;

        let own = replies(ctx, root, By::Author, None).await.expect("lists");
        assert_eq!(ids(&own), [answers[0], answers[4]]);
        let rest = replies(ctx, root, By::Author, Some(answers[0])).await;
        assert_eq!(ids(&rest.expect("lists")), [answers[4]]);
        let others = replies(ctx, root, By::Others, None).await.expect("lists");
        assert_eq!(ids(&others), [answers[1]]);

        let thread = ConversationId(root.0);
        let all = statuses(ctx, thread, None).await.expect("lists");
        assert_eq!(
            ids(&all),
            [root, answers[0], answers[1], answers[4], deeper]
        );
        let found = super::root(ctx, Viewer::Anonymous, thread)
            .await
            .expect("is there");
        assert_eq!(found.id, root);
        for none in [deeper, StatusId(7)] {
            let none = super::root(ctx, Viewer::Anonymous, ConversationId(none.0)).await;
            assert!(matches!(none, Err(Error::NotFound)));
        }

        let row = status::find_original(ctx, Viewer::Account(anna.id), answers[2]).await;
        let (secret, root) = (row.expect("is hers"), found);
        let links = links_of(ctx, &[&root, &secret]).await.expect("answers");
        assert_eq!(links[&root.id].own_replies, own);
        for id in [root.id, secret.id] {
            assert_eq!(links[&id].context, Some(ctx.uris.context(thread)));
        }
    }

    #[tokio::test]
    async fn a_thread_that_not_everyone_may_see_has_no_address() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let anna = local_account(ctx, "anna").await;
        let new = NewStatus {
            visibility: Visibility::Private,
            ..testing::new_status("for some")
        };
        let id = testing::post(ctx, anna.id, new).await;
        let row = status::find_original(ctx, Viewer::Account(anna.id), id).await;
        let row = row.expect("is hers");
        let links = links_of(ctx, &[&row]).await.expect("answers");
        assert_eq!(links[&id], Links::default());
        let root = super::root(ctx, Viewer::Anonymous, row.conversation_id).await;
        assert!(matches!(root, Err(Error::NotFound)));
    }
}
