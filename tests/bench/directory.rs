//! Finding colleagues among 100,000 who agreed to be found: what people ask of the directory, one after the other, each
//! query another one.

mod made_up;

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use domain::id::AccountId;
use domain::{Clock, specialty};
use reqwest::Client;
use url::form_urlencoded::Serializer;

use crate::report::Report;
use crate::target::{Target, reqwest_client};
use crate::world::World;

use made_up::{BIOGRAPHY, CITIES, Chance, FIRST, ISSUERS, KINDS, LAST, RARE, issuer, rare};
pub use made_up::{PROFILES, grow};

/// Queries of a row.
const QUERIES: usize = 300;

/// One way of asking.
struct Row {
    what: &'static str,
    path: fn(&mut Chance) -> String,
}

fn directory_of(path: &str, pairs: &[(&str, &str)]) -> String {
    let query: String = Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("{path}?{query}")
}

fn api(pairs: &[(&str, &str)]) -> String {
    directory_of("/api/rounds/v1/directory", pairs)
}

/// Begins a page anywhere: among the newest, or deep down.
fn below(chance: &mut Chance) -> String {
    let minutes = u32::try_from(chance.below(PROFILES)).unwrap_or_default();
    let at = Clock::System.now().before(Duration::from_mins(1) * minutes);
    AccountId::generate(at).to_string()
}

const ROWS: &[Row] = &[
    Row {
        what: "directory, a specialty",
        path: |c| api(&[("specialty", c.specialty())]),
    },
    Row {
        what: "directory, a profession",
        path: |c| api(&[("profession", c.profession())]),
    },
    Row {
        what: "directory, a country or region",
        path: |c| {
            let region = c.of(CITIES).1;
            let country = region.split('-').next().unwrap_or_default();
            let code = if c.below(2) == 0 { region } else { country };
            api(&[("region", code)])
        },
    },
    Row {
        what: "directory, a language",
        path: |c| api(&[("language", c.of(CITIES).2)]),
    },
    Row {
        what: "directory, a workplace",
        path: |c| {
            let city = c.of(CITIES).0;
            api(&[("workplace", city)])
        },
    },
    Row {
        what: "directory, who vouches",
        path: |c| {
            let number = c.below(ISSUERS);
            api(&[("issuer", &issuer(number))])
        },
    },
    Row {
        what: "directory, a kind of account",
        path: |c| {
            let kind = c.any(KINDS);
            api(&[("account_kind", kind)])
        },
    },
    Row {
        what: "directory, a word",
        path: |c| {
            let word = c.any(BIOGRAPHY);
            api(&[("q", word)])
        },
    },
    Row {
        what: "directory, a rare word",
        path: |c| {
            let number = c.below(RARE);
            api(&[("q", &rare(number))])
        },
    },
    Row {
        what: "directory, a name",
        path: |c| {
            let (first, last) = (c.any(FIRST), c.any(LAST));
            api(&[("q", &format!("{first} {last}"))])
        },
    },
    Row {
        what: "directory, the beginning of a word",
        path: |c| {
            let word = c.any(BIOGRAPHY);
            api(&[("q", &word[..3])])
        },
    },
    Row {
        what: "directory, a label of another language",
        path: |c| {
            let label = c.of(specialty::vocabulary().terms()).label("de").to_owned();
            api(&[("q", &label)])
        },
    },
    Row {
        what: "directory, three filters and a word",
        path: |c| {
            let (specialty, profession, word) = (c.specialty(), c.profession(), c.any(BIOGRAPHY));
            let region = c.of(CITIES).1;
            api(&[
                ("specialty", specialty),
                ("profession", profession),
                ("region", region),
                ("q", word),
            ])
        },
    },
    Row {
        what: "directory, who vouches and a specialty",
        path: |c| {
            let (number, specialty) = (c.below(ISSUERS), c.specialty());
            api(&[("issuer", &issuer(number)), ("specialty", specialty)])
        },
    },
    Row {
        what: "directory, a page deep down",
        path: |c| {
            let id = below(c);
            let specialty = c.specialty();
            api(&[("specialty", specialty), ("max_id", &id)])
        },
    },
    Row {
        what: "directory, everybody, deep down",
        path: |c| {
            let id = below(c);
            api(&[("max_id", &id)])
        },
    },
    Row {
        what: "directory, the page with its count",
        path: |c| {
            let (specialty, region) = (c.specialty(), c.of(CITIES).1);
            directory_of(
                "/directory",
                &[("specialty", specialty), ("region", region)],
            )
        },
    },
    Row {
        what: "directory, the page with a common word",
        path: |c| {
            let word = c.any(BIOGRAPHY);
            directory_of("/directory", &[("q", word)])
        },
    },
    Row {
        what: "directory of Mastodon, who posted last",
        path: |c| {
            let offset = c.below(200).to_string();
            directory_of(
                "/api/v1/directory",
                &[("order", "active"), ("offset", &offset)],
            )
        },
    },
    Row {
        what: "directory of Mastodon, of this server",
        path: |c| {
            let offset = c.below(200).to_string();
            directory_of(
                "/api/v1/directory",
                &[("local", "true"), ("offset", &offset)],
            )
        },
    },
    Row {
        what: "directory by account search, a handle begun",
        path: |c| {
            let name = c.any(LAST).to_lowercase();
            directory_of("/api/v1/accounts/search", &[("q", &name)])
        },
    },
    Row {
        what: "directory by account search, a specialty",
        path: |c| {
            let label = c.of(specialty::vocabulary().terms()).label("de").to_owned();
            directory_of("/api/v2/search", &[("type", "accounts"), ("q", &label)])
        },
    },
];

