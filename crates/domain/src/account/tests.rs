use super::*;
use crate::outgoing::Outgoing;
use crate::testing::{self, local_account, outgoing, remote_account};
use storage::id::UserId;
use storage::kinds::Visibility;

/// These changes are of the account alone.
const NO_LOGIN: UserId = UserId(0);

#[tokio::test]
async fn what_people_write_is_rendered_and_told() {
    let test = testing::context().await;
    let anna = local_account(&test.ctx, "anna").await;
    let written = Update {
        display_name: Some(" Anna\nB. ".into()),
        note: Some("<b>Hi</b> #ward".into()),
        fields: Some(vec![
            ("Site".into(), "https://anna.example".into()),
            (String::new(), String::new()),
        ]),
        ..Update::default()
    };
    let after = update(&test.ctx, anna.id, NO_LOGIN, written)
        .await
        .expect("is changed");
    assert_eq!(after.display_name, "Anna B.");
    assert_eq!(after.note_source, "<b>Hi</b> #ward");
    assert!(
        after
            .note
            .starts_with("<p>&lt;b&gt;Hi&lt;/b&gt; <a href=\"https://rounds.example/tags/ward\"")
    );
    let fields: Vec<Field> = serde_json::from_str(&after.fields).expect("fields");
    assert_eq!(fields.len(), 1, "an empty field is none");
    assert!(
        fields[0]
            .value
            .starts_with("<a href=\"https://anna.example\"")
    );
    assert!(after.revision > anna.revision);
    let told = Outgoing::UpdateActor {
        account_id: anna.id,
    };
    assert_eq!(outgoing(&test.ctx).await, vec![told]);
}

#[tokio::test]
async fn what_is_too_much_names_its_field() {
    let test = testing::context().await;
    let anna = local_account(&test.ctx, "anna").await.id;
    let field = ("a".to_owned(), "b".to_owned());
    for (field, written) in [
        (
            "display_name",
            Update {
                display_name: Some("a".repeat(101)),
                ..Update::default()
            },
        ),
        (
            "note",
            Update {
                note: Some("a".repeat(1001)),
                ..Update::default()
            },
        ),
        (
            "fields_attributes",
            Update {
                fields: Some(vec![field; 9]),
                ..Update::default()
            },
        ),
    ] {
        match update(&test.ctx, anna, NO_LOGIN, written).await {
            Err(Error::Invalid { field: named, .. }) => assert_eq!(named, field),
            other => panic!("{field}: {other:?}"),
        }
    }
    assert_eq!(outgoing(&test.ctx).await, vec![]);
}

#[tokio::test]
async fn unlocking_lets_in_who_waits() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = remote_account(ctx, "bob", "b.example").await.id;
    let locked = |locked| Update {
        locked: Some(locked),
        ..Update::default()
    };
    update(ctx, anna, NO_LOGIN, locked(true))
        .await
        .expect("locks");
    crate::follow::receive(ctx, bob, anna, "https://b.example/f/1")
        .await
        .expect("asks");
    assert_eq!(show(ctx, anna).await.expect("is here").followers_count, 0);
    outgoing(ctx).await;
    update(ctx, anna, NO_LOGIN, locked(false))
        .await
        .expect("unlocks");
    assert_eq!(show(ctx, anna).await.expect("is here").followers_count, 1);
    let sent = outgoing(ctx).await;
    assert!(
        sent.iter()
            .any(|activity| matches!(activity, Outgoing::Accept { .. })),
        "{sent:?}"
    );
}

#[tokio::test]
async fn a_handle_is_looked_up_however_it_is_written() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "Anna").await;
    let bob = remote_account(ctx, "bob", "b.example").await;
    for handle in [
        "anna",
        "@ANNA",
        "anna@rounds.example",
        "@anna@Rounds.example",
    ] {
        assert_eq!(lookup(ctx, handle).await.expect(handle).id, anna.id);
    }
    assert_eq!(
        lookup(ctx, "bob@b.example").await.expect("is known").id,
        bob.id
    );
    for handle in ["bob", "anna@b.example", "", "a b"] {
        assert!(
            matches!(lookup(ctx, handle).await, Err(Error::NotFound)),
            "{handle}"
        );
    }
}

#[tokio::test]
async fn posting_defaults_are_the_logins_and_told_to_nobody() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = testing::person(ctx, "anna").await;
    let posting = |visibility, language: &str| Update {
        posting: PostingDefaults {
            visibility: Some(visibility),
            language: Some(Some(language.into())),
            sensitive: None,
            quote_policy: None,
        },
        ..Update::default()
    };
    outgoing(ctx).await;
    let wanted = posting(Visibility::Private, "de-at");
    update(ctx, anna.account_id, anna.user_id, wanted)
        .await
        .expect("is kept");
    let user = crate::user::show(ctx, anna.user_id).await.expect("is here");
    assert_eq!(user.default_visibility, Visibility::Private);
    assert_eq!(user.default_language.as_deref(), Some("de-AT"));
    assert_eq!(outgoing(ctx).await, vec![]);
    for wrong in [
        posting(Visibility::Group, "de"),
        posting(Visibility::Public, "no language"),
    ] {
        let refused = update(ctx, anna.account_id, anna.user_id, wrong).await;
        assert!(matches!(refused, Err(Error::Invalid { .. })));
    }
}

#[tokio::test]
async fn a_refused_word_of_the_profession_leaves_everything_as_it_was() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let written = |region: &str| Update {
        display_name: Some("Anna".into()),
        avatar: Picture::Replace(testing::picture(40, 40).into()),
        profile: crate::profile::Change {
            region: Some(region.into()),
            ..crate::profile::Change::default()
        },
        ..Update::default()
    };
    let refused = update(ctx, anna.id, NO_LOGIN, written("Utopia")).await;
    assert!(matches!(
        refused,
        Err(Error::Invalid {
            field: "region",
            ..
        })
    ));
    assert_eq!(show(ctx, anna.id).await.expect("is here"), anna);
    assert_eq!(outgoing(ctx).await, vec![]);

    let after = update(ctx, anna.id, NO_LOGIN, written("AT-9")).await;
    assert_eq!(after.expect("is changed").display_name, "Anna");
    let profile = crate::profile::show(ctx, anna.id).await.expect("is here");
    assert_eq!(profile.region.as_deref(), Some("AT-9"));
    assert_eq!(outgoing(ctx).await.len(), 1, "one change is told once");
}
