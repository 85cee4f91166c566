//! Pseudonyms, by page: a member makes one, acts as it and lets an app in for it; two administrators look it up.

use axum::http::Method;
use domain::kinds::UserRole;
use domain::testing;
use web::testing::{Answer, App, app};

use crate::browser::Browser;
use crate::token::register;

const OWN: &str = "/settings/pseudonyms";
const DESK: &str = "/moderation/pseudonyms";
const CALLBACK: &str = "https://app.example/back";

/// Ada, who is verified, in a browser, and the id of her pseudonym.
async fn ada(app: &App) -> (Browser<'_>, String) {
    let joined = app.join("ada").await;
    testing::vouched(&app.ctx, joined.account_id).await;
    let browser = Browser::of(app, "ada").await;
    let form = [("username", "owl"), ("display_name", "Night Owl")];
    let made = browser.post(OWN, OWN, &form).await;
    assert_eq!(
        made.location(),
        "/settings/pseudonyms?saved=1",
        "{}",
        made.text()
    );
    let owl = app.get("/api/v1/accounts/lookup?acct=owl").await.json();
    (browser, owl["id"].as_str().expect("is there").to_owned())
}

async fn acts(browser: &Browser<'_>, id: &str, verb: &str) -> Answer {
    browser.post(OWN, &format!("{OWN}/{id}/{verb}"), &[]).await
}

#[tokio::test]
async fn who_is_not_verified_is_told_so() {
    let app = app().await;
    app.join("bo").await;
    let bo = Browser::of(&app, "bo").await;
    let page = bo.get(OWN).await.text();
    assert!(page.contains("whose profession was verified here"));
    assert!(!page.contains("name=\"username\""));
    let refused = bo.post(OWN, OWN, &[("username", "owl")]).await;
    assert_eq!(refused.status, 422);
    assert!(app.get(OWN).await.location().starts_with("/login"));
}

#[tokio::test]
async fn a_member_acts_as_their_pseudonym_and_comes_back() {
    let app = app().await;
    let (browser, id) = ada(&app).await;
    let taken = browser.post(OWN, OWN, &[("username", "ada")]).await;
    assert_eq!(taken.status, 422);
    assert!(taken.text().contains("is taken"));
    assert!(browser.get("/").await.text().contains("href=\"/@ada\""));
    acts(&browser, &id, "enter").await;
    let home = browser.get("/").await.text();
    assert!(home.contains("href=\"/@owl\"") && !home.contains("/@ada"));
    assert_eq!(browser.get("/settings/account").await.location(), OWN);
    let privacy = [("locked", "1")];
    browser
        .post("/settings/privacy", "/settings/privacy", &privacy)
        .await;
    let owl = app.get(&format!("/api/v1/accounts/{id}")).await.json();
    assert_eq!(owl["locked"], true);
    browser.post(OWN, &format!("{OWN}/leave"), &[]).await;
    assert!(browser.get("/").await.text().contains("href=\"/@ada\""));
}

#[tokio::test]
async fn who_logs_out_acts_as_nobody() {
    let app = app().await;
    let (browser, id) = ada(&app).await;
    acts(&browser, &id, "enter").await;
    let out = browser.post("/", "/logout", &[]).await;
    assert_eq!(out.location(), "/");
    let home = browser.get("/").await.text();
    assert!(!home.contains("/@owl") && !home.contains("/@ada"));
    app.join("bo").await;
    browser.log_in("bo", web::testing::PASSWORD).await;
    assert!(browser.get("/").await.text().contains("href=\"/@bo\""));
    let refused = acts(&browser, &id, "enter").await;
    assert_eq!(refused.status, 404);
}

#[tokio::test]
async fn a_pseudonym_is_deleted_by_its_member() {
    let app = app().await;
    let (browser, id) = ada(&app).await;
    acts(&browser, &id, "delete").await;
    let gone = app.get(&format!("/api/v1/accounts/{id}")).await;
    assert_eq!(gone.status, 404);
    assert!(!browser.get(OWN).await.text().contains("/@owl"));
}

#[tokio::test]
async fn an_app_is_let_in_for_the_account_that_was_chosen() {
    let app = app().await;
    let (browser, id) = ada(&app).await;
    let (client, secret) = register(&app, CALLBACK, "read").await;
    let query = format!(
        "response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example%2Fback&scope=read"
    );
    let page = format!("/oauth/authorize?{query}");
    assert!(
        browser
            .get(&page)
            .await
            .text()
            .contains(&format!("value=\"{id}\""))
    );
    let form = [
        ("response_type", "code"),
        ("client_id", &client),
        ("redirect_uri", CALLBACK),
        ("scope", "read"),
        ("approve", "1"),
        ("account", &id),
    ];
    let agreed = browser.post(&page, "/oauth/authorize", &form).await;
    let code = agreed
        .location()
        .split("code=")
        .nth(1)
        .expect("a code")
        .to_owned();
    let body = serde_json::json!({
        "grant_type": "authorization_code", "client_id": client, "client_secret": secret,
        "code": code, "redirect_uri": CALLBACK,
    });
    let token = app
        .json(Method::POST, "/oauth/token", None, &body)
        .await
        .json();
    let bearer = token["access_token"].as_str().expect("a token");
    let me = app
        .get_as("/api/v1/accounts/verify_credentials", bearer)
        .await;
    assert_eq!(me.json()["acct"], "owl");
    app.join("bo").await;
    let bo = Browser::of(&app, "bo").await;
    let stolen = bo.post(&page, "/oauth/authorize", &form).await;
    assert_eq!(stolen.status, 404);
}

#[tokio::test]
async fn two_administrators_look_a_pseudonym_up_by_page() {
    let app = app().await;
    let (member, _) = ada(&app).await;
    for name in ["mona", "nils"] {
        testing::staff(&app.ctx, name, UserRole::Admin).await;
    }
    testing::staff(&app.ctx, "olga", UserRole::Moderator).await;
    let (mona, nils) = (
        Browser::of(&app, "mona").await,
        Browser::of(&app, "nils").await,
    );
    assert_eq!(Browser::of(&app, "olga").await.get(DESK).await.status, 404);
    assert_eq!(member.get(DESK).await.status, 404);
    let unknown = [("handle", "ada"), ("reason", "danger")];
    let refused = mona.post(DESK, DESK, &unknown).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("is no pseudonym of this server"));
    let asked = [("handle", "owl"), ("reason", "danger")];
    mona.post(DESK, DESK, &asked).await;
    let page = nils.get(DESK).await.text();
    let (_, rest) = page
        .split_once("/moderation/pseudonyms/")
        .expect("to agree to");
    let (id, _) = rest.split_once('/').expect("an id");
    let agree = format!("{DESK}/{id}/agree");
    assert!(!mona.get(DESK).await.text().contains(&agree));
    nils.post(DESK, &agree, &[]).await;
    for browser in [&mona, &nils] {
        assert!(
            browser
                .get(DESK)
                .await
                .text()
                .contains("<strong>@ada</strong>")
        );
    }
    let told = member.get(OWN).await.text();
    assert!(told.contains("Your pseudonym was looked up") && told.contains("come to harm"));
}
