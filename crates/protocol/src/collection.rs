//! Collections of other servers, page by page: what the origin of a collection lists there, and no page from elsewhere.

use std::collections::HashSet;

use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::{Budget, Expect};
use crate::origin::same_origin;
use crate::vocab::{self, Collection, Embedded};
use crate::{document, signing};

/// A collection with its first page, or a page of one.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// What stands on it.
    pub(crate) members: Vec<Embedded>,
    /// Where it goes on.
    pub(crate) next: Option<Url>,
}

impl Page {
    /// What `collection` lists by itself, or on the first page that it encloses.
    pub(crate) fn of(collection: &Collection) -> Self {
        let page = Self {
            members: collection.members(),
            next: collection.next.clone(),
        };
        match &collection.first {
            Some(first) if page.members.is_empty() && page.next.is_none() => Self::first(first),
            _ => page,
        }
    }

    /// The ids on it.
    pub(crate) fn ids(&self) -> impl Iterator<Item = Url> {
        self.members.iter().filter_map(Embedded::id)
    }

    /// The first page, which may be there by its address alone, or empty until it is asked for.
    fn first(first: &Embedded) -> Self {
        let page = first.parse::<Collection>().map(|page| Self {
            members: page.members(),
            next: page.next,
        });
        let page = page.unwrap_or_default();
        Self {
            next: page
                .next
                .or_else(|| first.id().filter(|_| page.members.is_empty())),
            members: page.members,
        }
    }
}

/// Asks for the collection, or the page, at `url`. A redirect to another server is not followed up.
pub(crate) async fn fetch(
    federation: &Federation,
    url: &Url,
    budget: &mut Budget,
) -> Result<Collection, Error> {
    document::check_askable(federation, url).await?;
    let fetched = signing::get(federation, url, Expect::ActivityJson, budget).await?;
    if !same_origin(&fetched.url, url) {
        return Err(Error::Refused(format!("{url} leads to another server")));
    }
    Ok(vocab::parse(&fetched.body)?)
}

/// The same, read as a page.
pub(crate) async fn page(
    federation: &Federation,
    url: &Url,
    budget: &mut Budget,
) -> Result<Page, Error> {
    let collection = fetch(federation, url, budget).await?;
    let mut page = Page::of(&collection);
    page.next = page.next.filter(|next| same_origin(next, url));
    Ok(page)
}

/// What the collection at `url` begins with: what stands in it, or on its first page.
pub(crate) async fn beginning(
    federation: &Federation,
    url: &Url,
    budget: &mut Budget,
) -> Result<Vec<Embedded>, Error> {
    let whole = page(federation, url, budget).await?;
    match whole.next {
        Some(first) if whole.members.is_empty() => {
            Ok(page(federation, &first, budget).await?.members)
        }
        _ => Ok(whole.members),
    }
}

/// All ids of the collection at `url`; `None` when it does not end within `pages`.
pub(crate) async fn whole(
    federation: &Federation,
    url: &Url,
    pages: u32,
) -> Result<Option<Vec<Url>>, Error> {
    let mut budget = Budget::new(pages);
    let (mut members, mut seen) = (Vec::new(), HashSet::new());
    let mut next = Some(url.clone());
    for _ in 0..pages {
        let Some(url) = next.filter(|next| seen.insert(next.clone())) else {
            return Ok(Some(members));
        };
        let page = page(federation, &url, &mut budget).await?;
        members.extend(page.ids());
        next = page.next;
    }
    Ok(next.is_none().then_some(members))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(collection: Value) -> (Vec<String>, Option<String>) {
        let collection: Collection = serde_json::from_value(collection).expect("a collection");
        let page = Page::of(&collection);
        let members = page.ids().map(String::from).collect();
        (members, page.next.map(String::from))
    }

    #[test]
    fn a_first_page_is_read_where_it_stands() {
        let (one, more) = ("https://a.example/1", "https://a.example/replies?page=2");
        let first = json!({"type": "CollectionPage", "items": [one], "next": more});
        for (collection, expected) in [
            (
                json!({"type": "Collection", "first": first}),
                (vec![one], Some(more)),
            ),
            (
                json!({"type": "Collection", "first": more}),
                (vec![], Some(more)),
            ),
            (
                json!({"type": "OrderedCollection", "orderedItems": [one]}),
                (vec![one], None),
            ),
            (
                json!({"type": "CollectionPage", "items": [{"id": one}], "next": more}),
                (vec![one], Some(more)),
            ),
            (
                json!({"type": "Collection", "first": {"type": "CollectionPage", "id": more, "items": []}}),
                (vec![], Some(more)),
            ),
            (
                json!({"type": "Collection", "totalItems": 3}),
                (vec![], None),
            ),
        ] {
            let (members, next) = read(collection.clone());
            assert_eq!(
                (members, next.as_deref()),
                (
                    expected.0.into_iter().map(str::to_owned).collect(),
                    expected.1
                ),
                "{collection}"
            );
        }
    }
}
