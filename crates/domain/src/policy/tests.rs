//! The audience judged in memory and the one compiled to SQL admit the same, whatever the world is like.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use storage::account::{self, Account};
use storage::id::{AccountId, StatusId};
use storage::mention::{self, Mention};
use storage::visibility::Row;
use storage::{Set, Sql, Transaction, status};

use super::*;
use crate::testing::{START, TestContext, context, local_account, remote_account};

/// What may stand between a viewer and the author of one status.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a tie or a harm of its own"
)]
struct Case {
    visibility: Visibility,
    own: bool,
    mentioned: bool,
    /// `None`: no follow; else whether it was accepted.
    follow: Option<bool>,
    /// `None`: no membership; else its state.
    membership: Option<&'static str>,
    suspended: bool,
    silenced: bool,
    blocked_by: bool,
    blocks: bool,
    mutes: bool,
    blocks_domain: bool,
}

fn case() -> impl Strategy<Value = Case> {
    let visibility = prop::sample::select(vec![
        Visibility::Public,
        Visibility::Unlisted,
        Visibility::Private,
        Visibility::Direct,
        Visibility::Group,
    ]);
    let state = prop::sample::select(vec!["approved", "pending", "banned"]);
    let seldom = || prop::bool::weighted(0.15);
    let ties = (
        any::<bool>(),
        prop::option::of(any::<bool>()),
        prop::option::of(state),
    );
    let harms = (seldom(), seldom(), seldom(), seldom(), seldom(), seldom());
    (visibility, seldom(), ties, harms).prop_map(|(visibility, own, ties, harms)| Case {
        visibility,
        own,
        mentioned: ties.0,
        follow: ties.1,
        membership: ties.2,
        suspended: harms.0 && !own,
        silenced: harms.1 && !own,
        blocked_by: harms.2 && !own,
        blocks: harms.3 && !own,
        mutes: harms.4 && !own,
        blocks_domain: harms.5 && !own,
    })
}

impl Case {
    fn facts(&self) -> Facts {
        Facts {
            visibility: self.visibility,
            is_author: self.own,
            is_mentioned: self.mentioned,
            follows_author: !self.own && self.follow == Some(true),
            is_member: self.membership == Some("approved"),
            author_suspended: self.suspended,
            author_silenced: self.silenced,
            blocked_by_author: self.blocked_by,
            blocks_author: self.blocks,
            mutes_author: self.mutes,
            blocks_domain: self.blocks_domain,
        }
    }
}

/// Two accounts and the table that relates them.
async fn relate(tx: &Transaction, table: &str, from: AccountId, to: AccountId, more: (&str, i64)) {
    let (column, value) = more;
    let id = storage::id::generate(START);
    Sql::new(
        &**tx,
        &format!("INSERT INTO {table} (id, account_id, target_id, created_at{column}) VALUES ("),
    )
    .bind(id)
    .push(", ")
    .bind(from)
    .push(", ")
    .bind(to)
    .push(", 0")
    .push(&if column.is_empty() {
        String::new()
    } else {
        format!(", {value}")
    })
    .push(") ON CONFLICT DO NOTHING")
    .execute(&**tx)
    .await
    .expect("relates");
}

/// Writes the world of a case and says which status it is about.
async fn write(test: &TestContext, viewer: &Account, number: usize, case: &Case) -> StatusId {
    let ctx = &test.ctx;
    let author = if case.own {
        viewer.clone()
    } else {
        remote_account(ctx, "author", &format!("h{number}.example")).await
    };
    let group = local_account(ctx, &format!("group{number}")).await;
    let tx = ctx.db.begin().await.expect("begins");
    let id = StatusId(i64::try_from(number).expect("a small number") + 1);
    let uri = format!("{}/notes/{number}", author.uri);
    let row = status::Status {
        group_id: Some(group.id),
        ..crate::status::blank(id, uri, &author, case.visibility)
    };
    assert!(status::insert(&*tx, row).await.expect("is added"));
    if case.mentioned {
        let mention = Mention {
            status_id: id,
            account_id: viewer.id,
            silent: false,
        };
        mention::upsert(&*tx, vec![mention])
            .await
            .expect("is named");
    }
    write_membership(&tx, group.id, viewer.id, case.membership).await;
    if !case.own {
        write_ties(&tx, viewer.id, &author, case).await;
    }
    tx.commit().await.expect("commits");
    id
}

