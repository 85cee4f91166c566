//! Collections as other servers read them.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::testing::{App, app};

async fn id_of(app: &App, token: &str) -> String {
    let discoverable = json!({ "discoverable": true });
    let path = "/api/v1/accounts/update_credentials";
    let account = app.call("PATCH", path, token, discoverable).await.json();
    account["id"].as_str().expect("an id").to_owned()
}

/// What stands at an address of ours.
async fn at(app: &App, address: &Value) -> (StatusCode, Value) {
    let address = address.as_str().expect("an address");
    let path = address.strip_prefix("https://rounds.example");
    let answer = app.get(path.expect("ours")).await;
    (answer.status, answer.json())
}

#[tokio::test]
async fn a_collection_is_read_with_the_consent_of_its_members() {
    let app = app().await;
    let anna = app.person("anna", "read write").await;
    let bob = app.person("bob", "read write").await;
    let (anna_id, bob_id) = (id_of(&app, &anna).await, id_of(&app, &bob).await);
    let body = json!({
        "name": "Colleagues", "description": "On sepsis", "language": "en", "tag_name": "sepsis",
        "account_ids": [bob_id],
    });
    let made = app.call("POST", "/api/v1/collections", &anna, body).await;
    let made = made.json()["collection"].clone();

    let base = "https://rounds.example/ap/users";
    let (_, actor) = at(&app, &json!(format!("{base}/{anna_id}"))).await;
    let (_, all) = at(&app, &actor["featuredCollections"]).await;
    assert_eq!(
        (&all["type"], &all["totalItems"]),
        (&json!("Collection"), &json!(1))
    );
    assert_eq!(all["items"], json!([made["uri"]]));

    let (_, found) = at(&app, &made["uri"]).await;
    let item = made["items"][0]["id"].as_str().expect("an id");
    let authorization = json!(format!("{base}/{bob_id}/feature_authorizations/{item}"));
    assert_eq!(found["type"], "FeaturedCollection");
    assert_eq!(found["attributedTo"], actor["id"]);
    assert_eq!(found["summaryMap"], json!({ "en": "On sepsis" }));
    assert_eq!(found["topic"]["name"], "#sepsis");
    let featured = &found["orderedItems"][0];
    assert_eq!(
        (&featured["featuredObject"], &featured["featuredObjectType"]),
        (&json!(format!("{base}/{bob_id}")), &json!("Person"))
    );
    assert_eq!(featured["featureAuthorization"], authorization);

    let (_, agreed) = at(&app, &authorization).await;
    assert_eq!(
        (&agreed["interactingObject"], &agreed["interactionTarget"]),
        (&made["uri"], &featured["featuredObject"])
    );
    let of_another = json!(format!("{base}/{anna_id}/feature_authorizations/{item}"));
    assert_eq!(at(&app, &of_another).await.0, StatusCode::NOT_FOUND);
    let id = made["id"].as_str().expect("an id");
    let of_another = json!(format!("{base}/{bob_id}/collections/{id}"));
    assert_eq!(at(&app, &of_another).await.0, StatusCode::NOT_FOUND);

    let revoke = format!("/api/v1/collections/{id}/items/{item}/revoke");
    app.call("POST", &revoke, &bob, json!({})).await;
    assert_eq!(at(&app, &authorization).await.0, StatusCode::NOT_FOUND);
    assert_eq!(at(&app, &made["uri"]).await.1["orderedItems"], json!([]));
}
