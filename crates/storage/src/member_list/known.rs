//! What is known of the people of a list, in a fixed number of queries however many they are.

use std::collections::{HashMap, HashSet};

use sea_orm::ConnectionTrait;

use super::{
    ListedMember, User, list_by_hashes, list_by_users, logins, taken, vouched_by_directory,
};
use crate::account::{Account, Profile};
use crate::credential::Credential;
use crate::email_domain_block::EmailDomainBlock;
use crate::id::{AccountId, UserId};
use crate::{Result, access, account, canonical_email_block, credential, email_domain_block};

/// Of whom something is to be known.
#[derive(Clone, Debug, Default)]
pub struct Asked<'a> {
    /// Their addresses.
    pub emails: Vec<String>,
    /// The hashes by which those stand in `listed_members`.
    pub hashes: Vec<String>,
    /// The names that their accounts are to have, in lower case.
    pub names: Vec<String>,
    /// The hashes by which those stand in `canonical_email_blocks`.
    pub canonical: Vec<String>,
    /// The domains of the addresses, and those above.
    pub domains: Vec<&'a str>,
}

/// What is known of them.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "each is called as the table that it is of")]
pub struct Known {
    pub listed: Vec<ListedMember>,
    pub logins: Vec<User>,
    pub own: HashMap<UserId, AccountId>,
    pub accounts: HashMap<AccountId, Account>,
    pub profiles: HashMap<AccountId, Profile>,
    pub credentials: HashMap<AccountId, Vec<Credential>>,
    /// Those for whose membership a directory (SCIM) answers.
    pub of_directory: HashSet<UserId>,
    /// Names that are taken.
    pub names: HashSet<String>,
    /// Canonical hashes that are kept out.
    pub kept_out: HashSet<String>,
    /// Domains that are limited.
    pub domains: Vec<EmailDomainBlock>,
}

/// Looks it up.
///
/// # Errors
/// When the database refuses.
pub async fn known<C: ConnectionTrait>(connection: &C, asked: &Asked<'_>) -> Result<Known> {
    let mut listed = list_by_hashes(connection, &asked.hashes).await?;
    let of_rows: Vec<UserId> = listed.iter().filter_map(|row| row.user_id).collect();
    let logins = logins(connection, &asked.emails, &of_rows).await?;
    let users: Vec<UserId> = logins.iter().map(|login| login.id).collect();
    let behind = list_by_users(connection, &users).await?;
    listed.retain(|row| row.user_id.is_none());
    listed.extend(behind);
    let own = access::own_accounts_of(connection, &users).await?;
    let accounts: Vec<AccountId> = own.values().copied().collect();
    let vouched = vouched_by_directory(connection, &users).await?;
    let names = taken(connection, &asked.names).await?;
    let kept_out = canonical_email_block::known(connection, &asked.canonical).await?;
    Ok(Known {
        accounts: account::accounts_of(connection, &accounts).await?,
        profiles: account::profiles_of(connection, &accounts).await?,
        credentials: credential::credentials_of(connection, &accounts).await?,
        of_directory: vouched.into_iter().collect(),
        names: names.into_iter().collect(),
        kept_out: kept_out.into_iter().collect(),
        domains: email_domain_block::list_by_domains(connection, &asked.domains).await?,
        listed,
        logins,
        own,
    })
}
