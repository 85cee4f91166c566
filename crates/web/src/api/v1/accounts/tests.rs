//! Accounts and what stands between them, asked for as apps do.

use axum::http::{StatusCode, header};
use domain::testing::remote_account;
use serde_json::json;

use crate::testing::{Answer, App, app, multipart, with_token};

const SCOPES: &str = "read write follow";

async fn post(app: &App, path: &str, token: &str) -> Answer {
    app.call("POST", path, token, json!({})).await
}

async fn id(app: &App, username: &str) -> String {
    let found = domain::account::lookup(&app.ctx, username).await;
    found.expect("is here").id.to_string()
}

#[tokio::test]
async fn an_account_has_what_strict_apps_demand() {
    let app = app().await;
    let anna = app.person("anna", SCOPES).await;
    let own = app
        .get_as("/api/v1/accounts/verify_credentials", &anna)
        .await
        .json();
    assert_eq!(own["acct"], "anna");
    assert!(
        own["avatar"]
            .as_str()
            .expect("a picture")
            .starts_with("https://rounds.example/")
    );
    assert_eq!(own["source"]["privacy"], "public");
    assert_eq!(own["source"]["fields"], json!([]));
    assert_eq!(own["role"]["id"], "-99");
    let id = own["id"].as_str().expect("an id is text");
    let seen = app.get(&format!("/api/v1/accounts/{id}")).await.json();
    assert_eq!(seen["acct"], "anna");
    assert_eq!(seen.get("source"), None, "only the owner sees the source");
    let several = app
        .get(&format!("/api/v1/accounts?id[]={id}&id[]=7"))
        .await
        .json();
    assert_eq!(several.as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn what_is_no_account_is_not_found_alike() {
    let app = app().await;
    let absent = app.get("/api/v1/accounts/7").await;
    let word = app.get("/api/v1/accounts/no_id").await;
    let unknown = app.get("/api/v1/accounts/lookup?acct=nobody").await;
    for answer in [&absent, &word, &unknown] {
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(answer.body, absent.body);
    }
    let method = app
        .call("DELETE", "/api/v1/accounts/7", "", json!({}))
        .await;
    assert_eq!(
        (method.status, method.body),
        (StatusCode::NOT_FOUND, absent.body)
    );
}

#[tokio::test]
async fn a_profile_is_changed_by_json_and_by_multipart() {
    let app = app().await;
    let anna = app.person("anna", SCOPES).await;
    let path = "/api/v1/accounts/update_credentials";
    let change = json!({
        "display_name": "Anna", "note": "Hi", "locked": "true", "source": {"privacy": "private"},
        "fields_attributes": {"0": {"name": "Site", "value": "https://a.example"}},
    });
    let changed = app.call("PATCH", path, &anna, change).await.json();
    assert_eq!(changed["display_name"], "Anna");
    assert_eq!(changed["note"], "<p>Hi</p>");
    assert_eq!(changed["locked"], true);
    assert_eq!(changed["source"]["privacy"], "private");
    assert_eq!(changed["source"]["fields"][0]["value"], "https://a.example");

    let picture = include_bytes!("../../../../assets/avatar.png");
    let (kind, body) = multipart("avatar", "a.png", picture, &[("bot", "1")]);
    let request = with_token("PATCH", path, &anna)
        .header(header::CONTENT_TYPE, kind)
        .body(body);
    let changed = app.send(request.expect("a request")).await.json();
    assert_eq!(
        (&changed["bot"], &changed["display_name"]),
        (&json!(true), &json!("Anna"))
    );
    assert!(
        changed["avatar"]
            .as_str()
            .expect("a picture")
            .contains("/media/")
    );
    let removed = app
        .call("DELETE", "/api/v1/profile/avatar", &anna, json!({}))
        .await
        .json();
    assert!(
        !removed["avatar"]
            .as_str()
            .expect("a picture")
            .contains("/media/")
    );

    let refused = app
        .call("PATCH", path, &anna, json!({"note": "a".repeat(1001)}))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.json()["error"]
            .as_str()
            .expect("a reason")
            .contains("note is too long")
    );
}

#[tokio::test]
async fn following_and_its_end_show_on_both_sides() {
    let app = app().await;
    let anna = app.person("anna", SCOPES).await;
    let bob = app.person("bob", SCOPES).await;
    let bob_id = id(&app, "bob").await;
    let anna_id = id(&app, "anna").await;
    let followed = post(&app, &format!("/api/v1/accounts/{bob_id}/follow"), &anna)
        .await
        .json();
    assert_eq!(
        (&followed["following"], &followed["requested"]),
        (&json!(true), &json!(false))
    );
    let path = format!("/api/v1/accounts/relationships?id[]={anna_id}&id[]=7");
    let between = app.get_as(&path, &bob).await.json();
    assert_eq!(between.as_array().map(Vec::len), Some(1));
    assert_eq!(between[0]["followed_by"], true);
    let followers = app
        .get(&format!("/api/v1/accounts/{bob_id}/followers"))
        .await;
    assert_eq!(followers.json()[0]["acct"], "anna");
    assert!(followers.header("link").contains("rel=\"next\""));

    let notices = app.get_as("/api/v1/notifications", &bob).await.json();
    assert_eq!(
        (&notices[0]["type"], &notices[0]["account"]["acct"]),
        (&json!("follow"), &json!("anna"))
    );
    let unread = app
        .get_as("/api/v1/notifications/unread_count", &bob)
        .await
        .json();
    assert_eq!(unread["count"], 1);
    let notice = notices[0]["id"].as_str().expect("an id is text").to_owned();
    let position = json!({"notifications": {"last_read_id": notice}});
    let marked = app
        .call("POST", "/api/v1/markers", &bob, position)
        .await
        .json();
    assert_eq!(marked["notifications"]["last_read_id"], json!(notice));
    let unread = app
        .get_as("/api/v1/notifications/unread_count", &bob)
        .await
        .json();
    assert_eq!(unread["count"], 0);
    let nobody = post(
        &app,
        &format!("/api/v1/notifications/{notice}/dismiss"),
        &anna,
    )
    .await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND, "it is bob's");

    let ended = post(
        &app,
        &format!("/api/v1/accounts/{anna_id}/remove_from_followers"),
        &bob,
    )
    .await;
    assert_eq!(ended.json()["followed_by"], false);
    let followers = app
        .get(&format!("/api/v1/accounts/{bob_id}/followers"))
        .await;
    assert_eq!(
        (followers.json(), followers.header("link")),
        (json!([]), "")
    );
}

