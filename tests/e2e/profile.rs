//! Professional profiles across servers.

use anyhow::Result;
use harness::{Fediverse, Person, id};
use reqwest::Method;
use serde_json::{Value, json};

async fn say(who: &Person, change: &Value) -> Result<Value> {
    let request = who
        .app
        .request(Method::PATCH, "/api/rounds/v1/profile")
        .header("content-type", "application/json")
        .body(change.to_string());
    who.app.send(request).await?.ok()
}

fn field(name: &str, value: &str) -> Value {
    json!({ "name": name, "value": value, "verified_at": null })
}

#[tokio::test]
async fn the_specialty_shows_on_the_other_server_and_changes_there() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    say(
        &ada,
        &json!({ "specialties": ["cardiology"], "region": "AT-9", "languages": ["de"] }),
    )
    .await?;
    bo.follow(&ada.handle).await?;
    fediverse.settle().await?;
    let seen = bo.lookup(&ada.handle).await?;
    let shown = json!([
        field("Specialty", "Cardiology"),
        field("Region", "Wien, Austria"),
        field("Languages", "Deutsch"),
    ]);
    assert_eq!(seen["fields"], shown);
    let path = format!("/api/rounds/v1/accounts/{}/profile", id(&seen));
    let known = bo.app.get(&path).await?.ok()?;
    assert_eq!(known["specialties"], json!(["cardiology"]));
    assert_eq!(
        (&known["region"], &known["languages"]),
        (&json!("AT-9"), &json!(["de"]))
    );

    say(
        &ada,
        &json!({ "specialties": ["dermatology"], "region": "" }),
    )
    .await?;
    fediverse.settle().await?;
    let changed = bo.app.get(&path).await?.ok()?;
    assert_eq!(changed["specialties"], json!(["dermatology"]));
    assert_eq!(changed["region"], Value::Null);
    let seen = bo.lookup(&ada.handle).await?;
    assert_eq!(seen["fields"][0], field("Specialty", "Dermatology"));
    Ok(())
}
