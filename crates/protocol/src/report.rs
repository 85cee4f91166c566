//! Flags: moderators of other servers tell ours.

use domain::id::StatusId;
use domain::report::{self, RemoteReport};
use domain::{remote, text::plain};
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::inbox::Authenticated;
use crate::vocab::Embedded;

/// Statuses of one report that are looked at.
const STATUSES: usize = 50;

/// Someone's server reports an account of ours, with or without statuses of it.
pub(crate) async fn on_flag(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    let activity = &received.activity;
    let (Some(uri), Some(object)) = (&activity.id, &activity.object) else {
        return Ok(());
    };
    let ctx = &federation.ctx;
    let mut ours: Vec<Url> = object.members().iter().flat_map(Embedded::ids).collect();
    ours.retain(|uri| ctx.uris.is_local(uri.as_str()));
    ours.truncate(STATUSES);
    let mut target = None;
    let mut statuses: Vec<StatusId> = Vec::new();
    for uri in &ours {
        if let Some(account) = remote::find_by_uri(ctx, uri.as_str()).await? {
            target = Some(account.id);
        } else if let Some(status) = remote::find_status(ctx, uri.as_str()).await? {
            target = target.or(Some(status.account_id));
            statuses.push(status.id);
        }
    }
    let Some(target) = target else {
        return Ok(());
    };
    let remote = RemoteReport {
        uri: uri.to_string(),
        from: received.actor.id,
        target,
        statuses,
        comment: plain::to_plain(activity.content.as_deref().unwrap_or_default()),
    };
    Ok(report::receive(ctx, remote).await?)
}
