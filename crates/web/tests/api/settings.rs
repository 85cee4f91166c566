//! What members set by page: preferences, privacy, mails, and what is logged in.

use domain::kinds::{NotificationKind, UserRole};
use domain::{account, preference, session, testing};
use serde_json::json;
use web::testing::app;

use crate::browser::Browser;

const PREFERENCES: &str = "/settings/preferences";
const PRIVACY: &str = "/settings/privacy";
const MAILS: &str = "/settings/notifications";
const CREDENTIALS: &str = "/settings/credentials";
const SESSIONS: &str = "/settings/sessions";

#[tokio::test]
async fn nobody_is_asked_to_log_in_first() {
    let app = app().await;
    for path in [PREFERENCES, PRIVACY, MAILS, CREDENTIALS, SESSIONS] {
        let back = format!("/login?return_to={}", path.replace('/', "%2F"));
        assert_eq!(app.get(path).await.location(), back);
    }
}

#[tokio::test]
async fn the_last_administrator_is_told_to_make_another_one_first() {
    let app = app().await;
    testing::staff(&app.ctx, "root", UserRole::Admin).await;
    let browser = Browser::of(&app, "root").await;
    let form = [("current_password", testing::PASSWORD), ("confirm", "1")];
    let delete = async || {
        let at = "/settings/account";
        browser.post(at, "/settings/delete", &form).await
    };
    let refused = delete().await;
    assert_eq!(refused.status, 422);
    let words = refused.text();
    assert!(words.contains("Make somebody else"), "{words}");
    testing::staff(&app.ctx, "ben", UserRole::Admin).await;
    assert_eq!(delete().await.status, 200);
}

#[tokio::test]
async fn a_member_sees_what_is_vouched_for_and_shows_it_no_more() {
    let app = app().await;
    let ada = app.join("ada").await;
    let browser = Browser::of(&app, "ada").await;
    let none = browser.get(CREDENTIALS).await.text();
    assert!(none.contains("Nobody vouches"), "{none}");
    let id = testing::vouched(&app.ctx, ada.account_id).await;
    let page = browser.get(CREDENTIALS).await.text();
    assert!(
        page.contains("Dermatology") && page.contains("Valid"),
        "{page}"
    );
    let remove = format!("{CREDENTIALS}/{id}/remove");
    app.join("eve").await;
    let eve = Browser::of(&app, "eve").await;
    assert_eq!(eve.post(CREDENTIALS, &remove, &[]).await.status, 404);
    let removed = browser.post(CREDENTIALS, &remove, &[]).await;
    assert_eq!(removed.location(), "/settings/credentials?saved=1");
    let left = domain::credential::index(&app.ctx, ada.account_id).await;
    assert!(left.expect("lists").known.is_empty());
}

#[tokio::test]
async fn a_credential_that_is_refused_says_why_beside_its_address() {
    let app = app().await;
    app.join("ada").await;
    let browser = Browser::of(&app, "ada").await;
    for (url, words) in [
        ("my diploma", "must be the address of a credential"),
        ("https://127.0.0.1:1/credentials/1", "cannot be asked now"),
    ] {
        let form = [("url", url)];
        let refused = browser.post(CREDENTIALS, CREDENTIALS, &form).await;
        assert_eq!(refused.status, 422, "{url}");
        let page = refused.text();
        assert!(page.contains(words) && page.contains(url), "{page}");
    }
}

