//! A hostile peer is refused, and nothing of it is stored. It differs from the victim by its host, and again by its port
//! alone. The numbers are those of docs/federation/security.md.

use std::net::Ipv4Addr;

use anyhow::{Context as _, Result};
use domain::account::Account;
use domain::kinds::Visibility;
use domain::status::{NewStatus, Status};
use domain::{remote, testing};
use harness::{Fediverse, Forger, Server};
use serde_json::{Value, json};

const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// A victim, someone who lives there, and a forger at `host`.
struct Scene {
    fediverse: Fediverse,
    forger: Forger,
}

impl Scene {
    /// Twice: another host, and another port of the same host.
    async fn both() -> Result<[Self; 2]> {
        Ok([Self::at(9).await?, Self::at(1).await?])
    }

    async fn at(host: u8) -> Result<Self> {
        let fediverse = Fediverse::start(1).await?;
        let host = Ipv4Addr::new(127, 0, 0, host);
        let forger = Forger::start(host, fediverse.clock.clone()).await?;
        Ok(Self { fediverse, forger })
    }

    fn victim(&self) -> &Server {
        &self.fediverse.servers[0]
    }

    /// Someone who lives with the victim.
    async fn anna(&self) -> Account {
        testing::local_account(self.victim().ctx(), "anna").await
    }

    /// What someone who lives with the victim posted.
    async fn post(&self, author: &Account, visibility: Visibility) -> Result<Status> {
        let ctx = self.victim().ctx();
        let new = NewStatus {
            visibility,
            ..testing::new_status("mine")
        };
        let id = domain::status::publish(ctx, author.id, new).await?;
        let uri = ctx.uris.status(author.id, id);
        self.stored(&uri).await?.context("it was posted")
    }

    async fn stored(&self, uri: &str) -> Result<Option<Status>> {
        self.fediverse.settle().await?;
        Ok(remote::find_status(self.victim().ctx(), uri).await?)
    }

    /// A note to `to`, as its author would send it.
    fn create(&self, author: &str, number: u32, to: &str) -> Value {
        let base = self.forger.base();
        let note = json!({
            "id": format!("{base}/notes/{number}"), "type": "Note", "attributedTo": author,
            "content": "<p>buy</p>", "to": [PUBLIC], "cc": [to],
            "tag": [{"type": "Mention", "href": to, "name": "@victim"}],
        });
        json!({
            "id": format!("{base}/notes/{number}/activity"), "type": "Create", "actor": author,
            "to": [PUBLIC], "cc": [to], "object": note,
        })
    }

    async fn is_stored(&self, uri: &str) -> Result<bool> {
        Ok(self.stored(uri).await?.is_some())
    }
}

