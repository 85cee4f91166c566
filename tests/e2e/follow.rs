//! Following across servers.

use std::time::Duration;

use anyhow::Result;
use harness::{Fediverse, id, list};
use serde_json::json;

#[tokio::test]
async fn a_follow_is_agreed_to_and_counted_on_both_sides() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    let asked = ada.follow(&bo.handle).await?;
    assert_eq!(
        (&asked["following"], &asked["requested"]),
        (&json!(false), &json!(true))
    );
    fediverse.settle().await?;
    assert_eq!(ada.relationship(&bo.handle).await?["following"], true);
    assert_eq!(bo.relationship(&ada.handle).await?["followed_by"], true);
    assert_eq!(bo.notified().await?, ["follow"]);
    let me = bo
        .app
        .get("/api/v1/accounts/verify_credentials")
        .await?
        .ok()?;
    assert_eq!(me["followers_count"], 1);
    Ok(())
}

#[tokio::test]
async fn a_locked_account_decides() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, eve, bo) = (
        here.person("ada").await?,
        here.person("eve").await?,
        there.locked_person("bo").await?,
    );
    ada.follow(&bo.handle).await?;
    eve.follow(&bo.handle).await?;
    fediverse.settle().await?;
    assert_eq!(ada.relationship(&bo.handle).await?["requested"], true);
    for request in list(bo.app.get("/api/v1/follow_requests").await?.ok()?)? {
        let verb = if request["username"] == "ada" {
            "authorize"
        } else {
            "reject"
        };
        bo.app
            .post(
                &format!("/api/v1/follow_requests/{}/{verb}", id(&request)),
                &json!({}),
            )
            .await?
            .ok()?;
    }
    fediverse.settle().await?;
    assert_eq!(ada.relationship(&bo.handle).await?["following"], true);
    let refused = eve.relationship(&bo.handle).await?;
    assert_eq!(
        (&refused["following"], &refused["requested"]),
        (&json!(false), &json!(false))
    );
    Ok(())
}

#[tokio::test]
async fn unfollowing_and_blocking_end_it_on_both_sides() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    ada.follow(&bo.handle).await?;
    fediverse.settle().await?;
    let target = ada.lookup(&bo.handle).await?;
    ada.app
        .post(
            &format!("/api/v1/accounts/{}/unfollow", id(&target)),
            &json!({}),
        )
        .await?
        .ok()?;
    fediverse.settle().await?;
    assert_eq!(bo.relationship(&ada.handle).await?["followed_by"], false);

    ada.follow(&bo.handle).await?;
    fediverse.settle().await?;
    let follower = bo.lookup(&ada.handle).await?;
    bo.app
        .post(
            &format!("/api/v1/accounts/{}/block", id(&follower)),
            &json!({}),
        )
        .await?
        .ok()?;
    fediverse.settle().await?;
    assert_eq!(ada.relationship(&bo.handle).await?["following"], false);
    Ok(())
}

#[tokio::test]
async fn a_follow_whose_answer_was_lost_is_asked_again_and_agreed_to() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    here.gate.swallow(true);
    ada.follow(&bo.handle).await?;
    fediverse.settle().await?;
    here.gate.swallow(false);
    assert_eq!(bo.relationship(&ada.handle).await?["followed_by"], true);
    assert_eq!(ada.relationship(&bo.handle).await?["requested"], true);
    fediverse.advance(Duration::from_hours(23)).await?;
    assert_eq!(
        domain::follow::resend(here.ctx()).await?,
        0,
        "a day has not passed"
    );
    fediverse.advance(Duration::from_hours(1)).await?;
    assert_eq!(domain::follow::resend(here.ctx()).await?, 1);
    fediverse.settle().await?;
    assert_eq!(ada.relationship(&bo.handle).await?["following"], true);
    assert_eq!(bo.notified().await?, ["follow"], "asked twice, told once");
    let me = bo.app.get("/api/v1/accounts/verify_credentials").await?;
    assert_eq!(me.ok()?["followers_count"], 1);
    // What was agreed to under another id than the first ends by an Undo all the same.
    let target = ada.lookup(&bo.handle).await?;
    let unfollow = format!("/api/v1/accounts/{}/unfollow", id(&target));
    ada.app.post(&unfollow, &json!({})).await?.ok()?;
    fediverse.settle().await?;
    assert_eq!(bo.relationship(&ada.handle).await?["followed_by"], false);
    Ok(())
}
