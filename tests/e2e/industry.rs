//! Industry among clinicians: it says what it is, to everyone, and speaks to nobody who did not ask for it.

use std::net::Ipv4Addr;

use anyhow::Result;
use harness::{Fediverse, Forger, Person, Server};
use serde_json::{Value, json};

const PROFILE: &str = "/api/rounds/v1/profile";

/// Acme, which says that it is of industry.
async fn acme(server: &Server) -> Result<Person> {
    let acme = server.person("acme").await?;
    let bare = acme
        .app
        .patch(PROFILE, &json!({"account_kind": "industry"}))
        .await?;
    assert_eq!(bare.status, 422);
    assert!(bare.body.contains("interests"), "{}", bare.body);
    let interests = "Acme Pharma, which sells dressings";
    let whole = json!({"account_kind": "industry", "interests": interests});
    acme.app.patch(PROFILE, &whole).await?.ok()?;
    Ok(acme)
}

fn says_industry(fields: &Value) -> bool {
    let fields = fields.as_array().into_iter().flatten();
    let found = fields.filter(|field| field["name"] == "Account" && field["value"] == "Industry");
    found.count() == 1
}

#[tokio::test]
async fn an_account_of_industry_carries_its_label_to_every_server() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
    let acme = acme(here).await?;
    let ada = there.person("ada").await?;
    let seen = ada.lookup(&acme.handle).await?;
    assert!(says_industry(&seen["fields"]), "{seen}");
    let tim = peer.actor("tim");
    let path = format!("/ap/users/{}", acme.id);
    let actor = peer.ask(here, &tim, &path).await?.json()?;
    assert!(says_industry(&actor["attachment"]), "{actor}");
    assert_eq!(actor["rounds:accountKind"], "industry");
    let page = here.anonymous();
    let interests = actor["rounds:interests"].as_str().unwrap_or_default();
    let interests = interests.strip_prefix(here.base()).unwrap_or_default();
    let shown = page.get(interests).await?;
    assert!(shown.body.contains("Acme Pharma, which sells dressings"));
    assert!(shown.body.contains(r#"id="interests""#));
    Ok(())
}

#[tokio::test]
async fn industry_writes_to_followers_alone_on_every_server() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (acme, ada) = (acme(here).await?, there.person("ada").await?);
    acme.lookup(&ada.handle).await?;
    let say = async |visibility: &str| {
        let text = format!("@{} buy this", ada.handle);
        let new = json!({"status": text, "visibility": visibility});
        acme.app.post("/api/v1/statuses", &new).await
    };
    for visibility in ["direct", "public"] {
        let refused = say(visibility).await?;
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert!(refused.body.contains("who does not follow you"));
    }
    fediverse.settle().await?;
    assert!(ada.notified().await?.is_empty());
    ada.follow(&acme.handle).await?;
    fediverse.settle().await?;
    say("direct").await?.ok()?;
    fediverse.settle().await?;
    assert_eq!(ada.notified().await?, ["mention"]);
    Ok(())
}

#[tokio::test]
async fn what_industry_of_other_software_sends_unasked_is_dropped() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
    let ada = server.person("ada").await?;
    let address = format!("{}/ap/users/{}", server.base(), ada.id);
    let send = async |name: &str, said: &Value| {
        let actor = peer.actor_that_says(name, said);
        let id = format!("{actor}/notes/1");
        let create = json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": format!("{id}/activity"), "type": "Create", "actor": actor, "to": [address],
            "object": {
                "id": id, "type": "Note", "attributedTo": actor, "content": "buy this", "to": [address],
                "tag": [{"type": "Mention", "href": address}],
            },
        });
        peer.deliver(server, &create).await
    };
    let industry = json!({"rounds:accountKind": "industry"});
    assert_eq!(send("acme", &industry).await?, 202);
    fediverse.settle().await?;
    assert!(ada.notified().await?.is_empty());
    assert_eq!(send("colleague", &json!({})).await?, 202);
    fediverse.settle().await?;
    assert_eq!(ada.notified().await?, ["mention"]);
    Ok(())
}
