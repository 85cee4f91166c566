//! Someone with an account and an app.

use anyhow::{Context as _, Result};
use domain::id::AccountId;
use domain::kinds::UserRole;
use domain::scope::Scopes;
use domain::sign_up::{By, sign_up};
use domain::testing::new_person;
use domain::token;
use serde_json::{Value, json};

use crate::{Client, Server};

/// A person on one server, with a token of all scopes that apps ask for.
pub struct Person {
    /// Their app.
    pub app: Client,
    /// Their account.
    pub id: AccountId,
    /// `name@domain`.
    pub handle: String,
}

impl Server {
    /// Makes a person of this name.
    pub async fn person(&self, name: &str) -> Result<Person> {
        self.make(name, false).await
    }

    /// Makes a person of this name who decides on each follower.
    pub async fn locked_person(&self, name: &str) -> Result<Person> {
        self.make(name, true).await
    }

    async fn make(&self, name: &str, locked: bool) -> Result<Person> {
        let by = By::Operator {
            role: UserRole::Member,
            confirmed: true,
            locked,
        };
        let joined = sign_up(self.ctx(), new_person(name), by).await?;
        let scopes = Scopes::parse("read write follow push").context("the scopes are known")?;
        let issued = token::issue(self.ctx(), name, scopes).await?;
        Ok(Person {
            app: Client::new(self.base(), Some(&issued.secret)),
            id: joined.account_id,
            handle: format!("{name}@{}", self.domain()),
        })
    }
}

impl Person {
    /// What this person's server knows of `handle`, looked up as an app does.
    pub async fn lookup(&self, handle: &str) -> Result<Value> {
        let found = self
            .app
            .get(&format!(
                "/api/v2/search?q=@{handle}&type=accounts&resolve=true"
            ))
            .await?
            .ok()?;
        found["accounts"]
            .get(0)
            .cloned()
            .with_context(|| format!("{handle} is not found: {found}"))
    }

    /// Follows `handle`, wherever it is.
    pub async fn follow(&self, handle: &str) -> Result<Value> {
        let target = self.lookup(handle).await?;
        self.app
            .post(
                &format!("/api/v1/accounts/{}/follow", id(&target)),
                &json!({}),
            )
            .await?
            .ok()
    }

    /// The relationship to `handle`.
    pub async fn relationship(&self, handle: &str) -> Result<Value> {
        let target = self.lookup(handle).await?;
        let list = self
            .app
            .get(&format!(
                "/api/v1/accounts/relationships?id[]={}",
                id(&target)
            ))
            .await?
            .ok()?;
        list.get(0)
            .cloned()
            .context("one account has one relationship")
    }

    /// Posts something public.
    pub async fn post(&self, text: &str) -> Result<Value> {
        self.app
            .post("/api/v1/statuses", &json!({ "status": text }))
            .await?
            .ok()
    }

    /// Answers a status of this person's own server.
    pub async fn reply(&self, to: &Value, text: &str) -> Result<Value> {
        let body =
            json!({ "status": text, "in_reply_to_id": id(to), "visibility": to["visibility"] });
        self.app.post("/api/v1/statuses", &body).await?.ok()
    }

    /// Does something to a status: `favourite`, `reblog`, `pin` and their opposites.
    pub async fn act(&self, status: &Value, verb: &str) -> Result<Value> {
        self.app
            .post(
                &format!("/api/v1/statuses/{}/{verb}", id(status)),
                &json!({}),
            )
            .await?
            .ok()
    }

    /// The home timeline, the newest first.
    pub async fn home(&self) -> Result<Vec<Value>> {
        list(
            self.app
                .get("/api/v1/timelines/home?limit=40")
                .await?
                .ok()?,
        )
    }

    /// The status in the home timeline that says `text`.
    pub async fn home_status(&self, text: &str) -> Result<Value> {
        let home = self.home().await?;
        let found = home.iter().find(|status| says(status, text));
        found
            .cloned()
            .with_context(|| format!("nothing in the home timeline says {text:?}: {home:#?}"))
    }

    /// The types of this person's notifications, the newest first.
    pub async fn notified(&self) -> Result<Vec<String>> {
        let all = list(self.app.get("/api/v1/notifications").await?.ok()?)?;
        Ok(all
            .iter()
            .map(|one| one["type"].as_str().unwrap_or_default().to_owned())
            .collect())
    }
}

/// The id of an entity.
#[must_use]
pub fn id(entity: &Value) -> &str {
    entity["id"]
        .as_str()
        .expect("every entity has an id, as text")
}

/// Whether the text of a status contains `text`.
#[must_use]
pub fn says(status: &Value, text: &str) -> bool {
    status["content"]
        .as_str()
        .is_some_and(|content| content.contains(text))
}

/// The elements of an array.
pub fn list(value: Value) -> Result<Vec<Value>> {
    match value {
        Value::Array(list) => Ok(list),
        other => anyhow::bail!("an array was expected: {other}"),
    }
}
