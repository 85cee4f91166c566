//! A moderator on another server runs a group of ours: what they send is done and passed on, and nobody else's is.

use anyhow::{Context as _, Result};
use harness::{Fediverse, Forger, Person, Server, id, list, says};
use serde_json::{Value, json};
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::scene::PUBLIC;

/// Ada owns a group on the first server; Bo, on the second, follows it and posted "a rash". Mia and Mallory live on a
/// server of another make; Mia follows the group and runs it with Ada.
struct Ward {
    fediverse: Fediverse,
    forger: Forger,
    ada: Person,
    bo: Person,
    mia: String,
    mallory: String,
    path: String,
    /// The group's actor.
    group: String,
    /// The post's id.
    post: String,
    /// How much was said: each activity has an id of its own.
    said: AtomicUsize,
}

impl Ward {
    async fn open() -> Result<Self> {
        let fediverse = Fediverse::start(2).await?;
        let clock = fediverse.clock.clone();
        let forger = Forger::start(Ipv4Addr::new(127, 0, 0, 9), clock).await?;
        let [here, there] = fediverse.both();
        let ada = here.person("ada").await?;
        let bo = there.person("bo").await?;
        let new = json!({ "name": "ward", "title": "The Ward" });
        let group = ada.app.post("/api/rounds/v1/groups", &new).await?.ok()?;
        let path = format!("/api/rounds/v1/groups/{}", id(&group));
        let handle = format!("ward@{}", here.domain());
        bo.follow(&handle).await?;
        let uri = ada.lookup(&handle).await?["uri"].clone();
        let group = uri.as_str().context("the group has an id")?.to_owned();
        let (mia, mallory) = (forger.actor("mia"), forger.actor("mallory"));
        fediverse.settle().await?;
        let post = bo.post(&format!("@{handle} a rash")).await?;
        let post = post["uri"].as_str().context("it has an id")?.to_owned();
        fediverse.settle().await?;
        let ward = Self {
            fediverse,
            forger,
            ada,
            bo,
            mia,
            mallory,
            path,
            group,
            post,
            said: AtomicUsize::new(0),
        };
        for actor in [&ward.mia, &ward.mallory] {
            let follow = json!({"id": format!("{actor}/follow"), "type": "Follow", "actor": actor,
                                "object": ward.group, "to": [ward.group]});
            ward.send(&follow).await?;
        }
        let domain = ward.forger.base().trim_start_matches("http://");
        let mia = ward.ada.lookup(&format!("mia@{domain}")).await?;
        let member = format!("{}/members/{}", ward.path, id(&mia));
        let role = json!({ "role": "moderator" });
        ward.ada.app.put(&member, &role).await?.ok()?;
        ward.fediverse.settle().await?;
        ward.forger.told();
        Ok(ward)
    }

    fn here(&self) -> &Server {
        &self.fediverse.servers[0]
    }

    async fn send(&self, activity: &Value) -> Result<()> {
        let status = self.forger.deliver(self.here(), activity).await?;
        anyhow::ensure!(status == 202, "{status}: {activity:#}");
        self.fediverse.settle().await
    }

    /// What `actor` says as a moderator would.
    fn said(&self, actor: &str, kind: &str, object: &Value, more: &Value) -> Value {
        let mut activity = json!({
            "id": format!("{actor}/{kind}/{}", self.said.fetch_add(1, Ordering::Relaxed)),
            "type": kind, "actor": actor, "object": object,
            "to": [PUBLIC], "cc": [self.group], "audience": self.group,
        });
        for (name, value) in more.as_object().into_iter().flatten() {
            activity[name] = value.clone();
        }
        activity
    }

    /// Every kind of decision of `actor`, each by its name.
    fn decisions(&self, actor: &str) -> Vec<(&'static str, Value)> {
        let (post, bo) = (json!(self.post), json!(self.bo_uri()));
        let target = |collection: &str| json!({"target": format!("{}/{collection}", self.group)});
        let own = json!({"target": self.group, "removeData": true, "summary": "spam"});
        vec![
            ("lock", self.said(actor, "Lock", &post, &json!({}))),
            (
                "pin",
                self.said(actor, "Add", &post, &target("collections/featured")),
            ),
            (
                "remove",
                self.said(actor, "Delete", &post, &json!({"summary": "off topic"})),
            ),
            ("ban", self.said(actor, "Block", &bo, &own)),
            (
                "moderator",
                self.said(actor, "Add", &json!(self.mallory), &target("moderators")),
            ),
        ]
    }

