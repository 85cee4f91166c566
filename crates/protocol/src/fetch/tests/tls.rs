//! Over TLS, with an authority of our own that signed a certificate for `peer.example`, good until 2120.

use std::sync::Arc;

use rustls::{
    ServerConfig,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use tokio_rustls::TlsAcceptor;
use url::Url;

use super::{ACTIVITY_JSON, Answer, Peer, development, get, guard::guarded_by};
use crate::diagnosis::words;
use crate::fetch::{Client, FetchError, FetchPolicy, Refusal};

fn acceptor() -> TlsAcceptor {
    let certificate = CertificateDer::from_pem_slice(include_bytes!("tls/peer.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("tls/peer-key.pem")).unwrap();
    let config = ServerConfig::builder_with_provider(aws_lc_rs::default_provider().into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

/// Every name leads to loopback.
fn client(extra_ca: Option<&[u8]>) -> Client {
    let extra_ca = extra_ca.map(<[u8]>::to_vec);
    let policy = FetchPolicy {
        extra_ca,
        ..development()
    };
    guarded_by(policy, |_| [127, 0, 0, 1].into())
}

fn trusting() -> Client {
    client(Some(include_bytes!("tls/authority.pem")))
}

async fn peer(answer: Answer) -> Peer {
    Peer::start_tls(answer, acceptor()).await
}

fn url(host: &str, peer: &Peer) -> Url {
    Url::parse(&format!("https://{host}:{}/a", peer.port)).unwrap()
}

#[tokio::test]
async fn an_additional_authority_is_trusted() {
    let peer = peer(Answer::document(ACTIVITY_JSON, "{}")).await;
    let fetched = get(&trusting(), &url("peer.example", &peer)).await.unwrap();
    assert_eq!(fetched.body, "{}");
}

#[tokio::test]
async fn an_unknown_authority_or_another_name_is_not() {
    let peer = peer(Answer::document(ACTIVITY_JSON, "{}")).await;
    for (client, host) in [
        (client(None), "peer.example"),
        (trusting(), "other.example"),
    ] {
        let error = get(&client, &url(host, &peer)).await.unwrap_err();
        let FetchError::Unreachable(cause) = &error else {
            panic!("{error}")
        };
        assert!(cause.contains("certificate"), "{cause}");
        let told = words::unreachable(host, &error);
        let expected = if host == "peer.example" {
            "federation.extra_ca"
        } else {
            "is for another name"
        };
        assert!(told.contains(expected), "{cause}: {told}");
    }
    assert_eq!(peer.requests(), 0);
}

#[tokio::test]
async fn security_19_a_redirect_may_not_leave_tls() {
    let plain = Peer::always(Answer::document(ACTIVITY_JSON, "{}")).await;
    let location = plain.url_of("plain.example", "/a");
    let secure = peer(Answer::redirect(location.as_str())).await;
    let client = trusting();
    assert!(
        get(&client, &location).await.is_ok(),
        "http itself is allowed here"
    );
    let error = get(&client, &url("peer.example", &secure))
        .await
        .unwrap_err();
    assert_eq!(error, FetchError::Refused(Refusal::Downgrade));
    assert_eq!(plain.requests(), 1);
}
