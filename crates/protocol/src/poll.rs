//! Polls of other servers, and their people's votes in ours.

use domain::id::PollId;
use domain::poll::{self, RemotePoll};
use url::Url;

use crate::actor::timestamp;
use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::inbox::Authenticated;
use crate::resolve;
use crate::vocab::{Object, PollOption};

/// What a `Question` asks.
pub(crate) fn describe(object: &Object) -> Option<RemotePoll> {
    let multiple = !object.any_of.is_empty();
    let options = if multiple {
        &object.any_of
    } else {
        &object.one_of
    };
    if object.kind != "Question" || options.is_empty() {
        return None;
    }
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let option = |option: &PollOption| (option.name.clone(), count(option.votes()));
    Some(RemotePoll {
        options: options.iter().map(option).collect(),
        multiple,
        // Pleroma says only when it is closed, from the beginning.
        expires_at: timestamp(object.closed.or(object.end_time)),
        voters_count: object.voters_count.map(count),
    })
}

/// Someone votes in a poll of ours. What is no vote of theirs, or in no poll that they may see, is refused.
pub(crate) async fn on_vote(
    federation: &Federation,
    received: &Authenticated,
    vote: &Object,
) -> Result<(), Error> {
    let (voter, uri) = (&received.actor, &vote.id);
    let (Some(title), Some(asks)) = (&vote.name, &vote.in_reply_to) else {
        return Ok(());
    };
    let by = vote.attributed_to.iter();
    if !received.speaks_for(uri) || !by.map(Url::as_str).any(|by| by == voter.uri) {
        return Err(Error::Refused(format!("{uri} is not {}'s", voter.uri)));
    }
    let ctx = &federation.ctx;
    Ok(poll::receive_vote(ctx, voter.id, asks.as_str(), title, uri.as_str()).await?)
}

/// Asks the home of a remote poll for its numbers, unless they were told lately or are final. A home that does not answer
/// changes nothing: what is known serves.
///
/// # Errors
/// When the database refuses.
pub async fn refresh(federation: &Federation, id: PollId) -> Result<(), Error> {
    let stale = poll::stale(&federation.ctx, id).await?;
    let Some(uri) = stale.and_then(|uri| Url::parse(&uri).ok()) else {
        return Ok(());
    };
    if let Err(error) = resolve::renew_status(federation, &uri, &mut Budget::default()).await {
        tracing::info!(%uri, %error, "a poll was not refreshed");
    }
    Ok(())
}

/// A poll is over: those concerned are told, of a remote one with the numbers that its home has last.
///
/// # Errors
/// When the database refuses.
pub async fn end(federation: &Federation, id: PollId) -> Result<(), Error> {
    refresh(federation, id).await?;
    Ok(poll::end(&federation.ctx, id).await?)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn question(changes: &[(&str, Value)]) -> Option<RemotePoll> {
        let mut document = json!({
            "id": "https://a.example/notes/1", "type": "Question", "content": "<p>Which?</p>",
            "attributedTo": "https://a.example/users/anna",
            "oneOf": [
                { "type": "Note", "name": "a", "replies": { "type": "Collection", "totalItems": 3 } },
                { "type": "Note", "name": "b" },
            ],
            "endTime": "2026-10-01T01:00:00Z",
            "votersCount": 3,
        });
        for (name, value) in changes {
            document[*name] = value.clone();
        }
        describe(&serde_json::from_value(document).expect("an object"))
    }

    #[test]
    fn a_question_is_read_with_its_numbers() {
        let poll = question(&[]).expect("asks");
        assert_eq!(poll.options, [("a".into(), 3), ("b".into(), 0)]);
        assert!(!poll.multiple);
        assert_eq!(poll.voters_count, Some(3));
        let end = domain::Timestamp::parse_rfc3339("2026-10-01T01:00:00Z");
        assert_eq!(poll.expires_at, end);
        let any = json!([{ "type": "Note", "name": "c" }]);
        let closed = json!("2026-09-30T00:00:00Z");
        let other = question(&[("oneOf", json!(null)), ("anyOf", any), ("closed", closed)]);
        let other = other.expect("asks");
        assert!(other.multiple);
        assert!(other.expires_at < end);
    }

    #[test]
    fn what_offers_nothing_asks_nothing() {
        assert_eq!(question(&[("oneOf", json!([]))]), None);
        assert_eq!(question(&[("type", json!("Note"))]), None);
    }
}
