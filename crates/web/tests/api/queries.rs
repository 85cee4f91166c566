//! A page of ten makes as many queries as a page of two: what is read is read for the whole page at once.

use axum::body::Body;
use axum::http::{Method, Request};
use domain::testing::picture;
use serde_json::{Value, json};
use web::State;
use web::testing::{Answer, App, app, multipart, with_token};

/// What the reader asks for; `{…}` are filled in from [`Reader`].
const PATHS: [&str; 45] = [
    "/api/v1/accounts/{id}",
    "/api/v1/accounts/{id}/followers",
    "/api/v1/accounts/{id}/following",
    "/api/v1/accounts/{id}/statuses",
    "/api/v1/accounts/relationships?{friends}",
    "/api/v1/accounts/familiar_followers?{friends}",
    "/api/v1/accounts/search?q=friend",
    "/api/v1/accounts?{friends}",
    "/api/v1/admin/accounts",
    "/api/v2/admin/accounts",
    "/api/v1/blocks",
    "/api/v1/bookmarks",
    "/api/v1/conversations",
    "/api/v1/directory?local=true",
    "/api/rounds/v1/directory?q=friend",
    "/directory?q=friend",
    "/api/v1/endorsements",
    "/api/v1/favourites",
    "/api/v1/featured_tags",
    "/api/v2/filters",
    "/api/v1/filters",
    "/api/v1/followed_tags",
    "/api/v1/follow_requests",
    "/api/v1/lists",
    "/api/v1/lists/{list}/accounts",
    "/api/v1/mutes",
    "/api/v1/notifications",
    "/api/v2/notifications",
    "/api/v1/notifications/requests",
    "/api/v1/scheduled_statuses",
    "/api/v1/statuses/{status}/context",
    "/api/v1/statuses/{status}/favourited_by",
    "/api/v1/statuses/{status}/reblogged_by",
    "/api/v1/statuses/{quoted}/quotes",
    "/api/v1/suggestions",
    "/api/v2/suggestions",
    "/api/v1/timelines/direct",
    "/api/v1/timelines/home",
    "/api/v1/timelines/list/{list}",
    "/api/v1/timelines/public",
    "/api/v1/timelines/tag/case",
    "/api/v2/search?q=friend&type=accounts",
    "/api/v2/search?q=slide&type=statuses",
    "/@reader",
    "/tags/case",
];

/// Who reads, and what the others gather around.
struct Reader {
    app: App,
    token: String,
    id: String,
    list: String,
    status: String,
    quoted: String,
    friends: Vec<String>,
}

impl Reader {
    async fn new() -> Self {
        let app = app().await;
        let scopes = "read write follow admin:read";
        let token = app
            .staff("reader", domain::kinds::UserRole::Admin, scopes)
            .await;
        let own = app
            .get_as("/api/v1/accounts/verify_credentials", &token)
            .await;
        let list = app
            .call("POST", "/api/v1/lists", &token, json!({ "title": "Ward" }))
            .await;
        let mut reader = Self {
            id: text(&own.json()["id"]),
            list: text(&list.json()["id"]),
            status: String::new(),
            quoted: String::new(),
            friends: Vec::new(),
            app,
            token,
        };
        reader.status = reader.post(json!({ "status": "A slide for all" })).await;
        // In no timeline: what is quoted is always read beside the page.
        let stranger = reader.app.person("stranger", "write").await;
        let quoted = json!({ "status": "Seen elsewhere", "visibility": "unlisted" });
        let quoted = reader
            .app
            .call("POST", "/api/v1/statuses", &stranger, quoted);
        reader.quoted = text(&done(quoted.await)["id"]);
        reader
    }

    async fn call(&self, method: &str, path: &str, body: Value) -> Value {
        done(self.app.call(method, path, &self.token, body).await)
    }

    async fn post(&self, body: Value) -> String {
        text(&self.call("POST", "/api/v1/statuses", body).await["id"])
    }

