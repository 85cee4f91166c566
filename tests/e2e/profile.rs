//! Professional profiles across servers.

use std::net::Ipv4Addr;
use std::time::Duration;

use anyhow::Result;
use harness::{Fediverse, Forger, Person, id};
use serde_json::{Value, json};

async fn say(who: &Person, change: &Value) -> Result<Value> {
    who.app.patch("/api/rounds/v1/profile", change).await?.ok()
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

#[tokio::test]
async fn a_bot_is_a_service_to_others_and_a_bot_to_apps() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    bo.follow(&ada.handle).await?;
    fediverse.settle().await?;
    let path = format!("/ap/users/{}", ada.id);
    for (bot, kind) in [(true, "Service"), (false, "Person")] {
        let own = "/api/v1/accounts/update_credentials";
        let mine = ada.app.patch(own, &json!({ "bot": bot })).await?.ok()?;
        assert_eq!(mine["bot"], bot);
        let actor = here.anonymous().get_activity(&path).await?.ok()?;
        assert_eq!(actor["type"], kind);
        fediverse.settle().await?;
        assert_eq!(bo.lookup(&ada.handle).await?["bot"], bot);
        fediverse.clock.advance(Duration::from_secs(1));
    }
    Ok(())
}

#[tokio::test]
async fn services_and_applications_of_others_are_bots() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
    let ada = server.person("ada").await?;
    let domain = peer.base().trim_start_matches("http://");
    for (kind, bot) in [("Service", true), ("Application", true), ("Person", false)] {
        let name = kind.to_lowercase();
        peer.actor(&name);
        let mut document = peer.actor_document(&name);
        document["type"] = json!(kind);
        let path = format!("/{name}");
        peer.serve(&path, "application/activity+json", document.to_string());
        let seen = ada.lookup(&format!("{name}@{domain}")).await?;
        assert_eq!(seen["bot"], bot, "{kind}");
    }
    Ok(())
}
