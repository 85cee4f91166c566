//! Answers as they are met every day.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, header::CONTENT_TYPE};
use url::Url;

use super::{ACTIVITY_JSON, Answer, Peer, client, get};
use crate::{fetch::FetchError, origin::same_origin};

#[tokio::test]
async fn a_document_is_fetched_by_a_named_client() {
    let head = Arc::new(Mutex::new(String::new()));
    let seen = head.clone();
    let peer = Peer::start(move |request| {
        request.clone_into(&mut seen.lock().unwrap());
        Answer::document(ACTIVITY_JSON, "{}")
    })
    .await;
    let fetched = get(&client(), &peer.url("/users/a")).await.unwrap();
    assert_eq!(fetched.body, "{}");
    assert_eq!(fetched.url, peer.url("/users/a"));
    let head = head.lock().unwrap().to_lowercase();
    assert!(head.contains("user-agent: rounds/"), "{head}");
    assert!(head.contains("(+http://127.0.0.1:3000/)"), "{head}");
    assert!(
        head.contains("accept: application/activity+json,"),
        "{head}"
    );
}

#[tokio::test]
async fn two_ports_of_one_machine_are_two_origins() {
    let one = Peer::always(Answer::document(ACTIVITY_JSON, "1")).await;
    let other = Peer::always(Answer::document(ACTIVITY_JSON, "2")).await;
    let client = client();
    let from_one = get(&client, &one.url("/a")).await.unwrap();
    let from_other = get(&client, &other.url("/a")).await.unwrap();
    assert_eq!(
        (from_one.body.as_ref(), from_other.body.as_ref()),
        (&b"1"[..], &b"2"[..])
    );
    assert!(!same_origin(&from_one.url, &from_other.url));
}

#[tokio::test]
async fn another_type_is_refused() {
    for content_type in [
        "text/html",
        "application/json",
        "image/png",
        "application/ld+json",
    ] {
        let peer = Peer::always(Answer::document(content_type, "{}")).await;
        let error = get(&client(), &peer.url("/upload.json")).await.unwrap_err();
        assert_eq!(error, FetchError::WrongType(content_type.to_owned()));
    }
}

#[tokio::test]
async fn a_closed_port_and_a_broken_answer_are_unreachable() {
    let port = {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap().port()
    };
    let closed = Url::parse(&format!("http://127.0.0.1:{port}/a?secret=1")).unwrap();
    let error = get(&client(), &closed).await.unwrap_err();
    assert!(matches!(error, FetchError::Unreachable(_)), "{error}");
    assert!(!error.to_string().contains("secret"), "{error}");

    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {ACTIVITY_JSON}\r\nContent-Length: 10\r\n\r\nabc"
    );
    let broken = Peer::always(Answer::Raw(head.into_bytes())).await;
    assert!(matches!(
        get(&client(), &broken.url("/a")).await,
        Err(FetchError::Unreachable(_))
    ));
}

#[tokio::test]
async fn a_status_is_reported_with_the_wish_to_wait() {
    let gone = Peer::always(Answer::new("410 Gone", "", "")).await;
    assert_eq!(
        get(&client(), &gone.url("/a")).await.unwrap_err(),
        FetchError::Gone
    );
    let busy = Peer::always(Answer::new(
        "429 Too Many Requests",
        "Retry-After: 30\r\n",
        "",
    ))
    .await;
    let wish = FetchError::Status {
        code: 429,
        retry_after: Some(Duration::from_secs(30)),
    };
    assert_eq!(get(&client(), &busy.url("/a")).await.unwrap_err(), wish);
    assert_eq!(
        client()
            .post(&busy.url("/inbox"), Bytes::new(), HeaderMap::new())
            .await
            .unwrap_err(),
        wish
    );
}

#[tokio::test]
async fn a_delivery_is_sent_once_and_not_redirected() {
    let seen = Arc::new(Mutex::new(String::new()));
    let head = seen.clone();
    let inbox = Peer::start(move |request| {
        request.clone_into(&mut head.lock().unwrap());
        Answer::new("202 Accepted", "", "")
    })
    .await;
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(ACTIVITY_JSON))]);
    let status = client()
        .post(
            &inbox.url("/inbox"),
            Bytes::from_static(b"{}"),
            headers.clone(),
        )
        .await
        .unwrap();
    assert_eq!(status, 202);
    let head = seen.lock().unwrap().clone();
    assert!(head.starts_with("POST /inbox HTTP/1.1\r\n"), "{head}");
    assert!(
        head.contains(&format!("content-type: {ACTIVITY_JSON}\r\n")),
        "{head}"
    );

    let elsewhere = Peer::always(Answer::redirect(inbox.url("/inbox").as_str())).await;
    let error = client()
        .post(&elsewhere.url("/inbox"), Bytes::new(), headers)
        .await
        .unwrap_err();
    assert_eq!(
        error,
        FetchError::Status {
            code: 302,
            retry_after: None
        }
    );
    assert_eq!(inbox.requests(), 1);
}
