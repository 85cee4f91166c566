//! What surrounds a server fails: it says so, loses nothing, and goes on by itself when that is mended.

use std::net::Ipv4Addr;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use domain::Clock;
use harness::outside::{HALF_A_MINUTE, eventually};
use harness::{Client, Fediverse, Forger, Process, Valve, list};
use serde_json::{Value, json};
use storage::{Db, Options, Transaction};
use url::Url;

/// A post that names `whom`.
fn letter(peer: &Forger, number: u32, whom: &str) -> Value {
    let (base, actor) = (peer.base(), peer.actor("ben"));
    let note = json!({
        "id": format!("{base}/notes/{number}"), "type": "Note", "attributedTo": actor,
        "content": "<p>look</p>", "to": [whom], "tag": [{"type": "Mention", "href": whom, "name": "@anna"}],
    });
    json!({"id": format!("{base}/notes/{number}/activity"), "type": "Create", "actor": actor, "to": [whom], "object": note})
}

#[tokio::test]
async fn an_inbox_with_too_many_at_its_door_asks_them_to_come_back() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
    let anna = server.person("anna").await?;
    let activity = letter(&peer, 1, &server.ctx().uris.actor(anna.id));
    let most = u32::try_from(web::state::ARRIVING)?;
    let crowd = server.state().arriving.try_acquire_many(most)?;
    let answer = peer.letter(server, &activity).answer(server.base()).await?;
    assert_eq!(answer.status, 503);
    assert!(answer.headers.contains_key("retry-after"));
    drop(crowd);
    assert_eq!(peer.deliver(server, &activity).await?, 202);
    Ok(())
}

/// A database that goes away and comes back: behind a cable on PostgreSQL; on SQLite another process holds the lock.
enum Outage {
    Cable(Valve),
    Lock(Db, Option<Transaction>),
}

impl Outage {
    async fn prepare(folder: &std::path::Path) -> Result<(Self, Process)> {
        let (url, _directory) = storage::testing::fresh_address().await;
        if !url.starts_with("postgres") {
            let server = Process::start(folder).await?;
            let db = Db::open_current(&Options::new(server.database_url())).await?;
            return Ok((Self::Lock(db, None), server));
        }
        let mut url = Url::parse(&url)?;
        let host = url.host_str().context("a host")?;
        let to = format!("{host}:{}", url.port().unwrap_or(5432)).parse()?;
        let valve = Valve::start(to).await?;
        let refused = |()| anyhow::anyhow!("the address takes no port");
        url.set_port(Some(valve.address().port()))
            .map_err(refused)?;
        let server = Process::start_on(folder, Some(url.into())).await?;
        Ok((Self::Cable(valve), server))
    }

    async fn begin(&mut self) -> Result<()> {
        match self {
            Self::Cable(valve) => valve.shut().await,
            Self::Lock(db, lock) => *lock = Some(db.begin().await?),
        }
        Ok(())
    }

    async fn end(&mut self) -> Result<()> {
        match self {
            Self::Cable(valve) => valve.open().await?,
            Self::Lock(_, lock) => {
                if let Some(lock) = lock.take() {
                    lock.commit().await?;
                }
            }
        }
        Ok(())
    }
}

// The command line, which is waited for, goes through the cable as well.
#[tokio::test(flavor = "multi_thread")]
#[expect(
    clippy::disallowed_methods,
    reason = "a child process has the clock of the machine"
)]
async fn a_server_without_its_database_says_so_and_goes_on_when_it_is_back() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (mut outage, server) = Outage::prepare(folder.path()).await?;
    let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), Clock::System).await?;
    let app = server.login("anna")?;
    let path = "/api/v1/accounts/verify_credentials";
    let anna = app.get(path).await?.ok()?["uri"].clone();
    let anna = anna.as_str().context("an account has a uri")?;
    let base = server.base();
    let send = async |number| {
        let letter = peer.letter_to(&base, &letter(&peer, number, anna));
        letter.answer(&base).await
    };
    assert_eq!(send(1).await?.status, 202);
    told(&app, 1).await?;

    outage.begin().await?;
    let begun = Instant::now();
    let (inbox, live, ready) =
        tokio::join!(send(2), app.get("/health/live"), app.get("/health/ready"));
    let inbox = inbox?;
    assert_eq!(inbox.status, 503, "{}", inbox.body);
    assert!(inbox.headers.contains_key("retry-after"));
    assert_eq!(live?.status, 200);
    if matches!(outage, Outage::Cable(_)) {
        assert_eq!(ready?.status, 503);
    }
    assert!(
        begun.elapsed() < Duration::from_secs(25),
        "nobody waits for ever"
    );

    outage.end().await?;
    // Connections that broke are found out one by one, by who uses them.
    eventually(HALF_A_MINUTE, "it does not go on", async || {
        Ok((send(2).await?.status == 202).then_some(()))
    })
    .await?;
    told(&app, 2).await
}

