//! Notifications in groups.

use std::time::Duration;

use domain::favourite;
use domain::id::{AccountId, StatusId};
use domain::testing::{local_account, new_status, post};
use serde_json::{Value, json};

use crate::testing::{App, app};

const PATH: &str = "/api/v2/notifications";

/// Somebody with a status that `admirers` favourite, a second after one another.
struct Scene {
    app: App,
    token: String,
    anna: AccountId,
    posted: StatusId,
}

impl Scene {
    async fn new(admirers: usize) -> Self {
        let app = app().await;
        let anna = app.join("anna").await.account_id;
        let token = app.token("anna", "read write").await;
        let posted = post(&app.ctx, anna, new_status("hello")).await;
        let scene = Self {
            app,
            token,
            anna,
            posted,
        };
        for number in 0..admirers {
            scene.admire(&format!("admirer{number}"), posted).await;
        }
        scene
    }

    async fn admire(&self, name: &str, posted: StatusId) {
        let ctx = &self.app.ctx;
        ctx.clock.advance(Duration::from_secs(1));
        let admirer = local_account(ctx, name).await.id;
        favourite::favourite(ctx, admirer, posted)
            .await
            .expect("favourites");
    }

    async fn mention(&self, name: &str) {
        let author = local_account(&self.app.ctx, name).await.id;
        post(&self.app.ctx, author, new_status("@anna hello")).await;
    }

    async fn get(&self, path: &str) -> Value {
        self.app.get_as(path, &self.token).await.json()
    }
}

fn groups(results: &Value) -> Vec<(&str, u64)> {
    let groups = results["notification_groups"].as_array().expect("a list");
    let pair = |group: &Value| group["notifications_count"].as_u64();
    groups
        .iter()
        .map(|group| {
            let kind = group["type"].as_str().expect("a type");
            (kind, pair(group).expect("a count"))
        })
        .collect()
}

#[tokio::test]
async fn what_happened_to_one_status_is_one_group() {
    let scene = Scene::new(10).await;
    scene.mention("bob").await;
    scene.admire("late", scene.posted).await;
    let results = scene.get(PATH).await;
    assert_eq!(groups(&results), [("favourite", 11), ("mention", 1)]);
    let group = &results["notification_groups"][0];
    let hour = domain::testing::START.millis() / 3_600_000;
    assert_eq!(
        group["group_key"],
        format!("favourite-{}-{hour}", scene.posted)
    );
    assert_eq!(group["status_id"], scene.posted.to_string());
    assert_eq!(
        group["sample_account_ids"].as_array().map(Vec::len),
        Some(8)
    );
    let newest = group["most_recent_notification_id"].as_i64();
    let newest = newest.expect("a number").to_string();
    assert_eq!(group["page_max_id"], newest);
    assert_eq!(results["accounts"].as_array().map(Vec::len), Some(9));
    assert_eq!(results["statuses"].as_array().map(Vec::len), Some(2));
    assert_eq!(results.get("partial_accounts"), None);

    let partial = scene
        .get(&format!("{PATH}?expand_accounts=partial_avatars"))
        .await;
    assert_eq!(partial["accounts"].as_array().map(Vec::len), Some(2));
    let others = partial["partial_accounts"].as_array().expect("a list");
    assert_eq!(others.len(), 7);
    let mut fields: Vec<&str> = others[0]
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            "acct",
            "avatar",
            "avatar_static",
            "bot",
            "id",
            "locked",
            "url"
        ]
    );
    let alone = scene.get(&format!("{PATH}?grouped_types[]=follow")).await;
    assert_eq!(groups(&alone).len(), 12);
    let wrong = format!("{PATH}?expand_accounts=none");
    let wrong = scene.app.get_as(&wrong, &scene.token).await;
    assert_eq!(wrong.status, 400);
}

#[tokio::test]
async fn a_group_spans_twelve_hours() {
    let scene = Scene::new(1).await;
    for name in ["bob", "cleo", "dora"] {
        scene.app.ctx.clock.advance(Duration::from_hours(11));
        scene.admire(name, scene.posted).await;
    }
    let results = scene.get(PATH).await;
    assert_eq!(groups(&results), [("favourite", 2), ("favourite", 2)]);
}