async fn write_membership(tx: &Transaction, group: AccountId, who: AccountId, state: Option<&str>) {
    let Some(state) = state else { return };
    Sql::new(&**tx, "INSERT INTO memberships (group_id, account_id, role, state, created_at, updated_at) VALUES (")
        .bind(group)
        .push(", ")
        .bind(who)
        .push(", 'member', ")
        .bind(state)
        .push(", 0, 0)")
        .execute(&**tx)
        .await
        .expect("belongs");
}

async fn write_ties(tx: &Transaction, viewer: AccountId, author: &Account, case: &Case) {
    match case.follow {
        Some(true) => relate(tx, "follows", viewer, author.id, (", accepted_at", 1)).await,
        Some(false) => relate(tx, "follows", viewer, author.id, ("", 0)).await,
        None => {}
    }
    if case.blocked_by {
        relate(tx, "blocks", author.id, viewer, ("", 0)).await;
    }
    if case.blocks {
        relate(tx, "blocks", viewer, author.id, ("", 0)).await;
    }
    if case.mutes {
        relate(tx, "mutes", viewer, author.id, ("", 0)).await;
    }
    if case.blocks_domain {
        let domain = author.domain.clone().expect("is remote");
        Sql::new(
            &**tx,
            "INSERT INTO account_domain_blocks (id, account_id, domain, created_at) VALUES (",
        )
        .bind(storage::id::generate(START))
        .push(", ")
        .bind(viewer)
        .push(", ")
        .bind(domain)
        .push(", 0)")
        .execute(&**tx)
        .await
        .expect("blocks the domain");
    }
    let change = storage::entity::account::ActiveModel {
        suspended_at: Set(case.suspended.then_some(START)),
        silenced_at: Set(case.silenced.then_some(START)),
        ..Default::default()
    };
    account::update(&**tx, author.id, change)
        .await
        .expect("is limited");
}

/// What `viewer` may see, asked as streams ask: the viewer is a column.
async fn shown_to_each(test: &TestContext, viewer: &Account, place: Place) -> Vec<StatusId> {
    let select = "SELECT s.* FROM statuses s JOIN accounts sa ON sa.id = s.account_id CROSS JOIN accounts v WHERE v.id = ";
    let row = Row {
        status: "s",
        author: "sa",
    };
    let shown: Vec<status::Status> = Sql::new(test.ctx.db.read(), select)
        .bind(viewer.id)
        .push(" AND ")
        .visible_to_each("v.id", &audience(Viewer::Anonymous, place), row)
        .all(test.ctx.db.read())
        .await
        .expect("reads");
    shown.iter().map(|status| status.id).collect()
}

async fn holds(cases: Vec<Case>) {
    let test = context().await;
    let viewer = local_account(&test.ctx, "viewer").await;
    let mut ids = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        ids.push(write(&test, &viewer, number, case).await);
    }
    for place in [Place::Asked, Place::Offered, Place::Listed] {
        for who in [Viewer::Anonymous, Viewer::Account(viewer.id)] {
            let audience = audience(who, place);
            let found = status::list_entries(test.ctx.db.read(), &ids, &audience).await;
            let found: Vec<StatusId> = found
                .expect("reads")
                .iter()
                .map(|entry| entry.status.id)
                .collect();
            for (id, case) in ids.iter().zip(&cases) {
                let in_memory = admits(&audience, &case.facts());
                assert_eq!(found.contains(id), in_memory, "{place:?} {who:?} {case:?}");
            }
        }
        let audience = audience(Viewer::Account(viewer.id), place);
        let streamed = shown_to_each(&test, &viewer, place).await;
        for (id, case) in ids.iter().zip(&cases) {
            let in_memory = admits(&audience, &case.facts());
            assert_eq!(streamed.contains(id), in_memory, "{place:?} {case:?}");
        }
    }
}

#[test]
fn the_audience_in_memory_and_in_sql_are_one() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let config = Config {
        failure_persistence: None,
        ..Config::with_cases(12)
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let worlds = prop::collection::vec(case(), 1..40);
    let result = runner.run(&worlds, |cases| {
        runtime.block_on(holds(cases));
        Ok(())
    });
    result.expect("both admit the same");
}
