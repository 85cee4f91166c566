//! What a hostile peer serves, and how much of it: nothing of that is believed, stored or asked for without end. The
//! numbers are those of docs/federation/security.md.

use std::net::Ipv4Addr;

use anyhow::Result;
use domain::remote;
use harness::Forger;
use serde_json::json;

use crate::scene::{PUBLIC, Scene};

/// Private addresses are refused in production, which `protocol::fetch::tests` holds; here every address is one. What is
/// left is that nobody is led into the victim's own house, nor believed for what is said elsewhere.
#[tokio::test]
async fn security_18_a_redirect_to_the_victim_or_to_an_accomplice() -> Result<()> {
    for scene in Scene::both().await? {
        let anna = scene.anna().await;
        let clock = scene.fediverse.clock.clone();
        let accomplice = Forger::start(Ipv4Addr::new(127, 0, 0, 8), clock).await?;
        accomplice.actor("mallory");
        let document = scene.forger.actor_document("mallory");
        let (kind, body) = ("application/activity+json", document.to_string());
        accomplice.serve("/hidden", kind, body);
        for (number, to) in [
            anna.uri.clone(),
            format!("{}/inbox", scene.victim().base()),
            format!("{}/mallory", accomplice.base()),
            format!("{}/hidden", accomplice.base()),
        ]
        .into_iter()
        .enumerate()
        {
            let name = format!("mallory{number}");
            let id = scene.forger.actor(&name);
            scene.forger.serve(&format!("/{name}"), "location", to);
            let create = scene.create(&id, u32::try_from(number)?, &anna.uri);
            assert_eq!(scene.forger.deliver(scene.victim(), &create).await?, 401);
            let stored = remote::find_by_uri(scene.victim().ctx(), &id).await?;
            assert_eq!(stored, None);
        }
        assert!(scene.is_untouched().await?);
    }
    Ok(())
}

#[tokio::test]
async fn security_26_a_large_body_and_a_large_actor() -> Result<()> {
    for scene in Scene::both().await? {
        let actor = scene.forger.actor("mallory");
        let mut large = scene.create(&actor, 1, PUBLIC);
        large["object"]["content"] = json!("x".repeat(1024 * 1024));
        assert_eq!(scene.forger.deliver(scene.victim(), &large).await?, 413);

        let mut huge = scene.forger.actor_document("huge");
        huge["summary"] = json!("x".repeat(50 * 1024 * 1024));
        let id = scene.forger.actor("huge");
        let (kind, body) = ("application/activity+json", huge.to_string());
        scene.forger.serve("/huge", kind, body);
        let create = scene.create(&id, 3, PUBLIC);
        assert_eq!(scene.forger.deliver(scene.victim(), &create).await?, 401);
        let stored = remote::find_by_uri(scene.victim().ctx(), &id).await?;
        assert_eq!(stored, None);
        assert!(scene.is_untouched().await?);
    }
    Ok(())
}

#[tokio::test]
async fn security_27_deep_json() -> Result<()> {
    for scene in Scene::both().await? {
        let actor = scene.forger.actor("mallory");
        let nested = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
        let body = format!(r#"{{"type":"Create","actor":"{actor}","object":{nested}}}"#);
        let deep = scene.forger.letter_of(scene.victim(), &actor, body);
        assert_eq!(deep.send(scene.victim()).await?, 400);
        assert!(scene.is_untouched().await?);

        // The same in a document that has to be fetched.
        let mut document = scene.forger.actor_document("deep").to_string();
        document.insert_str(1, &format!(r#""x":{nested},"#));
        let id = scene.forger.actor("deep");
        scene
            .forger
            .serve("/deep", "application/activity+json", document);
        let create = scene.create(&id, 1, PUBLIC);
        assert_eq!(scene.forger.deliver(scene.victim(), &create).await?, 401);
        assert!(scene.is_untouched().await?);
    }
    Ok(())
}

#[tokio::test]
async fn security_04_a_document_that_is_no_document() -> Result<()> {
    let scene = Scene::at(9).await?;
    for (number, kind) in [
        "text/html",
        "application/json",
        "image/png",
        "application/ld+json",
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("upload{number}");
        let id = scene.forger.actor(&name);
        let body = scene.forger.actor_document(&name).to_string();
        scene.forger.serve(&format!("/{name}"), kind, body);
        let create = scene.create(&id, 1, PUBLIC);
        assert_eq!(
            scene.forger.deliver(scene.victim(), &create).await?,
            401,
            "{kind}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn security_24_made_up_keys_cost_a_few_requests() -> Result<()> {
    let scene = Scene::at(9).await?;
    for number in 0..40 {
        let actor = format!("{}/nobody{number}", scene.forger.base());
        let create = scene.create(&actor, number, PUBLIC);
        let refused = scene.forger.deliver(scene.victim(), &create).await?;
        assert!(matches!(refused.as_u16(), 401 | 503), "{refused}");
    }
    assert!(
        scene.forger.asked() <= 40,
        "asked {} times",
        scene.forger.asked()
    );
    Ok(())
}

#[tokio::test]
async fn security_58_a_flood_of_farewells_fetches_nothing() -> Result<()> {
    let scene = Scene::at(9).await?;
    for number in 0..20 {
        let actor = format!("{}/gone{number}", scene.forger.base());
        let id = format!("{actor}#delete");
        let farewell = json!({"id": id, "type": "Delete", "actor": actor, "object": actor});
        assert_eq!(scene.forger.deliver(scene.victim(), &farewell).await?, 202);
    }
    assert_eq!(scene.forger.asked(), 0);
    Ok(())
}
