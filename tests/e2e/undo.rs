//! What is taken back is found by who did it to what, however the Undo names it.

use std::net::Ipv4Addr;

use anyhow::{Context as _, Result};
use domain::{relationship, remote, testing};
use harness::{Fediverse, Forger};
use serde_json::{Value, json};

/// What an Undo may repeat of `activity`: with an id that was made up for it (Lemmy), without one, and no more than what
/// was done to what.
fn repeats(activity: &Value, number: usize) -> [Value; 3] {
    let mut renamed = activity.clone();
    renamed["id"] = json!(format!(
        "{}/made-up/{number}",
        activity["actor"].as_str().unwrap_or_default()
    ));
    let mut nameless = activity.clone();
    nameless.as_object_mut().map(|object| object.remove("id"));
    let bare = json!({"type": activity["type"], "object": activity["object"]});
    [renamed, nameless, bare]
}

#[tokio::test]
async fn an_undo_may_name_another_id_or_none() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let ctx = server.ctx();
    let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
    let anna = testing::local_account(ctx, "anna").await;
    let id = testing::post(ctx, anna.id, testing::new_status("hello")).await;
    let status = ctx.uris.status(anna.id, id);
    let ben = peer.actor("ben");
    let tell = async |activity: Value| -> Result<()> {
        assert_eq!(peer.deliver(server, &activity).await?, 202);
        fediverse.settle().await
    };
    // Followers, favourites and boosts, and whether she is blocked.
    let standing = async || -> Result<(i64, i64, i64, bool)> {
        let followed = remote::find_by_id(ctx, anna.id).await?;
        let liked = remote::find_status(ctx, &status).await?;
        let (followed, liked) = followed.zip(liked).context("both are here")?;
        let ben = remote::find_by_uri(ctx, &ben).await?;
        let blocked = match ben {
            Some(ben) => relationship::show(ctx, anna.id, ben.id).await?.blocked_by,
            None => false,
        };
        let counts = (liked.favourites_count, liked.reblogs_count);
        Ok((followed.followers_count, counts.0, counts.1, blocked))
    };
    let nothing = (0, 0, 0, false);
    let mut number = 0;
    for (kind, object, expected) in [
        ("Follow", &anna.uri, (1, 0, 0, false)),
        ("Like", &status, (0, 1, 0, false)),
        ("Announce", &status, (0, 0, 1, false)),
        ("Block", &anna.uri, (0, 0, 0, true)),
    ] {
        for repeat in 0..3 {
            number += 1;
            let activity = json!({
                "id": format!("{ben}/{number}"), "type": kind, "actor": ben, "object": object,
                "to": ["https://www.w3.org/ns/activitystreams#Public"],
            });
            tell(activity.clone()).await?;
            assert_eq!(standing().await?, expected, "{kind}");
            let repeated = &repeats(&activity, number)[repeat];
            let id = format!("{ben}/undo/{number}");
            tell(json!({"id": id, "type": "Undo", "actor": ben, "object": repeated})).await?;
            assert_eq!(standing().await?, nothing, "{repeated}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn nobody_takes_back_what_another_did() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
    let anna = testing::local_account(server.ctx(), "anna").await;
    let (ben, eve) = (peer.actor("ben"), peer.actor("eve"));
    let follow =
        json!({"id": format!("{ben}/1"), "type": "Follow", "actor": ben, "object": anna.uri});
    assert_eq!(peer.deliver(server, &follow).await?, 202);
    fediverse.settle().await?;
    let nameless = json!({"type": "Follow", "object": anna.uri});
    for (number, object) in [follow.clone(), nameless, follow["id"].clone()]
        .into_iter()
        .enumerate()
    {
        let id = format!("{eve}/undo/{number}");
        let undo = json!({"id": id, "type": "Undo", "actor": eve, "object": object});
        assert_eq!(peer.deliver(server, &undo).await?, 202);
        fediverse.settle().await?;
        let kept = remote::find_by_id(server.ctx(), anna.id).await?;
        assert_eq!(kept.map(|anna| anna.followers_count), Some(1), "{object}");
    }
    Ok(())
}
