//! A server is killed while it delivers: nothing is lost, nothing comes twice.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::{Result, ensure};
use harness::{Client, Process, id, list};
use serde_json::{Value, json};

const POSTS: usize = 200;

fn login(server: &Process, name: &str) -> Result<Client> {
    let email = format!("{name}@people.example");
    server.stdout(&["account", "create", name, "--email", &email, "--confirmed"])?;
    let token = server.stdout(&["account", "token", name, "--scopes", "read write follow"])?;
    Ok(server.client(Some(&token)))
}

/// Asks until `count` different posts are in the home timeline, for at most two minutes: what a killed server had claimed
/// is free again when the next one starts, and does not wait for the end of its lease.
async fn home_of(reader: &Client, count: usize) -> Result<HashMap<String, usize>> {
    for _ in 0..240 {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut path = "/api/v1/timelines/home?limit=40".to_owned();
        loop {
            let page = list(reader.get(&path).await?.ok()?)?;
            let Some(last) = page.last() else { break };
            path = format!("/api/v1/timelines/home?limit=40&max_id={}", id(last));
            for status in &page {
                *seen
                    .entry(status["uri"].as_str().unwrap_or_default().to_owned())
                    .or_default() += 1;
            }
        }
        if seen.len() >= count {
            return Ok(seen);
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    anyhow::bail!("not all posts arrived")
}

#[tokio::test]
async fn a_kill_in_the_middle_of_two_hundred_deliveries_loses_and_doubles_nothing() -> Result<()> {
    let (from, to) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let (mut sender, receiver) = (
        Process::start(from.path()).await?,
        Process::start(to.path()).await?,
    );
    let (author, reader) = (login(&sender, "author")?, login(&receiver, "reader")?);
    let handle = format!("author@{}", sender.base().trim_start_matches("http://"));
    let found = reader
        .get(&format!("/api/v2/search?q=@{handle}&resolve=true"))
        .await?
        .ok()?;
    let target = id(&found["accounts"][0]).to_owned();
    reader
        .post(&format!("/api/v1/accounts/{target}/follow"), &json!({}))
        .await?
        .ok()?;
    let mut followed = Value::Null;
    for _ in 0..120 {
        followed = reader
            .get(&format!("/api/v1/accounts/relationships?id[]={target}"))
            .await?
            .ok()?;
        if followed[0]["following"] == true {
            break;
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    ensure!(followed[0]["following"] == true, "{followed}");

    let mut posted = Vec::new();
    for number in 0..POSTS {
        let answer = author
            .post(
                "/api/v1/statuses",
                &json!({ "status": format!("Number {number}") }),
            )
            .await?
            .ok()?;
        posted.push(answer["uri"].as_str().unwrap_or_default().to_owned());
        if number % 50 == 49 {
            sender.restart().await?;
        }
    }
    let seen = home_of(&reader, POSTS).await?;
    assert_eq!(seen.len(), POSTS);
    assert!(
        posted.iter().all(|uri| seen.get(uri) == Some(&1)),
        "each once"
    );
    let account = reader
        .get(&format!("/api/v1/accounts/{target}"))
        .await?
        .ok()?;
    assert_eq!(account["statuses_count"].as_u64(), Some(POSTS as u64));
    Ok(())
}
