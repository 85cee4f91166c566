//! Two servers agree on who follows whom, also when one of them was restored from an older state (FEP-8fcf).

use std::net::Ipv4Addr;

use anyhow::{Context as _, Result, ensure};
use axum::http::{HeaderMap, HeaderValue};
use domain::account::Account;
use domain::follow::synchronization::Digest;
use domain::id::AccountId;
use domain::{relationship, remote, testing};
use harness::{Fediverse, Forger, Person, Server, says};
use http_signatures::Profile;
use serde_json::{Value, json};
use storage::Sql;

use crate::scene::Scene;

/// What only followers get.
async fn confide(who: &Person, text: &str) -> Result<Value> {
    let status = json!({"status": text, "visibility": "private"});
    who.app.post("/api/v1/statuses", &status).await?.ok()
}

/// Takes a follow out of the database of `server`, as if it had been restored from a backup that is older.
async fn forget(server: &Server, follower: &str, target: &str) -> Result<()> {
    let tx = server.ctx().db.begin().await?;
    let gone = Sql::new(
        &*tx,
        "DELETE FROM follows WHERE account_id = (SELECT id FROM accounts WHERE username = ",
    )
    .bind(follower)
    .push(") AND target_id = (SELECT id FROM accounts WHERE username = ")
    .bind(target)
    .push(")")
    .execute(&*tx)
    .await?;
    ensure!(gone == 1, "{follower} followed {target}");
    Ok(tx.commit().await?)
}

async fn follows(who: &Person, handle: &str) -> Result<bool> {
    Ok(who.relationship(handle).await?["following"] == true)
}

