//! Follows, blocks and reports.

use domain::kinds::{NotificationKind, UserRole};
use domain::notification::{self, Filter};
use domain::{Page, relationship, testing};

use crate::world::World;

#[tokio::test]
async fn friendica_may_ask_to_follow_a_post() {
    let world = World::new().await;
    world.send("friendica/follow_post.json").await;
    let uwe = world.actor("https://friendica.example/profile/uwe").await;
    let ties = relationship::show(world.ctx(), world.ida.id, uwe.id).await;
    assert!(!ties.expect("reads").followed_by);
    assert_eq!(world.told().await, []);
}

#[tokio::test]
async fn a_block_ends_follows_until_it_is_taken_back() {
    let world = World::new().await;
    world.send("mastodon/block.json").await;
    let nora = world.actor("https://mastodon.example/ap/users/1157").await;
    let ties = relationship::show(world.ctx(), world.ida.id, nora.id).await;
    let ties = ties.expect("reads");
    assert!(ties.blocked_by && !ties.following);
    world.send("mastodon/undo_block.json").await;
    let ties = relationship::show(world.ctx(), world.ida.id, nora.id).await;
    assert!(!ties.expect("reads").blocked_by);
}

#[tokio::test]
async fn reports_come_from_servers_and_from_people() {
    for fixture in [
        "mastodon/flag.json",
        "bridgy_fed/flag.json",
        "lemmy/flag.json",
    ] {
        let world = World::new().await;
        let staff = testing::staff(world.ctx(), "mod", UserRole::Moderator).await;
        world.send(fixture).await;
        let filter = Filter::default();
        let told = notification::list(world.ctx(), staff.account_id, &filter, Page::first(5)).await;
        let told: Vec<_> = told.expect("reads").iter().map(|told| told.kind).collect();
        assert_eq!(told, [NotificationKind::AdminReport], "{fixture}");
    }
}
