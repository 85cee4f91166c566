//! What is found by words, and what must not be, on a real database.

use std::time::Duration;

use storage::account::Change;
use storage::kinds::Visibility;

use super::*;
use crate::status::{self, EditStatus, NewStatus, Reason, RemoteStatus};
use crate::testing::{self, new_status, person, post, remote_account};
use crate::{block, bookmark, boost, favourite, mute, poll};

/// Someone who agrees to be found, or does not.
async fn author(ctx: &Context, name: &str, agrees: bool) -> AccountId {
    let id = person(ctx, name).await.account_id;
    let change = Change {
        indexable: Some(agrees),
        ..Change::default()
    };
    let tx = ctx.db.begin().await.expect("begins");
    storage::account::change(&*tx, id, change, ctx.clock.now())
        .await
        .expect("agrees");
    tx.commit().await.expect("commits");
    id
}

async fn narrowed(ctx: &Context, who: AccountId, text: &str, narrow: Narrow) -> Vec<StatusId> {
    let all = Slice {
        limit: 40,
        offset: 0,
    };
    let found = statuses(ctx, Viewer::Account(who), text, narrow, all).await;
    let found = found.expect("searches");
    found.iter().map(|entry| entry.status.id).collect()
}

async fn found(ctx: &Context, who: AccountId, text: &str) -> Vec<StatusId> {
    narrowed(ctx, who, text, Narrow::default()).await
}

fn with(text: &str, visibility: Visibility) -> NewStatus {
    NewStatus {
        visibility,
        ..new_status(text)
    }
}

#[tokio::test]
async fn one_finds_ones_own_and_what_authors_agree_to() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = author(ctx, "anna", false).await;
    let bob = author(ctx, "bob", true).await;
    let own = post(ctx, anna, with("My sepsis case", Visibility::Private)).await;
    let open = post(ctx, bob, new_status("Sépsis #ICU")).await;
    for hidden in [
        Visibility::Unlisted,
        Visibility::Private,
        Visibility::Direct,
    ] {
        post(ctx, bob, with("sepsis", hidden)).await;
    }
    assert_eq!(found(ctx, anna, "SEPSIS").await, [open, own]);
    assert_eq!(found(ctx, anna, "#icu sepsis").await, [open]);
    assert_eq!(found(ctx, anna, "sepsis -icu").await, [own]);
    assert_eq!(found(ctx, anna, "\"sepsis case\"").await, [own]);
    assert_eq!(found(ctx, anna, "\"case sepsis\"").await, []);
    assert_eq!(found(ctx, anna, "sepsis in:library").await, [own]);
    assert_eq!(found(ctx, anna, "sepsis in:public").await, [open]);
    assert_eq!(found(ctx, anna, "https://sepsis.example").await, []);
    let eve = author(ctx, "eve", false).await;
    assert_eq!(found(ctx, eve, "sepsis").await, [open]);
    let all = Slice {
        limit: 40,
        offset: 0,
    };
    let nobody = statuses(ctx, Viewer::Anonymous, "sepsis", Narrow::default(), all).await;
    assert!(nobody.expect("searches").is_empty());
}

#[tokio::test]
async fn what_one_had_to_do_with_is_found_without_consent() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = author(ctx, "anna", false).await;
    let bob = author(ctx, "bob", false).await;
    let mut ids = Vec::new();
    for text in ["one", "two", "three", "four @anna"] {
        ids.push(post(ctx, bob, new_status(&format!("ward {text}"))).await);
    }
    let asking = NewStatus {
        poll: Some(poll::NewPoll {
            options: vec!["gauze".into(), "linen".into()],
            expires_in: Duration::from_hours(1),
            multiple: false,
            hide_totals: false,
        }),
        ..new_status("ward five")
    };
    ids.push(post(ctx, bob, asking).await);
    post(ctx, bob, new_status("ward six")).await;
    assert_eq!(found(ctx, anna, "ward").await, [ids[3]]);
    favourite::favourite(ctx, anna, ids[0])
        .await
        .expect("likes");
    bookmark::bookmark(ctx, anna, ids[1]).await.expect("keeps");
    boost::boost(ctx, anna, ids[2], Visibility::Public)
        .await
        .expect("boosts");
    let asked = storage::poll::polls_of(ctx.db.read(), &[ids[4]]).await;
    let asked = asked.expect("reads").remove(&ids[4]).expect("asks");
    poll::vote(ctx, anna, asked.poll.id, &[0])
        .await
        .expect("votes");
    ids.reverse();
    assert_eq!(found(ctx, anna, "ward").await, ids);
    assert_eq!(found(ctx, anna, "linen has:poll").await, ids[..1]);
    assert_eq!(found(ctx, anna, "ward -has:poll").await, ids[1..]);
}

#[tokio::test]
async fn what_may_not_be_seen_is_not_found() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = author(ctx, "anna", false).await;
    let bob = author(ctx, "bob", true).await;
    let eve = author(ctx, "eve", true).await;
    let tim = author(ctx, "tim", true).await;
    for author in [bob, eve, tim] {
        let id = post(ctx, author, new_status("triage")).await;
        favourite::favourite(ctx, anna, id).await.expect("likes");
    }
    assert_eq!(found(ctx, anna, "triage").await.len(), 3);
    block::block(ctx, bob, anna).await.expect("blocks");
    mute::mute(ctx, anna, eve, true, None).await.expect("mutes");
    let tx = ctx.db.begin().await.expect("begins");
    storage::account::set_suspended(&*tx, tim, Some(ctx.clock.now()))
        .await
        .expect("suspends");
    tx.commit().await.expect("commits");
    assert_eq!(found(ctx, anna, "triage").await, []);
}

