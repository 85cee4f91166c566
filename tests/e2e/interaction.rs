//! Who may reply, between servers.

use anyhow::{Context as _, Result};
use domain::interaction;
use domain::kinds::Circle;
use harness::{Fediverse, id};
use serde_json::{Value, json};

use crate::scene::Scene;

#[tokio::test]
async fn only_followers_reply_where_an_author_wants_it_so() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    let draft = json!({
        "status": "Among us", "interaction_policy": {"can_reply": {"always": ["followers"]}},
    });
    let posted = ada.app.post("/api/v1/statuses", &draft).await?.ok()?;
    let rule = json!(["author", "mentioned", "followers"]);
    assert_eq!(
        posted["interaction_policy"]["can_reply"]["automatic_approval"],
        rule
    );
    let uri = posted["uri"].as_str().context("a uri")?;
    let path = uri.strip_prefix(here.base()).context("it is Ada's")?;
    let note = here.anonymous().get_activity(path).await?.json()?;
    let author = format!("{}/ap/users/{}", here.base(), ada.id);
    let repliers = json!([author, format!("{author}/followers")]);
    assert_eq!(
        note["interactionPolicy"]["canReply"]["automaticApproval"],
        repliers
    );

    let found = format!("/api/v2/search?type=statuses&resolve=true&q={uri}");
    let found = bo.app.get(&found).await?.ok()?;
    let seen = &found["statuses"][0];
    assert_eq!(
        seen["interaction_policy"]["can_reply"]["automatic_approval"],
        rule
    );
    let answer = json!({"status": "And me", "in_reply_to_id": id(seen)});
    let refused = bo.app.post("/api/v1/statuses", &answer).await?;
    assert_eq!(refused.status, 422);
    let said = refused.json()?["error"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    assert!(said.contains("only followers"), "{said}");

    bo.follow(&ada.handle).await?;
    fediverse.settle().await?;
    bo.app.post("/api/v1/statuses", &answer).await?.ok()?;
    fediverse.settle().await?;
    let thread = format!("/api/v1/statuses/{}/context", id(&posted));
    let thread = ada.app.get(&thread).await?.ok()?;
    assert_eq!(thread["descendants"].as_array().map(Vec::len), Some(1));
    Ok(())
}

#[tokio::test]
async fn a_reply_against_the_rule_is_not_kept_and_its_server_is_told() -> Result<()> {
    let scene = Scene::at(9).await?;
    let anna = scene.anna().await;
    let post = scene.post(&anna, domain::kinds::Visibility::Public).await?;
    let ctx = scene.victim().ctx();
    interaction::set_repliers(ctx, anna.id, post.id, &[Circle::Followers]).await?;
    let mallory = scene.forger.actor("mallory");
    let mut create = scene.create(&mallory, 1, &anna.uri);
    create["object"]["inReplyTo"] = json!(post.uri);
    let uri = create["object"]["id"].as_str().context("a uri")?.to_owned();
    assert_eq!(scene.forger.deliver(scene.victim(), &create).await?, 202);
    scene.fediverse.settle().await?;
    assert!(scene.stored(&uri).await?.is_none());
    let told: Vec<Value> = scene.forger.received();
    let reject = told.iter().find(|activity| activity["type"] == "Reject");
    let reject = reject.context("the answer")?;
    assert_eq!(
        (reject["actor"].as_str(), &reject["object"]),
        (Some(anna.uri.as_str()), &json!(uri))
    );
    Ok(())
}
