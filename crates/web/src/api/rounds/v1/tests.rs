//! What goes beyond the Mastodon API.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::testing::{App, app};

async fn found(app: &App, token: &str) -> Value {
    let ward = json!({"name": "ward", "title": "The Ward", "description": "Be kind."});
    let answer = app.call("POST", "/api/rounds/v1/groups", token, ward).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.json()
}

/// Every described operation, with example ids.
async fn operations(app: &App) -> Vec<(String, String, Value)> {
    let document = app.get("/api/rounds/v1/openapi.json").await.json();
    let paths = document["paths"].as_object().expect("paths").clone();
    let mut operations = Vec::new();
    for (path, methods) in paths {
        let path = path
            .replace("{id}", "1")
            .replace("{account}", "2")
            .replace("{status}", "3")
            .replace("{host}", "b.example")
            .replace("{evidence}", "4")
            .replace("{queue}", "inbox");
        for (method, operation) in methods.as_object().expect("methods") {
            operations.push((method.to_uppercase(), path.clone(), operation.clone()));
        }
    }
    operations
}

#[tokio::test]
async fn the_document_describes_what_is_there_and_who_may() {
    let app = app().await;
    let token = app.person("anna", "push").await;
    let described = operations(&app).await;
    assert_eq!(described.len(), 82);
    let mut ids: Vec<_> = described
        .iter()
        .map(|(_, _, operation)| operation["operationId"].to_string())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(
        ids.len(),
        described.len(),
        "every operation has a name of its own"
    );
    for (method, path, operation) in described {
        let bare = Request::builder()
            .method(method.as_str())
            .uri(&path)
            .body(Body::empty());
        let anonymous = app.send(bare.expect("a request")).await.status;
        let of_other_scope = app.call(&method, &path, &token, json!({})).await.status;
        if operation["security"].is_array() {
            assert_eq!(anonymous, StatusCode::UNAUTHORIZED, "{method} {path}");
            assert_eq!(of_other_scope, StatusCode::FORBIDDEN, "{method} {path}");
        } else {
            assert!(
                [StatusCode::OK, StatusCode::NOT_FOUND].contains(&anonymous),
                "{method} {path}"
            );
        }
        assert!(
            operation["summary"]
                .as_str()
                .is_some_and(|text| !text.is_empty()),
            "{method} {path}"
        );
    }
}

#[tokio::test]
async fn a_profile_is_changed_and_read_in_any_language() {
    let app = app().await;
    let token = app.person("anna", "read write").await;
    let said = json!({"specialties": "cardiology", "region": "at-9", "language": "de"});
    let answer = app
        .call("PATCH", "/api/rounds/v1/profile", &token, said)
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    let profile = answer.json();
    assert_eq!(profile["region"], "AT-9");
    assert_eq!(
        profile["fields"][0],
        json!({"name": "Fachgebiet", "value": "Kardiologie"})
    );
    let (_, id) = domain::user::find(&app.ctx, "anna")
        .await
        .expect("is there");
    let seen = app
        .get(&format!("/api/rounds/v1/accounts/{id}/profile"))
        .await
        .json();
    assert_eq!(
        seen["fields"][0],
        json!({"name": "Specialty", "value": "Cardiology"})
    );
    let wrong = app
        .call(
            "PATCH",
            "/api/rounds/v1/profile",
            &token,
            json!({"region": "Wien"}),
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let error = wrong.json()["error"].as_str().expect("an error").to_owned();
    assert!(
        error.starts_with("Validation failed: region is no region: give"),
        "{error}"
    );
}

#[tokio::test]
async fn the_lists_carry_labels_and_iris() {
    let app = app().await;
    let lists = app
        .get("/api/rounds/v1/vocabularies?language=nl")
        .await
        .json();
    let specialties = lists["specialties"].as_array().expect("a list");
    let wanted = json!({
        "id": "cardiology", "label": "Cardiologie", "iri": "https://w3id.org/rounds/specialty/cardiology",
    });
    assert!(specialties.contains(&wanted));
    assert_eq!(lists["account_kinds"].as_array().map(Vec::len), Some(8));
}

#[tokio::test]
async fn a_group_is_founded_found_and_run() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let bob = app.person("bob", "read write").await;
    let group = found(&app, &anna).await;
    assert_eq!(
        (&group["acct"], &group["display_name"]),
        (&json!("ward"), &json!("The Ward"))
    );
    assert_eq!(group["moderators"][0]["role"], "owner");
    let base = format!(
        "/api/rounds/v1/groups/{}",
        group["id"].as_str().expect("an id")
    );
    let listed = app.get("/api/rounds/v1/groups").await;
    assert_eq!(listed.json()[0]["id"], group["id"]);
    assert!(listed.header("link").contains("max_id="));

    let (_, bob_id) = domain::user::find(&app.ctx, "bob").await.expect("is there");
    let refused = app
        .call("PUT", &format!("{base}/bans/{bob_id}"), &bob, json!({}))
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let member = format!("{base}/members/{bob_id}");
    let wrong = app
        .call("PUT", &member, &anna, json!({"role": "king"}))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let given = app
        .call("PUT", &member, &anna, json!({"role": "moderator"}))
        .await;
    assert_eq!(given.status, StatusCode::OK);
    let members = app.get(&format!("{base}/members")).await.json();
    assert_eq!(members[1]["account"]["acct"], "bob");
    let again = app
        .call(
            "POST",
            "/api/rounds/v1/groups",
            &bob,
            json!({"name": "Ward", "title": "x"}),
        )
        .await;
    assert_eq!(
        again.json()["error"],
        "Validation failed: name is taken: choose another one"
    );
}

