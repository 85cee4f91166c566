//! Groups of other software, in the shapes of its activities: what a group and its moderators say takes effect here.

use anyhow::{Context as _, Result};
use domain::account::Account;
use domain::follow::{self, Asked};
use domain::id::StatusId;
use domain::kinds::Visibility;
use domain::status::{NewStatus, Status};
use domain::{Page, Viewer, favourite, group_member, relationship, remote, testing, timeline};
use harness::Forger;
use protocol::fetch::Budget;
use protocol::resolve;
use serde_json::{Value, json};
use std::net::Ipv4Addr;
use std::path::PathBuf;
use url::Url;

use crate::scene::Scene;

/// Anna follows a group that the forger keeps as some software would; Otto lives with the group, and Mia, who runs it
/// with others, on a server of her own.
struct Board {
    scene: Scene,
    software: &'static str,
    elsewhere: Forger,
    anna: Account,
    group: Account,
    key: String,
}

impl Board {
    async fn open(software: &'static str) -> Result<Self> {
        let scene = Scene::at(9).await?;
        let clock = scene.fediverse.clock.clone();
        let elsewhere = Forger::start(Ipv4Addr::new(127, 0, 0, 8), clock).await?;
        let anna = scene.anna().await;
        let mut board = Self {
            group: anna.clone(),
            key: String::new(),
            scene,
            software,
            elsewhere,
            anna,
        };
        let actor = board.fixture("actor")?;
        board.key = text(&actor["publicKey"]["id"]);
        let group = board.scene.forger.publish(actor);
        let post = board.fixture("post")?;
        board.publish_person(&text(&post["attributedTo"]));
        let path = text(&post["id"]).replace(board.scene.forger.base(), "");
        let kind = "application/activity+json";
        board.scene.forger.serve(&path, kind, post.to_string());
        if let Ok(moderators) = board.fixture("moderators") {
            let path = text(&moderators["id"]).replace(board.scene.forger.base(), "");
            board
                .scene
                .forger
                .serve(&path, kind, moderators.to_string());
        }
        let federation = board.scene.victim().federation();
        let uri = Url::parse(&group)?;
        board.group = resolve::actor(federation, &uri, &mut Budget::default()).await?;
        let ctx = board.scene.victim().ctx();
        let options = follow::Options::default();
        follow::follow(ctx, board.anna.id, board.group.id, &options).await?;
        follow::receive_accept(ctx, board.group.id, Asked::Party(board.anna.id)).await?;
        board.scene.fediverse.settle().await?;
        Ok(board)
    }

    /// A recorded shape, with the addresses of this network.
    fn fixture(&self, name: &str) -> Result<Value> {
        let file = format!("{}/group_{name}.json", self.software);
        let path: PathBuf = [
            env!("CARGO_MANIFEST_DIR"),
            "../crates/protocol/tests/fixtures",
            &file,
        ]
        .iter()
        .collect();
        let written = std::fs::read_to_string(path)?;
        let home = format!("https://{}.example", self.software);
        let written = written
            .replace(&home, self.scene.forger.base())
            .replace("https://elsewhere.example", self.elsewhere.base())
            .replace("https://rounds.example/anna", &self.anna.uri);
        Ok(serde_json::from_str(&written)?)
    }

    fn publish_person(&self, id: &str) {
        let forger = &self.scene.forger;
        let mut person = forger.actor_document("otto");
        person["id"] = json!(id);
        person["inbox"] = json!(format!("{id}/inbox"));
        person["publicKey"] = json!({"id": format!("{id}#main-key"), "owner": id});
        forger.publish(person);
    }

    /// The group sends what is recorded under these names, one after the other.
    async fn say(&self, names: &[&str]) -> Result<()> {
        for name in names {
            self.send(&self.fixture(name)?).await?;
        }
        Ok(())
    }

