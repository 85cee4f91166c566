//! What is shown of the credentials of accounts: who vouches for what, and whether that can be relied on now.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value;
use storage::account::{self, Account};
use storage::credential;
use storage::id::AccountId;
use storage::refused_credential::{self, RefusedCredential};
use url::Url;

use super::{
    Claims, Credential, CredentialKind, CredentialState, FRESH, Refusal, Validity, claims, validity,
};
use crate::account::Field;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::credential_issuer::Counting;
use crate::did_web::DidWeb;
use crate::error::Result;
use crate::vocabulary::Vocabulary;
use crate::{profession, specialty, text};

static LABELS: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::parse(include_str!("../../data/credentials.toml")));

/// Who vouches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// Its actor.
    pub uri: String,
    /// As it calls itself; the host where it stands when that is not known.
    pub name: String,
    /// Whether it is this instance.
    pub is_us: bool,
}

/// A credential, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Badge {
    /// The row.
    pub credential: Credential,
    /// What it says.
    pub claims: Claims,
    /// Who says so.
    pub issuer: Issuer,
    /// Where people read what it says, at its issuer's.
    pub page: Option<String>,
    /// Whether it can be relied on; whatever admits someone demands `Ok`.
    pub standing: std::result::Result<(), Refusal>,
}

/// Everything that is shown of one account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Credentials {
    /// What was signed by its issuers, the newest first.
    pub known: Vec<Badge>,
    /// What the account shows and nobody can believe.
    pub refused: Vec<RefusedCredential>,
}

impl Issuer {
    /// As this instance calls itself, or the host that answers for what another issuer says.
    fn short(&self) -> String {
        if self.is_us {
            self.name.clone()
        } else {
            host(&self.uri)
        }
    }
}

impl Badge {
    /// What is vouched for, in a language given as BCP 47 tag: the field of somebody's profession, `Employed`, `Member`.
    #[must_use]
    pub fn label(&self, language: &str) -> String {
        let said = match self.credential.kind {
            CredentialKind::HealthProfessional => self.profession(language),
            CredentialKind::Employment | CredentialKind::Membership => self.claims.role.clone(),
        };
        said.unwrap_or_else(|| kind_label(self.credential.kind, language).to_owned())
    }

    /// What stands beside the name of its subject while it stands, short enough for the roles of apps: `Works at
    /// hospital.example`, `Dermatology, verified by derm.example`.
    #[must_use]
    pub fn role(&self, language: &str) -> Option<String> {
        self.standing.ok()?;
        let by = self.issuer.short();
        let word = |id| word(id, language);
        Some(match (self.credential.kind, &self.claims.role) {
            (CredentialKind::HealthProfessional, _) => {
                let verified_by = word("verified-by").to_lowercase();
                format!("{}, {verified_by} {by}", self.label(language))
            }
            (_, Some(role)) => format!("{role}, {by}"),
            (CredentialKind::Employment, None) => format!("{} {by}", word("works-at")),
            (CredentialKind::Membership, None) => format!("{} {by}", word("member-of")),
        })
    }

    /// The profile field that any app and server shows while it stands. Its value is one link to the page of the issuer,
    /// which leads back, so that Mastodon verifies it by itself.
    #[must_use]
    pub fn field(&self, language: &str) -> Option<Field> {
        let page = text::escape(self.page.as_deref().filter(|_| self.standing.is_ok())?);
        Some(Field {
            name: format!("{} {}", word("verified-by", language), self.issuer.name),
            value: format!(r#"<a href="{page}" rel="me nofollow noopener">{page}</a>"#),
            verified_at: Some(self.credential.created_at),
        })
    }

    /// The specialty, or the profession, where that is all that is said.
    fn profession(&self, language: &str) -> Option<String> {
        let specialty = self.claims.specialty.as_deref();
        let specialty = specialty.and_then(|id| specialty::vocabulary().find(id));
        let profession = self.claims.profession.as_deref();
        let profession = profession.and_then(|id| profession::vocabulary().find(id));
        Some(specialty.or(profession)?.label(language).to_owned())
    }

    /// Whether it is worth showing beside a name: it stands, or may stand again, and its issuer counts here.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        matches!(
            self.standing,
            Ok(()) | Err(Refusal::Suspended | Refusal::StatusUnknown)
        )
    }
}

/// What a credential says, in a language given as BCP 47 tag.
#[must_use]
pub fn kind_label(kind: CredentialKind, language: &str) -> &'static str {
    let id = match kind {
        CredentialKind::HealthProfessional => "health-professional",
        CredentialKind::Employment => "employment",
        CredentialKind::Membership => "membership",
    };
    word(id, language)
}

