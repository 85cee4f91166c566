use super::*;
use crate::outgoing::Outgoing;
use crate::relationship;
use crate::testing::{self, local_account, outgoing};

fn ward() -> NewGroup {
    NewGroup {
        name: "ward".into(),
        title: " The Ward ".into(),
        description: "For #rounds.\n\nBe kind.".into(),
    }
}

#[tokio::test]
async fn the_founder_owns_and_follows() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let id = create(ctx, anna, ward()).await.expect("is founded");
    let group = show(ctx, id).await.expect("is there");
    assert_eq!(group.account.kind, ActorKind::Group);
    assert_eq!(group.account.display_name, "The Ward");
    assert!(group.account.note.contains("<p>Be kind.</p>"));
    let moderators = group.account.moderators_url.expect("FEP-1b12 wants one");
    assert_eq!(moderators, ctx.uris.of_actor(id, "moderators"));
    let runs: Vec<_> = group
        .moderators
        .iter()
        .map(|(account, role)| (account.id, *role))
        .collect();
    assert_eq!(runs, [(anna, MembershipRole::Owner)]);
    let follows = relationship::show(ctx, anna, id)
        .await
        .expect("both are here");
    assert!(follows.following);
    let listed = list(ctx, Page::first(10)).await.expect("lists");
    assert_eq!(
        listed.iter().map(|group| group.id).collect::<Vec<_>>(),
        [id]
    );
}

#[tokio::test]
async fn the_unacceptable_names_its_field() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let wrong = [
        (
            "name",
            NewGroup {
                name: "the ward".into(),
                ..ward()
            },
        ),
        (
            "name",
            NewGroup {
                name: "Anna".into(),
                ..ward()
            },
        ),
        (
            "name",
            NewGroup {
                name: "admin".into(),
                ..ward()
            },
        ),
        (
            "title",
            NewGroup {
                title: " ".into(),
                ..ward()
            },
        ),
        (
            "description",
            NewGroup {
                description: "x".repeat(1001),
                ..ward()
            },
        ),
    ];
    for (name, new) in wrong {
        match create(ctx, anna, new).await {
            Err(Error::Invalid { field, .. }) => assert_eq!(field, name),
            other => panic!("{name}: {other:?}"),
        }
    }
    assert_eq!(list(ctx, Page::first(10)).await.expect("lists"), vec![]);
}

#[tokio::test]
async fn those_who_run_it_change_it() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let id = create(ctx, anna, ward()).await.expect("is founded");
    let change = ChangeGroup {
        title: Some("Ward 7".into()),
        ..ChangeGroup::default()
    };
    let refused = update(ctx, id, bob, change.clone()).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))));
    update(ctx, id, anna, change).await.expect("is changed");
    let group = show(ctx, id).await.expect("is there");
    assert_eq!(group.account.display_name, "Ward 7");
    assert!(
        outgoing(ctx)
            .await
            .contains(&Outgoing::UpdateActor { account_id: id })
    );
    let person = show(ctx, bob).await;
    assert!(
        matches!(person, Err(Error::NotFound)),
        "a person is no group"
    );
}