    async fn send(&self, activity: &Value) -> Result<()> {
        let victim = self.scene.victim();
        let authority = victim.base().trim_start_matches("http://");
        let now = self.scene.fediverse.clock.now().seconds();
        let letter = self
            .scene
            .forger
            .letter_with(authority, &self.key, now, activity);
        anyhow::ensure!(letter.send(victim).await? == 202, "{activity:#}");
        self.scene.fediverse.settle().await
    }

    /// The post, if it is here.
    async fn post(&self) -> Result<Option<Status>> {
        let uri = text(&self.fixture("post")?["id"]);
        Ok(remote::find_status(self.scene.victim().ctx(), &uri).await?)
    }

    /// How often the group put something into Anna's home.
    async fn boosts(&self) -> Result<usize> {
        let home = timeline::home(self.scene.victim().ctx(), self.anna.id, Page::first(10)).await?;
        let boosts = home.iter().filter(|entry| entry.reblog.is_some());
        Ok(boosts.count())
    }

    /// Anna answers the post.
    async fn answer(&self) -> Result<domain::Result<StatusId>> {
        let post = self.post().await?.context("the post is here")?;
        let new = NewStatus {
            in_reply_to_id: Some(post.id),
            visibility: Visibility::Public,
            ..testing::new_status("And the left atrium?")
        };
        Ok(domain::status::publish(self.scene.victim().ctx(), self.anna.id, new).await)
    }

    async fn follows(&self) -> Result<bool> {
        let ctx = self.scene.victim().ctx();
        Ok(relationship::show(ctx, self.anna.id, self.group.id)
            .await?
            .following)
    }

    async fn runs(&self) -> Result<bool> {
        let ctx = self.scene.victim().ctx();
        Ok(group_member::is_moderator(ctx, self.group.id, self.anna.id).await?)
    }

    async fn pins(&self) -> Result<usize> {
        let ctx = self.scene.victim().ctx();
        let page = Page::first(10);
        let pins = timeline::pinned(ctx, Viewer::Anonymous, self.group.id, page).await?;
        Ok(pins.len())
    }

