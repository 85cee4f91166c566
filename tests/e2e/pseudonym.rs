//! Verified pseudonyms between servers and before everyone who asks: nobody can tell whose they are.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Context as _, Result};
use domain::kinds::UserRole;
use domain::session::{self, Credentials};
use domain::testing::{self, PASSWORD};
use harness::client::Answer;
use harness::{Client, Fediverse, Forger, id};
use reqwest::Method;
use serde_json::json;
use web::extract::cookie::Kind;

use crate::crawl::{Seen, leak};
use crate::crawl_routes::{Values, filled, patterns};
use crate::pseudonym_scene::{OWL, World, app_of, member_and_owl};

/// Somebody who asks for everything.
enum Crawler<'a> {
    /// With a token, or without.
    App(Client),
    /// A browser that is logged in.
    Browser(Client, String),
    /// Another server.
    Peer(&'a Forger, &'a str),
}

impl Crawler<'_> {
    /// What it is answered at `path`, in every form that it may ask for.
    async fn ask(&self, world: &World, path: &str) -> Result<Vec<Answer>> {
        match self {
            Self::Peer(peer, actor) => Ok(vec![peer.ask(world.server(), actor, path).await?]),
            Self::Browser(client, cookie) => {
                let request = client.request(Method::GET, path).header("cookie", cookie);
                Ok(vec![
                    client.send(request.header("accept", "text/html")).await?,
                ])
            }
            Self::App(client) if path.starts_with("/api/") => Ok(vec![client.get(path).await?]),
            Self::App(client) => Ok(vec![
                client.get(path).await?,
                client.get_activity(path).await?,
            ]),
        }
    }
}

/// A browser in which `name` is logged in.
async fn browser<'a>(world: &World, name: &str) -> Result<Crawler<'a>> {
    let server = world.server();
    let email = format!("{name}@ok.example");
    let credentials = Credentials {
        email: &email,
        password: PASSWORD,
        address: [127, 0, 0, 1].into(),
    };
    let entered = session::log_in(server.ctx(), credentials, "").await?;
    let opened = entered.session().context("asks for a second factor")?;
    let cookie = format!("{}={}", Kind::Session.name(server.state()), opened.secret);
    Ok(Crawler::Browser(server.anonymous(), cookie))
}

async fn crawlers(world: &World) -> Result<Vec<(&'static str, Crawler<'_>)>> {
    let [member, owl] = &world.both;
    Ok(vec![
        ("anonymous", Crawler::App(world.server().anonymous())),
        ("follower", Crawler::App(world.follower.app.clone())),
        ("follower in a browser", browser(world, "follower").await?),
        ("moderator", Crawler::App(world.staff.clone())),
        ("moderator in a browser", browser(world, "mona").await?),
        ("peer", Crawler::Peer(&world.peer, &world.fan)),
        ("app of the member", Crawler::App(member.app.clone())),
        ("app of the pseudonym", Crawler::App(owl.app.clone())),
    ])
}

/// What can stand in the patterns.
fn values(world: &World) -> Values {
    let [member, owl] = &world.both;
    let accounts = vec![member.id.to_string(), owl.id.to_string()];
    let names = [&member.handle, &owl.handle].map(|it| {
        let (name, _) = it.split_once('@').unwrap_or_default();
        name.to_owned()
    });
    let words = |list: &[&str]| list.iter().map(|&it| it.to_owned()).collect::<Vec<_>>();
    let every = [&accounts, &world.posts, &world.ids].into_iter().flatten();
    Values::from([
        ("", every.cloned().collect()),
        ("accounts", accounts.clone()),
        ("users", accounts),
        ("handle", names.to_vec()),
        ("statuses", world.posts.clone()),
        ("hashtag", words(&["tagmorningword", "tageveningword"])),
        ("tags", words(&["tagmorningword", "tageveningword"])),
        ("version", words(&["2.0", "2.1"])),
        ("host", words(&["127.0.0.9"])),
        ("file", words(&["following_accounts.csv"])),
        ("status", words(&["1"])),
    ])
}

