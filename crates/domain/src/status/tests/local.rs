//! Statuses of people here.

use std::time::Duration;

use storage::Sql;

use super::*;
use crate::kinds::Visibility;
use crate::outgoing::Outgoing;
use crate::status_view;

#[tokio::test]
async fn a_post_is_rendered_counted_and_put_before_followers_and_the_named() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = local_account(ctx, "bob").await;
    let carol = local_account(ctx, "carol").await;
    follow(ctx, bob.id, anna.id).await;
    let id = post(ctx, anna.id, new_status("Hello @carol, see #Herz")).await;

    let status = row(ctx, id).await;
    assert!(
        status
            .content
            .contains("class=\"u-url mention\">@<span>carol</span>")
    );
    assert_eq!(status.uri, ctx.uris.status(anna.id, id));
    assert_eq!(account(ctx, anna.id).await.statuses_count, 1);
    assert_eq!(home(ctx, &anna).await, [id]);
    assert_eq!(home(ctx, &bob).await, [id]);
    assert_eq!(home(ctx, &carol).await, []);
    assert_eq!(told(ctx, &carol).await, [("mention".to_owned(), id)]);
    let hashtags = timeline::Hashtags {
        any: vec!["HERZ".into()],
        ..timeline::Hashtags::default()
    };
    let narrow = timeline::Narrow::default();
    let tagged = timeline::tagged(ctx, Viewer::Anonymous, &hashtags, narrow, Page::first(5));
    assert_eq!(tagged.await.expect("reads")[0].status.id, id);
}

#[tokio::test]
async fn posting_yields_what_is_read_afterwards() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    local_account(ctx, "bob").await;
    let root = post(ctx, anna.id, new_status("the first")).await;
    for visibility in [Visibility::Public, Visibility::Direct] {
        let new = NewStatus {
            visibility,
            in_reply_to_id: Some(root),
            ..new_status("@bob about #sepsis and #MRI")
        };
        let posted = crate::status::post(ctx, anna.id, new).await.expect("posts");
        let Posted::Fresh(fresh) = posted else {
            panic!("it has no key");
        };
        let entry = show(ctx, Viewer::Account(anna.id), fresh.entry.status.id).await;
        assert_eq!(fresh.entry, entry.expect("is there"));
        let read = status_view::views(ctx, &[fresh.entry])
            .await
            .expect("reads");
        assert_eq!(
            (&fresh.status, &fresh.author),
            (&read[0].status, &read[0].author)
        );
    }
}

#[tokio::test]
async fn only_what_others_hear_is_sent() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = local_account(ctx, "bob").await;
    follow(ctx, bob.id, anna.id).await;
    post(ctx, anna.id, new_status("to people here, such as @bob")).await;
    assert_eq!(testing::outgoing(ctx).await, []);
    let far = remote_account(ctx, "carol", "c.example").await;
    let named = post(ctx, anna.id, new_status("to @carol@c.example")).await;
    follow(ctx, far.id, anna.id).await;
    let followed = post(ctx, anna.id, new_status("to everyone")).await;
    let create = |status_id| Outgoing::Create { status_id };
    assert_eq!(
        testing::outgoing(ctx).await,
        [create(named), create(followed)]
    );
}

#[tokio::test]
async fn a_key_makes_one_status_for_an_hour() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let keyed = || NewStatus {
        idempotency_key: Some("k".into()),
        ..new_status("once")
    };
    let first = post(ctx, anna.id, keyed()).await;
    assert_eq!(post(ctx, anna.id, keyed()).await, first);
    ctx.clock.advance(Duration::from_hours(2));
    assert_ne!(post(ctx, anna.id, keyed()).await, first);
    assert_eq!(account(ctx, anna.id).await.statuses_count, 2);
}

#[tokio::test]
async fn a_direct_status_to_someone_unknown_is_refused_by_name() {
    let test = testing::context().await;
    let anna = local_account(&test.ctx, "anna").await;
    let direct = NewStatus {
        visibility: Visibility::Direct,
        ..new_status("@nobody@b.example hi")
    };
    let refused = publish(&test.ctx, anna.id, direct)
        .await
        .expect_err("is refused");
    assert!(
        refused.to_string().contains("@nobody@b.example"),
        "{refused}"
    );
    assert_eq!(home(&test.ctx, &anna).await, []);
}

#[tokio::test]
async fn security_44_a_direct_status_is_found_by_those_named_alone() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = local_account(ctx, "bob").await;
    let eve = local_account(ctx, "eve").await;
    follow(ctx, eve.id, anna.id).await;
    follow(ctx, bob.id, anna.id).await;
    let direct = NewStatus {
        visibility: Visibility::Direct,
        ..new_status("@bob a word")
    };
    let id = post(ctx, anna.id, direct).await;
    assert_eq!(home(ctx, &bob).await, [id]);
    assert_eq!(home(ctx, &eve).await, []);
    for stranger in [Viewer::Anonymous, Viewer::Account(eve.id)] {
        let shown = show(ctx, stranger, id).await;
        assert!(matches!(shown, Err(Error::NotFound)), "{stranger:?}");
        let thread = context(ctx, stranger, id).await;
        assert!(matches!(thread, Err(Error::NotFound)), "{stranger:?}");
    }
    assert!(show(ctx, Viewer::Account(bob.id), id).await.is_ok());
    assert_eq!(account(ctx, anna.id).await.statuses_count, 0);
}

