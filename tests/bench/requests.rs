//! What apps and peers ask, in random order and again and again.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use reqwest::{Client, RequestBuilder};
use serde_json::json;
use url::form_urlencoded::byte_serialize;

use crate::load;
use crate::report::{Report, Row};
use crate::target::Target;
use crate::world::{PEOPLE, RARE, World};

/// Requests of a series that reads.
const READS: usize = 8_000;
/// Requests of a series that writes.
const POSTS: usize = 2_000;

/// Requests of a series that searches.
const SEARCHES: usize = 1_000;

type Ask = fn(&Asker, &Client, usize) -> RequestBuilder;

/// Everybody in random order, then one page again and again.
const READING: &[(Row, Ask)] = &[
    (
        Row::new("home, everyone", "0.20", "15 to 116", "–"),
        |a, c, _| a.get(c, "/api/v1/timelines/home", a.anyone()),
    ),
    (
        Row::new("home, everyone, one post per 20 reads", "0.35", "15", "–"),
        |a, c, number| {
            if number % 21 == 20 {
                a.post(c, number)
            } else {
                a.get(c, "/api/v1/timelines/home", a.anyone())
            }
        },
    ),
    (
        Row::new("account statuses, everyone", "0.20", "52", "–"),
        |a, c, _| {
            let path = format!("/api/v1/accounts/{}/statuses", a.people[a.anyone()].id);
            a.get(c, &path, a.anyone())
        },
    ),
    (
        Row::new("one status, any", "0.08", "7.9", "–"),
        |a, c, _| {
            a.get(
                c,
                &format!("/api/v1/statuses/{}", a.any_status()),
                a.anyone(),
            )
        },
    ),
    (Row::new("thread, any", "0.4", "6.8", "–"), |a, c, _| {
        let path = format!("/api/v1/statuses/{}/context", a.any_status());
        a.get(c, &path, a.anyone())
    }),
    (
        Row::new("thread of 200 answers", "3", "–", "–"),
        |a, c, _| {
            let path = format!("/api/v1/statuses/{}/context", a.long_thread);
            a.get(c, &path, a.anyone())
        },
    ),
    (
        Row::new("notifications, everyone", "0.25", "7.1", "–"),
        |a, c, _| a.get(c, "/api/v1/notifications", a.anyone()),
    ),
    (
        Row::new("notifications in groups, everyone", "0.3", "–", "–"),
        |a, c, _| a.get(c, "/api/v2/notifications", a.anyone()),
    ),
    (
        Row::new("home, one person", "0.10", "0.34", "11"),
        |a, c, _| a.get(c, "/api/v1/timelines/home", 0),
    ),
    (
        Row::new("local timeline", "0.10", "1.4", "13"),
        |a, c, _| a.get(c, "/api/v1/timelines/public?local=true", 0),
    ),
    (
        Row::new("account statuses, one", "0.10", "1.2", "9.5"),
        |a, c, _| {
            a.get(
                c,
                &format!("/api/v1/accounts/{}/statuses", a.people[0].id),
                0,
            )
        },
    ),
    (
        Row::new("one status, the same", "0.04", "0.08", "6.5"),
        |a, c, _| a.get(c, &format!("/api/v1/statuses/{}", a.statuses[0]), 0),
    ),
    (Row::new("WebFinger", "0.03", "0.047", "0.34"), |a, c, _| {
        let domain = a.base.trim_start_matches("http://");
        let acct = format!("acct:{}@{domain}", a.people[0].name);
        a.get(c, &format!("/.well-known/webfinger?resource={acct}"), 0)
    }),
    (Row::new("actor", "0.04", "0.17", "0.88"), |a, c, _| {
        c.get(format!("{}/ap/users/{}", a.base, a.people[0].id))
            .header("accept", "application/activity+json")
    }),
];

