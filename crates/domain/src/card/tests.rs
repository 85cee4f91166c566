//! What becomes of links, on a real database.

use storage::Page as Rows;

use super::*;
use crate::status::{self, EditStatus};
use crate::testing::{self, local_account, new_status, post, remote_account};
use crate::timeline;
use crate::viewer::Viewer;

const LINK: &str = "https://news.example/1";

fn found(title: &str, picture: Option<&str>) -> Page {
    let url = Url::parse(LINK).expect("a url");
    let mut page = page::read(&format!("<title>{title}</title>"), &url).expect("a page");
    page.picture = picture.map(|url| media::RemoteMedia::picture(url.into()));
    page
}

/// The looks that are due now or later, and when.
async fn looks(ctx: &Context) -> Vec<(CardId, Timestamp)> {
    let tx = ctx.db.begin().await.expect("begins");
    let far = ctx.clock.now().after(Duration::from_hours(1));
    let lease = Duration::from_millis(1);
    let jobs = storage::job::claim(&*tx, 1000, lease, far).await;
    let look = |row: storage::entity::job::Model| match serde_json::from_str(&row.payload) {
        Ok(Job::FetchCard { card_id }) => Some((card_id, row.run_at)),
        _ => None,
    };
    jobs.expect("claims").into_iter().filter_map(look).collect()
}

async fn shown(ctx: &Context, id: StatusId) -> Option<CardView> {
    views(ctx, &[id]).await.expect("reads").remove(&id)
}

async fn revision(ctx: &Context, id: StatusId) -> i64 {
    let row = storage::status::find_by_id(ctx.db.read(), id).await;
    row.expect("reads").expect("is there").revision
}

#[tokio::test]
async fn a_link_is_looked_at_once_for_all_who_name_it() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let mut named = Vec::new();
    for number in 0..3 {
        named.push(
            post(
                ctx,
                anna.id,
                new_status(&format!("{number} {LINK}#part{number}")),
            )
            .await,
        );
    }
    let due_now = looks(ctx).await;
    assert_eq!(due_now.len(), 1, "{due_now:?}");
    let (card, _) = due_now[0];
    assert_eq!(
        due(ctx, card)
            .await
            .expect("reads")
            .map(String::from)
            .as_deref(),
        Some(LINK)
    );
    assert!(shown(ctx, named[0]).await.is_none());
    let before = revision(ctx, named[0]).await;
    keep(
        ctx,
        card,
        Some(found("News", Some("https://news.example/p.png"))),
        None,
    )
    .await
    .expect("keeps");
    for id in &named {
        let view = shown(ctx, *id).await.expect("a card");
        assert_eq!(view.card.title, "News");
        let picture = media::view(ctx, view.picture.expect("a picture"));
        assert!(picture.url.starts_with("https://rounds.example/media/"));
    }
    assert!(revision(ctx, named[0]).await > before);
    assert_eq!(
        due(ctx, card).await.expect("reads"),
        None,
        "it was just looked at"
    );
}

#[tokio::test]
async fn a_new_card_is_told_once_and_refreshed_in_silence() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let id = post(ctx, anna.id, new_status(LINK)).await;
    let (card, _) = looks(ctx).await[0];
    let mut tail = crate::tail::Tail::start(ctx.clone()).await.expect("starts");
    keep(ctx, card, Some(found("News", None)), None)
        .await
        .expect("keeps");
    assert_eq!(
        tail.step().await.expect("reads"),
        [Event::StatusRenewed { status_id: id }]
    );
    keep(ctx, card, Some(found("Olds", None)), None)
        .await
        .expect("keeps");
    assert_eq!(tail.step().await.expect("reads"), []);
    keep(ctx, card, None, None).await.expect("keeps");
    assert_eq!(shown(ctx, id).await.expect("a card").card.title, "Olds");
}

#[tokio::test]
async fn an_edit_takes_another_link_or_none() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let id = post(ctx, anna.id, new_status(LINK)).await;
    let (card, _) = looks(ctx).await[0];
    keep(ctx, card, Some(found("News", None)), None)
        .await
        .expect("keeps");
    let edit = async |text: &str| {
        let edit = EditStatus {
            text: text.into(),
            spoiler_text: String::new(),
            sensitive: false,
            language: None,
            media_ids: vec![],
            media_changes: vec![],
            quote_policy: None,
            poll: None,
        };
        status::edit(ctx, anna.id, id, edit).await.expect("edits");
    };
    edit(&format!("still {LINK}")).await;
    assert!(shown(ctx, id).await.is_some());
    edit("https://other.example/").await;
    assert!(shown(ctx, id).await.is_none());
    edit(LINK).await;
    assert!(shown(ctx, id).await.is_some());
    edit("nothing").await;
    assert!(shown(ctx, id).await.is_none());
}

