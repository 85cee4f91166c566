//! Trends on a real database.

use storage::account::Change;
use storage::id::AccountId;

use super::*;
use crate::testing::{self, TestContext, new_status, person, post};
use crate::{block, favourite};

const ALL: Slice = Slice {
    limit: 20,
    offset: 0,
};

async fn context(trends: Trends) -> TestContext {
    let config = crate::config::Config {
        trends,
        ..testing::config()
    };
    testing::context_with("https://rounds.example", "rounds.example", config).await
}

async fn people(ctx: &Context) -> Vec<AccountId> {
    let mut people = Vec::new();
    for name in ["anna", "bob", "cem"] {
        let id = person(ctx, name).await.account_id;
        let change = Change {
            discoverable: Some(true),
            ..Change::default()
        };
        let tx = ctx.db.begin().await.expect("begins");
        storage::account::change(&*tx, id, change, ctx.clock.now())
            .await
            .expect("agrees");
        tx.commit().await.expect("commits");
        people.push(id);
    }
    people
}

async fn names(ctx: &Context) -> Vec<String> {
    let tags = tags(ctx, Viewer::Anonymous, ALL).await.expect("lists");
    tags.into_iter().map(|tag| tag.name).collect()
}

async fn ids(ctx: &Context, viewer: Viewer) -> Vec<StatusId> {
    let entries = statuses(ctx, viewer, ALL).await.expect("lists");
    entries.iter().map(|entry| entry.status.id).collect()
}

#[tokio::test]
async fn a_hashtag_trends_when_more_people_use_it_than_before() {
    let test = context(Trends::Unreviewed).await;
    let ctx = &test.ctx;
    let people = people(ctx).await;
    for who in &people {
        post(ctx, *who, new_status("#daily")).await;
    }
    ctx.clock.advance(SPAN);
    for who in &people {
        post(ctx, *who, new_status("#daily #sepsis")).await;
    }
    for who in &people[..2] {
        post(ctx, *who, new_status("#shock")).await;
        post(ctx, people[0], new_status("#lonely")).await;
    }
    assert!(names(ctx).await.is_empty());
    refresh(ctx).await.expect("computes");
    assert_eq!(names(ctx).await, ["sepsis", "shock"]);
    review_tag(ctx, "#Sepsis", false).await.expect("refuses");
    assert_eq!(names(ctx).await, ["shock"]);
    ctx.clock.advance(SPAN);
    refresh(ctx).await.expect("computes");
    assert!(names(ctx).await.is_empty());
}

#[tokio::test]
async fn a_status_trends_when_many_like_it() {
    let test = context(Trends::Unreviewed).await;
    let ctx = &test.ctx;
    let people = people(ctx).await;
    let (anna, bob, cem) = (people[0], people[1], people[2]);
    let mut posted = Vec::new();
    for who in [anna, anna, bob, cem] {
        posted.push(post(ctx, who, new_status("Look")).await);
    }
    for (id, likes) in posted.iter().zip([2, 3, 2, 1]) {
        for who in &people[..likes] {
            favourite::favourite(ctx, *who, *id).await.expect("likes");
        }
    }
    refresh(ctx).await.expect("computes");
    // One of each author; what one person likes is no trend.
    assert_eq!(ids(ctx, Viewer::Anonymous).await, [posted[1], posted[2]]);
    block::block(ctx, anna, cem).await.expect("blocks");
    assert_eq!(ids(ctx, Viewer::Account(cem)).await, [posted[2]]);
    ctx.clock.advance(OLDEST);
    refresh(ctx).await.expect("computes");
    assert!(ids(ctx, Viewer::Anonymous).await.is_empty());
}

#[tokio::test]
async fn with_review_only_what_was_allowed_is_shown() {
    let test = context(Trends::Reviewed).await;
    let ctx = &test.ctx;
    let people = people(ctx).await;
    let mut posted = Vec::new();
    for who in &people {
        posted.push(post(ctx, *who, new_status("#sepsis")).await);
        favourite::favourite(ctx, *who, posted[0])
            .await
            .expect("likes");
    }
    refresh(ctx).await.expect("computes");
    assert!(names(ctx).await.is_empty());
    assert!(ids(ctx, Viewer::Anonymous).await.is_empty());
    assert_eq!(all_tags(ctx, ALL).await.expect("lists")[0].name, "sepsis");
    let all = all_statuses(ctx, Viewer::Anonymous, ALL).await;
    assert_eq!(all.expect("lists").len(), 1);
    review_tag(ctx, "sepsis", true).await.expect("allows");
    review_status(ctx, posted[0], true).await.expect("allows");
    assert_eq!(names(ctx).await, ["sepsis"]);
    assert_eq!(ids(ctx, Viewer::Anonymous).await, [posted[0]]);
    let unknown = review_tag(ctx, "unknown", true).await;
    assert!(matches!(unknown, Err(Error::NotFound)));
}

#[tokio::test]
async fn switched_off_there_are_none() {
    let test = context(Trends::Off).await;
    let ctx = &test.ctx;
    for who in people(ctx).await {
        post(ctx, who, new_status("#sepsis")).await;
    }
    refresh(ctx).await.expect("computes");
    assert!(names(ctx).await.is_empty());
    assert!(all_tags(ctx, ALL).await.expect("lists").is_empty());
}

#[tokio::test]
async fn a_link_trends_when_more_people_name_it_than_before() {
    let test = context(Trends::Reviewed).await;
    let ctx = &test.ctx;
    let people = people(ctx).await;
    let urls = ["https://news.example/1", "https://news.example/2"];
    for who in &people {
        post(ctx, *who, new_status(&format!("See {}", urls[0]))).await;
    }
    for _ in 0..2 {
        post(ctx, people[0], new_status(urls[1])).await;
    }
    let tx = ctx.db.begin().await.expect("begins");
    let card = storage::card::claim(&*tx, urls[0], ctx.clock.now()).await;
    let card = card.expect("is there");
    tx.commit().await.expect("commits");
    let listed = async || all_links(ctx, ALL).await.expect("lists").len();
    refresh(ctx).await.expect("computes");
    assert_eq!(listed().await, 0, "nothing is known of it yet");
    let url = url::Url::parse(urls[0]).expect("a url");
    let page = card::page::read("<title>News</title>", &url);
    card::keep(ctx, card.id, page, None).await.expect("keeps");
    assert_eq!(listed().await, 1);
    assert!(links(ctx, ALL).await.expect("lists").is_empty());
    review_link(ctx, card.id, true).await.expect("allows");
    let shown = links(ctx, ALL).await.expect("lists");
    assert_eq!((shown.len(), &*shown[0].card.card.title), (1, "News"));
    assert_eq!(
        (shown[0].history[0].uses, shown[0].history[0].accounts),
        (3, 3)
    );
    assert_eq!(shown[0].history.len(), 7);
    ctx.clock.advance(SPAN);
    refresh(ctx).await.expect("computes");
    assert_eq!(listed().await, 0);
}
