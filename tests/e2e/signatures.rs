//! Double knocking: a server that refuses one way of signing is asked in the other, and from then on in that one first.

use anyhow::Result;
use harness::{Fediverse, Server};
use http_signatures::Profile::{self, Cavage, Rfc9421};

/// How `server` remembers that `other` signs and is signed to.
async fn remembered(server: &Server, other: &Server) -> Result<Option<String>> {
    Ok(domain::host::signature_profile(server.ctx(), other.domain()).await?)
}

#[tokio::test]
async fn a_server_that_reads_rfc_9421_alone_is_knocked_at_twice_and_then_once() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    there.gate.only(Rfc9421);
    ada.lookup(&bo.handle).await?;
    assert_eq!(there.gate.seen(), [Cavage, Rfc9421]);
    assert_eq!(remembered(here, there).await?.as_deref(), Some("rfc9421"));
    ada.follow(&bo.handle).await?;
    fediverse.settle().await?;
    assert_eq!(ada.relationship(&bo.handle).await?["following"], true);
    // The Accept came signed by draft-cavage, which does not say that its server reads it.
    ada.post("how are you?").await?;
    bo.follow(&ada.handle).await?;
    fediverse.settle().await?;
    ada.post("and now?").await?;
    fediverse.settle().await?;
    bo.home_status("and now?").await?;
    assert!(there.gate.seen().iter().all(|profile| *profile == Rfc9421));
    Ok(())
}

#[tokio::test]
async fn a_server_that_reads_draft_cavage_alone_is_asked_so_again() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    there.gate.only(Rfc9421);
    ada.lookup(&bo.handle).await?;
    let _: Vec<Profile> = there.gate.seen();
    there.gate.only(Cavage);
    ada.follow(&bo.handle).await?;
    fediverse.settle().await?;
    assert_eq!(there.gate.seen(), [Rfc9421, Cavage]);
    assert_eq!(remembered(here, there).await?.as_deref(), Some("cavage"));
    assert_eq!(ada.relationship(&bo.handle).await?["following"], true);
    bo.follow(&ada.handle).await?;
    fediverse.settle().await?;
    ada.post("good morning").await?;
    fediverse.settle().await?;
    bo.home_status("good morning").await?;
    assert!(there.gate.seen().iter().all(|profile| *profile == Cavage));
    Ok(())
}

#[tokio::test]
async fn a_server_that_signs_by_rfc_9421_is_answered_so() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    here.gate.only(Rfc9421);
    bo.lookup(&ada.handle).await?;
    bo.follow(&ada.handle).await?;
    fediverse.settle().await?;
    assert_eq!(bo.relationship(&ada.handle).await?["following"], true);
    assert_eq!(remembered(here, there).await?.as_deref(), Some("rfc9421"));
    assert_eq!(there.gate.seen().last(), Some(&Rfc9421), "the Accept");
    Ok(())
}
