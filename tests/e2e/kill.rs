//! A server is killed while it delivers: nothing is lost, nothing comes twice.

use anyhow::Result;
use harness::{Process, outside};
use serde_json::json;

const POSTS: usize = 200;

#[tokio::test]
async fn a_kill_in_the_middle_of_two_hundred_deliveries_loses_and_doubles_nothing() -> Result<()> {
    let (from, to) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let (mut sender, receiver) = (
        Process::start(from.path()).await?,
        Process::start(to.path()).await?,
    );
    let (author, reader) = (sender.login("author")?, receiver.login("reader")?);
    let target = outside::follow(&reader, &sender.address("author")).await?;

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
    let seen = outside::home_of(&reader, POSTS).await?;
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
