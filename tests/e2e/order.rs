//! Activities that arrive in the wrong order, or again and again.

use std::net::Ipv4Addr;

use anyhow::{Context as _, Result};
use domain::account::Account;
use domain::{remote, testing};
use harness::{Fediverse, Forger, Server};
use serde_json::{Value, json};

/// A server, someone who lives there, and a peer whose letters come as a test wants them.
async fn scene() -> Result<(Fediverse, Forger, Account)> {
    let fediverse = Fediverse::start(1).await?;
    let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
    let anna = testing::local_account(fediverse.servers[0].ctx(), "anna").await;
    Ok((fediverse, peer, anna))
}

/// Delivers each of `letters` twice, in their order, settling after each when `one_by_one`.
async fn deliver(
    fediverse: &Fediverse,
    peer: &Forger,
    letters: &[&Value],
    one_by_one: bool,
) -> Result<()> {
    let server: &Server = &fediverse.servers[0];
    for letter in letters {
        for _ in 0..2 {
            assert_eq!(peer.deliver(server, letter).await?, 202);
        }
        if one_by_one {
            fediverse.settle().await?;
        }
    }
    fediverse.settle().await
}

#[tokio::test]
async fn an_undo_that_overtakes_its_follow_wins() -> Result<()> {
    for one_by_one in [true, false] {
        let (fediverse, peer, anna) = scene().await?;
        let actor = peer.actor("ben");
        let follow = json!({"id": format!("{actor}/follow"), "type": "Follow", "actor": actor, "object": anna.uri});
        let undo = json!({"id": format!("{actor}/undo"), "type": "Undo", "actor": actor, "object": follow});
        let again = json!({"id": format!("{actor}/again"), "type": "Follow", "actor": actor, "object": anna.uri});
        let followers = async || -> Result<i64> {
            let found = remote::find_by_id(fediverse.servers[0].ctx(), anna.id).await?;
            Ok(found.context("she is there")?.followers_count)
        };
        deliver(&fediverse, &peer, &[&undo, &follow], one_by_one).await?;
        assert_eq!(followers().await?, 0);
        deliver(&fediverse, &peer, &[&again], one_by_one).await?;
        assert_eq!(followers().await?, 1, "another follow is another wish");
    }
    Ok(())
}

#[tokio::test]
async fn a_deletion_that_overtakes_its_status_wins() -> Result<()> {
    let (fediverse, peer, anna) = scene().await?;
    let actor = peer.actor("ben");
    let uri = format!("{}/notes/1", peer.base());
    let note = json!({
        "id": uri, "type": "Note", "attributedTo": actor, "content": "<p>late</p>", "to": [anna.uri],
        "tag": [{"type": "Mention", "href": anna.uri, "name": "@anna"}],
    });
    let create =
        json!({"id": format!("{uri}/create"), "type": "Create", "actor": actor, "object": note});
    let delete =
        json!({"id": format!("{uri}/delete"), "type": "Delete", "actor": actor, "object": uri});
    deliver(&fediverse, &peer, &[&delete, &create], true).await?;
    let found = remote::find_status(fediverse.servers[0].ctx(), &uri).await?;
    assert_eq!(found, None);
    Ok(())
}

#[tokio::test]
async fn an_answer_that_overtakes_its_question_finds_it() -> Result<()> {
    let (fediverse, peer, anna) = scene().await?;
    let actor = peer.actor("ben");
    let base = peer.base();
    let question = json!({
        "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{base}/notes/1"), "type": "Note",
        "attributedTo": actor, "content": "<p>why?</p>",
        "to": ["https://www.w3.org/ns/activitystreams#Public"],
    });
    peer.serve(
        "/notes/1",
        "application/activity+json",
        question.to_string(),
    );
    let answer = json!({
        "id": format!("{base}/notes/2"), "type": "Note", "attributedTo": actor, "content": "<p>because</p>",
        "inReplyTo": question["id"], "to": [anna.uri],
        "tag": [{"type": "Mention", "href": anna.uri, "name": "@anna"}],
    });
    let create =
        json!({"id": format!("{base}/create"), "type": "Create", "actor": actor, "object": answer});
    deliver(&fediverse, &peer, &[&create], true).await?;
    let ctx = fediverse.servers[0].ctx();
    let parent = remote::find_status(ctx, &format!("{base}/notes/1")).await?;
    let parent = parent.context("the question was fetched")?;
    let child = remote::find_status(ctx, &format!("{base}/notes/2")).await?;
    assert_eq!(
        child.context("the answer came")?.in_reply_to_id,
        Some(parent.id)
    );
    Ok(())
}