#[tokio::test]
async fn preferences_are_what_apps_are_told() {
    let app = app().await;
    let token = app.person("ada", "read").await;
    let browser = Browser::of(&app, "ada").await;
    let form = [
        ("locale", "en"),
        ("visibility", "private"),
        ("language", "pt-br"),
        ("sensitive", "1"),
        ("expand_media", "hide_all"),
        ("autoplay_gifs", "1"),
    ];
    let saved = browser.post(PREFERENCES, PREFERENCES, &form).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let page = browser.get(saved.location()).await.text();
    for expected in [
        "Saved.",
        "value=\"private\" selected",
        "value=\"hide_all\" selected",
        "value=\"pt-BR\"",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    let told = app.get_as("/api/v1/preferences", &token).await.json();
    let expected = json!({
        "posting:default:visibility": "private",
        "posting:default:sensitive": true,
        "posting:default:language": "pt-BR",
        "reading:expand:media": "hide_all",
        "reading:expand:spoilers": false,
        "reading:autoplay:gifs": true,
    });
    for (key, value) in expected.as_object().expect("an object") {
        assert_eq!(&told[key], value, "{key}");
    }
}

#[tokio::test]
async fn a_refused_preference_is_named_and_nothing_is_saved() {
    let app = app().await;
    let token = app.person("ada", "read").await;
    let browser = Browser::of(&app, "ada").await;
    let fine = [
        ("locale", "en"),
        ("visibility", "private"),
        ("language", ""),
        ("expand_media", "default"),
    ];
    for (field, value) in [
        ("locale", "tlh"),
        ("visibility", "direct"),
        ("language", "klingon"),
        ("expand_media", "some"),
    ] {
        let form = fine.map(|(name, it)| (name, if name == field { value } else { it }));
        let refused = browser.post(PREFERENCES, PREFERENCES, &form).await;
        assert_eq!(refused.status, 422, "{field}");
        let error = format!("id=\"preferences-{field}-error\"");
        assert!(refused.text().contains(&error), "{}", refused.text());
    }
    let told = app.get_as("/api/v1/preferences", &token).await.json();
    assert_eq!(told["posting:default:visibility"], "public");
}

#[tokio::test]
async fn privacy_is_all_of_the_form() {
    let app = app().await;
    let ada = app.join("ada").await.account_id;
    let browser = Browser::of(&app, "ada").await;
    let shown = async || {
        let account = account::show(&app.ctx, ada).await.expect("is there");
        [
            account.discoverable,
            account.indexable,
            account.locked,
            account.hide_collections,
        ]
    };
    let form = [("discoverable", "1"), ("hide_collections", "1")];
    assert_eq!(browser.post(PRIVACY, PRIVACY, &form).await.status, 303);
    assert_eq!(shown().await, [true, false, false, true]);
    let form = [("indexable", "1"), ("locked", "1")];
    browser.post(PRIVACY, PRIVACY, &form).await;
    assert_eq!(shown().await, [false, true, true, false]);
}

#[tokio::test]
async fn verifiers_choose_whether_they_hear_of_requests_that_wait() {
    let app = app().await;
    let vera = testing::verifier(&app.ctx, "vera").await;
    let browser = Browser::of(&app, "vera").await;
    let wants = async || {
        let set = preference::show(&app.ctx, vera.user_id).await;
        set.expect("reads").request_mails
    };
    assert!(wants().await, "at first they do");
    let page = browser.get(MAILS).await.text();
    assert!(page.contains("name=\"requests\""), "{page}");
    browser.post(MAILS, MAILS, &[]).await;
    assert!(!wants().await);
    browser.post(MAILS, MAILS, &[("requests", "1")]).await;
    assert!(wants().await);
    let ada = app.join("ada").await;
    let browser = Browser::of(&app, "ada").await;
    let page = browser.get(MAILS).await.text();
    assert!(!page.contains("name=\"requests\""), "{page}");
    browser.post(MAILS, MAILS, &[]).await;
    let set = preference::show(&app.ctx, ada.user_id).await;
    assert!(set.expect("reads").request_mails, "should they verify once");
}

#[tokio::test]
async fn mails_are_chosen_by_kind_and_staff_chooses_more() {
    let app = app().await;
    let ada = app.join("ada").await.user_id;
    let browser = Browser::of(&app, "ada").await;
    let page = browser.get(MAILS).await.text();
    assert!(page.contains("value=\"mention\" checked"), "{page}");
    assert!(page.contains("value=\"favourite\">"), "{page}");
    assert!(!page.contains("admin.report"), "{page}");
    let form = [("mails[]", "favourite"), ("mails[]", "poll")];
    assert_eq!(browser.post(MAILS, MAILS, &form).await.status, 303);
    let set = preference::show(&app.ctx, ada).await.expect("reads");
    assert_eq!(set.mails, [NotificationKind::Favourite]);
    assert!(!set.digest);

    testing::staff(&app.ctx, "mo", UserRole::Moderator).await;
    let page = Browser::of(&app, "mo").await.get(MAILS).await.text();
    assert!(page.contains("value=\"admin.report\" checked"), "{page}");
}

#[tokio::test]
async fn a_browser_logs_out_another_one_of_its_person() {
    let app = app().await;
    let ada = app.join("ada").await.user_id;
    let (here, there) = (
        Browser::of(&app, "ada").await,
        Browser::of(&app, "ada").await,
    );
    let sessions = session::list(&app.ctx, ada).await.expect("reads");
    assert_eq!(sessions.len(), 2);
    let page = here.get(SESSIONS).await.text();
    assert_eq!(page.matches("/end\"").count(), 1, "not its own: {page}");
    let (_, form) = page
        .split_once("action=\"/settings/sessions/")
        .expect("a form");
    let path = format!(
        "/settings/sessions/{}",
        form.split('"').next().unwrap_or_default()
    );

    app.join("eve").await;
    let eve = Browser::of(&app, "eve").await;
    assert_eq!(eve.post(SESSIONS, &path, &[]).await.status, 404);
    assert_eq!(there.get(SESSIONS).await.status, 200);
    assert_eq!(here.post(SESSIONS, &path, &[]).await.status, 303);
    assert!(there.get(SESSIONS).await.location().starts_with("/login"));
    assert_eq!(here.get(SESSIONS).await.status, 200);
}

#[tokio::test]
async fn an_app_that_is_shut_out_loses_every_token_at_once() {
    let app = app().await;
    let (one, two) = (
        app.person("ada", "read").await,
        app.token("ada", "write:statuses").await,
    );
    let bo = app.person("bo", "read").await;
    let browser = Browser::of(&app, "ada").await;
    let page = browser.get(SESSIONS).await.text();
    assert_eq!(page.matches("/revoke\"").count(), 1, "one app: {page}");
    let (_, form) = page.split_once("action=\"/settings/apps/").expect("a form");
    let path = format!(
        "/settings/apps/{}",
        form.split('"').next().unwrap_or_default()
    );
    let verify = "/api/v1/accounts/verify_credentials";
    assert_eq!(app.get_as(verify, &one).await.status, 200);
    assert_eq!(browser.post(SESSIONS, &path, &[]).await.status, 303);
    assert_eq!(app.get_as(verify, &one).await.status, 401);
    assert_eq!(app.get_as("/api/v1/preferences", &two).await.status, 401);
    assert_eq!(
        app.get_as(verify, &bo).await.status,
        200,
        "the app of another"
    );
    let page = browser.get(SESSIONS).await.text();
    assert!(page.contains("You have not let in any app yet."), "{page}");
    assert_eq!(browser.post(SESSIONS, &path, &[]).await.status, 404);
}
