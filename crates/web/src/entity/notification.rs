//! `Notification` and `NotificationRequest`, put together from fragments.

use domain::kinds::FilterContext;
use domain::notification::Told;
use domain::notification_request::NotificationRequest;
use serde_json::json;

use super::Json;
use super::collection::Collection;
use crate::error::Result;
use crate::fragment::{self, Pieces};
use crate::state::State;

/// How far waiting notifications are counted, as in Mastodon.
const MOST_COUNTED: i64 = 100;

/// A page of them. What the viewer's filters hide is not there.
pub async fn list(state: &State, told: &[Told]) -> Result<Json> {
    let pieces = load(state, told).await?;
    Ok(fragment::list(told, |out, told| {
        write(state, &pieces, out, told)
    }))
}

/// One of them.
///
/// # Errors
/// `NotFound` when a part of it went in the meantime, or the viewer's filters hide it.
pub async fn one(state: &State, told: &Told) -> Result<Json> {
    let pieces = load(state, std::slice::from_ref(told)).await?;
    let mut out = Vec::new();
    write(state, &pieces, &mut out, told).ok_or(domain::Error::NotFound)?;
    Ok(Json(out))
}

async fn load(state: &State, told: &[Told]) -> Result<Pieces> {
    let entries: Vec<_> = told.iter().filter_map(|told| told.status).collect();
    let accounts = told.iter().map(|told| told.from);
    Ok(state.fragments.load(&state.ctx, &entries, accounts).await?)
}

fn write(state: &State, pieces: &Pieces, out: &mut Vec<u8>, told: &Told) -> Option<()> {
    let open = json!({
        "id": told.id.to_string(),
        "type": told.kind,
        "group_key": told.key.to_string(),
        "created_at": told.created_at.to_rfc3339(),
    });
    let open = open.to_string();
    out.extend_from_slice(open.strip_suffix('}')?.as_bytes());
    out.extend_from_slice(b",\"account\":");
    pieces.write_account(out, told.from.id)?;
    if let Some(entry) = &told.status {
        out.extend_from_slice(b",\"status\":");
        pieces.write_unless_hidden(out, entry, FilterContext::Notifications)?;
    }
    if let Some(view) = &told.collection {
        out.extend_from_slice(b",\"collection\":");
        serde_json::to_writer(&mut *out, &Collection::new(&state.ctx, view.clone())).ok()?;
    }
    out.push(b'}');
    Some(())
}

/// A page of `NotificationRequest`s.
pub async fn requests(state: &State, requests: &[NotificationRequest]) -> Result<Json> {
    let pieces = load_requests(state, requests).await?;
    Ok(fragment::list(requests, |out, request| {
        write_request(&pieces, out, request)
    }))
}

/// One `NotificationRequest`.
///
/// # Errors
/// `NotFound` when a part of it went in the meantime.
pub async fn request(state: &State, request: &NotificationRequest) -> Result<Json> {
    let pieces = load_requests(state, std::slice::from_ref(request)).await?;
    let mut out = Vec::new();
    write_request(&pieces, &mut out, request).ok_or(domain::Error::NotFound)?;
    Ok(Json(out))
}

async fn load_requests(state: &State, requests: &[NotificationRequest]) -> Result<Pieces> {
    let entries: Vec<_> = requests
        .iter()
        .filter_map(|request| request.last_status)
        .collect();
    let accounts = requests.iter().map(|request| request.row.from);
    Ok(state.fragments.load(&state.ctx, &entries, accounts).await?)
}

fn write_request(pieces: &Pieces, out: &mut Vec<u8>, request: &NotificationRequest) -> Option<()> {
    let row = &request.row;
    let open = json!({
        "id": row.id.to_string(),
        "created_at": row.created_at.to_rfc3339(),
        "updated_at": row.updated_at.to_rfc3339(),
        "notifications_count": row.notifications_count.min(MOST_COUNTED).to_string(),
    });
    let open = open.to_string();
    out.extend_from_slice(open.strip_suffix('}')?.as_bytes());
    out.extend_from_slice(b",\"account\":");
    pieces.write_account(out, row.from.id)?;
    out.extend_from_slice(b",\"last_status\":");
    match &request.last_status {
        Some(entry) => pieces.write_status(out, entry)?,
        None => out.extend_from_slice(b"null"),
    }
    out.push(b'}');
    Some(())
}
