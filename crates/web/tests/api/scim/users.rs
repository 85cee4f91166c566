use domain::id::ScimUserId;
use domain::scim::{self, user as rows};
use domain::session::{self, Credentials};
use domain::testing::PASSWORD;

use super::*;

#[tokio::test]
async fn somebody_is_entered_read_and_replaced() {
    let app = app().await;
    let hospital = Directory::connect(&app, "hospital").await;
    let answer = hospital.call("POST", "/Users", &user("ada")).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    let ada = answer.json();
    let path = format!("/Users/{}", id(&ada));
    let location = format!("https://rounds.example/scim/v2{path}");
    assert_eq!(answer.header("location"), location);
    assert_eq!(answer.header("etag"), "W/\"1\"");
    assert_eq!(ada["meta"]["location"], location);
    assert_eq!(ada["meta"]["version"], "W/\"1\"");
    assert_eq!(ada["meta"]["resourceType"], "User");
    let sent = user("ada");
    for attribute in [
        "externalId",
        "userName",
        "active",
        "name",
        "emails",
        ENTERPRISE,
    ] {
        assert_eq!(ada[attribute], sent[attribute], "{attribute}");
    }
    assert_eq!(
        ada[CLINICIAN]["regulatorId"],
        sent[CLINICIAN]["regulatorId"]
    );
    assert_eq!(hospital.get(&path).await.json(), ada);
    let mut other = user("ada");
    other["displayName"] = json!("Ada Lovelace");
    other.as_object_mut().expect("an object").remove(CLINICIAN);
    let replaced = hospital.call("PUT", &path, &other).await;
    assert_eq!(replaced.status, StatusCode::OK, "{}", replaced.text());
    let replaced = replaced.json();
    assert_eq!(replaced["displayName"], "Ada Lovelace");
    assert_eq!(replaced.get(CLINICIAN), None);
    assert_eq!(replaced["meta"]["version"], "W/\"2\"");
    assert_eq!(hospital.delete(&path).await, StatusCode::NO_CONTENT);
    refused(&hospital.get(&path).await, 404, "");
    assert_eq!(hospital.delete(&path).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn names_and_addresses_are_taken_once() {
    let app = app().await;
    app.join("bo").await;
    let hospital = Directory::connect(&app, "hospital").await;
    let ada = hospital.enter("ada").await;
    refused(
        &hospital.call("POST", "/Users", &user("ada")).await,
        409,
        "uniqueness",
    );
    let mut bo = user("bo");
    bo["emails"][0]["value"] = json!("bo@ok.example");
    refused(
        &hospital.call("POST", "/Users", &bo).await,
        409,
        "uniqueness",
    );
    let path = format!("/Users/{}", id(&ada));
    let stolen = json!([{"op": "replace", "path": "emails[type eq \"work\"].value", "value": "bo@ok.example"}]);
    refused(&hospital.patch(&path, stolen).await, 409, "uniqueness");
    hospital.enter("cy").await;
    let renamed = json!([{"op": "replace", "path": "userName", "value": "CY@hospital.example"}]);
    refused(&hospital.patch(&path, renamed).await, 409, "uniqueness");
    assert_eq!(
        hospital.get(&path).await.json(),
        ada,
        "nothing is half done"
    );
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_its_word() {
    let app = app().await;
    let hospital = Directory::connect(&app, "hospital").await;
    for (attribute, value) in [
        ("userName", Value::Null),
        ("userName", json!(" ")),
        ("emails", json!([{"value": "no address"}])),
        ("active", json!("perhaps")),
        (CLINICIAN, json!({"profession": "wizard"})),
        (CLINICIAN, json!({"specialties": ["wizardry"]})),
        (CLINICIAN, json!({"membershipUntil": "soon"})),
    ] {
        let mut wrong = user("ada");
        wrong[attribute] = value;
        refused(
            &hospital.call("POST", "/Users", &wrong).await,
            400,
            "invalidValue",
        );
    }
    let ada = hospital.enter("ada").await;
    let path = format!("/Users/{}", id(&ada));
    for (operation, word) in [
        (
            json!({"op": "replace", "path": "nothing", "value": 1}),
            "invalidPath",
        ),
        (
            json!({"op": "replace", "path": "emails[type xx 1]", "value": 1}),
            "invalidPath",
        ),
        (
            json!({"op": "replace", "path": "id", "value": "1"}),
            "mutability",
        ),
        (json!({"op": "remove", "path": "userName"}), "mutability"),
        (json!({"op": "remove"}), "noTarget"),
        (
            json!({"op": "replace", "path": "active", "value": 3}),
            "invalidValue",
        ),
        (
            json!({"op": "multiply", "path": "active", "value": 3}),
            "invalidSyntax",
        ),
    ] {
        // All operations or none.
        let title = json!({"op": "add", "path": "title", "value": "Chief"});
        let answer = hospital.patch(&path, json!([title, operation])).await;
        refused(&answer, 400, word);
    }
    assert_eq!(hospital.get(&path).await.json(), ada);
    for body in ["", "[]", "nonsense", "{", "\u{0}"] {
        let answer = hospital
            .send("POST", "/Users", body.to_owned().into(), None)
            .await;
        refused(&answer, 400, "invalidSyntax");
    }
}

#[tokio::test]
async fn who_leaves_is_logged_out_and_still_there() {
    let app = app().await;
    let hospital = Directory::connect(&app, "hospital").await;
    let ada = hospital.enter("ada").await;
    let path = format!("/Users/{}", id(&ada));
    let token = come(&app, &ada).await;
    let me = "/api/v1/accounts/verify_credentials";
    assert_eq!(app.get_as(me, &token).await.status, StatusCode::OK);
    // As Entra ID writes it.
    let left = json!([{"op": "Replace", "path": "active", "value": "False"}]);
    let answer = hospital.patch(&path, left).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert_eq!(answer.json()["active"], false);
    assert_eq!(
        app.get_as(me, &token).await.status,
        StatusCode::UNAUTHORIZED
    );
    let shown = hospital.get(&path).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert_eq!(shown.json()["active"], false);
    let found = hospital
        .get("/Users?filter=active%20eq%20false")
        .await
        .json();
    assert_eq!(found["totalResults"], 1);
    // A whole resource that does not say so lets nobody in.
    let mut silent = user("ada");
    silent.as_object_mut().expect("an object").remove("active");
    let answer = hospital.call("PUT", &path, &silent).await;
    assert_eq!(answer.json()["active"], false);
    assert!(!may_log_in(&app).await);
    let back = hospital
        .patch(&path, json!([{"op": "replace", "value": {"active": true}}]))
        .await;
    assert_eq!(back.json()["active"], true);
    assert!(may_log_in(&app).await);
    assert_eq!(
        app.get_as(me, &token).await.status,
        StatusCode::UNAUTHORIZED
    );
}

/// The person opens the mailed link and takes an app; a token of it.
async fn come(app: &App, ada: &Value) -> String {
    let directory = scim::directory::find(&app.ctx, "hospital")
        .await
        .expect("is there");
    let row: ScimUserId = id(ada).parse().expect("an id");
    let row = rows::show(&app.ctx, &directory, row)
        .await
        .expect("is there");
    let purpose = domain::kinds::MailLinkPurpose::Invitation;
    let link = crate::browser::mailed(app, row.user_id, purpose).await;
    let page = app.get(&link).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let token = link.split("token=").nth(1).expect("a token");
    let chosen = domain::user::reset(&app.ctx, token, PASSWORD).await;
    chosen.expect("chooses a password");
    app.token("ada", "read").await
}

async fn may_log_in(app: &App) -> bool {
    let credentials = Credentials {
        email: "ada@hospital.example",
        password: PASSWORD,
        address: std::net::IpAddr::from([192, 0, 2, 7]),
    };
    session::log_in(&app.ctx, credentials, "").await.is_ok()
}

#[tokio::test]
async fn versions_are_kept_apart() {
    let app = app().await;
    let hospital = Directory::connect(&app, "hospital").await;
    let ada = hospital.enter("ada").await;
    let path = format!("/Users/{}", id(&ada));
    let known = hospital
        .send("GET", &path, Body::empty(), Some("W/\"1\""))
        .await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    let title = json!({"Operations": [{"op": "add", "path": "title", "value": "Chief"}]});
    let body = || Body::from(title.to_string());
    let late = hospital.send("PATCH", &path, body(), Some("W/\"7\"")).await;
    refused(&late, 412, "");
    let right = hospital
        .send("PATCH", &path, body(), Some("W/\"0\", W/\"1\""))
        .await;
    assert_eq!(right.header("etag"), "W/\"2\"");
    for (method, body) in [("PUT", user("ada")), ("DELETE", json!({}))] {
        let late = hospital
            .send(method, &path, body.to_string().into(), Some("W/\"1\""))
            .await;
        refused(&late, 412, "");
    }
    let any = hospital
        .send("DELETE", &path, Body::empty(), Some("*"))
        .await;
    assert_eq!(any.status, StatusCode::NO_CONTENT);
}
