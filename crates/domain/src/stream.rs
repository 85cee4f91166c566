//! What those who listen are shown of a status. Streams offer, so the rules are those of the timelines that they continue.

use storage::id::{AccountId, ListId, StatusId};
use storage::stream;
pub use storage::stream::{Listing, Shown};

use crate::account;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::policy::{self, Audience, Place};
use crate::viewer::Viewer;

/// The rules of `place` for everyone alike: the query names the viewers itself.
fn rules(place: Place) -> Audience {
    policy::audience(Viewer::Anonymous, place)
}

/// Which of `viewers` see the status in their home timeline; `None` when nobody does.
///
/// # Errors
/// When the database refuses.
pub async fn home(ctx: &Context, status: StatusId, viewers: &[AccountId]) -> Result<Option<Shown>> {
    if viewers.is_empty() {
        return Ok(None);
    }
    let rules = rules(Place::Offered);
    Ok(stream::home(ctx.db.read(), status, viewers, &rules).await?)
}

/// In which of `lists` the status stands and is seen by their owners; `None` when in no one.
///
/// # Errors
/// When the database refuses.
pub async fn lists(
    ctx: &Context,
    status: StatusId,
    lists: &[ListId],
) -> Result<Option<(Shown, Vec<ListId>)>> {
    if lists.is_empty() {
        return Ok(None);
    }
    let rules = rules(Place::Offered);
    Ok(stream::lists(ctx.db.read(), status, lists, &rules).await?)
}

/// Which of `viewers` see the status in public timelines, and in which; `None` when nobody does.
///
/// # Errors
/// When the database refuses.
pub async fn listed(
    ctx: &Context,
    status: StatusId,
    viewers: &[AccountId],
) -> Result<Option<(Shown, Listing)>> {
    if viewers.is_empty() {
        return Ok(None);
    }
    let rules = rules(Place::Listed);
    Ok(stream::listed(ctx.db.read(), status, viewers, &rules).await?)
}

/// Whether `account` may go on listening: it is neither suspended nor gone.
///
/// # Errors
/// When the database refuses.
pub async fn may_listen(ctx: &Context, account: AccountId) -> Result<bool> {
    match account::show(ctx, account).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(other) => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use storage::Page;
    use storage::account::Account;
    use storage::kinds::Visibility;

    use super::*;
    use crate::status::{NewStatus, publish};
    use crate::testing::{context, follow, local_account, new_status};
    use crate::timeline::{self, Narrow};
    use crate::{block, mute};

    const ALL: [Visibility; 4] = [
        Visibility::Public,
        Visibility::Unlisted,
        Visibility::Private,
        Visibility::Direct,
    ];

    /// An author and people who stand to them in every way.
    async fn people(ctx: &Context) -> (Account, Vec<AccountId>) {
        let author = local_account(ctx, "author").await;
        let mut people = vec![author.id];
        for name in ["stranger", "friend", "named", "muting", "blocked"] {
            let person = local_account(ctx, name).await;
            if name != "stranger" {
                follow(ctx, person.id, author.id).await;
            }
            people.push(person.id);
        }
        let blocking = local_account(ctx, "blocking").await;
        follow(ctx, blocking.id, author.id).await;
        people.push(blocking.id);
        (author, people)
    }

    async fn fall_out(ctx: &Context, author: &Account, people: &[AccountId]) {
        let [.., muting, blocked, blocking] = people else {
            panic!("there are as many");
        };
        mute::mute(ctx, *muting, author.id, true, None)
            .await
            .expect("mutes");
        block::block(ctx, author.id, *blocked)
            .await
            .expect("blocks");
        block::block(ctx, *blocking, author.id)
            .await
            .expect("blocks");
    }

    fn sorted(shown: Option<Shown>) -> Vec<AccountId> {
        let mut to = shown.map(|shown| shown.to).unwrap_or_default();
        to.sort_unstable();
        to
    }

    async fn reading(
        ctx: &Context,
        people: &[AccountId],
        id: StatusId,
        listed: bool,
    ) -> Vec<AccountId> {
        let mut seeing = Vec::new();
        for person in people {
            let page = Page::first(40);
            let entries = if listed {
                let viewer = Viewer::Account(*person);
                timeline::public(ctx, viewer, Narrow::default(), page).await
            } else {
                timeline::home(ctx, *person, page).await
            };
            let entries = entries.expect("reads");
            if entries.iter().any(|entry| entry.status.id == id) {
                seeing.push(*person);
            }
        }
        seeing.sort_unstable();
        seeing
    }

    #[tokio::test]
    async fn security_44_a_stream_shows_what_its_timeline_shows() {
        let test = context().await;
        let ctx = &test.ctx;
        let (author, people) = people(ctx).await;
        let mut posted = Vec::new();
        for visibility in ALL {
            let new = NewStatus {
                visibility,
                ..new_status("@named look at this #sepsis")
            };
            posted.push(publish(ctx, author.id, new).await.expect("posts"));
        }
        for fallen_out in [false, true] {
            if fallen_out {
                // The entries in home timelines stay; the filter alone must hold.
                fall_out(ctx, &author, &people).await;
            }
            for (id, visibility) in posted.iter().copied().zip(ALL) {
                let home = sorted(home(ctx, id, &people).await.expect("reads"));
                assert_eq!(
                    home,
                    reading(ctx, &people, id, false).await,
                    "{visibility:?}"
                );
                let listed = listed(ctx, id, &people).await.expect("reads");
                let listed = sorted(listed.map(|(shown, _)| shown));
                assert_eq!(
                    listed,
                    reading(ctx, &people, id, true).await,
                    "{visibility:?}"
                );
                assert_eq!(listed.is_empty(), visibility != Visibility::Public);
            }
        }
    }

    #[tokio::test]
    async fn a_listing_says_where_a_status_stands() {
        let test = context().await;
        let ctx = &test.ctx;
        let (author, people) = people(ctx).await;
        let first = publish(ctx, author.id, new_status("About #Sepsis and #MRI"))
            .await
            .expect("posts");
        let answer = NewStatus {
            in_reply_to_id: Some(first),
            ..new_status("No")
        };
        let answer = publish(ctx, people[1], answer).await.expect("posts");
        let viewers = &[people[1]];
        let listing = async |id| {
            let found = listed(ctx, id, viewers).await.expect("reads");
            found.expect("is public").1
        };
        let first = listing(first).await;
        assert_eq!(first.tags, ["mri", "sepsis"]);
        assert!(first.local && first.own_accord && !first.has_media);
        assert!(!listing(answer).await.own_accord);
    }
}
