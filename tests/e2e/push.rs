//! Web Push from what somebody does on another server to what an app reads.

use std::time::Duration;

use anyhow::{Result, ensure};
use harness::{Fediverse, Person, PushService};
use reqwest::StatusCode;
use serde_json::json;

const SUBSCRIPTION: &str = "/api/v1/push/subscription";

async fn subscribe(person: &Person, service: &PushService) -> Result<()> {
    let asked = service.subscription("mention")?;
    let subscribed = person.app.post(SUBSCRIPTION, &asked).await?.ok()?;
    ensure!(subscribed["alerts"]["mention"] == true, "{subscribed}");
    Ok(())
}

#[tokio::test]
async fn an_app_reads_of_a_mention_on_another_server() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    let service = PushService::start().await?;
    subscribe(&ada, &service).await?;
    bo.post(&format!("@{} The results are in", ada.handle))
        .await?;
    bo.follow(&ada.handle).await?;
    fediverse.settle().await?;
    let messages = service.messages();
    let [message] = messages.as_slice() else {
        anyhow::bail!(
            "one message was expected, for nobody asked to be told of the follower: {messages:?}"
        );
    };
    let told = service.read(message)?;
    assert_eq!(told["notification_type"], "mention");
    let body = told["body"].as_str().unwrap_or_default();
    assert!(body.contains("The results are in"), "{told}");
    let listed = ada
        .app
        .get("/api/v1/notifications?types[]=mention")
        .await?
        .ok()?;
    assert_eq!(json!(told["notification_id"].to_string()), listed[0]["id"]);
    assert_eq!(message.headers["content-encoding"], "aes128gcm");
    let stranger = PushService::start().await?;
    assert!(stranger.read(message).is_err(), "another app reads it");
    Ok(())
}

#[tokio::test]
async fn a_busy_service_is_asked_again_and_one_that_forgot_the_app_is_not() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let (ada, bo) = (server.person("ada").await?, server.person("bo").await?);
    let service = PushService::start().await?;
    subscribe(&ada, &service).await?;
    service.answer(StatusCode::SERVICE_UNAVAILABLE);
    bo.post("@ada Are you there?").await?;
    fediverse.settle().await?;
    assert_eq!(service.messages().len(), 1);
    service.answer(StatusCode::CREATED);
    fediverse.advance(Duration::from_secs(30)).await?;
    assert_eq!(service.messages().len(), 1);
    fediverse.advance(Duration::from_hours(1)).await?;
    assert!(service.messages().is_empty(), "it was taken already");
    service.answer(StatusCode::GONE);
    bo.post("@ada Hello?").await?;
    fediverse.settle().await?;
    assert_eq!(service.messages().len(), 1);
    let subscription = ada.app.get(SUBSCRIPTION).await?;
    assert_eq!(subscription.status, StatusCode::NOT_FOUND);
    Ok(())
}
