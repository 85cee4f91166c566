//! Statuses: posting, editing, deleting, receiving and showing them.

mod arrival;
mod attachments;
mod author;
mod compose;
mod delete;
mod edit;
mod posted;
mod publish;
mod receive;
mod receive_thread;
mod receive_update;
mod row;
mod searchable;
mod show;
mod strangers;
#[cfg(test)]
pub(crate) mod tests;

pub use crate::media::RemoteMedia;
pub use delete::{delete, receive_delete};
pub use edit::{EditStatus, MediaChange, edit};
pub use posted::{Fresh, Posted};
pub use publish::{NewStatus, check, forget_keys, post, publish};
pub use receive::{Reason, RemoteMention, RemoteStatus, receive};
pub use receive_thread::missing_parent;
pub use receive_update::receive_update;
pub use show::{
    Source, Thread, Version, context, embeddable, find_original, history, list, show, source,
};
pub use storage::media::Media;
pub use storage::mention::Mentioned;
pub use storage::status::Status;
pub use storage::tag::Tag;
pub use strangers::name;

pub(crate) use arrival::{Arrival, arrive, count};
pub(crate) use author::change_terms;
pub(crate) use delete::remove;
pub(crate) use row::{believable, blank, insert_drawn};
