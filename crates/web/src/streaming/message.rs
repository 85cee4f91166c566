//! What is sent to those who listen.

use std::sync::Arc;

use axum::response::sse;
use serde_json::json;

use super::stream::Stream;

/// A message on one stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What happened: `update`, `status.update`, `delete`, `notification`, `notifications_merged`, `conversation`,
    /// `filters_changed`, `announcement`, `announcement.reaction`, `announcement.delete`.
    pub event: &'static str,
    /// The entity as JSON, or the id of what was deleted; empty where the event says it all.
    pub payload: Arc<str>,
    /// Where it belongs.
    pub stream: Stream,
}

impl Message {
    /// The text of a WebSocket message; the payload is a string within the JSON.
    pub fn to_json(&self) -> String {
        let mut message = json!({ "stream": self.stream.name(), "event": self.event });
        if !self.payload.is_empty() {
            message["payload"] = (*self.payload).into();
        }
        message.to_string()
    }

    /// A server-sent event. JSON holds no line breaks, so the payload is one line.
    pub fn to_event(&self) -> sse::Event {
        sse::Event::default().event(self.event).data(&*self.payload)
    }
}
