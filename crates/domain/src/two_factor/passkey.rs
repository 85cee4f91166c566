//! Passkeys (WebAuthn level 2). A ceremony has two halves: we ask, the authenticator answers. What was asked is kept here in
//! between, encrypted, and is good for one answer.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use storage::id::{PasskeyId, SessionId, UserId};
use storage::kinds::SessionFactor;
use storage::two_factor as rows;
pub use storage::two_factor::Passkey;
use storage::{Transaction, session, user};
use url::Url;
use webauthn_rs::prelude::{
    CredentialID, Passkey as Key, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Uuid,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::{write_added, write_removed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::proof::{self, Proof};
use crate::text::clean;

const PURPOSE: &str = "passkey ceremony";
/// Characters of a passkey's name.
pub const NAME: usize = 60;

/// The passkeys of a login, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context, id: UserId) -> Result<Vec<Passkey>> {
    Ok(rows::list_passkeys(ctx.db.read(), id).await?)
}

/// Whether browsers make passkeys for this server: its address must have a name.
#[must_use]
pub fn is_possible(ctx: &Context) -> bool {
    webauthn(ctx).is_ok()
}

/// Begins to make a passkey in the browser `here`. Returns what the browser needs for it, as JSON.
///
/// # Errors
/// `Invalid` when the password is another one, or there is no name or one that is too long.
pub async fn start(
    ctx: &Context,
    id: UserId,
    here: SessionId,
    name: &str,
    current: Proof<'_>,
) -> Result<String> {
    check_name(name)?;
    proof::demand(ctx, id, current).await?;
    let user = crate::user::show(ctx, id).await?;
    let known: Vec<CredentialID> = keys(&list(ctx, id).await?)?
        .iter()
        .map(|key| key.cred_id().clone())
        .collect();
    let (asked, state) = webauthn(ctx)?
        .start_passkey_registration(handle(ctx, id), &user.email, &user.email, Some(known))
        .map_err(Error::internal)?;
    let tx = ctx.db.begin().await?;
    session::set_ceremony(&*tx, here, Some(seal(ctx, &state)?)).await?;
    tx.commit().await?;
    Ok(serde_json::to_string(&asked)?)
}

/// Keeps the passkey that was made. With the first factor come recovery codes.
///
/// # Errors
/// `NotFound` when none was begun, `Invalid` when the answer is none to what was asked or the name is too long.
pub async fn finish(
    ctx: &Context,
    id: UserId,
    here: SessionId,
    name: &str,
    answer: &str,
) -> Result<Option<Vec<String>>> {
    let name = check_name(name)?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let user = user::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    let begun = session::find_by_id(&*tx, here).await?;
    let begun = begun.filter(|session| session.user_id == id);
    let state = begun.and_then(|session| session.ceremony);
    let state: PasskeyRegistration = open(ctx, &state.ok_or(Error::NotFound)?)?;
    let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(|_| wrong())?;
    let key = webauthn(ctx)?
        .finish_passkey_registration(&answer, &state)
        .map_err(|_| wrong())?;
    session::set_ceremony(&*tx, here, None).await?;
    let passkey = Passkey {
        id: PasskeyId::generate(now),
        user_id: id,
        credential_id: URL_SAFE_NO_PAD.encode(key.cred_id()),
        name,
        passkey: serde_json::to_string(&key)?,
        created_at: now,
        last_used_at: None,
    };
    rows::insert_passkey(&*tx, passkey)
        .await
        .map_err(|error| Error::taken("credential", error))?;
    let codes = write_added(ctx, &tx, (&user, here), SessionFactor::Passkey, now).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(id);
    Ok(codes)
}

/// Takes a passkey away.
///
/// # Errors
/// `Invalid` when the password is another one, `NotFound`.
pub async fn remove(
    ctx: &Context,
    id: UserId,
    here: SessionId,
    passkey: PasskeyId,
    current: Proof<'_>,
) -> Result<()> {
    proof::demand(ctx, id, current).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let user = user::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    if !rows::delete_passkey(&*tx, id, passkey).await? {
        return Err(Error::NotFound);
    }
    write_removed(&tx, (&user, here), SessionFactor::Passkey, now).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(id);
    Ok(())
}

/// What the browser of somebody who logs in needs to ask for a passkey, as JSON, and the sealed state of the ceremony.
pub(super) fn ask(ctx: &Context, known: &[Passkey]) -> Result<(String, Vec<u8>)> {
    let keys = keys(known)?;
    let (asked, state) = webauthn(ctx)?
        .start_passkey_authentication(&keys)
        .map_err(Error::internal)?;
    Ok((serde_json::to_string(&asked)?, seal(ctx, &state)?))
}

/// Whether `answer` is one to the ceremony, by a passkey of the login.
pub(super) async fn spend(
    ctx: &Context,
    tx: &Transaction,
    id: UserId,
    ceremony: &[u8],
    answer: &str,
    now: Timestamp,
) -> Result<bool> {
    let state: PasskeyAuthentication = open(ctx, ceremony)?;
    let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(answer) else {
        return Ok(false);
    };
    let Ok(shown) = webauthn(ctx)?.finish_passkey_authentication(&answer, &state) else {
        return Ok(false);
    };
    for known in rows::list_passkeys(&**tx, id).await? {
        let mut key: Key = serde_json::from_str(&known.passkey)?;
        if key.update_credential(&shown).is_some() {
            let updated = serde_json::to_string(&key)?;
            rows::use_passkey(&**tx, known.id, updated, now).await?;
            return Ok(true);
        }
    }
    // It was taken away meanwhile.
    Ok(false)
}

fn check_name(name: &str) -> Result<String> {
    let name = clean::line(name, NAME).map_err(|error| Error::invalid("name", error))?;
    if name.is_empty() {
        return Err(Error::invalid("name", "can't be blank"));
    }
    Ok(name)
}

fn keys(known: &[Passkey]) -> Result<Vec<Key>> {
    let keys = known.iter().map(|row| serde_json::from_str(&row.passkey));
    Ok(keys.collect::<std::result::Result<_, _>>()?)
}

fn webauthn(ctx: &Context) -> Result<Webauthn> {
    let origin = Url::parse(ctx.uris.base()).map_err(Error::internal)?;
    let host = origin.host_str().unwrap_or_default();
    WebauthnBuilder::new(host, &origin)
        .and_then(WebauthnBuilder::build)
        .map_err(Error::internal)
}

/// What authenticators know a login by: nothing that says who it is.
fn handle(ctx: &Context, id: UserId) -> Uuid {
    let derived = ctx.secret.derive("passkey user", &id.0.to_be_bytes());
    let (half, _) = derived.split_at(16);
    Uuid::from_slice(half).expect("a UUID has 16 bytes")
}

fn seal(ctx: &Context, state: &impl Serialize) -> Result<Vec<u8>> {
    ctx.secret.wrap(PURPOSE, &serde_json::to_vec(state)?)
}

fn open<T: DeserializeOwned>(ctx: &Context, sealed: &[u8]) -> Result<T> {
    Ok(serde_json::from_slice(
        &ctx.secret.unwrap(PURPOSE, sealed)?,
    )?)
}

fn wrong() -> Error {
    Error::invalid(
        "credential",
        "was not made for this server just now: try again",
    )
}
