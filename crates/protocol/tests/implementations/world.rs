//! An instance with one person, ida, and whoever sends her something.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use domain::account::Account;
use domain::id::StatusId;
use domain::inbox::{self, Arrival};
use domain::kinds::{ActorKind, NotificationKind};
use domain::notification::{self, Filter};
use domain::status_view::{StatusView, views};
use domain::testing::{self, TestContext};
use domain::{Context, Page, Viewer, remote, status};
use protocol::Federation;
use protocol::fetch::{Client, FetchPolicy};
use protocol::worker::process_inbox_batch;
use serde_json::Value;
use url::Url;

/// What the fixtures call ida, and her post.
const IDA: &str = "https://rounds.example/ap/users/7";
const POST: &str = "https://rounds.example/ap/users/7/statuses/9";

pub struct World {
    test: TestContext,
    federation: Federation,
    pub ida: Account,
    /// A public post of hers.
    pub post: StatusId,
    post_uri: String,
}

impl World {
    pub async fn new() -> Self {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let ida = testing::local_account(ctx, "ida").await;
        let post = testing::post(ctx, ida.id, testing::new_status("A case")).await;
        let base = Url::parse("https://rounds.example").expect("a url");
        let client = Client::new(FetchPolicy::new(&base)).expect("is made");
        Self {
            federation: Federation::new(ctx.clone(), client),
            post_uri: ctx.uris.status(ida.id, post),
            test,
            ida,
            post,
        }
    }

    pub fn ctx(&self) -> &Context {
        &self.test.ctx
    }

    /// The same, with another post of hers in the place of the first.
    pub fn about(mut self, post: StatusId) -> Self {
        self.post = post;
        self.post_uri = self.ctx().uris.status(self.ida.id, post);
        self
    }

    /// Lets the actor of a fixture send it, whom ida follows if it is a person.
    pub async fn send(&self, name: &str) {
        self.send_changed(name, |_| {}).await;
    }

    /// The same with something in it changed.
    pub async fn send_changed(&self, name: &str, change: impl FnOnce(&mut Value)) {
        let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/fixtures", name]
            .iter()
            .collect();
        let body = fs::read_to_string(path).expect("a fixture of that name");
        let body = body
            .replace(POST, &self.post_uri)
            .replace(IDA, &self.ida.uri);
        let mut activity: Value = serde_json::from_str(&body).expect("JSON");
        change(&mut activity);
        let actor = self
            .actor(activity["actor"].as_str().expect("an actor"))
            .await;
        let number = self.ctx().clock.now().millis();
        let uri = activity["id"].as_str().map(str::to_owned);
        let arrival = Arrival {
            activity_uri: uri.unwrap_or_else(|| format!("{}#{number}", actor.uri)),
            actor_id: actor.id,
            recipient_id: None,
            body: activity.to_string(),
        };
        let arrivals = inbox::arrivals(self.ctx());
        arrivals.write(arrival).await.expect("is stored");
        let worked = process_inbox_batch(&self.federation, 10).await;
        assert_eq!(worked.expect("is worked on"), 1, "{name}");
        self.ctx().clock.advance(Duration::from_mins(2));
        let left = inbox::claim(self.ctx(), 10).await.expect("reads");
        assert_eq!(left, [], "{name} is an error that is tried again");
    }

    /// The account at `uri`, as it would be after its first request.
    pub async fn actor(&self, uri: &str) -> Account {
        let ctx = self.ctx();
        if let Some(known) = remote::find_by_uri(ctx, uri).await.expect("reads") {
            return known;
        }
        let url = Url::parse(uri).expect("a url");
        let mut words = url
            .path()
            .split(['/', ':', '@'])
            .filter(|word| !word.is_empty());
        let name = words.next_back().unwrap_or("actor").to_owned();
        let handle = (name.as_str(), url.host_str().expect("a host"));
        let kind = ActorKind::Person;
        let actor = testing::remote_actor(ctx, kind, handle, uri.to_owned(), uri.to_owned()).await;
        testing::follow(ctx, self.ida.id, actor.id).await;
        actor
    }

    /// The status at `uri` as ida sees it; `None` when she sees none.
    pub async fn seen(&self, uri: &str) -> Option<StatusView> {
        let ctx = self.ctx();
        let known = remote::find_status(ctx, uri).await.expect("reads")?;
        self.shown(known.id).await
    }

    pub async fn shown(&self, id: StatusId) -> Option<StatusView> {
        let viewer = Viewer::Account(self.ida.id);
        let entry = status::show(self.ctx(), viewer, id).await.ok()?;
        let shown = views(self.ctx(), &[entry]).await.expect("reads");
        shown.into_iter().next().map(|view| view.status)
    }

    /// What ida was told, the newest first.
    pub async fn told(&self) -> Vec<NotificationKind> {
        let filter = Filter::default();
        let told = notification::list(self.ctx(), self.ida.id, &filter, Page::first(10)).await;
        told.expect("reads").iter().map(|told| told.kind).collect()
    }

    /// How many favourites her post has.
    pub async fn favourites(&self) -> i64 {
        let shown = self.shown(self.post).await;
        shown.expect("her post").status.favourites_count
    }
}