#[tokio::test]
async fn pages_are_walked_by_their_links() {
    let scene = Scene::new(3).await;
    for name in ["bob", "cleo"] {
        scene.mention(name).await;
    }
    let second = post(&scene.app.ctx, scene.anna, new_status("again")).await;
    for name in ["dora", "emil"] {
        scene.admire(name, second).await;
    }
    let mut path = format!("{PATH}?limit=2");
    let mut walked = Vec::new();
    for _ in 0..3 {
        let answer = scene.app.get_as(&path, &scene.token).await;
        let results = answer.json();
        walked.extend(
            groups(&results)
                .into_iter()
                .map(|(kind, count)| (kind.to_owned(), count)),
        );
        let link = answer.header("link");
        let next = link.split(['<', '>']).nth(1).expect("an address");
        let next = next.strip_prefix("https://rounds.example");
        next.expect("ours").clone_into(&mut path);
    }
    let expected = [
        ("favourite".to_owned(), 2),
        ("mention".to_owned(), 1),
        ("mention".to_owned(), 1),
        ("favourite".to_owned(), 3),
        // What the page before had no room for.
        ("favourite".to_owned(), 2),
    ];
    assert_eq!(walked, expected);
    let last = scene.get(&path).await;
    assert_eq!(
        last,
        json!({ "accounts": [], "statuses": [], "notification_groups": [] })
    );
    let oldest = scene.get("/api/v1/notifications?limit=80").await;
    let oldest = oldest
        .as_array()
        .and_then(|list| list.last()?["id"].as_str());
    let path = format!("{PATH}?limit=2&min_id={}", oldest.expect("an id"));
    let upwards = scene.get(&path).await;
    assert_eq!(groups(&upwards), [("mention", 1), ("favourite", 3)]);
}

#[tokio::test]
async fn a_group_is_shown_and_dismissed_by_its_key() {
    let scene = Scene::new(3).await;
    scene.mention("bob").await;
    let results = scene.get(PATH).await;
    let key = |at: usize| {
        let key = results["notification_groups"][at]["group_key"].as_str();
        key.expect("a key").to_owned()
    };
    for (at, people) in [(0, 1), (1, 3)] {
        let path = format!("{PATH}/{}", key(at));
        let shown = scene.get(&path).await;
        let group = &shown["notification_groups"][0];
        assert_eq!(group["notifications_count"], people);
        assert_eq!(group.get("page_min_id"), None);
        let accounts = scene.get(&format!("{path}/accounts")).await;
        assert_eq!(accounts.as_array().map(Vec::len), Some(people));
        let count = scene.get(&format!("{PATH}/unread_count")).await;
        assert_eq!(count, json!({ "count": 2 - at }));
        let dismiss = format!("{path}/dismiss");
        let dismissed = scene.app.call("POST", &dismiss, &scene.token, json!({}));
        assert_eq!(dismissed.await.json(), json!({}));
        for path in [path.clone(), format!("{path}/accounts")] {
            assert_eq!(scene.app.get_as(&path, &scene.token).await.status, 404);
        }
    }
    let other = scene.app.person("eve", "read").await;
    let path = format!("{PATH}/{}", key(1));
    assert_eq!(scene.app.get_as(&path, &other).await.status, 404);
}

#[tokio::test]
async fn a_page_costs_the_same_queries_however_long_it_is() {
    let mut taken = Vec::new();
    for admirers in [1, 12] {
        let scene = Scene::new(admirers).await;
        for number in 0..admirers {
            let posted = post(&scene.app.ctx, scene.anna, new_status("again")).await;
            scene.admire(&format!("other{number}"), posted).await;
            scene.mention(&format!("author{number}")).await;
        }
        let mut queries = Vec::new();
        // The first look renders what the second one finds kept.
        for _ in 0..2 {
            scene.app.queries();
            scene.get(PATH).await;
            queries.push(scene.app.queries());
        }
        taken.push(queries);
    }
    assert_eq!(taken[0], taken[1]);
    assert!(taken[0][1] <= 4, "heads, members, statuses, filters");
}
