//! Activities that someone else brings than their actor: believed by a proof of the actor, and by nothing else.

use std::net::Ipv4Addr;

use anyhow::Result;
use base64::{Engine, prelude::BASE64_STANDARD};
use domain::kinds::Visibility;
use domain::testing::block_domain;
use harness::{Fediverse, Forger, Letter};
use http_signatures::Ed25519Key;
use http_signatures::digest::content_digest_header;
use protocol::proof::suite;
use protocol::vocab::multibase;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};

use crate::scene::Scene;

/// A victim, an author on one server, and a bearer on another.
struct Stage {
    scene: Scene,
    /// The id of the author.
    nora: String,
    bearer: Forger,
    /// The id of the bearer.
    trent: String,
}

/// One of many keys, the same each time.
fn key(number: u8) -> Ed25519Key {
    Ed25519Key::from_seed(&[number; 32]).expect("32 bytes are a seed")
}

/// Serves an actor that lists `key` for documents, and returns its id.
fn actor(forger: &Forger, name: &str, key: &Ed25519Key) -> String {
    let id = forger.actor(name);
    let mut document = forger.actor_document(name);
    document["assertionMethod"] = json!([{
        "id": method(&id), "type": "Multikey", "controller": id,
        "publicKeyMultibase": multibase::encode_ed25519(&key.public_bytes()),
    }]);
    let kind = "application/activity+json";
    forger.serve(&format!("/{name}"), kind, document.to_string());
    id
}

fn method(actor: &str) -> String {
    format!("{actor}#ed25519-key")
}

impl Stage {
    async fn both() -> Result<[Self; 2]> {
        let [far, near] = Scene::both().await?;
        Ok([Self::set(far).await?, Self::set(near).await?])
    }

    async fn set(scene: Scene) -> Result<Self> {
        let clock = scene.fediverse.clock.clone();
        let bearer = Forger::start(Ipv4Addr::new(127, 0, 0, 8), clock).await?;
        Ok(Self {
            nora: actor(&scene.forger, "nora", &key(1)),
            trent: actor(&bearer, "trent", &key(2)),
            bearer,
            scene,
        })
    }

    /// `activity` with a proof by the key at `method`.
    fn proven(&self, mut activity: Value, method: &str, key: &Ed25519Key) -> Value {
        let created = self.scene.fediverse.clock.now().to_rfc3339_seconds();
        activity["proof"] = suite::create(&activity, method, &created, key);
        activity
    }

    /// What the victim says to `activity` when Trent brings it.
    async fn bring(&self, activity: &Value) -> Result<u16> {
        let victim = self.scene.victim();
        let now = self.scene.fediverse.clock.now().seconds();
        let authority = victim.base().trim_start_matches("http://");
        let key_id = format!("{}#main-key", self.trent);
        let letter = self.bearer.letter_with(authority, &key_id, now, activity);
        Ok(letter.send(victim).await?.as_u16())
    }

    async fn received(&self) -> Result<usize> {
        let db = self.scene.victim().ctx().db.read();
        let rows = storage::Sql::new(db, "SELECT 1 FROM inbox")
            .rows(db)
            .await?;
        Ok(rows.len())
    }
}

#[tokio::test]
async fn only_what_is_for_everyone_is_proven() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    bo.follow(&ada.handle).await?;
    fediverse.settle().await?;
    for (visibility, expected) in [
        ("public", true),
        ("unlisted", true),
        ("private", false),
        ("direct", false),
    ] {
        let text = format!("@{} word-{visibility}", bo.handle);
        let new = json!({ "status": text, "visibility": visibility });
        ada.app.post("/api/v1/statuses", &new).await?.ok()?;
        fediverse.settle().await?;
        let sent = storage::Sql::new(
            here.ctx().db.read(),
            "SELECT body FROM outbox WHERE body LIKE ",
        )
        .bind(format!("%word-{visibility}%"))
        .column(here.ctx().db.read());
        let sent: Vec<String> = sent.await?;
        let [sent] = &sent[..] else {
            panic!("one activity says {visibility}: {sent:#?}");
        };
        let sent: Value = serde_json::from_str(sent)?;
        assert_eq!(sent.get("proof").is_some(), expected, "{visibility}");
    }
    Ok(())
}

