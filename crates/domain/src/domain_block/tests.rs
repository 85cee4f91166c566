use std::time::Duration;

use storage::account::{self, Account};
use storage::id::AccountId;
use storage::kinds::UserRole;

use super::*;
use crate::config::{Config, Federation, Readers};
use crate::moderation::{Authority, Moderator, Relief, relieve};
use crate::remote;
use crate::search::{self, Slice};
use crate::testing::{self, TestContext, remote_account};
use crate::viewer::Viewer;

const BY: Authority = Authority::Operator;

fn only(severity: Severity) -> Change {
    Change {
        severity: Some(severity),
        ..Change::default()
    }
}

/// Limits a domain, later than whatever was before.
async fn limit(ctx: &Context, domain: &str, change: Change) -> DomainBlock {
    ctx.clock.advance(Duration::from_secs(1));
    create(ctx, BY, domain, change).await.expect("limits")
}

async fn row(ctx: &Context, id: AccountId) -> Account {
    let found = account::find_by_id(ctx.db.read(), id).await;
    found.expect("reads").expect("is there")
}

#[tokio::test]
async fn a_suspension_holds_for_everything_below_a_domain() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let block = limit(ctx, "Evil.example", only(Severity::Suspend)).await;
    for (domain, expected) in [
        ("evil.example", true),
        ("evil.example:3000", true),
        ("a.b.evil.example", true),
        ("notevil.example", false),
        ("example", false),
    ] {
        let found = is_refused(ctx, domain).await.expect("answers");
        assert_eq!(found, expected, "{domain}");
    }
    lift(ctx, BY, block.id).await.expect("lifts");
    let found = is_refused(ctx, "a.evil.example").await;
    assert!(!found.expect("answers"));
}

#[tokio::test]
async fn only_other_servers_can_be_limited_and_only_once() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    for domain in ["rounds.example", "ROUNDS.example:443", "no domain"] {
        let refused = create(ctx, BY, domain, Change::default()).await;
        assert!(matches!(refused, Err(Error::Invalid { .. })), "{domain}");
    }
    let block = limit(ctx, "b.example", Change::default()).await;
    assert_eq!(block.severity, Severity::Silence);
    let again = create(ctx, BY, "B.example.", Change::default()).await;
    assert!(matches!(
        again,
        Err(Error::Invalid {
            field: "domain",
            ..
        })
    ));
    assert!(matches!(find(ctx, "c.example").await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_block_marks_the_accounts_of_its_domain_until_it_is_lifted() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let bob = remote_account(ctx, "bob", "b.example").await.id;
    let below = remote_account(ctx, "ben", "sub.b.example:3000").await.id;
    let other = remote_account(ctx, "eve", "notb.example").await.id;
    let before = row(ctx, bob).await.revision;
    let block = limit(ctx, "b.example", only(Severity::Silence)).await;
    for id in [bob, below] {
        assert_eq!(row(ctx, id).await.silenced_at, Some(block.created_at));
    }
    assert!(row(ctx, bob).await.revision > before);
    assert_eq!(row(ctx, other).await.silenced_at, None);
    ctx.clock.advance(Duration::from_secs(1));
    update(ctx, BY, block.id, only(Severity::Suspend))
        .await
        .expect("is stricter");
    let now = row(ctx, bob).await;
    assert_eq!(
        (now.silenced_at, now.suspended_at),
        (None, Some(block.created_at))
    );
    lift(ctx, BY, block.id).await.expect("lifts");
    let now = row(ctx, bob).await;
    assert_eq!((now.silenced_at, now.suspended_at), (None, None));
}

#[tokio::test]
async fn the_nearest_block_holds() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let above = remote_account(ctx, "bob", "b.example").await.id;
    let below = remote_account(ctx, "ben", "sub.b.example").await.id;
    let outer = limit(ctx, "b.example", only(Severity::Silence)).await;
    let inner = limit(ctx, "sub.b.example", only(Severity::Noop)).await;
    assert!(row(ctx, above).await.silenced_at.is_some());
    assert_eq!(row(ctx, below).await.silenced_at, None);
    lift(ctx, BY, inner.id).await.expect("lifts");
    assert_eq!(row(ctx, below).await.silenced_at, Some(outer.created_at));
}

#[tokio::test]
async fn what_was_decided_about_a_single_account_outlives_the_block_of_its_domain() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let joined = testing::staff(ctx, "mo", UserRole::Moderator).await;
    let by = Moderator::of(joined.account_id, UserRole::Moderator).expect("moderates");
    let bob = remote_account(ctx, "bob", "b.example").await.id;
    let ben = remote_account(ctx, "ben", "b.example").await.id;
    let decision = crate::moderation::Decision {
        action: storage::kinds::ModerationAction::Silence,
        report: None,
        text: String::new(),
        notify: false,
    };
    crate::moderation::act(ctx, &by, bob, decision)
        .await
        .expect("silences");
    let silenced_at = row(ctx, bob).await.silenced_at;
    let block = limit(ctx, "b.example", only(Severity::Silence)).await;
    relieve(ctx, &by, ben, Relief::Unsilence)
        .await
        .expect("is an exception");
    lift(ctx, BY, block.id).await.expect("lifts");
    assert_eq!(row(ctx, bob).await.silenced_at, silenced_at);
    assert_eq!(row(ctx, ben).await.silenced_at, None);
}

