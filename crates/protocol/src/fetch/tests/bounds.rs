//! Answers without measure.

use std::{io::Write, time::Duration};

use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use futures::StreamExt;
use http::HeaderMap;

use super::{ACTIVITY_JSON, Answer, Peer, client, development, get};
use crate::fetch::{Budget, Client, Expect, FetchError};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn security_26_an_actor_of_fifty_megabytes_is_not_read() {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {ACTIVITY_JSON}\r\nContent-Length: 52428800\r\n\r\n"
    );
    let peer = Peer::always(Answer::Endless(head.into_bytes())).await;
    let limit = 1024 * 1024;
    assert_eq!(
        get(&client(), &peer.url("/a")).await.unwrap_err(),
        FetchError::TooLarge { limit }
    );
}

#[tokio::test]
async fn security_26_an_endless_body_stops_at_the_limit() {
    let head =
        format!("HTTP/1.1 200 OK\r\nContent-Type: {ACTIVITY_JSON}\r\nConnection: close\r\n\r\n");
    let peer = Peer::always(Answer::Endless(head.into_bytes())).await;
    let limit = 1024 * 1024;
    assert_eq!(
        get(&client(), &peer.url("/a")).await.unwrap_err(),
        FetchError::TooLarge { limit }
    );
    assert!(peer.sent() < 32 * limit, "{}", peer.sent());
}

#[tokio::test]
async fn security_26_gzip_is_unpacked_and_a_bomb_stops_at_the_limit() {
    let headers = format!("Content-Type: {ACTIVITY_JSON}\r\nContent-Encoding: gzip\r\n");
    let honest = Peer::always(Answer::new("200 OK", &headers, gzip(b"{}"))).await;
    assert_eq!(get(&client(), &honest.url("/a")).await.unwrap().body, "{}");

    let packed = gzip(&vec![0; 16 * 1024 * 1024]);
    let limit = 1024 * 1024;
    assert!(
        packed.len() < limit,
        "the bomb must pass the check of its announced length"
    );
    let bomb = Peer::always(Answer::new("200 OK", &headers, packed)).await;
    assert_eq!(
        get(&client(), &bomb.url("/a")).await.unwrap_err(),
        FetchError::TooLarge { limit }
    );
}

#[tokio::test]
async fn silence_and_slowness_are_given_up() {
    let mut policy = development();
    policy.limits.total = Duration::from_millis(100);
    let client = Client::new(policy).unwrap();
    let silent = Peer::always(Answer::Silence).await;
    assert_eq!(
        get(&client, &silent.url("/a")).await.unwrap_err(),
        FetchError::timed_out()
    );
    let sent = client
        .post(&silent.url("/inbox"), Bytes::new(), HeaderMap::new())
        .await
        .unwrap_err();
    assert_eq!(sent, FetchError::timed_out());
    assert!(sent.is_transient());
}

#[tokio::test]
async fn a_stream_is_passed_on_up_to_its_bound() {
    let image = Peer::always(Answer::document("image/png", vec![7; 1000])).await;
    let streamed = client()
        .get_stream(
            &image.url("/i"),
            Expect::Image,
            1000,
            &mut Budget::default(),
        )
        .await
        .unwrap();
    let pieces: Vec<_> = streamed.body.map(Result::unwrap).collect().await;
    assert_eq!(pieces.concat(), vec![7; 1000]);

    let announced = client()
        .get_stream(&image.url("/i"), Expect::Image, 999, &mut Budget::default())
        .await;
    assert_eq!(announced.err(), Some(FetchError::TooLarge { limit: 999 }));

    let head = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nConnection: close\r\n\r\n".to_vec();
    let endless = Peer::always(Answer::Endless(head)).await;
    let streamed = client()
        .get_stream(
            &endless.url("/i"),
            Expect::Image,
            100_000,
            &mut Budget::default(),
        )
        .await
        .unwrap();
    let pieces: Vec<_> = streamed.body.collect().await;
    let (last, passed_on) = pieces.split_last().unwrap();
    assert_eq!(
        last.as_ref().err(),
        Some(&FetchError::TooLarge { limit: 100_000 })
    );
    assert!(
        passed_on
            .iter()
            .map(|piece| piece.as_ref().unwrap().len())
            .sum::<usize>()
            <= 100_000
    );
}
