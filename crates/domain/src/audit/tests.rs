use proptest::prelude::*;

use super::*;
use crate::context::Context;
use crate::testing;

async fn add(ctx: &Context, number: i64) {
    let tx = ctx.db.begin().await.expect("begins");
    let detail = json!({"role": "verifier"});
    let deed = Deed::new("role.grant", "account", number).with(detail);
    let now = ctx.clock.now();
    let added = record(&tx, &Actor::Operator, deed, now).await;
    added.expect("is recorded");
    tx.commit().await.expect("commits");
}

#[tokio::test]
async fn every_entry_carries_the_hash_of_the_one_before() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let mut former = String::new();
    for seq in 1..=3 {
        add(ctx, seq).await;
        let last = audit::find_last(ctx.db.read()).await.expect("reads");
        let last = last.expect("is there");
        assert_eq!((last.seq, &last.previous_hash), (seq, &former));
        assert_eq!(last.hash, hash(&last));
        former = last.hash;
    }
    let kept = head(ctx).await.expect("reads").expect("is there");
    assert_eq!(
        kept,
        Head {
            seq: 3,
            hash: former
        }
    );
    let whole = verify(ctx, Some(kept.clone())).await.expect("reads");
    assert_eq!(whole, Ok(Some(kept)));
}

#[tokio::test]
async fn a_log_that_was_cut_or_written_anew_is_noticed_by_the_head_that_was_kept() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let zeros = "0".repeat(64);
    let later: Head = format!("4:{zeros}").parse().expect("a head");
    let empty = verify(ctx, Some(later.clone())).await.expect("reads");
    assert_eq!(empty, Err(Broken::Cut { last: 0, kept: 4 }));
    for number in 1..=3 {
        add(ctx, number).await;
    }
    let cut = verify(ctx, Some(later)).await.expect("reads");
    assert_eq!(cut, Err(Broken::Cut { last: 3, kept: 4 }));
    let other: Head = format!("2:{zeros}").parse().expect("a head");
    let anew = verify(ctx, Some(other)).await.expect("reads");
    assert_eq!(anew, Err(Broken::Replaced(2)));
    for no_head in ["", "2", "x:y", "2:abc"] {
        assert!(no_head.parse::<Head>().is_err(), "{no_head}");
    }
}

#[tokio::test]
async fn the_first_broken_link_is_named() {
    for (statement, expected) in [
        (
            "UPDATE audit_entries SET actor = 'system' WHERE seq = 2",
            Broken::Altered(2),
        ),
        (
            "DELETE FROM audit_entries WHERE seq = 2",
            Broken::Missing {
                expected: 2,
                found: 3,
            },
        ),
        (
            "UPDATE audit_entries SET seq = 0 WHERE seq = 3",
            Broken::Missing {
                expected: 1,
                found: 0,
            },
        ),
    ] {
        let test = testing::context().await;
        let ctx = &test.ctx;
        for number in 1..=3 {
            add(ctx, number).await;
        }
        storage::testing::tamper(&ctx.db, statement).await;
        let found = verify(ctx, None).await.expect("reads");
        assert_eq!(found, Err(expected), "{statement}");
    }
}

#[tokio::test]
async fn the_log_is_exported_with_that_it_was() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    add(ctx, 1).await;
    ctx.clock.advance(std::time::Duration::from_hours(1));
    let since = ctx.clock.now();
    let mut lines = Vec::new();
    let count = export(ctx, &Actor::Operator, None, Format::Ndjson, &mut lines).await;
    assert_eq!(count.expect("writes"), 2);
    let written = String::from_utf8(lines).expect("text");
    let entries: Vec<Value> = written
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(entries[0]["action"], "role.grant");
    assert_eq!(entries[0]["detail"], r#"{"role":"verifier"}"#);
    assert_eq!(entries[1]["action"], "audit.export");
    assert_eq!(entries[1]["previous_hash"], entries[0]["hash"]);
    let mut rows = Vec::new();
    let count = export(ctx, &Actor::Operator, Some(since), Format::Csv, &mut rows).await;
    assert_eq!(count.expect("writes"), 2, "the two exports alone");
    let table = String::from_utf8(rows).expect("text");
    assert_eq!(table.lines().count(), 3, "{table}");
    assert!(table.starts_with("seq,at,actor,action,subject,detail,previous_hash,hash\n2,"));
}

/// A whole chain.
fn made(count: i64) -> Vec<AuditEntry> {
    let mut entries: Vec<AuditEntry> = Vec::new();
    for seq in 1..=count {
        let mut entry = AuditEntry {
            seq,
            at: Timestamp(1_790_812_800_000 + seq),
            actor: format!("account:{}", seq % 3),
            action: "role.grant".to_owned(),
            subject: format!("account:{seq}"),
            detail: "{}".to_owned(),
            previous_hash: entries
                .last()
                .map(|last| last.hash.clone())
                .unwrap_or_default(),
            hash: String::new(),
        };
        entry.hash = hash(&entry);
        entries.push(entry);
    }
    entries
}

