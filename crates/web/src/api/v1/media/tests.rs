mod clip;

use axum::body::Body;
use axum::http::{StatusCode, header};
use domain::testing::picture;
use serde_json::{Value, json};

use crate::testing::{Answer, App, app, multipart, with_token};

async fn upload(app: &App, token: &str, file_name: &str, file: &[u8]) -> Answer {
    upload_to(app, "/api/v2/media", token, file_name, file).await
}

async fn upload_to(app: &App, path: &str, token: &str, file_name: &str, file: &[u8]) -> Answer {
    let words = [("description", "An X-ray"), ("focus", "0.5,-0.25")];
    let (content_type, body) = multipart("file", file_name, file, &words);
    let request = with_token("POST", path, token)
        .header(header::CONTENT_TYPE, content_type)
        .body(body);
    app.send(request.expect("a request")).await
}

async fn ask(app: &App, method: &str, path: &str, token: &str) -> Answer {
    let request = with_token(method, path, token).body(Body::empty());
    app.send(request.expect("a request")).await
}

fn path(url: &Value) -> &str {
    let url = url.as_str().expect("an address");
    url.strip_prefix("https://rounds.example")
        .expect("an address of ours")
}

#[tokio::test]
async fn an_upload_is_shown_changed_and_removed() {
    let app = app().await;
    let token = app.person("anna", "write:media").await;
    let answer = upload(&app, &token, "x.png", &picture(800, 600)).await;
    assert_eq!(answer.status, StatusCode::OK);
    let media = answer.json();
    assert_eq!(media["type"], "image");
    assert_eq!(media["description"], "An X-ray");
    assert_eq!(media["remote_url"], Value::Null);
    assert_eq!(media["meta"]["original"]["size"], "800x600");
    assert_eq!(media["meta"]["small"]["width"], 554);
    assert_eq!(media["meta"]["focus"]["y"], -0.25);
    assert!(
        media["blurhash"]
            .as_str()
            .is_some_and(|hash| hash.len() > 6)
    );
    for (url, kind) in [("url", "image/png"), ("preview_url", "image/jpeg")] {
        let file = app.get(path(&media[url])).await;
        assert_eq!(
            (file.status, file.header("content-type")),
            (StatusCode::OK, kind)
        );
        assert_eq!(file.header("content-length"), file.body.len().to_string());
    }

    let own = format!("/api/v1/media/{}", media["id"].as_str().expect("a text"));
    let two = json!({ "description": "Two X-rays" });
    let changed = app.call("PUT", &own, &token, two).await.json();
    assert_eq!(
        (&changed["description"], &changed["meta"]["focus"]["x"]),
        (&"Two X-rays".into(), &0.5.into())
    );
    assert_eq!(app.get_as(&own, &token).await.json(), changed);

    let other = app.person("bella", "write:media").await;
    for method in ["GET", "PUT", "DELETE"] {
        let refused = ask(&app, method, &own, &other).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{method}");
    }
    assert_eq!(
        ask(&app, "DELETE", &own, &token).await.status,
        StatusCode::OK
    );
    assert_eq!(app.get_as(&own, &token).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        app.get(path(&media["url"])).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_upload_needs_a_token_a_scope_and_a_file() {
    let app = app().await;
    let reader = app.person("anna", "read").await;
    assert_eq!(
        upload(&app, &reader, "x.png", &picture(8, 8)).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        upload(&app, "wrong", "x.png", &picture(8, 8)).await.status,
        StatusCode::UNAUTHORIZED
    );
    let writer = app.person("bella", "write").await;
    let nothing = ask(&app, "POST", "/api/v1/media", &writer).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        nothing.json()["error"]
            .as_str()
            .is_some_and(|text| text.contains("file is missing"))
    );
    let (content_type, body) = multipart("file", "x.png", &picture(8, 8), &[("focus", "2,0")]);
    let request = with_token("POST", "/api/v1/media", &writer)
        .header(header::CONTENT_TYPE, content_type)
        .body(body);
    let unfocused = app.send(request.expect("a request")).await;
    assert_eq!(unfocused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        unfocused.json()["error"]
            .as_str()
            .is_some_and(|text| text.contains("focus must be"))
    );
}

#[tokio::test]
async fn security_05_an_upload_is_never_served_as_anything_but_a_picture() {
    let app = app().await;
    let token = app.person("anna", "write").await;
    let actor = br#"{"type":"Person","id":"https://rounds.example/ap/users/1"}"#;
    for name in ["a.json", "a.png"] {
        let refused = upload(&app, &token, name, actor).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
    }
    let polyglot = [&picture(64, 64), &actor[..]].concat();
    let media = upload(&app, &token, "a.json", &polyglot).await.json();
    let file = app.get(path(&media["url"])).await;
    assert_eq!(file.header("content-type"), "image/png");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert_eq!(
        file.header("content-security-policy"),
        "default-src 'none'; sandbox"
    );
    assert_eq!(file.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(file.header("content-disposition"), "inline");
    assert_eq!(
        file.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert!(!file.body.windows(6).any(|window| window == b"Person"));
}

#[tokio::test]
async fn security_32_a_name_leads_nowhere_and_nothing_is_read_that_points_elsewhere() {
    let app = app().await;
    let token = app.person("anna", "write").await;
    let media = upload(&app, &token, "../../../../etc/passwd", &picture(8, 8))
        .await
        .json();
    let parts: Vec<&str> = path(&media["url"]).split('/').collect();
    assert!(
        matches!(parts[..], ["", "media", secret, "original"] if secret.len() == 43),
        "{parts:?}"
    );
    for file in [
        &b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"[..],
        b"push graphic-context\nimage over 0,0 0,0 'https://b.example/'\npop graphic-context",
        b"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\nfile:///etc/passwd\n#EXT-X-ENDLIST",
        b"ffconcat version 1.0\nfile '/etc/passwd'",
    ] {
        let refused = upload(&app, &token, "x.png", file).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.json()["error"]
                .as_str()
                .is_some_and(|text| text.contains("file is not a picture"))
        );
    }
    for path in [
        "/media/..%2F..%2Fetc%2Fpasswd/original",
        "/media/%2e%2e/original",
        "/media/x/..%2foriginal",
    ] {
        assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn security_34_a_bomb_is_refused_by_its_header() {
    let app = app().await;
    let token = app.person("anna", "write").await;
    let mut bomb = picture(8, 8);
    // 65,500 by 65,500 pixels, and the checksum of a header that says so.
    bomb[16..24].copy_from_slice(b"\0\0\xff\xdc\0\0\xff\xdc");
    bomb[29..33].copy_from_slice(&[0x1c, 0x35, 0x81, 0x4c]);
    let refused = upload(&app, &token, "x.png", &bomb).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.json()["error"]
            .as_str()
            .is_some_and(|text| text.contains("file has too many pixels"))
    );
    let limit = app.ctx.config.limits.image_bytes;
    let large = upload(&app, &token, "x.png", &vec![0; limit + 1]).await;
    assert_eq!(large.status, StatusCode::UNPROCESSABLE_ENTITY);
    let larger = upload(&app, &token, "x.png", &vec![0; limit + 1024 * 1024]).await;
    assert_eq!(larger.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn files_go_with_their_status_when_an_app_says_so() {
    let app = app().await;
    let token = app.person("anna", "write read").await;
    for (delete, left) in [(false, StatusCode::OK), (true, StatusCode::NOT_FOUND)] {
        let media = upload(&app, &token, "x.png", &picture(8, 8)).await.json();
        let id = media["id"].as_str().expect("an id");
        let draft = json!({ "status": "x", "media_ids": [id] });
        let posted = app.call("POST", "/api/v1/statuses", &token, draft).await;
        let posted = posted.json()["id"].as_str().expect("an id").to_owned();
        let path = format!("/api/v1/statuses/{posted}?delete_media={delete}");
        assert_eq!(
            ask(&app, "DELETE", &path, &token).await.status,
            StatusCode::OK
        );
        let file = ask(&app, "GET", &format!("/api/v1/media/{id}"), &token).await;
        assert_eq!(file.status, left);
    }
}
