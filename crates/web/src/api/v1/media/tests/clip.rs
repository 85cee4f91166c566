//! Videos and sound, which are processed after the answer.

use domain::media;
use domain::testing::clip;

use super::*;
use crate::testing::app_with_ffmpeg;

const MP4: &str = "-c:v libx264 -pix_fmt yuv420p -c:a aac -f mp4";

async fn start() -> (App, String) {
    let app = app_with_ffmpeg(|policy| policy).await;
    let token = app.person("anna", "read write").await;
    (app, token)
}

async fn process(app: &App, answer: &Value) {
    let id = answer["id"].as_str().expect("an id");
    let id = id.parse().expect("an id");
    media::process(&app.ctx, id).await.expect("processes");
}

#[tokio::test]
async fn a_video_is_202_then_206_then_200() {
    let (app, token) = start().await;
    let answer = upload(&app, &token, "x.mp4", &clip(MP4).await).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED);
    let sent = answer.json();
    assert_eq!(
        (&sent["type"], &sent["url"]),
        (&"video".into(), &Value::Null)
    );
    assert_eq!(sent["preview_url"], Value::Null);
    let own = format!("/api/v1/media/{}", sent["id"].as_str().expect("an id"));
    let waiting = app.get_as(&own, &token).await;
    assert_eq!(
        (waiting.status, waiting.json()),
        (StatusCode::PARTIAL_CONTENT, sent.clone())
    );
    let status = json!({ "status": "Look", "media_ids": [sent["id"]] });
    let refused = app
        .call("POST", "/api/v1/statuses", &token, status.clone())
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

    process(&app, &sent).await;
    let ready = app.get_as(&own, &token).await;
    assert_eq!(ready.status, StatusCode::OK);
    let ready = ready.json();
    let meta = &ready["meta"];
    assert_eq!(meta["length"], "0:00:01.00");
    assert_eq!(
        (&meta["fps"], &meta["size"]),
        (&25.0.into(), &"320x240".into())
    );
    assert_eq!(meta["audio_encode"], "aac (LC) (mp4a / 0x6134706D)");
    assert_eq!(
        (&meta["audio_bitrate"], &meta["audio_channels"]),
        (&"44100 Hz".into(), &"mono".into())
    );
    assert_eq!(
        (
            &meta["original"]["frame_rate"],
            &meta["original"]["duration"]
        ),
        (&"25/1".into(), &1.0.into())
    );
    assert_eq!(
        (&meta["small"]["width"], &meta["focus"]["x"]),
        (&320.into(), &0.5.into())
    );
    let file = app.get(path(&ready["url"])).await;
    assert_eq!(
        (file.status, file.header("content-type")),
        (StatusCode::OK, "video/mp4")
    );
    let poster = app.get(path(&ready["preview_url"])).await;
    assert!(poster.header("content-type").starts_with("image/"));
    let status = app
        .call("POST", "/api/v1/statuses", &token, status)
        .await
        .json();
    assert_eq!(status["media_attachments"][0], ready);
}

#[tokio::test]
async fn the_old_address_answers_when_it_is_done_and_a_broken_file_is_refused() {
    let (app, token) = start().await;
    let sound = clip("-vn -c:a libopus -f ogg").await;
    let answer = upload_to(&app, "/api/v1/media", &token, "x.ogg", &sound).await;
    assert_eq!(answer.status, StatusCode::OK);
    let sound = answer.json();
    assert_eq!(
        (&sound["type"], &sound["preview_url"]),
        (&"audio".into(), &Value::Null)
    );
    let file = app.get(path(&sound["url"])).await;
    assert_eq!(file.header("content-type"), "audio/mp4");

    let broken = &clip(MP4).await[..200];
    let refused = upload_to(&app, "/api/v1/media", &token, "x.mp4", broken).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = upload(&app, &token, "x.mp4", broken).await;
    assert_eq!(sent.status, StatusCode::ACCEPTED);
    let sent = sent.json();
    process(&app, &sent).await;
    let own = format!("/api/v1/media/{}", sent["id"].as_str().expect("an id"));
    let failed = app.get_as(&own, &token).await;
    assert_eq!(failed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        failed.json()["error"]
            .as_str()
            .is_some_and(|text| text.contains("could not be processed"))
    );
    assert_eq!(
        ask(&app, "DELETE", &own, &token).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_picture_of_ones_own_takes_the_place_of_the_first_frame() {
    let (app, token) = start().await;
    let sent = upload_to(&app, "/api/v1/media", &token, "x.mp4", &clip(MP4).await)
        .await
        .json();
    let own = format!("/api/v1/media/{}", sent["id"].as_str().expect("an id"));
    let (content_type, body) = multipart("thumbnail", "x.png", &picture(64, 32), &[]);
    let request = with_token("PUT", &own, &token).header(header::CONTENT_TYPE, content_type);
    let changed = app
        .send(request.body(body).expect("a request"))
        .await
        .json();
    assert_eq!(changed["meta"]["small"]["size"], "64x32");
    assert_eq!(changed["meta"]["size"], "320x240");
    assert_eq!(
        app.get(path(&changed["preview_url"])).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn the_instance_says_what_it_takes() {
    let (with, _) = start().await;
    let without = app().await;
    for path in ["/api/v1/instance", "/api/v2/instance"] {
        for (app, takes, bytes) in [(&with, true, 99 * 1024 * 1024), (&without, false, 0)] {
            let told = app.get(path).await.json();
            let told = &told["configuration"]["media_attachments"];
            let kinds = told["supported_mime_types"].as_array().expect("a list");
            assert_eq!(kinds.contains(&"video/mp4".into()), takes);
            assert_eq!(kinds.contains(&"audio/mpeg".into()), takes);
            assert_eq!(told["video_size_limit"], bytes);
        }
    }
    let token = without.person("anna", "write").await;
    let refused = upload(&without, &token, "x.mp4", b"\0\0\0\x20ftypisom").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.json()["error"]
            .as_str()
            .is_some_and(|text| text.contains("ffmpeg is not installed"))
    );
}
