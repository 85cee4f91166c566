//! Whether others can find us: they must fetch our key to believe what we sign.

use domain::account::instance_actor;
use url::Url;

use super::{Findings, Verdict, words};
use crate::federation::Federation;
use crate::fetch::{Expect, Seen};

pub(super) async fn look(
    federation: &Federation,
    findings: &mut Findings<'_>,
) -> domain::Result<()> {
    let ctx = &federation.ctx;
    let actor = instance_actor(ctx).await?;
    let host = ctx.uris.domain();
    let webfinger = format!(
        "{}/.well-known/webfinger?resource=acct:{}%40{host}",
        ctx.uris.base(),
        actor.username
    );
    for (what, address, expect) in [
        ("our WebFinger", webfinger, Expect::Jrd),
        ("our own actor", actor.uri.clone(), Expect::ActivityJson),
    ] {
        let verdict = seen(federation, &address, expect, &actor.uri).await;
        if !findings.add(what, verdict) {
            break;
        }
    }
    Ok(())
}

async fn seen(federation: &Federation, address: &str, expect: Expect, actor: &str) -> Verdict {
    let hint = "is the server running, and does the proxy pass requests on?";
    let Ok(url) = Url::parse(address) else {
        return Verdict::Fault(format!("{address} is no address"));
    };
    match federation.client.look(&url, expect).await {
        Err(error) => Verdict::Fault(format!(
            "we cannot be reached ourselves, so nobody can check what we sign: {}; {hint}",
            words::unreachable(federation.ctx.uris.domain(), &error)
        )),
        Ok(Seen { status, .. }) if !status.is_success() => Verdict::Fault(format!(
            "{address} answers with status {}, so nobody can check what we sign: {hint}",
            status.as_u16()
        )),
        Ok(seen) if seen.is_of_type && seen.text().contains(actor) => {
            Verdict::Fine(format!("{address} answers"))
        }
        Ok(_) => Verdict::Fault(format!(
            "{address} answers with something else than this server does: {hint}"
        )),
    }
}
