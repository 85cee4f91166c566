//! The pages that everyone may look at: what they show, to whom, and as what.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use domain::account::{self, Update};
use domain::boost;
use domain::group::{self, NewGroup};
use domain::id::{AccountId, StatusId};
use domain::kinds::Visibility;
use domain::pin;
use domain::profile::{self, Change};
use domain::sign_up::SignedUp;
use domain::status::NewStatus;
use domain::testing::{self, new_status};
use web::testing::{Answer, App, app};

use crate::browser::Browser;

const ACTIVITY: &str = "application/activity+json";

async fn post(app: &App, author: AccountId, text: &str, visibility: Visibility) -> StatusId {
    let new = NewStatus {
        visibility,
        ..new_status(text)
    };
    testing::post(&app.ctx, author, new).await
}

async fn change(app: &App, person: &SignedUp, update: Update) {
    let (who, user) = (person.account_id, person.user_id);
    let changed = account::update(&app.ctx, who, user, update).await;
    changed.expect("is changed");
}

fn found(app: &App, name: &str) -> NewGroup {
    NewGroup {
        name: name.to_owned(),
        title: format!("The {name} board"),
        description: format!("All about {}", app.ctx.uris.domain()),
    }
}

async fn as_server(app: &App, path: &str) -> Answer {
    let request = Request::get(path).header("accept", ACTIVITY);
    app.send(request.body(Body::empty()).expect("a request"))
        .await
}