#[tokio::test]
async fn words_follow_edits_and_go_with_the_status() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = author(ctx, "anna", false).await;
    let id = post(ctx, anna, new_status("asthma")).await;
    let edit = EditStatus {
        text: "COPD".into(),
        spoiler_text: "Lungs".into(),
        sensitive: false,
        language: None,
        media_ids: Vec::new(),
        media_changes: Vec::new(),
        quote_policy: None,
        poll: None,
    };
    status::edit(ctx, anna, id, edit).await.expect("edits");
    assert_eq!(found(ctx, anna, "asthma").await, []);
    assert_eq!(found(ctx, anna, "copd lungs").await, [id]);
    super::super::rebuild(ctx).await.expect("reads anew");
    assert_eq!(found(ctx, anna, "copd lungs").await, [id]);
    status::delete(ctx, anna, id).await.expect("deletes");
    assert_eq!(found(ctx, anna, "copd").await, []);
    let anew = post(ctx, anna, new_status("copd")).await;
    assert_eq!(found(ctx, anna, "copd").await, [anew]);
}

#[tokio::test]
async fn what_others_send_is_found_by_its_text_alone() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = author(ctx, "anna", false).await;
    let bob = remote_account(ctx, "bob", "b.example").await;
    let note = RemoteStatus {
        mentions: vec![status::RemoteMention {
            account_id: anna,
            silent: false,
        }],
        ..status::tests::remote_note(&bob, 1, "<p class=\"h-entry\">Delirium <b>scores</b></p>")
    };
    let received = status::receive(ctx, note.clone(), Reason::Delivered).await;
    let id = received.expect("is kept").expect("is kept");
    assert_eq!(found(ctx, anna, "delirium scores").await, [id]);
    assert_eq!(found(ctx, anna, "entry").await, []);
    assert_eq!(found(ctx, anna, "from:bob@b.example delirium").await, [id]);
    assert_eq!(found(ctx, anna, "from:me delirium").await, []);
    assert_eq!(found(ctx, anna, "from:nobody delirium").await, []);
    assert_eq!(found(ctx, anna, "-from:me").await, [id]);
    ctx.clock.advance(Duration::from_mins(1));
    let edited = RemoteStatus {
        content: "<p>Dementia</p>".into(),
        updated: Some(ctx.clock.now()),
        ..note
    };
    status::receive_update(ctx, edited).await.expect("is taken");
    assert_eq!(found(ctx, anna, "delirium").await, []);
    assert_eq!(found(ctx, anna, "dementia").await, [id]);
}

#[tokio::test]
async fn results_are_narrowed_and_cost_the_same_at_any_number() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = author(ctx, "anna", true).await;
    let bob = author(ctx, "bob", true).await;
    let first = post(ctx, anna, new_status("ward https://news.example/1")).await;
    let answer = NewStatus {
        in_reply_to_id: Some(first),
        language: Some("pt-BR".into()),
        sensitive: true,
        ..new_status("ward")
    };
    ctx.clock.advance(Duration::from_hours(24));
    let second = post(ctx, bob, answer).await;
    for (text, expected) in [
        ("ward is:reply", &[second][..]),
        ("ward -is:sensitive", &[first]),
        ("language:pt", &[second]),
        ("ward -language:pt-BR", &[first]),
        ("ward before:2026-10-02", &[first]),
        ("during:2026-10-02", &[second]),
        ("after:2026-10-01 before:2026-10-02", &[]),
        ("ward -from:bob", &[first]),
        ("has:media", &[]),
        ("has:link", &[first]),
        ("ward -has:link", &[second]),
    ] {
        assert_eq!(found(ctx, anna, text).await, expected, "{text}");
    }
    for (narrow, expected) in [
        (
            Narrow {
                author: Some(bob),
                ..Narrow::default()
            },
            second,
        ),
        (
            Narrow {
                max_id: Some(second.0),
                ..Narrow::default()
            },
            first,
        ),
        (
            Narrow {
                min_id: Some(first.0),
                ..Narrow::default()
            },
            second,
        ),
    ] {
        assert_eq!(narrowed(ctx, anna, "ward", narrow).await, [expected]);
    }
    let mut queries = Vec::new();
    for _ in 0..2 {
        test.db.queries();
        found(ctx, anna, "ward from:bob -from:anna").await;
        queries.push(test.db.queries());
        for _ in 0..5 {
            post(ctx, bob, new_status("ward")).await;
        }
    }
    assert_eq!(queries, [2, 2]);
}

#[tokio::test]
async fn slices_together_are_the_whole() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = author(ctx, "anna", true).await;
    for number in 0..5 {
        post(ctx, anna, new_status(&format!("Biopsy {number}"))).await;
        ctx.clock.advance(Duration::from_secs(1));
    }
    let whole = found(ctx, anna, "biopsy").await;
    assert_eq!(whole.len(), 5);
    let viewer = Viewer::Account(anna);
    for (limit, offset) in [(1, 0), (2, 1), (2, 3), (3, 4)] {
        let slice = Slice { limit, offset };
        let part = statuses(ctx, viewer, "biopsy", Narrow::default(), slice).await;
        let part: Vec<StatusId> = part
            .expect("searches")
            .iter()
            .map(|entry| entry.status.id)
            .collect();
        let from = usize::try_from(offset).expect("is small");
        let until = whole
            .len()
            .min(from + usize::try_from(limit).expect("is small"));
        assert_eq!(part, whole[from..until], "{limit} from {offset}");
    }
}
