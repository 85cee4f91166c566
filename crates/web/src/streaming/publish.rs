//! Turns what was announced into messages for those who listen, and ends connections.

use std::collections::HashSet;
use std::sync::Arc;

use domain::event::Event;
use domain::id::{AccountId, StatusId};
use domain::stream;

use super::stream::Stream;
use crate::state::State;

/// Closes the connections of those who may not listen after `event`.
pub async fn close(state: &State, event: &Event) {
    let hub = &state.streams;
    match event {
        Event::TokenRevoked { token_id } => hub.close(|who| who.token_id == *token_id),
        Event::UserChanged { user_id } => hub.close(|who| who.user_id == *user_id),
        Event::AccountChanged { account_id } if hub.knows(*account_id) => {
            let may_listen = stream::may_listen(&state.ctx, *account_id).await;
            // While that cannot be known the app may ask again.
            if !matches!(may_listen, Ok(true)) {
                hub.close(|who| who.account_id == *account_id);
            }
        }
        _ => {}
    }
}

/// Tells those who listen of `event`.
pub fn tell(state: &State, event: &Event) {
    if let Event::StatusDeleted {
        status_id,
        home_of,
        public,
    } = event
    {
        delete(state, *status_id, home_of, *public);
    }
}

/// The id of what is gone says nothing about it, so it may go to every public stream.
fn delete(state: &State, id: StatusId, home_of: &[AccountId], public: bool) {
    let payload: Arc<str> = id.to_string().into();
    let owners: HashSet<AccountId> = home_of.iter().copied().collect();
    state
        .streams
        .send("delete", &payload, |who, stream| match stream {
            Stream::User | Stream::Direct => owners.contains(&who.account_id),
            Stream::UserNotification => false,
            Stream::Public { .. } | Stream::Hashtag { .. } => public,
        });
}