#[tokio::test]
async fn who_becomes_known_later_is_limited_too() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let change = Change {
        reject_media: Some(true),
        ..Change::default()
    };
    let block = limit(ctx, "peer.example", change).await;
    let uri = "https://peer.example/u/1";
    let kept = remote::upsert(ctx, remote::tests::actor(uri, "anna")).await;
    let kept = kept.expect("is kept");
    assert_eq!(kept.silenced_at, Some(block.created_at));
    assert_eq!(kept.avatar_id, None, "files are not taken from there");
    lift(ctx, BY, block.id).await.expect("lifts");
    let again = remote::upsert(ctx, remote::tests::actor(uri, "anna")).await;
    let again = again.expect("is kept");
    assert_eq!(again.silenced_at, None);
    assert!(again.avatar_id.is_some());
}

#[tokio::test]
async fn silenced_strangers_are_found_by_their_full_address_alone() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = testing::person(ctx, "anna").await.account_id;
    let bob = remote_account(ctx, "bobby", "b.example").await.id;
    limit(ctx, "b.example", only(Severity::Silence)).await;
    let all = Slice::of(None, None, 40, 40);
    let found = async |viewer, text: &str| {
        let list = search::accounts(ctx, viewer, text, false, all).await;
        list.expect("searches").len()
    };
    let viewer = Viewer::Account(anna);
    assert_eq!(found(viewer, "bob").await, 0);
    assert_eq!(found(viewer, "bobby").await, 0);
    assert_eq!(found(viewer, "@bobby@b.example").await, 1);
    testing::follow(ctx, anna, bob).await;
    assert_eq!(found(viewer, "bob").await, 1);
    assert_eq!(found(Viewer::Anonymous, "bob").await, 0);
}

async fn told_to(readers: Readers, reasons: Readers) -> TestContext {
    let config = Config {
        federation: Federation {
            show_domain_blocks: readers,
            show_domain_block_reasons: reasons,
            ..Federation::default()
        },
        ..testing::config()
    };
    let test = testing::context_with("https://rounds.example", "rounds.example", config).await;
    let change = Change {
        obfuscate: Some(true),
        public_comment: Some("noise".into()),
        ..only(Severity::Silence)
    };
    limit(&test.ctx, "loud.example", change).await;
    limit(&test.ctx, "evil.example", only(Severity::Suspend)).await;
    limit(&test.ctx, "fine.example", only(Severity::Noop)).await;
    test
}

#[tokio::test]
async fn everyone_is_told_what_is_limited_unless_it_is_for_members() {
    let open = told_to(Readers::Everyone, Readers::Members).await;
    let list = published(&open.ctx, Viewer::Anonymous).await;
    let list = list.expect("is told");
    let names: Vec<&str> = list.iter().map(|block| block.domain.as_str()).collect();
    assert_eq!(names, ["evil.example", "loud.****ple"]);
    assert_eq!(list[1].comment, None);
    assert_eq!(list[1].digest, crate::secret::hash_token("loud.example"));
    let member = Viewer::Account(AccountId(1));
    let list = published(&open.ctx, member).await.expect("is told");
    assert_eq!(list[1].comment.as_deref(), Some("noise"));
    let closed = told_to(Readers::Members, Readers::Nobody).await;
    let refused = published(&closed.ctx, Viewer::Anonymous).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    assert_eq!(
        published(&closed.ctx, member).await.expect("is told").len(),
        2
    );
}

#[tokio::test]
async fn security_48_a_domain_is_limited_however_it_is_spelled() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    for (spelling, canonical) in [
        ("EXAMPLE.com", "example.com"),
        ("example.com.", "example.com"),
        (" example.com ", "example.com"),
        ("ｅｘａｍｐｌｅ．ｃｏｍ", "example.com"),
        ("example。com", "example.com"),
        ("Köln.example", "xn--kln-sna.example"),
        ("XN--KLN-SNA.example", "xn--kln-sna.example"),
        // A Cyrillic letter among Latin ones is another name, and is kept as what it is.
        ("p\u{430}ypal.com", "xn--pypal-4ve.com"),
    ] {
        let block = create(ctx, BY, spelling, only(Severity::Suspend)).await;
        let block = block.expect("limits");
        assert_eq!(block.domain, canonical, "{spelling}");
        for domain in [canonical.to_owned(), format!("deep.{canonical}")] {
            let acct: crate::names::Acct = format!("eve@{domain}").parse().expect("a handle");
            let domain = acct.domain.expect("a domain");
            assert!(is_refused(ctx, &domain).await.expect("answers"), "{domain}");
        }
        let spelled: crate::names::Acct = format!("eve@{}", spelling.trim())
            .parse()
            .expect("a handle");
        assert_eq!(spelled.domain.as_deref(), Some(canonical), "{spelling}");
        lift(ctx, BY, block.id).await.expect("lifts");
    }
    for hidden in [
        "ex\u{202e}ample.com",
        "ex\u{200d}ample.com",
        "ex\u{200b}ample.com",
    ] {
        let refused = create(ctx, BY, hidden, only(Severity::Suspend)).await;
        assert!(matches!(refused, Err(crate::Error::Invalid { .. })));
        assert!(
            format!("eve@{hidden}")
                .parse::<crate::names::Acct>()
                .is_err()
        );
    }
}
