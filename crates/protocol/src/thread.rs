//! The rest of a thread: what answers a status at its home, and what answers that, as far as the bounds of a look go.
//!
//! Whatever is listed, a status is what its own server says, and is kept only if it belongs to the thread.

use std::time::Duration;

use domain::id::ConversationId;
use domain::kinds::Visibility;
use domain::remote;
use domain::status::Reason;
use domain::thread::frontier::{Frontier, Place, What};
use domain::thread::refresh;
use futures::future::join_all;
use tokio::time::timeout;
use url::Url;

use crate::collection::{self, Page};
use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::origin::same_origin;
use crate::resolve;
use crate::vocab::{Collection, Object};

/// Answers that are asked for when a status arrives with them; Mastodon's number.
const FIRST: usize = 5;
/// Places that are looked at together: with [`PATIENCE`] a step stays well within a job's lease.
const TOGETHER: usize = 8;
/// How long a place may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Requests that one place may cost: the document, and an author who is unknown.
const REQUESTS: u32 = 6;

/// What there was at a place.
#[derive(Default)]
struct Seen {
    /// A status that was not known here.
    is_new: bool,
    /// Where to look from there.
    statuses: Vec<Url>,
    pages: Vec<Url>,
}

/// The answers on the first page that came with a status, of its own server alone.
pub(crate) fn first_replies(object: &Object) -> Vec<String> {
    let beside = links(object).statuses.into_iter();
    let beside = beside.filter(|uri| same_origin(uri, &object.id));
    beside.take(FIRST).map(String::from).collect()
}

/// Asks for answers that came with a status. Who does not answer now is left to whoever opens the thread.
pub async fn fetch_replies(federation: &Federation, uris: &[String]) {
    let nothing = Frontier::default();
    let places = uris.iter().take(FIRST).map(|uri| Place {
        what: What::Status,
        uri: uri.clone(),
        depth: 0,
    });
    let places: Vec<Place> = places.collect();
    join_all(
        places
            .iter()
            .map(|place| visit(federation, place, &nothing)),
    )
    .await;
}

/// A step of the look through a thread that somebody opened.
pub async fn refresh(federation: &Federation, id: ConversationId) -> Result<(), Error> {
    let ctx = &federation.ctx;
    let Some(mut frontier) = refresh::frontier(ctx, id).await? else {
        return Ok(());
    };
    let places = frontier.take(TOGETHER);
    let visits = places
        .iter()
        .map(|place| visit(federation, place, &frontier));
    let visited = join_all(visits).await;
    let mut found = 0;
    for (place, seen) in places.iter().zip(visited) {
        found += usize::from(seen.is_new);
        // A page lists answers to what it belongs to, and so does the next one.
        let answers = match place.what {
            What::Status => place.depth + 1,
            What::Page => place.depth,
        };
        let statuses = seen.statuses.into_iter().map(|uri| (What::Status, uri));
        let pages = seen.pages.into_iter().map(|uri| (What::Page, uri));
        for (what, uri) in statuses.chain(pages) {
            if !ctx.uris.is_local(uri.as_str()) {
                frontier.add(Place {
                    what,
                    uri: uri.into(),
                    depth: answers,
                });
            }
        }
    }
    Ok(refresh::advance(ctx, id, &frontier, found).await?)
}

/// Looks at a place; where nothing can be had there is nothing.
async fn visit(federation: &Federation, place: &Place, frontier: &Frontier) -> Seen {
    let looked = timeout(PATIENCE, look(federation, place, frontier)).await;
    match looked {
        Ok(Ok(seen)) => seen,
        Ok(Err(error)) => {
            tracing::debug!(place = place.uri, %error, "not to be had for a thread");
            Seen::default()
        }
        Err(_) => {
            tracing::debug!(place = place.uri, "took too long for a thread");
            Seen::default()
        }
    }
}