#[tokio::test]
async fn a_strangers_post_waits_until_it_is_approved() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    app.person("bob", "read write").await;
    let group = found(&app, &anna).await;
    let base = format!(
        "/api/rounds/v1/groups/{}",
        group["id"].as_str().expect("an id")
    );
    let (_, bob) = domain::user::find(&app.ctx, "bob").await.expect("is there");
    let post =
        domain::testing::post(&app.ctx, bob, domain::testing::new_status("@ward hello")).await;
    let waiting = app.get_as(&format!("{base}/pending"), &anna).await.json();
    assert_eq!(
        (&waiting[0]["id"], &waiting[0]["account"]["acct"]),
        (&json!(post.to_string()), &json!("bob"))
    );
    let approve = format!("{base}/posts/{post}/approve");
    assert_eq!(
        app.call("POST", &approve, &anna, json!({})).await.status,
        StatusCode::OK
    );
    assert_eq!(
        app.call("POST", &approve, &anna, json!({})).await.status,
        StatusCode::CONFLICT
    );
    let remove = format!("{base}/posts/{post}/remove");
    assert_eq!(
        app.call("POST", &remove, &anna, json!({})).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn those_who_run_a_group_lock_pin_remove_and_restore() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let bob = app.person("bob", "read write").await;
    let group = found(&app, &anna).await;
    let base = format!(
        "/api/rounds/v1/groups/{}",
        group["id"].as_str().expect("an id")
    );
    let (_, own) = domain::user::find(&app.ctx, "anna")
        .await
        .expect("is there");
    let hello = domain::testing::new_status("@ward hello");
    let post = domain::testing::post(&app.ctx, own, hello).await;
    let of = |verb: &str| format!("{base}/posts/{post}/{verb}");
    for verb in ["lock", "pin", "unpin", "unlock", "remove", "restore"] {
        let refused = app.call("POST", &of(verb), &bob, json!({})).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{verb}");
    }
    let listed = async || app.get(&format!("{base}/posts")).await.json();
    for (verb, locked, pinned) in [
        ("lock", true, false),
        ("pin", true, true),
        ("unpin", true, false),
        ("unlock", false, false),
    ] {
        let done = app
            .call("POST", &of(verb), &anna, json!({"reason": "why"}))
            .await;
        assert_eq!(done.status, StatusCode::OK, "{verb}");
        let posts = listed().await;
        let marks = (&posts[0]["locked"], &posts[0]["pinned"]);
        assert_eq!(marks, (&json!(locked), &json!(pinned)), "{verb}");
        assert_eq!(posts[0]["account"]["acct"], "anna");
    }
    for (verb, left) in [("remove", 0), ("restore", 1)] {
        let done = app.call("POST", &of(verb), &anna, json!({})).await;
        assert_eq!(done.status, StatusCode::OK, "{verb}");
        assert_eq!(listed().await.as_array().map(Vec::len), Some(left));
    }
}

