//! What must never be asked.

use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use bytes::Bytes;
use http::HeaderMap;

use super::{ACTIVITY_JSON, Answer, Peer, client, development, get};
use crate::fetch::{
    Budget, Client, Expect, FetchError, FetchPolicy, Refusal, resolver::GuardedResolver,
};

/// Names instead of addresses, and 127.0.0.1 standing for the whole public internet.
fn guarded(lookup: impl Fn(&str) -> IpAddr + Send + Sync + 'static) -> Client {
    let policy = FetchPolicy {
        allow_private: false,
        ..development()
    };
    guarded_by(policy, lookup)
}

/// As [`guarded`], with a policy of its own.
pub(super) fn guarded_by(
    policy: FetchPolicy,
    lookup: impl Fn(&str) -> IpAddr + Send + Sync + 'static,
) -> Client {
    let resolver = GuardedResolver {
        lookup: Arc::new(move |name| {
            let ip = lookup(&name);
            Box::pin(async move { Ok(vec![ip]) })
        }),
        permits: |ip| ip == IpAddr::from([127, 0, 0, 1]),
    };
    Client::with_resolver(policy, resolver).unwrap()
}

fn public_and_internal(name: &str) -> IpAddr {
    if name == "internal.example" {
        [10, 0, 0, 1].into()
    } else {
        [127, 0, 0, 1].into()
    }
}

#[tokio::test]
async fn security_17_production_never_connects_to_loopback() {
    let peer = Peer::always(Answer::document(ACTIVITY_JSON, "{}")).await;
    let policy = FetchPolicy {
        allow_private: false,
        ..development()
    };
    let client = Client::new(policy).unwrap();
    let by_address = get(&client, &peer.url("/a")).await.unwrap_err();
    assert_eq!(by_address, FetchError::Refused(Refusal::IpAddress));
    let by_name = get(&client, &peer.url_of("localhost", "/a"))
        .await
        .unwrap_err();
    assert_eq!(by_name, FetchError::Refused(Refusal::PrivateAddress));
    let sent = client
        .post(
            &peer.url_of("localhost", "/inbox"),
            Bytes::new(),
            HeaderMap::new(),
        )
        .await
        .unwrap_err();
    assert_eq!(sent, FetchError::Refused(Refusal::PrivateAddress));
    assert_eq!(peer.requests(), 0);
}

#[tokio::test]
async fn security_19_a_redirect_to_a_private_host_is_not_followed() {
    for (location, refusal) in [
        ("http://internal.example/", Refusal::PrivateAddress),
        (
            "http://169.254.169.254/latest/meta-data",
            Refusal::IpAddress,
        ),
        ("http://[::1]/", Refusal::IpAddress),
        ("file:///etc/passwd", Refusal::Scheme),
        ("gopher://public.example/", Refusal::Scheme),
        ("data:application/activity+json,{}", Refusal::Scheme),
    ] {
        let peer = Peer::always(Answer::redirect(location)).await;
        let error = get(
            &guarded(public_and_internal),
            &peer.url_of("public.example", "/a"),
        )
        .await
        .unwrap_err();
        assert_eq!(error, FetchError::Refused(refusal), "{location}");
        assert_eq!(peer.requests(), 1, "{location}");
    }
}

#[tokio::test]
async fn security_21_the_connection_goes_to_the_address_that_was_checked() {
    let peer = Peer::always(Answer::document(ACTIVITY_JSON, "{}")).await;
    let lookups = Arc::new(AtomicUsize::new(0));
    let counted = lookups.clone();
    // Public at first, private ever after.
    let client = guarded(move |_| match counted.fetch_add(1, Ordering::SeqCst) {
        0 => [127, 0, 0, 1].into(),
        _ => [127, 0, 0, 2].into(),
    });
    let url = peer.url_of("rebinding.example", "/a");
    assert!(get(&client, &url).await.is_ok());
    assert_eq!(lookups.load(Ordering::SeqCst), 1);
    assert_eq!(
        get(&client, &url).await.unwrap_err(),
        FetchError::Refused(Refusal::PrivateAddress)
    );
    assert_eq!(peer.requests(), 1);
}

#[tokio::test]
async fn security_24_redirects_end_after_three() {
    let circle = Peer::always(Answer::redirect("/again")).await;
    let error = get(&client(), &circle.url("/")).await.unwrap_err();
    assert_eq!(error, FetchError::Refused(Refusal::TooManyRedirects));
    assert_eq!(circle.requests(), 4);

    let chain = Peer::start(|request| match request.split(' ').nth(1) {
        Some("/3") => Answer::document(ACTIVITY_JSON, "{}"),
        Some("/2") => Answer::redirect("/3"),
        Some("/1") => Answer::redirect("/2"),
        _ => Answer::redirect("/1"),
    })
    .await;
    let fetched = get(&client(), &chain.url("/0")).await.unwrap();
    assert_eq!(fetched.url, chain.url("/3"));
}

#[tokio::test]
async fn security_24_a_task_sends_no_more_than_its_budget() {
    let circle = Peer::always(Answer::redirect("/again")).await;
    let mut budget = Budget::new(6);
    let client = client();
    for expected in [
        Refusal::TooManyRedirects,
        Refusal::BudgetSpent,
        Refusal::BudgetSpent,
    ] {
        let error = client
            .get(&circle.url("/"), Expect::ActivityJson, &mut budget)
            .await
            .unwrap_err();
        assert_eq!(error, FetchError::Refused(expected));
    }
    assert_eq!(circle.requests(), 6);
}
