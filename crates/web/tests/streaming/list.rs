//! What those who listen to a list are told.

use axum::http::StatusCode;
use domain::follow::{Options, follow};
use domain::kinds::Visibility;
use domain::list::{self, Settings};
use domain::{mute, status};

use crate::server::Server;

#[tokio::test]
async fn a_list_is_heard_by_its_owner_alone() {
    let mut server = Server::start().await;
    let anna = server.person("anna").await;
    let bob = server.person("bob").await;
    let options = Options::default();
    let owner = bob.account_id;
    follow(server.ctx(), owner, anna.account_id, &options)
        .await
        .expect("follows");
    let settings = Settings {
        title: Some("Ward".into()),
        exclusive: Some(true),
        ..Settings::default()
    };
    let made = list::create(server.ctx(), owner, settings).await;
    let id = made.expect("is made").id;
    list::add(server.ctx(), owner, id, vec![anna.account_id])
        .await
        .expect("adds");

    let (_, annas) = server.token("anna", "read").await;
    let (_, bobs) = server.token("bob", "read").await;
    let query = |token: &str| format!("?stream=list&list={id}&access_token={token}");
    let stolen = server.open(&query(&annas), &[]).await.err();
    assert_eq!(stolen, Some(StatusCode::NOT_FOUND));
    let path = format!("list?list={id}");
    let stolen = server.events(&path, Some(&annas)).await.err();
    assert_eq!(stolen, Some(StatusCode::NOT_FOUND));
    let mut thief = server.listen(&annas, &["user"]).await;
    thief
        .say(&format!(
            r#"{{"type":"subscribe","stream":"list","list":"{id}"}}"#
        ))
        .await;
    assert_eq!(thief.next().await.expect("an answer")["status"], 404);

    let mut heard = server.open(&query(&bobs), &[]).await.expect("opens");
    heard.say(r#"{"type":"subscribe","stream":"user"}"#).await;
    heard.settle().await;
    let posted = server.post(&anna, Visibility::Private, "On the ward").await;
    server.hear().await;
    let message = heard.next().await.expect("a message");
    let stream = serde_json::json!(["list", id.to_string()]);
    assert_eq!(
        (&message["stream"], &message["event"]),
        (&stream, &"update".into())
    );
    heard.settle().await;

    status::delete(server.ctx(), anna.account_id, posted)
        .await
        .expect("deletes");
    server.hear().await;
    let message = heard.next().await.expect("a message");
    assert_eq!(
        (&message["stream"], &message["event"]),
        (&stream, &"delete".into())
    );

    mute::mute(server.ctx(), owner, anna.account_id, true, None)
        .await
        .expect("mutes");
    server.post(&anna, Visibility::Public, "Unheard").await;
    server.hear().await;
    heard.settle().await;
}
