//! A hostile peer is refused, and nothing of it is stored. It differs from the victim by its host, and again by its port
//! alone. The numbers are those of docs/security.md.

use std::net::Ipv4Addr;

use anyhow::Result;
use domain::kinds::Visibility;
use harness::Forger;
use serde_json::json;

use crate::scene::{PUBLIC, Scene};

#[tokio::test]
async fn security_09_a_sound_letter_is_taken_once() -> Result<()> {
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
        assert!(scene.is_untouched().await?);
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
        assert!(scene.is_untouched().await?);
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
        assert!(scene.is_untouched().await?);
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
        assert!(scene.is_untouched().await?);
    }
    Ok(())
}

#[tokio::test]
async fn security_10_a_key_on_another_host() -> Result<()> {
    for scene in Scene::both().await? {
        let clock = scene.fediverse.clock.clone();
        let accomplice = Forger::start(Ipv4Addr::new(127, 0, 0, 8), clock).await?;
        let key = format!("{}#main-key", accomplice.actor("mallory"));
        let now = scene.fediverse.clock.now().seconds();
        let authority = scene.victim().base().trim_start_matches("http://");
        let create = scene.create(&scene.forger.actor("mallory"), 1, PUBLIC);
        let letter = scene.forger.letter_with(authority, &key, now, &create);
        assert_eq!(letter.send(scene.victim()).await?, 401);
        assert!(scene.is_untouched().await?);
    }
    Ok(())
}

#[tokio::test]
async fn security_10_another_key_than_the_one_that_is_listed() -> Result<()> {
    for scene in Scene::both().await? {
        let actor = scene.forger.actor("mallory");
        let mut document = scene.forger.actor_document("mallory");
        let other = http_signatures::testing::key(6).public_key_pem();
        document["publicKey"]["publicKeyPem"] = json!(other);
        let (kind, body) = ("application/activity+json", document.to_string());
        scene.forger.serve("/mallory", kind, body);
        let create = scene.create(&actor, 1, PUBLIC);
        for _ in 0..2 {
            assert_eq!(scene.forger.deliver(scene.victim(), &create).await?, 401);
        }
        assert!(scene.is_untouched().await?);
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
        assert!(scene.is_untouched().await?);
    }
    Ok(())
}

#[tokio::test]
async fn security_02_someone_elses_words() -> Result<()> {
    for scene in Scene::both().await? {
        let anna = scene.anna().await;
        let actor = scene.forger.actor("mallory");
        let ours = format!("{}/notes/2", scene.victim().base());
        for (number, (field, value)) in [
            ("attributedTo", "http://127.0.0.7:7/carl"),
            ("attributedTo", &anna.uri),
            ("id", "http://127.0.0.7:7/notes/2"),
            ("id", &ours),
        ]
        .into_iter()
        .enumerate()
        {
            let number = u32::try_from(number)?;
            let mut create = scene.create(&actor, number, &anna.uri);
            create["object"][field] = json!(value);
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
async fn security_45_a_like_of_what_one_may_not_see() -> Result<()> {
    let scene = Scene::at(9).await?;
    let anna = scene.anna().await;
    let ctx = scene.victim().ctx();
    let asking = domain::status::NewStatus {
        visibility: Visibility::Private,
        poll: Some(domain::poll::NewPoll {
            options: vec!["a".into(), "b".into()],
            expires_in: std::time::Duration::from_hours(1),
            multiple: false,
            hide_totals: false,
        }),
        ..domain::testing::new_status("mine")
    };
    let id = domain::status::publish(ctx, anna.id, asking).await?;
    let uri = ctx.uris.status(anna.id, id);
    let secret = scene.stored(&uri).await?.expect("it was posted");
    let actor = scene.forger.actor("mallory");
    let base = scene.forger.base();
    let vote = json!({
        "id": format!("{base}/votes/1"), "type": "Note", "name": "a", "attributedTo": actor,
        "to": [anna.uri], "inReplyTo": uri,
    });
    for (number, (kind, object)) in [
        ("Like", json!(uri)),
        ("EmojiReact", json!(uri)),
        ("Announce", json!(uri)),
        ("Create", vote),
    ]
    .into_iter()
    .enumerate()
    {
        let id = format!("{base}/{number}");
        let activity = json!({
            "id": id, "type": kind, "actor": actor, "object": object, "to": [PUBLIC], "content": "❤",
        });
        assert_eq!(scene.forger.deliver(scene.victim(), &activity).await?, 202);
    }
    let filter = domain::notification::Filter::default();
    let told = domain::notification::list(ctx, anna.id, &filter, domain::Page::first(10));
    let kept = scene.stored(&secret.uri).await?;
    assert_eq!(told.await?.len(), 0);
    assert!(domain::poll::voters(ctx, secret.id).await?.is_empty());
    let counts = kept.map(|status| (status.favourites_count, status.reblogs_count));
    assert_eq!(counts, Some((0, 0)));
    Ok(())
}
