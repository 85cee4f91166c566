//! Moderators of one server tell those of another.

use anyhow::{Context as _, Result};
use domain::{Page, remote};
use harness::{Fediverse, id};
use serde_json::json;
use storage::report::{self, Filter};

use crate::scene::Scene;

#[tokio::test]
async fn a_forwarded_report_reaches_the_moderators_of_the_other_server() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    ada.follow(&bo.handle).await?;
    fediverse.settle().await?;
    bo.post("Buy this").await?;
    fediverse.settle().await?;
    let seen = ada.home_status("Buy this").await?;
    let words = json!({
        "account_id": seen["account"]["id"], "status_ids": [id(&seen)], "comment": "Advertising",
        "category": "spam", "forward": true,
    });
    let filed = ada.app.post("/api/v1/reports", &words).await?.ok()?;
    assert_eq!(filed["forwarded"], true);
    fediverse.settle().await?;
    let told = report::list(there.ctx().db.read(), &Filter::default(), Page::first(9)).await?;
    assert_eq!(told.len(), 1);
    let report = told.first().context("one")?;
    assert_eq!(
        (report.target_id, report.comment.as_str()),
        (bo.id, "Advertising")
    );
    let from = remote::find_by_id(there.ctx(), report.account_id).await?;
    let from = from.context("the reporter is known")?;
    assert_eq!(
        from.uri,
        format!("{}/actor", here.base()),
        "who reports stays unknown"
    );
    let own = bo.app.get("/api/v1/timelines/home").await?.ok()?;
    let status = own[0]["id"].as_str().context("her own post")?;
    assert_eq!(report.status_ids, format!("[{status}]"));
    // The copy here names the reporter to our own moderators.
    let kept = report::list(here.ctx().db.read(), &Filter::default(), Page::first(9)).await?;
    assert_eq!(kept.first().context("one")?.account_id, ada.id);
    Ok(())
}

#[tokio::test]
async fn a_flag_is_bounded_and_about_our_own_alone() -> Result<()> {
    let scene = Scene::at(9).await?;
    let anna = scene.anna().await;
    let mallory = scene.forger.actor("mallory");
    for (number, object) in [
        (1, json!([anna.uri])),
        (2, json!([mallory, "https://a.example/1"])),
        (3, json!([{"id": anna.uri}, 7, null, {"type": "Note"}])),
    ] {
        let flag = json!({
            "id": format!("{}/flags/{number}", scene.forger.base()), "type": "Flag", "actor": mallory,
            "object": object, "content": "x".repeat(9_000),
        });
        assert_eq!(scene.forger.deliver(scene.victim(), &flag).await?, 202);
        scene.fediverse.settle().await?;
    }
    let ctx = scene.victim().ctx();
    let kept = report::list(ctx.db.read(), &Filter::default(), Page::first(9)).await?;
    let found: Vec<_> = kept
        .iter()
        .map(|kept| (kept.target_id, kept.comment.len()))
        .collect();
    assert_eq!(found, [(anna.id, 5_000); 2]);
    Ok(())
}
