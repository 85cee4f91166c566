//! Turns what was announced into messages for those who listen and may see it. A status is rendered once for all of them,
//! without anybody's marks, as Mastodon does; and once more for each whose filters match it.

use std::collections::HashSet;
use std::sync::Arc;

use domain::conversation;
use domain::event::Event;
use domain::filter;
use domain::id::{AccountConversationId, AccountId, NotificationId, StatusId};
use domain::kinds::FilterContext;
use domain::notification;
use domain::quote;
use domain::stream::{self, Shown};
use domain::timeline::Entry;

use super::stream::Stream;
use crate::entity::{self, Json};
use crate::error::{Error, Result};
use crate::extract::auth::User;
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

/// Tells those who listen and may see it of `event`.
pub async fn tell(state: &State, event: &Event) -> Result<()> {
    match event {
        Event::StatusCreated { status_id } => offer(state, "update", *status_id).await?,
        Event::StatusEdited { status_id } | Event::StatusRenewed { status_id } => {
            offer(state, "status.update", *status_id).await?;
        }
        Event::StatusDeleted {
            status_id,
            home_of,
            in_lists,
            public,
        } => {
            let owners: HashSet<AccountId> = home_of.iter().copied().collect();
            delete(state, *status_id, |who, stream| match stream {
                Stream::User | Stream::Direct => owners.contains(&who.account_id),
                Stream::UserNotification => false,
                Stream::Public { .. } | Stream::Hashtag { .. } => *public,
                Stream::List(id) => in_lists.contains(id),
            });
        }
        Event::Notified {
            notification_id,
            account_id,
        } => notify(state, *account_id, *notification_id).await?,
        Event::FiltersChanged { account_id } => {
            let payload: Arc<str> = "".into();
            state
                .streams
                .send("filters_changed", &payload, |who, stream| {
                    who.account_id == *account_id && *stream == Stream::User
                });
        }
        Event::ConversationChanged {
            conversation_id,
            account_id,
        } => converse(state, *account_id, *conversation_id).await?,
        Event::NotificationsMerged { account_id } => merged(state, *account_id),
        Event::AnnouncementPublished { announcement_id } => {
            let rendered = entity::announcement::one(&state.ctx, *announcement_id).await;
            tell_everyone(state, "announcement", payload(rendered)?);
        }
        Event::AnnouncementReaction {
            announcement_id,
            name,
        } => {
            let rendered = entity::announcement::reaction(&state.ctx, *announcement_id, name).await;
            tell_everyone(state, "announcement.reaction", payload(rendered)?);
        }
        Event::AnnouncementDeleted { announcement_id } => {
            let id = announcement_id.to_string().into();
            tell_everyone(state, "announcement.delete", Some(id));
        }
        _ => {}
    }
    Ok(())
}

/// What the operators announce is for everyone who listens to their home.
fn tell_everyone(state: &State, event: &'static str, payload: Option<Arc<str>>) {
    if let Some(payload) = payload {
        let streams = &state.streams;
        streams.send(event, &payload, |_, stream| *stream == Stream::User);
    }
}

/// Shows a status to those in whose timelines it stands.
async fn offer(state: &State, event: &'static str, id: StatusId) -> Result<()> {
    let (ctx, hub) = (&state.ctx, &state.streams);
    let viewers = hub.accounts(|stream| *stream == Stream::User);
    if let Some(shown) = stream::home(ctx, id, &viewers).await? {
        let place = FilterContext::Home;
        show(state, event, &shown, place, |stream| {
            *stream == Stream::User
        })
        .await?;
    }
    let viewers = hub.accounts(Stream::is_listed);
    if let Some((shown, listing)) = stream::listed(ctx, id, &viewers).await? {
        let place = FilterContext::Public;
        show(state, event, &shown, place, |stream| stream.lists(&listing)).await?;
    }
    if let Some((shown, lists)) = stream::lists(ctx, id, &hub.lists()).await? {
        let place = FilterContext::Home;
        show(
            state,
            event,
            &shown,
            place,
            |stream| matches!(stream, Stream::List(id) if lists.contains(id)),
        )
        .await?;
    }
    Ok(())
}