    async fn likes(&self) -> Result<i64> {
        let post = self.post().await?.context("the post is here")?;
        Ok(post.favourites_count)
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_post_of_every_software_is_boosted_once_with_its_title() -> Result<()> {
    for software in ["lemmy", "piefed", "mbin"] {
        let board = Board::open(software).await?;
        board.say(&["create", "create"]).await?;
        let post = board.post().await?.context(software)?;
        assert_eq!(post.title, text(&board.fixture("post")?["name"]));
        assert_eq!(post.group_id, Some(board.group.id), "{software}");
        assert_eq!(board.boosts().await?, 1, "{software}");
    }
    Ok(())
}

#[tokio::test]
async fn nodebb_announces_twice_and_is_heard_once() -> Result<()> {
    let board = Board::open("nodebb").await?;
    board.say(&["announce", "create"]).await?;
    assert_eq!(board.boosts().await?, 1);
    let post = board.post().await?.context("it is here")?;
    assert_eq!(post.title, "A murmur");
    board.say(&["like"]).await?;
    assert_eq!(board.likes().await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_locked_thread_takes_no_answers_from_here() -> Result<()> {
    for software in ["lemmy", "piefed", "mbin"] {
        let board = Board::open(software).await?;
        board.say(&["create", "lock"]).await?;
        let refused = board.answer().await?;
        assert!(
            matches!(refused, Err(domain::Error::Forbidden(_))),
            "{software}: {refused:?}"
        );
    }
    let board = Board::open("lemmy").await?;
    board.say(&["create", "lock", "undo_lock"]).await?;
    board.answer().await??;
    Ok(())
}

#[tokio::test]
async fn what_a_moderator_removes_goes_and_comes_back() -> Result<()> {
    for software in ["lemmy", "piefed"] {
        let board = Board::open(software).await?;
        board.say(&["create", "remove"]).await?;
        assert_eq!(board.boosts().await?, 0, "{software}");
        let post = board.post().await?;
        assert!(post.is_none(), "its own server says so: {software}");
    }
    let board = Board::open("lemmy").await?;
    board.say(&["create", "remove", "undo_remove"]).await?;
    assert_eq!(board.boosts().await?, 1);
    Ok(())
}

#[tokio::test]
async fn whom_the_group_bans_follows_it_no_more() -> Result<()> {
    for software in ["lemmy", "piefed", "mbin"] {
        let board = Board::open(software).await?;
        board.say(&["create", "ban"]).await?;
        assert!(!board.follows().await?, "{software}");
    }
    let board = Board::open("lemmy").await?;
    board.say(&["create", "ban", "undo_ban"]).await?;
    let ctx = board.scene.victim().ctx();
    let options = follow::Options::default();
    follow::follow(ctx, board.anna.id, board.group.id, &options).await?;
    Ok(())
}

#[tokio::test]
async fn moderators_come_and_go() -> Result<()> {
    for software in ["lemmy", "mbin"] {
        let board = Board::open(software).await?;
        board.say(&["add_moderator"]).await?;
        assert!(board.runs().await?, "{software}");
    }
    let board = Board::open("lemmy").await?;
    board.say(&["add_moderator", "remove_moderator"]).await?;
    assert!(!board.runs().await?);
    Ok(())
}

#[tokio::test]
async fn what_is_featured_stands_on_top() -> Result<()> {
    for software in ["lemmy", "mbin"] {
        let board = Board::open(software).await?;
        board.say(&["create", "add_featured"]).await?;
        assert_eq!(board.pins().await?, 1, "{software}");
    }
    let board = Board::open("lemmy").await?;
    board
        .say(&["create", "add_featured", "remove_featured"])
        .await?;
    assert_eq!(board.pins().await?, 0);
    Ok(())
}

#[tokio::test]
async fn votes_of_those_who_are_known_here_count() -> Result<()> {
    for software in ["lemmy", "piefed", "mbin"] {
        let board = Board::open(software).await?;
        board.say(&["create", "like", "like"]).await?;
        assert_eq!(board.likes().await?, 1, "{software}");
        let mut unknown = board.fixture("like")?;
        unknown["id"] = json!(format!("{}#2", text(&unknown["id"])));
        unknown["object"]["actor"] = json!(format!("{}/nobody", board.scene.forger.base()));
        unknown["object"]["id"] = json!(format!("{}/likes/2", board.scene.forger.base()));
        let asked = board.scene.forger.asked();
        board.send(&unknown).await?;
        assert_eq!(board.scene.forger.asked(), asked, "nobody is fetched");
        assert_eq!(board.likes().await?, 1, "{software}");
    }
    let board = Board::open("lemmy").await?;
    board.say(&["create", "like", "undo_like"]).await?;
    assert_eq!(board.likes().await?, 0);
    Ok(())
}

#[tokio::test]
async fn what_the_group_says_of_itself_is_asked_for() -> Result<()> {
    let board = Board::open("lemmy").await?;
    let mut actor = board.fixture("actor")?;
    actor["name"] = json!("Hearts and vessels");
    board.scene.forger.publish(actor);
    board.say(&["update"]).await?;
    let ctx = board.scene.victim().ctx();
    let group = remote::find_by_id(ctx, board.group.id).await?;
    assert_eq!(
        group.map(|group| group.display_name).as_deref(),
        Some("Hearts and vessels")
    );
    Ok(())
}

#[tokio::test]
async fn security_54_who_is_not_listed_decides_nothing() -> Result<()> {
    let board = Board::open("lemmy").await?;
    board.say(&["create"]).await?;
    for name in ["lock", "remove", "ban", "add_moderator", "add_featured"] {
        let mut forged = board.fixture(name)?;
        let stranger = format!("{}/u/mallory", board.elsewhere.base());
        forged["object"]["actor"] = json!(stranger);
        board.send(&forged).await?;
    }
    board.answer().await??;
    assert_eq!(board.boosts().await?, 1);
    assert!(board.follows().await? && !board.runs().await?);
    assert_eq!(board.pins().await?, 0);
    Ok(())
}

#[tokio::test]
async fn security_54_a_group_decides_nothing_in_another() -> Result<()> {
    let board = Board::open("lemmy").await?;
    board.say(&["create"]).await?;
    let ctx = board.scene.victim().ctx();
    // Another group, which Anna follows too, and a person who calls herself one.
    for (number, kind) in ["Group", "Person"].into_iter().enumerate() {
        let id = format!("{}/c/other{number}", board.elsewhere.base());
        let mut other = board.elsewhere.actor_document("other");
        other["id"] = json!(id);
        other["type"] = json!(kind);
        other["preferredUsername"] = json!(format!("other{number}"));
        other["inbox"] = json!(format!("{id}/inbox"));
        other["publicKey"] = json!({"id": format!("{id}#main-key"), "owner": id});
        board.elsewhere.publish(other);
        let federation = board.scene.victim().federation();
        let found = resolve::actor(federation, &Url::parse(&id)?, &mut Budget::default()).await?;
        let options = follow::Options::default();
        follow::follow(ctx, board.anna.id, found.id, &options).await?;
        follow::receive_accept(ctx, found.id, Asked::Party(board.anna.id)).await?;
        for name in [
            "lock",
            "remove",
            "ban",
            "add_moderator",
            "add_featured",
            "like",
        ] {
            let mut forged = board.fixture(name)?;
            forged["actor"] = json!(id);
            forged["id"] = json!(format!("{id}/{name}"));
            let victim = board.scene.victim();
            assert_eq!(board.elsewhere.deliver(victim, &forged).await?, 202);
            board.scene.fediverse.settle().await?;
        }
    }
    board.answer().await??;
    assert_eq!((board.boosts().await?, board.likes().await?), (1, 0));
    assert!(board.follows().await? && !board.runs().await?);
    assert_eq!(board.pins().await?, 0);
    Ok(())
}

#[tokio::test]
async fn security_54_a_group_says_nothing_for_people_of_ours() -> Result<()> {
    let board = Board::open("lemmy").await?;
    board.say(&["create"]).await?;
    let ctx = board.scene.victim().ctx();
    let mut forged = board.fixture("like")?;
    forged["object"]["actor"] = json!(board.anna.uri);
    forged["object"]["id"] = json!(format!("{}#likes/1", board.anna.uri));
    board.send(&forged).await?;
    assert_eq!(board.likes().await?, 0);
    let post = board.post().await?.context("the post is here")?;
    favourite::favourite(ctx, board.anna.id, post.id).await?;
    let mut undo = board.fixture("undo_like")?;
    undo["object"]["actor"] = json!(board.anna.uri);
    undo["object"]["object"]["actor"] = json!(board.anna.uri);
    board.send(&undo).await?;
    assert_eq!(board.likes().await?, 1, "only she takes it back");
    Ok(())
}

#[tokio::test]
async fn security_54_what_is_wrapped_is_what_its_own_server_says() -> Result<()> {
    let board = Board::open("lemmy").await?;
    let mut forged = board.fixture("create")?;
    forged["object"]["object"]["content"] = json!("<p>Something else</p>");
    board.send(&forged).await?;
    let post = board.post().await?.context("it is here")?;
    assert!(post.content.contains("Short version inside"), "{post:?}");
    Ok(())
}

#[tokio::test]
async fn a_group_that_nobody_follows_makes_us_ask_for_nothing() -> Result<()> {
    let board = Board::open("lemmy").await?;
    let ctx = board.scene.victim().ctx();
    follow::unfollow(ctx, board.anna.id, board.group.id).await?;
    board.scene.fediverse.settle().await?;
    let asked = board.scene.forger.asked();
    board.say(&["create"]).await?;
    assert_eq!(board.scene.forger.asked(), asked);
    assert!(board.post().await?.is_none());
    Ok(())
}
