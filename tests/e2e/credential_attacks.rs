//! Credentials that prove nothing: what an actor shows of them is refused, with the reason in the verifier's words, and
//! nowhere shown as a badge.

use std::net::Ipv4Addr;
use std::time::Duration;

use anyhow::{Context as _, Result};
use domain::credential::CredentialKind;
use domain::credential_issuer;
use domain::moderation::Authority;
use harness::{Fediverse, Forger, Issuer, Person, Server, list};
use serde_json::{Value, json};

const HEALTH: CredentialKind = CredentialKind::HealthProfessional;

/// A server with a member who looks, an issuer, and somebody of a third server who shows credentials.
struct Stage {
    fediverse: Fediverse,
    assoc: Forger,
    clinic: Forger,
    member: Person,
}

impl Stage {
    async fn set() -> Result<Self> {
        let fediverse = Fediverse::start(1).await?;
        let clock = &fediverse.clock;
        let assoc = Forger::start(Ipv4Addr::new(127, 0, 0, 9), clock.clone()).await?;
        let clinic = Forger::start(Ipv4Addr::new(127, 0, 0, 8), clock.clone()).await?;
        let member = fediverse.servers[0].person("mo").await?;
        Ok(Self {
            fediverse,
            assoc,
            clinic,
            member,
        })
    }

    fn server(&self) -> &Server {
        &self.fediverse.servers[0]
    }

