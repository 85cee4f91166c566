//! A poll that is asked on one server and answered on another.

use std::time::Duration;

use anyhow::Result;
use harness::{Fediverse, Person, id, list};
use serde_json::{Value, json};

async fn poll(person: &Person, status: &Value) -> Result<Value> {
    let path = format!("/api/v1/statuses/{}", id(status));
    Ok(person.app.get(&path).await?.ok()?["poll"].clone())
}

async fn vote(person: &Person, poll: &Value, choices: Value) -> Result<Value> {
    let path = format!("/api/v1/polls/{}/votes", id(poll));
    let body = json!({ "choices": choices });
    person.app.post(&path, &body).await?.ok()
}

fn votes(poll: &Value) -> Vec<Option<i64>> {
    let options = poll["options"].as_array().into_iter().flatten();
    options
        .map(|option| option["votes_count"].as_i64())
        .collect()
}

#[tokio::test]
async fn votes_and_numbers_travel_and_the_end_is_told() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo, cy) = (
        here.person("ada").await?,
        there.person("bo").await?,
        there.person("cy").await?,
    );
    bo.follow(&ada.handle).await?;
    cy.follow(&ada.handle).await?;
    fediverse.settle().await?;
    let question = json!({
        "status": "Which dressing do you use?",
        "poll": { "options": ["Foam", "Gauze", "None"], "expires_in": 3600, "multiple": true },
    });
    let asked = ada.app.post("/api/v1/statuses", &question).await?.ok()?;
    fediverse.settle().await?;
    let seen = bo.home_status("Which dressing").await?;
    assert_eq!(seen["poll"]["options"][1]["title"], "Gauze");
    assert_eq!(seen["poll"]["multiple"], true);
    assert_eq!(seen["poll"]["expires_at"], asked["poll"]["expires_at"]);

    let voted = vote(&bo, &seen["poll"], json!([0, 2])).await?;
    assert_eq!(
        (&voted["voted"], &voted["own_votes"]),
        (&json!(true), &json!([0, 2]))
    );
    fediverse.settle().await?;
    let counted = poll(&ada, &asked).await?;
    assert_eq!(votes(&counted), [Some(1), Some(0), Some(1)]);
    assert_eq!(counted["voters_count"], 1);

    // Cy learns of Bo's vote from the author's server.
    vote(&ada, &counted, json!([0]))
        .await
        .expect_err("her own poll");
    fediverse.advance(Duration::from_mins(3)).await?;
    let theirs = cy.home_status("Which dressing").await?;
    assert_eq!(votes(&theirs["poll"]), [Some(1), Some(0), Some(1)]);
    assert_eq!(theirs["edited_at"], Value::Null);
    assert_eq!(theirs["poll"]["voted"], false);

    fediverse.advance(Duration::from_hours(1)).await?;
    fediverse.advance(Duration::from_mins(5)).await?;
    let over = poll(&cy, &theirs).await?;
    assert_eq!(over["expired"], true);
    assert!(ada.notified().await?.contains(&"poll".to_owned()));
    assert!(bo.notified().await?.contains(&"poll".to_owned()));
    assert!(!cy.notified().await?.contains(&"poll".to_owned()));
    let told = list(
        bo.app
            .get("/api/v1/notifications?types[]=poll")
            .await?
            .ok()?,
    )?;
    assert_eq!(told[0]["status"]["poll"]["own_votes"], json!([0, 2]));
    Ok(())
}

#[tokio::test]
async fn a_scheduled_status_is_posted_and_arrives() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    bo.follow(&ada.handle).await?;
    fediverse.settle().await?;
    let at = here.ctx().clock.now().after(Duration::from_hours(1));
    let draft = json!({ "status": "Grand round at nine.", "scheduled_at": at.to_rfc3339() });
    let waiting = ada.app.post("/api/v1/statuses", &draft).await?.ok()?;
    assert_eq!(waiting["params"]["text"], "Grand round at nine.");
    fediverse.settle().await?;
    assert_eq!(bo.home().await?.len(), 0);
    fediverse.advance(Duration::from_hours(1)).await?;
    bo.home_status("Grand round").await?;
    let left = list(ada.app.get("/api/v1/scheduled_statuses").await?.ok()?)?;
    assert_eq!(left.len(), 0);
    Ok(())
}
