use domain::kinds::UserRole;
use domain::scim::ScimRole;

use super::*;

async fn members(hospital: &Directory<'_>, path: &str) -> Vec<String> {
    let group = hospital.get(path).await.json();
    let list = group["members"].as_array().cloned().unwrap_or_default();
    list.iter()
        .map(|one| one["value"].as_str().expect("an id").to_owned())
        .collect()
}

#[tokio::test]
async fn groups_are_kept_as_entra_and_okta_keep_them() {
    let app = app().await;
    let hospital = Directory::connect(&app, "hospital").await;
    let (ada, bo) = (hospital.enter("ada").await, hospital.enter("bo").await);
    let new = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
        "displayName": "Staff", "externalId": "g-1", "members": [{"value": id(&ada), "display": "Ada"}],
    });
    let answer = hospital.call("POST", "/Groups", &new).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    let staff = answer.json();
    let path = format!("/Groups/{}", id(&staff));
    let reference = format!("https://rounds.example/scim/v2/Users/{}", id(&ada));
    assert_eq!(
        staff["members"],
        json!([{"value": id(&ada), "$ref": reference, "type": "User"}])
    );
    refused(
        &hospital
            .call("POST", "/Groups", &json!({"displayName": "STAFF"}))
            .await,
        409,
        "uniqueness",
    );
    let shown = hospital.get(&format!("/Users/{}", id(&ada))).await.json();
    assert_eq!(shown["groups"][0]["display"], "Staff");
    let found = hospital
        .get("/Groups?excludedAttributes=members&filter=displayName%20eq%20%22staff%22")
        .await
        .json();
    assert_eq!(found["totalResults"], 1);
    assert_eq!(found["Resources"][0].get("members"), None);
    let query = web::testing::encode(&[("filter", &format!("members[value eq \"{}\"]", id(&ada)))]);
    let found = hospital.get(&format!("/Groups?{query}")).await.json();
    assert_eq!(found["totalResults"], 1);
    let (a, b) = (id(&ada).to_owned(), id(&bo).to_owned());
    for (operation, expected) in [
        (
            json!({"op": "Add", "path": "members", "value": [{"value": b}]}),
            vec![&a, &b],
        ),
        (
            json!({"op": "Add", "path": "members", "value": [{"value": b}]}),
            vec![&a, &b],
        ),
        (
            json!({"op": "Remove", "path": "members", "value": [{"value": a}]}),
            vec![&b],
        ),
        (
            json!({"op": "add", "value": {"members": [{"value": a}]}}),
            vec![&a, &b],
        ),
        (
            json!({"op": "remove", "path": format!("members[value eq \"{b}\"]")}),
            vec![&a],
        ),
        (
            json!({"op": "replace", "value": {"id": id(&staff), "displayName": "Ward"}}),
            vec![&a],
        ),
        (
            json!({"op": "replace", "path": "members", "value": [{"value": b}]}),
            vec![&b],
        ),
        (json!({"op": "remove", "path": "members"}), vec![]),
    ] {
        let answer = hospital.patch(&path, json!([operation])).await;
        assert_eq!(
            answer.status,
            StatusCode::NO_CONTENT,
            "{operation}: {}",
            answer.text()
        );
        assert_eq!(
            members(&hospital, &path).await,
            expected.into_iter().cloned().collect::<Vec<_>>(),
            "{operation}"
        );
    }
    let replaced = json!({"displayName": "Ward 7", "members": [{"value": a}, {"value": b}]});
    let replaced = hospital.call("PUT", &path, &replaced).await.json();
    assert_eq!(replaced["displayName"], "Ward 7");
    assert_eq!(replaced["members"].as_array().map(Vec::len), Some(2));
    assert_eq!(replaced.get("externalId"), None);
    assert_eq!(hospital.delete(&path).await, StatusCode::NO_CONTENT);
    refused(&hospital.get(&path).await, 404, "");
}

#[tokio::test]
async fn a_group_gives_its_members_a_role() {
    let app = app().await;
    // The last administrator would stay one.
    app.staff("root", UserRole::Admin, "read").await;
    let hospital = Directory::connect(&app, "hospital").await;
    let granted = directory::grant(&app.ctx, "hospital", "Chiefs", ScimRole::Admin).await;
    granted.expect("is granted");
    let ada = hospital.enter("ada").await;
    let chiefs = json!({"displayName": "Chiefs", "members": [{"value": id(&ada)}]});
    let chiefs = hospital.call("POST", "/Groups", &chiefs).await.json();
    let role = async || {
        let staff = domain::user::staff(&app.ctx)
            .await
            .expect("reads")
            .into_iter();
        let found = staff.into_iter().find(|one| one.username == "ada");
        found.map(|one| one.role)
    };
    assert_eq!(role().await, Some(UserRole::Admin));
    let operator = &domain::audit::Actor::Operator;
    let (root, _) = domain::user::find(&app.ctx, "root")
        .await
        .expect("is there");
    let demote = |role| domain::user::set_role(&app.ctx, root, role, operator);
    demote(UserRole::Member).await.expect("is not the last");
    let out = json!([{"op": "Replace", "path": "active", "value": "False"}]);
    let path = format!("/Users/{}", id(&ada));
    let stays = hospital.patch(&path, out).await;
    refused(&stays, 403, "");
    let words = stays.json()["detail"].to_string();
    assert!(words.contains("Make somebody else"), "{words}");
    assert_eq!(hospital.get(&path).await.json()["active"], true);
    demote(UserRole::Admin).await.expect("is given back");
    hospital.delete(&format!("/Groups/{}", id(&chiefs))).await;
    assert_eq!(role().await, None);
}