    /// An issuer whose word counts here.
    async fn issuer(&self) -> Result<Issuer<'_>> {
        let issuer = Issuer::serve(&self.assoc, "assoc", 1);
        issuer.set(&[]);
        let by = Authority::Operator;
        credential_issuer::add(self.server().ctx(), by, &issuer.uri, &[HEALTH]).await?;
        Ok(issuer)
    }

    /// The id of the actor of the clinic that [`Stage::shown`] is about.
    fn ann(&self) -> String {
        format!("{}/ann", self.clinic.base())
    }

    /// Ann shows these credentials; what the profile API says of them.
    async fn show(&self, uris: &[String]) -> Result<Vec<Value>> {
        let at = format!("{}/credentials", self.ann());
        let listed = json!({"id": at, "type": "Collection", "items": uris});
        let kind = "application/activity+json";
        self.clinic
            .serve("/ann/credentials", kind, listed.to_string());
        let said = json!({
            "rounds:credentials": at,
            "attachment": [{
                "type": "PropertyValue", "name": "Verified by Association",
                "value": link(&format!("{}/verify/7", self.assoc.base())),
            }],
        });
        self.clinic.actor_that_says("ann", &said);
        self.account().await?;
        self.fediverse.settle().await?;
        self.shown().await
    }

    /// Ann as the member's app shows her.
    async fn account(&self) -> Result<Value> {
        let domain = self.clinic.base().trim_start_matches("http://");
        self.member.lookup(&format!("ann@{domain}")).await
    }

    /// What the profile API says of Ann's credentials.
    async fn shown(&self) -> Result<Vec<Value>> {
        let id = self.account().await?["id"].clone();
        let id = id.as_str().context("an id")?;
        let path = format!("/api/rounds/v1/accounts/{id}/credentials");
        list(self.server().anonymous().get(&path).await?.ok()?)
    }

    /// State and reason of the only credential that Ann shows.
    async fn state(&self) -> Result<(String, String)> {
        let shown = self.shown().await?;
        let [one] = &shown[..] else {
            anyhow::bail!("one was expected: {shown:#?}")
        };
        Ok((text(&one["state"]), text(&one["reason"])))
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn link(url: &str) -> String {
    format!(r#"<a href="{url}" rel="me nofollow noopener">{url}</a>"#)
}

fn minutes(number: u64) -> Duration {
    Duration::from_mins(number)
}

/// `document` with another value at a place of an object.
fn with(document: &Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let mut altered = document.clone();
    altered.pointer_mut(parent).expect("is there")[name] = value;
    altered
}

#[tokio::test]
async fn what_an_issuer_vouches_for_is_shown_with_its_name() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    let credential = issuer.credential("/1", &stage.ann());
    issuer.publish("/1", &issuer.signed(&credential));
    let shown = stage.show(&[issuer.at("/1")]).await?;
    let one = &shown[0];
    assert_eq!(one["state"], "valid", "{shown:#?}");
    assert_eq!(one["issuer"]["name"], "Association (127.0.0.9)");
    assert_eq!(one["claims"]["specialty"], "dermatology");
    assert_eq!(one["page"], issuer.at("/verify/7"));
    let account = stage.account().await?;
    assert_eq!(account["roles"][0]["name"], "Verified: Dermatology");
    assert!(
        account["fields"][0]["verified_at"].is_string(),
        "{account:#?}"
    );
    Ok(())
}

#[tokio::test]
async fn every_credential_that_proves_nothing_is_refused_with_the_reason() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    let other = Issuer::serve(&stage.assoc, "eve", 2);
    let elsewhere = Issuer::serve(&stage.clinic, "evil", 3);
    let ann = stage.ann();
    let mut number = 0;
    let mut expected = Vec::new();
    let mut serve = |document: &Value, reason: &str| {
        number += 1;
        let (path, id) = (format!("/c{number}"), issuer.at(&format!("/c{number}")));
        issuer.publish(&path, &with(document, "/id", json!(id)));
        expected.push((id, reason.to_owned()));
    };
    // Each is made for the address at which it will be served: only what is named is wrong with it.
    let made = |number: u32, pointer: &str, value: Value| {
        with(
            &issuer.credential(&format!("/c{number}"), &ann),
            pointer,
            value,
        )
    };
    let sound = |number: u32| issuer.credential(&format!("/c{number}"), &ann);

    let altered = issuer.signed(&sound(1));
    let altered = with(&altered, "/credentialSubject/profession", json!("nurse"));
    serve(
        &altered,
        "its proof does not match: it was altered, or signed with another key",
    );
    serve(&sound(2), "it carries no eddsa-jcs-2022 proof");
    serve(
        &other.signed(&sound(3)),
        "the key of its proof is not a key of its issuer",
    );
    let stolen = other.signed_as(&issuer.method(), &sound(4));
    serve(
        &stolen,
        "its proof does not match: it was altered, or signed with another key",
    );
    let far = elsewhere.signed(&sound(5));
    serve(
        &far,
        "the key of its proof is of another server than its issuer",
    );
    let about = made(6, "/credentialSubject/id", json!(format!("{ann}2")));
    serve(&issuer.signed(&about), "it is about another actor");
    let early = made(7, "/validFrom", json!("2034-01-01T00:00:00Z"));
    serve(&issuer.signed(&early), "its time has not begun");
    let late = made(8, "/validUntil", json!("2025-02-01T00:00:00Z"));
    serve(&issuer.signed(&late), "its time is over");
    let strange = made(
        9,
        "/type",
        json!(["VerifiableCredential", "DriverCredential"]),
    );
    serve(
        &issuer.signed(&strange),
        "it is no credential that can be read here",
    );
    let theirs = made(10, "/issuer", json!(elsewhere.uri));
    serve(
        &elsewhere.signed(&theirs),
        "it is served by another server than its issuer's",
    );
    let unlisted = made(11, "/issuer", json!(other.uri));
    let unlisted = with(&unlisted, "/credentialStatus", Value::Null);
    serve(&other.signed(&unlisted), "its issuer does not count here");

    expected.push((
        issuer.at("/nothing"),
        "its issuer does not show it at its address".to_owned(),
    ));
    let uris: Vec<String> = expected.iter().map(|(uri, _)| uri.clone()).collect();
    let shown = stage.show(&uris).await?;
    for (uri, reason) in expected {
        let one = shown.iter().find(|one| one["uri"] == *uri);
        let one = one.with_context(|| format!("{uri} is not shown: {shown:#?}"))?;
        assert_eq!(one["reason"], reason, "{uri}");
        assert_ne!(one["state"], "valid", "{uri}");
    }
    let account = stage.account().await?;
    assert_eq!(account["roles"], json!([]));
    assert_eq!(account["fields"][0]["verified_at"], Value::Null);
    Ok(())
}