#[tokio::test]
async fn every_page_is_html_that_runs_nothing_and_sets_nothing() {
    let app = app().await;
    let ada = app.join("ada").await;
    let board = found(&app, "melanoma");
    let board = group::create(&app.ctx, ada.account_id, board).await;
    board.expect("is founded");
    let id = post(&app, ada.account_id, "Hello #skin", Visibility::Public).await;
    for path in [
        "/",
        "/about",
        "/privacy-policy",
        "/terms-of-service",
        "/imprint",
        "/directory",
        "/directory?specialty=dermatology&profession=nurse",
        "/groups",
        "/tags/skin",
        "/@ada",
        "/@ADA",
        "/@ada/with_replies",
        "/@ada/media",
        "/@melanoma",
        &format!("/@ada/{id}"),
    ] {
        let page = app.get(path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert_eq!(page.header("vary"), "Accept, Accept-Language, Cookie");
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert_eq!(page.header("set-cookie"), "", "{path}");
    }
}

#[tokio::test]
async fn what_may_not_be_seen_is_nowhere_and_looks_like_what_does_not_exist() {
    let app = app().await;
    let (ada, ben) = (app.join("ada").await, app.join("ben").await);
    let who = ada.account_id;
    post(&app, who, "open-word #skin", Visibility::Public).await;
    let hidden = post(&app, who, "hidden-word #skin", Visibility::Private).await;
    let direct = post(&app, who, "direct-word @ben #skin", Visibility::Direct).await;
    for path in [
        "/",
        "/@ada",
        "/@ada/with_replies",
        "/@ada.atom",
        "/tags/skin",
    ] {
        let text = app.get(path).await.text();
        assert!(text.contains("open-word"), "{path}: {text}");
        assert!(
            !text.contains("hidden-word") && !text.contains("direct-word"),
            "{path}"
        );
    }
    let missing = app.get("/@ada/1").await;
    assert_eq!(missing.status, 404);
    assert_eq!(missing.header("content-type"), "text/html; charset=utf-8");
    for path in [
        format!("/@ada/{hidden}"),
        format!("/@ada/{direct}"),
        "/@ada/x".to_owned(),
        "/@nobody".to_owned(),
        "/@nobody.atom".to_owned(),
        "/nothing/at/all".to_owned(),
        "/@rounds.example".to_owned(),
    ] {
        let answer = app.get(&path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.body, missing.body, "{path}");
    }

    testing::follow(&app.ctx, ben.account_id, who).await;
    let browser = Browser::of(&app, "ben").await;
    let seen = browser.get(&format!("/@ada/{hidden}")).await;
    assert!(seen.text().contains("hidden-word"), "{}", seen.text());
    assert!(seen.text().contains("noindex"));
    assert_eq!(seen.header("cache-control"), "private, no-store");
    let answer = browser.get(&format!("/@ada/{direct}")).await;
    assert!(answer.text().contains("direct-word"));
    let feed = browser.get("/@ada.atom").await.text();
    assert!(
        !feed.contains("hidden-word"),
        "a feed is the same for everyone"
    );
}

#[tokio::test]
async fn servers_get_documents_at_the_addresses_of_pages() {
    let app = app().await;
    let ada = app.join("ada").await;
    let id = post(&app, ada.account_id, "Hello", Visibility::Public).await;
    let hidden = post(&app, ada.account_id, "Hush", Visibility::Private).await;
    let (actor, note) = (
        app.ctx.uris.actor(ada.account_id),
        app.ctx.uris.status(ada.account_id, id),
    );
    for (path, uri) in [("/@ada".to_owned(), actor), (format!("/@ada/{id}"), note)] {
        let document = as_server(&app, &path).await;
        assert_eq!(document.status, 200);
        assert!(document.header("content-type").starts_with(ACTIVITY));
        assert_eq!(document.json()["id"], uri.as_str());
        let page = app.get(&path).await;
        let link = format!("<{uri}>; rel=\"alternate\"; type=\"{ACTIVITY}\"");
        assert_eq!(page.header("link"), link);
        assert!(page.text().contains("application/ld+json"));
        assert!(page.text().contains("property=\"og:title\""));
    }
    let refused = as_server(&app, &format!("/@ada/{hidden}")).await;
    let missing = as_server(&app, "/@ada/1").await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    assert_eq!(refused.body, missing.body);
}

#[tokio::test]
async fn a_thread_is_whole_and_only_at_its_own_address() {
    let app = app().await;
    let (ada, ben) = (app.join("ada").await, app.join("ben").await);
    let question = post(
        &app,
        ada.account_id,
        "Excise or biopsy?",
        Visibility::Public,
    )
    .await;
    let answer = NewStatus {
        in_reply_to_id: Some(question),
        ..new_status("Excise.")
    };
    let answer = testing::post(&app.ctx, ben.account_id, answer).await;
    let page = app.get(&format!("/@ada/{question}")).await.text();
    assert!(page.contains("Excise or biopsy?") && page.contains("<p>Excise.</p>"));
    let below = app.get(&format!("/@ben/{answer}")).await.text();
    assert!(below.contains("Excise or biopsy?"), "{below}");
    let elsewhere = app.get(&format!("/@ben/{question}")).await;
    assert_eq!(elsewhere.status, 404);

    let boost = boost::boost(&app.ctx, ben.account_id, question, Visibility::Public).await;
    let boost = boost.expect("is boosted");
    let led = app.get(&format!("/@ben/{boost}")).await;
    assert_eq!(
        led.location(),
        format!("https://rounds.example/@ada/{question}")
    );
    let profile = app.get("/@ben").await.text();
    assert!(profile.contains("Boosted by ben"), "{profile}");
}

#[tokio::test]
async fn a_profile_shows_who_someone_is() {
    let app = app().await;
    let ada = app.join("ada").await;
    let update = Update {
        display_name: Some("Ada <script>".into()),
        note: Some("Skin cancer".into()),
        fields: Some(vec![("Web".into(), "https://derm.example".into())]),
        ..Update::default()
    };
    change(&app, &ada, update).await;
    let said = Change {
        profession: Some("physician".into()),
        specialties: Some(vec!["dermatology".into()]),
        workplace: Some("Uppsala University Hospital".into()),
        ..Change::default()
    };
    let said = profile::update(&app.ctx, ada.account_id, said).await;
    said.expect("is said");
    let pinned = post(&app, ada.account_id, "Read this first", Visibility::Public).await;
    pin::pin(&app.ctx, ada.account_id, pinned)
        .await
        .expect("is pinned");
    let page = app.get("/@ada").await.text();
    for expected in [
        "Ada &#60;script&#62;",
        "Skin cancer",
        "@ada@rounds.example",
        "href=\"/directory?specialty=dermatology\"",
        "Uppsala University Hospital",
        "href=\"https://derm.example\"",
        "Pinned",
        "noindex",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert_eq!(page.matches("Read this first").count(), 1, "{page}");
    let indexable = Update {
        indexable: Some(true),
        ..Update::default()
    };
    change(&app, &ada, indexable).await;
    let page = app.get("/@ada").await.text();
    assert!(!page.contains("noindex"));
}

#[tokio::test]
async fn people_of_other_servers_are_at_home_there() {
    let app = app().await;
    testing::remote_account(&app.ctx, "bob", "b.example").await;
    let led = app.get("/@bob@b.example").await;
    assert_eq!(led.location(), "https://b.example/@bob");
    let own = app.get("/@bob").await;
    assert_eq!(own.status, 404);
}

#[tokio::test]
async fn lists_go_on_on_the_next_page() {
    let app = app().await;
    let ada = app.join("ada").await;
    for number in 1..=21 {
        let text = format!("Number {number}.");
        post(&app, ada.account_id, &text, Visibility::Public).await;
    }
    let first = app.get("/@ada").await.text();
    assert!(first.contains("Number 21.") && !first.contains("Number 1."));
    let (_, next) = first.split_once("rel=\"next\" href=\"").expect("a link");
    let next = next.split('"').next().expect("an address");
    let second = app.get(next).await.text();
    assert!(second.contains("Number 1.") && !second.contains("Number 2."));
    assert!(second.contains("rel=\"prev\""));
}

#[tokio::test]
async fn the_directory_lists_who_agreed() {
    let app = app().await;
    let ada = app.join("ada").await;
    app.join("shy").await;
    let agreed = Update {
        discoverable: Some(true),
        ..Update::default()
    };
    change(&app, &ada, agreed).await;
    let said = Change {
        specialties: Some(vec!["cardiology".into()]),
        region: Some("AT-9".into()),
        ..Change::default()
    };
    let said = profile::update(&app.ctx, ada.account_id, said).await;
    said.expect("is said");
    let all = app.get("/directory").await.text();
    assert!(
        all.contains("@ada") && all.contains("Wien, Austria"),
        "{all}"
    );
    assert!(!all.contains("@shy"));
    for found in [
        "q=Kardiologie",
        "region=AT",
        "q=kardio&region=AT-9&local=true",
    ] {
        let page = app.get(&format!("/directory?{found}")).await.text();
        assert!(page.contains("@ada"), "{found}: {page}");
        assert!(page.contains("1 member"), "{found}: {page}");
    }
    let none = app
        .get("/directory?specialty=dermatology&region=AT-9")
        .await;
    let none = none.text();
    assert!(!none.contains("@ada"));
    for expected in [
        "Take a filter away",
        "<option value=\"AT-9\" selected>Wien, Austria</option>",
        "href=\"/directory?region=AT-9\"",
        "href=\"/directory?specialty=dermatology\"",
    ] {
        assert!(none.contains(expected), "{expected}: {none}");
    }
}

#[tokio::test]
async fn a_group_has_a_page_with_those_who_run_it() {
    let app = app().await;
    let ada = app.join("ada").await;
    let new = found(&app, "melanoma");
    let id = group::create(&app.ctx, ada.account_id, new).await;
    let id = id.expect("is founded");
    post(
        &app,
        ada.account_id,
        "Blue veil? @melanoma",
        Visibility::Public,
    )
    .await;
    let page = app.get("/@melanoma").await.text();
    for expected in ["The melanoma board", "@ada", "Blue veil?"] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert!(
        !page.contains("Pinned") && !page.contains("Locked"),
        "{page}"
    );
    let list = app.get("/groups").await.text();
    assert!(list.contains("The melanoma board"));
    let feed = app.get("/@melanoma.atom").await;
    assert_eq!(
        feed.header("content-type"),
        "application/atom+xml; charset=utf-8"
    );
    assert!(feed.text().contains("Blue veil?"));
    assert!(as_server(&app, "/@melanoma").await.json()["id"] == app.ctx.uris.actor(id).as_str());
}

#[tokio::test]
async fn a_group_shows_what_is_pinned_and_what_is_locked() {
    let app = app().await;
    let ada = app.join("ada").await;
    let new = found(&app, "melanoma");
    let id = group::create(&app.ctx, ada.account_id, new).await;
    let id = id.expect("is founded");
    let mut posts = Vec::new();
    for text in ["Rules @melanoma", "Blue veil? @melanoma"] {
        posts.push(post(&app, ada.account_id, text, Visibility::Public).await);
    }
    let by = ada.account_id.into();
    domain::group_pin::pin(&app.ctx, id, by, posts[0])
        .await
        .expect("is pinned");
    domain::group_lock::lock(&app.ctx, id, by, posts[0], "")
        .await
        .expect("is locked");
    let page = app.get("/@melanoma").await.text();
    assert_eq!(page.matches("Rules").count(), 1, "{page}");
    let place = |text: &str| page.find(text).expect("is there");
    assert!(place("Pinned") < place("Rules") && place("Rules") < place("Blue veil?"));
    assert_eq!(page.matches("Locked").count(), 1, "{page}");
    let thread = app.get(&format!("/@ada/{}", posts[0])).await.text();
    assert!(thread.contains("This thread is locked"), "{thread}");
    let open = app.get(&format!("/@ada/{}", posts[1])).await.text();
    assert!(!open.contains("This thread is locked"), "{open}");
}

#[tokio::test]
async fn what_is_not_there_is_a_page_for_people_and_json_for_apps() {
    let app = app().await;
    let page = app.get("/settings/nothing").await;
    assert_eq!(
        (page.status.as_u16(), page.header("content-type")),
        (404, "text/html; charset=utf-8")
    );
    assert!(page.text().contains("There is nothing here"));
    let json = app.get("/api/v1/nothing").await;
    assert_eq!(json.status, 404);
    assert_eq!(json.header("content-type"), "application/json");
    let stray = app.form(Method::POST, "/tags/a%2Fb", None, &[]).await;
    assert_eq!(stray.status, 405);
    assert_eq!(app.get("/tags/a%2Fb").await.status, 404);
}