#[tokio::test]
async fn lists_page_by_who_came_when() {
    let app = app().await;
    let anna = app.person("anna", SCOPES).await;
    for name in ["bob", "carl", "dora"] {
        app.ctx.clock.advance(std::time::Duration::from_millis(1));
        let other = remote_account(&app.ctx, name, "b.example").await;
        let path = format!("/api/v1/accounts/{}/block", other.id);
        assert_eq!(post(&app, &path, &anna).await.json()["blocking"], true);
    }
    let mut path = "/api/v1/blocks?limit=2".to_owned();
    let mut seen = Vec::new();
    while !path.is_empty() {
        let page = app.get_as(&path, &anna).await;
        let accounts = page.json();
        seen.extend(
            accounts
                .as_array()
                .expect("a list")
                .iter()
                .map(|one| one["username"].clone()),
        );
        let link = page.header("link");
        let next = link
            .split('<')
            .nth(1)
            .and_then(|rest| rest.split('>').next());
        path = next
            .unwrap_or_default()
            .replace("https://rounds.example", "");
    }
    assert_eq!(seen, ["dora", "carl", "bob"]);
}

#[tokio::test]
async fn security_44_one_who_is_blocked_learns_nothing_by_trying() {
    let app = app().await;
    let anna = app.person("anna", SCOPES).await;
    let bob = app.person("bob", SCOPES).await;
    let (anna_id, bob_id) = (id(&app, "anna").await, id(&app, "bob").await);
    post(&app, &format!("/api/v1/accounts/{bob_id}/block"), &anna).await;
    let absent = post(&app, "/api/v1/accounts/7/follow", &bob).await;
    let refused = post(&app, &format!("/api/v1/accounts/{anna_id}/follow"), &bob).await;
    assert_eq!(
        (refused.status, &refused.body),
        (absent.status, &absent.body)
    );
    for list in ["followers", "following"] {
        let refused = app
            .get_as(&format!("/api/v1/accounts/{anna_id}/{list}"), &bob)
            .await;
        assert_eq!(
            (refused.status, &refused.body),
            (StatusCode::NOT_FOUND, &absent.body)
        );
    }
    let found = app
        .get_as("/api/v1/accounts/search?q=anna", &bob)
        .await
        .json();
    assert_eq!(found, json!([]));
}

