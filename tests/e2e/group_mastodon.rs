//! Someone on Mastodon in a group of ours: Mia follows it, posts by a mention, answers and is answered. Her server reads a
//! boost and drops an Announce of an activity, so the activities are counted by what it reads.

use anyhow::{Context as _, Result};
use harness::{Fediverse, Forger, Person, Server, id, list, says};
use serde_json::{Value, json};
use std::net::Ipv4Addr;

use crate::scene::PUBLIC;

/// Ada owns the group on the first server, Bo follows it from the second, Mia from Mastodon.
struct Ward {
    fediverse: Fediverse,
    mastodon: Forger,
    ada: Person,
    bo: Person,
    mia: String,
    handle: String,
    group: String,
}

impl Ward {
    async fn open() -> Result<Self> {
        let fediverse = Fediverse::start(2).await?;
        let clock = fediverse.clock.clone();
        let mastodon = Forger::start(Ipv4Addr::new(127, 0, 0, 9), clock).await?;
        let [here, there] = fediverse.both();
        let ada = here.person("ada").await?;
        let bo = there.person("bo").await?;
        let new = json!({ "name": "ward", "title": "The Ward" });
        ada.app.post("/api/rounds/v1/groups", &new).await?.ok()?;
        let handle = format!("ward@{}", here.domain());
        bo.follow(&handle).await?;
        let group = ada.lookup(&handle).await?["uri"].clone();
        let group = group.as_str().context("the group has an id")?.to_owned();
        let mut mia = mastodon.actor_document("mia");
        let uri = mia["id"].as_str().context("an id")?.to_owned();
        mia["followers"] = json!(format!("{uri}/followers"));
        mastodon.publish(mia);
        let ward = Self {
            fediverse,
            mastodon,
            ada,
            bo,
            mia: uri,
            handle,
            group,
        };
        let follow = json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": format!("{}/follow", ward.mia), "type": "Follow", "actor": ward.mia, "object": ward.group,
        });
        ward.send(&follow).await?;
        Ok(ward)
    }

    fn here(&self) -> &Server {
        &self.fediverse.servers[0]
    }

    async fn send(&self, activity: &Value) -> Result<()> {
        let status = self.mastodon.deliver(self.here(), activity).await?;
        anyhow::ensure!(status == 202, "{status}: {activity:#}");
        self.fediverse.settle().await
    }

    /// What arrived on Mastodon and is understood there, and beside it what is dropped.
    fn told(&self) -> Result<(Vec<Value>, Vec<Value>)> {
        let told = self.mastodon.told();
        let told: serde_json::Result<Vec<Value>> =
            told.iter().map(|body| serde_json::from_str(body)).collect();
        let is_wrapped = |told: &Value| told["type"] == "Announce" && told["object"].is_object();
        let (dropped, understood) = told?.into_iter().partition(is_wrapped);
        Ok((understood, dropped))
    }

    /// Mia's post number `number`, as Mastodon sends it, naming `whom`.
    async fn mia_posts(
        &self,
        number: u32,
        text: &str,
        whom: &str,
        parent: Option<&str>,
    ) -> Result<Value> {
        let note = format!("{}/statuses/{number}", self.mia);
        let (to, cc) = (
            json!([PUBLIC]),
            json!([format!("{}/followers", self.mia), whom]),
        );
        let object = json!({
            "id": note, "type": "Note", "attributedTo": self.mia, "inReplyTo": parent, "to": to, "cc": cc,
            "content": format!("<p>{text}</p>"), "published": "2026-11-21T10:00:00Z",
            "tag": [{"type": "Mention", "href": whom, "name": "@whom"}],
        });
        let path = note.replace(self.mastodon.base(), "");
        let kind = "application/activity+json";
        self.mastodon.serve(&path, kind, object.to_string());
        let create = json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": format!("{note}/activity"), "type": "Create", "actor": self.mia, "to": to, "cc": cc, "object": object,
        });
        self.send(&create).await?;
        Ok(create)
    }

    /// What someone sees boosted by the group.
    async fn boosted(&self, who: &Person, text: &str) -> Result<Option<Value>> {
        let home = who.home().await?.into_iter();
        let found = home.map(|status| status["reblog"].clone());
        Ok(found.into_iter().find(|status| says(status, text)))
    }

    /// What is answered below a status where `who` lives.
    async fn answers(&self, who: &Person, status: &Value) -> Result<Vec<Value>> {
        let path = format!("/api/v1/statuses/{}/context", id(status));
        let thread = who.app.get(&path).await?.ok()?;
        list(thread["descendants"].clone())
    }
}

