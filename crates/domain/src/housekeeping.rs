//! What nobody needs any more goes, what was never answered is asked again, and trends are computed, every hour.

use crate::context::Context;
use crate::error::Result;
use crate::{
    activity, card, credential, delivery, email_domain_block, external_identity, follow, import,
    inbox, ip_block, job, media, member_list, notification_mail, peer, session, status, thread,
    trend, verification,
};

/// Goes through everything once. What fails is logged and left for the next time; it keeps nothing else from going.
pub async fn sweep(ctx: &Context) {
    report("sessions", session::prune(ctx).await);
    report("log-ins under way", external_identity::prune(ctx).await);
    report("addresses of people", session::forget_addresses(ctx).await);
    report("received activities", inbox::prune(ctx).await);
    report("delivered activities", delivery::prune(ctx).await);
    report("jobs that failed", job::prune(ctx).await);
    report("idempotency keys", status::forget_keys(ctx).await);
    report("unattached media", remove_unattached(ctx).await);
    report("ended blocks of networks", ip_block::prune(ctx).await);
    report("attempts to sign up", email_domain_block::prune(ctx).await);
    report("unused cards", card::prune(ctx).await.map(|_| ()));
    report("looks through threads", thread::refresh::prune(ctx).await);
    report("imported files", import::prune(ctx).await);
    report("lists of members", member_list::prune(ctx).await);
    report("digests", notification_mail::plan_digests(ctx).await);
    let expired = verification::expire_unanswered(ctx).await;
    report("requests that nobody answered", expired);
    let forgotten = verification::forget_evidence(ctx).await;
    report("what proved decided requests", forgotten);
    report("cached media", make_room(ctx).await);
    report("files without a row", remove_orphans(ctx).await);
    report("unanswered follows", ask_again(ctx).await);
    report("days of activity", activity::prune(ctx).await);
    report("trends", trend::refresh(ctx).await);
    report("software of others", peer::plan_descriptions(ctx).await);
    report("issuers", credential::plan_checks(ctx).await);
}

fn report(what: &str, result: Result<()>) {
    if let Err(error) = result {
        tracing::error!(what, ?error, "a part of the housekeeping failed");
    }
}

async fn remove_unattached(ctx: &Context) -> Result<()> {
    let files = media::remove_unattached(ctx).await?;
    if files > 0 {
        tracing::info!(files, "removed uploads that no status carries");
    }
    Ok(())
}

async fn make_room(ctx: &Context) -> Result<()> {
    let pruned = media::prune(ctx, ctx.config.limits.media_cache_bytes, None).await?;
    if pruned.files > 0 {
        let (files, bytes) = (pruned.files, pruned.bytes);
        tracing::info!(files, bytes, "made room in the cache of remote media");
    }
    Ok(())
}

async fn remove_orphans(ctx: &Context) -> Result<()> {
    let files = media::remove_orphans(ctx).await?;
    if files > 0 {
        tracing::info!(files, "removed files that no row names");
    }
    Ok(())
}

async fn ask_again(ctx: &Context) -> Result<()> {
    let follows = follow::resend(ctx).await?;
    if follows > 0 {
        tracing::info!(follows, "asked again to follow whom did not answer");
    }
    Ok(())
}
