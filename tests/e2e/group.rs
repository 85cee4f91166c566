//! Groups across servers.

use std::time::Duration;

use anyhow::{Context as _, Result};
use harness::{Fediverse, Person, Server, id, list, says};
use reqwest::Method;
use serde_json::{Value, json};

const MINUTE: Duration = Duration::from_mins(1);

/// A group, run by Ada on the first of three servers, followed by Bo on the second and Cleo on the third.
struct Ward {
    fediverse: Fediverse,
    ada: Person,
    bo: Person,
    cleo: Person,
    handle: String,
    /// Where its API is on the first server.
    path: String,
}

impl Ward {
    async fn open() -> Result<Self> {
        let fediverse = Fediverse::start(3).await?;
        let [here, there, third]: [&Server; 3] = [
            &fediverse.servers[0],
            &fediverse.servers[1],
            &fediverse.servers[2],
        ];
        let ada = here.person("ada").await?;
        let (bo, cleo) = (there.person("bo").await?, third.person("cleo").await?);
        let ward = json!({ "name": "ward", "title": "The Ward" });
        let group = ada.app.post("/api/rounds/v1/groups", &ward).await?.ok()?;
        let handle = format!("ward@{}", here.domain());
        bo.follow(&handle).await?;
        cleo.follow(&handle).await?;
        fediverse.settle().await?;
        let path = format!("/api/rounds/v1/groups/{}", id(&group));
        Ok(Self {
            fediverse,
            ada,
            bo,
            cleo,
            handle,
            path,
        })
    }

    /// Posts to the group and lets it arrive everywhere.
    async fn post(&self, author: &Person, text: &str) -> Result<Value> {
        let status = author.post(&format!("@{} {text}", self.handle)).await?;
        self.fediverse.settle().await?;
        Ok(status)
    }

    /// What Ada's server calls the post that says `text`.
    async fn at_home(&self, text: &str) -> Result<Value> {
        boosted(&self.ada, text)
            .await?
            .with_context(|| format!("Ada does not see {text}"))
    }
}

/// The post that says `text`, boosted into someone's home, at most once.
async fn boosted(who: &Person, text: &str) -> Result<Option<Value>> {
    let home = who.home().await?;
    let mut found: Vec<Value> = home
        .into_iter()
        .filter(|status| says(&status["reblog"], text))
        .collect();
    anyhow::ensure!(found.len() <= 1, "two boosts of one post: {found:#?}");
    let Some(boost) = found.pop() else {
        return Ok(None);
    };
    anyhow::ensure!(
        boost["account"]["group"] == true,
        "not a group's: {boost:#}"
    );
    Ok(Some(boost["reblog"].clone()))
}

#[tokio::test]
async fn a_members_post_reaches_followers_on_every_server_once() -> Result<()> {
    let ward = Ward::open().await?;
    ward.post(&ward.bo, "a rash").await?;
    for who in [&ward.ada, &ward.cleo] {
        let seen = boosted(who, "a rash").await?.context("it arrives")?;
        assert_eq!(seen["account"]["username"], "bo");
    }
    Ok(())
}

/// The activities in a queue of a server, as they came or go.
async fn bodies(server: &Server, queue: &str) -> Result<Vec<String>> {
    let db = server.ctx().db.read();
    let select = format!("SELECT body FROM {queue} ORDER BY id");
    let rows = storage::Sql::new(db, &select).rows(db).await?;
    let bodies = rows.iter().map(|row| Ok(row.try_get_by_index(0)?));
    bodies.collect()
}

#[tokio::test]
async fn what_is_passed_on_keeps_its_bytes() -> Result<()> {
    let ward = Ward::open().await?;
    ward.post(&ward.bo, "a rash").await?;
    let here = &ward.fediverse.servers[0];
    let received = bodies(here, "inbox").await?;
    let create = received.iter().find(|body| body.contains("a rash"));
    let create = create.context("the post was received")?;
    let sent = bodies(here, "outbox").await?;
    let wraps = |body: &&String| body.contains(create.as_str());
    assert_eq!(sent.iter().filter(wraps).count(), 1, "{sent:#?}");
    Ok(())
}

