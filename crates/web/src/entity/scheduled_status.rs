//! `ScheduledStatus`.

use domain::id::ApplicationId;
use domain::kinds::QuotePolicy;
use domain::poll::NewPoll;
use domain::scheduled_status;
use domain::{Context, media};
use schemars::JsonSchema;
use serde::Serialize;

use super::format::{Id, Time};
use super::media::MediaAttachment;
use super::visibility::Visibility;

/// A status that waits, with the parameters that it was sent with.
#[derive(Serialize, JsonSchema)]
pub struct ScheduledStatus<'a> {
    #[schemars(with = "Id")]
    id: String,
    #[schemars(with = "Time")]
    scheduled_at: String,
    params: ScheduledParams<'a>,
    media_attachments: Vec<MediaAttachment>,
}

#[derive(Serialize, JsonSchema)]
struct ScheduledParams<'a> {
    text: &'a str,
    poll: Option<ScheduledPoll<'a>>,
    #[schemars(with = "Vec<Id>")]
    media_ids: Vec<String>,
    sensitive: bool,
    spoiler_text: &'a str,
    visibility: Visibility,
    #[schemars(with = "Option<Id>")]
    in_reply_to_id: Option<String>,
    language: Option<&'a str>,
    #[schemars(with = "Option<Id>")]
    quoted_status_id: Option<String>,
    quote_approval_policy: Option<QuotePolicy>,
    #[schemars(with = "Option<i64>")]
    application_id: Option<ApplicationId>,
    /// Always `null`: it stands beside the parameters.
    scheduled_at: (),
    idempotency: Option<&'a str>,
    with_rate_limit: bool,
}

#[derive(Serialize, JsonSchema)]
struct ScheduledPoll<'a> {
    options: &'a [String],
    /// Seconds.
    expires_in: u64,
    multiple: bool,
    hide_totals: bool,
}

impl<'a> ScheduledStatus<'a> {
    /// Shows what waits.
    #[must_use]
    pub fn new(ctx: &Context, waiting: &'a scheduled_status::ScheduledStatus) -> Self {
        let draft = &waiting.draft;
        let files = waiting.media.iter().cloned();
        let media_ids = draft.media_ids.iter().map(ToString::to_string);
        Self {
            id: waiting.id.to_string(),
            scheduled_at: waiting.scheduled_at.to_rfc3339(),
            params: ScheduledParams {
                text: &draft.text,
                poll: draft.poll.as_ref().map(Into::into),
                media_ids: media_ids.collect(),
                sensitive: draft.sensitive,
                spoiler_text: &draft.spoiler_text,
                visibility: draft.visibility.into(),
                in_reply_to_id: draft.in_reply_to_id.map(|id| id.to_string()),
                language: draft.language.as_deref(),
                quoted_status_id: draft.quoted_id.map(|id| id.to_string()),
                quote_approval_policy: draft.quote_policy,
                application_id: draft.application_id,
                scheduled_at: (),
                idempotency: draft.idempotency_key.as_deref(),
                with_rate_limit: false,
            },
            media_attachments: files.map(|file| media::view(ctx, file).into()).collect(),
        }
    }
}

impl<'a> From<&'a NewPoll> for ScheduledPoll<'a> {
    fn from(poll: &'a NewPoll) -> Self {
        Self {
            options: &poll.options,
            expires_in: poll.expires_in.as_secs(),
            multiple: poll.multiple,
            hide_totals: poll.hide_totals,
        }
    }
}
