//! Whether another server can be reached and understood.

use domain::names::Acct;
use http_signatures::Profile;
use url::Url;

use super::{Findings, Verdict, words};
use crate::federation::Federation;
use crate::fetch::{Expect, Seen};
use crate::vocab::{self, Jrd};
use crate::{peer, signing};

pub(super) async fn look(
    federation: &Federation,
    host: &str,
    account: Option<&Acct>,
    findings: &mut Findings<'_>,
) -> domain::Result<()> {
    let Ok(base) = peer::address(federation, host) else {
        findings.add(
            "name",
            Verdict::Fault(format!("{host} is no name of a server")),
        );
        return Ok(());
    };
    let front = federation.client.look(&base, Expect::Page).await;
    let front = match front {
        Ok(front) => front,
        Err(error) => {
            let sentence = words::unreachable(host, &error);
            findings.add("connection", Verdict::Fault(sentence));
            return Ok(());
        }
    };
    findings.add("connection", Verdict::Fine(format!("{host} answers")));
    clock(federation, host, &front, findings);
    nodeinfo(federation, host, &base, findings).await;
    let Some(actor) = webfinger(federation, host, &base, account, findings).await else {
        return Ok(());
    };
    document(federation, host, &actor, findings).await
}

fn clock(federation: &Federation, host: &str, front: &Seen, findings: &mut Findings<'_>) {
    let ours = federation.ctx.clock.now().seconds();
    let verdict = match front.date {
        None => Verdict::Odd(format!("{host} does not say what time it is")),
        Some(theirs) => words::skew(host, theirs - ours).map_or_else(
            || Verdict::Fine("the clocks agree".to_owned()),
            Verdict::Odd,
        ),
    };
    findings.add("clock", verdict);
}

async fn nodeinfo(federation: &Federation, host: &str, base: &Url, findings: &mut Findings<'_>) {
    let verdict = match peer::software(&federation.client, base).await {
        Ok(software) => Verdict::Fine(format!("{} {}", software.name, software.version)),
        Err(error) => Verdict::Odd(format!(
            "{host} does not say what software it is ({error}): it may be no server of the fediverse, or hides it"
        )),
    };
    findings.add("NodeInfo", verdict);
}

/// The actor behind `account`, or behind the name of the server itself.
async fn webfinger(
    federation: &Federation,
    host: &str,
    base: &Url,
    account: Option<&Acct>,
    findings: &mut Findings<'_>,
) -> Option<Url> {
    const WHAT: &str = "WebFinger";
    let name = base.host_str().unwrap_or(host);
    let asked = account.map_or_else(|| format!("acct:{name}@{host}"), |it| format!("acct:{it}"));
    let mut url = base.join("/.well-known/webfinger").ok()?;
    url.query_pairs_mut().append_pair("resource", &asked);
    let seen = match federation.client.look(&url, Expect::Jrd).await {
        Ok(seen) => seen,
        Err(error) => {
            findings.add(WHAT, Verdict::Fault(words::unreachable(host, &error)));
            return None;
        }
    };
    if account.is_none() && !seen.status.is_success() {
        let sentence = format!(
            "{host} has no actor of its own by that name: name an account of it with --account to look further"
        );
        findings.add(WHAT, Verdict::Odd(sentence));
        return None;
    }
    if !seen.status.is_success() {
        let sentence = words::status(host, seen.status, seen.is_page, &seen.text());
        findings.add(WHAT, Verdict::Fault(sentence));
        return None;
    }
    let jrd: Option<Jrd> = vocab::parse(&seen.body).ok();
    let actor = jrd.as_ref().and_then(Jrd::actor);
    let verdict = match &actor {
        Some(actor) => Verdict::Fine(format!("{asked} is {actor}")),
        None if seen.is_page => Verdict::Fault(format!(
            "{host} answers WebFinger with a web page: its proxy does not pass /.well-known/webfinger on"
        )),
        None => Verdict::Fault(format!(
            "the WebFinger of {host} names no actor for {asked}: its administrator must look at its configuration"
        )),
    };
    findings.add(WHAT, verdict);
    actor
}

/// The actor's document, asked for as the server does: signed, in both ways.
async fn document(
    federation: &Federation,
    host: &str,
    actor: &Url,
    findings: &mut Findings<'_>,
) -> domain::Result<()> {
    const WHAT: &str = "signed request";
    let mut sentence = String::new();
    for profile in [Profile::Cavage, Profile::Rfc9421] {
        let client = match signing::client_of_instance(federation, profile).await {
            Ok(client) => client,
            Err(error) => {
                findings.add(WHAT, Verdict::Fault(format!("we cannot sign: {error}")));
                return Ok(());
            }
        };
        match client.look(actor, Expect::ActivityJson).await {
            Err(error) => sentence = words::unreachable(host, &error),
            Ok(seen) if !seen.status.is_success() => {
                let refusal = words::status(host, seen.status, seen.is_page, &seen.text());
                if sentence.is_empty() {
                    sentence = refusal;
                }
            }
            Ok(seen) => {
                findings.add(WHAT, read(host, actor, &seen));
                return Ok(());
            }
        }
    }
    findings.add(WHAT, Verdict::Fault(sentence));
    Ok(())
}

fn read(host: &str, actor: &Url, seen: &Seen) -> Verdict {
    if !seen.is_of_type {
        let kind = if seen.is_page {
            "a web page".to_owned()
        } else {
            format!("something of type {:?}", seen.content_type)
        };
        return Verdict::Fault(format!(
            "{host} answers with {kind} where we ask for ActivityPub: a proxy or cache before it ignores the Accept header; \
             its administrator must let it vary by Accept"
        ));
    }
    match vocab::parse::<vocab::Actor>(&seen.body) {
        Ok(document) if document.id == *actor => {
            Verdict::Fine(format!("{actor} is a {}", document.kind))
        }
        Ok(document) => Verdict::Fault(format!(
            "{actor} calls itself {}: the addresses of {host} do not agree, its administrator must look at its configuration",
            document.id
        )),
        Err(error) => Verdict::Fault(format!(
            "the actor {actor} cannot be read ({error}): please report that to the makers of its software, and to ours"
        )),
    }
}