#[tokio::test]
async fn she_follows_and_reads_posts_as_boosts() -> Result<()> {
    let ward = Ward::open().await?;
    let (told, _) = ward.told()?;
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(
        (&told[0]["type"], &told[0]["actor"]),
        (&json!("Accept"), &json!(ward.group))
    );
    assert_eq!(told[0]["object"]["id"], format!("{}/follow", ward.mia));

    let post = ward.bo.post(&format!("@{} a rash", ward.handle)).await?;
    ward.fediverse.settle().await?;
    let (told, dropped) = ward.told()?;
    assert_eq!(told.len(), 1, "{told:#?}");
    let boost = &told[0];
    assert_eq!(
        (&boost["type"], &boost["actor"]),
        (&json!("Announce"), &json!(ward.group))
    );
    assert_eq!(
        (&boost["object"], &boost["to"]),
        (&post["uri"], &json!([PUBLIC]))
    );
    assert_eq!(dropped.len(), 1, "the same for servers that know groups");
    assert_eq!(dropped[0]["object"]["type"], "Create");
    // What is boosted is read at its own server.
    let there = &ward.fediverse.servers[1];
    let path = post["uri"]
        .as_str()
        .unwrap_or_default()
        .replace(there.base(), "");
    let note = there.anonymous().get_activity(&path).await?.ok()?;
    assert_eq!(note["type"], "Note");
    Ok(())
}

#[tokio::test]
async fn she_posts_by_a_mention_and_gets_the_answers() -> Result<()> {
    let ward = Ward::open().await?;
    ward.told()?;
    let create = ward.mia_posts(1, "a burn", &ward.group, None).await?;
    let (told, dropped) = ward.told()?;
    let note = &create["object"]["id"];
    assert_eq!((told.len(), &told[0]["object"]), (1, note), "{told:#?}");
    assert_eq!(
        (dropped.len(), &dropped[0]["object"]),
        (1, &create),
        "{dropped:#?}"
    );
    let seen = ward.boosted(&ward.bo, "a burn").await?;
    let seen = seen.context("a member on another server reads it")?;
    ward.bo.reply(&seen, "cool it").await?;
    ward.fediverse.settle().await?;
    let (told, dropped) = ward.told()?;
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(
        (&told[0]["type"], &told[0]["object"]["inReplyTo"]),
        (&json!("Create"), note)
    );
    assert_eq!(dropped.len(), 1, "the answer, by the group");
    let home = ward.boosted(&ward.ada, "a burn").await?;
    let home = home.context("a member here reads it")?;
    let answers = ward.answers(&ward.ada, &home).await?;
    assert!(
        answers.len() == 1 && says(&answers[0], "cool it"),
        "{answers:#?}"
    );
    Ok(())
}

#[tokio::test]
async fn what_she_answers_reaches_the_members_everywhere() -> Result<()> {
    let ward = Ward::open().await?;
    let post = ward.ada.post(&format!("@{} a rash", ward.handle)).await?;
    ward.fediverse.settle().await?;
    ward.told()?;
    let ada = ward.here().ctx().uris.actor(ward.ada.id);
    let parent = post["uri"].as_str();
    let create = ward
        .mia_posts(2, "contact dermatitis", &ada, parent)
        .await?;
    for who in [&ward.ada, &ward.bo] {
        let seen = ward.boosted(who, "a rash").await?.context("it is there")?;
        let answers = ward.answers(who, &seen).await?;
        assert!(
            answers.len() == 1 && says(&answers[0], "contact dermatitis"),
            "{answers:#?}"
        );
    }
    let (told, dropped) = ward.told()?;
    assert_eq!(told, [] as [Value; 0], "answers are not boosted");
    assert_eq!((dropped.len(), &dropped[0]["object"]), (1, &create));
    Ok(())
}

#[tokio::test]
async fn votes_are_passed_on_to_servers_that_have_groups_alone() -> Result<()> {
    let ward = Ward::open().await?;
    let post = ward.ada.post(&format!("@{} a rash", ward.handle)).await?;
    ward.fediverse.settle().await?;
    ward.told()?;
    let like = json!({"id": format!("{}/likes/1", ward.mia), "type": "Like", "actor": ward.mia, "object": post["uri"]});
    ward.send(&like).await?;
    assert_eq!(
        ward.told()?.1,
        [] as [Value; 0],
        "no group of that server is known"
    );
    // A group over there becomes known.
    let mut group = ward.mastodon.actor_document("heart");
    group["type"] = json!("Group");
    group["attributedTo"] = json!(format!("{}/moderators", ward.mastodon.base()));
    ward.mastodon.publish(group);
    let domain = ward.mastodon.base().trim_start_matches("http://");
    ward.ada.lookup(&format!("heart@{domain}")).await?;
    let undo = json!({"id": format!("{}/likes/1/undo", ward.mia), "type": "Undo", "actor": ward.mia, "object": like});
    ward.send(&undo).await?;
    let (_, dropped) = ward.told()?;
    assert_eq!(dropped.len(), 1, "{dropped:#?}");
    assert_eq!(dropped[0]["object"], undo);
    ward.ada.act(&post, "favourite").await?;
    ward.fediverse.settle().await?;
    let (_, dropped) = ward.told()?;
    assert_eq!(dropped.len(), 1, "{dropped:#?}");
    let inner = &dropped[0]["object"];
    assert_eq!(
        (&inner["type"], &inner["object"]),
        (&json!("Like"), &post["uri"])
    );
    Ok(())
}