#[tokio::test]
async fn what_others_post_is_looked_at_later() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let bella = remote_account(ctx, "bella", "b.example").await;
    let mut remote = status::tests::remote_note(&bella, 1, "");
    remote.content = format!("<p><a href=\"{LINK}\">news</a></p>");
    status::receive(ctx, remote, status::Reason::Fetched)
        .await
        .expect("receives");
    let now = ctx.clock.now();
    let (card, at) = looks(ctx).await[0];
    assert!(at > now && at <= now.after(Duration::from_mins(1)));
    keep(ctx, card, None, None).await.expect("keeps");
    assert_eq!(
        due(ctx, card).await.expect("reads"),
        None,
        "nothing was found"
    );
    ctx.clock.advance(REST);
    assert!(due(ctx, card).await.expect("reads").is_some());
    testing::block_domain(ctx, "news.example").await;
    assert_eq!(
        due(ctx, card).await.expect("reads"),
        None,
        "nothing is taken from there"
    );
}

#[tokio::test]
async fn the_timeline_of_a_link_shows_what_is_public() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let public = post(ctx, anna.id, new_status(LINK)).await;
    let hidden = status::NewStatus {
        visibility: storage::kinds::Visibility::Unlisted,
        ..new_status(LINK)
    };
    post(ctx, anna.id, hidden).await;
    let read =
        async |url: &str| timeline::linking(ctx, Viewer::Anonymous, url, Rows::first(20)).await;
    assert!(
        matches!(read(LINK).await, Err(Error::NotFound)),
        "nothing is shown of it yet"
    );
    let (card, _) = looks(ctx).await[0];
    keep(ctx, card, Some(found("News", None)), None)
        .await
        .expect("keeps");
    let entries = read(&format!("{LINK}#part")).await.expect("reads");
    assert_eq!(
        entries
            .iter()
            .map(|entry| entry.status.id)
            .collect::<Vec<_>>(),
        [public]
    );
    assert!(matches!(read("no address").await, Err(Error::NotFound)));
}

#[tokio::test]
async fn cards_that_nobody_shows_go_after_a_day() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let gone = post(ctx, anna.id, new_status(LINK)).await;
    let (card, _) = looks(ctx).await[0];
    post(ctx, anna.id, new_status("https://other.example/")).await;
    keep(
        ctx,
        card,
        Some(found("News", Some("https://news.example/p.png"))),
        None,
    )
    .await
    .expect("keeps");
    let picture = shown(ctx, gone)
        .await
        .expect("a card")
        .card
        .media_id
        .expect("a picture");
    status::delete(ctx, anna.id, gone).await.expect("deletes");
    assert_eq!(prune(ctx).await.expect("prunes"), 0, "it is young");
    ctx.clock.advance(UNUSED + Duration::from_secs(1));
    assert_eq!(prune(ctx).await.expect("prunes"), 1);
    let row = files::find_by_id(ctx.db.read(), picture)
        .await
        .expect("reads");
    assert!(row.is_none());
}

#[tokio::test]
async fn security_50_an_author_is_named_by_their_own_websites_alone() {
    let test = testing::context().await;
    let anna = local_account(&test.ctx, "anna").await;
    let named = |domains: &str, link: &str| {
        let anna = Account {
            attribution_domains: domains.to_owned(),
            ..anna.clone()
        };
        may_name(&anna, &Url::parse(link).expect("a url"))
    };
    let news = r#"["news.example"]"#;
    assert!(named(news, "https://news.example/1"));
    assert!(named(news, "https://www.News.example:8443/1"));
    for stranger in [
        "https://example/",
        "https://badnews.example/",
        "https://news.example.evil.example/",
        "https://evil.example/news.example",
        "https://news.example@evil.example/",
    ] {
        assert!(!named(news, stranger), "{stranger}");
    }
    assert!(!named("[]", "https://news.example/"));
    assert!(!named(
        r#"{"@value":"news.example"}"#,
        "https://news.example/"
    ));
    let gone = Account {
        attribution_domains: news.to_owned(),
        suspended_at: Some(test.ctx.clock.now()),
        ..anna.clone()
    };
    let link = Url::parse("https://news.example/").expect("a url");
    assert!(!may_name(&gone, &link));
}