#[tokio::test]
async fn what_is_not_acceptable_names_its_field() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let long = "a".repeat(ctx.config.limits.status_characters + 1);
    let missing_file = NewStatus {
        media_ids: vec![crate::id::MediaId(1)],
        ..new_status("x")
    };
    let cases = [
        (new_status(" \n"), "status"),
        (new_status(&long), "status"),
        (missing_file, "media_ids"),
    ];
    for (new, expected) in cases {
        match publish(ctx, anna.id, new).await {
            Err(Error::Invalid { field, .. }) => assert_eq!(field, expected),
            other => panic!("{expected}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_status_may_be_as_long_as_people_count_it() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let limit = ctx.config.limits.status_characters;
    let link = format!("https://b.example/{}", "path/".repeat(100));
    let rest = "👩🏽‍⚕️".repeat(limit - 23 - 1);
    let full = format!("{link} {rest}");
    assert!(publish(ctx, anna.id, new_status(&full)).await.is_ok());
    let over = publish(ctx, anna.id, new_status(&format!("{full}!"))).await;
    assert!(
        matches!(
            over,
            Err(Error::Invalid {
                field: "status",
                ..
            })
        ),
        "{over:?}"
    );
}

#[tokio::test]
async fn an_edit_keeps_what_was_said_before() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = local_account(ctx, "bob").await;
    let id = post(ctx, anna.id, new_status("first")).await;
    let before = row(ctx, id).await.revision;
    ctx.clock.advance(Duration::from_mins(1));
    let second = EditStatus {
        text: "second @bob".into(),
        spoiler_text: String::new(),
        sensitive: false,
        language: None,
        media_ids: Vec::new(),
        media_changes: Vec::new(),
        quote_policy: None,
        poll: None,
    };
    let by_another = edit(ctx, bob.id, id, second.clone()).await;
    assert!(matches!(by_another, Err(Error::NotFound)));
    edit(ctx, anna.id, id, second).await.expect("is edited");
    let (_, versions) = history(ctx, Viewer::Anonymous, id).await.expect("shows");
    let contents: Vec<&str> = versions.iter().map(|v| v.content.as_str()).collect();
    assert_eq!(contents[0], "<p>first</p>");
    assert!(contents[1].starts_with("<p>second "));
    assert_eq!(contents.len(), 2);
    assert!(row(ctx, id).await.revision > before);
    assert_eq!(told(ctx, &bob).await, [("mention".to_owned(), id)]);
    let source = source(ctx, anna.id, id).await.expect("shows");
    assert_eq!(source.text, "second @bob");
}

#[tokio::test]
async fn a_deleted_status_leaves_no_trace() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = local_account(ctx, "bob").await;
    follow(ctx, bob.id, anna.id).await;
    let id = post(ctx, anna.id, new_status("@bob gone soon")).await;
    let boost = crate::boost::boost(ctx, bob.id, id, Visibility::Public)
        .await
        .expect("boosts");
    let by_another = delete(ctx, bob.id, id).await;
    assert!(matches!(by_another, Err(Error::NotFound)));
    delete(ctx, anna.id, id).await.expect("deletes");
    for gone in [id, boost] {
        let shown = show(ctx, Viewer::Account(bob.id), gone).await;
        assert!(matches!(shown, Err(Error::NotFound)));
    }
    assert_eq!(home(ctx, &bob).await, []);
    let entries = Sql::new(ctx.db.read(), "SELECT * FROM home_entries");
    let entries = entries.rows(ctx.db.read()).await.expect("reads");
    assert_eq!(entries.len(), 0, "no entry outlives its status");
    assert_eq!(told(ctx, &bob).await, []);
    assert_eq!(account(ctx, anna.id).await.statuses_count, 0);
    assert_eq!(account(ctx, bob.id).await.statuses_count, 0);
    let again = delete(ctx, anna.id, id).await;
    assert!(matches!(again, Err(Error::NotFound)));
}

#[tokio::test]
async fn what_is_endless_fits_into_no_index_and_does_no_harm() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let endless = "a".repeat(4000);
    let new = NewStatus {
        idempotency_key: Some(endless.clone()),
        ..new_status(&format!("#{endless}"))
    };
    let id = post(ctx, anna.id, new).await;
    assert_eq!(row(ctx, id).await.content, format!("<p>#{endless}</p>"));
    let bob = remote_account(ctx, "bob", "b.example").await;
    let endless_tag = RemoteStatus {
        tags: vec![endless.clone()],
        language: Some(endless.clone()),
        ..remote_note(&bob, 1, "x")
    };
    let kept = receive(ctx, endless_tag, Reason::Fetched).await;
    let id = kept.expect("is kept").expect("is kept");
    assert_eq!(row(ctx, id).await.language, None);
    let endless_id = RemoteStatus {
        uri: format!("{}/{endless}", bob.uri),
        ..remote_note(&bob, 2, "x")
    };
    let refused = receive(ctx, endless_id, Reason::Fetched).await;
    assert!(matches!(refused, Err(Error::Invalid { field: "id", .. })));
}