/// `activity` as Nora sends it herself, by RFC 9421 with her Ed25519 key.
fn signed(stage: &Stage, activity: &Value, key_id: &str, key: &Ed25519Key) -> Letter {
    let body = activity.to_string();
    let digest = content_digest_header(body.as_bytes());
    let now = stage.scene.fediverse.clock.now().seconds();
    let params = format!(
        r#"("@method" "@target-uri" "content-digest");created={now};keyid="{key_id}";alg="ed25519""#
    );
    let base = format!(
        "\"@method\": POST\n\"@target-uri\": {}/inbox\n\"content-digest\": {digest}\n\
         \"@signature-params\": {params}",
        stage.scene.victim().base(),
    );
    let signature = BASE64_STANDARD.encode(key.sign(base.as_bytes()));
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("content-type", "application/activity+json".to_owned()),
        ("content-digest", digest),
        ("signature-input", format!("sig1={params}")),
        ("signature", format!("sig1=:{signature}:")),
    ] {
        headers.insert(name, value.parse().expect("a header"));
    }
    Letter {
        path: "/inbox".to_owned(),
        headers,
        body,
    }
}

#[tokio::test]
async fn a_request_that_is_signed_with_ed25519() -> Result<()> {
    for stage in Stage::both().await? {
        let anna = stage.scene.anna().await;
        let victim = stage.scene.victim();
        let create = stage.scene.create(&stage.nora, 1, &anna.uri);
        let eve = actor(&stage.scene.forger, "eve", &key(3));
        for (key_id, key) in [
            (method(&stage.nora), key(2)),
            (method(&eve), key(3)),
            (format!("{}#main-key", stage.nora), key(1)),
        ] {
            let refused = signed(&stage, &create, &key_id, &key).send(victim).await?;
            assert_eq!(refused, 401, "{key_id}");
        }
        assert!(stage.scene.is_untouched().await?);
        let sound = signed(&stage, &create, &method(&stage.nora), &key(1));
        assert_eq!(sound.send(victim).await?, 202);
        let note = create["object"]["id"].as_str().expect("an id");
        assert!(stage.scene.is_stored(note).await?);
    }
    Ok(())
}

#[tokio::test]
async fn what_someone_else_brings_is_believed_by_its_proof_and_once() -> Result<()> {
    for stage in Stage::both().await? {
        let anna = stage.scene.anna().await;
        let create = stage.scene.create(&stage.nora, 1, &anna.uri);
        let create = stage.proven(create, &method(&stage.nora), &key(1));
        assert_eq!(stage.bring(&create).await?, 202);
        let note = create["object"]["id"].as_str().expect("an id");
        let stored = stage.scene.stored(note).await?.expect("is believed");
        assert_eq!(stored.content, "<p>buy</p>");
        assert_eq!(stage.bring(&create).await?, 202);
        let again = stage.scene.forger.deliver(stage.scene.victim(), &create);
        assert_eq!(again.await?, 202);
        assert_eq!(stage.received().await?, 1, "a repetition is known for one");
    }
    Ok(())
}

#[tokio::test]
async fn security_10_a_proof_of_someone_else_says_nothing_about_the_actor() -> Result<()> {
    for stage in Stage::both().await? {
        let anna = stage.scene.anna().await;
        let eve = actor(&stage.scene.forger, "eve", &key(3));
        let create = || stage.scene.create(&stage.nora, 1, &anna.uri);
        let unlisted = format!("{}#other", stage.nora);
        for (method, key) in [
            (method(&stage.trent), key(2)),
            (method(&eve), key(3)),
            (method(&stage.nora), key(2)),
            (unlisted, key(1)),
        ] {
            let brought = stage.proven(create(), &method, &key);
            assert_eq!(stage.bring(&brought).await?, 401, "{method}");
        }
        let mut ours = create();
        ours["actor"] = json!(anna.uri);
        let ours = stage.proven(ours, &method(&anna.uri), &key(1));
        assert_eq!(stage.bring(&ours).await?, 403);
        assert!(stage.scene.is_untouched().await?);
    }
    Ok(())
}

#[tokio::test]
async fn security_11_a_key_that_names_an_owner_who_does_not_list_it() -> Result<()> {
    for stage in Stage::both().await? {
        let anna = stage.scene.anna().await;
        let address = format!("{}/key", stage.scene.forger.base());
        let document = json!({
            "@context": "https://w3id.org/security/multikey/v1",
            "id": address, "type": "Multikey", "controller": stage.nora, "owner": stage.nora,
            "publicKeyMultibase": multibase::encode_ed25519(&key(4).public_bytes()),
        });
        let kind = "application/activity+json";
        stage.scene.forger.serve("/key", kind, document.to_string());
        let create = stage.scene.create(&stage.nora, 1, &anna.uri);
        let create = stage.proven(create, &address, &key(4));
        assert_eq!(stage.bring(&create).await?, 401);
        assert!(stage.scene.is_untouched().await?);
    }
    Ok(())
}

