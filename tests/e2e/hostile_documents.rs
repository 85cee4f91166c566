//! What a hostile peer serves, and how much of it: nothing of that is believed, stored or asked for without end. The
//! numbers are those of docs/security.md.

use std::net::Ipv4Addr;

use anyhow::Result;
use domain::remote;
use harness::Forger;
use serde_json::json;

use crate::scene::{PUBLIC, Scene};

/// Private addresses are refused in production, which `protocol::fetch::tests` holds; here every address is one. What is
/// left is that nobody is led into the victim's own house, nor believed for what is said elsewhere.
#[tokio::test]
async fn security_19_a_redirect_to_the_victim_or_to_an_accomplice() -> Result<()> {
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

/// A body that does not say how long it is, and one that is long only once it is unpacked.
#[tokio::test]
async fn security_26_a_body_without_a_length_and_one_that_unfolds() -> Result<()> {
    let scene = Scene::at(9).await?;
    let actor = scene.forger.actor("mallory");
    let mut large = scene.create(&actor, 1, PUBLIC);
    large["object"]["content"] = json!("x".repeat(1024 * 1024));
    let letter = scene.forger.letter(scene.victim(), &large);
    let client = scene.victim().anonymous();
    let pieces = letter.body.into_bytes();
    let pieces: Vec<std::io::Result<Vec<u8>>> = pieces
        .chunks(8192)
        .map(|piece| Ok(piece.to_vec()))
        .collect();
    let body = reqwest::Body::wrap_stream(futures::stream::iter(pieces));
    let request = client.request(reqwest::Method::POST, "/inbox");
    let answer = client
        .send(request.headers(letter.headers.clone()).body(body))
        .await?;
    assert_eq!(answer.status, 413);

    // A kilobyte that would be a megabyte: nothing is unpacked, so what was signed is no document.
    let bomb = scene.create(&actor, 2, PUBLIC);
    let mut packed = scene.forger.letter(scene.victim(), &bomb);
    packed.headers.insert("content-encoding", "gzip".parse()?);
    packed.body.insert(0, '\u{1f}');
    let refused = packed.send(scene.victim()).await?;
    assert!(matches!(refused.as_u16(), 400 | 401 | 415), "{refused}");
    assert!(scene.is_untouched().await?);
    Ok(())
}

/// What a document lists is read up to a bound: fields of a profile, choices of a poll, files, mentions.
#[tokio::test]
async fn security_26_long_lists_are_cut() -> Result<()> {
    let scene = Scene::at(9).await?;
    let actor = scene.forger.actor("mallory");
    let mut document = scene.forger.actor_document("mallory");
    let field = json!({"type": "PropertyValue", "name": "a", "value": "b"});
    document["attachment"] = json!(vec![field; 51]);
    let kind = "application/activity+json";
    scene.forger.serve("/mallory", kind, document.to_string());
    let anna = scene.anna().await;
    let mut create = scene.create(&actor, 1, &anna.uri);
    let object = &mut create["object"];
    object["type"] = json!("Question");
    let choice = |number| json!({"type": "Note", "name": format!("{number}")});
    object["oneOf"] = (0..501).map(choice).collect();
    let file =
        json!({"type": "Document", "mediaType": "image/png", "url": "https://b.example/1.png"});
    object["attachment"] = json!(vec![file; 51]);
    let tag = |number| json!({"type": "Hashtag", "name": format!("#tag{number}")});
    let tags = (0..2000).map(tag);
    let mention = object["tag"][0].clone();
    object["tag"] = std::iter::once(mention).chain(tags).collect();
    assert_eq!(scene.forger.deliver(scene.victim(), &create).await?, 202);
    let uri = create["object"]["id"].as_str().unwrap_or_default();
    let stored = scene.stored(uri).await?.expect("it is cut, not refused");
    let client = scene.victim().anonymous();
    let path = format!("/api/v1/statuses/{}", stored.id);
    let status = client.get(&path).await?.ok()?;
    for (list, most) in [
        (&status["poll"]["options"], 500),
        (&status["media_attachments"], 16),
        (&status["tags"], 100),
        (&status["account"]["fields"], 50),
    ] {
        let length = list.as_array().map_or(0, Vec::len);
        assert!((1..=most).contains(&length), "{length} of {most}");
    }
    Ok(())
}

/// A quotes B, which quotes C, and so on: what the second one quotes is looked at, and no further.
#[tokio::test]
async fn security_27_a_chain_of_quotes_is_followed_twice() -> Result<()> {
    let scene = Scene::at(9).await?;
    let actor = scene.forger.actor("mallory");
    let base = scene.forger.base().to_owned();
    let anna = scene.anna().await;
    let create = scene.create(&actor, 0, &anna.uri);
    let chained = |number: u32| {
        let mut note = create["object"].clone();
        note["id"] = json!(format!("{base}/notes/{number}"));
        note["quote"] = json!(format!("{base}/notes/{}", number + 1));
        note
    };
    for number in 1..30 {
        let path = format!("/notes/{number}");
        let kind = "application/activity+json";
        scene.forger.serve(&path, kind, chained(number).to_string());
    }
    let mut first = create.clone();
    first["object"] = chained(0);
    assert_eq!(scene.forger.deliver(scene.victim(), &first).await?, 202);
    for (number, kept) in [(0, true), (1, true), (2, true), (3, false), (29, false)] {
        let uri = format!("{base}/notes/{number}");
        assert_eq!(scene.is_stored(&uri).await?, kept, "{uri}");
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
        "application/octet-stream",
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
    assert!(scene.is_untouched().await?);
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