/// What is asked in words rather than by an address.
fn questions(world: &World) -> Vec<String> {
    let domain = world.server().domain();
    let of = |who: &harness::Person| {
        let name = who.handle.split('@').next().unwrap_or_default();
        let (id, base) = (who.id, world.server().base());
        let actor = format!("{base}/ap/users/{id}");
        [
            format!("/api/v1/accounts/lookup?acct={name}"),
            format!("/api/v1/accounts/search?q={name}"),
            format!("/api/v1/accounts?id[]={id}"),
            format!("/api/v1/accounts/familiar_followers?id[]={id}"),
            format!("/api/v1/accounts/relationships?id[]={id}"),
            format!("/api/v1/notifications?account_id={id}"),
            format!("/api/v2/search?q={name}"),
            format!("/api/v2/search?q={actor}&resolve=true"),
            format!("/api/v1/admin/accounts?username={name}"),
            format!("/api/v1/admin/accounts?email={name}@ok.example"),
            format!("/api/v2/admin/accounts?username={name}"),
            format!("/api/v1/admin/reports?target_account_id={id}"),
            format!("/.well-known/webfinger?resource=acct:{name}@{domain}"),
            format!("/.well-known/webfinger?resource={actor}"),
            format!("/api/oembed?url={base}/@{name}"),
        ]
    };
    let others = [
        "/api/v1/admin/accounts?ip=192.0.2.77",
        "/api/v2/admin/accounts?ip=192.0.2.77",
        "/api/v1/directory?local=true&order=new",
        "/api/v1/timelines/public?local=true",
        "/api/v2/search?q=morningword",
        "/api/v2/search?q=eveningword",
        "/api/v1/statuses?id[]=",
    ];
    let posts = world.posts.iter();
    let of_posts = posts.map(|id| format!("/api/v1/statuses?id[]={id}"));
    world
        .both
        .iter()
        .flat_map(of)
        .chain(others.map(str::to_owned))
        .chain(of_posts)
        .collect()
}

/// Every address there is.
async fn addresses(world: &World) -> Result<BTreeSet<String>> {
    let our_api = world.server().anonymous();
    let our_api = our_api.get("/api/rounds/v1/openapi.json").await?.ok()?;
    let values = values(world);
    let patterns = patterns(&our_api);
    let all = patterns.iter().flat_map(|pattern| filled(pattern, &values));
    Ok(all.chain(questions(world)).collect())
}

/// What came of a crawl.
#[derive(Default)]
struct Crawled {
    /// Answers that show both.
    leaks: Vec<String>,
    /// How many answers there were that show the member, and the pseudonym.
    shown: [usize; 2],
}

async fn crawl(world: &World, crawler: &Crawler<'_>, paths: &BTreeSet<String>) -> Result<Crawled> {
    let mut found = Crawled::default();
    let [one, other] = &world.marks;
    for path in paths {
        for answer in crawler.ask(world, path).await? {
            let status = answer.status;
            anyhow::ensure!(
                !status.is_server_error(),
                "{path}: {status} {}",
                answer.body
            );
            for (number, marks) in world.marks.iter().enumerate() {
                let shown = status.is_success() && marks.seen_in(&answer.body).is_some();
                found.shown[number] += usize::from(shown);
            }
            let seen = Seen {
                path,
                headers: &answer.headers,
                body: &answer.body,
            };
            found.leaks.extend(leak(seen, one, other));
        }
    }
    Ok(found)
}

#[tokio::test]
async fn nobody_who_asks_for_everything_learns_whose_a_pseudonym_is() -> Result<()> {
    let world = World::new().await?;
    let paths = addresses(&world).await?;
    assert!(paths.len() > 500, "only {} addresses", paths.len());
    for (name, crawler) in crawlers(&world).await? {
        let found = crawl(&world, &crawler, &paths).await?;
        assert!(found.leaks.is_empty(), "{name}: {:#?}", found.leaks);
        let seen = found.shown.iter().all(|count| *count >= 10);
        assert!(seen, "{name} sees hardly anything: {:?}", found.shown);
    }
    Ok(())
}

#[tokio::test]
async fn a_crawl_finds_what_gives_a_pseudonym_away() -> Result<()> {
    let world = World::new().await?;
    let [member, owl] = &world.both;
    let note = json!({ "note": format!("In the evening I am {OWL}") });
    let path = "/api/v1/accounts/update_credentials";
    let request = member.app.request(Method::PATCH, path).json(&note);
    member.app.send(request).await?.ok()?;
    let paths = BTreeSet::from([
        format!("/api/v1/accounts/{}", member.id),
        format!("/api/v1/accounts/{}", owl.id),
        format!("/ap/users/{}", member.id),
        "/@adalovelace".to_owned(),
    ]);
    let nobody = Crawler::App(world.server().anonymous());
    let found = crawl(&world, &nobody, &paths).await?;
    assert!(found.leaks.len() >= 3, "{:?}", found.leaks);
    Ok(())
}

