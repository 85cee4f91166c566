//! Collections on a real database.

use storage::account::Change;
use storage::kinds::CollectionItemState;

use super::*;
use crate::testing::{self, context, local_account};
use crate::{block, notification};

async fn open(ctx: &Context, name: &str) -> AccountId {
    let id = local_account(ctx, name).await.id;
    let change = Change {
        discoverable: Some(true),
        ..Change::default()
    };
    let tx = ctx.db.begin().await.expect("begins");
    let now = ctx.clock.now();
    let changed = storage::account::change(&*tx, id, change, now).await;
    changed.expect("agrees");
    tx.commit().await.expect("commits");
    id
}

fn named(name: &str) -> Settings {
    Settings {
        name: Some(name.to_owned()),
        ..Settings::default()
    }
}

async fn seen(ctx: &Context, viewer: Viewer, id: CollectionId) -> Vec<AccountId> {
    let view = show(ctx, viewer, id).await.expect("shows");
    view.items.iter().map(|item| item.account_id).collect()
}

#[tokio::test]
async fn there_is_a_limit_of_collections_and_of_their_members() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = open(ctx, "anna").await;
    let mut many = Vec::new();
    for number in 0..26 {
        many.push(open(ctx, &format!("m{number}")).await);
    }
    let all = create(ctx, anna, named("All"), &many).await;
    assert!(matches!(all, Err(Error::Invalid { .. })));
    let part = Slice {
        limit: 40,
        offset: 0,
    };
    let none = list(ctx, Viewer::Account(anna), anna, part).await;
    assert!(none.expect("lists").is_empty(), "nothing was kept of it");
    for number in 0..LIMIT {
        let made = create(ctx, anna, named(&format!("{number}")), &many[..25]).await;
        assert_eq!(made.expect("makes").items.len(), 25);
    }
    let more = create(ctx, anna, named("More"), &[]).await;
    assert!(matches!(more, Err(Error::Invalid { .. })));
    for (limit, expected) in [(1, 1), (40, 10)] {
        let part = Slice { limit, offset: 0 };
        test.db.queries();
        let found = list(ctx, Viewer::Anonymous, anna, part).await;
        assert_eq!(found.expect("lists").len(), expected);
        assert_eq!(test.db.queries(), 3);
    }
}

#[tokio::test]
async fn a_text_that_does_not_fit_is_refused() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = open(ctx, "anna").await;
    let wrong = [
        Settings::default(),
        named(" "),
        named(&"x".repeat(41)),
        Settings {
            description: Some("x".repeat(101)),
            ..named("A")
        },
        Settings {
            language: Some("klingon".into()),
            ..named("A")
        },
        Settings {
            tag: Some("two words".into()),
            ..named("A")
        },
    ];
    for settings in wrong {
        let refused = create(ctx, anna, settings.clone(), &[]).await;
        assert!(
            matches!(refused, Err(Error::Invalid { .. })),
            "{settings:?}"
        );
    }
}

#[tokio::test]
async fn a_block_takes_each_out_of_the_collections_of_the_other() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = open(ctx, "anna").await;
    let bob = open(ctx, "bob").await;
    let cem = open(ctx, "cem").await;
    let of_anna = create(ctx, anna, named("A"), &[bob, cem]).await;
    let of_anna = of_anna.expect("makes").row.id;
    let of_bob = create(ctx, bob, named("B"), &[anna, cem]).await;
    let of_bob = of_bob.expect("makes").row.id;
    // Between two members nothing ends, and neither sees the other.
    block::block(ctx, cem, bob).await.expect("blocks");
    assert_eq!(seen(ctx, Viewer::Account(bob), of_anna).await, [bob]);
    assert_eq!(seen(ctx, Viewer::Account(cem), of_anna).await, [cem]);
    block::block(ctx, bob, anna).await.expect("blocks");
    assert_eq!(seen(ctx, Viewer::Anonymous, of_anna).await, [cem]);
    let hidden = show(ctx, Viewer::Account(anna), of_bob).await;
    assert!(matches!(hidden, Err(Error::NotFound)));
    let again = add(ctx, anna, of_anna, bob).await;
    assert!(matches!(again, Err(Error::Forbidden(_))));
}

#[tokio::test]
async fn a_member_is_told_of_the_collection_of_an_owner_that_they_joined_last() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = open(ctx, "anna").await;
    let bob = open(ctx, "bob").await;
    let told = async || {
        let all = notification::Filter::default();
        let page = storage::Page::first(40);
        let told = notification::list(ctx, bob, &all, page).await;
        let told = told.expect("lists").into_iter();
        told.map(|told| told.collection.map(|view| view.row.name))
            .collect::<Vec<_>>()
    };
    let mut made = Vec::new();
    for name in ["First", "Second"] {
        ctx.clock.advance(std::time::Duration::from_secs(1));
        let one = create(ctx, anna, named(name), &[bob, anna]).await;
        made.push(one.expect("makes"));
        assert_eq!(told().await, [Some(name.to_owned())]);
    }
    let (id, item) = (made[1].row.id, made[1].items[0].id);
    revoke(ctx, bob, id, item).await.expect("revokes");
    assert_eq!(told().await, [Some("First".to_owned())]);
    delete(ctx, anna, made[0].row.id).await.expect("deletes");
    assert_eq!(told().await, []);
}

#[tokio::test]
async fn a_collection_belongs_to_its_owner() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = open(ctx, "anna").await;
    let bob = open(ctx, "bob").await;
    let eve = testing::remote_account(ctx, "eve", "peer.example").await.id;
    let made = create(ctx, anna, named("A"), &[bob]).await.expect("makes");
    let (id, item) = (made.row.id, made.items[0].id);
    assert_eq!(made.items[0].state, CollectionItemState::Accepted);
    let refused = [
        update(ctx, bob, id, named("B")).await.err(),
        delete(ctx, bob, id).await.err(),
        add(ctx, bob, id, bob).await.err(),
        remove(ctx, bob, id, item).await.err(),
        // Nobody asks other servers yet.
        add(ctx, anna, id, eve).await.err(),
    ];
    for error in refused {
        assert!(matches!(error, Some(Error::Forbidden(_))), "{error:?}");
    }
    remove(ctx, anna, id, item).await.expect("removes");
    add(ctx, anna, id, bob).await.expect("adds again");
    assert_eq!(seen(ctx, Viewer::Anonymous, id).await, [bob]);
}
