//! What is known of the people of a list.

use std::collections::HashMap;

use storage::account::Account;
use storage::id::UserId;
use storage::kinds::{CredentialKind, CredentialState};
use storage::member_list::{Asked, Known, ListedMember};
use storage::user::User;

use super::address_hash;
use super::entry::Entry;
use crate::canonical_email_block;
use crate::context::Context;
use crate::credential::{self, Credential, Validity};
use crate::error::Result;
use crate::names::domain_and_above;
use crate::profile::Profile;

/// What is known of one of them.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one fact of its own about the person"
)]
pub(super) struct Found {
    /// By which their address stands on the list.
    pub(super) address_hash: String,
    /// Their login and the account that it acts as.
    pub(super) login: Option<(User, Option<Account>)>,
    /// What they say of themselves.
    pub(super) profile: Profile,
    /// What earlier lists said.
    pub(super) listed: Option<ListedMember>,
    /// What this instance says of their membership in itself, and neither took back nor is over.
    pub(super) memberships: Vec<Credential>,
    /// Whether a directory (SCIM) answers for their membership.
    pub(super) of_directory: bool,
    /// Whether somebody else has the name that their account is to have.
    pub(super) name_taken: bool,
    /// Whether their address was that of somebody else on the list.
    pub(super) address_of_another: bool,
    /// Whether nobody joins with their address.
    pub(super) kept_out: bool,
}

/// What is to be asked about these lines.
pub(super) fn asked<'a>(ctx: &Context, entries: &'a [&Entry]) -> Asked<'a> {
    let email = |entry: &&Entry| entry.email.clone();
    let name = |entry: &&Entry| entry.username.as_ref().map(|name| name.to_lowercase());
    let above = |entry: &&'a Entry| domain_and_above(domain(&entry.email));
    let hash = |entry: &&Entry| canonical_email_block::hash(&entry.email);
    let listed = |entry: &&Entry| address_hash(ctx, &entry.email);
    Asked {
        emails: entries.iter().map(email).collect(),
        hashes: entries.iter().map(listed).collect(),
        names: entries.iter().filter_map(name).collect(),
        canonical: entries.iter().map(hash).collect(),
        domains: entries.iter().flat_map(above).collect(),
    }
}

fn domain(email: &str) -> &str {
    email.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// What was found, ready to be asked for each line.
pub(super) struct People {
    known: Known,
    by_email: HashMap<String, usize>,
    by_id: HashMap<UserId, usize>,
    by_hash: HashMap<String, usize>,
    by_user: HashMap<UserId, usize>,
}

impl People {
    pub(super) fn new(known: Known) -> Self {
        let logins = || known.logins.iter().enumerate();
        let listed = || known.listed.iter().enumerate();
        let of_user = |(at, row): (usize, &ListedMember)| Some((row.user_id?, at));
        Self {
            by_email: logins().map(|(at, it)| (it.email.clone(), at)).collect(),
            by_id: logins().map(|(at, it)| (it.id, at)).collect(),
            by_hash: listed()
                .map(|(at, it)| (it.address_hash.clone(), at))
                .collect(),
            by_user: listed().filter_map(of_user).collect(),
            known,
        }
    }

    /// What is known of whom a line is about: of whoever has the address now, or else of whom it stood on an earlier list for.
    pub(super) fn find(&self, ctx: &Context, entry: &Entry) -> Result<Found> {
        let hash = address_hash(ctx, &entry.email);
        let by_hash = self.by_hash.get(&hash).map(|at| &self.known.listed[*at]);
        let former = by_hash.and_then(|row| self.by_id.get(&row.user_id?));
        let login = self.by_email.get(&entry.email).or(former);
        let login = login.map(|at| self.known.logins[*at].clone());
        let name = entry.username.as_ref().map(|name| name.to_lowercase());
        let mut found = Found {
            name_taken: name.is_some_and(|name| self.known.names.contains(&name)),
            kept_out: self.is_kept_out(&entry.email),
            address_hash: hash,
            ..Found::default()
        };
        let Some(login) = login else {
            found.listed = by_hash.cloned();
            return Ok(found);
        };
        let other = by_hash.and_then(|row| row.user_id);
        found.address_of_another = other.is_some_and(|other| other != login.id);
        self.person(ctx, login, &mut found)?;
        // Somebody who came back after they had left has the row of their address.
        let vacant = by_hash.filter(|row| row.user_id.is_none());
        found.listed = found.listed.or_else(|| vacant.cloned());
        Ok(found)
    }

    /// What is known of the person behind a login that was asked for by its row.
    pub(super) fn find_listed(&self, ctx: &Context, hash: &str) -> Result<Found> {
        let mut found = Found {
            address_hash: hash.to_owned(),
            ..Found::default()
        };
        let row = self.by_hash.get(hash).map(|at| &self.known.listed[*at]);
        let login = row.and_then(|row| self.by_id.get(&row.user_id?));
        if let Some(at) = login {
            self.person(ctx, self.known.logins[*at].clone(), &mut found)?;
        }
        Ok(found)
    }

    fn person(&self, ctx: &Context, login: User, found: &mut Found) -> Result<()> {
        let id = login.id;
        found.of_directory = self.known.of_directory.contains(&id);
        found.listed = self
            .by_user
            .get(&id)
            .map(|at| self.known.listed[*at].clone());
        let own = self.known.own.get(&id);
        let account = own.and_then(|own| self.known.accounts.get(own)).cloned();
        if let Some(own) = own {
            let profile = self.known.profiles.get(own).cloned();
            found.profile = profile.map(Profile::read).unwrap_or_default();
            let known = self.known.credentials.get(own);
            found.memberships = memberships(ctx, known.map_or(&[], Vec::as_slice))?;
        }
        found.login = Some((login, account));
        Ok(())
    }

    fn is_kept_out(&self, email: &str) -> bool {
        let names = domain_and_above(domain(email));
        let blocks = self.known.domains.iter();
        let covering = blocks.filter(|block| names.contains(&block.domain.as_str()));
        let nearest = covering.max_by_key(|block| block.domain.len());
        let hash = canonical_email_block::hash(email);
        nearest.is_some_and(|block| !block.allow_with_approval)
            || self.known.kept_out.contains(&hash)
    }
}

/// Those of `credentials` that say somebody is a member of this instance's own organisation and are in force or suspended.
pub(super) fn memberships(ctx: &Context, credentials: &[Credential]) -> Result<Vec<Credential>> {
    let (now, own) = (ctx.clock.now(), ctx.uris.instance_actor());
    let mut memberships = Vec::new();
    for it in credentials {
        let state = credential::validity(it, now);
        let stands = matches!(
            state,
            Validity::NotYet
                | Validity::Current(CredentialState::Valid | CredentialState::Suspended)
        );
        let ours = it.kind == CredentialKind::Membership && it.issuer_uri == own;
        if stands && ours && credential::claims(it)?.organization.is_none() {
            memberships.push(it.clone());
        }
    }
    Ok(memberships)
}
