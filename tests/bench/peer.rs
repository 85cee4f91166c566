//! Another server, as far as the measured one can tell: an actor with a key, followers, and inboxes that take everything.

use anyhow::{Context as _, Result};
use domain::kinds::ActorKind;
use domain::testing::new_follow;
use domain::{Clock, Timestamp};
use http_signatures::{PrivateKey, Profile, RequestView, sign, testing};
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Method, Url};
use serde_json::json;
use storage::account::{self, Account};
use storage::{Db, Sql, follow};

/// An actor of another server.
pub struct Peer {
    account: Account,
    key: PrivateKey,
}

impl Peer {
    /// Makes the row that the measured server has of an actor whom it looked up before.
    pub async fn known_to(database: &Db, name: &str) -> Result<Self> {
        let key = testing::key(0);
        let mut account = remote(
            name,
            "http://127.9.0.1:1",
            "http://127.9.0.1:1/inbox",
            Clock::System.now(),
        );
        account.public_key = Some(key.public_key_pem());
        let tx = database.begin().await?;
        account::insert(&*tx, account.clone()).await?;
        tx.commit().await?;
        Ok(Self { account, key })
    }

    /// Gives it `count` local followers, made for this alone.
    pub async fn followed_by(&self, database: &Db, count: usize) -> Result<()> {
        let now = Clock::System.now();
        let tx = database.begin().await?;
        for number in 0..count {
            let mut follower = remote(
                &format!("{}fan{number}", self.account.username),
                "",
                "",
                now,
            );
            follower.domain = None;
            follower.uri = format!("local:{}", follower.username);
            let id = follower.id;
            account::insert(&*tx, follower).await?;
            follow::insert(&*tx, new_follow(id, self.account.id, now)).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// A signed `Create` of a public note.
    pub fn letter(&self, base: &str, number: usize) -> Result<(HeaderMap, String)> {
        let actor = &self.account.uri;
        let note = format!("{actor}/notes/{number}");
        let now = Clock::System.now();
        let public = "https://www.w3.org/ns/activitystreams#Public";
        let body = json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": format!("{note}/activity"), "type": "Create", "actor": actor,
            "published": now.to_rfc3339_seconds(), "to": [public], "cc": [format!("{actor}/followers")],
            "object": {
                "id": note, "type": "Note", "attributedTo": actor, "published": now.to_rfc3339_seconds(),
                "to": [public], "cc": [format!("{actor}/followers")], "url": note,
                "content": format!("<p>Number {number} of a series, with <b>some</b> markup and a <a href=\"https://example.org/\">link</a>.</p>"),
            },
        })
        .to_string();
        let authority = Url::parse(base)?;
        let authority = format!(
            "{}:{}",
            authority.host_str().context("a host")?,
            authority.port().context("a port")?
        );
        let mut headers = HeaderMap::new();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/activity+json"),
        );
        let view = RequestView {
            method: &Method::POST,
            scheme: "http",
            authority: &authority,
            path_and_query: "/inbox",
            headers: &headers,
            body: Some(body.as_bytes()),
        };
        let key_id = self.account.key_id.as_deref().context("a key")?;
        let added = sign(Profile::Cavage, &view, key_id, &self.key, now.seconds())?;
        headers.extend(added);
        Ok((headers, body))
    }
}

/// Whether a received activity waits to be worked on. Asked of an index, because it is asked while the processor is
/// measured.
pub async fn is_busy(database: &Db) -> Result<bool> {
    let due = storage::inbox::next_due(database.read()).await?;
    Ok(due.is_some())
}

/// How many home entries there are.
pub async fn home_entries(database: &Db) -> Result<i64> {
    let rows = Sql::new(database.read(), "SELECT count(*) AS n FROM home_entries")
        .rows(database.read())
        .await?;
    Ok(rows
        .first()
        .context("a count is one row")?
        .try_get("", "n")?)
}

/// The row of an actor elsewhere.
pub fn remote(name: &str, base: &str, shared_inbox: &str, now: Timestamp) -> Account {
    let uri = format!("{base}/users/{name}");
    Account {
        domain: Some(base.trim_start_matches("http://").to_owned()),
        url: Some(uri.clone()),
        shared_inbox_url: Some(shared_inbox.to_owned()),
        followers_url: Some(format!("{uri}/followers")),
        key_id: Some(format!("{uri}#main-key")),
        fetched_at: Some(now),
        ..account::blank(ActorKind::Person, name, uri, now)
    }
}
