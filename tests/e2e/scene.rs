//! A server and a hostile peer, which differs from it by its host or by its port alone.

use std::net::Ipv4Addr;

use anyhow::{Context as _, Result};
use domain::account::Account;
use domain::kinds::Visibility;
use domain::status::{NewStatus, Status};
use domain::{remote, testing};
use harness::{Fediverse, Forger, Server};
use serde_json::{Value, json};

/// Everybody, as an addressee.
pub const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// A victim, someone who lives there, and a forger at `host`.
pub struct Scene {
    /// The victim's network.
    pub fediverse: Fediverse,
    /// The hostile peer.
    pub forger: Forger,
}

impl Scene {
    /// Twice: another host, and another port of the same host.
    pub async fn both() -> Result<[Self; 2]> {
        Ok([Self::at(9).await?, Self::at(1).await?])
    }

    /// With a forger at `127.0.0.HOST`.
    pub async fn at(host: u8) -> Result<Self> {
        let fediverse = Fediverse::start(1).await?;
        let host = Ipv4Addr::new(127, 0, 0, host);
        let forger = Forger::start(host, fediverse.clock.clone()).await?;
        Ok(Self { fediverse, forger })
    }

    /// The server that is attacked.
    pub fn victim(&self) -> &Server {
        &self.fediverse.servers[0]
    }

    /// Someone who lives with the victim.
    pub async fn anna(&self) -> Account {
        testing::local_account(self.victim().ctx(), "anna").await
    }

    /// What someone who lives with the victim posted.
    pub async fn post(&self, author: &Account, visibility: Visibility) -> Result<Status> {
        let ctx = self.victim().ctx();
        let new = NewStatus {
            visibility,
            ..testing::new_status("mine")
        };
        let id = domain::status::publish(ctx, author.id, new).await?;
        let uri = ctx.uris.status(author.id, id);
        self.stored(&uri).await?.context("it was posted")
    }

    /// The status with this id, once all is done.
    pub async fn stored(&self, uri: &str) -> Result<Option<Status>> {
        self.fediverse.settle().await?;
        Ok(remote::find_status(self.victim().ctx(), uri).await?)
    }

    /// A note to `to`, as its author would send it.
    pub fn create(&self, author: &str, number: u32, to: &str) -> Value {
        let base = self.forger.base();
        let note = json!({
            "id": format!("{base}/notes/{number}"), "type": "Note", "attributedTo": author,
            "content": "<p>buy</p>", "to": [PUBLIC], "cc": [to],
            "tag": [{"type": "Mention", "href": to, "name": "@victim"}],
        });
        json!({
            "id": format!("{base}/notes/{number}/activity"), "type": "Create", "actor": author,
            "to": [PUBLIC], "cc": [to], "object": note,
        })
    }

    /// Whether there is one.
    pub async fn is_stored(&self, uri: &str) -> Result<bool> {
        Ok(self.stored(uri).await?.is_some())
    }

    /// Neither an activity nor a status of anyone else is here: it was refused at the door.
    pub async fn is_untouched(&self) -> Result<bool> {
        self.fediverse.settle().await?;
        let db = self.victim().ctx().db.read();
        let mut rows = Vec::new();
        for kept in ["inbox", "statuses WHERE NOT local"] {
            let select = format!("SELECT 1 FROM {kept}");
            rows.extend(storage::Sql::new(db, &select).rows(db).await?);
        }
        Ok(rows.is_empty())
    }
}