#[tokio::test]
async fn an_answer_in_a_locked_thread_is_refused_in_words() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let bob = app.person("bob", "read write").await;
    let group = found(&app, &anna).await;
    let (_, own) = domain::user::find(&app.ctx, "anna")
        .await
        .expect("is there");
    let hello = domain::testing::new_status("@ward hello");
    let post = domain::testing::post(&app.ctx, own, hello).await;
    let id = group["id"].as_str().expect("an id");
    let lock = format!("/api/rounds/v1/groups/{id}/posts/{post}/lock");
    app.call("POST", &lock, &anna, json!({})).await;
    let answer = json!({"status": "but", "in_reply_to_id": post.to_string()});
    let refused = app.call("POST", "/api/v1/statuses", &bob, answer).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(
        refused.json()["error"],
        "This thread is locked: only those who run the group answer in it"
    );
}

#[tokio::test]
async fn a_ban_has_an_end_and_a_group_may_be_restricted() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    app.person("bob", "read write").await;
    let group = found(&app, &anna).await;
    let id = group["id"].as_str().expect("an id");
    let base = format!("/api/rounds/v1/groups/{id}");
    let (_, bob) = domain::user::find(&app.ctx, "bob").await.expect("is there");
    let ban = format!("{base}/bans/{bob}");
    for wrong in ["soon", "1999-01-01T00:00:00Z"] {
        let refused = app
            .call("PUT", &ban, &anna, json!({"ends_at": wrong}))
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let whole = json!({"ends_at": "2099-01-01T00:00:00Z", "reason": "spam", "remove_posts": true});
    let done = app.call("PUT", &ban, &anna, whole).await;
    assert_eq!(done.status, StatusCode::OK);
    let banned = app.get_as(&format!("{base}/bans"), &anna).await.json();
    assert_eq!(banned[0]["acct"], "bob");
    assert_eq!(group["restricted"], false);
    let changed = app
        .call("PATCH", &base, &anna, json!({"restricted": true}))
        .await;
    assert_eq!(changed.json()["restricted"], true);
    let actor = domain::remote::find_by_acct(&app.ctx, &"ward".parse().expect("a name"))
        .await
        .expect("reads")
        .expect("is there");
    let path = actor.uri.replace("https://rounds.example", "");
    let document = app.get(&path).await.json();
    assert_eq!(document["postingRestrictedToMods"], true);
    assert_eq!(document["source"]["mediaType"], "text/plain");
    for property in [
        "followers",
        "inbox",
        "outbox",
        "featured",
        "attributedTo",
        "preferredUsername",
    ] {
        assert!(document[property].is_string(), "{property}: {document}");
    }
    assert!(document["endpoints"]["sharedInbox"].is_string());
    assert!(document["publicKey"]["publicKeyPem"].is_string());
}

#[tokio::test]
async fn colleagues_are_found_by_what_they_say() {
    let app = app().await;
    let token = app.person("anna", "read write").await;
    let said = json!({"specialties": ["cardiology"], "region": "at-9", "workplace": "AKH Wien"});
    app.call("PATCH", "/api/rounds/v1/profile", &token, said)
        .await;
    let find = async |query: &str| {
        let answer = app.get(&format!("/api/rounds/v1/directory?{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}");
        answer
    };
    assert_eq!(find("q=Kardiologie").await.json(), json!([]));
    let path = "/api/v1/accounts/update_credentials";
    let agreed = json!({"discoverable": true});
    app.call("PATCH", path, &token, agreed).await;
    for query in [
        "",
        "q=Kardiologie&region=AT&workplace=akh",
        "specialty=cardiology&region=at-9&local=true",
    ] {
        let answer = find(query).await;
        assert!(answer.header("link").contains("max_id="), "{query}");
        let found = answer.json();
        assert_eq!(found[0]["account"]["acct"], "anna", "{query}");
        assert_eq!(found[0]["profile"]["region"], "AT-9");
    }
    assert_eq!(find("profession=nurse").await.json(), json!([]));
    let german = find("q=anna&labels=de").await.json();
    assert_eq!(german[0]["profile"]["fields"][0]["value"], "Kardiologie");
    for (query, named) in [
        ("specialty=hearts", "specialty"),
        ("region=Wien", "region"),
        ("language=austrian", "language"),
        ("account_kind=robot", "account_kind"),
    ] {
        let wrong = app.get(&format!("/api/rounds/v1/directory?{query}")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        let error = wrong.json()["error"].to_string();
        assert!(error.contains(named), "{error}");
    }
    let issuers = app.get("/api/rounds/v1/directory/issuers").await;
    let own =
        json!([{"uri": app.ctx.uris.instance_actor(), "name": app.ctx.config.instance.title}]);
    assert_eq!(issuers.json(), own);
}
