//! How often something may be done, by whom. Counted in memory: a restart forgives.
//!
//! The figures for the API are Mastodon's (`config/initializers/rack_attack.rb`), which apps are made for.

use std::net::IpAddr;
use std::time::Duration;

use moka::sync::Cache;

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};

/// More counters than this are not kept; those of who seldom asks go first.
const MOST_COUNTERS: u64 = 100_000;
/// Nobody's counter is needed longer than the longest window.
const LONGEST: Duration = Duration::from_hours(1);

/// At most `most` times `within`.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    name: &'static str,
    most: u32,
    within: Duration,
}

/// Log-ins from one network.
pub const LOG_IN_BY_NETWORK: Limit = limit("log in by network", 25, 5);
/// Log-ins to one login, from wherever.
pub const LOG_IN_BY_EMAIL: Limit = limit("log in by e-mail", 25, 60);
/// Sign-ups from one network.
pub const SIGN_UP: Limit = limit("sign up", 5, 30);
/// Mails that somebody asks for, by network and by address.
pub const MAIL: Limit = limit("mail", 5, 30);
/// Second factors that are shown for one login.
pub const SECOND_FACTOR: Limit = limit("second factor", 15, 10);
/// Changes of password and address, and deletions, of one login.
pub const CREDENTIALS: Limit = limit("credentials", 10, 10);
/// New applications from one network; a hospital is one network.
pub const APPLICATIONS: Limit = limit("applications", 30, 30);
/// Requests to the API of one login, with all its apps.
pub const REQUESTS_BY_USER: Limit = limit("requests by user", 1500, 5);
/// Requests to the API with one token.
pub const REQUESTS_BY_TOKEN: Limit = limit("requests by token", 300, 5);
/// Requests to the API from one network that are in nobody's name.
pub const REQUESTS_BY_NETWORK: Limit = limit("requests by network", 300, 5);
/// Requests of one directory of people; a first synchronization is some 25 a second.
pub const DIRECTORY: Limit = limit("directory", 9000, 5);
/// Requests for a certain page of something, of one login or from one network.
pub const PAGES: Limit = limit("pages", 300, 15);
/// Uploads of one login.
pub const UPLOADS: Limit = limit("uploads", 30, 30);
/// Answers of one author of another server that are passed on.
pub const FORWARDS: Limit = limit("forwards", 60, 60);
/// Votes of one account of another server that groups pass on.
pub const VOTES: Limit = limit("votes", 60, 5);
/// Deleted statuses and undone boosts of one login.
pub const DELETIONS: Limit = limit("deletions", 30, 30);

const fn limit(name: &'static str, most: u32, minutes: u64) -> Limit {
    Limit {
        name,
        most,
        within: Duration::from_mins(minutes),
    }
}

/// What is left of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// How often it may be done in a window.
    pub most: u32,
    /// How often it may still be done in this one.
    pub remaining: u32,
    /// When the next window begins, at the earliest.
    pub resets_at: Timestamp,
}

/// The counters of this process.
#[derive(Clone)]
pub struct Throttle(Cache<(&'static str, String), Window>);

#[derive(Clone, Copy)]
struct Window {
    ends: Timestamp,
    count: u32,
}

impl Default for Throttle {
    fn default() -> Self {
        let counters = Cache::builder()
            .max_capacity(MOST_COUNTERS)
            .time_to_idle(LONGEST);
        Self(counters.build())
    }
}

impl Throttle {
    fn take(&self, limit: Limit, who: &str, now: Timestamp) -> Result<Allowance> {
        let fresh = Window {
            ends: now.after(limit.within),
            count: 0,
        };
        let counter = self.0.entry((limit.name, who.to_owned()));
        let entry = counter.and_upsert_with(|known| {
            let known = known.map(moka::Entry::into_value);
            let window = known.filter(|window| window.ends > now).unwrap_or(fresh);
            Window {
                count: window.count.saturating_add(1),
                ..window
            }
        });
        limit.allowance(entry.into_value())
    }
}

impl Limit {
    fn allowance(self, window: Window) -> Result<Allowance> {
        let allowance = Allowance {
            most: self.most,
            remaining: self.most.saturating_sub(window.count),
            resets_at: window.ends,
        };
        if window.count > self.most {
            return Err(Error::TooMany(allowance));
        }
        Ok(allowance)
    }
}

/// Counts one more of what `who` does and says what is left; `None` in development, where nothing is limited.
///
/// # Errors
/// `TooMany` when it is one too many.
pub fn count(ctx: &Context, limit: Limit, who: &str) -> Result<Option<Allowance>> {
    if ctx.config.development {
        return Ok(None);
    }
    ctx.throttle.take(limit, who, ctx.clock.now()).map(Some)
}

/// What one customer of a provider has: an IPv4 address, or the /64 of an IPv6 address.
#[must_use]
pub fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn security_51_one_network_is_one_bucket() {
        let of = |text: &str| network(text.parse().expect("an address"));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
    }

    #[test]
    fn security_51_one_too_many_waits_for_the_window_to_end() {
        let (throttle, start) = (Throttle::default(), Timestamp(1_000_000));
        for remaining in (0..SIGN_UP.most).rev() {
            let left = throttle.take(SIGN_UP, "192.0.2.1", start);
            assert_eq!(left.expect("is allowed").remaining, remaining);
        }
        let refused = throttle.take(SIGN_UP, "192.0.2.1", start);
        let end = start.after(SIGN_UP.within);
        let nothing_left = Allowance {
            most: SIGN_UP.most,
            remaining: 0,
            resets_at: end,
        };
        assert!(matches!(refused, Err(Error::TooMany(left)) if left == nothing_left));
        throttle
            .take(SIGN_UP, "192.0.2.2", start)
            .expect("another network is free");
        throttle
            .take(MAIL, "192.0.2.1", start)
            .expect("another limit is free");
        throttle
            .take(SIGN_UP, "192.0.2.1", end)
            .expect("a new window");
    }
}