#[tokio::test]
async fn security_41_requests_of_another_are_not_answered() {
    let app = app().await;
    let anna = app.person("anna", SCOPES).await;
    let bob = app.person("bob", SCOPES).await;
    let eve = app.person("eve", SCOPES).await;
    let locked = json!({"locked": true});
    app.call("PATCH", "/api/v1/accounts/update_credentials", &bob, locked)
        .await;
    let (anna_id, bob_id) = (id(&app, "anna").await, id(&app, "bob").await);
    post(&app, &format!("/api/v1/accounts/{bob_id}/follow"), &anna).await;
    let path = format!("/api/v1/follow_requests/{anna_id}/authorize");
    assert_eq!(post(&app, &path, &eve).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        app.get_as("/api/v1/follow_requests", &eve).await.json(),
        json!([])
    );
    assert_eq!(
        app.get_as("/api/v1/follow_requests", &bob).await.json()[0]["acct"],
        "anna"
    );
    assert_eq!(post(&app, &path, &bob).await.json()["followed_by"], true);
}

#[tokio::test]
async fn what_is_muted_blocked_and_reported_is_kept() {
    let app = app().await;
    let anna = app.person("anna", SCOPES).await;
    let bob = remote_account(&app.ctx, "bob", "b.example").await.id;
    let muting = json!({"duration": "3600", "notifications": "false"});
    let relation = app
        .call(
            "POST",
            &format!("/api/v1/accounts/{bob}/mute"),
            &anna,
            muting,
        )
        .await
        .json();
    assert_eq!(
        (&relation["muting"], &relation["muting_notifications"]),
        (&json!(true), &json!(false))
    );
    let mutes = app.get_as("/api/v1/mutes", &anna).await.json();
    assert_eq!(mutes[0]["mute_expires_at"], "2026-10-01T01:00:00.000Z");
    let domain = json!({"domain": "B.Example"});
    app.call("POST", "/api/v1/domain_blocks", &anna, domain.clone())
        .await;
    assert_eq!(
        app.get_as("/api/v1/domain_blocks", &anna).await.json(),
        json!(["b.example"])
    );
    app.call("DELETE", "/api/v1/domain_blocks", &anna, domain)
        .await;
    assert_eq!(
        app.get_as("/api/v1/domain_blocks", &anna).await.json(),
        json!([])
    );
    let complaint = json!({"account_id": bob.to_string(), "comment": "spam", "forward": true});
    let report = app
        .call("POST", "/api/v1/reports", &anna, complaint)
        .await
        .json();
    assert_eq!(
        (&report["forwarded"], &report["target_account"]["username"]),
        (&json!(true), &json!("bob"))
    );
    let preferences = app.get_as("/api/v1/preferences", &anna).await.json();
    assert_eq!(preferences["posting:default:visibility"], "public");
}

#[tokio::test]
async fn search_finds_what_is_known() {
    let app = app().await;
    let anna = app.person("anna", SCOPES).await;
    let post = json!({"status": "on #rounds"});
    let posted = app
        .call("POST", "/api/v1/statuses", &anna, post)
        .await
        .json();
    let found = app.get("/api/v2/search?q=anna").await.json();
    assert_eq!(found["accounts"][0]["acct"], "anna");
    let found = app
        .get("/api/v2/search?q=%23ROU&type=hashtags")
        .await
        .json();
    assert_eq!(found["hashtags"][0]["name"], "rounds");
    assert_eq!(found["accounts"], json!([]));
    for address in ["uri", "url"] {
        let address = posted[address].as_str().expect("an address");
        let found = app
            .get_as(&format!("/api/v2/search?q={address}"), &anna)
            .await
            .json();
        assert_eq!(found["statuses"][0]["id"], posted["id"]);
    }
    let asked = app.get("/api/v2/search?q=anna&resolve=true").await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
}