#[tokio::test]
async fn a_status_that_is_not_the_issuers_or_says_no_is_believed_as_such() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    let other = Issuer::serve(&stage.assoc, "eve", 2);
    let elsewhere = Issuer::serve(&stage.clinic, "evil", 3);
    let mut expected = Vec::new();
    let mut serve = |name: &str, entry: (&str, Value), reason: &str| {
        let path = format!("/{name}");
        let credential = issuer.credential(&path, &stage.ann());
        let credential = with(&credential, entry.0, entry.1);
        issuer.publish(&path, &issuer.signed(&credential));
        expected.push((issuer.at(&path), reason.to_owned()));
    };
    let at = "/credentialStatus/statusListCredential";
    let purpose = "/credentialStatus/statusPurpose";
    let lists = |path: &str, document: &Value| {
        issuer.publish(path, document);
        (at, json!(issuer.at(path)))
    };
    let list_at = |path: &str| issuer.list(path, &[]);

    let revoked = lists("/l1", &issuer.signed(&issuer.list("/l1", &[7])));
    serve("revoked", revoked, "its issuer revoked it");
    let suspension = issuer.list("/l2", &[7]);
    let both = json!(["revocation", "suspension"]);
    let suspension = with(&suspension, "/credentialSubject/statusPurpose", both);
    lists("/l2", &issuer.signed(&suspension));
    let suspended = json!({
        "type": "BitstringStatusListEntry", "statusPurpose": "suspension",
        "statusListIndex": "7", "statusListCredential": issuer.at("/l2"),
    });
    serve(
        "suspended",
        ("/credentialStatus", suspended),
        "its issuer suspended it",
    );
    let replaced = lists("/l3", &other.signed(&list_at("/l3")));
    serve(
        "replaced",
        replaced,
        "its status list is not signed by its issuer",
    );
    let theirs = with(&list_at("/l4"), "/issuer", json!(other.uri));
    let theirs = lists("/l4", &other.signed(&theirs));
    serve("theirs", theirs, "its status list is of another issuer");
    let moved = lists("/l5", &issuer.signed(&list_at("/status")));
    serve(
        "moved",
        moved,
        "its status list is not signed by its issuer",
    );
    let far = (at, json!(elsewhere.at("/status")));
    serve(
        "far",
        far,
        "its status list is on another server than its issuer",
    );
    let wrong = (purpose, json!("suspension"));
    serve("wrong", wrong, "its status list is for another purpose");
    let index = ("/credentialStatus/statusListIndex", json!("131072"));
    serve("index", index, "its status list has no entry of its number");
    // 20 bytes of GZIP that stand for nothing.
    let small = with(
        &list_at("/l6"),
        "/credentialSubject/encodedList",
        json!("uH4sIAAAAAAAAAwMAAAAAAAAAAAA"),
    );
    let small = lists("/l6", &issuer.signed(&small));
    serve(
        "small",
        small,
        "its status list has fewer than 131,072 entries",
    );
    let page = lists("/l7", &json!("not a list"));
    serve("page", page, "its status cannot be read");
    let gone = (at, json!(issuer.at("/l8")));
    serve(
        "gone",
        gone,
        "its status is unknown: its issuer could not be asked",
    );

    let uris: Vec<String> = expected.iter().map(|(uri, _)| uri.clone()).collect();
    let shown = stage.show(&uris).await?;
    for (uri, reason) in expected {
        let one = shown.iter().find(|one| one["uri"] == *uri);
        let one = one.with_context(|| format!("{uri} is not shown: {shown:#?}"))?;
        assert_eq!(one["reason"], reason, "{uri}");
    }
    assert_eq!(stage.account().await?["roles"], json!([]));
    Ok(())
}

#[tokio::test]
async fn a_revocation_takes_effect_within_a_quarter_of_an_hour_though_nobody_tells() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    issuer.publish("/1", &issuer.signed(&issuer.credential("/1", &stage.ann())));
    stage.show(&[issuer.at("/1")]).await?;
    assert_eq!(stage.state().await?.0, "valid");
    issuer.set(&[7]);
    stage.fediverse.advance(minutes(15)).await?;
    let revoked = ("revoked".to_owned(), "its issuer revoked it".to_owned());
    assert_eq!(stage.state().await?, revoked);
    assert_eq!(stage.account().await?["roles"], json!([]));
    // For good, whatever the list says later.
    issuer.set(&[]);
    stage.fediverse.advance(minutes(30)).await?;
    assert_eq!(stage.state().await?, revoked);
    Ok(())
}

#[tokio::test]
async fn an_issuer_that_cannot_be_asked_leaves_the_status_unknown_until_it_can() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    issuer.publish("/1", &issuer.signed(&issuer.credential("/1", &stage.ann())));
    stage.show(&[issuer.at("/1")]).await?;
    stage.assoc.remove("/status");
    stage.fediverse.advance(minutes(15)).await?;
    assert_eq!(stage.state().await?.0, "unknown");
    assert_eq!(stage.account().await?["roles"], json!([]));
    issuer.set(&[]);
    stage.fediverse.advance(minutes(15)).await?;
    assert_eq!(stage.state().await?.0, "valid");
    Ok(())
}