#[tokio::test]
async fn answers_reach_the_thread_on_every_server_and_no_timeline() -> Result<()> {
    let ward = Ward::open().await?;
    ward.post(&ward.bo, "a rash").await?;
    let question = ward.at_home("a rash").await?;
    ward.ada.reply(&question, "contact dermatitis").await?;
    ward.fediverse.settle().await?;
    let seen = boosted(&ward.cleo, "a rash").await?.context("it arrives")?;
    let thread = format!("/api/v1/statuses/{}/context", id(&seen));
    let thread = ward.cleo.app.get(&thread).await?.ok()?;
    let answers = list(thread["descendants"].clone())?;
    assert!(
        answers.len() == 1 && says(&answers[0], "contact dermatitis"),
        "{thread:#}"
    );
    assert!(boosted(&ward.cleo, "contact dermatitis").await?.is_none());
    Ok(())
}

#[tokio::test]
async fn a_strangers_post_waits_and_a_removed_one_goes() -> Result<()> {
    let ward = Ward::open().await?;
    let dan = ward.fediverse.servers[1].person("dan").await?;
    ward.post(&dan, "may I?").await?;
    assert!(boosted(&ward.cleo, "may I?").await?.is_none());
    let waiting = ward
        .ada
        .app
        .get(&format!("{}/pending", ward.path))
        .await?
        .ok()?;
    let post = format!("{}/posts/{}", ward.path, id(&waiting[0]));
    ward.ada
        .app
        .post(&format!("{post}/approve"), &json!({}))
        .await?
        .ok()?;
    ward.fediverse.settle().await?;
    assert!(boosted(&ward.cleo, "may I?").await?.is_some());
    ward.ada
        .app
        .post(&format!("{post}/remove"), &json!({}))
        .await?
        .ok()?;
    ward.fediverse.settle().await?;
    assert!(boosted(&ward.cleo, "may I?").await?.is_none());
    Ok(())
}

#[tokio::test]
async fn what_its_author_edits_and_deletes_follows_on_every_server() -> Result<()> {
    let ward = Ward::open().await?;
    let status = ward.post(&ward.bo, "a rash").await?;
    let path = format!("/api/v1/statuses/{}", id(&status));
    let edit = json!({ "status": format!("@{} a burn", ward.handle) });
    ward.fediverse.clock.advance(MINUTE);
    ward.bo.app.put(&path, &edit).await?.ok()?;
    ward.fediverse.settle().await?;
    for who in [&ward.ada, &ward.cleo] {
        assert!(boosted(who, "a burn").await?.is_some(), "the edit arrives");
    }
    ward.bo.app.delete(&path).await?.ok()?;
    ward.fediverse.settle().await?;
    for who in [&ward.ada, &ward.cleo] {
        assert!(boosted(who, "a burn").await?.is_none(), "the end arrives");
    }
    Ok(())
}

#[tokio::test]
async fn the_banned_do_not_come_back() -> Result<()> {
    let ward = Ward::open().await?;
    let bo = ward.ada.lookup(&ward.bo.handle).await?;
    let ban = format!("{}/bans/{}", ward.path, id(&bo));
    let request = ward.ada.app.request(Method::PUT, &ban);
    ward.ada.app.send(request).await?.ok()?;
    ward.fediverse.settle().await?;
    assert_eq!(
        ward.bo.relationship(&ward.handle).await?["following"],
        false
    );
    ward.fediverse.clock.advance(MINUTE);
    ward.bo.follow(&ward.handle).await?;
    ward.post(&ward.bo, "hear me").await?;
    let after = ward.bo.relationship(&ward.handle).await?;
    assert_eq!(
        (&after["following"], &after["requested"]),
        (&json!(false), &json!(false))
    );
    assert!(boosted(&ward.cleo, "hear me").await?.is_none());
    Ok(())
}

#[tokio::test]
async fn other_servers_find_who_runs_it() -> Result<()> {
    let ward = Ward::open().await?;
    let here = &ward.fediverse.servers[0];
    let group = ward.ada.lookup(&ward.handle).await?;
    let path = |uri: &Value| {
        let uri = uri.as_str().unwrap_or_default();
        uri.strip_prefix(here.base()).unwrap_or(uri).to_owned()
    };
    let actor = here
        .anonymous()
        .get_activity(&path(&group["uri"]))
        .await?
        .ok()?;
    assert_eq!(actor["type"], "Group");
    let moderators = here
        .anonymous()
        .get_activity(&path(&actor["attributedTo"]))
        .await?
        .ok()?;
    assert_eq!(moderators["type"], "OrderedCollection");
    let ada = here.ctx().uris.actor(ward.ada.id);
    assert_eq!(moderators["orderedItems"], json!([ada]));
    Ok(())
}
