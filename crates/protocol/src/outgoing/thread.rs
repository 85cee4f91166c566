//! What stands around a status: its answers, its thread, and how many liked and boosted it. Members are told by their
//! addresses alone: each of them is its own server's to show.

use domain::id::{ConversationId, StatusId};
use domain::status::Status;
use domain::thread::{By, Link, OWN_REPLIES, PAGE};
use domain::uri::Uris;
use serde_json::Value;

use super::note::Posted;
use crate::vocab::{CollectionDocument, FirstPage, PageDocument};

/// The answers to a status, as Mastodon has them: the first of its author's own stand here, the next page goes on.
#[must_use]
pub fn replies(posted: &Posted) -> CollectionDocument<Value> {
    let id = format!("{}/replies", posted.view.status.status.uri);
    let own = &posted.links.own_replies;
    let mut first = PageDocument::unordered(id.clone(), items(own));
    first.next = next_replies(&id, By::Author, own, OWN_REPLIES);
    let mut replies = CollectionDocument::unordered(id);
    replies.first = Some(FirstPage::Page(first));
    replies
}

/// A page of the answers to the status `uri`: those of its author come first, then those of others.
#[must_use]
pub fn replies_page(uri: &str, by: By, links: &[Link]) -> PageDocument<Value> {
    let id = format!("{uri}/replies");
    let mut page = PageDocument::unordered(id.clone(), items(links));
    page.next = next_replies(&id, by, links, PAGE);
    page
}

fn next_replies(id: &str, by: By, links: &[Link], full: u64) -> Option<String> {
    match (by, last_of_full(links, full)) {
        (By::Author, Some(last)) => Some(format!("{id}?min_id={last}&page=true")),
        (By::Author, None) => Some(format!("{id}?only_other_accounts=true&page=true")),
        (By::Others, last) => {
            last.map(|last| format!("{id}?only_other_accounts=true&min_id={last}&page=true"))
        }
    }
}

/// The last member of a page, if it is full so that there may be more.
fn last_of_full(links: &[Link], full: u64) -> Option<StatusId> {
    let is_full = u64::try_from(links.len()).is_ok_and(|count| count >= full);
    links.last().filter(|_| is_full).map(|link| link.id)
}

fn items(links: &[Link]) -> Vec<Value> {
    links
        .iter()
        .map(|link| Value::from(link.uri.clone()))
        .collect()
}

/// How many favourited a status; who they are is not listed.
#[must_use]
pub fn likes(row: &Status) -> CollectionDocument<Value> {
    counted(format!("{}/likes", row.uri), row.favourites_count)
}

/// How many boosted a status.
#[must_use]
pub fn shares(row: &Status) -> CollectionDocument<Value> {
    counted(format!("{}/shares", row.uri), row.reblogs_count)
}

fn counted(id: String, count: i64) -> CollectionDocument<Value> {
    let mut collection = CollectionDocument::unordered(id);
    collection.total_items = u64::try_from(count).ok();
    collection
}

/// The collection of a thread that `root` began here (FEP-7888), with its first page.
#[must_use]
pub fn context(
    uris: &Uris,
    root: &Status,
    author: &str,
    links: &[Link],
) -> CollectionDocument<Value> {
    let id = uris.context(root.conversation_id);
    let mut context = CollectionDocument::unordered(id);
    context.attributed_to = Some(author.to_owned());
    context.first = Some(FirstPage::Page(context_page(
        uris,
        root.conversation_id,
        links,
    )));
    context
}

/// A page of the thread.
#[must_use]
pub fn context_page(uris: &Uris, id: ConversationId, links: &[Link]) -> PageDocument<Value> {
    let id = uris.context(id);
    let mut page = PageDocument::unordered(id.clone(), items(links));
    let last = last_of_full(links, PAGE);
    page.next = last.map(|last| format!("{id}/items?min_id={last}&page=true"));
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(count: i64) -> Vec<Link> {
        let link = |id| Link {
            id: StatusId(id),
            uri: format!("https://a.example/{id}"),
        };
        (1..=count).map(link).collect()
    }

    #[test]
    fn answers_of_others_follow_those_of_the_author() {
        let uri = "https://rounds.example/ap/users/1/statuses/2";
        for (by, count, expected) in [
            (By::Author, 0, Some("?only_other_accounts=true&page=true")),
            (By::Author, 59, Some("?only_other_accounts=true&page=true")),
            (By::Author, 60, Some("?min_id=60&page=true")),
            (
                By::Others,
                60,
                Some("?only_other_accounts=true&min_id=60&page=true"),
            ),
            (By::Others, 3, None),
        ] {
            let page = replies_page(uri, by, &links(count));
            let expected = expected.map(|query| format!("{uri}/replies{query}"));
            assert_eq!(page.next, expected, "{by:?} {count}");
        }
    }
}