fn whole(entries: &[AuditEntry], kept: &Head) -> std::result::Result<(), Broken> {
    let mut chain = Chain::new(Some(kept.clone()));
    for entry in entries {
        chain.follow(entry)?;
    }
    chain.end().map(drop)
}

/// What somebody with the whole database may do to it.
#[derive(Clone, Debug)]
enum Tampering {
    /// One column of one entry says something else; with `true` its hash is made to fit.
    Alter(usize, usize, bool),
    Remove(usize),
    Swap(usize, usize),
    /// Two entries change their numbers too.
    Renumber(usize, usize),
    /// Another entry stands before one, and the whole rest is made to fit.
    Insert(usize),
    /// One column of one entry says something else, and the whole rest is made to fit.
    Rewrite(usize, usize),
    /// The last ones are gone.
    Cut(usize),
}

fn alter(entry: &mut AuditEntry, column: usize) {
    match column {
        0 => entry.seq += 1,
        1 => entry.at = Timestamp(entry.at.millis() + 1),
        2 => entry.actor.push('0'),
        3 => entry.action = "role.revoke".to_owned(),
        4 => entry.subject.push('0'),
        5 => entry.detail = r#"{"x":1}"#.to_owned(),
        6 => entry.previous_hash = "0".repeat(64),
        _ => entry.hash = "0".repeat(64),
    }
}

fn refit(entries: &mut [AuditEntry], from: usize) {
    for index in from..entries.len() {
        let before = index
            .checked_sub(1)
            .map(|before| entries[before].hash.clone());
        entries[index].previous_hash = before.unwrap_or_default();
        entries[index].hash = hash(&entries[index]);
    }
}

fn tamper(entries: &mut Vec<AuditEntry>, tampering: &Tampering) {
    let count = entries.len();
    match *tampering {
        Tampering::Alter(at, column, fits) => {
            let entry = &mut entries[at % count];
            alter(entry, column);
            // The hash itself made to fit again would be no tampering.
            if fits && column < 7 {
                entry.hash = hash(entry);
            }
        }
        Tampering::Remove(at) => drop(entries.remove(at % count)),
        Tampering::Swap(one, other) => {
            let one = one % count;
            entries.swap(one, (one + 1 + other % (count - 1)) % count);
        }
        Tampering::Renumber(one, other) => {
            let one = one % count;
            let other = (one + 1 + other % (count - 1)) % count;
            let (first, second) = (entries[one].seq, entries[other].seq);
            entries.swap(one, other);
            (entries[one].seq, entries[other].seq) = (first, second);
            entries[one].hash = hash(&entries[one]);
        }
        Tampering::Insert(at) => {
            let at = at % count;
            let mut copy = entries[at].clone();
            copy.subject.push('0');
            entries.insert(at, copy);
            for entry in &mut entries[at + 1..] {
                entry.seq += 1;
            }
            refit(entries, at);
        }
        Tampering::Rewrite(at, column) => {
            let at = at % count;
            alter(&mut entries[at], 1 + column % 5);
            refit(entries, at);
        }
        Tampering::Cut(by) => entries.truncate(count - 1 - by % count),
    }
}

fn tampering() -> impl Strategy<Value = Tampering> {
    let at = 0..64_usize;
    prop_oneof![
        (at.clone(), 0..8_usize, any::<bool>())
            .prop_map(|(at, column, fits)| Tampering::Alter(at, column, fits)),
        at.clone().prop_map(Tampering::Remove),
        (at.clone(), at.clone()).prop_map(|(one, other)| Tampering::Swap(one, other)),
        (at.clone(), at.clone()).prop_map(|(one, other)| Tampering::Renumber(one, other)),
        at.clone().prop_map(Tampering::Insert),
        (at.clone(), 0..8_usize).prop_map(|(at, column)| Tampering::Rewrite(at, column)),
        at.prop_map(Tampering::Cut),
    ]
}

proptest! {
    #[test]
    fn whatever_is_altered_removed_swapped_or_inserted_is_noticed(count in 2..20_i64, how in tampering()) {
        let mut entries = made(count);
        let last = entries.last().expect("some");
        let kept = Head { seq: last.seq, hash: last.hash.clone() };
        prop_assert_eq!(whole(&entries, &kept), Ok(()));
        tamper(&mut entries, &how);
        prop_assert!(whole(&entries, &kept).is_err(), "{:?}", how);
    }
}
