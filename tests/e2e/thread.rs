//! Threads across servers: served whole to whoever may see them, and looked for when somebody opens one.

use std::net::Ipv4Addr;

use anyhow::{Context as _, Result, ensure};
use domain::kinds::Visibility;
use domain::remote;
use harness::{Fediverse, Forger, Person, id, says};
use serde_json::{Value, json};

use crate::scene::{PUBLIC, Scene};

/// What `person` knows of the status at `uri`, looked up as an app does.
async fn find(person: &Person, uri: &str) -> Result<Value> {
    let path = format!("/api/v2/search?q={uri}&type=statuses&resolve=true");
    let found = person.app.get(&path).await?.ok()?;
    found["statuses"].get(0).cloned().context("it is found")
}

/// Opens the thread of a status: the answers to it, and the header that says whether more are looked for.
async fn open(person: &Person, status: &Value) -> Result<(Vec<Value>, Option<String>)> {
    let path = format!("/api/v1/statuses/{}/context", id(status));
    let answer = person.app.get(&path).await?;
    let header = answer.headers.get("mastodon-async-refresh");
    let header = header.map(|header| header.to_str().map(str::to_owned));
    let descendants = answer.ok()?["descendants"].clone();
    Ok((harness::list(descendants)?, header.transpose()?))
}

#[tokio::test]
async fn who_opens_a_thread_finds_the_rest_of_it() -> Result<()> {
    let fediverse = Fediverse::start(3).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    let (cy, dee) = (
        there.person("cy").await?,
        fediverse.servers[2].person("dee").await?,
    );
    let root = bo.post("root").await?;
    let uri = root["uri"].as_str().context("an address")?;
    let own = bo.reply(&root, "own answer").await?;
    let other = cy.reply(&root, "another answer").await?;
    bo.reply(&other, "deeper").await?;
    cy.reply(&own, "aside").await?;
    let elsewhere = find(&dee, uri).await?;
    dee.reply(&elsewhere, &format!("@{} from elsewhere", bo.handle))
        .await?;
    let secret =
        json!({"status": "for some", "in_reply_to_id": id(&root), "visibility": "private"});
    cy.app.post("/api/v1/statuses", &secret).await?.ok()?;
    fediverse.settle().await?;

    let found = find(&ada, uri).await?;
    let (descendants, header) = open(&ada, &found).await?;
    assert_eq!(descendants.len(), 0);
    let header = header.context("more is looked for")?;
    let refresh = header.split('"').nth(1).context("an id")?.to_owned();
    assert_eq!(
        header,
        format!(r#"id="{refresh}", retry=3, result_count=0"#)
    );
    let progress = format!("/api/v1_alpha/async_refreshes/{refresh}");
    let running = ada.app.get(&progress).await?.ok()?;
    assert_eq!(running["async_refresh"]["status"], "running");
    fediverse.settle().await?;

    let (descendants, header) = open(&ada, &found).await?;
    for text in [
        "own answer",
        "another answer",
        "deeper",
        "aside",
        "from elsewhere",
    ] {
        ensure!(
            descendants.iter().any(|status| says(status, text)),
            "{text}: {descendants:#?}"
        );
    }
    assert_eq!((descendants.len(), header), (5, None));
    let expected = json!({"id": refresh, "status": "finished", "result_count": 5});
    assert_eq!(
        ada.app.get(&progress).await?.ok()?["async_refresh"],
        expected
    );
    assert_eq!(
        ada.notified().await?,
        [""; 0],
        "nobody is told of what was looked for"
    );
    assert_eq!(ada.home().await?.len(), 0);
    Ok(())
}

#[tokio::test]
async fn nobody_without_a_login_sets_off_a_look() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    let root = bo.post("root").await?;
    let found = find(&ada, root["uri"].as_str().context("an address")?).await?;
    let path = format!("/api/v1/statuses/{}/context", id(&found));
    let answer = here.anonymous().get(&path).await?;
    assert!(answer.headers.get("mastodon-async-refresh").is_none());
    assert!(open(&ada, &found).await?.1.is_some());
    let own = ada.post("ours").await?;
    assert!(open(&ada, &own).await?.1.is_none());
    Ok(())
}

