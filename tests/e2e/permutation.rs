//! Whatever comes in whatever order and however often ends the same. Two letters are delivered three times each, mixed,
//! and what stands in the end is what both of them say in their own order.

use std::net::Ipv4Addr;

use anyhow::{Context as _, Result};
use domain::account::Account;
use domain::follow::Options;
use domain::status::Status;
use domain::{follow, relationship, remote, testing};
use harness::{Fediverse, Forger, Server};
use serde_json::{Value, json};

use crate::scene::PUBLIC;

/// Which of the two comes next.
const ORDERS: [[usize; 6]; 6] = [
    [0, 0, 0, 1, 1, 1],
    [1, 1, 1, 0, 0, 0],
    [0, 1, 0, 1, 0, 1],
    [1, 0, 1, 0, 1, 0],
    [0, 1, 1, 1, 0, 0],
    [1, 0, 0, 0, 1, 1],
];

/// A server with anna, and a peer with someone new for each run.
struct World {
    fediverse: Fediverse,
    peer: Forger,
    anna: Account,
    runs: u32,
}

/// Who acts in one run, and what anna posted for it.
struct Run {
    actor: String,
    status: String,
}

impl World {
    async fn start() -> Result<Self> {
        let fediverse = Fediverse::start(1).await?;
        let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
        let anna = testing::local_account(fediverse.servers[0].ctx(), "anna").await;
        Ok(Self {
            fediverse,
            peer,
            anna,
            runs: 0,
        })
    }

    fn server(&self) -> &Server {
        &self.fediverse.servers[0]
    }

    async fn run(&mut self) -> Run {
        self.runs += 1;
        let ctx = self.server().ctx();
        let id = testing::post(ctx, self.anna.id, testing::new_status("hello")).await;
        Run {
            actor: self.peer.actor(&format!("ben{}", self.runs)),
            status: ctx.uris.status(self.anna.id, id),
        }
    }

    /// Delivers two letters in `order`, settling after each when `one_by_one`.
    async fn deliver(
        &self,
        letters: &[Value; 2],
        order: [usize; 6],
        one_by_one: bool,
    ) -> Result<()> {
        for which in order {
            assert_eq!(
                self.peer.deliver(self.server(), &letters[which]).await?,
                202
            );
            if one_by_one {
                self.fediverse.settle().await?;
            }
        }
        self.fediverse.settle().await
    }

    async fn stored(&self, uri: &str) -> Result<Option<Status>> {
        Ok(remote::find_status(self.server().ctx(), uri).await?)
    }

    /// Whether `actor` follows anna, whether they block her, and the favourites and boosts of her status.
    async fn standing(&self, run: &Run) -> Result<(bool, bool, i64, i64)> {
        let ctx = self.server().ctx();
        let ben = remote::find_by_uri(ctx, &run.actor).await?;
        let ben = ben.context("he spoke")?;
        let between = relationship::show(ctx, self.anna.id, ben.id).await?;
        let status = self.stored(&run.status).await?.context("she posted it")?;
        let counts = (status.favourites_count, status.reblogs_count);
        Ok((between.followed_by, between.blocked_by, counts.0, counts.1))
    }

    /// A note of the actor that names anna.
    fn note(&self, run: &Run, name: &str, text: &str) -> Value {
        json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": format!("{}/{name}", run.actor), "type": "Note", "attributedTo": run.actor,
            "content": format!("<p>{text}</p>"), "published": "2026-10-01T00:00:00Z",
            "to": [PUBLIC], "cc": [self.anna.uri],
            "tag": [{"type": "Mention", "href": self.anna.uri, "name": "@anna"}],
        })
    }
}

fn activity(run: &Run, kind: &str, object: &Value) -> Value {
    let of = object["id"].as_str().and_then(|id| id.rsplit('/').next());
    let id = format!("{}#{kind}/{}", run.actor, of.unwrap_or_default());
    json!({"id": id, "type": kind, "actor": run.actor, "object": object, "to": [PUBLIC]})
}

