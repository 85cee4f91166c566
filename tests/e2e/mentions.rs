//! Mentions of people whom nobody here knew.

use std::net::Ipv4Addr;

use anyhow::Result;
use harness::{Fediverse, Forger, list};
use serde_json::{Value, json};

const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

#[tokio::test]
async fn strangers_whom_a_received_post_names_are_looked_up() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let clock = &fediverse.clock;
    let author = Forger::start(Ipv4Addr::new(127, 0, 0, 9), clock.clone()).await?;
    let home = Forger::start(Ipv4Addr::new(127, 0, 0, 8), clock.clone()).await?;
    let anna = server.person("anna").await?;
    let (ben, cleo) = (author.actor("ben"), home.actor("cleo"));
    let nobody = format!("{}/nobody", home.base());
    let mine = server.ctx().uris.actor(anna.id);
    let mut named = vec![mine.clone(), cleo.clone(), nobody];
    // More than a few are not asked for.
    named.extend((0..20).map(|number| format!("{}/crowd{number}", home.base())));
    let tags = named
        .iter()
        .map(|href| json!({"type": "Mention", "href": href, "name": "@someone"}));
    let note = json!({
        "id": format!("{}/notes/1", author.base()), "type": "Note", "attributedTo": ben,
        "content": format!("<p>look, <a href=\"{cleo}\">@cleo</a></p>"),
        "to": [PUBLIC], "cc": named, "tag": tags.collect::<Vec<Value>>(),
    });
    let create = json!({
        "id": format!("{}/notes/1/activity", author.base()), "type": "Create", "actor": ben,
        "to": [PUBLIC], "object": note,
    });
    assert_eq!(author.deliver(server, &create).await?, 202);
    fediverse.settle().await?;
    let told = list(anna.app.get("/api/v1/notifications").await?.ok()?)?;
    let mentions = list(told[0]["status"]["mentions"].clone())?;
    let accts: Vec<&str> = mentions
        .iter()
        .filter_map(|who| who["acct"].as_str())
        .collect();
    let domain = home.base().trim_start_matches("http://");
    let stranger = format!("cleo@{domain}");
    assert!(
        accts.contains(&"anna") && accts.contains(&stranger.as_str()),
        "{accts:?}"
    );
    assert_eq!(accts.len(), 2);
    assert!(home.asked() <= 20, "asked {} times", home.asked());
    Ok(())
}