#[tokio::test]
async fn a_sound_letter_is_taken_once() -> Result<()> {
    for scene in Scene::both().await? {
        let anna = scene.anna().await;
        let create = scene.create(&scene.forger.actor("mallory"), 1, &anna.uri);
        for _ in 0..3 {
            assert_eq!(scene.forger.deliver(scene.victim(), &create).await?, 202);
        }
        assert!(
            scene
                .is_stored(&format!("{}/notes/1", scene.forger.base()))
                .await?
        );
        let filter = domain::notification::Filter::default();
        let page = domain::Page::first(10);
        let told = domain::notification::list(scene.victim().ctx(), anna.id, &filter, page);
        assert_eq!(told.await?.len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn security_06_an_altered_body_or_a_missing_digest() -> Result<()> {
    for scene in Scene::both().await? {
        let anna = scene.anna().await;
        let create = scene.create(&scene.forger.actor("mallory"), 1, &anna.uri);
        let mut altered = scene.forger.letter(scene.victim(), &create);
        altered.body = altered.body.replace("buy", "bye");
        assert_eq!(altered.send(scene.victim()).await?, 401);
        let mut missing = scene.forger.letter(scene.victim(), &create);
        missing.headers.remove("digest");
        assert_eq!(missing.send(scene.victim()).await?, 401);
        assert!(
            !scene
                .is_stored(&format!("{}/notes/1", scene.forger.base()))
                .await?
        );
    }
    Ok(())
}

#[tokio::test]
async fn security_08_what_was_signed_for_another_server() -> Result<()> {
    for scene in Scene::both().await? {
        let actor = scene.forger.actor("mallory");
        let (now, key) = (
            scene.fediverse.clock.now().seconds(),
            format!("{actor}#main-key"),
        );
        let create = scene.create(&actor, 1, PUBLIC);
        for elsewhere in ["other.example", "127.0.0.1:1", "127.0.0.1"] {
            let mut captured = scene.forger.letter_with(elsewhere, &key, now, &create);
            let host = elsewhere.parse().expect("a header");
            captured.headers.insert("host", host);
            assert_eq!(captured.send(scene.victim()).await?, 401, "{elsewhere}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn security_09_an_old_or_a_future_date() -> Result<()> {
    for scene in Scene::both().await? {
        let actor = scene.forger.actor("mallory");
        let (now, key) = (
            scene.fediverse.clock.now().seconds(),
            format!("{actor}#main-key"),
        );
        let authority = scene.victim().base().trim_start_matches("http://");
        for wrong in [now - 2 * 3600, now + 3601] {
            let create = scene.create(&actor, 1, PUBLIC);
            let letter = scene.forger.letter_with(authority, &key, wrong, &create);
            assert_eq!(letter.send(scene.victim()).await?, 401);
        }
    }
    Ok(())
}

#[tokio::test]
async fn security_10_a_key_that_is_not_the_actors() -> Result<()> {
    for scene in Scene::both().await? {
        let anna = scene.anna().await;
        let key = format!("{}#main-key", scene.forger.actor("mallory"));
        let now = scene.fediverse.clock.now().seconds();
        let authority = scene.victim().base().trim_start_matches("http://");
        // Of another actor of the same server, of another server, of the victim's own server.
        let other = scene.forger.actor("trent");
        for actor in [other.as_str(), "http://127.0.0.7:7/anna", &anna.uri] {
            let mut create = scene.create(actor, 1, &anna.uri);
            create["id"] = json!(format!("{actor}/1"));
            let letter = scene.forger.letter_with(authority, &key, now, &create);
            let refused = letter.send(scene.victim()).await?;
            assert!(matches!(refused.as_u16(), 401 | 403), "{actor}: {refused}");
        }
        assert!(
            !scene
                .is_stored(&format!("{}/notes/1", scene.forger.base()))
                .await?
        );
    }
    Ok(())
}

#[tokio::test]
async fn security_11_a_key_that_its_owner_does_not_list() -> Result<()> {
    for scene in Scene::both().await? {
        let actor = scene.forger.actor("mallory");
        let key = format!("{}/key", scene.forger.base());
        let document = json!({"id": key, "owner": actor, "publicKeyPem": "x"});
        scene
            .forger
            .serve("/key", "application/activity+json", document.to_string());
        let now = scene.fediverse.clock.now().seconds();
        let authority = scene.victim().base().trim_start_matches("http://");
        let create = scene.create(&actor, 1, PUBLIC);
        let letter = scene.forger.letter_with(authority, &key, now, &create);
        assert_eq!(letter.send(scene.victim()).await?, 401);
    }
    Ok(())
}

#[tokio::test]
async fn security_02_someone_elses_words() -> Result<()> {
    for scene in Scene::both().await? {
        let anna = scene.anna().await;
        let actor = scene.forger.actor("mallory");
        let mut attributed = scene.create(&actor, 1, &anna.uri);
        attributed["object"]["attributedTo"] = json!("http://127.0.0.7:7/carl");
        let mut misplaced = scene.create(&actor, 2, &anna.uri);
        misplaced["object"]["id"] = json!("http://127.0.0.7:7/notes/2");
        for create in [attributed, misplaced] {
            assert_eq!(scene.forger.deliver(scene.victim(), &create).await?, 202);
            let uri = create["object"]["id"].as_str().unwrap_or_default();
            assert!(!scene.is_stored(uri).await?, "{uri}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn security_03_changing_and_deleting_what_is_not_ones_own() -> Result<()> {
    for scene in Scene::both().await? {
        let anna = scene.anna().await;
        let own = scene.post(&anna, Visibility::Public).await?;
        let actor = scene.forger.actor("mallory");
        let base = scene.forger.base();
        let note = json!({
            "id": own.uri, "type": "Note", "attributedTo": anna.uri,
            "content": "<p>theirs</p>", "updated": "2027-01-01T00:00:00Z",
        });
        for (number, kind) in ["Update", "Delete"].into_iter().enumerate() {
            let id = format!("{base}/{number}");
            let activity = json!({"id": id, "type": kind, "actor": actor, "object": note});
            assert_eq!(scene.forger.deliver(scene.victim(), &activity).await?, 202);
        }
        let kept = scene.stored(&own.uri).await?;
        assert_eq!(kept.map(|status| status.content), Some(own.content));

        let elsewhere =
            json!({"id": "http://127.0.0.7:7/1", "type": "Like", "actor": actor, "object": note});
        assert_eq!(scene.forger.deliver(scene.victim(), &elsewhere).await?, 403);
    }
    Ok(())
}

#[tokio::test]
async fn security_26_and_27_too_much_and_too_deep() -> Result<()> {
    let scene = Scene::at(9).await?;
    let actor = scene.forger.actor("mallory");
    let mut large = scene.create(&actor, 1, PUBLIC);
    large["object"]["content"] = json!("x".repeat(1024 * 1024));
    assert_eq!(scene.forger.deliver(scene.victim(), &large).await?, 413);

    let mut deep = scene
        .forger
        .letter(scene.victim(), &json!({"actor": actor}));
    let nested = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let body = format!(r#"{{"type":"Create","actor":"{actor}","object":{nested}}}"#);
    deep.headers = scene.forger.letter(scene.victim(), &json!(0)).headers;
    deep.body = body;
    let refused = deep.send(scene.victim()).await?;
    assert!(matches!(refused.as_u16(), 400 | 401), "{refused}");

    let mut huge = scene.forger.actor_document("huge");
    huge["summary"] = json!("x".repeat(50 * 1024 * 1024));
    let id = scene.forger.actor("huge");
    scene
        .forger
        .serve("/huge", "application/activity+json", huge.to_string());
    let create = scene.create(&id, 3, PUBLIC);
    assert_eq!(scene.forger.deliver(scene.victim(), &create).await?, 401);
    let stored = remote::find_by_uri(scene.victim().ctx(), &id).await?;
    assert_eq!(stored, None);
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

#[tokio::test]
async fn security_45_a_like_of_what_one_may_not_see() -> Result<()> {
    let scene = Scene::at(9).await?;
    let anna = scene.anna().await;
    let secret = scene.post(&anna, Visibility::Private).await?;
    let actor = scene.forger.actor("mallory");
    let base = scene.forger.base();
    for (number, kind) in ["Like", "Announce"].into_iter().enumerate() {
        let id = format!("{base}/{number}");
        let activity =
            json!({"id": id, "type": kind, "actor": actor, "object": secret.uri, "to": [PUBLIC]});
        assert_eq!(scene.forger.deliver(scene.victim(), &activity).await?, 202);
    }
    let kept = scene.stored(&secret.uri).await?;
    let counts = kept.map(|status| (status.favourites_count, status.reblogs_count));
    assert_eq!(counts, Some((0, 0)));
    Ok(())
}
