//! `rounds doctor --peer`: each fault of another server is told in a sentence that names the remedy.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use anyhow::Result;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::domain_block::{self, Change};
use domain::kinds::Severity;
use domain::moderation::Authority;
use domain::names::Acct;
use harness::{Fediverse, Server};
use protocol::diagnosis::{Finding, Verdict, examine};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const ACTIVITY: &str = "application/activity+json";
const JRD: &str = "application/jrd+json";
const PAGE: &str = "text/html";

/// What is answered at a path: status, type and body.
type Answer = (u16, &'static str, String);

/// A server that has a fault.
struct Faulty {
    host: String,
    /// What it says to the request for its actor and for `WebFinger`, and its time in Unix seconds.
    state: Arc<Mutex<(Answer, Answer, i64)>>,
    serving: JoinHandle<()>,
}

impl Drop for Faulty {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Faulty {
    async fn start(now: i64) -> Result<Self> {
        let address = SocketAddr::from((Ipv4Addr::new(127, 0, 0, 9), 0));
        let listener = TcpListener::bind(address).await?;
        let host = listener.local_addr()?.to_string();
        let nothing = || (404, PAGE, String::new());
        let state = Arc::new(Mutex::new((nothing(), nothing(), now)));
        let served = state.clone();
        let router = axum::Router::new().fallback(async move |uri: Uri| answer(&served, &uri));
        let serving = tokio::spawn(async move {
            axum::serve(listener, router)
                .await
                .expect("serves until it is dropped");
        });
        let faulty = Self {
            host,
            state,
            serving,
        };
        faulty.mend(now);
        Ok(faulty)
    }

    fn actor(&self) -> String {
        format!("http://{}/eve", self.host)
    }

    fn document(&self) -> Value {
        let id = self.actor();
        json!({"id": id, "type": "Person", "preferredUsername": "eve", "inbox": format!("{id}/inbox")})
    }

    /// Nothing is wrong with it any more.
    fn mend(&self, now: i64) {
        let jrd = json!({
            "subject": format!("acct:eve@{}", self.host),
            "links": [{"rel": "self", "type": ACTIVITY, "href": self.actor()}],
        });
        let actor = (200, ACTIVITY, self.document().to_string());
        let mut state = self.state.lock().expect("no test panicked with it");
        *state = (actor, (200, JRD, jrd.to_string()), now);
    }
}

fn answer(state: &Mutex<(Answer, Answer, i64)>, uri: &Uri) -> Response {
    let state = state.lock().expect("no test panicked with it");
    let (actor, webfinger, now) = &*state;
    let (status, kind, body) = match uri.path() {
        "/eve" => actor.clone(),
        "/.well-known/webfinger" => webfinger.clone(),
        "/" => (200, PAGE, "<p>Welcome".to_owned()),
        _ => (404, PAGE, String::new()),
    };
    let now = UNIX_EPOCH + Duration::from_secs(u64::try_from(*now).unwrap_or_default());
    let headers = [
        ("content-type", kind.to_owned()),
        ("date", httpdate::fmt_http_date(now)),
    ];
    let status = StatusCode::from_u16(status).expect("a status");
    (status, headers, body).into_response()
}

/// The findings on `account`, and the fault.
async fn examined(
    server: &Server,
    host: &str,
    account: &str,
) -> Result<(Vec<Finding>, Option<String>)> {
    let account: Acct = account.parse()?;
    let mut findings = Vec::new();
    let mut tell = |finding: &Finding| findings.push(finding.clone());
    let fault = examine(server.federation(), host, Some(&account), &mut tell).await?;
    let fault = fault.map(|finding| match finding.verdict {
        Verdict::Fault(sentence) => sentence,
        other => format!("{other:?}"),
    });
    Ok((findings, fault))
}

#[tokio::test]
async fn with_a_sound_server_nothing_is_found() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let bo = there.person("bo").await?;
    let (findings, fault) = examined(here, there.domain(), &bo.handle).await?;
    assert_eq!(fault, None, "{findings:?}");
    let told = format!("{findings:?}");
    assert!(
        told.contains("rounds 0.") && told.contains("is a Person"),
        "{told}"
    );
    let mut none = |_: &Finding| {};
    let itself = examine(here.federation(), there.domain(), None, &mut none).await?;
    assert_eq!(itself, None, "its own actor is found as well");
    Ok(())
}

#[tokio::test]
async fn each_fault_is_told_in_a_sentence_with_its_remedy() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let now = fediverse.clock.now().seconds();
    let peer = Faulty::start(now).await?;
    let account = format!("eve@{}", peer.host);
    let (findings, fault) = examined(server, &peer.host, &account).await?;
    assert_eq!(fault, None, "{findings:?}");
    let mut liar = peer.document();
    liar["id"] = json!("https://elsewhere.example/eve");
    let page = || "<html><title>Access denied</title>".to_owned();
    let error = json!({"error": "Request not signed"}).to_string();
    let at_actor: [(Answer, &str); 8] = [
        ((403, PAGE, page()), "a firewall (WAF) or proxy"),
        (
            (401, "application/json", error),
            "401, \"Request not signed\"",
        ),
        (
            (403, "application/json", "{}".into()),
            "shut this server out",
        ),
        ((200, PAGE, page()), "let it vary by Accept"),
        (
            (200, "application/json", "{}".into()),
            "of type \"application/json\"",
        ),
        (
            (200, ACTIVITY, liar.to_string()),
            "calls itself https://elsewhere.example",
        ),
        ((200, ACTIVITY, "{".into()), "cannot be read"),
        ((503, PAGE, page()), "in trouble itself (503)"),
    ];
    for (actor, expected) in at_actor {
        peer.mend(now);
        peer.state.lock().expect("is sound").0 = actor;
        let fault = examined(server, &peer.host, &account).await?.1;
        let fault = fault.unwrap_or_default();
        assert!(fault.contains(expected), "{expected}: {fault}");
    }
    let at_webfinger: [(Answer, &str); 3] = [
        (
            (200, PAGE, page()),
            "does not pass /.well-known/webfinger on",
        ),
        (
            (200, JRD, r#"{"subject":"acct:eve@b.example"}"#.into()),
            "names no actor",
        ),
        ((404, JRD, String::new()), "does not know it (404)"),
    ];
    for (webfinger, expected) in at_webfinger {
        peer.mend(now);
        peer.state.lock().expect("is sound").1 = webfinger;
        let fault = examined(server, &peer.host, &account).await?.1;
        let fault = fault.unwrap_or_default();
        assert!(fault.contains(expected), "{expected}: {fault}");
    }
    peer.mend(now + 3600);
    let (findings, fault) = examined(server, &peer.host, &account).await?;
    assert_eq!(fault, None, "a clock need not be the fault");
    let clock = findings.iter().find(|finding| finding.what == "clock");
    let told = format!("{clock:?}");
    assert!(told.contains("3600 s ahead of ours"), "{told}");
    Ok(())
}

#[tokio::test]
async fn what_is_closed_or_shut_out_is_told_too() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let free = TcpListener::bind("127.0.0.9:0").await?;
    let host = free.local_addr()?.to_string();
    drop(free);
    let account = format!("eve@{host}");
    let fault = examined(server, &host, &account)
        .await?
        .1
        .unwrap_or_default();
    assert!(fault.contains("refuses the connection"), "{fault}");
    let tx = server.ctx().db.begin().await?;
    for _ in 0..10 {
        let now = fediverse.clock.now();
        storage::host::fail(&*tx, &host, "connection refused", now).await?;
    }
    let until = fediverse.clock.now().after(Duration::from_mins(5));
    storage::host::close(&*tx, &host, until).await?;
    tx.commit().await?;
    let (findings, _) = examined(server, &host, &account).await?;
    let last = format!("{:?}", findings.last());
    assert!(last.contains("rounds queue retry --host"), "{last}");
    let change = Change {
        severity: Some(Severity::Suspend),
        ..Change::default()
    };
    domain_block::create(server.ctx(), Authority::Operator, "127.0.0.9", change).await?;
    let fault = examined(server, &host, &account)
        .await?
        .1
        .unwrap_or_default();
    assert!(fault.contains("rounds domain unblock"), "{fault}");
    Ok(())
}

#[tokio::test]
async fn a_clock_that_most_others_contradict_is_ours_to_mend() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let now = fediverse.clock.now();
    let mut peers = Vec::new();
    for expected in [None, None, Some(-90)] {
        let peer = Faulty::start(now.seconds() - 90).await?;
        let tx = server.ctx().db.begin().await?;
        storage::host::succeed(&*tx, [peer.host.clone()], now).await?;
        tx.commit().await?;
        peers.push(peer);
        let wrong = protocol::diagnosis::wrong_clock(server.federation()).await?;
        assert_eq!(wrong, expected, "of {}", peers.len());
    }
    Ok(())
}
