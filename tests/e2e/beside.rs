//! What stands beside an account of another server: counts, pins and hashtags, asked for when somebody looks.

use std::net::Ipv4Addr;
use std::time::Duration;

use anyhow::Result;
use harness::{Fediverse, Forger, Person, id, list, says};
use serde_json::{Value, json};

/// What `who` is shown of the account `handle` once everything was asked for.
async fn look(fediverse: &Fediverse, who: &Person, handle: &str) -> Result<Value> {
    let path = format!("/api/v1/accounts/{}", id(&who.lookup(handle).await?));
    who.app.get(&path).await?.ok()?;
    fediverse.settle().await?;
    who.app.get(&path).await?.ok()
}

async fn of_account(who: &Person, account: &Value, what: &str) -> Result<Vec<Value>> {
    let path = format!("/api/v1/accounts/{}/{what}", id(account));
    list(who.app.get(&path).await?.ok()?)
}

#[tokio::test]
async fn counts_pins_and_hashtags_are_shown_to_who_looks() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    let fan = here.person("fan").await?;
    fan.follow(&ada.handle).await?;
    ada.post("first").await?;
    let pinned = ada.post("on top #sepsis").await?;
    ada.act(&pinned, "pin").await?;
    let tag = json!({"name": "sepsis"});
    ada.app.post("/api/v1/featured_tags", &tag).await?.ok()?;
    fediverse.settle().await?;

    let shown = look(&fediverse, &bo, &ada.handle).await?;
    let counts = ["followers_count", "following_count", "statuses_count"];
    assert_eq!(
        counts.map(|name| shown[name].as_i64()),
        [Some(1), Some(0), Some(2)]
    );
    assert_eq!(shown["hide_collections"], false);
    let pins = of_account(&bo, &shown, "statuses?pinned=true").await?;
    assert!(matches!(&pins[..], [pin] if says(pin, "on top")));
    let tags = of_account(&bo, &shown, "featured_tags").await?;
    assert!(matches!(&tags[..], [tag] if tag["name"] == "sepsis"));
    Ok(())
}

#[tokio::test]
async fn hashtags_on_a_profile_are_told_to_followers() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    bo.follow(&ada.handle).await?;
    fediverse.settle().await?;
    let shown = look(&fediverse, &bo, &ada.handle).await?;
    let mut featured = Vec::new();
    for name in ["sepsis", "Ärzte"] {
        let tag = json!({ "name": name });
        featured.push(ada.app.post("/api/v1/featured_tags", &tag).await?.ok()?);
    }
    fediverse.settle().await?;
    assert_eq!(of_account(&bo, &shown, "featured_tags").await?.len(), 2);
    let path = format!("/api/v1/featured_tags/{}", id(&featured[0]));
    ada.app.delete(&path).await?.ok()?;
    fediverse.settle().await?;
    let left = of_account(&bo, &shown, "featured_tags").await?;
    assert!(
        matches!(&left[..], [tag] if tag["name"] == "Ärzte"),
        "{left:?}"
    );
    Ok(())
}

#[tokio::test]
async fn what_a_stranger_serves_is_bounded_and_asked_for_once_a_day() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let bo = server.person("bo").await?;
    let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
    let (base, kind) = (peer.base().to_owned(), "application/activity+json");
    let at = |name: &str| format!("{base}/tim/{name}");
    peer.actor_that_says(
        "tim",
        &json!({
            "followers": at("followers"), "following": at("following"), "outbox": at("outbox"),
            "featured": at("featured"), "featuredTags": at("tags"),
        }),
    );
    let serve = |name: &str, mut document: Value| {
        document["id"] = json!(at(name));
        peer.serve(&format!("/tim/{name}"), kind, document.to_string());
    };
    serve(
        "followers",
        json!({"type": "OrderedCollection", "totalItems": 12_345_678_901_234_567_890_u64}),
    );
    serve(
        "following",
        json!({"type": "OrderedCollection", "totalItems": 7}),
    );
    serve(
        "outbox",
        json!({"type": "OrderedCollection", "totalItems": "many"}),
    );
    let note = |author: &str, number: usize| {
        json!({
            "id": at(&format!("notes/{number}")), "type": "Note", "attributedTo": author,
            "content": format!("<p>note {number}</p>"), "to": ["https://www.w3.org/ns/activitystreams#Public"],
        })
    };
    let tim = format!("{base}/tim");
    let mut notes = vec![note(&format!("{base}/eve"), 0)];
    notes.extend((1..40).map(|number| note(&tim, number)));
    serve(
        "featured",
        json!({"type": "OrderedCollection", "orderedItems": notes}),
    );
    let tags: Vec<Value> = (0..40)
        .map(|number| json!({"type": "Hashtag", "name": format!("#tag{number}")}))
        .collect();
    serve("tags", json!({"type": "Collection", "items": tags}));
    let handle = format!("tim@{}", base.trim_start_matches("http://"));

    let shown = look(&fediverse, &bo, &handle).await?;
    assert_eq!(shown["following_count"], 7);
    assert_eq!(shown["statuses_count"], 5, "what was not said stays");
    assert_eq!(shown["hide_collections"], true, "there is no first page");
    let pins = of_account(&bo, &shown, "statuses?pinned=true").await?;
    assert_eq!(pins.len(), 5);
    assert!(says(&pins[0], "note 1"), "{pins:?}");
    let tags = of_account(&bo, &shown, "featured_tags").await?;
    assert_eq!(tags.len(), 10);
    let asked = peer.asked();
    look(&fediverse, &bo, &handle).await?;
    assert_eq!(peer.asked(), asked);
    serve(
        "featured",
        json!({"type": "OrderedCollection", "orderedItems": []}),
    );
    fediverse.clock.advance(Duration::from_hours(25));
    let shown = look(&fediverse, &bo, &handle).await?;
    assert!(
        of_account(&bo, &shown, "statuses?pinned=true")
            .await?
            .is_empty()
    );
    Ok(())
}
