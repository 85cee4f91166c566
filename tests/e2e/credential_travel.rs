//! Credentials of one server about people of another: issued, shown on a third, moved along, taken back.

use anyhow::{Context as _, Result};
use domain::account_move;
use domain::audit::Actor;
use domain::credential::{self, Claims, CredentialKind, NewCredential};
use domain::credential_issuer;
use domain::id::AccountId;
use domain::moderation::Authority;
use domain::testing::PASSWORD;
use harness::{Fediverse, Person, Server, id, list};
use serde_json::Value;

const EVERY: [CredentialKind; 3] = [
    CredentialKind::HealthProfessional,
    CredentialKind::Membership,
    CredentialKind::Employment,
];

/// `there` takes the word of `issuer` for everything.
async fn trust(there: &Server, issuer: &Server) -> Result<()> {
    let uri = issuer.ctx().uris.instance_actor();
    credential_issuer::add(there.ctx(), Authority::Operator, &uri, &EVERY).await?;
    Ok(())
}

/// `issuer` vouches for somebody it knows.
async fn vouch(issuer: &Server, subject: AccountId, kind: CredentialKind) -> Result<()> {
    let ctx = issuer.ctx();
    let claims = Claims {
        specialty: Some("dermatology".to_owned()),
        ..Claims::default()
    };
    let new = NewCredential {
        subject,
        kind,
        claims,
        valid_until: None,
        by: Actor::Operator,
    };
    let tx = ctx.db.begin().await?;
    credential::issue(&tx, ctx, new).await?;
    Ok(tx.commit().await?)
}

/// Kind, state and address of the credentials of `handle` as `viewer`'s server has them, the newest first.
async fn shown(server: &Server, viewer: &Person, handle: &str) -> Result<Vec<[String; 3]>> {
    let account = viewer.lookup(handle).await?;
    let path = format!("/api/rounds/v1/accounts/{}/credentials", id(&account));
    let found = list(server.anonymous().get(&path).await?.ok()?)?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let row = |one: &Value| [text(&one["type"]), text(&one["state"]), text(&one["uri"])];
    Ok(found.iter().map(row).collect())
}

/// The kinds among `rows` that stand.
fn standing(rows: &[[String; 3]]) -> Vec<&str> {
    let valid = rows.iter().filter(|[_, state, _]| state == "valid");
    let mut kinds: Vec<&str> = valid.map(|[kind, _, _]| kind.as_str()).collect();
    kinds.sort_unstable();
    kinds
}

#[tokio::test]
async fn who_moves_is_vouched_for_anew_but_not_by_an_employer() -> Result<()> {
    let fediverse = Fediverse::start(3).await?;
    let [assoc, hospital, clinic] = &fediverse.servers[..] else {
        unreachable!("three were asked for")
    };
    for there in [hospital, clinic] {
        trust(there, assoc).await?;
    }
    let (old, new) = (hospital.person("ada").await?, clinic.person("adele").await?);
    let viewer = assoc.person("vera").await?;
    viewer.lookup(&old.handle).await?;
    let known = domain::account::lookup(assoc.ctx(), &old.handle).await?;
    for kind in EVERY {
        vouch(assoc, known.id, kind).await?;
    }
    fediverse.settle().await?;
    // Her own server was told, and others read it from her actor.
    let at_home = shown(hospital, &old, &old.handle).await?;
    assert_eq!(standing(&at_home).len(), 3, "{at_home:?}");
    let mine = old
        .app
        .get("/api/v1/accounts/verify_credentials")
        .await?
        .ok()?;
    let page = mine["fields"][0]["value"].as_str().context("a field")?;
    assert!(
        page.contains(&format!("{}/verify/", assoc.base())),
        "{page}"
    );
    shown(clinic, &new, &old.handle).await?;
    fediverse.settle().await?;
    let elsewhere = shown(clinic, &new, &old.handle).await?;
    assert_eq!(standing(&elsewhere).len(), 3, "{elsewhere:?}");

    let alias = protocol::account_move::look_up(clinic.federation(), &old.handle.parse()?).await?;
    account_move::add_alias(clinic.ctx(), new.id, alias.id).await?;
    let target =
        protocol::account_move::look_up(hospital.federation(), &new.handle.parse()?).await?;
    let user = domain::user::find(hospital.ctx(), "ada").await?.0;
    account_move::depart(hospital.ctx(), user, old.id, target.id, PASSWORD.into()).await?;
    fediverse.settle().await?;

    let there = shown(clinic, &new, &new.handle).await?;
    let carried = ["HealthProfessionalCredential", "MembershipCredential"];
    assert_eq!(standing(&there), carried, "{there:?}");
    let here = shown(hospital, &old, &old.handle).await?;
    assert_eq!(standing(&here), ["EmploymentCredential"], "{here:?}");
    let revoked = here.iter().filter(|[_, state, _]| state == "revoked");
    assert_eq!(revoked.count(), 2, "{here:?}");
    Ok(())
}

#[tokio::test]
async fn what_is_taken_back_is_so_everywhere_at_once() -> Result<()> {
    let fediverse = Fediverse::start(3).await?;
    let [assoc, hospital, third] = &fediverse.servers[..] else {
        unreachable!("three were asked for")
    };
    for there in [hospital, third] {
        trust(there, assoc).await?;
    }
    let (ada, reader) = (hospital.person("ada").await?, third.person("bo").await?);
    let viewer = assoc.person("vera").await?;
    viewer.lookup(&ada.handle).await?;
    let known = domain::account::lookup(assoc.ctx(), &ada.handle).await?;
    vouch(assoc, known.id, CredentialKind::HealthProfessional).await?;
    fediverse.settle().await?;
    shown(third, &reader, &ada.handle).await?;
    fediverse.settle().await?;
    let rows = shown(third, &reader, &ada.handle).await?;
    assert_eq!(standing(&rows).len(), 1, "{rows:?}");
    let account = reader.lookup(&ada.handle).await?;
    let role = account["roles"][0]["name"].as_str().unwrap_or_default();
    assert!(role.starts_with("Dermatology, verified by "), "{role}");
    assert!(account["fields"][0]["verified_at"].is_string(), "{account}");

    let ctx = assoc.ctx();
    let tx = ctx.db.begin().await?;
    let kind = CredentialKind::HealthProfessional;
    credential::revoke_all_of(&tx, ctx, known.id, kind, &Actor::Operator).await?;
    tx.commit().await?;
    fediverse.settle().await?;
    for (server, who) in [(hospital, &ada), (third, &reader)] {
        let rows = shown(server, who, &ada.handle).await?;
        assert_eq!(rows[0][1], "revoked", "{rows:?}");
        let account = who.lookup(&ada.handle).await?;
        assert_eq!(account["roles"], serde_json::json!([]));
    }
    Ok(())
}