#[tokio::test]
async fn a_follow_that_the_follower_forgot_is_undone() -> Result<()> {
    for profile in [Profile::Cavage, Profile::Rfc9421] {
        let fediverse = Fediverse::start(2).await?;
        let [here, there] = fediverse.both();
        let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
        ada.follow(&bo.handle).await?;
        fediverse.settle().await?;
        forget(here, "ada", "bo").await?;
        here.gate.only(profile);
        confide(&bo, "for ada").await?;
        fediverse.settle().await?;
        let standing = bo.relationship(&ada.handle).await?;
        assert_eq!(standing["followed_by"], false, "{profile:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_follower_whom_the_followed_forgot_follows_no_more() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, cy) = (here.person("ada").await?, here.person("cy").await?);
    let bo = there.person("bo").await?;
    for follower in [&ada, &cy] {
        follower.follow(&bo.handle).await?;
    }
    fediverse.settle().await?;
    forget(there, "ada", "bo").await?;
    confide(&bo, "for cy").await?;
    fediverse.settle().await?;
    assert!(!follows(&ada, &bo.handle).await?);
    assert!(follows(&cy, &bo.handle).await?);
    assert!(
        !ada.home()
            .await?
            .iter()
            .any(|status| says(status, "for cy"))
    );
    cy.home_status("for cy").await?;
    // It is a new beginning, and no trace of the old one is in its way.
    ada.follow(&bo.handle).await?;
    fediverse.settle().await?;
    confide(&bo, "for both").await?;
    fediverse.settle().await?;
    ada.home_status("for both").await?;
    Ok(())
}

#[tokio::test]
async fn who_agrees_asks_for_no_list() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    ada.follow(&bo.handle).await?;
    fediverse.settle().await?;
    drop(there.gate.seen());
    confide(&bo, "for ada").await?;
    fediverse.settle().await?;
    ada.home_status("for ada").await?;
    assert_eq!(there.gate.seen(), [], "nothing that is signed came back");
    Ok(())
}

#[tokio::test]
async fn a_list_is_for_the_server_that_asks_and_signs() -> Result<()> {
    let scene = Scene::at(9).await?;
    let (victim, ctx) = (scene.victim(), scene.victim().ctx());
    let anna = scene.anna().await;
    let (ben, _) = (scene.forger.actor("ben"), scene.forger.actor("eve"));
    let follow =
        json!({"id": format!("{ben}/1"), "type": "Follow", "actor": ben, "object": anna.uri});
    assert_eq!(scene.forger.deliver(victim, &follow).await?, 202);
    scene.fediverse.settle().await?;
    let other = testing::remote_account(ctx, "tom", "t.example").await;
    testing::follow(ctx, other.id, anna.id).await;
    let path = format!("/ap/users/{}/followers_synchronization", anna.id);
    assert_eq!(victim.anonymous().get_activity(&path).await?.status, 401);
    let asker = format!("{}/eve", scene.forger.base());
    let answer = scene.forger.ask(victim, &asker, &path).await?;
    let cache = answer.headers.get("cache-control").cloned();
    assert_eq!(cache.context("a header")?, "private, no-store");
    let list = answer.ok()?;
    assert_eq!(list["type"], "OrderedCollection");
    assert_eq!(list["orderedItems"], json!([ben]));
    Ok(())
}

/// A server, anna who lives there, and eve elsewhere, whom she follows.
struct Hostile {
    fediverse: Fediverse,
    forger: Forger,
    anna: Account,
    eve: String,
    eve_id: AccountId,
    said: u32,
}

impl Hostile {
    async fn start() -> Result<Self> {
        let fediverse = Fediverse::start(1).await?;
        let forger = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
        let eve = forger.actor("eve");
        let mut document = forger.actor_document("eve");
        document["followers"] = json!(format!("{eve}/followers"));
        forger.serve("/eve", "application/activity+json", document.to_string());
        let ctx = fediverse.servers[0].ctx();
        let anna = testing::local_account(ctx, "anna").await;
        let hello =
            json!({"id": format!("{eve}/0"), "type": "Like", "actor": eve, "object": anna.uri});
        assert_eq!(forger.deliver(&fediverse.servers[0], &hello).await?, 202);
        fediverse.settle().await?;
        let known = remote::find_by_uri(ctx, &eve).await?.context("she spoke")?;
        testing::follow(ctx, anna.id, known.id).await;
        let eve_id = known.id;
        Ok(Self {
            fediverse,
            forger,
            anna,
            eve,
            eve_id,
            said: 0,
        })
    }

    fn server(&self) -> &Server {
        &self.fediverse.servers[0]
    }

    fn header(&self, url: &str, digest: Digest) -> String {
        let eve = &self.eve;
        format!(r#"collectionId="{eve}/followers", url="{url}", digest="{digest}""#)
    }

    fn activity(&mut self) -> Value {
        self.said += 1;
        let (eve, said) = (&self.eve, self.said);
        json!({"id": format!("{eve}/{said}"), "type": "Like", "actor": eve, "object": self.anna.uri})
    }

    /// Delivers something beside `headers`, and says how often the forger was asked for something then.
    async fn say(&mut self, headers: &[&str]) -> Result<usize> {
        let activity = self.activity();
        let mut beside = HeaderMap::new();
        for header in headers {
            beside.append("collection-synchronization", HeaderValue::from_str(header)?);
        }
        let before = self.forger.asked();
        let letter = self.forger.letter_beside(self.server(), &activity, beside);
        assert_eq!(letter.send(self.server()).await?, 202);
        self.fediverse.settle().await?;
        Ok(self.forger.asked() - before)
    }

    async fn is_followed(&self) -> Result<bool> {
        let ctx = self.server().ctx();
        let standing = relationship::show(ctx, self.anna.id, self.eve_id).await?;
        Ok(standing.following)
    }

    /// Serves a list of followers.
    fn list(&self, path: &str, uris: &[&str], next: Option<&str>) -> String {
        let url = format!("{}{path}", self.forger.base());
        let page =
            json!({"id": url, "type": "OrderedCollection", "orderedItems": uris, "next": next});
        self.forger
            .serve(path, "application/activity+json", page.to_string());
        url
    }
}

#[tokio::test]
async fn a_header_that_may_not_be_believed_does_nothing() -> Result<()> {
    let mut hostile = Hostile::start().await?;
    let (none, url) = (Digest::default(), hostile.list("/list", &[], None));
    let sound = hostile.header(&url, none);
    let elsewhere = hostile.header("http://127.0.0.7:7/list", none);
    let port = hostile.header("http://127.0.0.9:7/list", none);
    let of_others = sound.replace("/eve/followers", "/ben/followers");
    let long = format!("{sound}, more=\"{}\"", "x".repeat(5000));
    let unreadable = sound.replace(&none.to_string(), "00");
    for headers in [
        vec![elsewhere.as_str()],
        vec![&port],
        vec![&of_others],
        vec![&long],
        vec![&unreadable],
        vec![&sound, &sound],
    ] {
        assert_eq!(hostile.say(&headers).await?, 0, "{headers:?}");
        assert!(hostile.is_followed().await?, "{headers:?}");
    }
    let activity = hostile.activity();
    let before = hostile.forger.asked();
    let mut letter = hostile.forger.letter(hostile.server(), &activity);
    letter
        .headers
        .insert("collection-synchronization", HeaderValue::from_str(&sound)?);
    assert_eq!(letter.send(hostile.server()).await?, 202);
    hostile.fediverse.settle().await?;
    assert_eq!(hostile.forger.asked(), before, "it was not signed");
    assert!(hostile.is_followed().await?);
    assert_eq!(hostile.say(&[&sound]).await?, 1, "this one is sound");
    assert!(!hostile.is_followed().await?);
    Ok(())
}

#[tokio::test]
async fn a_list_that_is_not_the_promised_one_ends_no_follow() -> Result<()> {
    let mut hostile = Hostile::start().await?;
    let other = hostile.list("/other", &["http://127.0.0.7:7/tom"], None);
    let header = hostile.header(&other, Digest::default());
    assert_eq!(hostile.say(&[&header]).await?, 1);
    assert!(
        hostile.is_followed().await?,
        "another list than the header's"
    );
    for page in 0..40 {
        let next = format!("{}/endless/{}", hostile.forger.base(), page + 1);
        hostile.list(&format!("/endless/{page}"), &[], Some(&next));
    }
    let endless = hostile.header(
        &format!("{}/endless/0", hostile.forger.base()),
        Digest::default(),
    );
    assert_eq!(hostile.say(&[&endless]).await?, 10, "pages are bounded");
    assert!(hostile.is_followed().await?, "a list without end");
    let away = hostile.list("/away", &[], Some("http://127.0.0.7:7/list"));
    let header = hostile.header(&away, Digest::of(["http://127.0.0.7:7/tom"]));
    assert_eq!(
        hostile.say(&[&header]).await?,
        1,
        "no page of another server"
    );
    assert!(hostile.is_followed().await?);
    Ok(())
}
