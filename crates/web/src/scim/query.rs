//! Lists (RFC 7644 section 3.4.2): what is looked for, in which order, which part of it.

use std::cmp::Ordering;
use std::str::FromStr;

use axum::http::Uri;
use domain::scim::{Which, key};
use serde_json::{Map, Value, json};

use super::error::{Error, Result};
use super::filter::Filter;
use super::path::{Named, Place, resolve};
use super::schema::ResourceType;
use super::select::Selection;

/// Resources of one answer.
pub const MOST: u64 = 200;
/// How many are sent to who does not say.
const USUAL: u64 = 100;
/// Resources that are looked through for one answer.
pub const LOOKED_THROUGH: u64 = 20_000;

/// What is asked of a list.
pub struct Query {
    filter: Option<Filter>,
    /// The name that the filter demands, in the spelling of the rows.
    key: Option<String>,
    sort: Option<Place>,
    is_descending: bool,
    skip: u64,
    take: u64,
    /// What is wanted of each resource.
    pub selection: Selection,
}

impl Query {
    /// Reads the parameters of a request; those of a single resource are the same but for the list.
    ///
    /// # Errors
    /// `Filter`; `Syntax` for what should be a number or the name of an attribute.
    pub fn parse(kind: &'static ResourceType, uri: &Uri) -> Result<Self> {
        let query = uri.query().unwrap_or_default();
        let sent: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).collect();
        let get = |name: &str| {
            let mut sent = sent.iter();
            let found = sent.find(|(known, _)| known.eq_ignore_ascii_case(name));
            found
                .map(|(_, value)| &**value)
                .filter(|value| !value.is_empty())
        };
        let filter = get("filter")
            .map(|text| Filter::parse(kind, text))
            .transpose()?;
        let named = kind
            .schema
            .attributes
            .iter()
            .find(|attribute| attribute.is_unique);
        let demanded = filter.as_ref().zip(named);
        let demanded = demanded.and_then(|(filter, named)| filter.demanded(named.name));
        Ok(Self {
            key: demanded.map(key),
            filter,
            sort: get("sortBy").map(|name| sort(kind, name)).transpose()?,
            is_descending: get("sortOrder") == Some("descending"),
            skip: number(get("startIndex"), 1)?.saturating_sub(1),
            take: number(get("count"), USUAL)?.min(MOST),
            selection: Selection::parse(kind, get("attributes"), get("excludedAttributes")),
        })
    }

    /// Whether what the database has of the list is what is answered.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.filter.is_none() && self.sort.is_none()
    }

    /// The rows that have to be looked at; `None` when none can be meant.
    #[must_use]
    pub fn which<I: FromStr>(&self) -> Option<Which<'_, I>> {
        let demanded = |name| {
            self.filter
                .as_ref()
                .and_then(|filter| filter.demanded(name))
        };
        if self.is_plain() {
            let (skip, take) = (self.skip, self.take);
            Some(Which::Page { skip, take })
        } else if let Some(id) = demanded("id") {
            id.parse().ok().map(Which::Id)
        } else if let Some(id) = demanded("externalId") {
            Some(Which::External(id))
        } else if let Some(key) = &self.key {
            Some(Which::Key(key))
        } else {
            let (skip, take) = (0, LOOKED_THROUGH + 1);
            Some(Which::Page { skip, take })
        }
    }

    /// Whether the filter or the order needs the attribute `name`, or the answer has it.
    #[must_use]
    pub fn needs(&self, name: &str) -> bool {
        !self.is_plain() || self.selection.has(name)
    }

    /// The answer, of the resources that [`Query::which`] led to. `total` is how many there are of a plain list.
    ///
    /// # Errors
    /// `TooMany` when more would have to be looked through than may be.
    pub fn answer(&self, found: Vec<Map<String, Value>>, total: u64) -> Result<Value> {
        if self.is_plain() {
            return Ok(self.page(found, total));
        }
        if count(&found) > LOOKED_THROUGH {
            return Err(Error::TooMany);
        }
        let mut found = found;
        if let Some(filter) = &self.filter {
            found.retain(|resource| filter.matches(resource));
        }
        if let Some(place) = &self.sort {
            found.sort_by(|one, other| self.order(place, one, other));
        }
        let total = count(&found);
        let skip = usize::try_from(self.skip).unwrap_or(usize::MAX);
        let take = usize::try_from(self.take).unwrap_or(usize::MAX);
        let page = found.into_iter().skip(skip).take(take).collect();
        Ok(self.page(page, total))
    }

    fn page(&self, found: Vec<Map<String, Value>>, total: u64) -> Value {
        let shown = found
            .into_iter()
            .map(|resource| self.selection.of(resource));
        let shown: Vec<_> = shown.collect();
        json!({
            "schemas": [LIST],
            "totalResults": total,
            "startIndex": self.skip + 1,
            "itemsPerPage": shown.len(),
            "Resources": shown,
        })
    }

    /// What has no value comes last in rising order (RFC 7644 section 3.4.2.3).
    fn order(
        &self,
        place: &Place,
        one: &Map<String, Value>,
        other: &Map<String, Value>,
    ) -> Ordering {
        let (one, other) = (sorted(place, one), sorted(place, other));
        let order = match (one, other) {
            (Some(one), Some(other)) => one.cmp(&other),
            (one, other) => other.is_some().cmp(&one.is_some()),
        };
        if self.is_descending {
            order.reverse()
        } else {
            order
        }
    }
}

/// What lists are called (RFC 7644 section 3.4.2).
pub const LIST: &str = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

fn count(found: &[Map<String, Value>]) -> u64 {
    u64::try_from(found.len()).unwrap_or(u64::MAX)
}

/// What a resource is ordered by: of a list the primary value, else the first.
fn sorted(place: &Place, resource: &Map<String, Value>) -> Option<String> {
    let value = match place.value(resource)? {
        Value::Array(list) => list
            .iter()
            .find(|it| super::value::is_primary(it))
            .or(list.first())?,
        value => value,
    };
    let name = place.part.map_or("value", |part| part.name);
    match value.get(name).unwrap_or(value) {
        Value::String(text) if place.compared().is_exact => Some(text.clone()),
        Value::String(text) => Some(text.to_lowercase()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

fn sort(kind: &'static ResourceType, name: &str) -> Result<Place> {
    match resolve(kind, name) {
        Some(Named::Place(place)) => Ok(place),
        _ => Err(Error::Syntax("sortBy names no attribute")),
    }
}

/// A number of a parameter; what is less than nothing is nothing.
fn number(sent: Option<&str>, usual: u64) -> Result<u64> {
    let Some(sent) = sent else { return Ok(usual) };
    let number: i64 = sent
        .parse()
        .map_err(|_| Error::Syntax("startIndex and count are numbers"))?;
    Ok(u64::try_from(number).unwrap_or(0))
}
