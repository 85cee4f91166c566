//! A connection ends with the right to have it.

use domain::kinds::Visibility;
use domain::{token, user};

use crate::server::{Events, Server, Socket};

/// Two people who listen in every way, with two apps each.
async fn listening(server: &Server, name: &str) -> (Socket, Events) {
    let (_, token) = server.token(name, "read").await;
    let socket = server.listen(&token, &["user", "public"]).await;
    let events = server.events("user", Some(&token)).await;
    (socket, events.expect("opens"))
}

#[tokio::test]
async fn security_38_a_revoked_token_closes_its_streams_alone() {
    let mut server = Server::start().await;
    let anna = server.person("anna").await;
    let (id, secret) = server.token("anna", "read").await;
    let mut revoked = server.listen(&secret, &["user"]).await;
    let mut revoked_events = server.events("user", Some(&secret)).await.expect("opens");
    let (mut kept, _events) = listening(&server, "anna").await;
    token::revoke(server.ctx(), id).await.expect("revokes");
    let id = server
        .post(&anna, Visibility::Private, "Only for my followers")
        .await;
    domain::status::delete(server.ctx(), anna.account_id, id)
        .await
        .expect("deletes");
    server.hear().await;
    assert_eq!(revoked.next().await, None);
    assert_eq!(revoked_events.next().await, None);
    let heard = kept.take(1).await;
    assert_eq!(heard, [("user".to_owned(), "delete".to_owned())]);
    assert!(server.events("user", Some(&secret)).await.is_err());
}

#[tokio::test]
async fn security_38_a_suspended_account_hears_nothing_more() {
    let mut server = Server::start().await;
    let anna = server.person("anna").await;
    server.person("bob").await;
    let (mut socket, mut events) = listening(&server, "anna").await;
    let (mut other, _events) = listening(&server, "bob").await;
    user::suspend(server.ctx(), anna.account_id)
        .await
        .expect("suspends");
    server.hear().await;
    assert_eq!(socket.next().await, None);
    assert_eq!(events.next().await, None);
    other.settle().await;
}

#[tokio::test]
async fn security_38_a_new_password_closes_every_stream() {
    let mut server = Server::start().await;
    let anna = server.person("anna").await;
    let (mut socket, mut events) = listening(&server, "anna").await;
    user::reset_password(server.ctx(), anna.user_id)
        .await
        .expect("resets");
    server.hear().await;
    assert_eq!(socket.next().await, None);
    assert_eq!(events.next().await, None);
}

#[tokio::test]
async fn a_change_of_profile_closes_nothing() {
    let mut server = Server::start().await;
    let anna = server.person("anna").await;
    let (mut socket, _events) = listening(&server, "anna").await;
    let tx = server.ctx().db.begin().await.expect("begins");
    domain::account::changed(&tx, anna.account_id, server.ctx().clock.now())
        .await
        .expect("announces");
    tx.commit().await.expect("commits");
    server.hear().await;
    socket.settle().await;
}
