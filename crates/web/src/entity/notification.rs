//! `Notification`, put together from fragments.

use domain::kinds::FilterContext;
use domain::notification::Told;
use serde_json::json;

use super::Json;
use crate::error::Result;
use crate::fragment::{self, Pieces};
use crate::state::State;

/// A page of them. What the viewer's filters hide is not there.
pub async fn list(state: &State, told: &[Told]) -> Result<Json> {
    let pieces = load(state, told).await?;
    Ok(fragment::list(told, |out, told| write(&pieces, out, told)))
}

/// One of them.
///
/// # Errors
/// `NotFound` when a part of it went in the meantime, or the viewer's filters hide it.
pub async fn one(state: &State, told: &Told) -> Result<Json> {
    let pieces = load(state, std::slice::from_ref(told)).await?;
    let mut out = Vec::new();
    write(&pieces, &mut out, told).ok_or(domain::Error::NotFound)?;
    Ok(Json(out))
}

async fn load(state: &State, told: &[Told]) -> Result<Pieces> {
    let entries: Vec<_> = told.iter().filter_map(|told| told.status).collect();
    let accounts = told.iter().map(|told| told.from);
    Ok(state.fragments.load(&state.ctx, &entries, accounts).await?)
}

fn write(pieces: &Pieces, out: &mut Vec<u8>, told: &Told) -> Option<()> {
    let open = json!({
        "id": told.id.to_string(),
        "type": told.kind,
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
    out.push(b'}');
    Some(())
}
