//! Cursors of the Mastodon API (docs.joinmastodon.org/api/guidelines, pagination): an id bounds a page.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, Value};

/// Which part of a list is asked for. Ids are exclusive bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Only what is older than this id.
    pub max_id: Option<i64>,
    /// Only what is newer than this id, the newest first.
    pub since_id: Option<i64>,
    /// Only what is newer than this id, the nearest to it.
    pub min_id: Option<i64>,
    /// How many at most.
    pub limit: u64,
}

impl Page {
    /// The first page of a list.
    #[must_use]
    pub fn first(limit: u64) -> Self {
        Self {
            max_id: None,
            since_id: None,
            min_id: None,
            limit,
        }
    }

    /// Bounds and orders `select` by `column`. With `min_id` the rows come oldest first: [`Page::newest_first`] turns them.
    pub fn apply<E, C>(self, select: Select<E>, column: C) -> Select<E>
    where
        E: EntityTrait,
        C: ColumnTrait,
    {
        let bound = |id: i64| Value::BigInt(Some(id));
        let mut select = select;
        if let Some(id) = self.max_id {
            select = select.filter(column.lt(bound(id)));
        }
        if let Some(id) = self.min_id.or(self.since_id) {
            select = select.filter(column.gt(bound(id)));
        }
        let select = if self.min_id.is_some() {
            select.order_by_asc(column)
        } else {
            select.order_by_desc(column)
        };
        select.limit(self.limit)
    }

    /// Turns rows that came by `min_id` so that the newest stands first, as every answer does.
    #[must_use]
    pub fn newest_first<T>(self, mut rows: Vec<T>) -> Vec<T> {
        if self.min_id.is_some() {
            rows.reverse();
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn min_id_reads_upwards_and_is_turned() {
        let page = Page {
            min_id: Some(7),
            ..Page::first(3)
        };
        assert_eq!(page.newest_first(vec![8, 9, 10]), vec![10, 9, 8]);
    }
}