async fn show(
    state: &State,
    event: &'static str,
    shown: &Shown,
    place: FilterContext,
    belongs: impl Fn(&Stream) -> bool,
) -> Result<()> {
    let mut to: HashSet<AccountId> = shown.to.iter().copied().collect();
    let filtered = filter::apply_for_each(&state.ctx, &shown.to, &shown.entry).await?;
    for (viewer, matches) in filtered {
        to.remove(&viewer);
        let entry = Entry {
            viewer: Some(viewer),
            ..shown.entry
        };
        if filter::hides(&matches, &entry, viewer, place) {
            continue;
        }
        let rendered = state.fragments.status(&state.ctx, &entry).await;
        if let Some(payload) = payload(rendered.map_err(Error::from))? {
            state.streams.send(event, &payload, |who, stream| {
                who.account_id == viewer && belongs(stream)
            });
        }
    }
    if quote::is_quoting(&state.ctx, shown.entry.original().id).await? {
        return show_to_each(state, event, shown, &to, belongs).await;
    }
    if to.is_empty() {
        return Ok(());
    }
    let rendered = state.fragments.status(&state.ctx, &shown.entry).await;
    let Some(payload) = payload(rendered.map_err(Error::from))? else {
        return Ok(());
    };
    state.streams.send(event, &payload, |who, stream| {
        to.contains(&who.account_id) && belongs(stream)
    });
    Ok(())
}

/// What is quoted is not for everyone who may see by what.
async fn show_to_each(
    state: &State,
    event: &'static str,
    shown: &Shown,
    to: &HashSet<AccountId>,
    belongs: impl Fn(&Stream) -> bool,
) -> Result<()> {
    for viewer in to {
        let entry = Entry {
            viewer: Some(*viewer),
            ..shown.entry
        };
        let rendered = state.fragments.status(&state.ctx, &entry).await;
        if let Some(payload) = payload(rendered.map_err(Error::from))? {
            state.streams.send(event, &payload, |who, stream| {
                who.account_id == *viewer && belongs(stream)
            });
        }
    }
    Ok(())
}

/// What was rendered; `None` when it went in the meantime.
fn payload(rendered: Result<Json>) -> Result<Option<Arc<str>>> {
    match rendered {
        Ok(Json(bytes)) => {
            let text = String::from_utf8(bytes).map_err(domain::Error::internal)?;
            Ok(Some(text.into()))
        }
        Err(Error::Domain(domain::Error::NotFound)) => Ok(None),
        Err(other) => Err(other),
    }
}

/// The id of what is gone says nothing about it, so it may go to every public stream.
fn delete(state: &State, id: StatusId, stood_in: impl Fn(&User, &Stream) -> bool) {
    let payload: Arc<str> = id.to_string().into();
    state.streams.send("delete", &payload, stood_in);
}

fn tells(stream: &Stream) -> bool {
    matches!(stream, Stream::User | Stream::UserNotification)
}

async fn notify(state: &State, account: AccountId, id: NotificationId) -> Result<()> {
    if !state.streams.accounts(tells).contains(&account) {
        return Ok(());
    }
    let told = match notification::show(&state.ctx, account, id).await {
        Ok(told) => told,
        // Dismissed or taken back in the meantime, or of a status that the account may not see.
        Err(domain::Error::NotFound) => return Ok(()),
        Err(other) => return Err(other.into()),
    };
    let Some(payload) = payload(entity::notification::one(state, &told).await)? else {
        return Ok(());
    };
    state.streams.send("notification", &payload, |who, stream| {
        who.account_id == account && who.require("read:notifications").is_ok() && tells(stream)
    });
    Ok(())
}

/// Shows `account` a conversation that goes on.
async fn converse(state: &State, account: AccountId, id: AccountConversationId) -> Result<()> {
    let listening = state.streams.accounts(|stream| *stream == Stream::Direct);
    if !listening.contains(&account) {
        return Ok(());
    }
    let rendered = match conversation::show(&state.ctx, account, id).await {
        Ok(conversation) => entity::conversation::one(state, &conversation).await,
        Err(error) => Err(error.into()),
    };
    let Some(payload) = payload(rendered)? else {
        return Ok(());
    };
    state.streams.send("conversation", &payload, |who, stream| {
        who.account_id == account && *stream == Stream::Direct
    });
    Ok(())
}

/// The notifications of `account` are more than they were: apps read them anew.
fn merged(state: &State, account: AccountId) {
    // Mastodon's payload, which says nothing.
    let payload: Arc<str> = "1".into();
    let streams = &state.streams;
    streams.send("notifications_merged", &payload, |who, stream| {
        who.account_id == account && who.require("read:notifications").is_ok() && tells(stream)
    });
}
