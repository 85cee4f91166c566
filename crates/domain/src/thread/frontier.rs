//! Where a look through a thread goes on, and the bounds that it never passes, whatever is found on the way.

use std::collections::{HashSet, VecDeque};

use serde::{Deserialize, Serialize};

/// Statuses that are asked for in one look.
pub const MOST_STATUSES: usize = 200;
/// Pages of collections that are asked for in one look.
pub const MOST_PAGES: usize = 50;
/// Answers to answers are followed so far.
pub const DEEPEST: u32 = 20;
/// Bytes of an address.
const URI_BYTES: usize = 2048;

/// What is expected at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A status.
    Status,
    /// A collection of statuses, or a page of one.
    Page,
}

/// Somewhere to look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// What is there.
    pub what: What,
    /// The address.
    pub uri: String,
    /// How many answers it is away from what was opened.
    pub depth: u32,
}

/// What is still to be looked at, and what was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frontier {
    queue: VecDeque<Place>,
    statuses: HashSet<String>,
    pages: HashSet<String>,
    /// Looks that were taken.
    pub(super) steps: u32,
}

impl Frontier {
    /// Adds a place, unless it was there already or lies beyond the bounds.
    pub fn add(&mut self, place: Place) {
        let (known, most) = match place.what {
            What::Status => (&mut self.statuses, MOST_STATUSES),
            What::Page => (&mut self.pages, MOST_PAGES),
        };
        let fits = place.depth <= DEEPEST && place.uri.len() <= URI_BYTES && known.len() < most;
        if fits && known.insert(place.uri.clone()) {
            self.queue.push_back(place);
        }
    }

    /// Whether this status was met on the way.
    #[must_use]
    pub fn has_status(&self, uri: &str) -> bool {
        self.statuses.contains(uri)
    }

    /// The next places, which are then no longer to be looked at.
    pub fn take(&mut self, count: usize) -> Vec<Place> {
        self.steps += 1;
        let count = count.min(self.queue.len());
        self.queue.drain(..count).collect()
    }

    /// Whether there is nowhere left to look.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(what: What, number: usize, depth: u32) -> Place {
        Place {
            what,
            uri: format!("https://a.example/{number}"),
            depth,
        }
    }

    #[test]
    fn a_frontier_is_bounded_in_every_direction() {
        let mut frontier = Frontier::default();
        for number in 0..1000 {
            frontier.add(place(What::Status, number, 1));
            frontier.add(place(What::Page, number, 1));
        }
        let all = frontier.take(usize::MAX);
        assert_eq!(all.len(), MOST_STATUSES + MOST_PAGES);
        let mut frontier = Frontier::default();
        frontier.add(place(What::Status, 1, DEEPEST + 1));
        let uri = "x".repeat(URI_BYTES + 1);
        frontier.add(Place {
            uri,
            ..place(What::Status, 1, 0)
        });
        assert!(frontier.is_empty());
    }

    #[test]
    fn a_place_is_looked_at_once() {
        let mut frontier = Frontier::default();
        for _ in 0..2 {
            frontier.add(place(What::Status, 1, 0));
            assert_eq!(frontier.take(8).len(), usize::from(frontier.steps == 1));
        }
        assert!(frontier.has_status("https://a.example/1"));
        assert!(!frontier.has_status("https://a.example/2"));
    }
}