    fn bo_uri(&self) -> String {
        let there = &self.fediverse.servers[1];
        there.ctx().uris.actor(self.bo.id)
    }

    /// The post as the group lists it.
    async fn listed(&self) -> Result<Option<Value>> {
        let posts = self.here().anonymous();
        let posts = posts.get(&format!("{}/posts", self.path)).await?.ok()?;
        Ok(list(posts)?.into_iter().find(|post| says(post, "a rash")))
    }

    /// Bo answers the post where he lives.
    async fn answer(&self) -> Result<u16> {
        let there = self.bo.home_status("a rash").await?;
        let body = json!({"status": "and a burn", "in_reply_to_id": id(&there)});
        let answer = self.bo.app.post("/api/v1/statuses", &body).await?;
        Ok(answer.status.as_u16())
    }

    /// What the group told the forger, wrapped: of this type. Both who follow it there have an inbox of their own.
    fn wrapped(&self, kind: &str) -> Result<Vec<String>> {
        let mut found: Vec<String> = Vec::new();
        for body in self.forger.told() {
            let told: Value = serde_json::from_str(&body)?;
            if told["type"] == "Announce" && told["object"]["type"] == kind {
                assert_eq!(told["actor"], self.group.as_str());
                if !found.contains(&body) {
                    found.push(body);
                }
            }
        }
        Ok(found)
    }
}

#[tokio::test]
async fn a_moderator_elsewhere_locks_and_everyone_hears_it_unchanged() -> Result<()> {
    let ward = Ward::open().await?;
    let lock = ward.said(
        &ward.mia,
        "Lock",
        &json!(ward.post),
        &json!({"summary": "settled"}),
    );
    ward.send(&lock).await?;
    let listed = ward.listed().await?.context("it stays")?;
    assert_eq!(listed["locked"], true);
    let told = ward.wrapped("Lock")?;
    assert!(
        told.len() == 1 && told[0].contains(&lock.to_string()),
        "{told:?}"
    );
    assert_eq!(ward.answer().await?, 403, "on Bo's server too");
    let undo = ward.said(&ward.mia, "Undo", &lock, &json!({}));
    ward.send(&undo).await?;
    assert_eq!(ward.wrapped("Undo")?.len(), 1);
    assert_eq!(ward.answer().await?, 200);
    Ok(())
}

#[tokio::test]
async fn a_moderator_elsewhere_pins_removes_restores_and_bans() -> Result<()> {
    let ward = Ward::open().await?;
    let decisions = ward.decisions(&ward.mia);
    let of = |name: &str| {
        let found = decisions.iter().find(|(known, _)| *known == name);
        found.map(|(_, activity)| activity.clone()).context("known")
    };
    ward.send(&of("pin")?).await?;
    let listed = ward.listed().await?.context("it stays")?;
    assert_eq!(listed["pinned"], true);
    ward.fediverse
        .clock
        .advance(std::time::Duration::from_secs(1));
    let removal = of("remove")?;
    ward.send(&removal).await?;
    assert!(ward.listed().await?.is_none());
    assert_eq!(ward.wrapped("Delete")?.len(), 1);
    ward.send(&ward.said(&ward.mia, "Undo", &removal, &json!({})))
        .await?;
    assert!(ward.listed().await?.is_some());
    ward.send(&of("ban")?).await?;
    assert!(ward.listed().await?.is_none(), "with what he posted");
    let handle = format!("ward@{}", ward.here().domain());
    assert_eq!(ward.bo.relationship(&handle).await?["following"], false);
    let told = ward.wrapped("Block")?;
    assert!(
        told.len() == 1 && told[0].contains("removeData"),
        "{told:?}"
    );
    Ok(())
}

