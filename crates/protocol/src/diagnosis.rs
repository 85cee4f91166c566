//! Finding out why a server is not understood, step by step, for an operator. Nothing that is learnt here changes anything.

mod clock;
mod ourselves;
mod theirs;
pub mod words;

pub use clock::wrong_clock;

use domain::moderation::Authority;
use domain::names::Acct;
use domain::peer::{self, Breaker, Peer};

use crate::federation::Federation;

/// What came of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is as it should be.
    Fine(String),
    /// It need not be the fault, but is worth knowing.
    Odd(String),
    /// This is the fault: what it is and what to do, in a sentence.
    Fault(String),
}

/// A step and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub what: &'static str,
    /// What came of it.
    pub verdict: Verdict,
}

/// What is found, told as it is found.
struct Findings<'a> {
    tell: &'a mut (dyn FnMut(&Finding) + Send),
    fault: Option<Finding>,
}

impl Findings<'_> {
    /// Tells what came of a step and says whether the next one makes sense.
    fn add(&mut self, what: &'static str, verdict: Verdict) -> bool {
        let finding = Finding { what, verdict };
        (self.tell)(&finding);
        let is_fault = matches!(finding.verdict, Verdict::Fault(_));
        if is_fault && self.fault.is_none() {
            self.fault = Some(finding);
        }
        !is_fault
    }
}

/// Looks at everything that is needed to speak with `host`, in the order in which it is needed, and tells each finding.
/// What is found first that is wrong is returned. With `account` that one is looked up, else the server's own actor.
///
/// # Errors
/// When the database refuses.
pub async fn examine(
    federation: &Federation,
    host: &str,
    account: Option<&Acct>,
    tell: &mut (dyn FnMut(&Finding) + Send),
) -> domain::Result<Option<Finding>> {
    let mut findings = Findings { tell, fault: None };
    decisions(federation, host, &mut findings).await?;
    ourselves::look(federation, &mut findings).await?;
    theirs::look(federation, host, account, &mut findings).await?;
    deliveries(federation, host, &mut findings).await?;
    Ok(findings.fault)
}

/// What was decided here.
async fn decisions(
    federation: &Federation,
    host: &str,
    findings: &mut Findings<'_>,
) -> domain::Result<()> {
    let refused = domain::domain_block::is_refused(&federation.ctx, host).await?;
    let verdict = if refused {
        Verdict::Fault(format!(
            "this server shuts {host} out: let it in with `rounds domain unblock {host}` or, where only some are spoken to, \
             `rounds domain allow {host}`"
        ))
    } else {
        Verdict::Fine(format!("{host} is not shut out here"))
    };
    findings.add("our decisions", verdict);
    Ok(())
}

/// What the queue knows.
async fn deliveries(
    federation: &Federation,
    host: &str,
    findings: &mut Findings<'_>,
) -> domain::Result<()> {
    let ctx = &federation.ctx;
    let known = match peer::show(ctx, Authority::Operator, host).await {
        Ok(peer) => Some(peer),
        Err(domain::Error::NotFound) => None,
        Err(error) => return Err(error),
    };
    let verdict = known.map_or_else(
        || Verdict::Fine("nothing was ever sent there".to_owned()),
        |peer| backlog(&peer, peer.breaker(ctx.clock.now())),
    );
    findings.add("deliveries", verdict);
    Ok(())
}

fn backlog(peer: &Peer, breaker: Breaker) -> Verdict {
    let (waiting, failed) = (peer.backlog.waiting, peer.backlog.failed);
    let amount = format!("{waiting} waiting, {failed} given up");
    let name = &peer.name;
    match breaker {
        Breaker::Open(until) => Verdict::Odd(format!(
            "{amount}; after {} failures nothing is sent before {}: once the fault is mended, \
             `rounds queue retry --host {name}` sends at once",
            peer.host.as_ref().map_or(0, |host| host.failures),
            until.to_rfc3339()
        )),
        _ if failed > 0 => Verdict::Odd(format!(
            "{amount}: once the fault is mended, `rounds queue retry --host {name}` sends them again"
        )),
        _ => Verdict::Fine(amount),
    }
}
