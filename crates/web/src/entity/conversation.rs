//! `Conversation`, put together from fragments.

use domain::conversation::Conversation;

use super::Json;
use crate::error::Result;
use crate::fragment::{self, Pieces};
use crate::state::State;

/// A page of them.
pub async fn list(state: &State, conversations: &[Conversation]) -> Result<Json> {
    let pieces = load(state, conversations).await?;
    Ok(fragment::list(conversations, |out, conversation| {
        write(&pieces, out, conversation)
    }))
}

/// One of them.
///
/// # Errors
/// `NotFound` when a part of it went in the meantime.
pub async fn one(state: &State, conversation: &Conversation) -> Result<Json> {
    let pieces = load(state, std::slice::from_ref(conversation)).await?;
    let mut out = Vec::new();
    write(&pieces, &mut out, conversation).ok_or(domain::Error::NotFound)?;
    Ok(Json(out))
}

async fn load(state: &State, conversations: &[Conversation]) -> Result<Pieces> {
    let entries: Vec<_> = conversations
        .iter()
        .filter_map(|conversation| conversation.last_status)
        .collect();
    let accounts = conversations
        .iter()
        .flat_map(|conversation| conversation.accounts.iter().copied());
    Ok(state.fragments.load(&state.ctx, &entries, accounts).await?)
}

fn write(pieces: &Pieces, out: &mut Vec<u8>, conversation: &Conversation) -> Option<()> {
    let (id, unread) = (conversation.id, conversation.unread);
    let open = format!("{{\"id\":\"{id}\",\"unread\":{unread},\"accounts\":");
    out.extend_from_slice(open.as_bytes());
    let accounts = fragment::list(&conversation.accounts, |out, account| {
        pieces.write_account(out, account.id)
    });
    out.extend(accounts.0);
    out.extend_from_slice(b",\"last_status\":");
    match &conversation.last_status {
        Some(entry) => pieces.write_status(out, entry)?,
        None => out.extend_from_slice(b"null"),
    }
    out.push(b'}');
    Some(())
}
