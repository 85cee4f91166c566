//! Signed requests, verified as their receiver would.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header::CONTENT_TYPE};
use http_signatures::{Claim, Profile, RequestView, testing};

use super::{ACTIVITY_JSON, Answer, Peer, client, get};
use crate::fetch::Signer;

const NOW: i64 = 1_795_262_400;
const KEY_ID: &str = "https://rounds.example/actor#main-key";

type Heads = Arc<Mutex<Vec<String>>>;

fn signer(profile: Profile) -> Signer {
    Signer {
        key_id: KEY_ID.to_owned(),
        key: testing::key(0),
        profile,
        now: NOW,
    }
}

/// A peer that keeps the heads of what it is asked.
async fn recording(answer: Answer) -> (Peer, Heads) {
    let heads = Heads::default();
    let kept = heads.clone();
    let peer = Peer::start(move |head| {
        kept.lock().unwrap().push(head.to_owned());
        answer.clone()
    })
    .await;
    (peer, heads)
}

/// Reads and verifies the signature in the only head, as the server at `port`.
fn verified(heads: &Heads, port: u16, body: Option<&[u8]>) -> Claim {
    let heads = heads.lock().unwrap();
    let [head] = heads.as_slice() else {
        panic!("{} requests", heads.len())
    };
    let mut lines = head.trim_end().split("\r\n");
    let start: Vec<&str> = lines.next().unwrap().split(' ').collect();
    let headers = lines.map(|line| {
        let (name, value) = line.split_once(": ").unwrap();
        let name: HeaderName = name.parse().unwrap();
        (name, HeaderValue::from_str(value).unwrap())
    });
    let request = RequestView {
        method: &start[0].parse::<Method>().unwrap(),
        scheme: "http",
        authority: &format!("127.0.0.1:{port}"),
        path_and_query: start[1],
        headers: &headers.collect::<HeaderMap>(),
        body,
    };
    let claim = Claim::parse(&request, NOW).unwrap();
    claim.verify(&testing::key(0).public_key()).unwrap();
    claim
}

#[tokio::test]
async fn a_fetch_is_signed_in_either_profile() {
    for profile in [Profile::Cavage, Profile::Rfc9421] {
        let (peer, heads) = recording(Answer::document(ACTIVITY_JSON, "{}")).await;
        let client = client().signed_by(signer(profile));
        get(&client, &peer.url("/users/a?page=1#main-key"))
            .await
            .unwrap();
        let claim = verified(&heads, peer.port, None);
        assert_eq!((claim.profile, claim.key_id.as_str()), (profile, KEY_ID));
    }
}

#[tokio::test]
async fn a_redirect_is_signed_for_its_target() {
    let (target, target_heads) = recording(Answer::document(ACTIVITY_JSON, "{}")).await;
    let location = target.url("/ap/users/1");
    let (start, start_heads) = recording(Answer::redirect(location.as_str())).await;
    let client = client().signed_by(signer(Profile::Cavage));
    get(&client, &start.url("/users/a")).await.unwrap();
    let first = verified(&start_heads, start.port, None);
    let second = verified(&target_heads, target.port, None);
    assert_ne!(first.authority, second.authority);
}

#[tokio::test]
async fn a_delivery_covers_its_body_and_type() {
    for profile in [Profile::Cavage, Profile::Rfc9421] {
        let (inbox, heads) = recording(Answer::new("202 Accepted", "", "")).await;
        let headers =
            HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(ACTIVITY_JSON))]);
        let body = Bytes::from_static(b"{\"type\":\"Like\"}");
        let client = client().signed_by(signer(profile));
        client
            .post(&inbox.url("/inbox"), body.clone(), headers)
            .await
            .unwrap();
        let claim = verified(&heads, inbox.port, Some(&body));
        assert!(claim.covers("content-type"), "{:?}", claim.covered);
    }
}

#[tokio::test]
async fn without_a_signer_nothing_is_signed() {
    let (peer, heads) = recording(Answer::document(ACTIVITY_JSON, "{}")).await;
    let plain = client();
    let _signed = plain.signed_by(signer(Profile::Cavage));
    get(&plain, &peer.url("/a")).await.unwrap();
    let head = heads.lock().unwrap()[0].to_lowercase();
    assert!(!head.contains("signature"), "{head}");
}
