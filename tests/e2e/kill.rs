//! Servers are killed while they work: nothing is lost, nothing comes twice. `make drill` does the same at length.

use std::time::Duration;

use anyhow::Result;
use harness::drill::{self, Plan};

#[tokio::test]
async fn posts_survive_kills_of_both_servers_and_are_there_once() -> Result<()> {
    let two = std::env::var("ROUNDS_TEST_DATABASE_URL").is_ok();
    let figures = drill::run(Plan {
        posts: 50,
        sender_kills: 5,
        receiver_kills: 2,
        workers: if two { 2 } else { 1 },
        seed: 1,
        patience: Duration::from_mins(5),
    })
    .await?;
    assert!(figures.delivered_again >= 50, "{figures:?}");
    Ok(())
}