fn word(id: &'static str, language: &str) -> &'static str {
    LABELS.find(id).map_or(id, |term| term.label(language))
}

/// The badges of these accounts, the newest first; whoever has none is missing.
///
/// # Errors
/// When the database refuses.
pub async fn badges_of(ctx: &Context, ids: &[AccountId]) -> Result<HashMap<AccountId, Vec<Badge>>> {
    let mut found = all_of(ctx, ids).await?;
    for badges in found.values_mut() {
        badges.retain(Badge::is_shown);
    }
    found.retain(|_, badges| !badges.is_empty());
    Ok(found)
}

/// Every credential of an account, whatever is to be thought of it.
///
/// # Errors
/// `NotFound` when the account may not be shown.
pub async fn index(ctx: &Context, id: AccountId) -> Result<Credentials> {
    crate::account::show(ctx, id).await?;
    Ok(Credentials {
        known: all_of(ctx, &[id]).await?.remove(&id).unwrap_or_default(),
        refused: refused_credential::list(ctx.db.read(), id).await?,
    })
}

async fn all_of(ctx: &Context, ids: &[AccountId]) -> Result<HashMap<AccountId, Vec<Badge>>> {
    let rows = credential::credentials_of(ctx.db.read(), ids).await?;
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let counting = Counting::load(ctx).await?;
    let issuers = issuers_of(ctx, rows.values().flatten()).await?;
    let now = ctx.clock.now();
    let mut found = HashMap::new();
    for (id, rows) in rows {
        let mut badges = Vec::with_capacity(rows.len());
        for row in rows {
            badges.push(Badge {
                claims: claims(&row)?,
                page: page(ctx, &row),
                issuer: issuers[&row.issuer_uri].clone(),
                standing: standing(&row, &counting, now),
                credential: row,
            });
        }
        found.insert(id, badges);
    }
    Ok(found)
}

async fn issuers_of(
    ctx: &Context,
    rows: impl Iterator<Item = &Credential>,
) -> Result<HashMap<String, Issuer>> {
    named(ctx, rows.map(|row| row.issuer_uri.clone()).collect()).await
}

/// The issuers with these `ActivityPub` ids, by them.
pub(crate) async fn named(ctx: &Context, mut uris: Vec<String>) -> Result<HashMap<String, Issuer>> {
    uris.sort_unstable();
    uris.dedup();
    let known = account::list_by_uris(ctx.db.read(), &uris).await?;
    let names: HashMap<&str, &Account> = known.iter().map(|row| (&*row.uri, row)).collect();
    let own = ctx.uris.instance_actor();
    let issuer = |uri: String| {
        let name = if uri == own {
            ctx.config.instance.title.clone()
        } else {
            name(&uri, names.get(&*uri).copied())
        };
        let is_us = uri == own;
        (uri.clone(), Issuer { uri, name, is_us })
    };
    Ok(uris.into_iter().map(issuer).collect())
}

/// A page of another issuer is its own to name.
fn page(ctx: &Context, row: &Credential) -> Option<String> {
    let Some(document) = &row.document else {
        return Some(ctx.uris.verify(row.id));
    };
    let document: Value = serde_json::from_str(document).ok()?;
    let page = Url::parse(document["page"].as_str()?).ok()?;
    let is_its_own = match DidWeb::parse(&row.issuer_uri) {
        Some(did) => did.serves(&page),
        None => page.origin() == Url::parse(&row.issuer_uri).ok()?.origin(),
    };
    is_its_own.then(|| page.into())
}

/// As it calls itself, with the host that vouches for the name: anybody can call themselves anything.
fn name(uri: &str, known: Option<&Account>) -> String {
    let host = host(uri);
    let called = known.map(|account| account.display_name.trim());
    match called.filter(|called| !called.is_empty()) {
        Some(called) => format!("{called} ({host})"),
        None => host,
    }
}

/// The host where an issuer stands; the whole name of one of several on a host.
fn host(uri: &str) -> String {
    if let Some(did) = DidWeb::parse(uri).filter(DidWeb::is_of_whole_host) {
        return did.authority().to_owned();
    }
    let url = Url::parse(uri).ok();
    let host = url.and_then(|url| Some(url.host_str()?.to_owned()));
    host.unwrap_or_else(|| uri.to_owned())
}

/// Whether a credential can be relied on at `now`. What another issuer said too long ago is not known any more.
fn standing(
    row: &Credential,
    counting: &Counting,
    now: Timestamp,
) -> std::result::Result<(), Refusal> {
    match validity(row, now) {
        Validity::NotYet => return Err(Refusal::NotYet),
        Validity::Expired => return Err(Refusal::Expired),
        Validity::Current(CredentialState::Revoked) => return Err(Refusal::Revoked),
        Validity::Current(CredentialState::Refused) => {
            let word = row.refusal.as_deref().and_then(Refusal::parse);
            return Err(word.unwrap_or(Refusal::Malformed));
        }
        Validity::Current(_) if !counting.counts(row.kind, &row.issuer_uri) => {
            return Err(Refusal::Unlisted);
        }
        Validity::Current(CredentialState::Suspended) => return Err(Refusal::Suspended),
        Validity::Current(CredentialState::Unchecked) => return Err(Refusal::StatusUnknown),
        Validity::Current(CredentialState::Valid) => {}
    }
    let is_stale = |at: Timestamp| at.after(FRESH) <= now;
    if row.document.is_some() && row.checked_at.is_none_or(is_stale) {
        return Err(Refusal::StatusUnknown);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::tests::assert_complete;

    #[test]
    fn the_labels_are_complete() {
        assert_complete(&LABELS);
    }
}
