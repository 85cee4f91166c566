//! What apps and peers ask, in random order and again and again.

use std::sync::Arc;

use anyhow::Result;
use rand::Rng as _;
use reqwest::{Client, RequestBuilder};
use serde_json::json;

use crate::load;
use crate::report::Report;
use crate::target::Target;
use crate::world::World;

/// Requests of a series.
const COUNT: usize = 8_000;

/// What a request needs, copied so that the connections can share it.
struct Asker {
    base: String,
    people: Vec<(String, String, String)>,
    statuses: Vec<(String, usize)>,
}

impl Asker {
    fn get(&self, client: &Client, path: &str, person: usize) -> RequestBuilder {
        client
            .get(format!("{}{path}", self.base))
            .bearer_auth(&self.people[person].2)
    }

    fn anyone(&self) -> usize {
        rand::rng().random_range(0..self.people.len())
    }

    fn any_status(&self) -> &str {
        &self.statuses[rand::rng().random_range(0..self.statuses.len())].0
    }

    fn post(&self, client: &Client, number: usize) -> RequestBuilder {
        client
            .post(format!("{}/api/v1/statuses", self.base))
            .bearer_auth(&self.people[self.anyone()].2)
            .header("content-type", "application/json")
            .body(json!({ "status": format!("Written under load, number {number}") }).to_string())
    }
}

/// Measures every path, first with everybody in random order, then one page again and again.
pub async fn measure(world: &World, target: &Target, report: &mut Report) -> Result<()> {
    let asker = Arc::new(Asker {
        base: target.base.clone(),
        people: world
            .people
            .iter()
            .map(|one| (one.id.to_string(), one.name.clone(), one.token.clone()))
            .collect(),
        statuses: world
            .statuses
            .iter()
            .map(|(id, author)| (id.to_string(), *author))
            .collect(),
    });
    random_order(&asker, target, report).await?;
    again_and_again(&asker, target, report).await?;
    let poster = asker.clone();
    let cost = load::run(target, COUNT / 8, move |client, number| {
        poster.post(client, number)
    })
    .await?;
    report.add("posting", &cost);
    Ok(())
}

async fn random_order(asker: &Arc<Asker>, target: &Target, report: &mut Report) -> Result<()> {
    let a = asker.clone();
    let cost = load::run(target, COUNT, move |c, _| {
        a.get(c, "/api/v1/timelines/home", a.anyone())
    })
    .await?;
    report.add("home, everyone", &cost);
    let a = asker.clone();
    let cost = load::run(target, COUNT, move |c, number| {
        if number % 21 == 20 {
            a.post(c, number)
        } else {
            a.get(c, "/api/v1/timelines/home", a.anyone())
        }
    })
    .await?;
    report.add("home, everyone, one post per 20 reads", &cost);
    let a = asker.clone();
    let cost = load::run(target, COUNT, move |c, _| {
        let path = format!("/api/v1/accounts/{}/statuses", a.people[a.anyone()].0);
        a.get(c, &path, a.anyone())
    })
    .await?;
    report.add("account statuses, everyone", &cost);
    let a = asker.clone();
    let cost = load::run(target, COUNT, move |c, _| {
        a.get(
            c,
            &format!("/api/v1/statuses/{}", a.any_status()),
            a.anyone(),
        )
    })
    .await?;
    report.add("one status, any", &cost);
    let a = asker.clone();
    let cost = load::run(target, COUNT, move |c, _| {
        a.get(
            c,
            &format!("/api/v1/statuses/{}/context", a.any_status()),
            a.anyone(),
        )
    })
    .await?;
    report.add("thread, any", &cost);
    let a = asker.clone();
    let cost = load::run(target, COUNT, move |c, _| {
        a.get(c, "/api/v1/notifications", a.anyone())
    })
    .await?;
    report.add("notifications, everyone", &cost);
    Ok(())
}

async fn again_and_again(asker: &Arc<Asker>, target: &Target, report: &mut Report) -> Result<()> {
    let (id, name, _) = &asker.people[0];
    let (status, domain) = (
        &asker.statuses[0].0,
        asker.base.trim_start_matches("http://"),
    );
    for (what, path) in [
        ("home, one person", "/api/v1/timelines/home".to_owned()),
        (
            "local timeline",
            "/api/v1/timelines/public?local=true".to_owned(),
        ),
        (
            "account statuses, one",
            format!("/api/v1/accounts/{id}/statuses"),
        ),
        ("one status, the same", format!("/api/v1/statuses/{status}")),
        (
            "WebFinger",
            format!("/.well-known/webfinger?resource=acct:{name}@{domain}"),
        ),
    ] {
        let a = asker.clone();
        let cost = load::run(target, COUNT, move |c, _| a.get(c, &path, 0)).await?;
        report.add(what, &cost);
    }
    let actor = format!("{}/ap/users/{id}", asker.base);
    let cost = load::run(target, COUNT, move |c, _| {
        c.get(&actor).header("accept", "application/activity+json")
    })
    .await?;
    report.add("actor", &cost);
    Ok(())
}
