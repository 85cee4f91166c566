//! `rounds demo`: an association and a hospital on this machine, with people who follow each other and are vouched for, a group
//! and posts.
//! Everything that crosses from one to the other is sent and received as between any two servers.

mod instance;
mod people;
mod story;
mod vouch;

use std::path::Path;

use anyhow::Context as _;
use tokio_util::sync::CancellationToken;

use instance::Instance;
pub use people::PASSWORD;
use people::{ASSOCIATION, HOSPITAL};

/// Starts both instances, tells their story once, prints how to try them, and serves until `stop`.
///
/// # Errors
/// When a port is taken, or the story cannot be told to its end.
pub async fn run(folder: &Path, stop: CancellationToken) -> anyhow::Result<()> {
    step("Starting two instances");
    let association = Instance::start(&ASSOCIATION, folder, stop.clone()).await?;
    let hospital = Instance::start(&HOSPITAL, folder, stop.clone()).await?;
    if association.is_new().await? || hospital.is_new().await? {
        story::tell(&association, &hospital)
            .await
            .context("the demo could not be set up: make reset, then try again")?;
    }
    println_all(&[&association, &hospital]).await?;
    stop.cancelled().await;
    association.stopped().await?;
    hospital.stopped().await
}

/// Says what happens, on standard error: standard output holds the answer.
fn step(words: &str) {
    eprintln!("- {words}");
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
async fn println_all(instances: &[&Instance]) -> anyhow::Result<()> {
    for instance in instances {
        println!("\n{}  {}", instance.base(), instance.title());
        for person in instance.people() {
            println!(
                "  @{}  log in with {} / {PASSWORD}",
                person.handle(instance.domain()),
                person.email()
            );
        }
    }
    let [first, second] = [instances[0], instances[1]];
    let token = first.token(first.people()[0].name).await?;
    println!(
        "\nTry, in another terminal:\n\
         curl -s {base}/api/v1/timelines/home -H 'Authorization: Bearer {token}'\n\
         curl -s {base}/api/v1/statuses -H 'Authorization: Bearer {token}' -d 'status=Hello from the command line'\n\
         curl -s '{base}/.well-known/webfinger?resource=acct:{name}@{domain}'\n\
         curl -s -H 'Accept: application/activity+json' {other}/@{colleague}\n\
         \nOr add {base} and {other} to a Mastodon app on this machine. Ctrl-C stops both; make reset forgets them.",
        base = first.base(),
        other = second.base(),
        domain = first.domain(),
        name = first.people()[0].name,
        colleague = second.people()[0].name,
    );
    Ok(())
}
