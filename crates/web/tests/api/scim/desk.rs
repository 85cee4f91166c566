//! The administrators' page: directories, their tokens, and what they do by hand.

use domain::kinds::UserRole;
use domain::testing::{self, PASSWORD};

use super::*;
use crate::browser::Browser;

const DESK: &str = "/moderation/scim";

async fn root(app: &App) -> Browser<'_> {
    testing::staff(&app.ctx, "root", UserRole::Admin).await;
    Browser::of(app, "root").await
}

#[tokio::test]
async fn a_token_is_shown_once_and_ended() {
    let app = app().await;
    let root = root(&app).await;
    let form = [("name", "General Hospital")];
    let made = root.post(DESK, DESK, &form).await;
    assert_eq!(made.status, 200, "{}", made.text());
    let shown = made.text();
    let token = shown.split("<code class=\"secret\" dir=\"ltr\">").nth(1);
    let token = token.and_then(|rest| rest.split('<').next());
    let hospital = Directory {
        app: &app,
        token: token.expect("a token").to_owned(),
    };
    let list = root.get(DESK).await.text();
    assert!(list.contains("It never came"), "{list}");
    assert!(!list.contains(&hospital.token), "it is shown once");
    hospital.enter("ada").await;
    let list = root.get(DESK).await.text();
    assert!(list.contains("It last came"), "{list}");

    let again = root.post(DESK, DESK, &form).await;
    assert_eq!(again.status, 422);
    assert!(again.text().contains("revoke it first"), "{}", again.text());
    let ended = root.post(DESK, &format!("{DESK}/end"), &form).await;
    assert_eq!(ended.location(), "/moderation/scim?saved=1");
    assert_eq!(hospital.get("/Users").await.status, 401);
    let log = root.get("/moderation/audit").await.text();
    for (words, by) in [
        ("A directory was connected", "root"),
        ("A directory was disconnected", "root"),
    ] {
        assert!(log.contains(words) && log.contains(by), "{words}: {log}");
    }
}

#[tokio::test]
async fn somebody_who_left_is_shut_out_by_hand_and_let_in_again() {
    let app = app().await;
    let root = root(&app).await;
    app.join("ada").await;
    let ada = Browser::of(&app, "ada").await;
    let people = format!("{DESK}/people");
    let step = async |name: &str, step: &str| {
        let form = [("name", name), ("step", step)];
        root.post(DESK, &people, &form).await
    };
    let closed = step("ada", "close").await;
    assert_eq!(closed.location(), "/moderation/scim?saved=1");
    let out = ada.get("/settings/account").await;
    assert!(out.location().starts_with("/login"), "{}", out.text());
    let refused = Browser::new(&app).log_in("ada", PASSWORD).await;
    assert_eq!(refused.status, 422);
    assert_eq!(step("ada", "open").await.status, 303);
    assert_eq!(Browser::new(&app).log_in("ada", PASSWORD).await.status, 303);
    for (name, what) in [("nobody", "close"), ("ada", "forget"), ("root", "close")] {
        let refused = step(name, what).await;
        assert_eq!(refused.status, 422, "{name} {what}: {}", refused.text());
    }
}
