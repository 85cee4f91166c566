//! What people write down about an account, for themselves alone.

use axum::http::{Method, StatusCode};

use web::testing::{Answer, App, app};

async fn write(app: &App, token: &str, id: &str, comment: &str) -> Answer {
    let path = format!("/api/v1/accounts/{id}/note");
    let form = [("comment", comment)];
    app.form(Method::POST, &path, Some(token), &form).await
}

#[tokio::test]
async fn a_note_is_shown_to_its_writer_alone_until_it_is_emptied() {
    let app = app().await;
    let ada = app.person("ada", "read write").await;
    let eve = app.person("eve", "read").await;
    let ben = app.join("ben").await;
    let id = ben.account_id.to_string();
    let read = async |token: &str| {
        let path = format!("/api/v1/accounts/relationships?id[]={id}");
        let answer = app.get_as(&path, token).await;
        answer.json()[0]["note"].as_str().map(str::to_owned)
    };
    let written = write(&app, &ada, &id, " met in Uppsala ").await;
    assert_eq!(written.status, StatusCode::OK, "{}", written.text());
    assert_eq!(written.json()["note"], "met in Uppsala");
    assert_eq!(read(&ada).await.as_deref(), Some("met in Uppsala"));
    assert_eq!(read(&eve).await.as_deref(), Some(""));

    write(&app, &ada, &id, "changed").await;
    assert_eq!(read(&ada).await.as_deref(), Some("changed"));
    write(&app, &ada, &id, "").await;
    assert_eq!(read(&ada).await.as_deref(), Some(""));
}

#[tokio::test]
async fn a_note_that_cannot_be_written_says_why() {
    let app = app().await;
    let ada = app.person("ada", "write").await;
    let ben = app.join("ben").await;
    let long = write(&app, &ada, &ben.account_id.to_string(), &"x".repeat(2001)).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(long.text().contains("comment"), "{}", long.text());
    let nobody = write(&app, &ada, "17", "x").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    let reader = app.token("ada", "read").await;
    let refused = write(&app, &reader, &ben.account_id.to_string(), "x").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
