//! Whose word counts here, and for what: an administrator trusts an issuer with each kind of claim by itself. What this
//! instance vouches for always counts.

use serde_json::json;
pub use storage::credential_issuer::CredentialIssuer;
use storage::id::CredentialIssuerId;
use storage::kinds::CredentialKind;
use storage::{Transaction, credential_issuer as rows};
use url::Url;

use crate::audit::{self, Actor, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::credential;
use crate::did_web::DidWeb;
use crate::error::{Error, Result};
use crate::moderation::{Administrator, Authority};
use crate::outgoing::{self, Outgoing};

/// Bytes of an address: longer ones do not fit the databases' unique indexes.
const ADDRESS: usize = 2048;

/// Which issuers count for what, for one answer.
#[derive(Clone, Debug)]
pub struct Counting {
    own: String,
    listed: Vec<CredentialIssuer>,
}

impl Counting {
    /// The list as it is now.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn load(ctx: &Context) -> Result<Self> {
        Ok(Self {
            own: ctx.uris.instance_actor(),
            listed: rows::list(ctx.db.read()).await?,
        })
    }

    /// Whether the word of `issuer` counts for any kind of claim.
    #[must_use]
    pub fn lists(&self, issuer: &str) -> bool {
        self.listed.iter().any(|row| row.issuer_uri == issuer)
    }

    /// Whether the word of `issuer` counts for claims of this kind.
    #[must_use]
    pub fn counts(&self, kind: CredentialKind, issuer: &str) -> bool {
        let trusted = |row: &CredentialIssuer| row.kind == kind && row.issuer_uri == issuer;
        issuer == self.own || self.listed.iter().any(trusted)
    }
}

/// All that are listed.
///
/// # Errors
/// When the database refuses.
pub async fn index(ctx: &Context, _by: &Administrator) -> Result<Vec<CredentialIssuer>> {
    list(ctx).await
}

/// [`index`] for the command line.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context) -> Result<Vec<CredentialIssuer>> {
    Ok(rows::list(ctx.db.read()).await?)
}

/// Lets the word of the actor or `did:web` called `issuer` count for claims of `kinds`, and yields its rows. What is listed already stays.
///
/// # Errors
/// `Invalid` when it is no address of another server, or no kind is named.
pub async fn add(
    ctx: &Context,
    by: Authority,
    issuer: &str,
    kinds: &[CredentialKind],
) -> Result<Vec<CredentialIssuer>> {
    let issuer = address(ctx, issuer)?;
    if kinds.is_empty() {
        return Err(Error::invalid("kinds", "can't be blank"));
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    for kind in kinds {
        let row = CredentialIssuer {
            id: CredentialIssuerId::generate(now),
            issuer_uri: issuer.clone(),
            kind: *kind,
            created_at: now,
        };
        if rows::insert_once(&*tx, row.clone()).await? {
            decided(&tx, by, "credential_issuer.add", &row, now).await?;
            credential::check_now(&tx, &row.issuer_uri, now).await?;
        }
    }
    tx.commit().await?;
    let listed = list(ctx).await?.into_iter();
    Ok(listed.filter(|row| row.issuer_uri == issuer).collect())
}

/// Lets the word of an issuer count for this kind of claim no more.
///
/// # Errors
/// `NotFound`.
pub async fn remove(ctx: &Context, by: Authority, id: CredentialIssuerId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let row = rows::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    if rows::delete(&*tx, id).await? {
        decided(&tx, by, "credential_issuer.remove", &row, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Notes the decision, and has what is shown of those concerned made anew; our own members' servers, that is we, tell others.
async fn decided(
    tx: &Transaction,
    by: Authority,
    action: &'static str,
    row: &CredentialIssuer,
    now: Timestamp,
) -> Result<()> {
    let deed = Deed {
        action,
        subject: format!("credential_issuer:{}", row.id),
        detail: json!({"issuer": row.issuer_uri, "kind": row.kind}),
    };
    audit::record(tx, &Actor::from(by), deed, now).await?;
    rows::touch_subjects(&**tx, &row.issuer_uri, row.kind).await?;
    for account_id in rows::list_local_subjects(&**tx, &row.issuer_uri, row.kind).await? {
        outgoing::send(tx, Outgoing::UpdateActor { account_id }, now).await?;
    }
    Ok(())
}

/// The id of an actor of another server, or a `did:web`, as it is written on the wire.
fn address(ctx: &Context, written: &str) -> Result<String> {
    let no_address = || {
        Error::invalid(
            "issuer",
            "must be the address of an issuer's actor, or a did:web",
        )
    };
    let ours = || Error::invalid("issuer", "is this instance, which always counts");
    if let Some(did) = DidWeb::parse(written.trim()) {
        let is_ours = did.authority() == ctx.uris.authority();
        return if is_ours {
            Err(ours())
        } else {
            Ok(written.trim().to_owned())
        };
    }
    let url = Url::parse(written.trim()).map_err(|_| no_address())?;
    let secure = url.scheme() == "https" || url.scheme() == ctx.uris.scheme();
    if !secure || url.fragment().is_some() || url.as_str().len() > ADDRESS {
        return Err(no_address());
    }
    if ctx.uris.is_local(url.as_str()) {
        return Err(ours());
    }
    Ok(url.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    const ISSUER: &str = "https://assoc.example/actor";
    const BY: Authority = Authority::Operator;

    #[tokio::test]
    async fn an_issuer_counts_for_what_it_is_trusted_with_and_ours_always() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let (health, member) = (
            CredentialKind::HealthProfessional,
            CredentialKind::Membership,
        );
        for _ in 0..2 {
            let rows = add(ctx, BY, " https://assoc.example/actor", &[health]).await;
            assert_eq!(rows.expect("is listed").len(), 1);
        }
        let counting = Counting::load(ctx).await.expect("loads");
        assert!(counting.counts(health, ISSUER) && !counting.counts(member, ISSUER));
        assert!(!counting.counts(health, "https://assoc.example/users/eve"));
        assert!(counting.counts(member, &ctx.uris.instance_actor()));
        let [row] = &list(ctx).await.expect("lists")[..] else {
            panic!("one is listed");
        };
        remove(ctx, BY, row.id).await.expect("is removed");
        let again = remove(ctx, BY, row.id).await;
        assert!(matches!(again, Err(Error::NotFound)));
        let counting = Counting::load(ctx).await.expect("loads");
        assert!(!counting.counts(health, ISSUER));
        let last = storage::audit::hold_last(ctx.db.read()).await;
        let last = last.expect("reads").expect("is there");
        // The second time nothing was decided.
        assert_eq!((last.seq, &*last.action), (2, "credential_issuer.remove"));
        assert!(last.detail.contains(ISSUER), "{}", last.detail);
    }

    #[tokio::test]
    async fn only_an_actor_of_another_server_is_an_issuer() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let own = ctx.uris.instance_actor();
        let kinds = [CredentialKind::Employment];
        for written in [
            "assoc.example",
            "http://assoc.example/actor",
            "did:web:127.0.0.1",
            "did:web:rounds.example",
            "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
            "https://assoc.example/actor#ed25519-key",
            &own,
        ] {
            let added = add(ctx, BY, written, &kinds).await;
            assert!(matches!(added, Err(Error::Invalid { .. })), "{written}");
        }
        let did = add(ctx, BY, " did:web:assoc.example:derm", &kinds).await;
        assert_eq!(
            did.expect("is listed")[0].issuer_uri,
            "did:web:assoc.example:derm"
        );
        let none = add(ctx, BY, ISSUER, &[]).await;
        assert!(matches!(none, Err(Error::Invalid { .. })));
    }
}
