//! Hashtags over HTTP.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::testing::{App, app};

async fn post(app: &App, token: &str, text: &str) -> Value {
    // So that the newest has the highest id.
    app.ctx.clock.advance(std::time::Duration::from_secs(1));
    let body = json!({ "status": text });
    app.call("POST", "/api/v1/statuses", token, body)
        .await
        .json()
}

#[tokio::test]
async fn a_hashtag_is_followed_and_brings_home_what_has_it() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let bob = app.person("bob", "read write").await;
    let unused = app.get("/api/v1/tags/Sepsis").await.json();
    assert_eq!(
        (&unused["id"], &unused["name"]),
        (&json!(""), &json!("Sepsis"))
    );
    assert_eq!(unused.get("following"), None);
    let path = "/api/v1/tags/sepsis";
    let followed = app
        .call("POST", &format!("{path}/follow"), &anna, json!({}))
        .await
        .json();
    assert_eq!(
        (&followed["following"], &followed["featuring"]),
        (&json!(true), &json!(false))
    );
    let posted = post(&app, &bob, "About #sepsis").await;
    let home = app.get_as("/api/v1/timelines/home", &anna).await.json();
    assert_eq!(home[0]["id"], posted["id"]);

    let shown = app.get_as(path, &anna).await.json();
    assert_eq!(shown["url"], "https://rounds.example/tags/sepsis");
    assert_eq!(shown["history"].as_array().expect("a list").len(), 7);
    let today = json!({ "day": "1790812800", "uses": "1", "accounts": "1" });
    assert_eq!(shown["history"][0], today);
    let all = app.get_as("/api/v1/followed_tags", &anna).await;
    assert_eq!(all.json(), json!([shown]));
    assert!(all.header("link").contains("max_id="));
    let found = app
        .get_as("/api/v2/search?q=sep&type=hashtags", &anna)
        .await;
    assert_eq!(found.json()["hashtags"], json!([shown]));

    let left = app
        .call("POST", &format!("{path}/unfollow"), &anna, json!({}))
        .await
        .json();
    assert_eq!(left["following"], false);
    let home = app.get_as("/api/v1/timelines/home", &anna).await.json();
    assert_eq!(home, json!([]));
    for name in ["2026", "a-b", "a%20b"] {
        let none = app.get(&format!("/api/v1/tags/{name}")).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{name}");
    }
}

#[tokio::test]
async fn a_hashtag_timeline_takes_further_hashtags() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let one = post(&app, &anna, "#one").await["id"].clone();
    let two = post(&app, &anna, "#two").await["id"].clone();
    let both = post(&app, &anna, "#one #two").await["id"].clone();
    let ids = async |query: &str| {
        let page = app.get(&format!("/api/v1/timelines/tag/one{query}")).await;
        let page = page.json();
        let page = page.as_array().expect("a list").iter();
        page.map(|status| status["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids("").await, [both.clone(), one.clone()]);
    let any = [both.clone(), two, one.clone()];
    assert_eq!(ids("?any[]=two").await, any);
    assert_eq!(ids("?any=two&local=true").await, any);
    assert_eq!(ids("?all[]=two").await, [both]);
    assert_eq!(ids("?all[]=two&all[]=unknown").await, [Value::Null; 0]);
    assert_eq!(ids("?none[]=two").await, [one]);
    assert_eq!(ids("?remote=true").await, [Value::Null; 0]);
    assert_eq!(ids("?only_media=true").await, [Value::Null; 0]);
}

#[tokio::test]
async fn a_hashtag_is_featured_by_either_way() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let posted = post(&app, &anna, "#Sepsis").await;
    let path = "/api/v1/featured_tags";
    let suggested = app.get_as(&format!("{path}/suggestions"), &anna).await;
    assert_eq!(suggested.json()[0]["name"], "Sepsis");
    let form = json!({ "name": "sepsis" });
    let featured = app.call("POST", path, &anna, form).await.json();
    let expected = json!({
        "id": featured["id"], "name": "Sepsis", "url": "https://rounds.example/tags/sepsis",
        "statuses_count": "1", "last_status_at": "2026-10-01"
    });
    assert_eq!(featured, expected);
    let author = posted["account"]["id"].as_str().expect("an id");
    let of_account = format!("/api/v1/accounts/{author}/featured_tags");
    assert_eq!(app.get(&of_account).await.json(), json!([featured]));
    assert_eq!(app.get_as(path, &anna).await.json(), json!([featured]));
    let actor = app.get(&format!("/ap/users/{author}")).await.json();
    let tags = actor["featuredTags"].as_str().expect("an address");
    let tags = app
        .get(tags.trim_start_matches("https://rounds.example"))
        .await;
    assert_eq!(tags.status, StatusCode::OK);
    let item = json!({
        "type": "Hashtag", "href": "https://rounds.example/tags/sepsis", "name": "#Sepsis"
    });
    assert_eq!(
        (&tags.json()["type"], &tags.json()["items"]),
        (&json!("Collection"), &json!([item]))
    );
    let one = format!("{path}/{}", featured["id"].as_str().expect("an id"));
    let gone = app.call("DELETE", &one, &anna, json!({})).await;
    assert_eq!((gone.status, gone.json()), (StatusCode::OK, json!({})));
    let again = app.call("DELETE", &one, &anna, json!({})).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);

    for (verb, featuring) in [("feature", true), ("unfeature", false)] {
        let path = format!("/api/v1/tags/sepsis/{verb}");
        let tag = app.call("POST", &path, &anna, json!({})).await.json();
        assert_eq!(tag["featuring"], featuring, "{verb}");
    }
    let refused = app.call("POST", path, &anna, json!({})).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}
