//! Signatures, keys and contexts that are not what they should be. The numbers are those of docs/security.md.

use std::net::Ipv4Addr;

use anyhow::Result;
use domain::remote;
use harness::Forger;
use serde_json::json;

use crate::scene::{PUBLIC, Scene};

/// What a `Signature` header becomes that was sound.
fn spoiled(sound: &str) -> Vec<String> {
    let (before, value) = sound.split_once("signature=\"").expect("a signature");
    let value = value.trim_end_matches('"');
    vec![
        String::new(),
        "Signature".to_owned(),
        "keyId=\"\",signature=\"\"".to_owned(),
        format!("{before}signature=\"\""),
        format!(
            "{before}signature=\"{}\"",
            value.chars().rev().collect::<String>()
        ),
        format!("{sound},signature=\"{value}\""),
        format!("{sound},keyId=\"https://victim.example/a\""),
        sound.replace("rsa-sha256", "none"),
        sound.replace("rsa-sha256", "hmac-sha256"),
        sound
            .replace("rsa-sha256", "hs2019")
            .replace("headers=\"", "headers=\"(created) "),
        sound.replace(" digest", ""),
        sound.replace("(request-target) ", ""),
    ]
}

#[tokio::test]
async fn security_12_a_signature_that_is_none() -> Result<()> {
    let scene = Scene::at(9).await?;
    let actor = scene.forger.actor("mallory");
    let create = scene.create(&actor, 1, PUBLIC);
    let sound = scene.forger.letter(scene.victim(), &create);
    let sound = sound.headers["signature"].to_str()?.to_owned();
    assert!(
        sound.contains("rsa-sha256") || sound.contains("hs2019"),
        "{sound}"
    );
    for value in spoiled(&sound) {
        if value == sound {
            continue;
        }
        let mut letter = scene.forger.letter(scene.victim(), &create);
        letter.headers.insert("signature", value.parse()?);
        assert_eq!(letter.send(scene.victim()).await?, 401, "{value}");
    }
    let mut none = scene.forger.letter(scene.victim(), &create);
    none.headers.remove("signature");
    assert_eq!(none.send(scene.victim()).await?, 401);
    let mut two = scene.forger.letter(scene.victim(), &create);
    two.headers.append("signature", sound.parse()?);
    assert_eq!(two.send(scene.victim()).await?, 401);
    // RFC 9421 counts as soon as one speaks of it, and is then held to it.
    for input in [
        "",
        "sig1=()",
        "sig1=();created=1;keyid=\"x\"",
        "sig1=(\"@method\");keyid=\"x\"",
    ] {
        let mut letter = scene.forger.letter(scene.victim(), &create);
        letter.headers.insert("signature-input", input.parse()?);
        assert_eq!(letter.send(scene.victim()).await?, 401, "{input}");
    }
    assert!(scene.is_untouched().await?);
    Ok(())
}

/// An RSA key of 1024 bits, which could be broken, and what is no key at all.
const BAD_KEYS: [&str; 4] = [
    include_str!("../fuzz/seeds/key/rsa_1024.pem"),
    "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
    "ssh-rsa AAAA",
    "",
];

#[tokio::test]
async fn security_13_a_key_that_is_too_small_or_none() -> Result<()> {
    let scene = Scene::at(9).await?;
    for (number, pem) in (0..).zip(BAD_KEYS) {
        let name = format!("mallory{number}");
        let actor = scene.forger.actor(&name);
        let mut document = scene.forger.actor_document(&name);
        document["publicKey"]["publicKeyPem"] = json!(pem);
        let (path, kind) = (format!("/{name}"), "application/activity+json");
        scene.forger.serve(&path, kind, document.to_string());
        let create = scene.create(&actor, number, PUBLIC);
        assert_eq!(
            scene.forger.deliver(scene.victim(), &create).await?,
            401,
            "{pem}"
        );
    }
    assert!(scene.is_untouched().await?);
    Ok(())
}

/// A context could say that words mean something else: none is fetched, and words mean what they always do.
#[tokio::test]
async fn security_15_contexts_of_a_stranger_are_not_fetched() -> Result<()> {
    let scene = Scene::at(9).await?;
    let clock = scene.fediverse.clock.clone();
    let contexts = Forger::start(Ipv4Addr::new(127, 0, 0, 8), clock).await?;
    let elsewhere = format!("{}/context", contexts.base());
    let anna = scene.anna().await;
    let context = json!([
        "https://www.w3.org/ns/activitystreams", elsewhere,
        { "attributedTo": "https://evil.example/ns#other", "content": { "@id": "as:summary" } },
    ]);
    let actor = scene.forger.actor("mallory");
    let mut document = scene.forger.actor_document("mallory");
    document["@context"] = context.clone();
    let kind = "application/activity+json";
    scene.forger.serve("/mallory", kind, document.to_string());
    let mut create = scene.create(&actor, 1, &anna.uri);
    create["@context"] = context;
    assert_eq!(scene.forger.deliver(scene.victim(), &create).await?, 202);
    let uri = create["object"]["id"].as_str().unwrap_or_default();
    let stored = scene.stored(uri).await?;
    assert_eq!(
        stored.map(|status| status.content).as_deref(),
        Some("<p>buy</p>")
    );
    assert_eq!(contexts.asked(), 0);
    Ok(())
}

