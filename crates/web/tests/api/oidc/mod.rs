//! Logging in through a provider, against one on loopback that lies as it is told to.

mod attacks;
mod joining;
mod linking;
mod provider;
mod proving;

use domain::config::Config;
use domain::external_identity::Joining;
use domain::session;
use domain::testing::config;
use serde_json::{Value, json};
use web::testing::{Answer, App, app_with_providers};

use self::provider::Provider;
use crate::browser::Browser;

const BEGIN: &str = "/login/oidc/hospital";

/// An instance whose only provider is the hospital's.
async fn instance(joining: Joining) -> (App, Provider) {
    instance_with(joining, config()).await
}

async fn instance_with(joining: Joining, config: Config) -> (App, Provider) {
    let provider = Provider::start("hospital").await;
    let app = app_with_providers(config, vec![provider.settings(joining)]).await;
    provider.follow(&app.ctx.clock);
    (app, provider)
}

/// Someone of the hospital.
fn person(subject: &str) -> Value {
    json!({
        "sub": subject,
        "email": format!("{subject}@hospital.example"),
        "email_verified": true,
        "name": "Dr Someone",
        "preferred_username": subject,
        "groups": [],
    })
}

/// Goes to the provider from `path`, is let in there as the person with `claims`, and comes back.
async fn log_in(browser: &Browser<'_>, provider: &Provider, path: &str, claims: &Value) -> Answer {
    let away = browser.get(path).await;
    assert_eq!(away.status, 303, "{}", away.text());
    let back = provider.approve(away.location(), claims);
    browser.get(&back).await
}

/// Links the account `name` with the person with `claims`, as the member does.
async fn linked<'a>(app: &'a App, provider: &Provider, name: &str, claims: &Value) -> Browser<'a> {
    let browser = Browser::of(app, name).await;
    let form = [
        ("provider", provider.name),
        ("current_password", domain::testing::PASSWORD),
    ];
    let away = browser
        .post("/settings/logins", "/settings/logins/link", &form)
        .await;
    let back = provider.approve(address(&away), claims);
    let done = browser.get(&back).await;
    assert_eq!(
        done.location(),
        "/settings/logins?saved=1",
        "{}",
        done.text()
    );
    browser
}

/// Where a page sends its browser by itself.
fn address(answer: &Answer) -> &str {
    let refresh = answer.header("refresh").strip_prefix("0; url=");
    refresh.unwrap_or_else(|| panic!("goes nowhere: {}", answer.text()))
}

/// Whether the browser is logged in.
async fn is_in(browser: &Browser<'_>) -> bool {
    browser.get("/settings/account").await.status == 200
}

/// The providers through which a member logs in.
async fn ways(app: &App, name: &str) -> Vec<String> {
    let (user, _) = domain::user::find(&app.ctx, name).await.expect("is there");
    let ways = domain::external_identity::ways(&app.ctx, user).await;
    let linked = ways.expect("reads").linked.into_iter();
    linked.map(|it| it.subject).collect()
}

/// In how many browsers a member is logged in.
async fn sessions(app: &App, name: &str) -> usize {
    let (user, _) = domain::user::find(&app.ctx, name).await.expect("is there");
    session::list(&app.ctx, user).await.expect("lists").len()
}
