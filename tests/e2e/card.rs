//! A page that a status links to, as it is shown on two servers.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::Html;
use axum::routing::get;
use domain::testing::picture;
use harness::{Fediverse, id, list};
use reqwest::StatusCode;
use tokio::net::TcpListener;

const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Ward news</title>
    <meta name="description" content="What is new"><meta property="og:image" content="/picture.png">
    <meta property="og:site_name" content="The ward"></head><body>More</body></html>"#;

/// A site with one page, which counts how often that is asked for.
struct Site {
    base: String,
    asked: Arc<AtomicUsize>,
}

impl Site {
    async fn start() -> Result<Self> {
        Self::serving(PAGE.to_owned()).await
    }

    async fn serving(html: String) -> Result<Self> {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = asked.clone();
        let page = get(move || async move {
            count.fetch_add(1, Ordering::SeqCst);
            Html(html.clone())
        });
        let png = get(|| async { ([(CONTENT_TYPE, "image/png")], picture(300, 200)) });
        let router = Router::new()
            .route("/news", page)
            .route("/picture.png", png);
        let listener = TcpListener::bind((Ipv4Addr::new(127, 0, 0, 9), 0)).await?;
        let base = format!("http://{}", listener.local_addr()?);
        tokio::spawn(async { axum::serve(listener, router).await });
        Ok(Self { base, asked })
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

#[tokio::test]
async fn a_linked_page_is_asked_once_by_each_server() -> Result<()> {
    let (fediverse, site) = (Fediverse::start(2).await?, Site::start().await?);
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    bo.follow(&ada.handle).await?;
    fediverse.settle().await?;
    let link = format!("{}/news", site.base);
    let posted = ada.post(&format!("first {link}")).await?;
    assert!(posted["card"].is_null(), "nobody looked yet");
    fediverse.settle().await?;
    assert_eq!(site.asked(), 1, "the other server waits");
    let second = ada.post(&format!("second {link}#more")).await?;
    assert_eq!(second["card"]["title"], "Ward news", "it is known already");

    let shown = ada
        .app
        .get(&format!("/api/v1/statuses/{}", id(&posted)))
        .await?
        .ok()?;
    let card = &shown["card"];
    assert_eq!(
        (&card["type"], &card["url"]),
        (&"link".into(), &link.clone().into())
    );
    assert_eq!(
        (&card["description"], &card["provider_name"]),
        (&"What is new".into(), &"The ward".into())
    );
    let image = card["image"].as_str().context("a picture")?;
    let path = image
        .strip_prefix(here.ctx().uris.base())
        .context("served here")?;
    assert_eq!(ada.app.get(path).await?.status, StatusCode::OK);

    fediverse.advance(Duration::from_mins(1)).await?;
    assert_eq!(site.asked(), 2, "one look of each server");
    for text in ["first", "second"] {
        assert_eq!(bo.home_status(text).await?["card"]["title"], "Ward news");
    }
    let path = format!("/api/v1/timelines/link?url={link}");
    assert_eq!(list(ada.app.get(&path).await?.ok()?)?.len(), 2);
    let unknown = ada
        .app
        .get("/api/v1/timelines/link?url=https://b.example/")
        .await?;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn a_new_card_reaches_who_listens() -> Result<()> {
    let (fediverse, site) = (Fediverse::start(1).await?, Site::start().await?);
    let ada = fediverse.servers[0].person("ada").await?;
    let request = ada
        .app
        .request(reqwest::Method::GET, "/api/v1/streaming/user");
    let mut stream = request.send().await?;
    ada.post(&format!("look {}/news", site.base)).await?;
    fediverse.settle().await?;
    let mut heard = String::new();
    while !heard.contains("event: status.update") {
        heard += std::str::from_utf8(&stream.chunk().await?.context("goes on")?)?;
    }
    while !heard.contains("Ward news") {
        heard += std::str::from_utf8(&stream.chunk().await?.context("goes on")?)?;
    }
    assert!(heard.starts_with("event: update\n"), "{heard}");
    Ok(())
}

#[tokio::test]
async fn a_page_names_its_author_if_the_author_names_the_website() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    let page = |name: &str| {
        PAGE.replace(
            "</head>",
            &format!(r#"<meta name="fediverse:creator" content="@{name}"></head>"#),
        )
    };
    let sites = [
        Site::serving(page(&ada.handle)).await?,
        Site::serving(page(&bo.handle)).await?,
    ];
    let said = serde_json::json!({"attribution_domains": ["127.0.0.9"]});
    let path = "/api/v1/accounts/update_credentials";
    ada.app.patch(path, &said).await?.ok()?;
    let mut authors = Vec::new();
    for site in &sites {
        let posted = bo.post(&format!("read {}/news", site.base)).await?;
        fediverse.settle().await?;
        let path = format!("/api/v1/statuses/{}", id(&posted));
        authors.push(bo.app.get(&path).await?.ok()?["card"]["authors"].clone());
    }
    assert_eq!(authors[0][0]["account"]["acct"], ada.handle);
    assert_eq!(authors[1], serde_json::json!([]), "bo names no website");
    Ok(())
}