/// Whether something of [`measure`] is to be measured.
pub fn is_wanted(report: &Report) -> bool {
    ROWS.iter().any(|row| report.wants(row.what))
}

/// Asks, and says how long the answers took.
///
/// # Errors
/// When the server does not answer as it should.
pub async fn measure(world: &World, target: &Target, report: &mut Report) -> Result<()> {
    report.say(format!(
        "{PROFILES} profiles, {QUERIES} different queries a row, one at a time"
    ));
    report.say(String::new());
    report.say("| what | p50 ms | p95 ms (aim 50) | slowest | processor ms |".to_owned());
    report.say("|---|---:|---:|---:|---:|".to_owned());
    let client = reqwest_client();
    let mut all = Vec::new();
    let wanted: Vec<&Row> = ROWS.iter().filter(|row| report.wants(row.what)).collect();
    for row in wanted {
        let (took, cpu) = series(world, target, &client, row).await?;
        all.extend(took.iter().copied());
        report.say(line(row.what, took, Some(cpu)));
    }
    report.say(line("all of them", all, None));
    Ok(())
}

async fn series(
    world: &World,
    target: &Target,
    client: &Client,
    row: &Row,
) -> Result<(Vec<Duration>, Duration)> {
    let mut chance = Chance::seeded(4);
    let token = &world.people[0].token;
    let mut took = Vec::with_capacity(QUERIES);
    let before = target.cpu()?;
    for _ in 0..QUERIES {
        let path = (row.path)(&mut chance);
        let begun = Instant::now();
        let answer = client
            .get(format!("{}{path}", target.base))
            .bearer_auth(token)
            .send()
            .await?;
        let status = answer.status();
        let body = answer.text().await?;
        took.push(begun.elapsed());
        ensure!(status.is_success(), "{path}: {status}: {body}");
    }
    let cpu = target.cpu()?.saturating_sub(before);
    Ok((took, cpu / u32::try_from(QUERIES)?))
}

fn line(what: &str, mut took: Vec<Duration>, cpu: Option<Duration>) -> String {
    took.sort_unstable();
    let part = |percent: usize| took[(took.len() - 1) * percent / 100].as_secs_f64() * 1000.0;
    let cpu = cpu.map_or_else(String::new, |cpu| {
        format!("{:.2}", cpu.as_secs_f64() * 1000.0)
    });
    format!(
        "| {what} | {:.2} | {:.2} | {:.2} | {cpu} |",
        part(50),
        part(95),
        part(100)
    )
}
