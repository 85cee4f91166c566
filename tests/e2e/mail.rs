//! What happened on another server comes by mail, as far as a mail may tell it, until the reader has enough of it.

use std::time::Duration;

use anyhow::{Context as _, Result};
use harness::Fediverse;
use reqwest::Method;
use serde_json::json;

const COLLECTED: Duration = Duration::from_mins(6);

#[tokio::test]
async fn a_mention_from_elsewhere_comes_by_mail_until_it_is_unsubscribed() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    let open = format!("@{} Do you know a good handover card?", ada.handle);
    bo.post(&open).await?;
    let closed = json!({
        "status": format!("@{} The patient in bed 4", ada.handle),
        "visibility": "direct",
    });
    bo.app.post("/api/v1/statuses", &closed).await?.ok()?;
    fediverse.settle().await?;
    assert_eq!(
        here.mails()?,
        Vec::<String>::new(),
        "they are collected first"
    );
    fediverse.advance(COLLECTED).await?;
    let mails = here.mails()?;
    assert_eq!(mails.len(), 1, "one for both");
    let mail = &mails[0];
    for expected in [
        "To: ada@",
        "Subject: 2 notifications on ",
        "multipart/alternative",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "good handover card",
        "Somebody wrote to you",
    ] {
        assert!(mail.contains(expected), "{expected}: {mail}");
    }
    assert!(!mail.contains("bed 4"), "{mail}");

    // As a mailbox does it (RFC 8058), without a cookie.
    let (_, link) = mail.split_once("List-Unsubscribe: <").context("a link")?;
    let link = link
        .split('>')
        .next()
        .context("an end")?
        .replace(['\r', '\n', ' '], "");
    let path = link.strip_prefix(here.base()).context("an own address")?;
    let mailbox = here.anonymous();
    let page = mailbox.get(path).await?;
    assert_eq!(page.status, 200, "{}", page.body);
    let request = mailbox
        .request(Method::POST, path)
        .header("content-type", "application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click");
    let done = mailbox.send(request).await?;
    assert_eq!(done.status, 200, "{}", done.body);

    fediverse.advance(COLLECTED * 20).await?;
    bo.post(&open).await?;
    fediverse.settle().await?;
    fediverse.advance(COLLECTED).await?;
    assert_eq!(here.mails()?.len(), 1);
    Ok(())
}
