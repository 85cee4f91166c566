//! Sending what is in the queue, and judging the answers.

use bytes::Bytes;
use domain::delivery::{self, Outcome, Parcel, Target};
use domain::poison;
use futures::future::join_all;
use http::HeaderMap;
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::FetchError;
use crate::origin::Origin;
use crate::{document, follow, signing};

/// Sends up to `limit` activities that are due, waits for all answers, and says how many there were.
pub async fn deliver_batch(federation: &Federation, limit: usize) -> domain::Result<usize> {
    let parcels = delivery::claim(&federation.ctx, limit).await?;
    let count = parcels.len();
    join_all(
        parcels
            .into_iter()
            .map(|parcel| deliver(federation, parcel)),
    )
    .await;
    Ok(count)
}

/// Sends one activity and notes how that ended. If the note cannot be kept, the lease ends and it is sent again.
pub(crate) async fn deliver(federation: &Federation, parcel: Parcel) {
    let outcome = match poison::contained(send(federation, &parcel)).await {
        Ok(Ok(())) => Outcome::Delivered,
        Ok(Err(error)) => judge(&error),
        Err(panicked) => Outcome::Refused(panicked.to_string()),
    };
    if outcome != Outcome::Delivered {
        let attempt = parcel.delivery.attempts;
        tracing::info!(
            inbox = parcel.delivery.inbox_url,
            attempt,
            ?outcome,
            "not delivered"
        );
    }
    if let Err(error) = federation.outcomes.write((parcel.delivery, outcome)).await {
        tracing::error!(%error, "the end of a delivery was not kept");
    }
}

async fn send(federation: &Federation, parcel: &Parcel) -> Result<(), Error> {
    let unreadable = || Error::Refused("the inbox is no address".to_owned());
    let inbox = Url::parse(&parcel.delivery.inbox_url).map_err(|_| unreadable())?;
    document::check_askable(federation, &inbox).await?;
    let body = Bytes::copy_from_slice(parcel.body.as_bytes());
    let mut headers = HeaderMap::new();
    if let Some(compared) = follow::header(federation, parcel, &inbox).await? {
        headers.insert(follow::HEADER, compared);
    }
    signing::post(federation, &parcel.sender, &inbox, (body, headers)).await
}

/// What an answer means for the next attempt. 5xx, 408 and 429 pass; any other no may be a slip, so it is asked again,
/// but not for days.
fn judge(error: &Error) -> Outcome {
    let (text, passes) = (error.to_string(), error.is_transient());
    let postponed = |retry_after| Outcome::Postponed {
        error: text.clone(),
        retry_after,
    };
    match error {
        Error::Gone => Outcome::Gone(text),
        Error::Unreachable(FetchError::Status { retry_after, .. }) if passes => {
            postponed(*retry_after)
        }
        Error::Unreachable(FetchError::Status { .. }) => Outcome::Refused(text),
        _ if passes => postponed(None),
        _ => Outcome::Impossible(text),
    }
}

/// The lanes of `inboxes`; what is no address is left out, so that one bad follower spoils nothing for the others.
pub(crate) fn targets(inboxes: impl IntoIterator<Item = String>) -> Vec<Target> {
    let lane = |inbox: String| {
        let host = Origin::of(&Url::parse(&inbox).ok()?)?.authority();
        Some(Target {
            inbox_url: inbox,
            host,
        })
    };
    inboxes.into_iter().filter_map(lane).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(code: u16) -> Outcome {
        let retry_after = None;
        judge(&Error::Unreachable(FetchError::Status {
            code,
            retry_after,
        }))
    }

    #[test]
    fn answers_are_judged_by_whether_time_may_heal_them() {
        for code in [408, 429, 500, 503] {
            assert!(matches!(status(code), Outcome::Postponed { .. }), "{code}");
        }
        for code in [400, 401, 403, 404] {
            assert!(matches!(status(code), Outcome::Refused(_)), "{code}");
        }
        assert!(matches!(judge(&FetchError::Gone.into()), Outcome::Gone(_)));
        let refused = Error::Refused("suspended".to_owned());
        assert!(matches!(judge(&refused), Outcome::Impossible(_)));
    }

    #[test]
    fn security_52_an_inbox_that_is_no_address_spoils_nothing() {
        let inboxes = [
            "https://ex ample/",
            "https://[::1",
            "ftp://a.example/",
            "https://a.example:8443/inbox",
        ];
        let targets = targets(inboxes.map(str::to_owned));
        assert_eq!(targets.len(), 1);
        assert_eq!(targets[0].host, "a.example:8443");
    }
}