#[tokio::test]
async fn what_a_pseudonym_says_arrives_later_than_what_its_member_says() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [member, owl] = member_and_owl(&fediverse).await?;
    let fan = fediverse.servers[1].person("fan").await?;
    for who in [&member, &owl] {
        fan.follow(&who.handle).await?;
    }
    fediverse.settle().await?;
    assert_eq!(fan.relationship(&owl.handle).await?["following"], false);
    fediverse.advance(Duration::from_mins(11)).await?;
    assert_eq!(fan.relationship(&owl.handle).await?["following"], true);
    for (who, text) in [(&member, "from ada"), (&owl, "from the owl")] {
        who.post(text).await?;
    }
    fediverse.settle().await?;
    fan.home_status("from ada").await?;
    assert!(
        fan.home_status("from the owl").await.is_err(),
        "not at once"
    );
    fediverse.advance(Duration::from_mins(11)).await?;
    fan.home_status("from the owl").await?;
    let seen = fan.lookup(&owl.handle).await?;
    let profile = format!("/api/rounds/v1/accounts/{}/profile", id(&seen));
    let profile = fan.app.get(&profile).await?.ok()?;
    assert_eq!(profile["account_kind"], "pseudonym");
    assert_eq!(
        (&profile["region"], &profile["profession"]),
        (&json!("DE"), &json!("physician"))
    );
    Ok(())
}

#[tokio::test]
async fn a_member_makes_a_pseudonym_and_lets_an_app_in_for_it() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let ada = server.person("adalovelace").await?;
    let path = "/api/rounds/v1/pseudonyms";
    let owl = json!({"username": OWL, "display_name": "Night Owl"});
    let refused = ada.app.post(path, &owl).await?;
    assert_eq!(refused.status, 403, "no app of hers may by chance");
    let app = app_of(server, "adalovelace", "pseudonyms").await?;
    let refused = app.post(path, &owl).await?;
    assert_eq!(refused.status, 403, "not verified: {}", refused.body);
    testing::vouched(server.ctx(), ada.id).await;
    let made = app.post(path, &owl).await?.ok()?;
    assert_eq!(made["acct"], OWL);
    let own = app.get(path).await?.ok()?;
    assert_eq!(own["pseudonyms"][0]["id"], made["id"]);
    app.delete(&format!("{path}/{}", id(&made))).await?.ok()?;
    let gone = server.anonymous();
    let gone = gone.get(&format!("/api/v1/accounts/{}", id(&made))).await?;
    assert_eq!(gone.status, 404);
    Ok(())
}

#[tokio::test]
async fn two_administrators_break_the_glass_and_the_member_gets_a_mail() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let [member, owl] = member_and_owl(&fediverse).await?;
    let server = &fediverse.servers[0];
    let mut apps = Vec::new();
    for name in ["mona", "nils"] {
        testing::staff(server.ctx(), name, UserRole::Admin).await;
        apps.push(app_of(server, name, "admin:read admin:write").await?);
    }
    let [mona, nils] = &apps[..] else {
        unreachable!("two were made")
    };
    let path = "/api/rounds/v1/admin/disclosures";
    let asked = json!({"account_id": owl.id.to_string(), "reason": "danger"});
    let asked = mona.post(path, &asked).await?.ok()?;
    let agree = format!("{path}/{}/agree", id(&asked));
    assert_eq!(mona.post(&agree, &json!({})).await?.status, 403);
    let seen = async |app: &Client| anyhow::Ok(app.get(path).await?.ok()?[0]["member"].clone());
    assert!(seen(mona).await?.is_null());
    nils.post(&agree, &json!({})).await?.ok()?;
    for app in [mona, nils] {
        assert_eq!(seen(app).await?["id"], member.id.to_string());
    }
    fediverse.settle().await?;
    let mails = server.mails()?;
    let mail = mails.first().context("a mail")?;
    assert!(mail.contains("To: adalovelace@ok.example"), "{mail}");
    assert!(!mail.contains(OWL), "{mail}");
    fediverse.advance(Duration::from_hours(25)).await?;
    assert!(seen(mona).await?.is_null());
    Ok(())
}
