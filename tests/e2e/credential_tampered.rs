//! What somebody who is not the issuer makes of status lists and of moves: refused, with the reason in the verifier's words.

use std::io::Write as _;

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::account;
use domain::audit::Actor;
use domain::credential::{self, Claims, CredentialState, NewCredential};
use domain::id::AccountId;
use flate2::Compression;
use flate2::write::GzEncoder;
use harness::{id, list};
use serde_json::{Value, json};

use crate::credential_stage::{HEALTH, Stage, text};

const BITS: &str = "/credentialSubject/encodedList";

/// `document` with other bits, under the proof that it has.
fn with_bits(document: &Value, encoded: &str) -> Value {
    let mut changed = document.clone();
    *changed.pointer_mut(BITS).expect("is a list") = json!(encoded);
    changed
}

fn bits(list: &Value) -> String {
    text(list.pointer(BITS).expect("is a list"))
}

fn packed(bytes: &[u8]) -> Result<String> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes)?;
    let text = URL_SAFE_NO_PAD.encode(packed.finish()?);
    Ok(format!("u{text}"))
}

#[tokio::test]
async fn a_status_list_that_is_a_bomb_or_was_flipped_on_the_way_is_refused() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    let mut expected = Vec::new();
    let mut serve = |name: &str, document: &Value, reason: &str| {
        let (path, at) = (format!("/{name}"), format!("/{name}/list"));
        let mut credential = issuer.credential(&path, &stage.ann());
        credential["credentialStatus"]["statusListCredential"] = json!(issuer.at(&at));
        issuer.publish(&path, &issuer.signed(&credential));
        issuer.publish(&at, document);
        expected.push((issuer.at(&path), reason.to_owned()));
    };
    let unsigned = |name: &str, set: &[i64]| issuer.list(&format!("/{name}/list"), set);

    // 64 MiB of nothing in less than 100 KiB.
    let bomb = with_bits(&unsigned("bomb", &[]), &packed(&vec![0; 64 << 20])?);
    assert!(bomb.to_string().len() < 100 * 1024);
    let large = "its status list is larger than is read";
    serve("bomb", &issuer.signed(&bomb), large);
    // The issuer revoked entry 7; somebody clears the bit. It revoked nobody; somebody sets one of another's.
    let replaced = "its status list is not signed by its issuer";
    for (name, signed, shown) in [("cleared", vec![7], vec![]), ("set", vec![], vec![8])] {
        let sound = issuer.signed(&unsigned(name, &signed));
        let flipped = with_bits(&sound, &bits(&unsigned(name, &shown)));
        serve(name, &flipped, replaced);
    }
    // A bit of the packed text, so that its check sum is another one.
    let sound = issuer.signed(&unsigned("broken", &[]));
    let mut letters = bits(&sound).into_bytes();
    let last = letters.len() - 8;
    letters[last] = if letters[last] == b'B' { b'C' } else { b'B' };
    let broken = with_bits(&sound, &String::from_utf8(letters)?);
    serve("broken", &broken, "its status cannot be read");

    let uris: Vec<String> = expected.iter().map(|(uri, _)| uri.clone()).collect();
    let shown = stage.show(&uris).await?;
    for (uri, reason) in expected {
        let one = shown.iter().find(|one| one["uri"] == *uri);
        let one = one.with_context(|| format!("{uri} is not shown: {shown:#?}"))?;
        assert_eq!(one["reason"], reason, "{uri}");
        assert_ne!(one["state"], "valid", "{uri}");
    }
    assert_eq!(stage.account().await?["roles"], json!([]));
    Ok(())
}

/// Mallory of Ann's server shows Ann's credentials as hers, and Ann moves to her, bringing them along.
async fn move_to_mallory(stage: &Stage, number: u32, said: &Value) -> Result<()> {
    let (ann, base) = (stage.ann(), stage.clinic.base());
    let mut mallory = json!({"rounds:credentials": format!("{ann}/credentials")});
    for (name, value) in said.as_object().into_iter().flatten() {
        mallory[name] = value.clone();
    }
    let mallory = stage.clinic.actor_that_says("mallory", &mallory);
    let activity = json!({
        "id": format!("{base}/moves/{number}"), "type": "Move", "actor": ann, "object": ann,
        "target": mallory, "rounds:credentials": format!("{ann}/credentials"),
    });
    stage.clinic.deliver(stage.server(), &activity).await?;
    stage.fediverse.settle().await
}

async fn mallory(stage: &Stage) -> Result<Value> {
    let domain = stage.clinic.base().trim_start_matches("http://");
    stage.member.lookup(&format!("mallory@{domain}")).await
}

#[tokio::test]
async fn a_credential_in_a_move_to_a_stranger_vouches_for_nobody_else() -> Result<()> {
    let stage = Stage::set().await?;
    let issuer = stage.issuer().await?;
    issuer.publish("/1", &issuer.signed(&issuer.credential("/1", &stage.ann())));
    let shown = stage.show(&[issuer.at("/1")]).await?;
    assert_eq!(shown[0]["state"], "valid", "{shown:#?}");

    let agrees = json!({"alsoKnownAs": [stage.ann()]});
    for (number, said) in [(1, json!({})), (2, agrees)] {
        move_to_mallory(&stage, number, &said).await?;
        mallory(&stage).await?;
        stage.fediverse.settle().await?;
        let mallory = mallory(&stage).await?;
        let path = format!("/api/rounds/v1/accounts/{}/credentials", id(&mallory));
        let theirs = list(stage.server().anonymous().get(&path).await?.ok()?)?;
        assert_eq!(theirs.len(), 1, "{theirs:#?}");
        assert_ne!(theirs[0]["state"], "valid");
        assert_eq!(theirs[0]["reason"], "it is about another actor");
        assert_eq!(mallory["roles"], json!([]));
    }
    assert!(
        stage.account().await?["moved"].is_object(),
        "the second move counted"
    );
    assert_eq!(stage.state().await?.0, "valid", "and Ann has what is hers");
    Ok(())
}

/// How the credentials of this server about `account` stand.
async fn vouched(stage: &Stage, account: AccountId) -> Result<Vec<CredentialState>> {
    let read = stage.server().ctx().db.read();
    let found = storage::credential::credentials_of(read, &[account]).await?;
    let rows = found.into_values().flatten();
    Ok(rows.map(|row| row.state).collect())
}

#[tokio::test]
async fn an_issuer_vouches_anew_for_nobody_who_did_not_agree_to_the_move() -> Result<()> {
    let stage = Stage::set().await?;
    stage.show(&[]).await?;
    let ctx = stage.server().ctx();
    let host = stage.clinic.base().trim_start_matches("http://");
    let ann = account::lookup(ctx, &format!("ann@{host}")).await?.id;
    let new = NewCredential {
        subject: ann,
        kind: HEALTH,
        claims: Claims::default(),
        valid_until: None,
        by: Actor::Operator,
    };
    let tx = ctx.db.begin().await?;
    credential::issue(&tx, ctx, new).await?;
    tx.commit().await?;

    move_to_mallory(&stage, 1, &json!({})).await?;
    let stranger = id(&mallory(&stage).await?).parse()?;
    assert_eq!(vouched(&stage, stranger).await?, []);
    assert_eq!(vouched(&stage, ann).await?, [CredentialState::Valid]);
    move_to_mallory(&stage, 2, &json!({"alsoKnownAs": [stage.ann()]})).await?;
    assert_eq!(vouched(&stage, stranger).await?, [CredentialState::Valid]);
    assert_eq!(vouched(&stage, ann).await?, [CredentialState::Revoked]);
    Ok(())
}
