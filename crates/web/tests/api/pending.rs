//! Who was not let in yet cannot be told from who never was here.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use domain::kinds::MailLinkPurpose;
use domain::testing;
use web::testing::{Answer, App, app};

use crate::browser::mailed;

async fn document(app: &App, path: &str) -> Answer {
    let request = Request::get(path).header("accept", "application/activity+json");
    app.send(request.body(Body::empty()).expect("a request"))
        .await
}

/// Addresses of an account; `{name}` and `{id}` stand for it.
const SHOWN: [&str; 14] = [
    "/@{name}",
    "/@{name}/with_replies",
    "/@{name}.atom",
    "/.well-known/webfinger?resource=acct:{name}@rounds.example",
    "/.well-known/webfinger?resource=https://rounds.example/@{name}",
    "/.well-known/webfinger?resource=https://rounds.example/ap/users/{id}",
    "/ap/users/{id}",
    "/ap/users/{id}/outbox",
    "/ap/users/{id}/followers",
    "/ap/users/{id}/collections/featured",
    "/api/v1/accounts/{id}",
    "/api/v1/accounts/{id}/statuses",
    "/api/v1/accounts/{id}/followers",
    "/api/v1/accounts/lookup?acct={name}",
];

/// What only somebody with a token asks; an empty list is the answer for whom nobody knows.
const LISTED: [&str; 5] = [
    "/api/v1/accounts?id[]={id}",
    "/api/v1/accounts/search?q={name}",
    "/api/v2/search?q={name}&type=accounts",
    "/api/v2/search?q=https://rounds.example/@{name}&type=accounts",
    "/api/v1/accounts/relationships?id[]={id}&with_suspended=true",
];

const DONE: [&str; 5] = ["follow", "block", "mute", "unfollow", "unblock"];

fn of(path: &str, name: &str, id: &str) -> String {
    path.replace("{name}", name).replace("{id}", id)
}

/// The answer without what differs from one request to the next.
fn told(answer: &Answer, name: &str) -> (StatusCode, String) {
    let text = answer.text().replace(name, "NAME");
    let lines = text.lines().filter(|line| !line.contains("csrf"));
    (answer.status, lines.collect::<Vec<_>>().join("\n"))
}

#[tokio::test]
async fn who_waits_is_nowhere_until_let_in() {
    let app = app().await;
    let joined = testing::newcomer(&app.ctx, "ada").await;
    let ben = app.person("ben", "read write follow").await;
    let token = Some(ben.as_str());
    let id = joined.account_id.to_string();
    for path in SHOWN {
        let (ada, nobody) = (of(path, "ada", &id), of(path, "eve", "17"));
        let (here, there) = (
            app.get_as(&ada, &ben).await,
            app.get_as(&nobody, &ben).await,
        );
        assert_eq!(told(&here, "ada"), told(&there, "eve"), "{path}");
        assert_eq!(here.status, StatusCode::NOT_FOUND, "{path}");
        let (here, there) = (document(&app, &ada).await, document(&app, &nobody).await);
        assert_eq!(
            told(&here, "ada"),
            told(&there, "eve"),
            "{path} as activity"
        );
    }
    for path in LISTED {
        let here = app.get_as(&of(path, "ada", &id), &ben).await;
        let there = app.get_as(&of(path, "eve", "17"), &ben).await;
        assert_eq!(told(&here, "ada"), told(&there, "eve"), "{path}");
        assert_eq!(here.status, StatusCode::OK, "{path}");
    }
    for verb in DONE {
        let path = format!("/api/v1/accounts/{id}/{verb}");
        let answer = app.form(Method::POST, &path, token, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{verb}");
    }

    let path = mailed(&app, joined.user_id, MailLinkPurpose::Confirm).await;
    assert_eq!(app.get(&path).await.status, StatusCode::OK);
    for path in SHOWN {
        let answer = app.get_as(&of(path, "ada", &id), &ben).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
    }
    for path in LISTED {
        let answer = app.get_as(&of(path, "ada", &id), &ben).await;
        assert!(answer.text().contains(&id), "{path}: {}", answer.text());
    }
}

#[tokio::test]
async fn nobody_is_told_of_a_mention_before_they_are_let_in() {
    let app = app().await;
    testing::newcomer(&app.ctx, "ada").await;
    let ben = app.person("ben", "write").await;
    let direct = [("status", "@ada hello"), ("visibility", "direct")];
    let path = "/api/v1/statuses";
    let refused = app.form(Method::POST, path, Some(&ben), &direct).await;
    let nobody = [("status", "@eve hello"), ("visibility", "direct")];
    let unknown = app.form(Method::POST, path, Some(&ben), &nobody).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(told(&refused, "ada"), told(&unknown, "eve"));
}