#[tokio::test]
async fn security_43_what_surrounds_a_private_status_does_not_exist_for_outsiders() -> Result<()> {
    let scene = Scene::at(9).await?;
    let (victim, anna) = (scene.victim(), scene.anna().await);
    let secret = scene.post(&anna, Visibility::Private).await?;
    let stranger = scene.forger.actor("mallory");
    let own = format!("/ap/users/{}/statuses", anna.id);
    let mut bodies = std::collections::HashSet::new();
    for what in [
        "",
        "/activity",
        "/replies",
        "/replies?page=true",
        "/likes",
        "/shares",
    ] {
        for id in [secret.id.to_string(), "7".to_owned()] {
            let path = format!("{own}/{id}{what}");
            for answer in [
                victim.anonymous().get_activity(&path).await?,
                scene.forger.ask(victim, &stranger, &path).await?,
            ] {
                assert_eq!(answer.status, 404, "{path}");
                bodies.insert(answer.body);
            }
        }
    }
    for id in [secret.id.to_string(), "7".to_owned()] {
        for path in [
            format!("/contexts/{id}"),
            format!("/contexts/{id}/items?page=true"),
        ] {
            let answer = victim.anonymous().get_activity(&path).await?;
            assert_eq!(answer.status, 404, "{path}");
            bodies.insert(answer.body);
        }
    }
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    Ok(())
}

#[tokio::test]
async fn a_thread_is_served_page_by_page() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let (ada, bo) = (server.person("ada").await?, server.person("bo").await?);
    let root = ada.post("root").await?;
    for number in 0..61 {
        let author = if number % 10 == 0 { &bo } else { &ada };
        author.reply(&root, &format!("answer {number}")).await?;
        fediverse.clock.advance(std::time::Duration::from_millis(1));
    }
    let read = async |url: &str| {
        let path = url.strip_prefix(server.base()).context("ours")?;
        server.anonymous().get_activity(path).await?.ok()
    };
    let uri = root["uri"].as_str().context("an address")?;
    let note = read(uri).await?;
    assert_eq!(note["likes"]["totalItems"], 0);
    assert_eq!(note["conversation"], note["context"]);
    for (collection, expected) in [
        (&note["replies"], [5, 49, 7]),
        (&note["context"], [0, 60, 2]),
    ] {
        let mut counts = Vec::new();
        let mut next = match collection {
            Value::String(url) => {
                counts.push(0);
                let context = read(url).await?;
                assert_eq!(context["attributedTo"], note["attributedTo"]);
                context["first"].clone()
            }
            inline => inline["first"].clone(),
        };
        loop {
            let items = next["items"].as_array().context("items")?;
            counts.push(items.len());
            match next["next"].as_str() {
                Some(url) => next = read(url).await?,
                None => break,
            }
        }
        assert_eq!(counts, expected, "{collection}");
    }
    Ok(())
}

/// A peer with a thread, and ada, who opens what it answers at `/notes/0`.
struct Crawled {
    fediverse: Fediverse,
    peer: Forger,
    ada: Person,
}

impl Crawled {
    async fn start() -> Result<Self> {
        let fediverse = Fediverse::start(1).await?;
        let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
        let ada = fediverse.servers[0].person("ada").await?;
        peer.actor("ben");
        Ok(Self {
            fediverse,
            peer,
            ada,
        })
    }

    fn note(&self, number: usize, answers: Option<usize>, replies: &Value) {
        let base = self.peer.base();
        let note = json!({
            "@context": "https://www.w3.org/ns/activitystreams", "type": "Note",
            "id": format!("{base}/notes/{number}"), "attributedTo": format!("{base}/ben"),
            "content": "<p>more</p>", "to": [PUBLIC], "replies": replies,
            "inReplyTo": answers.map(|number| format!("{base}/notes/{number}")),
        });
        let path = format!("/notes/{number}");
        self.peer
            .serve(&path, "application/activity+json", note.to_string());
    }

    fn uri(&self, number: usize) -> String {
        format!("{}/notes/{number}", self.peer.base())
    }

    /// Opens the thread, and says how many statuses of it are here then, and what the peer was asked for.
    async fn open(&self) -> Result<(usize, usize)> {
        let root = find(&self.ada, &self.uri(0)).await?;
        let before = self.peer.asked();
        open(&self.ada, &root).await?;
        self.fediverse.settle().await?;
        let asked = self.peer.asked() - before;
        let ctx = self.fediverse.servers[0].ctx();
        let sql = storage::Sql::new(ctx.db.read(), "SELECT id FROM statuses WHERE NOT local");
        Ok((sql.rows(ctx.db.read()).await?.len(), asked))
    }
}

