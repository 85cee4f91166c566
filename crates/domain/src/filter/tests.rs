//! Filters, applied.

use std::time::Duration;

use storage::id::StatusId;
use storage::kinds::Visibility;

use super::*;
use crate::event::Event;
use crate::status;
use crate::testing::{self, context, local_account, new_status, post};
use crate::viewer::Viewer;
use crate::{boost, tail};

fn home(title: &str, keyword: &str) -> Change {
    Change {
        title: Some(title.into()),
        contexts: Some(vec![FilterContext::Home]),
        keywords: vec![KeywordChange {
            keyword: Some(keyword.into()),
            ..KeywordChange::default()
        }],
        ..Change::default()
    }
}

async fn matched(ctx: &Context, who: AccountId, id: StatusId) -> Vec<Match> {
    let entry = status::show(ctx, Viewer::Account(who), id).await;
    let entry = entry.expect("is seen");
    let mut found = apply(ctx, &[entry]).await.expect("looks");
    found.remove(&id).unwrap_or_default()
}

async fn words(ctx: &Context, who: AccountId, id: StatusId) -> Vec<String> {
    let found = matched(ctx, who, id).await.into_iter();
    found.filter_map(|found| found.keyword).collect()
}

#[tokio::test]
async fn text_warning_and_boost_are_looked_through_for_their_owner_alone() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let mut warned = new_status("Nothing to see");
    warned.spoiler_text = "About Needles".into();
    let warned = post(ctx, anna, warned).await;
    let plain = post(ctx, anna, new_status("needles\nand needlework")).await;
    let boosted = boost::boost(ctx, bob, plain, Visibility::Public).await;
    let boosted = boosted.expect("boosts");
    create(ctx, bob, home("Needles", "needles"))
        .await
        .expect("is made");
    assert_eq!(words(ctx, bob, warned).await, ["Needles"]);
    assert_eq!(words(ctx, bob, plain).await, ["needles"]);
    assert_eq!(words(ctx, bob, boosted).await, ["needles"]);
    assert_eq!(matched(ctx, anna, plain).await, []);
    let nobody = status::show(ctx, Viewer::Anonymous, plain).await;
    let found = apply(ctx, &[nobody.expect("is public")]).await;
    assert_eq!(found.expect("looks").len(), 0);
}

#[tokio::test]
async fn a_change_counts_at_once_and_an_end_by_the_clock() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let id = post(ctx, anna, new_status("blood")).await;
    assert_eq!(matched(ctx, anna, id).await, []);
    let filter = create(ctx, anna, home("Blood", "blood")).await;
    let filter = filter.expect("is made");
    assert_eq!(words(ctx, anna, id).await, ["blood"]);
    let keyword = KeywordChange {
        id: Some(filter.keywords[0].id),
        keyword: Some("bloodless".into()),
        ..KeywordChange::default()
    };
    let change = Change {
        keywords: vec![keyword],
        ..Change::default()
    };
    update(ctx, anna, filter.id, change).await.expect("changes");
    assert_eq!(matched(ctx, anna, id).await, []);
    add_status(ctx, anna, filter.id, id).await.expect("names");
    assert_eq!(matched(ctx, anna, id).await[0].status, Some(id));
    let short = Change {
        expiry: Some(Expiry::After(Duration::from_mins(1))),
        ..Change::default()
    };
    update(ctx, anna, filter.id, short).await.expect("changes");
    assert_eq!(matched(ctx, anna, id).await.len(), 1);
    ctx.clock.advance(Duration::from_mins(1));
    assert_eq!(matched(ctx, anna, id).await, []);
}

#[tokio::test]
async fn an_edit_is_looked_through_anew() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let id = post(ctx, anna, new_status("harmless")).await;
    create(ctx, anna, home("Blood", "blood"))
        .await
        .expect("is made");
    assert_eq!(matched(ctx, anna, id).await, []);
    let edit = status::EditStatus {
        text: "Blood after all".into(),
        spoiler_text: String::new(),
        sensitive: false,
        language: None,
        media_ids: Vec::new(),
        media_changes: Vec::new(),
        quote_policy: None,
        poll: None,
    };
    status::edit(ctx, anna, id, edit).await.expect("edits");
    assert_eq!(words(ctx, anna, id).await, ["Blood"]);
}

#[tokio::test]
async fn what_is_hidden_is_hidden_in_its_places_and_never_from_its_author() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let id = post(ctx, anna, new_status("blood")).await;
    let hide = Change {
        action: Some(FilterAction::Hide),
        ..home("Blood", "blood")
    };
    for who in [anna, bob] {
        create(ctx, who, hide.clone()).await.expect("is made");
        let entry = status::show(ctx, Viewer::Account(who), id).await;
        let entry = entry.expect("is seen");
        let found = matched(ctx, who, id).await;
        assert_eq!(hides(&found, &entry, who, FilterContext::Home), who == bob);
        assert!(!hides(&found, &entry, who, FilterContext::Public));
    }
    let entry = status::show(ctx, Viewer::Anonymous, id).await;
    let each = apply_for_each(ctx, &[anna, bob], &entry.expect("is public")).await;
    assert_eq!(each.expect("looks").len(), 2);
}

#[tokio::test]
async fn another_process_hears_of_a_change() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let mut tail = tail::Tail::start(ctx.clone()).await.expect("starts");
    create(ctx, anna, home("Blood", "blood"))
        .await
        .expect("is made");
    let heard = tail.step().await.expect("reads");
    assert_eq!(heard, [Event::FiltersChanged { account_id: anna }]);
}

#[tokio::test]
async fn security_41_a_filter_of_another_is_not_found() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = local_account(ctx, "bob").await.id;
    let filter = create(ctx, anna, home("Blood", "blood")).await;
    let filter = filter.expect("is made");
    let keyword = filter.keywords[0].id;
    let status = post(ctx, anna, new_status("x")).await;
    let not_found = |refused: Option<Error>| assert!(matches!(refused, Some(Error::NotFound)));
    not_found(show(ctx, bob, filter.id).await.err());
    not_found(update(ctx, bob, filter.id, Change::default()).await.err());
    not_found(show_keyword(ctx, bob, keyword).await.err());
    not_found(delete_keyword(ctx, bob, keyword).await.err());
    not_found(add_status(ctx, bob, filter.id, status).await.err());
    not_found(delete(ctx, bob, filter.id).await.err());
    // A keyword of someone else is not changed through one's own filter.
    let mut theft = home("Mine", "mine");
    theft.keywords[0].id = Some(keyword);
    let own = create(ctx, bob, home("Mine", "mine"))
        .await
        .expect("is made");
    not_found(update(ctx, bob, own.id, theft).await.err());
    assert_eq!(show(ctx, anna, filter.id).await.expect("stands"), filter);
    // A status that one may not see is named by no filter.
    let mut secret = new_status("secret");
    secret.visibility = Visibility::Private;
    let secret = testing::post(ctx, anna, secret).await;
    not_found(add_status(ctx, bob, own.id, secret).await.err());
}
