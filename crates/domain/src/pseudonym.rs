//! Verified pseudonyms: a second account of a member whose profession this server verified, of which nobody can tell whose
//! it is.
//!
//! A pseudonym has a login of its own, with which nobody can log in, so that whatever asks for the login behind an account
//! finds that one and never the member's. The way from one to the other is a row in `pseudonyms` that says nothing without
//! the instance secret ([`mapping`]). It is gone by the member alone, from their own login ([`act`]), and by two
//! administrators together ([`disclosure`]). What becomes of a pseudonym when something becomes of the member happens at a
//! time drawn by chance ([`tend`]); what it says leaves the server at times of its own ([`release`]).

mod act;
mod create;
pub mod disclosure;
mod mapping;
mod release;
mod tend;
#[cfg(test)]
mod tests;

use storage::account::Account;
use storage::id::{AccountId, UserId};
use storage::kinds::{CredentialKind, CredentialState};
use storage::user::User;
use storage::{access, account, credential, pseudonym};

pub use act::{delete, enter, holder};
pub use create::{NewPseudonym, create};
pub use mapping::MOST;
pub(crate) use release::release;
pub use tend::tend;

use crate::context::Context;
use crate::credential::{self as credentials, Claims, Validity};
use crate::error::{Error, Result};

/// Where the logins of pseudonyms have their addresses: nobody receives mail there (RFC 6761 section 6.4).
const MAIL_DOMAIN: &str = "@pseudonym.invalid";

/// As whom a pseudonym may not do something: it would say whose it is.
pub(crate) const NOT_FOR_PSEUDONYMS: Error =
    Error::Forbidden("A pseudonym cannot do this: it would show whose it is");

/// What a member has and may have.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    /// Their pseudonyms.
    pub pseudonyms: Vec<Account>,
    /// How many they may have.
    pub most: u32,
    /// Whether their profession is verified by this server, so that they may have any.
    pub verified: bool,
}

/// The pseudonyms of the login `owner`, for themselves alone.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context, owner: UserId) -> Result<Overview> {
    let ids = own(ctx, owner).await?;
    let mut found = account::accounts_of(ctx.db.read(), &ids).await?;
    let pseudonyms = ids.iter().filter_map(|id| found.remove(id));
    Ok(Overview {
        pseudonyms: pseudonyms.filter(|it| it.deleted_at.is_none()).collect(),
        most: ctx.config.limits.pseudonyms,
        verified: standing(ctx, owner).await?.is_some(),
    })
}

async fn own(ctx: &Context, owner: UserId) -> Result<Vec<AccountId>> {
    let slots = mapping::slots(ctx, owner);
    let rows = pseudonym::list_by_slots(ctx.db.read(), &slots).await?;
    Ok(rows.into_iter().map(|row| row.account_id).collect())
}

/// Whether `account` is a pseudonym of this server. That is no secret: its profile says so.
///
/// # Errors
/// When the database refuses.
pub async fn is_pseudonym(ctx: &Context, account: AccountId) -> Result<bool> {
    let found = pseudonym::find_by_account(ctx.db.read(), account).await?;
    Ok(found.is_some())
}

/// Refuses what would show whose a pseudonym is.
///
/// # Errors
/// `Forbidden` for a pseudonym.
pub async fn refuse(ctx: &Context, account: AccountId) -> Result<()> {
    if is_pseudonym(ctx, account).await? {
        return Err(NOT_FOR_PSEUDONYMS);
    }
    Ok(())
}

/// Whether a login is that of a pseudonym: nobody is written to, and there is nobody to be shown.
pub(crate) fn is_login(user: &User) -> bool {
    user.email.ends_with(MAIL_DOMAIN)
}

/// What a pseudonym of `owner` may say of them: `None` unless this server vouches at present for their profession.
async fn standing(ctx: &Context, owner: UserId) -> Result<Option<Claims>> {
    let (db, now) = (ctx.db.read(), ctx.clock.now());
    let user = storage::user::find_by_id(db, owner).await?;
    let usable = user.filter(|user| user.disabled_at.is_none() && !is_login(user));
    let (Some(user), issuer) = (usable, ctx.uris.instance_actor()) else {
        return Ok(None);
    };
    let Some(own) = access::find_own_account(db, user.id).await? else {
        return Ok(None);
    };
    let known = credential::credentials_of(db, &[own]).await?.remove(&own);
    let counts = known.unwrap_or_default().into_iter().find(|it| {
        it.kind == CredentialKind::HealthProfessional
            && it.issuer_uri == issuer
            && credentials::validity(it, now) == Validity::Current(CredentialState::Valid)
    });
    counts
        .map(|it| credentials::claims(&it).map(coarse))
        .transpose()
}

/// No more than what many people have in common: profession, specialty, country.
fn coarse(claims: Claims) -> Claims {
    let country = |code: String| code.split('-').next().unwrap_or_default().to_owned();
    Claims {
        profession: claims.profession,
        specialty: claims.specialty,
        jurisdiction: claims.jurisdiction.map(country),
        ..Claims::default()
    }
}
