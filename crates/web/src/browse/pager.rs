//! The links to the neighbouring pages of a list.

use domain::Page;

use crate::pages::view::Pager;

/// Around the page `asked` for, whose rows have these cursors, the newest first. `path` may have a query already.
#[must_use]
pub fn around(path: &str, asked: &Page, cursors: &[i64]) -> Pager {
    let count = u64::try_from(cursors.len()).unwrap_or(u64::MAX);
    let is_full = count >= asked.limit;
    let mark = if path.contains('?') { '&' } else { '?' };
    let link = |bound: &str, id: &i64| format!("{path}{mark}{bound}={id}");
    let came_down = asked.max_id.is_some();
    let came_up = asked.min_id.is_some();
    Pager {
        newer: cursors
            .first()
            .filter(|_| came_down || (came_up && is_full))
            .map(|id| link("min_id", id)),
        older: cursors
            .last()
            .filter(|_| came_up || is_full)
            .map(|id| link("max_id", id)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(asked: Page, cursors: &[i64]) -> (Option<String>, Option<String>) {
        let pager = around("/groups?x=1", &asked, cursors);
        (pager.newer, pager.older)
    }

    #[test]
    fn there_is_a_link_where_there_may_be_more() {
        let first = Page::first(2);
        let below = Page {
            max_id: Some(7),
            ..first
        };
        let above = Page {
            min_id: Some(3),
            ..first
        };
        let newer = |id: i64| Some(format!("/groups?x=1&min_id={id}"));
        let older = |id: i64| Some(format!("/groups?x=1&max_id={id}"));
        assert_eq!(links(first, &[9]), (None, None));
        assert_eq!(links(first, &[9, 8]), (None, older(8)));
        assert_eq!(links(below, &[6, 5]), (newer(6), older(5)));
        assert_eq!(links(below, &[6]), (newer(6), None));
        assert_eq!(links(above, &[5, 4]), (newer(5), older(4)));
        assert_eq!(links(above, &[4]), (None, older(4)));
    }
}
