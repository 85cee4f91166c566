//! There is no room for files: uploads are refused so, and everything else goes on.

use axum::http::StatusCode;
use domain::testing::{picture, without_room};
use protocol::Federation;
use serde_json::json;
use web::State;
use web::testing::{app, multipart, with_token};

#[tokio::test]
async fn an_upload_without_room_is_answered_507_and_text_goes_on() {
    let mut app = app().await;
    let token = app.person("anna", "read write").await;
    let client = app.state.federation.client.clone();
    let federation = Federation::new(without_room(&app.ctx), client);
    app.router = web::router(State::new(federation, Vec::new()));
    let (content_type, body) = multipart("file", "slide.png", &picture(8, 8), &[]);
    let request = with_token("POST", "/api/v2/media", &token).header("content-type", content_type);
    let answer = app.send(request.body(body).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::INSUFFICIENT_STORAGE);
    let text = json!({"status": "without a picture, then"});
    let answer = app.call("POST", "/api/v1/statuses", &token, text).await;
    assert_eq!(answer.status, StatusCode::OK);
}
