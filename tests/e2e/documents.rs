//! Every address that stands in our documents leads somewhere.

use std::collections::HashSet;

use anyhow::{Context as _, Result, ensure};
use domain::account::{Picture, Update};
use domain::media::{self, Wording};
use domain::status::NewStatus;
use domain::{status, testing, user};
use harness::{Fediverse, Person, Server, id};
use serde_json::{Value, json};

/// The addresses of `server` in a document, without their fragments, each with whether a browser follows it.
fn addresses(server: &Server, document: &Value, key: &str, found: &mut Vec<(String, bool)>) {
    match document {
        Value::String(text) if server.ctx().uris.is_local(text) => {
            let address = text.split('#').next().unwrap_or_default();
            found.push((address.to_owned(), matches!(key, "url" | "href")));
        }
        Value::Array(members) => {
            for member in members {
                addresses(server, member, key, found);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                addresses(server, member, key, found);
            }
        }
        _ => {}
    }
}

/// Asks for everything that can be reached from `start`, and says how much that was. Inboxes take letters only.
async fn walk(server: &Server, start: &[String]) -> Result<usize> {
    let client = server.anonymous();
    let mut todo: Vec<(String, bool)> = start.iter().map(|uri| (uri.clone(), false)).collect();
    let mut known = HashSet::new();
    while let Some((address, is_page)) = todo.pop() {
        if !known.insert((address.clone(), is_page)) {
            continue;
        }
        let path = address
            .strip_prefix(server.base())
            .context("it is of the server")?;
        let expected = if path.ends_with("/inbox") { 405 } else { 200 };
        if is_page {
            let page = client.get(path).await?;
            ensure!(
                page.status == expected,
                "{}: {path} in a browser",
                page.status
            );
        }
        let answer = client.get_activity(path).await?;
        ensure!(answer.status == expected, "{}: {path}", answer.status);
        let kind = answer.headers.get("content-type");
        let kind = kind.and_then(|kind| kind.to_str().ok());
        if kind.is_some_and(|kind| kind.starts_with("application/activity+json")) {
            addresses(server, &answer.json()?, "", &mut todo);
        }
    }
    Ok(known.len())
}

/// Gives Ada everything that a profile can have.
async fn dress(server: &Server, ada: &Person) -> Result<()> {
    let ctx = server.ctx();
    let (user, _) = user::find(ctx, "ada").await?;
    let picture = || Picture::Replace(testing::picture(64, 64).into());
    let update = Update {
        note: Some("About #rashes".into()),
        fields: Some(vec![("Web".into(), server.base().into())]),
        avatar: picture(),
        header: picture(),
        ..Update::default()
    };
    domain::account::update(ctx, ada.id, user, update).await?;
    Ok(())
}

#[tokio::test]
async fn no_address_in_an_actor_or_a_status_is_dead() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let ctx = here.ctx();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    dress(here, &ada).await?;
    let ward = json!({ "name": "ward", "title": "The Ward" });
    let ward = ada.app.post("/api/rounds/v1/groups", &ward).await?.ok()?;
    let group = format!("ward@{}", here.domain());
    for handle in [&ada.handle, &group] {
        bo.follow(handle).await?;
    }
    ada.follow(&bo.handle).await?;
    fediverse.settle().await?;
    let file = media::upload(
        ctx,
        ada.id,
        testing::picture(64, 64).into(),
        Wording::default(),
    )
    .await?;
    let post = NewStatus {
        media_ids: vec![file.id],
        ..testing::new_status(&format!("A #rash, @ward @{}", bo.handle))
    };
    let post = testing::post(ctx, ada.id, post).await;
    let answer = NewStatus {
        in_reply_to_id: Some(post),
        ..testing::new_status("It is gone.")
    };
    let answer = testing::post(ctx, ada.id, answer).await;
    domain::pin::pin(ctx, ada.id, post).await?;
    bo.post(&format!("@{group} another one")).await?;
    fediverse.settle().await?;
    ensure!(
        status::show(ctx, domain::Viewer::Anonymous, answer)
            .await
            .is_ok()
    );
    let start = [
        ctx.uris.instance_actor(),
        ctx.uris.actor(ada.id),
        ctx.uris.actor(id(&ward).parse()?),
        ctx.uris.status(ada.id, post),
        ctx.uris.status(ada.id, answer),
    ];
    let seen = walk(here, &start).await?;
    assert!(seen > 30, "{seen} addresses are not all");
    Ok(())
}
