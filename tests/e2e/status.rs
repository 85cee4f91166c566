//! What is posted on one server and read on another.

use anyhow::Result;
use harness::{Fediverse, Person, id, list, says};
use serde_json::{Value, json};

/// Ada on the first server follows Bo on the second, and the other way round.
async fn friends() -> Result<(Fediverse, Person, Person)> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    ada.follow(&bo.handle).await?;
    bo.follow(&ada.handle).await?;
    fediverse.settle().await?;
    Ok((fediverse, ada, bo))
}

async fn show(person: &Person, status: &Value) -> Result<Value> {
    person
        .app
        .get(&format!("/api/v1/statuses/{}", id(status)))
        .await?
        .ok()
}

#[tokio::test]
async fn a_post_arrives_and_is_answered_favourited_and_boosted() -> Result<()> {
    let (fediverse, ada, bo) = friends().await?;
    let question = ada.post("When is a second biopsy due?").await?;
    fediverse.settle().await?;
    let seen = bo.home_status("second biopsy").await?;
    assert_eq!(seen["account"]["acct"], ada.handle);
    assert_eq!(seen["uri"], question["uri"]);

    bo.act(&seen, "favourite").await?;
    bo.act(&seen, "reblog").await?;
    bo.reply(&seen, &format!("@{} After four weeks.", ada.handle))
        .await?;
    fediverse.settle().await?;
    let question = show(&ada, &question).await?;
    let counts =
        ["favourites_count", "reblogs_count", "replies_count"].map(|name| question[name].as_i64());
    assert_eq!(counts, [Some(1), Some(1), Some(1)]);
    let mut notified = ada.notified().await?;
    notified.sort();
    assert_eq!(notified, ["favourite", "follow", "mention", "reblog"]);

    let thread = ada
        .app
        .get(&format!("/api/v1/statuses/{}/context", id(&question)))
        .await?
        .ok()?;
    assert!(says(&thread["descendants"][0], "four weeks"), "{thread}");
    let answer = &thread["descendants"][0];
    let thread = ada
        .app
        .get(&format!("/api/v1/statuses/{}/context", id(answer)))
        .await?
        .ok()?;
    assert_eq!(thread["ancestors"][0]["id"], question["id"]);

    bo.act(&seen, "unfavourite").await?;
    bo.act(&seen, "unreblog").await?;
    fediverse.settle().await?;
    let question = show(&ada, &question).await?;
    assert_eq!(
        (&question["favourites_count"], &question["reblogs_count"]),
        (&json!(0), &json!(0))
    );
    Ok(())
}

#[tokio::test]
async fn an_edit_and_a_deletion_arrive() -> Result<()> {
    let (fediverse, ada, bo) = friends().await?;
    let posted = ada.post("The course begins on Monday.").await?;
    fediverse.settle().await?;
    let seen = bo.home_status("on Monday").await?;

    fediverse.advance(std::time::Duration::from_mins(1)).await?;
    let path = format!("/api/v1/statuses/{}", id(&posted));
    ada.app
        .put(&path, &json!({ "status": "The course begins on Tuesday." }))
        .await?
        .ok()?;
    fediverse.settle().await?;
    let edited = show(&bo, &seen).await?;
    assert!(says(&edited, "on Tuesday"), "{edited}");
    assert!(edited["edited_at"].is_string());
    let history = list(
        bo.app
            .get(&format!("/api/v1/statuses/{}/history", id(&seen)))
            .await?
            .ok()?,
    )?;
    assert_eq!(history.len(), 2);

    ada.app.delete(&path).await?.ok()?;
    fediverse.settle().await?;
    assert_eq!(
        bo.app
            .get(&format!("/api/v1/statuses/{}", id(&seen)))
            .await?
            .status,
        404
    );
    assert!(
        bo.home()
            .await?
            .iter()
            .all(|status| !says(status, "on Tuesday"))
    );
    Ok(())
}

#[tokio::test]
async fn followers_and_direct_posts_reach_nobody_else() -> Result<()> {
    let (fediverse, ada, bo) = friends().await?;
    let [here, there] = fediverse.both();
    let (near, far) = (here.person("near").await?, there.person("far").await?);
    let private = json!({ "status": "For followers alone.", "visibility": "private" });
    let direct =
        json!({ "status": format!("@{} For you alone.", bo.handle), "visibility": "direct" });
    let private = ada.app.post("/api/v1/statuses", &private).await?.ok()?;
    let direct = ada.app.post("/api/v1/statuses", &direct).await?.ok()?;
    fediverse.settle().await?;
    let missing = near.app.get("/api/v1/statuses/1").await?;
    for text in ["For followers", "For you"] {
        let seen = bo.home_status(text).await?;
        let hidden = far
            .app
            .get(&format!("/api/v1/statuses/{}", id(&seen)))
            .await?;
        assert_eq!(
            (hidden.status, &hidden.body),
            (missing.status, &missing.body)
        );
    }
    for status in [&private, &direct] {
        let hidden = near
            .app
            .get(&format!("/api/v1/statuses/{}", id(status)))
            .await?;
        assert_eq!(
            (hidden.status, &hidden.body),
            (missing.status, &missing.body)
        );
        let uri = status["uri"].as_str().expect("a uri");
        let path = uri.strip_prefix(here.base()).expect("its own uri");
        assert_eq!(here.anonymous().get_activity(path).await?.status, 404);
    }
    Ok(())
}

#[tokio::test]
async fn a_direct_post_to_nobody_is_refused_and_names_them() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let ada = fediverse.servers[0].person("ada").await?;
    let body = json!({ "status": "@ghost Are you there?", "visibility": "direct" });
    let refused = ada.app.post("/api/v1/statuses", &body).await?;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("ghost"), "{}", refused.body);
    let mine = ada
        .app
        .get(&format!("/api/v1/accounts/{}/statuses", ada.id))
        .await?
        .ok()?;
    assert_eq!(mine, json!([]));
    Ok(())
}

#[tokio::test]
async fn the_same_key_posts_once() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let ada = fediverse.servers[0].person("ada").await?;
    let mut ids = Vec::new();
    for _ in 0..2 {
        let request = ada.app.request(reqwest::Method::POST, "/api/v1/statuses");
        let request = request
            .header("idempotency-key", "k")
            .header("content-type", "application/json");
        let answer = ada
            .app
            .send(request.body(json!({ "status": "Once." }).to_string()))
            .await?
            .ok()?;
        ids.push(id(&answer).to_owned());
    }
    assert_eq!(ids[0], ids[1]);
    Ok(())
}
