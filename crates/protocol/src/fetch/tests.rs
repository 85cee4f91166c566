//! The client against peers on loopback, most of which mean no good.

mod answers;
mod bounds;
mod guard;
mod peer;
mod signing;
mod tls;

use url::Url;

use self::peer::{Answer, Peer};
use super::{Budget, Client, Expect, FetchError, FetchPolicy, Fetched};

const ACTIVITY_JSON: &str = "application/activity+json";

/// As on a developer's machine: loopback over http.
fn development() -> FetchPolicy {
    let instance = Url::parse("http://127.0.0.1:3000/").unwrap();
    FetchPolicy {
        allow_private: true,
        allow_http: true,
        ..FetchPolicy::new(&instance)
    }
}

fn client() -> Client {
    Client::new(development()).unwrap()
}

async fn get(client: &Client, url: &Url) -> Result<Fetched, FetchError> {
    client
        .get(url, Expect::ActivityJson, &mut Budget::default())
        .await
}
