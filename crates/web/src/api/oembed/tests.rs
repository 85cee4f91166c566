use axum::http::StatusCode;
use domain::kinds::Visibility;
use domain::status::NewStatus;
use domain::testing::{self, new_status};
use serde_json::json;

use crate::testing::{App, app};

async fn asked(app: &App, url: &str) -> StatusCode {
    let query = serde_urlencoded::to_string([("url", url)]).expect("encodes");
    app.get(&format!("/api/oembed?{query}")).await.status
}

#[tokio::test]
async fn a_public_post_can_be_shown_elsewhere() {
    let app = app().await;
    let ada = app.join("ada").await.account_id;
    let id = testing::post(&app.ctx, ada, new_status("Hello <b>")).await;
    let page = format!("https://rounds.example/@ada/{id}");
    let query = serde_urlencoded::to_string([("url", &*page), ("maxwidth", "320")]);
    let path = format!("/api/oembed?{}", query.expect("encodes"));
    let mut embed = app.get(&path).await.json();
    let html = embed["html"].take();
    let html = html.as_str().expect("HTML");
    let frame = format!("<iframe src=\"{page}/embed\" title=\"Post by ada\" width=\"320\"");
    assert!(html.starts_with(&frame), "{html}");
    assert_eq!(
        embed,
        json!({
            "type": "rich", "version": "1.0", "title": "Post by ada",
            "author_name": "ada", "author_url": "https://rounds.example/@ada",
            "provider_name": "rounds.example", "provider_url": "https://rounds.example/",
            "cache_age": 86400, "html": null, "width": 320, "height": null,
        })
    );
    let link = app.get(&format!("/@ada/{id}")).await.text();
    assert!(link.contains("application/json+oembed"), "{link}");
    let uri = app.ctx.uris.status(ada, id);
    assert_eq!(asked(&app, &uri).await, StatusCode::OK);

    let shown = app.get(&format!("/@ada/{id}/embed")).await;
    assert!(shown.text().contains("Hello &lt;b&gt;"), "{}", shown.text());
    assert_eq!(shown.header("x-frame-options"), "");
    let policy = shown.header("content-security-policy");
    assert!(policy.contains("frame-ancestors *"), "{policy}");
    let form = shown.text().contains("<form");
    assert!(!form, "what is framed must not be clicked on by mistake");
}

#[tokio::test]
async fn what_not_everyone_may_read_is_not_shown_elsewhere() {
    let app = app().await;
    let ada = app.join("ada").await.account_id;
    let private = NewStatus {
        visibility: Visibility::Private,
        ..new_status("secret")
    };
    let id = testing::post(&app.ctx, ada, private).await;
    let own = format!("https://rounds.example/@ada/{id}");
    for url in [
        &own,
        "https://rounds.example/@ada/1",
        "https://rounds.example/@ada",
        "https://b.example/@ada/1",
        "nothing",
    ] {
        assert_eq!(asked(&app, url).await, StatusCode::NOT_FOUND, "{url}");
    }
    let page = app.get(&format!("/@ada/{id}/embed")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}
