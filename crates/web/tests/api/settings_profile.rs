//! People change what others see of them, by page.

use axum::http::Method;
use domain::testing::picture;
use web::testing::app;

use crate::browser::Browser;

const PATH: &str = "/settings/profile";

#[tokio::test]
async fn nobody_is_asked_to_log_in_first() {
    let app = app().await;
    let answer = app.get(PATH).await;
    assert_eq!(answer.location(), "/login?return_to=%2Fsettings%2Fprofile");
}

#[tokio::test]
async fn what_is_saved_is_shown() {
    let app = app().await;
    app.join("ada").await;
    let browser = Browser::of(&app, "ada").await;
    let form = [
        ("display_name", "Dr Ada"),
        ("note", "Skin cancer"),
        ("account_kind", "clinician"),
        ("profession", "physician"),
        ("specialties[]", "dermatology"),
        ("specialties[]", "cardiology"),
        ("workplace", "Uppsala"),
        ("region", "se-c"),
        ("languages", "sv, en"),
        ("field_2_name", "Web"),
        (
            "field_2_value",
            "https://derm.example/a/very/long/address/indeed",
        ),
    ];
    let saved = browser.post(PATH, PATH, &form).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let shown = browser.get(saved.location()).await.text();
    for expected in [
        "Saved.",
        "value=\"Dr Ada\"",
        "value=\"dermatology\" checked",
        "value=\"SE-C\"",
        "value=\"https://derm.example/a/very/long/address/indeed\"",
        "name=\"field_8_value\"",
    ] {
        assert!(shown.contains(expected), "{expected}: {shown}");
    }
    let page = app.get("/@ada").await.text();
    for expected in ["Dr Ada", "Skin cancer", "Uppsala", "svenska"] {
        assert!(page.contains(expected), "{expected}: {page}");
    }

    browser.post(PATH, PATH, &[("display_name", "Ada")]).await;
    let page = app.get("/@ada").await.text();
    assert!(!page.contains("Uppsala"), "what is left out is not said");
}

#[tokio::test]
async fn what_is_refused_stays_in_the_form_with_the_reason() {
    let app = app().await;
    app.join("ada").await;
    let browser = Browser::of(&app, "ada").await;
    let long = "x".repeat(101);
    for (field, value) in [("region", "Utopia"), ("display_name", long.as_str())] {
        let answer = browser.post(PATH, PATH, &[(field, value)]).await;
        assert_eq!(answer.status, 422);
        let text = answer.text();
        assert!(text.contains(&format!("value=\"{value}\"")), "{text}");
        assert!(
            text.contains(&format!("id=\"profile-{field}-error\"")),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_form_of_another_site_changes_nothing() {
    let app = app().await;
    app.join("ada").await;
    let browser = Browser::of(&app, "ada").await;
    for body in ["display_name=Eve", "display_name=Eve&csrf=guessed"] {
        let answer = browser.send(Method::POST, PATH, body.to_owned()).await;
        assert_eq!(answer.status, 403);
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    }
    assert!(!app.get("/@ada").await.text().contains("Eve"));
}

#[tokio::test]
async fn a_picture_is_uploaded_with_the_form() {
    let app = app().await;
    app.join("ada").await;
    let browser = Browser::of(&app, "ada").await;
    let file = ("avatar", picture(300, 200));
    let saved = browser.upload(PATH, &[("display_name", "Ada")], file).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let page = app.get("/@ada").await.text();
    let (_, address) = page
        .split_once("class=\"avatar large\" src=\"https://rounds.example")
        .expect("a picture");
    let address = address.split('"').next().expect("an address");
    let served = app.get(address).await;
    assert_eq!(served.status, 200);
    assert!(served.header("content-type").starts_with("image/"));

    let refused = browser
        .upload(PATH, &[], ("header", b"no picture".to_vec()))
        .await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("id=\"profile-header-error\""));
}

#[tokio::test]
async fn a_ticked_box_takes_a_picture_away() {
    let app = app().await;
    app.join("ada").await;
    let browser = Browser::of(&app, "ada").await;
    let boxed = "name=\"remove_avatar\"";
    assert!(!browser.get(PATH).await.text().contains(boxed));
    let file = ("avatar", picture(300, 200));
    browser.upload(PATH, &[], file).await;
    let page = browser.get(PATH).await.text();
    assert!(page.contains(boxed), "{page}");
    assert!(!page.contains("name=\"remove_header\""), "{page}");

    let removed = browser.post(PATH, PATH, &[("remove_avatar", "1")]).await;
    assert_eq!(removed.status, 303, "{}", removed.text());
    assert!(!browser.get(PATH).await.text().contains(boxed));
    let page = app.get("/@ada").await.text();
    assert!(
        !page.contains("class=\"avatar large\" src=\"https:"),
        "{page}"
    );
}

#[tokio::test]
async fn a_form_that_is_refused_changes_nothing_at_all() {
    let app = app().await;
    app.join("ada").await;
    let browser = Browser::of(&app, "ada").await;
    let form = [("display_name", "Dr Ada"), ("region", "Utopia")];
    assert_eq!(browser.post(PATH, PATH, &form).await.status, 422);
    let page = app.get("/@ada").await.text();
    assert!(!page.contains("Dr Ada"), "half of it was written: {page}");
}
