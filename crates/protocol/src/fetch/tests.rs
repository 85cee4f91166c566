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

#[tokio::test]
async fn every_request_names_the_instance() {
    let named = format!(
        "user-agent: rounds/{} (+http://127.0.0.1:3000/)",
        env!("CARGO_PKG_VERSION")
    );
    let peer = Peer::start(move |head| {
        if head.to_lowercase().contains(&named) {
            Answer::document(ACTIVITY_JSON, "{}")
        } else {
            Answer::new("400 Bad Request", "", head)
        }
    });
    let peer = peer.await;
    let url = peer.url_of("127.0.0.1", "/a");
    let client = client();
    get(&client, &url).await.unwrap();
    let sent = client.post(&url, bytes::Bytes::new(), http::HeaderMap::new());
    assert_eq!(sent.await.unwrap(), 200);
}
