//! Collections and their pages.

use serde::{Deserialize, Serialize};
use url::Url;

use super::{embedded::Embedded, lenient};

/// A received collection or page of one, ordered or not.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Collection {
    /// Its address; a first page within its collection often has none.
    #[serde(default, deserialize_with = "lenient::id")]
    pub id: Option<Url>,
    /// `OrderedCollection`, `CollectionPage`, …
    #[serde(rename = "type", deserialize_with = "lenient::kind")]
    pub kind: String,
    /// How many there are, as the sender says.
    #[serde(default, deserialize_with = "lenient::known")]
    pub total_items: Option<u64>,
    /// The first page, by its address or itself. Where it is missing the members are kept secret.
    pub first: Option<Embedded>,
    /// The following page.
    #[serde(default, deserialize_with = "lenient::id")]
    pub next: Option<Url>,
    /// The collection that this is a page of.
    #[serde(default, deserialize_with = "lenient::id")]
    pub part_of: Option<Url>,
    items: Option<Embedded>,
    ordered_items: Option<Embedded>,
}

impl Collection {
    /// The members on this page, in order.
    pub fn members(&self) -> Vec<Embedded> {
        let listed = self.ordered_items.iter().chain(&self.items);
        listed.flat_map(Embedded::members).collect()
    }
}

/// A collection to send.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CollectionDocument<T> {
    /// Its address.
    pub id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    /// Whose it is, where that means something.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<String>,
    /// How many there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_items: Option<u64>,
    /// The first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<FirstPage<T>>,
    /// All members, where there are so few that they need no pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordered_items: Option<Vec<T>>,
    /// The same of an unordered one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<T>>,
}

/// The first page of a collection.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum FirstPage<T> {
    /// Its address.
    Address(String),
    /// The page itself.
    Page(PageDocument<T>),
}

/// A page to send.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PageDocument<T> {
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
    /// The collection.
    pub part_of: String,
    /// The following page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prev: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Vec<T>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ordered_items: Option<Vec<T>>,
}

impl<T> CollectionDocument<T> {
    /// Newest first, or in an order that means something.
    pub fn ordered(id: String) -> Self {
        Self {
            id,
            kind: "OrderedCollection",
            attributed_to: None,
            total_items: None,
            first: None,
            ordered_items: None,
            items: None,
        }
    }

    /// In no particular order.
    pub fn unordered(id: String) -> Self {
        Self {
            kind: "Collection",
            ..Self::ordered(id)
        }
    }
}

impl<T> PageDocument<T> {
    /// A page of an ordered collection.
    pub fn ordered(part_of: String, items: Vec<T>) -> Self {
        let ordered_items = Some(items);
        Self {
            id: None,
            kind: "OrderedCollectionPage",
            part_of,
            next: None,
            prev: None,
            items: None,
            ordered_items,
        }
    }

    /// A page of a collection in no particular order.
    pub fn unordered(part_of: String, items: Vec<T>) -> Self {
        let items = Some(items);
        Self {
            id: None,
            kind: "CollectionPage",
            part_of,
            next: None,
            prev: None,
            items,
            ordered_items: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_collection_is_written_with_what_it_has() {
        let id = "https://a.example/followers".to_owned();
        let mut followers = CollectionDocument::<String>::ordered(id.clone());
        followers.total_items = Some(2);
        let expected = json!({"id": id, "type": "OrderedCollection", "totalItems": 2});
        assert_eq!(serde_json::to_value(&followers).unwrap(), expected);
    }

    #[test]
    fn members_are_read_from_either_property() {
        for json in [
            r#"{"type":"OrderedCollection","orderedItems":["https://a.example/1",{"id":"https://a.example/2"}]}"#,
            r#"{"type":"CollectionPage","items":["https://a.example/1","https://a.example/2"],"next":null}"#,
        ] {
            let collection: Collection = serde_json::from_str(json).unwrap();
            let ids: Vec<_> = collection
                .members()
                .iter()
                .filter_map(Embedded::id)
                .map(String::from)
                .collect();
            assert_eq!(ids, ["https://a.example/1", "https://a.example/2"]);
        }
    }
}