#[tokio::test]
async fn security_54_who_does_not_run_the_group_decides_nothing() -> Result<()> {
    let ward = Ward::open().await?;
    for (name, forged) in ward.decisions(&ward.mallory) {
        ward.send(&forged).await?;
        let listed = ward.listed().await?.with_context(|| name.to_owned())?;
        let marks = (&listed["locked"], &listed["pinned"]);
        assert_eq!(marks, (&json!(false), &json!(false)), "{name}");
        assert_eq!(ward.forger.told(), [] as [String; 0], "{name}");
    }
    assert_eq!(ward.answer().await?, 200);
    let handle = format!("ward@{}", ward.here().domain());
    assert_eq!(ward.bo.relationship(&handle).await?["following"], true);
    let members = ward.ada.app.get(&format!("{}/members", ward.path)).await?;
    assert_eq!(list(members.ok()?)?.len(), 2, "Ada and Mia");
    Ok(())
}

#[tokio::test]
async fn security_54_a_moderator_does_not_appoint_and_decides_nothing_elsewhere() -> Result<()> {
    let ward = Ward::open().await?;
    for (name, forged) in ward.decisions(&ward.mia) {
        if name == "moderator" {
            ward.send(&forged).await?;
        }
    }
    let members = ward.ada.app.get(&format!("{}/members", ward.path)).await?;
    assert_eq!(list(members.ok()?)?.len(), 2, "owners appoint");
    // A post that the group never announced is none of hers.
    let apart = ward.ada.post("not for the group").await?;
    let lock = ward.said(&ward.mia, "Lock", &apart["uri"], &json!({}));
    let removal = json!({"summary": "off topic"});
    let removal = ward.said(&ward.mia, "Delete", &apart["uri"], &removal);
    for forged in [lock, removal] {
        ward.send(&forged).await?;
    }
    let path = format!("/api/v1/statuses/{}", id(&apart));
    ward.ada.app.get(&path).await?.ok()?;
    let body = json!({"status": "still open", "in_reply_to_id": id(&apart)});
    ward.ada.app.post("/api/v1/statuses", &body).await?.ok()?;
    assert_eq!(ward.forger.told(), [] as [String; 0]);
    Ok(())
}

#[tokio::test]
async fn what_is_decided_here_is_told_in_the_name_of_who_decided() -> Result<()> {
    let ward = Ward::open().await?;
    let listed = ward.listed().await?.context("it is there")?;
    let post = format!("{}/posts/{}", ward.path, id(&listed));
    let ada = ward.here().ctx().uris.actor(ward.ada.id);
    for (verb, kind) in [
        ("lock", "Lock"),
        ("unlock", "Undo"),
        ("pin", "Add"),
        ("unpin", "Remove"),
        ("remove", "Delete"),
        ("restore", "Undo"),
    ] {
        let reason = json!({ "reason": "because" });
        let path = format!("{post}/{verb}");
        ward.ada.app.post(&path, &reason).await?.ok()?;
        ward.fediverse.settle().await?;
        let told = ward.wrapped(kind)?;
        assert_eq!(told.len(), 1, "{verb}: {told:?}");
        let told: Value = serde_json::from_str(&told[0])?;
        let inner = &told["object"];
        assert_eq!(
            (&inner["actor"], &inner["audience"]),
            (&json!(ada), &json!(ward.group))
        );
        ward.fediverse
            .clock
            .advance(std::time::Duration::from_secs(1));
    }
    let bo = ward.ada.lookup(&ward.bo.handle).await?;
    let ban = format!("{}/bans/{}", ward.path, id(&bo));
    let until = json!({"reason": "spam", "ends_at": "2099-01-01T00:00:00Z"});
    ward.ada.app.put(&ban, &until).await?.ok()?;
    ward.fediverse.settle().await?;
    let told = ward.wrapped("Block")?;
    let told: Value = serde_json::from_str(told.first().context("it is told")?)?;
    let block = &told["object"];
    assert_eq!(block["target"], ward.group.as_str());
    assert_eq!(block["object"], ward.bo_uri());
    let end = block["endTime"].as_str().unwrap_or_default();
    assert!(end.starts_with("2099-01-01T00:00:00"), "{end}");
    Ok(())
}