async fn look(federation: &Federation, place: &Place, frontier: &Frontier) -> Result<Seen, Error> {
    let unreadable = || Error::Refused(format!("{} is no address", place.uri));
    let uri = Url::parse(&place.uri).map_err(|_| unreadable())?;
    let mut budget = Budget::new(REQUESTS);
    match place.what {
        What::Page => {
            let page = collection::page(federation, &uri, &mut budget).await?;
            Ok(Seen {
                statuses: page.ids().collect(),
                pages: page.next.into_iter().collect(),
                ..Seen::default()
            })
        }
        What::Status => {
            let object = resolve::fetch_object(federation, &uri, &mut budget).await?;
            let is_new = keep(federation, &object, frontier, &mut budget).await?;
            Ok(Seen {
                is_new,
                ..links(&object)
            })
        }
    }
}

/// Keeps a status that is not known here; says whether it was one.
async fn keep(
    federation: &Federation,
    object: &Object,
    frontier: &Frontier,
    budget: &mut Budget,
) -> Result<bool, Error> {
    let ctx = &federation.ctx;
    if remote::find_status(ctx, object.id.as_str())
        .await?
        .is_some()
    {
        return Ok(false);
    }
    let described = resolve::describe(federation, object, budget).await?;
    let is_open = matches!(
        described.visibility,
        Visibility::Public | Visibility::Unlisted
    );
    let belongs = match &described.in_reply_to_uri {
        Some(uri) => frontier.has_status(uri) || remote::find_status(ctx, uri).await?.is_some(),
        None => false,
    };
    if !is_open || !belongs {
        return Err(Error::Refused(format!(
            "{} answers nothing here",
            object.id
        )));
    }
    Box::pin(resolve::keep_status(federation, described, Reason::Fetched)).await?;
    Ok(true)
}

/// Where a status says that its answers and its thread are: at its own server.
fn links(object: &Object) -> Seen {
    let mut seen = Seen::default();
    if let Some(replies) = &object.replies {
        match replies.parse::<Collection>() {
            Ok(collection) => {
                let page = Page::of(&collection);
                seen.statuses = page.ids().collect();
                seen.pages.extend(page.next);
            }
            Err(_) => seen.pages.extend(replies.id()),
        }
    }
    seen.pages.extend(object.context.clone());
    seen.pages.retain(|page| same_origin(page, &object.id));
    seen
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn note(replies: Value, context: &str) -> Object {
        let document = json!({
            "id": "https://a.example/notes/1", "type": "Note", "replies": replies, "context": context,
        });
        serde_json::from_value(document).expect("an object")
    }

    #[test]
    fn answers_that_stand_within_a_status_are_of_its_own_server() {
        let items: Vec<String> = (0..9)
            .map(|number| format!("https://a.example/{number}"))
            .collect();
        let mut mixed = vec!["https://b.example/1".to_owned()];
        mixed.extend(items.clone());
        let first = json!({"type": "CollectionPage", "items": mixed});
        let replies = json!({"type": "Collection", "first": first});
        assert_eq!(first_replies(&note(replies, "")), items[..5]);
        let address = json!("https://a.example/notes/1/replies");
        assert_eq!(first_replies(&note(address, "")), [""; 0]);
    }

    #[test]
    fn only_its_own_server_says_where_the_answers_to_a_status_are() {
        let (own, other) = ("https://a.example/replies", "https://b.example/replies");
        for (replies, context, expected) in [
            (json!(own), other, vec![own]),
            (json!(other), own, vec![own]),
            (json!(null), "tag:a.example,2026:1", vec![]),
            (
                json!({"type": "Collection", "id": own, "first": {"type": "CollectionPage", "next": other}}),
                "",
                vec![],
            ),
        ] {
            let pages = links(&note(replies, context)).pages;
            let pages: Vec<&str> = pages.iter().map(Url::as_str).collect();
            assert_eq!(pages, expected);
        }
    }
}
