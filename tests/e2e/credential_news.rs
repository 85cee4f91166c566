//! What becomes of credentials: taken back with and without a word, shown by members, shown no more, and left behind.

use std::time::Duration;

use anyhow::Result;
use domain::credential_issuer;
use domain::moderation::Authority;
use harness::{Issuer, list};
use serde_json::{Value, json};

use crate::credential_stage::{HEALTH, Stage, link, text};

fn minutes(number: u64) -> Duration {
    Duration::from_mins(number)
}

#[tokio::test]
async fn a_revocation_takes_effect_within_a_quarter_of_an_hour_though_nobody_tells() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    issuer.publish("/1", &issuer.signed(&issuer.credential("/1", &stage.ann())));
    stage.show(&[issuer.at("/1")]).await?;
    assert_eq!(stage.state().await?.0, "valid");
    issuer.set(&[7]);
    stage.fediverse.advance(minutes(15)).await?;
    let revoked = ("revoked".to_owned(), "its issuer revoked it".to_owned());
    assert_eq!(stage.state().await?, revoked);
    assert_eq!(stage.account().await?["roles"], json!([]));
    // For good, whatever the list says later.
    issuer.set(&[]);
    stage.fediverse.advance(minutes(30)).await?;
    assert_eq!(stage.state().await?, revoked);
    Ok(())
}

#[tokio::test]
async fn an_issuer_that_cannot_be_asked_leaves_the_status_unknown_until_it_can() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    issuer.publish("/1", &issuer.signed(&issuer.credential("/1", &stage.ann())));
    stage.show(&[issuer.at("/1")]).await?;
    stage.assoc.remove("/status");
    stage.fediverse.advance(minutes(15)).await?;
    assert_eq!(stage.state().await?.0, "unknown");
    assert_eq!(stage.account().await?["roles"], json!([]));
    issuer.set(&[]);
    stage.fediverse.advance(minutes(15)).await?;
    assert_eq!(stage.state().await?.0, "valid");
    Ok(())
}

#[tokio::test]
async fn news_of_an_issuer_and_of_the_list_of_issuers_take_effect_at_once() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    let signed = issuer.signed(&issuer.credential("/1", &stage.ann()));
    issuer.publish("/1", &signed);
    stage.show(&[issuer.at("/1")]).await?;
    let ctx = stage.server().ctx();
    let row = credential_issuer::list(ctx).await?.remove(0);
    credential_issuer::remove(ctx, Authority::Operator, row.id).await?;
    assert_eq!(stage.state().await?.0, "unlisted");
    assert_eq!(stage.account().await?["roles"], json!([]));
    credential_issuer::add(ctx, Authority::Operator, &issuer.uri, &[HEALTH]).await?;
    assert_eq!(stage.state().await?.0, "valid");
    assert_ne!(stage.account().await?["roles"], json!([]));
    let say = async |kind: &str, object: Value, number: u32| {
        let activity = json!({
            "id": issuer.at(&format!("/news/{number}")), "type": kind, "actor": issuer.uri,
            "object": object,
        });
        assert_eq!(stage.assoc.deliver(stage.server(), &activity).await?, 202);
        stage.fediverse.settle().await
    };
    issuer.set(&[7]);
    say("Update", signed, 1).await?;
    assert_eq!(stage.state().await?.0, "revoked");
    say("Delete", json!(issuer.at("/1")), 2).await?;
    assert!(stage.shown().await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_member_shows_what_is_about_themselves_and_nothing_else() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    let server = stage.server();
    let own = domain::account::show(server.ctx(), stage.member.id)
        .await?
        .uri;
    let app = &stage.member.app;
    let path = "/api/rounds/v1/credentials";
    for (at, subject, reason) in [
        ("/1", stage.ann(), Some("it is about another actor")),
        ("/2", own.clone(), None),
    ] {
        issuer.publish(at, &issuer.signed(&issuer.credential(at, &subject)));
        let answer = app.post(path, &json!({"url": issuer.at(at)})).await?;
        assert_eq!(answer.status, if reason.is_some() { 422 } else { 200 });
        if let Some(reason) = reason {
            assert!(text(&answer.json()?["error"]).contains(reason));
        }
    }
    // What an issuer sends by itself; the word of the other one does not count.
    let eve = Issuer::serve(&stage.assoc, "eve", 2);
    for (number, sender) in [(3, &eve), (4, &issuer)] {
        let at = format!("/{number}");
        let sent = sender.signed(&sender.credential(&at, &own));
        sender.publish(&at, &sent);
        let activity = json!({
            "id": sender.at(&format!("/news/{number}")), "type": "Create", "actor": sender.uri,
            "object": sent,
        });
        assert_eq!(stage.assoc.deliver(server, &activity).await?, 202);
    }
    stage.fediverse.settle().await?;
    let shown = list(app.get(path).await?.ok()?)?;
    let states: Vec<&Value> = shown.iter().map(|one| &one["state"]).collect();
    assert_eq!(states, ["valid", "valid"], "{shown:#?}");
    let me = app.get("/api/v1/accounts/verify_credentials").await?.ok()?;
    assert_eq!(
        me["fields"][0]["name"],
        "Verified by Association (127.0.0.9)"
    );
    assert_eq!(me["fields"][0]["value"], link(&issuer.at("/verify/7")));
    let page = server.anonymous().get("/@mo").await?.body;
    assert!(page.contains("Dermatology"), "{page}");
    assert!(page.contains("By Association (127.0.0.9)"), "{page}");
    let id = text(&shown[0]["id"]);
    app.delete(&format!("{path}/{id}")).await?.ok()?;
    assert_eq!(list(app.get(path).await?.ok()?)?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_credential_does_not_go_along_with_a_move_to_a_stranger() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    let old = stage.clinic.actor("old");
    issuer.publish("/1", &issuer.signed(&issuer.credential("/1", &old)));
    // The stranger names the old one as an alias, shows its credential, and is moved to.
    stage.show(&[issuer.at("/1")]).await?;
    let alias =
        json!({"alsoKnownAs": [old], "rounds:credentials": format!("{}/credentials", stage.ann())});
    stage.clinic.actor_that_says("ann", &alias);
    let activity = json!({
        "id": format!("{}/moves/1", stage.clinic.base()), "type": "Move", "actor": old,
        "object": old, "target": stage.ann(),
    });
    stage.clinic.deliver(stage.server(), &activity).await?;
    stage.fediverse.settle().await?;
    let expected = ("refused".to_owned(), "it is about another actor".to_owned());
    assert_eq!(stage.state().await?, expected);
    Ok(())
}

#[tokio::test]
async fn what_somebody_shows_no_more_is_gone() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    issuer.publish("/1", &issuer.signed(&issuer.credential("/1", &stage.ann())));
    stage.show(&[issuer.at("/1")]).await?;
    assert_ne!(stage.account().await?["roles"], json!([]));
    stage.clinic.actor_that_says("ann", &json!({}));
    let ann = stage.ann();
    let update = json!({
        "id": format!("{ann}#updates/1"), "type": "Update", "actor": ann, "object": ann,
    });
    assert_eq!(stage.clinic.deliver(stage.server(), &update).await?, 202);
    stage.fediverse.settle().await?;
    assert!(stage.shown().await?.is_empty());
    assert_eq!(stage.account().await?["roles"], json!([]));
    Ok(())
}
