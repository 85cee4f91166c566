//! What people with duties did, as administrators read it.

use domain::audit;
use domain::kinds::UserRole;
use domain::moderation::Authority;
use domain::{domain_block, relay, testing};
use serde_json::json;
use web::testing::{App, app};

use crate::browser::Browser;

const PAGE: &str = "/moderation/audit";
const API: &str = "/api/rounds/v1/admin/audit";

/// An administrator silences somebody, a moderator has a report, the operator asks a relay.
async fn done(app: &App) -> String {
    let root = app
        .staff("root", UserRole::Admin, "admin:read admin:write")
        .await;
    let ben = app.join("ben").await;
    let path = format!("/api/v1/admin/accounts/{}/action", ben.account_id);
    let silence = json!({"type": "silence"});
    let acted = app.call("POST", &path, &root, silence).await;
    assert_eq!(acted.status, 200, "{}", acted.text());
    let url = "https://relay.example/inbox";
    let added = relay::add(&app.ctx, Authority::Operator, url).await;
    added.expect("is asked");
    root
}

#[tokio::test]
async fn administrators_read_the_log_by_action_actor_and_time() {
    let app = app().await;
    let root = done(&app).await;
    let all = app.get_as(API, &root).await.json();
    let actions = |json: &serde_json::Value| -> Vec<String> {
        let rows = json.as_array().expect("a list").iter();
        rows.map(|row| row["action"].as_str().expect("an action").to_owned())
            .collect()
    };
    let whole = ["relay.add", "account.silence", "role.grant", "role.grant"];
    assert_eq!(actions(&all), whole);
    assert_eq!(all[0]["actor"], "operator");
    assert_eq!(all[0]["detail"]["host"], "relay.example");
    assert_eq!(all[0]["previous_hash"], all[1]["hash"]);
    assert_eq!(all[1]["actor_acct"], "root");
    assert_eq!(all[1]["subject_acct"], "ben");
    for (query, expected) in [
        ("action=account", &["account.silence"][..]),
        ("action=relay.add", &["relay.add"]),
        ("actor=root", &["account.silence"]),
        ("actor=@operator", &[]),
        ("actor=operator", &["relay.add", "role.grant", "role.grant"]),
        ("until=2026-10-01T00:00:00Z", &[]),
        ("since=2026-10-01T00:00:00Z", &whole),
        ("limit=1", &["relay.add"]),
        ("max_id=4", &whole[1..]),
    ] {
        let found = app.get_as(&format!("{API}?{query}"), &root).await.json();
        assert_eq!(actions(&found), expected, "{query}");
    }
    let wrong = app.get_as(&format!("{API}?since=yesterday"), &root).await;
    assert_eq!(wrong.status, 422);
}

#[tokio::test]
async fn the_page_says_in_words_what_was_done() {
    let app = app().await;
    done(&app).await;
    let root = Browser::of(&app, "root").await;
    let page = root.get(PAGE).await.text();
    for expected in [
        "<h2>An account was limited</h2>",
        "<h2>A relay was asked</h2>",
        "The command line",
        "@root",
        "@ben",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    let filtered = root
        .get(&format!("{PAGE}?action=relay.add&actor=operator"))
        .await;
    let filtered = filtered.text();
    assert!(!filtered.contains("<h2>An account was limited</h2>"));
    assert!(filtered.contains("<option value=\"relay.add\" selected>"));
    testing::staff(&app.ctx, "mo", UserRole::Moderator).await;
    let moderator = Browser::of(&app, "mo").await;
    assert_eq!(moderator.get(PAGE).await.status, 404);
    assert!(
        !moderator
            .get("/moderation/reports")
            .await
            .text()
            .contains(PAGE)
    );
}

#[tokio::test]
async fn what_fails_is_not_written_down_and_the_chain_stays_whole() {
    let app = app().await;
    let root = done(&app).await;
    let before = audit::head(&app.ctx).await.expect("reads");
    for (path, body) in [
        (
            "/api/v1/admin/domain_blocks",
            json!({"domain": "no domain"}),
        ),
        (
            "/api/v1/admin/accounts/1/action",
            json!({"type": "silence"}),
        ),
    ] {
        let refused = app.call("POST", path, &root, body).await;
        assert!(refused.status.is_client_error(), "{path}");
    }
    assert_eq!(audit::head(&app.ctx).await.expect("reads"), before);
    let blocks = domain_block::export(&app.ctx, Authority::Operator).await;
    blocks.expect("lists");
    let whole = audit::verify(&app.ctx, before).await.expect("reads");
    let head = whole.expect("is whole").expect("is there");
    assert_eq!(head.seq, 5);
}
