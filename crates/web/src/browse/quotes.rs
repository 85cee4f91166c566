//! What statuses on a page quote.

use std::collections::HashMap;

use domain::id::{AccountId, StatusId};
use domain::status_view::{self, View};
use domain::timeline::Entry;
use domain::{Context, Viewer, quote};

use crate::error::Result;

/// What `views` quote with the consent of its authors, as far as the visitor may and would see it.
///
/// # Errors
/// When the database refuses.
pub async fn quoted(
    ctx: &Context,
    viewer: Option<AccountId>,
    views: &[View],
) -> Result<HashMap<StatusId, View>> {
    let statuses = views
        .iter()
        .map(|view| view.reblog.as_ref().map_or(&view.status, |(it, _)| it));
    let quotes = statuses.filter_map(|status| status.quote.as_ref()?.accepted());
    let ids: Vec<StatusId> = quotes.collect();
    let viewer = viewer.map_or(Viewer::Anonymous, Viewer::Account);
    let shown = quote::shown(ctx, viewer, &ids).await?;
    let entries: Vec<Entry> = ids
        .iter()
        .filter_map(|id| shown.get(id))
        .filter(|quoted| quoted.aside.is_none())
        .map(|quoted| quoted.entry)
        .collect();
    if entries.is_empty() {
        return Ok(HashMap::new());
    }
    let views = status_view::views(ctx, &entries).await?.into_iter();
    Ok(views.map(|view| (view.status.status.id, view)).collect())
}
