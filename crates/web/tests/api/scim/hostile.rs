use super::*;

#[tokio::test]
async fn another_directory_finds_and_changes_nothing() {
    let app = app().await;
    let hospital = Directory::connect(&app, "hospital").await;
    let stranger = Directory::connect(&app, "stranger").await;
    let ada = hospital.enter("ada").await;
    let group = json!({"displayName": "Staff", "members": [{"value": id(&ada)}]});
    let staff = hospital.call("POST", "/Groups", &group).await.json();
    for (list, own) in [("/Users", &ada), ("/Groups", &staff)] {
        let path = format!("{list}/{}", id(own));
        for method in ["GET", "PUT", "PATCH", "DELETE"] {
            let mut body = user("eve");
            body["displayName"] = json!("Eve");
            body["Operations"] = json!([{"op": "replace", "path": "displayName", "value": "Eve"}]);
            let foreign = stranger.call(method, &path, &body).await;
            let unknown = stranger.call(method, &format!("{list}/1"), &body).await;
            refused(&foreign, 404, "");
            assert_eq!(foreign.body, unknown.body, "{method} {path}");
        }
        let filter = web::testing::encode(&[("filter", &format!("id eq \"{}\"", id(own)))]);
        for query in [String::new(), filter] {
            let found = stranger.get(&format!("{list}?{query}")).await.json();
            assert_eq!(found["totalResults"], 0);
            assert_eq!(found["Resources"], json!([]));
        }
        assert_eq!(
            &hospital.get(&path).await.json()["meta"]["version"],
            "W/\"1\""
        );
    }
    let refused_member = stranger.call("POST", "/Groups", &group).await;
    refused(&refused_member, 400, "invalidValue");
    assert_eq!(stranger.get("/Groups").await.json()["totalResults"], 0);
}

#[tokio::test]
async fn what_is_too_large_or_too_deep_is_refused() {
    let app = app().await;
    let hospital = Directory::connect(&app, "hospital").await;
    let ada = hospital.enter("ada").await;
    let path = format!("/Users/{}", id(&ada));
    let huge = format!("{{\"userName\": \"{}\"}}", "a".repeat(2 * 1024 * 1024));
    let answer = hospital.send("POST", "/Users", huge.into(), None).await;
    refused(&answer, 413, "");
    let deep = format!(
        "{{\"userName\": {}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let answer = hospital.send("POST", "/Users", deep.into(), None).await;
    refused(&answer, 400, "invalidSyntax");
    for filter in [
        format!("{}active eq true{}", "(".repeat(500), ")".repeat(500)),
        format!("{}active eq true", "not ".repeat(500)),
        vec!["active eq true"; 150].join(" and "),
        format!("userName eq \"{}\"", "a".repeat(5000)),
    ] {
        let query = web::testing::encode(&[("filter", &filter)]);
        refused(
            &hospital.get(&format!("/Users?{query}")).await,
            400,
            "invalidFilter",
        );
        let patched =
            json!([{"op": "add", "path": format!("emails[{filter}].value"), "value": "x"}]);
        refused(&hospital.patch(&path, patched).await, 400, "invalidPath");
    }
    let many = vec![json!({"op": "add", "path": "title", "value": "x"}); 2000];
    refused(
        &hospital.patch(&path, many.into()).await,
        400,
        "invalidSyntax",
    );
    let long = json!([{"op": "add", "path": "title", "value": "x".repeat(2000)}]);
    refused(&hospital.patch(&path, long).await, 400, "invalidValue");
    let nul = json!([{"op": "add", "path": "userName", "value": "a\u{0}b"}]);
    refused(&hospital.patch(&path, nul).await, 400, "invalidValue");
    assert_eq!(hospital.get(&path).await.json(), ada);
}

#[tokio::test]
async fn ids_that_are_none_are_those_of_nobody() {
    let app = app().await;
    let hospital = Directory::connect(&app, "hospital").await;
    for id in [
        "x",
        "-1",
        "99999999999999999999",
        "%F0%9F%98%80",
        "1%20or%201=1",
    ] {
        for list in ["/Users", "/Groups"] {
            refused(&hospital.get(&format!("{list}/{id}")).await, 404, "");
        }
    }
    let group = json!({"displayName": "Staff", "members": [{"value": "nobody"}]});
    refused(
        &hospital.call("POST", "/Groups", &group).await,
        400,
        "invalidValue",
    );
}
