use super::*;

fn names(list: &Value) -> Vec<&str> {
    let list = list["Resources"].as_array().expect("a list").iter();
    list.map(|one| {
        one["userName"]
            .as_str()
            .unwrap_or_default()
            .split('@')
            .next()
            .unwrap_or_default()
    })
    .collect()
}

async fn hospital(app: &App) -> Directory<'_> {
    let hospital = Directory::connect(app, "hospital").await;
    for name in ["dora", "ada", "cy", "bo"] {
        hospital.enter(name).await;
    }
    hospital
}

#[tokio::test]
async fn filters_find_whom_they_mean() {
    let app = app().await;
    let hospital = hospital(&app).await;
    for (filter, expected) in [
        ("userName eq \"ADA@hospital.example\"", vec!["ada"]),
        ("externalId eq \"cy-1\"", vec!["cy"]),
        ("userName eq \"nobody\"", vec![]),
        ("externalId eq \"CY-1\"", vec![]),
        ("id eq \"nonsense\"", vec![]),
        (
            "userName sw \"b\" or displayName co \"dora\"",
            vec!["dora", "bo"],
        ),
        (
            "emails[type eq \"work\"].value eq \"bo@hospital.example\"",
            vec!["bo"],
        ),
        ("emails[type eq \"work\" and value sw \"ada\"]", vec!["ada"]),
        (
            "userName eq \"ada@hospital.example\" and active eq false",
            vec![],
        ),
        (
            "not (userName sw \"a\") and name.familyName eq \"lovelace\"",
            vec!["dora", "cy", "bo"],
        ),
    ] {
        let query = web::testing::encode(&[("filter", filter)]);
        let answer = hospital.get(&format!("/Users?{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{filter}");
        let list = answer.json();
        assert_eq!(names(&list), expected, "{filter}");
        assert_eq!(list["totalResults"], expected.len(), "{filter}");
        assert_eq!(
            list["schemas"][0],
            "urn:ietf:params:scim:api:messages:2.0:ListResponse"
        );
    }
    for filter in ["userName", "nothing eq 1", "userName eq \"a\" and"] {
        let query = web::testing::encode(&[("filter", filter)]);
        refused(
            &hospital.get(&format!("/Users?{query}")).await,
            400,
            "invalidFilter",
        );
    }
}

#[tokio::test]
async fn lists_have_an_order_and_pages() {
    let app = app().await;
    let hospital = hospital(&app).await;
    for (query, expected, total, start) in [
        ("", vec!["dora", "ada", "cy", "bo"], 4, 1),
        ("startIndex=2&count=2", vec!["ada", "cy"], 4, 2),
        ("startIndex=9", vec![], 4, 9),
        ("startIndex=-3&count=1", vec!["dora"], 4, 1),
        ("count=0", vec![], 4, 1),
        ("count=-1", vec![], 4, 1),
        ("sortBy=userName", vec!["ada", "bo", "cy", "dora"], 4, 1),
        (
            "sortBy=emails&sortOrder=descending&count=2",
            vec!["dora", "cy"],
            4,
            1,
        ),
        (
            "sortBy=userName&startIndex=3&count=5",
            vec!["cy", "dora"],
            4,
            3,
        ),
        (
            "filter=active%20eq%20true&startIndex=2&count=1",
            vec!["ada"],
            4,
            2,
        ),
    ] {
        let list = hospital.get(&format!("/Users?{query}")).await.json();
        assert_eq!(names(&list), expected, "{query}");
        assert_eq!(list["totalResults"], total, "{query}");
        assert_eq!(list["startIndex"], start, "{query}");
        assert_eq!(list["itemsPerPage"], expected.len(), "{query}");
    }
    for query in ["startIndex=one", "count=many", "sortBy=nothing"] {
        refused(
            &hospital.get(&format!("/Users?{query}")).await,
            400,
            "invalidSyntax",
        );
    }
}

#[tokio::test]
async fn attributes_are_chosen() {
    let app = app().await;
    let hospital = Directory::connect(&app, "hospital").await;
    let ada = hospital.enter("ada").await;
    let path = format!("/Users/{}", id(&ada));
    let one = hospital
        .get(&format!("{path}?attributes=userName,name.givenName"))
        .await
        .json();
    let expected = json!({
        "schemas": ada["schemas"], "id": ada["id"], "userName": ada["userName"], "name": {"givenName": "ada"},
    });
    assert_eq!(one, expected);
    let list = hospital
        .get("/Users?excludedAttributes=emails,name")
        .await
        .json();
    let first = &list["Resources"][0];
    assert_eq!((first.get("emails"), first.get("name")), (None, None));
    assert_eq!(first["userName"], ada["userName"]);
    let path = format!("{path}?attributes=active");
    let answer = hospital
        .patch(
            &path,
            json!([{"op": "Replace", "path": "active", "value": "False"}]),
        )
        .await;
    assert_eq!(
        answer.json(),
        json!({"schemas": ada["schemas"], "id": ada["id"], "active": false})
    );
}

#[tokio::test]
async fn a_page_costs_the_same_however_long_it_is() {
    let app = app().await;
    let hospital = hospital(&app).await;
    let ids: Vec<Value> = hospital.get("/Users").await.json()["Resources"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| json!({"value": one["id"]}))
        .collect();
    for name in ["Ward", "Staff"] {
        let group = json!({"displayName": name, "members": ids});
        assert_eq!(
            hospital.call("POST", "/Groups", &group).await.status,
            StatusCode::CREATED
        );
    }
    for path in ["/Users", "/Groups"] {
        let cost = async |count: u32| {
            app.queries();
            hospital.get(&format!("{path}?count={count}")).await;
            app.queries()
        };
        assert_eq!(cost(1).await, cost(4).await, "{path}");
    }
}