fn listing(items: &[String]) -> Value {
    json!({"type": "Collection", "first": {"type": "CollectionPage", "items": items}})
}

#[tokio::test]
async fn security_27_reply_chain_of_ten_thousand_is_bounded() -> Result<()> {
    let crawled = Crawled::start().await?;
    for number in 0..10_000 {
        let replies = listing(&[crawled.uri(number + 1)]);
        crawled.note(number, number.checked_sub(1), &replies);
    }
    let (kept, asked) = crawled.open().await?;
    assert_eq!((kept, asked), (21, 21), "twenty answers deep");
    Ok(())
}

#[tokio::test]
async fn security_27_reply_loops_and_crowds_are_bounded() -> Result<()> {
    let crawled = Crawled::start().await?;
    let crowd: Vec<String> = (1..=5000).map(|number| crawled.uri(number)).collect();
    crawled.note(0, None, &listing(&crowd));
    for number in 1..=5000 {
        // Each lists all of them again, and what it answers.
        crawled.note(
            number,
            Some(0),
            &listing(&[crawled.uri(0), crawled.uri(number - 1)]),
        );
    }
    let (kept, asked) = crawled.open().await?;
    assert_eq!((kept, asked), (200, 200));

    let crawled = Crawled::start().await?;
    let page = |number: usize| format!("{}/pages/{number}", crawled.peer.base());
    for number in 0..500 {
        let body = json!({"id": page(number), "type": "CollectionPage", "items": [crawled.uri(0)], "next": page(number + 1)});
        crawled.peer.serve(
            &format!("/pages/{number}"),
            "application/activity+json",
            body.to_string(),
        );
    }
    crawled.note(0, None, &json!(page(0)));
    let (kept, asked) = crawled.open().await?;
    assert_eq!((kept, asked), (1, 51), "the status and fifty pages");
    Ok(())
}

#[tokio::test]
async fn what_a_thread_lists_and_does_not_belong_to_it_is_not_kept() -> Result<()> {
    let crawled = Crawled::start().await?;
    let elsewhere = "http://127.0.0.7:7/notes/9".to_owned();
    let listed = [crawled.uri(1), crawled.uri(2), crawled.uri(3), elsewhere];
    crawled.note(0, None, &listing(&listed));
    crawled.note(1, Some(0), &Value::Null);
    crawled.note(2, None, &Value::Null);
    crawled.note(3, Some(77), &Value::Null);
    let (kept, _) = crawled.open().await?;
    assert_eq!(kept, 2, "what was opened and the one answer");
    let ctx = crawled.fediverse.servers[0].ctx();
    assert!(remote::find_status(ctx, &crawled.uri(1)).await?.is_some());
    Ok(())
}

#[tokio::test]
async fn the_first_answers_that_come_with_a_status_are_asked_for() -> Result<()> {
    let crawled = Crawled::start().await?;
    let (peer, server) = (&crawled.peer, &crawled.fediverse.servers[0]);
    let ctx = server.ctx();
    let ada = remote::find_by_id(ctx, crawled.ada.id)
        .await?
        .context("she is there")?;
    let answers: Vec<String> = (1..=9).map(|number| crawled.uri(number)).collect();
    for number in 1..=9 {
        crawled.note(number, Some(0), &Value::Null);
    }
    let ben = format!("{}/ben", peer.base());
    let note = json!({
        "id": crawled.uri(0), "type": "Note", "attributedTo": ben, "content": "<p>hi</p>", "to": [PUBLIC],
        "cc": [ada.uri], "tag": [{"type": "Mention", "href": ada.uri, "name": "@ada"}], "replies": listing(&answers),
    });
    let create =
        json!({"id": format!("{ben}/create"), "type": "Create", "actor": ben, "object": note});
    assert_eq!(peer.deliver(server, &create).await?, 202);
    crawled.fediverse.settle().await?;
    for (number, answer) in answers.iter().enumerate() {
        let kept = remote::find_status(ctx, answer).await?;
        assert_eq!(kept.is_some(), number < 5, "{answer}");
    }
    Ok(())
}