/// What people look for among [`crate::world::SEARCHED`] posts.
const SEARCHING: &[(Row, Ask)] = &[
    (
        Row::new("search, a common word", "5", "–", "–"),
        |a, c, _| a.search(c, "biopsy"),
    ),
    (
        Row::new("search, a rare word", "5", "–", "–"),
        |a, c, _| a.search(c, &World::rare(a.below(RARE))),
    ),
    (
        Row::new("search, a phrase", "5", "–", "–"),
        |a, c, _| a.search(c, "\"night shift\""),
    ),
    (
        Row::new("search, two words of one author", "5", "–", "–"),
        |a, c, _| {
            let author = &a.people[a.anyone()].name;
            a.search(c, &format!("lesion cohort from:{author}"))
        },
    ),
];

/// What a request needs, copied so that the connections can share it.
struct Asker {
    base: String,
    people: Vec<Someone>,
    statuses: Vec<String>,
    long_thread: String,
    chance: Mutex<StdRng>,
}

struct Someone {
    id: String,
    name: String,
    token: String,
}

impl Asker {
    fn new(world: &World, base: &str) -> Self {
        let people = world.people.iter().map(|one| Someone {
            id: one.id.to_string(),
            name: one.name.clone(),
            token: one.token.clone(),
        });
        Self {
            base: base.to_owned(),
            people: people.collect(),
            statuses: world.statuses.iter().map(ToString::to_string).collect(),
            long_thread: world.long_thread.to_string(),
            chance: Mutex::new(StdRng::seed_from_u64(2)),
        }
    }

    fn get(&self, client: &Client, path: &str, person: usize) -> RequestBuilder {
        client
            .get(format!("{}{path}", self.base))
            .bearer_auth(&self.people[person].token)
    }

    fn post(&self, client: &Client, number: usize) -> RequestBuilder {
        client
            .post(format!("{}/api/v1/statuses", self.base))
            .bearer_auth(&self.people[self.anyone()].token)
            .header("content-type", "application/json")
            .body(json!({ "status": format!("Written under load, number {number}") }).to_string())
    }

    fn search(&self, client: &Client, query: &str) -> RequestBuilder {
        let query: String = byte_serialize(query.as_bytes()).collect();
        let path = format!("/api/v2/search?type=statuses&q={query}");
        self.get(client, &path, self.anyone())
    }

    fn below(&self, end: usize) -> usize {
        let mut chance = self.chance.lock().unwrap_or_else(PoisonError::into_inner);
        chance.random_range(0..end)
    }

    fn anyone(&self) -> usize {
        self.below(self.people.len())
    }

    fn any_status(&self) -> &str {
        &self.statuses[self.below(self.statuses.len())]
    }
}

/// Measures every path that reads.
pub async fn measure(world: &World, target: &Target, report: &mut Report) -> Result<()> {
    series(world, target, READING, READS, report).await
}

/// Whether something of [`searching`] is to be measured.
pub fn wants_search(report: &Report) -> bool {
    SEARCHING.iter().any(|(row, _)| report.wants(row.what))
}

/// Measures looking for posts.
pub async fn searching(world: &World, target: &Target, report: &mut Report) -> Result<()> {
    series(world, target, SEARCHING, SEARCHES, report).await
}

async fn series(
    world: &World,
    target: &Target,
    rows: &[(Row, Ask)],
    count: usize,
    report: &mut Report,
) -> Result<()> {
    let asker = Arc::new(Asker::new(world, &target.base));
    for (row, ask) in rows {
        if report.wants(row.what) {
            let (asker, ask) = (asker.clone(), *ask);
            let cost = load::run(target, count, move |c, number| ask(&asker, c, number)).await?;
            report.add(row, &cost);
        }
    }
    Ok(())
}

/// Measures posting, by people in random order.
pub async fn posting(
    world: &World,
    target: &Target,
    what: &'static str,
    report: &mut Report,
) -> Result<()> {
    if report.wants(what) {
        let asker = Arc::new(Asker::new(world, &target.base));
        let everyone = asker.clone();
        // The first request of a day notes that its login is in use.
        let once = move |c: &Client, number: usize| {
            everyone.get(c, "/api/v1/preferences", number % PEOPLE)
        };
        load::run(target, PEOPLE, once).await?;
        let cost = load::run(target, POSTS, move |c, number| asker.post(c, number)).await?;
        report.add(&Row::new(what, "0.8", "11 to 26", "18"), &cost);
    }
    Ok(())
}
