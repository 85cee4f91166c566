//! `ScheduledStatus`.

use domain::poll::NewPoll;
use domain::scheduled_status::ScheduledStatus;
use domain::{Context, media};
use serde_json::{Value, json};

use super::media::MediaAttachment;

/// A status that waits, with the parameters that it was sent with.
pub fn render(ctx: &Context, waiting: &ScheduledStatus) -> Value {
    let draft = &waiting.draft;
    let files = waiting.media.iter().cloned();
    let files: Vec<MediaAttachment> = files.map(|file| media::view(ctx, file).into()).collect();
    let media_ids = draft.media_ids.iter().map(ToString::to_string);
    json!({
        "id": waiting.id.to_string(),
        "scheduled_at": waiting.scheduled_at.to_rfc3339(),
        "params": {
            "text": draft.text,
            "poll": draft.poll.as_ref().map(poll),
            "media_ids": media_ids.collect::<Vec<_>>(),
            "sensitive": draft.sensitive,
            "spoiler_text": draft.spoiler_text,
            "visibility": draft.visibility,
            "in_reply_to_id": draft.in_reply_to_id,
            "language": draft.language,
            "application_id": draft.application_id,
            "scheduled_at": null,
            "idempotency": draft.idempotency_key,
            "with_rate_limit": false,
        },
        "media_attachments": files,
    })
}

fn poll(poll: &NewPoll) -> Value {
    json!({
        "options": poll.options,
        "expires_in": poll.expires_in.as_secs(),
        "multiple": poll.multiple,
        "hide_totals": poll.hide_totals,
    })
}
