use super::row::FIELDS;
use super::*;
use crate::account::Field;
use crate::testing;

pub(crate) fn actor(uri: &str, username: &str) -> RemoteActor {
    RemoteActor {
        uri: uri.into(),
        kind: ActorKind::Person,
        username: username.into(),
        domain: "peer.example".into(),
        url: None,
        display_name: "A\nB".into(),
        note: "<p onclick=x()>hello<script>x()</script></p>".into(),
        fields: vec![("Web".into(), "<img src=x onerror=y>".into()); 60],
        locked: false,
        discoverable: true,
        indexable: false,
        memorial: false,
        inbox_url: format!("{uri}/inbox"),
        shared_inbox_url: None,
        outbox_url: None,
        followers_url: None,
        following_url: None,
        featured_url: None,
        featured_tags_url: None,
        moderators_url: None,
        key: Some((format!("{uri}#main-key"), "PEM".into())),
        assertion_keys: Vec::new(),
        credentials_url: None,
        also_known_as: Vec::new(),
        moved_to_id: None,
        attribution_domains: Vec::new(),
        suspended: false,
        avatar: Some(RemoteMedia::picture(format!("{uri}/avatar.png"))),
        header: None,
        published: None,
        professional: Claim::default(),
        emojis: Vec::new(),
    }
}

#[tokio::test]
async fn a_picture_is_kept_until_it_is_another() {
    let test = testing::context().await;
    let uri = "https://peer.example/u/1";
    let first = upsert(&test.ctx, actor(uri, "anna"))
        .await
        .expect("is kept");
    let again = upsert(&test.ctx, actor(uri, "anna"))
        .await
        .expect("is kept");
    assert!(first.avatar_id.is_some() && first.header_id.is_none());
    assert_eq!(first.avatar_id, again.avatar_id);
    let bare = RemoteActor {
        avatar: None,
        header: Some(RemoteMedia::picture(format!("{uri}/header.png"))),
        ..actor(uri, "anna")
    };
    let kept = upsert(&test.ctx, bare).await.expect("is kept");
    let row = account::find_by_id(test.ctx.db.read(), kept.id).await;
    let row = row.expect("reads").expect("is there");
    assert!(row.avatar_id.is_none() && row.header_id.is_some());
}

#[tokio::test]
async fn what_a_stranger_says_is_bounded_and_harmless() {
    let test = testing::context().await;
    let kept = upsert(&test.ctx, actor("https://peer.example/u/1", "anna"))
        .await
        .expect("is kept");
    assert_eq!(kept.display_name, "A B");
    assert_eq!(kept.note, "<p>hello</p>");
    let fields: Vec<Field> = serde_json::from_str(&kept.fields).expect("fields");
    assert_eq!(fields.len(), FIELDS);
    assert!(!fields[0].value.contains("onerror"));
}

#[tokio::test]
async fn a_status_that_names_a_renamed_actor_is_shown_anew() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let uri = "https://peer.example/u/1";
    upsert(ctx, actor(uri, "anna")).await.expect("is kept");
    let author = testing::local_account(ctx, "bob").await;
    let id = testing::post(ctx, author.id, testing::new_status("@anna@peer.example")).await;
    let uri_of = ctx.uris.status(author.id, id);
    let revision = async || {
        let status = find_status(ctx, &uri_of).await.expect("reads");
        status.expect("is there").revision
    };
    let before = revision().await;
    upsert(ctx, actor(uri, "anna")).await.expect("is the same");
    assert_eq!(revision().await, before);
    upsert(ctx, actor(uri, "anne")).await.expect("is renamed");
    assert!(revision().await > before);
}

#[tokio::test]
async fn a_known_actor_is_brought_up_to_date_and_nobody_takes_a_handle() {
    let test = testing::context().await;
    let uri = "https://peer.example/u/1";
    let first = upsert(&test.ctx, actor(uri, "anna"))
        .await
        .expect("is kept");
    let renamed = upsert(&test.ctx, actor(uri, "anne"))
        .await
        .expect("is kept");
    assert_eq!((first.id, "anne"), (renamed.id, renamed.username.as_str()));
    assert_eq!(first.revision + 1, renamed.revision);
    let thief = upsert(&test.ctx, actor("https://peer.example/u/2", "Anne")).await;
    assert!(matches!(thief, Err(Error::Conflict(_))));
}

#[tokio::test]
async fn security_01_nobody_else_speaks_for_our_actors() {
    let test = testing::context().await;
    let ours = upsert(
        &test.ctx,
        actor("https://rounds.example/ap/users/1", "anna"),
    )
    .await;
    assert!(matches!(ours, Err(Error::Forbidden(_))));
}

#[tokio::test]
async fn security_50_only_plain_domains_attribute_anything() {
    let test = testing::context().await;
    let uri = "https://peer.example/u/1";
    let said = [
        "News.example",
        "*.com",
        "https://a.example/",
        "a b",
        "",
        "münchen.example",
        "*",
        ".",
    ];
    let said = said.map(String::from).to_vec();
    let described = RemoteActor {
        attribution_domains: said,
        ..actor(uri, "anna")
    };
    let kept = upsert(&test.ctx, described).await.expect("is kept");
    assert_eq!(
        kept.attribution_domains,
        r#"["news.example","xn--mnchen-3ya.example"]"#
    );
    let many = (0..300).map(|number| format!("a{number}.example"));
    let described = RemoteActor {
        attribution_domains: many.collect(),
        ..actor(uri, "anna")
    };
    let kept = upsert(&test.ctx, described).await.expect("is kept");
    let kept: Vec<String> = serde_json::from_str(&kept.attribution_domains).expect("a list");
    assert_eq!(kept.len(), 256);
}