#[tokio::test]
async fn news_of_an_issuer_and_of_the_list_of_issuers_take_effect_at_once() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    let signed = issuer.signed(&issuer.credential("/1", &stage.ann()));
    issuer.publish("/1", &signed);
    stage.show(&[issuer.at("/1")]).await?;
    let ctx = stage.server().ctx();
    let row = credential_issuer::list(ctx).await?.remove(0);
    credential_issuer::remove(ctx, Authority::Operator, row.id).await?;
    assert_eq!(stage.state().await?.0, "unlisted");
    assert_eq!(stage.account().await?["roles"], json!([]));
    credential_issuer::add(ctx, Authority::Operator, &issuer.uri, &[HEALTH]).await?;
    assert_eq!(stage.state().await?.0, "valid");
    assert_ne!(stage.account().await?["roles"], json!([]));
    let say = async |kind: &str, object: Value, number: u32| {
        let activity = json!({
            "id": issuer.at(&format!("/news/{number}")), "type": kind, "actor": issuer.uri,
            "object": object,
        });
        assert_eq!(stage.assoc.deliver(stage.server(), &activity).await?, 202);
        stage.fediverse.settle().await
    };
    issuer.set(&[7]);
    say("Update", signed, 1).await?;
    assert_eq!(stage.state().await?.0, "revoked");
    say("Delete", json!(issuer.at("/1")), 2).await?;
    assert!(stage.shown().await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_member_shows_what_is_about_themselves_and_nothing_else() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    let server = stage.server();
    let own = domain::account::show(server.ctx(), stage.member.id)
        .await?
        .uri;
    let app = &stage.member.app;
    let path = "/api/rounds/v1/credentials";
    for (at, subject, reason) in [
        ("/1", stage.ann(), Some("it is about another actor")),
        ("/2", own.clone(), None),
    ] {
        issuer.publish(at, &issuer.signed(&issuer.credential(at, &subject)));
        let answer = app.post(path, &json!({"url": issuer.at(at)})).await?;
        assert_eq!(answer.status, if reason.is_some() { 422 } else { 200 });
        if let Some(reason) = reason {
            assert!(text(&answer.json()?["error"]).contains(reason));
        }
    }
    // What an issuer sends by itself; the word of the other one does not count.
    let eve = Issuer::serve(&stage.assoc, "eve", 2);
    for (number, sender) in [(3, &eve), (4, &issuer)] {
        let at = format!("/{number}");
        let sent = sender.signed(&sender.credential(&at, &own));
        sender.publish(&at, &sent);
        let activity = json!({
            "id": sender.at(&format!("/news/{number}")), "type": "Create", "actor": sender.uri,
            "object": sent,
        });
        assert_eq!(stage.assoc.deliver(server, &activity).await?, 202);
    }
    stage.fediverse.settle().await?;
    let shown = list(app.get(path).await?.ok()?)?;
    let states: Vec<&Value> = shown.iter().map(|one| &one["state"]).collect();
    assert_eq!(states, ["valid", "valid"], "{shown:#?}");
    let me = app.get("/api/v1/accounts/verify_credentials").await?.ok()?;
    assert_eq!(
        me["fields"][0]["name"],
        "Verified by Association (127.0.0.9)"
    );
    assert_eq!(me["fields"][0]["value"], link(&issuer.at("/verify/7")));
    let page = server.anonymous().get("/@mo").await?.body;
    assert!(page.contains("Dermatology"), "{page}");
    assert!(page.contains("By Association (127.0.0.9)"), "{page}");
    let id = text(&shown[0]["id"]);
    app.delete(&format!("{path}/{id}")).await?.ok()?;
    assert_eq!(list(app.get(path).await?.ok()?)?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_credential_does_not_go_along_with_a_move_to_a_stranger() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    let old = stage.clinic.actor("old");
    issuer.publish("/1", &issuer.signed(&issuer.credential("/1", &old)));
    // The stranger names the old one as an alias, shows its credential, and is moved to.
    stage.show(&[issuer.at("/1")]).await?;
    let alias =
        json!({"alsoKnownAs": [old], "rounds:credentials": format!("{}/credentials", stage.ann())});
    stage.clinic.actor_that_says("ann", &alias);
    let activity = json!({
        "id": format!("{}/moves/1", stage.clinic.base()), "type": "Move", "actor": old,
        "object": old, "target": stage.ann(),
    });
    stage.clinic.deliver(stage.server(), &activity).await?;
    stage.fediverse.settle().await?;
    let expected = ("refused".to_owned(), "it is about another actor".to_owned());
    assert_eq!(stage.state().await?, expected);
    Ok(())
}

#[tokio::test]
async fn what_somebody_shows_no_more_is_gone() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    issuer.publish("/1", &issuer.signed(&issuer.credential("/1", &stage.ann())));
    stage.show(&[issuer.at("/1")]).await?;
    assert_ne!(stage.account().await?["roles"], json!([]));
    stage.clinic.actor_that_says("ann", &json!({}));
    stage.fediverse.advance(Duration::from_hours(25)).await?;
    stage.account().await?;
    stage.fediverse.settle().await?;
    assert!(stage.shown().await?.is_empty());
    assert_eq!(stage.account().await?["roles"], json!([]));
    Ok(())
}
