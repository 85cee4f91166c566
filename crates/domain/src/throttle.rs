//! How often something may be tried. Counted in memory: a restart forgives.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};

/// More counters than this are not kept; the ended ones go first.
const MOST_COUNTERS: usize = 100_000;

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
/// Changes of password and address, and deletions, of one login.
pub const CREDENTIALS: Limit = limit("credentials", 10, 10);
/// New applications from one network.
pub const APPLICATIONS: Limit = limit("applications", 5, 10);
/// Uploads of one account (Mastodon's figure).
pub const UPLOADS: Limit = limit("uploads", 30, 30);

const fn limit(name: &'static str, most: u32, minutes: u64) -> Limit {
    Limit {
        name,
        most,
        within: Duration::from_mins(minutes),
    }
}

/// The counters of this process.
#[derive(Clone, Default)]
pub struct Throttle(Arc<Mutex<HashMap<(&'static str, String), Window>>>);

#[derive(Clone, Copy)]
struct Window {
    ends: Timestamp,
    count: u32,
}

impl Throttle {
    fn take(&self, limit: Limit, who: &str, now: Timestamp) -> Result<()> {
        let mut windows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= MOST_COUNTERS {
            windows.retain(|_, window| window.ends > now);
        }
        let fresh = Window {
            ends: now.after(limit.within),
            count: 0,
        };
        let window = windows.entry((limit.name, who.to_owned())).or_insert(fresh);
        if window.ends <= now {
            *window = fresh;
        }
        window.count = window.count.saturating_add(1);
        if window.count > limit.most {
            return Err(Error::TooMany { until: window.ends });
        }
        Ok(())
    }
}

/// Counts one more try of `who` and refuses it when it is one too many. Off in development.
pub fn count(ctx: &Context, limit: Limit, who: &str) -> Result<()> {
    if ctx.config.development {
        return Ok(());
    }
    ctx.throttle.take(limit, who, ctx.clock.now())
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
        for _ in 0..SIGN_UP.most {
            throttle
                .take(SIGN_UP, "192.0.2.1", start)
                .expect("is allowed");
        }
        let refused = throttle.take(SIGN_UP, "192.0.2.1", start);
        let end = start.after(SIGN_UP.within);
        assert!(matches!(refused, Err(Error::TooMany { until }) if until == end));
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
