//! Inbox forwarding (`ActivityPub` §7.1.2): the followers of a member hear of the answers of others in the member's
//! threads. What is passed on stays in its author's words; that it proves its author is for the caller to check.

use storage::id::AccountId;
use storage::kinds::{ActorKind, Visibility};
use storage::status::{self, Status};
use storage::{account, block};

use crate::account::is_present;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::outgoing::{self, Outgoing};
use crate::throttle::{self, FORWARDS};

/// The member whose followers are told what `author` says of the status `uri`: who wrote what it answers. Both statuses
/// are for everyone; an author who is limited here or blocked by the member is not passed on. Groups have a way of their own.
///
/// # Errors
/// When the database refuses.
pub async fn member(ctx: &Context, author: AccountId, uri: &str) -> Result<Option<AccountId>> {
    let db = ctx.db.read();
    let Some(answer) = status::find_by_uri(db, uri).await? else {
        return Ok(None);
    };
    let Some(parent) = answer.in_reply_to_id else {
        return Ok(None);
    };
    let parent = status::find_by_id(db, parent).await?;
    let Some(parent) = parent.filter(|parent| parent.local && is_open(parent)) else {
        return Ok(None);
    };
    if answer.account_id != author || answer.local || !is_open(&answer) {
        return Ok(None);
    }
    let both = account::accounts_of(db, &[author, parent.account_id]).await?;
    let is_heard = both
        .get(&author)
        .is_some_and(|author| author.silenced_at.is_none());
    let member = both.get(&parent.account_id);
    let is_person =
        member.is_some_and(|member| is_present(member) && member.kind != ActorKind::Group);
    let is_blocked = block::find(db, parent.account_id, author).await?.is_some();
    Ok((is_heard && is_person && !is_blocked).then_some(parent.account_id))
}

/// Passes `activity` of `author` on to the followers of `member`, byte for byte. So much of one author in an hour, and no
/// more: a stranger must not make us send at will.
///
/// # Errors
/// When the database refuses.
pub async fn forward(
    ctx: &Context,
    member: AccountId,
    author: AccountId,
    activity: &str,
) -> Result<()> {
    match throttle::count(ctx, FORWARDS, &author.to_string()) {
        Err(Error::TooMany(_)) => return Ok(()),
        other => other.map(|_| ())?,
    }
    let outgoing = Outgoing::Forward {
        account_id: member,
        body: activity.to_owned(),
    };
    let tx = ctx.db.begin().await?;
    outgoing::send(&tx, outgoing, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

fn is_open(status: &Status) -> bool {
    matches!(status.visibility, Visibility::Public | Visibility::Unlisted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::status::tests::remote_note;
    use crate::status::{NewStatus, Reason, RemoteStatus, receive};
    use crate::{block, testing};

    #[tokio::test]
    async fn followers_hear_of_answers_in_open_threads_of_members() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let anna = testing::local_account(ctx, "anna").await;
        let bob = testing::remote_account(ctx, "bob", "b.example").await;
        let eve = testing::remote_account(ctx, "eve", "e.example").await;
        let mut answers = Vec::new();
        for (number, visibility, expected) in [
            (1, Visibility::Public, Some(anna.id)),
            (2, Visibility::Unlisted, Some(anna.id)),
            (3, Visibility::Private, None),
        ] {
            let new = NewStatus {
                visibility,
                ..testing::new_status("x")
            };
            let id = testing::post(ctx, anna.id, new).await;
            let parent = ctx.uris.status(anna.id, id);
            let remote = RemoteStatus {
                in_reply_to_uri: Some(parent.clone()),
                ..remote_note(&bob, number, "<p>y</p>")
            };
            let uri = remote.uri.clone();
            let kept = receive(ctx, remote, Reason::Fetched).await;
            assert!(kept.expect("is kept").is_some());
            let heard = member(ctx, bob.id, &uri).await.expect("answers");
            assert_eq!(heard, expected, "{visibility:?}");
            assert_eq!(member(ctx, eve.id, &uri).await.expect("answers"), None);
            let of_anna = member(ctx, anna.id, &parent).await.expect("answers");
            assert_eq!(of_anna, None, "it answers nothing");
            answers.push(uri);
        }
        block::block(ctx, anna.id, bob.id).await.expect("blocks");
        let blocked = member(ctx, bob.id, &answers[0]).await.expect("answers");
        assert_eq!(blocked, None);
    }

    #[tokio::test]
    async fn so_much_of_one_author_and_no_more() {
        let config = Config {
            development: false,
            ..testing::config()
        };
        let test = testing::context_with("https://a.example", "a.example", config).await;
        let ctx = &test.ctx;
        let anna = testing::local_account(ctx, "anna").await;
        let bob = testing::remote_account(ctx, "bob", "b.example").await;
        for _ in 0..65 {
            forward(ctx, anna.id, bob.id, "{}").await.expect("forwards");
        }
        let passed = testing::outgoing(ctx).await.len();
        assert_eq!(passed, 60);
    }
}
