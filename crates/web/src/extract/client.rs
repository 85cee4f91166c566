//! Where a request comes from, for throttles and the list of sessions.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::state::State;

/// The address of the client: that of the connection or, behind proxies that are trusted, the nearest one in
/// `X-Forwarded-For` that is no such proxy. What an untrusted peer writes there is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

impl FromRequestParts<State> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Infallible> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(address)| {
                address.ip()
            });
        Ok(Self(nearest_untrusted(
            peer,
            &parts.headers,
            &state.trusted_proxies,
        )))
    }
}

fn nearest_untrusted(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let mut nearest = peer.to_canonical();
    let hops: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    for hop in hops.iter().rev() {
        if !trusted.contains(&nearest) {
            break;
        }
        match hop.trim().parse::<IpAddr>() {
            Ok(address) => nearest = address.to_canonical(),
            Err(_) => break,
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn security_51_only_trusted_proxies_are_believed() {
        let proxy = address("127.0.0.1");
        let mut headers = HeaderMap::new();
        headers.insert(
            "x-forwarded-for",
            "198.51.100.9, 203.0.113.7".parse().expect("a value"),
        );
        assert_eq!(
            nearest_untrusted(proxy, &headers, &[proxy]),
            address("203.0.113.7")
        );
        assert_eq!(
            nearest_untrusted(address("192.0.2.1"), &headers, &[proxy]),
            address("192.0.2.1")
        );
        assert_eq!(
            nearest_untrusted(address("::ffff:127.0.0.1"), &headers, &[proxy]),
            address("203.0.113.7")
        );
        headers.insert("x-forwarded-for", "garbage".parse().expect("a value"));
        assert_eq!(nearest_untrusted(proxy, &headers, &[proxy]), proxy);
    }
}