#[tokio::test]
async fn what_was_taken_back_is_taken_back_in_any_order() -> Result<()> {
    let mut world = World::start().await?;
    for kind in ["Follow", "Block", "Like", "Announce"] {
        for (number, order) in ORDERS.into_iter().enumerate() {
            let run = world.run().await;
            let object = match kind {
                "Follow" | "Block" => &world.anna.uri,
                _ => &run.status,
            };
            let done = activity(&run, kind, &json!(object));
            let undo = activity(&run, "Undo", &done);
            world.deliver(&[done, undo], order, number % 2 == 0).await?;
            let standing = world.standing(&run).await?;
            assert_eq!(standing, (false, false, 0, 0), "{kind} {order:?}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_status_is_gone_or_says_the_latest_in_any_order() -> Result<()> {
    let mut world = World::start().await?;
    for (number, order) in ORDERS.into_iter().enumerate() {
        let one_by_one = number % 2 == 0;
        let run = world.run().await;
        let first = world.note(&run, "note", "first");
        let create = activity(&run, "Create", &first);
        let mut second = world.note(&run, "note", "second");
        second["updated"] = json!("2026-10-01T00:00:10Z");
        let update = activity(&run, "Update", &second);
        world.deliver(&[create, update], order, one_by_one).await?;
        let uri = format!("{}/note", run.actor);
        let kept = world.stored(&uri).await?.context("it came")?;
        assert_eq!(kept.content, "<p>second</p>", "{order:?}");

        let run = world.run().await;
        let create = activity(&run, "Create", &world.note(&run, "note", "first"));
        let tombstone = json!({"id": format!("{}/note", run.actor), "type": "Tombstone"});
        let delete = activity(&run, "Delete", &tombstone);
        world.deliver(&[create, delete], order, one_by_one).await?;
        let uri = format!("{}/note", run.actor);
        assert_eq!(world.stored(&uri).await?, None, "{order:?}");
    }
    Ok(())
}

#[tokio::test]
async fn an_answer_stands_below_its_question_in_any_order() -> Result<()> {
    let mut world = World::start().await?;
    for (number, order) in ORDERS.into_iter().enumerate() {
        let run = world.run().await;
        let question = world.note(&run, "question", "why?");
        let path = format!("/ben{}/question", world.runs);
        let served = question.to_string();
        world.peer.serve(&path, "application/activity+json", served);
        let mut answer = world.note(&run, "answer", "because");
        answer["inReplyTo"] = question["id"].clone();
        let letters = [question, answer].map(|note| activity(&run, "Create", &note));
        world.deliver(&letters, order, number % 2 == 0).await?;
        let question = world.stored(&format!("{}/question", run.actor)).await?;
        let answer = world.stored(&format!("{}/answer", run.actor)).await?;
        let (question, answer) = question.zip(answer).context("both came")?;
        assert_eq!(answer.in_reply_to_id, Some(question.id), "{order:?}");
        assert_eq!(answer.conversation_id, question.conversation_id);
        assert_eq!(question.replies_count, 1, "{order:?}");
    }
    Ok(())
}

/// The answer to a Follow may come before the Follow is known to be delivered, again, and under another name of it.
#[tokio::test]
async fn an_agreement_counts_whenever_it_comes() -> Result<()> {
    let mut world = World::start().await?;
    for early in [true, false] {
        let run = world.run().await;
        let ctx = world.server().ctx();
        let hello = activity(&run, "Like", &json!(run.status));
        assert_eq!(world.peer.deliver(world.server(), &hello).await?, 202);
        world.fediverse.settle().await?;
        let ben = remote::find_by_uri(ctx, &run.actor)
            .await?
            .context("he spoke")?;
        let asked = json!({"type": "Follow", "actor": world.anna.uri, "object": run.actor});
        let mut accept = activity(&run, "Accept", &asked);
        if early {
            // Nothing was asked: nothing is agreed to, not even later.
            assert_eq!(world.peer.deliver(world.server(), &accept).await?, 202);
            world.fediverse.settle().await?;
        }
        follow::follow(ctx, world.anna.id, ben.id, &Options::default()).await?;
        accept["id"] = json!(format!("{}#again", run.actor));
        for _ in 0..3 {
            assert_eq!(world.peer.deliver(world.server(), &accept).await?, 202);
            world.fediverse.settle().await?;
        }
        let between = relationship::show(ctx, world.anna.id, ben.id).await?;
        assert!(between.following && !between.requested);
        let ben = remote::find_by_id(ctx, ben.id)
            .await?
            .context("he is there")?;
        assert_eq!(ben.followers_count, 1);
    }
    Ok(())
}