#[tokio::test]
async fn security_16_what_was_altered_or_is_over_is_refused() -> Result<()> {
    for stage in Stage::both().await? {
        let anna = stage.scene.anna().await;
        let create = stage.scene.create(&stage.nora, 1, &anna.uri);
        let sound = stage.proven(create, &method(&stage.nora), &key(1));
        for (path, value) in [
            ("/object/content", json!("<p>sell</p>")),
            ("/id", json!(format!("{}/other", stage.scene.forger.base()))),
            ("/proof/created", json!("2020-01-01T00:00:00Z")),
            ("/proof/proofPurpose", json!("authentication")),
            ("/proof/cryptosuite", json!("eddsa-rdfc-2022")),
            ("/proof", json!([])),
            ("/proof", json!("proof")),
        ] {
            let mut altered = sound.clone();
            *altered.pointer_mut(path).expect("is there") = value;
            assert_eq!(stage.bring(&altered).await?, 401, "{path}");
        }
        let mut expiring = sound.clone();
        expiring["proof"]["expires"] = json!("2999-01-01T00:00:00Z");
        assert_eq!(stage.bring(&expiring).await?, 401);
        let mut nameless = sound.clone();
        nameless.as_object_mut().expect("an object").remove("id");
        let nameless = stage.proven(nameless, &method(&stage.nora), &key(1));
        assert_eq!(stage.bring(&nameless).await?, 401);
        assert!(stage.scene.is_untouched().await?);
    }
    Ok(())
}

#[tokio::test]
async fn security_14_a_linked_data_signature_proves_nothing() -> Result<()> {
    for stage in Stage::both().await? {
        let anna = stage.scene.anna().await;
        let create = stage.scene.create(&stage.nora, 1, &anna.uri);
        let mut signed = create.clone();
        signed["signature"] = json!({
            "type": "RsaSignature2017", "creator": format!("{}#main-key", stage.nora),
            "created": "2026-01-01T00:00:00Z", "signatureValue": "AAAA",
        });
        assert_eq!(stage.bring(&signed).await?, 401);
        for name in ["@graph", "@included", "@reverse"] {
            let mut restructured = signed.clone();
            restructured[name] = json!([create]);
            assert_eq!(stage.bring(&restructured).await?, 401, "{name}");
        }
        assert!(stage.scene.is_untouched().await?);
    }
    Ok(())
}

#[tokio::test]
async fn what_nobody_proves_is_asked_of_its_home() -> Result<()> {
    for stage in Stage::both().await? {
        let anna = stage.scene.anna().await;
        let post = stage.scene.post(&anna, Visibility::Public).await?;
        let mut create = stage.scene.create(&stage.nora, 1, &anna.uri);
        create["object"]["inReplyTo"] = json!(post.uri);
        let note = create["object"]["id"].as_str().expect("an id").to_owned();
        assert_eq!(stage.bring(&create).await?, 202);
        assert!(
            !stage.scene.is_stored(&note).await?,
            "its home knows nothing of it"
        );
        let mut told = create["object"].clone();
        told["@context"] = json!("https://www.w3.org/ns/activitystreams");
        told["content"] = json!("<p>what its home says</p>");
        let kind = "application/activity+json";
        stage.scene.forger.serve("/notes/1", kind, told.to_string());
        create["published"] = json!("2026-01-01T00:00:00Z");
        assert_eq!(stage.bring(&create).await?, 202);
        let stored = stage.scene.stored(&note).await?.expect("was fetched");
        assert_eq!(stored.content, "<p>what its home says</p>");
    }
    Ok(())
}

#[tokio::test]
async fn a_hint_does_not_take_the_place_of_the_activity() -> Result<()> {
    let stage = Stage::set(Scene::at(9).await?).await?;
    let anna = stage.scene.anna().await;
    let post = stage.scene.post(&anna, Visibility::Public).await?;
    let mut create = stage.scene.create(&stage.nora, 1, &anna.uri);
    create["object"]["inReplyTo"] = json!(post.uri);
    let note = create["object"]["id"].as_str().expect("an id");
    assert_eq!(stage.bring(&create).await?, 202);
    assert!(!stage.scene.is_stored(note).await?);
    let sent = stage.scene.forger.deliver(stage.scene.victim(), &create);
    assert_eq!(sent.await?, 202);
    assert!(stage.scene.is_stored(note).await?);
    Ok(())
}

#[tokio::test]
async fn an_author_who_is_shut_out_is_not_heard_through_others() -> Result<()> {
    let stage = Stage::set(Scene::at(9).await?).await?;
    let anna = stage.scene.anna().await;
    block_domain(stage.scene.victim().ctx(), "127.0.0.9").await;
    let create = stage.scene.create(&stage.nora, 1, &anna.uri);
    let create = stage.proven(create, &method(&stage.nora), &key(1));
    let refused = stage.bring(&create).await?;
    assert!(matches!(refused, 401 | 403), "{refused}");
    assert!(stage.scene.is_untouched().await?);
    Ok(())
}