/// A document at an address of its own that speaks in the name of an actor or a status elsewhere.
#[tokio::test]
async fn security_01_a_document_that_speaks_for_another() -> Result<()> {
    for scene in Scene::both().await? {
        let clock = scene.fediverse.clock.clone();
        let honest = Forger::start(Ipv4Addr::new(127, 0, 0, 8), clock).await?;
        let (sol, kind) = (honest.actor("sol"), "application/activity+json");
        let mut forged = honest.actor_document("sol");
        forged["name"] = json!("Forged");
        forged["inbox"] = json!(format!("{}/inbox", scene.forger.base()));
        scene.forger.serve("/sol", kind, forged.to_string());
        let note = |words: &str| {
            json!({
                "id": format!("{}/notes/1", honest.base()), "type": "Note", "attributedTo": sol,
                "content": words, "to": [PUBLIC],
            })
        };
        honest.serve("/notes/1", kind, note("<p>true</p>").to_string());
        scene
            .forger
            .serve("/notes/1", kind, note("<p>forged</p>").to_string());
        let federation = scene.victim().federation();
        for path in ["sol", "notes/1"] {
            let lure = format!("{}/{path}", scene.forger.base());
            protocol::search::find(federation, &lure).await?;
            assert!(
                remote::find_by_uri(scene.victim().ctx(), &lure)
                    .await?
                    .is_none()
            );
        }
        let known = remote::find_by_uri(scene.victim().ctx(), &sol).await?;
        let known = known.expect("its home was asked");
        assert_eq!(
            (known.display_name.as_str(), known.inbox_url),
            ("", format!("{sol}/inbox"))
        );
        let stored = scene.stored(&format!("{}/notes/1", honest.base())).await?;
        assert_eq!(
            stored.map(|status| status.content).as_deref(),
            Some("<p>true</p>")
        );

        // And of one that its home does not know nothing is kept.
        let made_up = format!("{}/notes/2", honest.base());
        let mut unknown = note("<p>forged</p>");
        unknown["id"] = json!(made_up);
        scene.forger.serve("/notes/2", kind, unknown.to_string());
        let lure = format!("{}/notes/2", scene.forger.base());
        assert!(protocol::search::find(federation, &lure).await?.is_none());
        assert!(!scene.is_stored(&made_up).await?);
    }
    Ok(())
}

/// An actor that calls itself by a handle of another's domain, which confirms somebody else or nobody.
#[tokio::test]
async fn security_56_a_handle_of_a_domain_that_does_not_confirm_it() -> Result<()> {
    let scene = Scene::at(9).await?;
    let clock = scene.fediverse.clock.clone();
    let honest = Forger::start(Ipv4Addr::new(127, 0, 0, 8), clock).await?;
    honest.actor("sol");
    let domain = honest.base().trim_start_matches("http://");
    let kind = "application/activity+json";
    // The forger's own WebFinger says that its actor is somebody of the honest domain.
    for (number, name) in ["sol", "nobody"].into_iter().enumerate() {
        let path = format!("mallory{number}");
        let actor = scene.forger.actor(&path);
        let own = scene.forger.base().trim_start_matches("http://");
        let jrd = json!({
            "subject": format!("acct:{name}@{domain}"),
            "links": [{"rel": "self", "type": kind, "href": actor}],
        });
        let asked = format!("acct:{path}@{own}")
            .replace(':', "%3A")
            .replace('@', "%40");
        let asked = format!("/.well-known/webfinger?resource={asked}");
        scene
            .forger
            .serve(&asked, "application/jrd+json", jrd.to_string());
        let mut document = scene.forger.actor_document(&path);
        document["webfinger"] = json!(format!("{name}@{domain}"));
        let create = scene.create(&actor, u32::try_from(number)?, PUBLIC);
        for document in [scene.forger.actor_document(&path), document] {
            scene
                .forger
                .serve(&format!("/{path}"), kind, document.to_string());
            let refused = scene.forger.deliver(scene.victim(), &create).await?;
            assert!(matches!(refused.as_u16(), 401 | 503), "{name}: {refused}");
        }
        let ctx = scene.victim().ctx();
        assert!(remote::find_by_uri(ctx, &actor).await?.is_none());
        let handle = format!("{name}@{domain}").parse()?;
        assert!(remote::find_by_acct(ctx, &handle).await?.is_none());
    }
    assert!(scene.is_untouched().await?);
    Ok(())
}