/// Waits until `count` mentions were told, for at most half a minute.
async fn told(app: &Client, count: usize) -> Result<()> {
    eventually(
        HALF_A_MINUTE,
        "what was taken was not worked on",
        async || {
            let answer = app.get("/api/v1/notifications?types[]=mention").await?;
            Ok((list(answer.ok()?)?.len() == count).then_some(()))
        },
    )
    .await
}

/// Posts without a pause at whichever of `doors` answers, as behind a proxy, until `stop`; says how often it was answered,
/// and what went wrong.
async fn post(
    doors: Vec<Client>,
    name: usize,
    stop: tokio_util::sync::CancellationToken,
) -> (u64, Vec<String>) {
    let (mut posted, mut wrong) = (0, Vec::new());
    for number in 0.. {
        if stop.is_cancelled() {
            break;
        }
        let mut last = String::new();
        for door in &doors {
            let request = door
                .request(reqwest::Method::POST, "/api/v1/statuses")
                .header("connection", "close")
                .header("idempotency-key", format!("{name}-{number}"))
                .header("content-type", "application/json")
                .body(json!({"status": format!("{name} {number}")}).to_string());
            match door.send(request).await {
                Ok(answer) if answer.status == 200 => {
                    posted += 1;
                    last.clear();
                    break;
                }
                Ok(answer) => last = format!("{}: {}", answer.status, answer.body),
                Err(error) => last = format!("{error:#}"),
            }
        }
        if !last.is_empty() {
            wrong.push(last);
            if doors.len() == 1 {
                break;
            }
        }
    }
    (posted, wrong)
}

/// How many statuses `app` has posted.
async fn count(app: &Client) -> Result<u64> {
    let account = app.get("/api/v1/accounts/verify_credentials").await?.ok()?;
    account["statuses_count"].as_u64().context("a number")
}

#[tokio::test]
async fn a_server_that_is_asked_to_stop_answers_what_it_took() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut server = Process::start(folder.path()).await?;
    let app = server.login("anna")?;
    let stop = tokio_util::sync::CancellationToken::new();
    let load: Vec<_> = (0..4)
        .map(|name| tokio::spawn(post(vec![app.clone()], name, stop.clone())))
        .collect();
    while count(&app).await? < 20 {
        tokio::task::yield_now().await;
    }
    let took = server.terminate().await?;
    assert!(took < Duration::from_secs(30), "{took:?}");
    let mut posted = 0;
    for one in load {
        let (answered, wrong) = one.await?;
        posted += answered;
        // The one that met the closed door.
        assert!(wrong.len() == 1 && !wrong[0].starts_with('5'), "{wrong:?}");
    }
    server.restart().await?;
    assert_eq!(count(&app).await?, posted, "what was answered is there");
    Ok(())
}

#[tokio::test]
async fn two_processes_are_restarted_by_turns_and_no_request_fails() -> Result<()> {
    if std::env::var("ROUNDS_TEST_DATABASE_URL").is_err() {
        // SQLite has one process.
        return Ok(());
    }
    let folders = (tempfile::tempdir()?, tempfile::tempdir()?);
    let mut one = Process::start(folders.0.path()).await?;
    let mut two = Process::start_beside(&one, folders.1.path()).await?;
    let app = one.login("anna")?;
    let doors = [app.at(&one.base()), app.at(&two.base())];
    let stop = tokio_util::sync::CancellationToken::new();
    let load: Vec<_> = (0..4)
        .map(|name| {
            let mut doors = doors.to_vec();
            doors.rotate_left(name % 2);
            tokio::spawn(post(doors, name, stop.clone()))
        })
        .collect();
    for process in [&mut one, &mut two] {
        let took = process.terminate().await?;
        assert!(took < Duration::from_secs(30), "{took:?}");
        process.restart().await?;
    }
    stop.cancel();
    let mut posted = 0;
    for one in load {
        let (answered, wrong) = one.await?;
        posted += answered;
        assert_eq!(wrong, Vec::<String>::new());
    }
    assert!(posted > 0);
    assert_eq!(count(&doors[0]).await?, posted, "each once");
    Ok(())
}
