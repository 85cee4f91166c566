//! Somebody who shows credentials, an issuer, and a server that looks.

use std::net::Ipv4Addr;

use anyhow::{Context as _, Result};
use domain::credential::CredentialKind;
use domain::credential_issuer;
use domain::moderation::Authority;
use harness::{Fediverse, Forger, Issuer, Person, Server, list};
use serde_json::{Value, json};

pub const HEALTH: CredentialKind = CredentialKind::HealthProfessional;

/// A server with a member who looks, an issuer, and somebody of a third server who shows credentials.
pub struct Stage {
    pub fediverse: Fediverse,
    /// Where the issuer is.
    pub assoc: Forger,
    /// Where Ann is.
    pub clinic: Forger,
    pub member: Person,
}

impl Stage {
    pub async fn set() -> Result<Self> {
        let fediverse = Fediverse::start(1).await?;
        let clock = &fediverse.clock;
        let assoc = Forger::start(Ipv4Addr::new(127, 0, 0, 9), clock.clone()).await?;
        let clinic = Forger::start(Ipv4Addr::new(127, 0, 0, 8), clock.clone()).await?;
        let member = fediverse.servers[0].person("mo").await?;
        Ok(Self {
            fediverse,
            assoc,
            clinic,
            member,
        })
    }

    pub fn server(&self) -> &Server {
        &self.fediverse.servers[0]
    }

    /// An issuer whose word counts here.
    pub async fn issuer(&self) -> Result<Issuer<'_>> {
        let issuer = Issuer::serve(&self.assoc, "assoc", 1);
        issuer.set(&[]);
        let by = Authority::Operator;
        credential_issuer::add(self.server().ctx(), by, &issuer.uri, &[HEALTH]).await?;
        Ok(issuer)
    }

    /// The id of the actor of the clinic that [`Stage::shown`] is about.
    pub fn ann(&self) -> String {
        format!("{}/ann", self.clinic.base())
    }

    /// Ann shows these credentials; what the profile API says of them.
    pub async fn show(&self, uris: &[String]) -> Result<Vec<Value>> {
        let at = format!("{}/credentials", self.ann());
        let listed = json!({"id": at, "type": "Collection", "items": uris});
        let kind = "application/activity+json";
        self.clinic
            .serve("/ann/credentials", kind, listed.to_string());
        let said = json!({
            "rounds:credentials": at,
            "attachment": [{
                "type": "PropertyValue", "name": "Verified by Association",
                "value": link(&format!("{}/verify/7", self.assoc.base())),
            }],
        });
        self.clinic.actor_that_says("ann", &said);
        self.account().await?;
        self.fediverse.settle().await?;
        self.shown().await
    }

    /// Ann as the member's app shows her.
    pub async fn account(&self) -> Result<Value> {
        let domain = self.clinic.base().trim_start_matches("http://");
        self.member.lookup(&format!("ann@{domain}")).await
    }

    /// What the profile API says of Ann's credentials.
    pub async fn shown(&self) -> Result<Vec<Value>> {
        let id = self.account().await?["id"].clone();
        let id = id.as_str().context("an id")?;
        let path = format!("/api/rounds/v1/accounts/{id}/credentials");
        list(self.server().anonymous().get(&path).await?.ok()?)
    }

    /// State and reason of the only credential that Ann shows.
    pub async fn state(&self) -> Result<(String, String)> {
        let shown = self.shown().await?;
        let [one] = &shown[..] else {
            anyhow::bail!("one was expected: {shown:#?}")
        };
        Ok((text(&one["state"]), text(&one["reason"])))
    }
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

pub fn link(url: &str) -> String {
    format!(r#"<a href="{url}" rel="me nofollow noopener">{url}</a>"#)
}
