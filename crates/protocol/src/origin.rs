//! The one place that says whether two URLs speak for the same server.
//!
//! FEP-fe34: authority is the web origin (RFC 6454) of an id. Scheme, host and port all count: a peer on another port of
//! the same machine is another server.

use std::fmt;

use url::Url;

/// Scheme, host and port of an HTTP(S) URL in canonical form: lower case, A-labels, no trailing dot, explicit port.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    scheme: String,
    host: String,
    port: u16,
}

impl Origin {
    /// `None` for anything that is not `http:` or `https:`, which no server can speak for.
    pub fn of(url: &Url) -> Option<Self> {
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        // `Url` has already lowered the case and encoded the labels of these schemes.
        let host = url.host_str()?;
        let host = host.strip_suffix('.').unwrap_or(host);
        Some(Self {
            scheme: url.scheme().to_owned(),
            host: host.to_owned(),
            port: url.port_or_known_default()?,
        })
    }

    /// The host as A-labels, an IPv6 address in brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// What stands after the `@` of a handle: the host, and the port where it is not the scheme's own.
    pub fn authority(&self) -> String {
        match (self.scheme.as_str(), self.port) {
            ("https", 443) | ("http", 80) => self.host.clone(),
            (_, port) => format!("{}:{port}", self.host),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}://{}", self.scheme, self.authority())
    }
}

/// Whether one server speaks for both URLs. Two URLs without an origin are never the same.
pub fn same_origin(one: &Url, other: &Url) -> bool {
    Origin::of(one).is_some_and(|origin| Some(origin) == Origin::of(other))
}

/// Whether `page` may be shown as that of `id`: it is on the same server, or their hosts differ by `www.` alone (Threads).
/// It says nothing about who may speak for whom.
pub fn same_site(page: &Url, id: &Url) -> bool {
    let (Some(page), Some(id)) = (Origin::of(page), Origin::of(id)) else {
        return false;
    };
    let without_www = |origin: Origin| {
        let host = origin.host.strip_prefix("www.");
        let host = host.unwrap_or(&origin.host).to_owned();
        Origin { host, ..origin }
    };
    without_www(page) == without_www(id)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn spellings_of_one_host_are_one_origin() {
        let plain = url("https://xn--bcher-kva.example/users/a");
        for spelling in [
            "https://bücher.example/",
            "https://BÜCHER.example:443/users/b?x#y",
            "https://xn--bcher-kva.example./users/a",
            "HTTPS://XN--BCHER-KVA.EXAMPLE/",
        ] {
            assert!(same_origin(&plain, &url(spelling)), "{spelling}");
        }
    }

    #[test]
    fn scheme_host_and_port_each_separate() {
        let plain = url("https://a.example/users/a");
        for other in [
            "http://a.example/users/a",
            "https://a.example:8443/users/a",
            "https://b.a.example/users/a",
            "https://a.example.evil/users/a",
            "https://a.example@evil.example/users/a",
        ] {
            assert!(!same_origin(&plain, &url(other)), "{other}");
        }
    }

    #[test]
    fn a_page_may_be_on_www() {
        let id = url("https://a.example/1");
        assert!(same_site(&url("https://www.a.example/@anna/1"), &id));
        assert!(same_site(&id, &url("https://www.a.example/1")));
        for other in [
            "https://b.a.example/1",
            "http://www.a.example/1",
            "https://wwwa.example/1",
        ] {
            assert!(!same_site(&url(other), &id), "{other}");
        }
    }

    #[test]
    fn addresses_differ_by_port() {
        assert!(!same_origin(
            &url("http://127.0.0.1:3000/"),
            &url("http://127.0.0.1:3001/")
        ));
        assert!(!same_origin(
            &url("http://[::1]/"),
            &url("http://127.0.0.1/")
        ));
        assert!(same_origin(
            &url("http://0x7f.1/"),
            &url("http://127.0.0.1/")
        ));
    }

    #[test]
    fn what_is_not_http_has_no_origin() {
        for other in [
            "acct:a@a.example",
            "tag:a.example,2026:1",
            "data:,x",
            "file:///etc/passwd",
            "ftp://a.example/",
        ] {
            assert_eq!(Origin::of(&url(other)), None, "{other}");
            assert!(!same_origin(&url(other), &url(other)), "{other}");
        }
    }

    #[test]
    fn is_written_as_a_browser_would() {
        assert_eq!(
            Origin::of(&url("https://A.example:443/x"))
                .unwrap()
                .to_string(),
            "https://a.example"
        );
        assert_eq!(
            Origin::of(&url("http://[::1]:8080/x")).unwrap().authority(),
            "[::1]:8080"
        );
    }

    /// Addresses of few hosts, so that many are of one origin.
    fn any_url() -> impl Strategy<Value = String> {
        let scheme = prop_oneof![Just("http"), Just("https"), Just("HTTPS")];
        let host = prop_oneof![Just("a.example"), Just("A.Example."), Just("b.example")];
        let port = prop_oneof![Just(""), Just(":443"), Just(":80"), Just(":8443")];
        (scheme, host, port, "[a-z]{0,3}")
            .prop_map(|(scheme, host, port, path)| format!("{scheme}://{host}{port}/{path}"))
    }

    proptest! {
        #[test]
        fn path_case_and_default_port_do_not_matter(
            host in "[a-z]{1,8}(\\.[a-z]{2,8}){1,3}",
            path in "[a-z/]{0,12}",
            query in "[a-z=&]{0,12}",
        ) {
            let plain = url(&format!("https://{host}/"));
            let dressed = url(&format!("HTTPS://{}.:443/{path}?{query}#main-key", host.to_uppercase()));
            prop_assert!(same_origin(&plain, &dressed));
        }

        #[test]
        fn it_is_an_equivalence(urls in proptest::collection::vec(any_url(), 3)) {
            let [a, b, c] = [0, 1, 2].map(|at: usize| url(&urls[at]));
            prop_assert!(same_origin(&a, &a));
            prop_assert_eq!(same_origin(&a, &b), same_origin(&b, &a));
            if same_origin(&a, &b) && same_origin(&b, &c) {
                prop_assert!(same_origin(&a, &c));
            }
        }

        /// However a host is dressed up to look like another, only itself is the same.
        #[test]
        fn no_disguise_makes_another_host_the_same(
            victim in "[a-z]{1,6}\\.example",
            evil in "[a-z]{1,6}\\.test",
            port in 1u16..,
        ) {
            let plain = url(&format!("https://{victim}/users/a"));
            for disguise in [
                format!("https://{victim}@{evil}/users/a"),
                format!("https://{victim}:{port}@{evil}/"),
                format!("https://{victim}.{evil}/"),
                format!("https://{evil}/{victim}"),
                format!("https://{evil}/?https://{victim}/users/a"),
                format!("https://{evil}#@{victim}/"),
                format!("https://{evil}\\@{victim}/"),
                format!("https://x.{victim}/users/a"),
                format!("http://{victim}/users/a"),
            ] {
                prop_assert!(!same_origin(&plain, &url(&disguise)), "{disguise}");
            }
        }

        #[test]
        fn ports_matter(one: u16, other: u16) {
            let at = |port| url(&format!("https://a.example:{port}/"));
            prop_assert_eq!(same_origin(&at(one), &at(other)), one == other);
        }

        #[test]
        fn what_is_written_reads_back(host in "[a-z]{1,8}\\.[a-z]{2,8}", port in 1u16..) {
            let origin = Origin::of(&url(&format!("http://{host}:{port}/a"))).unwrap();
            prop_assert_eq!(Origin::of(&url(&origin.to_string())), Some(origin));
        }
    }
}
