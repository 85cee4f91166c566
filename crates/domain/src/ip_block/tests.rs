use std::time::Duration;

use storage::kinds::UserRole;

use super::*;
use crate::event::Event;
use crate::moderation::Moderator;
use crate::testing::{self, TestContext};

async fn administrator(test: &TestContext) -> Administrator {
    let root = testing::staff(&test.ctx, "root", UserRole::Admin).await;
    let by = Moderator::of(root.account_id, UserRole::Admin).expect("moderates");
    by.administrator().expect("administers")
}

fn limit(ip: &str, severity: IpSeverity) -> Change {
    Change {
        ip: Some(ip.into()),
        severity: Some(severity),
        ..Change::default()
    }
}

async fn severity(ctx: &Context, address: &str) -> Option<IpSeverity> {
    let address = address.parse().expect("an address");
    severity_of(ctx, address).await.expect("answers")
}

#[tokio::test]
async fn the_strictest_limit_that_has_not_ended_holds() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let by = administrator(&test).await;
    assert_eq!(severity(ctx, "192.0.2.9").await, None);
    let wide = limit("192.0.2.0/24", IpSeverity::SignUpRequiresApproval);
    let wide = create(ctx, &by, wide).await.expect("limits");
    let narrow = Change {
        expires_in: Some(Some(60)),
        ..limit("192.0.2.9", IpSeverity::NoAccess)
    };
    let narrow = create(ctx, &by, narrow).await.expect("limits");
    let mild = Some(IpSeverity::SignUpRequiresApproval);
    assert_eq!(severity(ctx, "192.0.2.9").await, Some(IpSeverity::NoAccess));
    assert_eq!(severity(ctx, "192.0.2.8").await, mild);
    assert_eq!(severity(ctx, "192.0.3.9").await, None);
    ctx.clock.advance(Duration::from_mins(1));
    assert_eq!(severity(ctx, "192.0.2.9").await, mild);
    prune(ctx).await.expect("forgets");
    ctx.clock.advance(Duration::from_millis(1));
    prune(ctx).await.expect("forgets");
    assert!(matches!(
        show(ctx, &by, narrow.id).await,
        Err(Error::NotFound)
    ));
    delete(ctx, &by, wide.id).await.expect("limits no more");
    assert_eq!(severity(ctx, "192.0.2.8").await, None);
}

#[tokio::test]
async fn a_limit_is_changed_by_parts_and_networks_have_one_spelling() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let by = administrator(&test).await;
    let first = limit("2001:db8:1::7/48", IpSeverity::SignUpBlock);
    let first = create(ctx, &by, first).await.expect("limits");
    assert_eq!(first.network, "2001:db8:1::/48");
    let again = create(ctx, &by, limit("2001:DB8:1::/48", IpSeverity::NoAccess)).await;
    assert!(matches!(again, Err(Error::Invalid { field: "ip", .. })));
    let change = Change {
        comment: Some("spam".into()),
        severity: Some(IpSeverity::NoAccess),
        ..Change::default()
    };
    let changed = update(ctx, &by, first.id, change).await.expect("changes");
    assert_eq!(
        (changed.network.as_str(), changed.severity),
        ("2001:db8:1::/48", IpSeverity::NoAccess)
    );
    let other = create(ctx, &by, limit("192.0.2.1", IpSeverity::NoAccess)).await;
    let other = other.expect("limits");
    let taken = Change {
        ip: Some("2001:db8:1::/48".into()),
        ..Change::default()
    };
    let taken = update(ctx, &by, other.id, taken).await;
    assert!(matches!(taken, Err(Error::Invalid { field: "ip", .. })));
    for wrong in [
        Change::default(),
        limit("nowhere", IpSeverity::NoAccess),
        Change {
            ip: Some("192.0.2.2".into()),
            ..Change::default()
        },
    ] {
        let refused = create(ctx, &by, wrong).await;
        assert!(matches!(refused, Err(Error::Invalid { .. })));
    }
}

#[tokio::test]
async fn what_another_process_decides_holds_once_it_is_heard() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    assert_eq!(severity(ctx, "192.0.2.9").await, None);
    let row = IpBlock {
        id: IpBlockId::generate(ctx.clock.now()),
        network: "192.0.2.9/32".into(),
        severity: IpSeverity::NoAccess,
        comment: String::new(),
        expires_at: None,
        created_at: ctx.clock.now(),
    };
    let tx = ctx.db.begin().await.expect("begins");
    rows::insert(&*tx, row).await.expect("inserts");
    tx.commit().await.expect("commits");
    assert_eq!(severity(ctx, "192.0.2.9").await, None, "is not read again");
    ctx.ip_blocks.hear(&Event::IpBlocksChanged);
    assert_eq!(severity(ctx, "192.0.2.9").await, Some(IpSeverity::NoAccess));
}