    /// Another person, and at least one more row of everything that the reader can list.
    async fn befriend(&mut self, number: usize) {
        let name = format!("friend{number}");
        let friend = self.app.person(&name, "read write follow").await;
        let act = async |method: &str, path: String, body: Value| {
            done(self.app.call(method, &path, &friend, body).await)
        };
        let own = self
            .app
            .get_as("/api/v1/accounts/verify_credentials", &friend)
            .await;
        let id = text(&own.json()["id"]);
        for path in [
            format!("/api/v1/accounts/{}/follow", self.id),
            format!("/api/v1/statuses/{}/favourite", self.status),
            format!("/api/v1/statuses/{}/reblog", self.status),
        ] {
            act("POST", path, json!({})).await;
        }
        self.call("POST", &format!("/api/v1/accounts/{id}/follow"), json!({}))
            .await;
        self.call("POST", &format!("/api/v1/accounts/{id}/pin"), json!({}))
            .await;
        let listed = json!({ "account_ids": [id] });
        self.call(
            "POST",
            &format!("/api/v1/lists/{}/accounts", self.list),
            listed,
        )
        .await;
        let shown = text(
            &act(
                "POST",
                "/api/v1/statuses".into(),
                json!({ "status": "Which one @reader? #case", "poll": { "options": ["a", "b"], "expires_in": 600 } }),
            )
            .await["id"],
        );
        let medium = self.upload(&friend).await;
        for body in [
            json!({ "status": "The slide #case", "media_ids": [medium] }),
            json!({ "status": "An answer", "in_reply_to_id": self.status }),
            json!({ "status": "Look at this", "quoted_status_id": self.quoted }),
            json!({ "status": "@reader in private", "visibility": "direct" }),
        ] {
            act("POST", "/api/v1/statuses".into(), body).await;
        }
        for action in ["favourite", "bookmark", "reblog"] {
            self.call(
                "POST",
                &format!("/api/v1/statuses/{shown}/{action}"),
                json!({}),
            )
            .await;
        }
        self.keep(number).await;
        self.friends.push(id);
    }

    /// What belongs to the reader alone.
    async fn keep(&self, number: usize) {
        self.post(json!({ "status": format!("Another slide {number}") }))
            .await;
        let later = self.app.ctx.clock.now();
        let later = later.after(std::time::Duration::from_hours(24));
        self.call(
            "POST",
            "/api/v1/statuses",
            json!({ "status": "Later", "scheduled_at": later.to_rfc3339() }),
        )
        .await;
        for (path, body) in [
            (
                "/api/v1/lists".to_owned(),
                json!({ "title": format!("List {number}") }),
            ),
            (
                "/api/v2/filters".to_owned(),
                json!({ "title": format!("Filter {number}"), "context": ["home"],
                    "keywords_attributes": [{ "keyword": format!("nothing{number}") }] }),
            ),
            (format!("/api/v1/tags/tag{number}/follow"), json!({})),
        ] {
            self.call("POST", &path, body).await;
        }
        for action in ["mute", "block"] {
            let other = self
                .app
                .join(&format!("{action}ed{number}"))
                .await
                .account_id;
            self.call(
                "POST",
                &format!("/api/v1/accounts/{other}/{action}"),
                json!({}),
            )
            .await;
        }
    }

    async fn upload(&self, token: &str) -> String {
        let (content_type, body) = multipart("file", "slide.png", &picture(4, 4), &[]);
        let request =
            with_token("POST", "/api/v2/media", token).header("content-type", content_type);
        let answer = self.app.send(request.body(body).expect("a request")).await;
        text(&done(answer)["id"])
    }

    /// Forgets what is rendered already.
    fn restart(&mut self) {
        self.app.state = State::new(self.app.state.federation.clone(), Vec::new());
        self.app.router = web::router(self.app.state.clone());
    }

    async fn ask(&self, path: &str) {
        let request = if path.starts_with("/api") {
            with_token("GET", path, &self.token)
        } else {
            Request::builder().method(Method::GET).uri(path)
        };
        let request = request.body(Body::empty()).expect("a request");
        let answer = self.app.send(request).await;
        assert!(answer.status.is_success(), "{path}: {}", answer.text());
    }

    /// The statements of each path.
    async fn count(&mut self) -> Vec<(&'static str, usize)> {
        let mut counts = Vec::new();
        let friends = self.friends.iter().map(|id| format!("id[]={id}"));
        let friends = friends.collect::<Vec<_>>().join("&");
        for path in PATHS {
            let filled = path
                .replace("{id}", &self.id)
                .replace("{list}", &self.list)
                .replace("{status}", &self.status)
                .replace("{quoted}", &self.quoted)
                .replace("{friends}", &friends);
            // Asked twice: the second time its filters know every text, and still nothing is rendered.
            for _ in 0..2 {
                self.restart();
                self.app.queries();
                self.ask(&filled).await;
            }
            counts.push((path, self.app.queries()));
        }
        counts
    }
}

fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("no text: {value}"))
        .to_owned()
}

fn done(answer: Answer) -> Value {
    assert!(
        answer.status.is_success(),
        "{}: {}",
        answer.status,
        answer.text()
    );
    answer.json()
}

#[tokio::test]
async fn reads_make_a_fixed_number_of_queries_whatever_the_page_size() {
    let mut reader = Reader::new().await;
    for number in 0..3 {
        reader.befriend(number).await;
    }
    let few = reader.count().await;
    for number in 3..13 {
        reader.befriend(number).await;
    }
    let many = reader.count().await;
    assert!(few.iter().all(|(_, count)| *count > 0), "{few:?}");
    assert_eq!(few, many);
}
