//! Inbox forwarding: who follows a member hears of the answers of others, and believes them by their proofs alone.

use std::net::Ipv4Addr;

use anyhow::{Context as _, Result};
use harness::{Fediverse, Forger, Person, Server, id, list, says};
use serde_json::{Value, json};

/// Ada on the first of three servers, Bo on the second; on the third Cleo, who follows Ada. Bo answered Ada's post, and
/// nobody can ask Bo's server anything since before that.
struct Thread {
    fediverse: Fediverse,
    bo: Person,
    cleo: Person,
    /// Bo's answer, as Bo sees it.
    answer: Value,
}

impl Thread {
    async fn begin() -> Result<Self> {
        let fediverse = Fediverse::start(3).await?;
        let [here, there, third]: [&Server; 3] = [
            &fediverse.servers[0],
            &fediverse.servers[1],
            &fediverse.servers[2],
        ];
        let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
        let cleo = third.person("cleo").await?;
        bo.follow(&ada.handle).await?;
        cleo.follow(&ada.handle).await?;
        cleo.lookup(&bo.handle).await?;
        fediverse.settle().await?;
        ada.post("who is on call?").await?;
        fediverse.settle().await?;
        there.gate.shut();
        let post = bo.home_status("who is on call?").await?;
        let answer = bo.reply(&post, "I am").await?;
        fediverse.settle().await?;
        Ok(Self {
            fediverse,
            bo,
            cleo,
            answer,
        })
    }

    /// What Cleo sees below Ada's post.
    async fn seen(&self) -> Result<Vec<Value>> {
        let post = self.cleo.home_status("who is on call?").await?;
        let path = format!("/api/v1/statuses/{}/context", id(&post));
        let context = self.cleo.app.get(&path).await?.ok()?;
        list(context["descendants"].clone())
    }

    /// What Ada's server passed on, as it left.
    async fn forwarded(&self) -> Result<Value> {
        let db = self.fediverse.servers[0].ctx().db.read();
        let select = "SELECT body FROM outbox WHERE body LIKE '%I am%'";
        let bodies: Vec<String> = storage::Sql::new(db, select).column(db).await?;
        let body = bodies.first().context("nothing was passed on")?;
        Ok(serde_json::from_str(body)?)
    }
}

#[tokio::test]
async fn an_answer_is_believed_by_its_proof_alone() -> Result<()> {
    let thread = Thread::begin().await?;
    let seen = thread.seen().await?;
    assert!(seen.len() == 1 && says(&seen[0], "I am"), "{seen:#?}");
    assert_eq!(seen[0]["account"]["acct"], thread.bo.handle.as_str());
    let path = format!("/api/v1/statuses/{}", id(&thread.answer));
    thread.bo.app.delete(&path).await?.ok()?;
    thread.fediverse.settle().await?;
    assert!(
        thread.seen().await?.is_empty(),
        "the Delete is passed on too"
    );
    Ok(())
}

#[tokio::test]
async fn security_16_an_answer_that_was_altered_on_the_way_is_not_believed() -> Result<()> {
    let thread = Thread::begin().await?;
    let third = &thread.fediverse.servers[2];
    let clock = thread.fediverse.clock.clone();
    let bearer = Forger::start(Ipv4Addr::new(127, 0, 0, 8), clock).await?;
    let key = format!("{}#main-key", bearer.actor("mallory"));
    let mut altered = thread.forwarded().await?;
    for (path, value) in [
        (
            "/id",
            json!(format!("{}-2", altered["id"].as_str().unwrap_or_default())),
        ),
        (
            "/object/id",
            json!(format!(
                "{}-2",
                altered["object"]["id"].as_str().unwrap_or_default()
            )),
        ),
        ("/object/content", json!("<p>I am not</p>")),
    ] {
        *altered.pointer_mut(path).context("is there")? = value;
    }
    let now = thread.fediverse.clock.now().seconds();
    let authority = third.base().trim_start_matches("http://");
    let letter = bearer.letter_with(authority, &key, now, &altered);
    assert_eq!(
        letter.send(third).await?,
        503,
        "whether Bo has another key by now cannot be asked at the moment"
    );
    thread.fediverse.settle().await?;
    let seen = thread.seen().await?;
    assert!(seen.len() == 1 && !says(&seen[0], "not"), "{seen:#?}");
    Ok(())
}
