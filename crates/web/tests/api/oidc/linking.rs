//! Linking and unlinking: by the member alone, who shows that it is them.

use std::time::Duration;

use domain::external_identity::Joining;
use domain::testing::{PASSWORD, config};
use web::testing::app_with_providers;

use super::provider::Provider;
use super::{BEGIN, address, instance, is_in, linked, log_in, person, ways};
use crate::browser::Browser;

const PATH: &str = "/settings/logins";
const LINK: &str = "/settings/logins/link";
const UNLINK: &str = "/settings/logins/unlink";

#[tokio::test]
async fn a_member_links_and_unlinks_with_their_password() {
    let (app, provider) = instance(Joining::No).await;
    app.join("ada").await;
    let browser = Browser::of(&app, "ada").await;
    for wrong in ["", "wrong"] {
        let form = [("provider", "hospital"), ("current_password", wrong)];
        let refused = browser.post(PATH, LINK, &form).await;
        assert_eq!(
            (refused.status.as_u16(), refused.header("refresh")),
            (422, "")
        );
    }
    let page = browser.get(PATH).await;
    assert!(page.text().contains("The hospital") && page.text().contains("current-password"));
    let browser = linked(&app, &provider, "ada", &person("1")).await;
    assert_eq!(ways(&app, "ada").await, ["1"]);
    assert!(browser.get(PATH).await.text().contains("Linked since"));

    let form = [("provider", "hospital"), ("current_password", "wrong")];
    assert_eq!(browser.post(PATH, UNLINK, &form).await.status, 422);
    let form = [("provider", "hospital"), ("current_password", PASSWORD)];
    let done = browser.post(PATH, UNLINK, &form).await;
    assert_eq!(
        done.location(),
        "/settings/logins?saved=1",
        "{}",
        done.text()
    );
    assert!(ways(&app, "ada").await.is_empty());
    let answer = log_in(&Browser::new(&app), &provider, BEGIN, &person("1")).await;
    assert!(answer.text().contains("Nobody here is linked"));
}

#[tokio::test]
async fn security_39_nobody_is_linked_by_a_browser_that_is_somebody_elses() {
    let (app, provider) = instance(Joining::No).await;
    app.join("ada").await;
    app.join("eve").await;
    let eve = Browser::of(&app, "eve").await;
    let form = [("provider", "hospital"), ("current_password", PASSWORD)];
    let away = eve.post(PATH, LINK, &form).await;
    let back = provider.approve(address(&away), &person("eve"));
    let ada = Browser::of(&app, "ada").await;
    let refused = ada.get(&back).await;
    assert!(
        refused.text().contains("another window"),
        "{}",
        refused.text()
    );
    assert_eq!(
        eve.log_in("ada", PASSWORD).await.status,
        303,
        "the same browser, another member"
    );
    let refused = eve.get(&back).await;
    assert!(
        refused.text().contains("another window"),
        "{}",
        refused.text()
    );
    for name in ["ada", "eve"] {
        assert!(ways(&app, name).await.is_empty(), "{name}");
    }

    linked(&app, &provider, "eve", &person("eve")).await;
    let away = ada.post(PATH, LINK, &form).await;
    let back = provider.approve(address(&away), &person("eve"));
    let refused = ada.get(&back).await;
    assert!(
        refused.text().contains("Another account here is linked"),
        "{}",
        refused.text()
    );
    assert!(ways(&app, "ada").await.is_empty());
}

#[tokio::test]
async fn security_39_who_has_no_password_shows_a_provider_that_it_is_them() {
    let (hospital, chamber) = (
        Provider::start("hospital").await,
        Provider::start("chamber").await,
    );
    let settings = [&hospital, &chamber].map(|it| it.settings(Joining::No));
    let mut config = config();
    config.password_log_in = false;
    let app = app_with_providers(config, settings.into()).await;
    for provider in [&hospital, &chamber] {
        provider.follow(&app.ctx.clock);
    }
    let ada = app.join("ada").await;
    let identity = protocol_identity(&hospital);
    domain::testing::link(&app.ctx, &identity, ada.user_id).await;
    let browser = Browser::new(&app);
    log_in(&browser, &hospital, BEGIN, &person("ada")).await;
    assert!(is_in(&browser).await);

    let link = [("provider", "chamber")];
    let refused = browser.post(PATH, LINK, &link).await;
    assert_eq!(
        (refused.status.as_u16(), refused.header("refresh")),
        (422, "")
    );
    let prove = "/settings/logins/prove/hospital?return_to=%2Fsettings%2Flogins";
    assert!(browser.get(PATH).await.text().contains(prove));
    let someone_else = log_in(&browser, &hospital, prove, &person("eve")).await;
    assert!(someone_else.text().contains("somebody else is logged in"));
    hospital.world().forged =
        serde_json::json!({"auth_time": app.ctx.clock.now().seconds() - 3600});
    let stale = log_in(&browser, &hospital, prove, &person("ada")).await;
    assert!(
        stale.text().contains("could not be verified"),
        "{}",
        stale.text()
    );
    hospital.world().forged = serde_json::json!({});
    let proved = log_in(&browser, &hospital, prove, &person("ada")).await;
    assert_eq!(proved.location(), PATH, "{}", proved.text());

    let only = browser
        .post(PATH, UNLINK, &[("provider", "hospital")])
        .await;
    assert!(only.text().contains("the only way left"), "{}", only.text());
    let away = browser.post(PATH, LINK, &link).await;
    let back = chamber.approve(address(&away), &person("ada"));
    browser.get(&back).await;
    assert_eq!(ways(&app, "ada").await.len(), 2);
    app.ctx.clock.advance(Duration::from_mins(10));
    let late = browser
        .post(PATH, UNLINK, &[("provider", "hospital")])
        .await;
    assert_eq!(late.status, 422, "that was too long ago");
    log_in(
        &browser,
        &chamber,
        "/settings/logins/prove/chamber",
        &person("ada"),
    )
    .await;
    browser
        .post(PATH, UNLINK, &[("provider", "hospital")])
        .await;
    assert_eq!(ways(&app, "ada").await.len(), 1);
}

fn protocol_identity(provider: &Provider) -> domain::external_identity::Identity {
    domain::external_identity::Identity {
        provider: provider.name.into(),
        issuer: provider.issuer.clone(),
        subject: "ada".into(),
        email: None,
        email_verified: false,
        name: None,
        username: None,
        duties: None,
        second_factor: false,
    }
}
