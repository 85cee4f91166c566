//! Joining: a login, its account and the access of the one to the other.

mod check;
mod verdict;

use std::net::IpAddr;

use storage::id::{AccountId, ApplicationId, UserId};
use storage::kinds::{
    AccessRole, ActorKind, MailLinkPurpose, NotificationKind, QuotePolicy, UserRole, Visibility,
};
use storage::{Transaction, access, user};

pub(crate) use verdict::{Verdict, on_email};

use crate::account::{insert_local, new_local};
use crate::audit::Actor;
use crate::clock::Timestamp;
use crate::config::Registrations;
use crate::context::Context;
use crate::error::Error;
use crate::external_identity::{self, Identity};
use crate::mail_link;
use crate::notification;
use crate::user::{Duties, settle_duties};

/// What someone gives to join.
#[derive(Clone, Debug, Default)]
pub struct SignUp {
    /// The name of the account.
    pub username: String,
    /// Where mail goes.
    pub email: String,
    /// The password.
    pub password: String,
    /// Whether the rules were agreed to.
    pub agreement: bool,
    /// The language of mails and pages, BCP 47.
    pub locale: String,
    /// Why they want to join, for the moderators.
    pub reason: String,
    /// Where they come from; nobody asks those whom the operator lets in.
    pub address: Option<IpAddr>,
    /// The app that helps them; `None` for the pages of the server.
    pub application_id: Option<ApplicationId>,
}

/// Who makes the login, and what follows from that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By<'a> {
    /// The person: registrations must not be closed, names may be reserved, address and person are checked.
    Themselves,
    /// The operator, on the command line.
    Operator {
        /// What the login may do.
        role: UserRole,
        /// No mail is sent: the address counts as confirmed.
        confirmed: bool,
        /// Followers are approved one by one.
        locked: bool,
    },
    /// The person, whom a provider of logins knows: there is no password, and registrations may be closed.
    Provider {
        /// Who they are there.
        identity: &'a Identity,
        /// Whether a moderator decides.
        must_wait: bool,
    },
}

impl By<'_> {
    /// Whether the person asks to join, and not somebody for them.
    fn is_person(self) -> bool {
        !matches!(self, Self::Operator { .. })
    }
}

/// A login that was just made.
#[derive(Clone, Debug)]
pub struct SignedUp {
    /// The login.
    pub user_id: UserId,
    /// Its account.
    pub account_id: AccountId,
    /// Its address in its one spelling.
    pub email: String,
    /// Whether a link was sent that has to be opened first.
    pub must_confirm: bool,
    /// Whether a moderator has to decide first.
    pub must_wait: bool,
}

/// One field that was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The parameter.
    pub field: &'static str,
    /// The `error` of Mastodon's `details`.
    pub code: &'static str,
    /// Words that follow the field's name.
    pub reason: &'static str,
}

/// Why nobody joined.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The instance takes no new members.
    #[error("Registrations are closed")]
    Closed,
    /// Every field that is wrong.
    #[error("Validation failed")]
    Wrong(Vec<Wrong>),
    /// Anything else.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<storage::Error> for Refusal {
    fn from(error: storage::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Makes a login and its account. The key pair and the hash are made before the transaction. The first who administers
/// has the duty of a verifier too. What the operator lets a new login do is in the audit log, as if it was given later.
pub async fn sign_up(ctx: &Context, new: SignUp, by: By<'_>) -> Result<SignedUp, Refusal> {
    if by == By::Themselves && ctx.config.registrations == Registrations::Closed {
        return Err(Refusal::Closed);
    }
    let email = check::check(ctx, &new, by)?;
    let must_wait = by.is_person() && verdict::must_wait(ctx, &email, new.address).await?;
    let hash = match by {
        By::Provider { .. } => String::new(),
        _ => ctx.passwords.hash(&new.password).await?,
    };
    let key = ctx.keys.make(&ctx.secret).await?;
    let now = ctx.clock.now();
    let mut account = new_local(ctx, ActorKind::Person, &new.username, key, now);
    account.locked = matches!(by, By::Operator { locked: true, .. });
    if let By::Provider { identity, .. } = by {
        account.display_name = identity.display_name();
    }
    let mut row = new_user(ctx, new, email, hash, by, now);
    row.approved_at = row.approved_at.filter(|_| !must_wait);
    let joined = SignedUp {
        user_id: row.id,
        account_id: account.id,
        email: row.email.clone(),
        must_confirm: row.confirmed_at.is_none(),
        must_wait: row.approved_at.is_none(),
    };
    account.pending = joined.must_confirm || joined.must_wait;
    let tx = ctx.db.begin().await.map_err(Error::from)?;
    refuse_taken(&tx, &row.email, &account.username).await?;
    let duties = Duties {
        role: row.role,
        is_verifier: row.role == UserRole::Admin && !user::has_administrator(&*tx).await?,
    };
    row.role = UserRole::Member;
    user::insert(&*tx, row).await?;
    insert_local(&tx, account).await?;
    link(ctx, &tx, &joined, now).await?;
    if duties != Duties::NONE {
        settle_duties(&tx, joined.user_id, duties, &Actor::Operator, now).await?;
    }
    if let By::Provider { identity, .. } = by {
        external_identity::insert_joined(&tx, identity, &joined, now).await?;
    }
    if by.is_person() {
        tell_staff(&tx, joined.account_id, now).await?;
    }
    tx.commit().await?;
    Ok(joined)
}

async fn link(
    ctx: &Context,
    tx: &Transaction,
    joined: &SignedUp,
    now: Timestamp,
) -> Result<(), Refusal> {
    let owner = access::Access {
        user_id: joined.user_id,
        account_id: joined.account_id,
        role: AccessRole::Owner,
        created_at: now,
    };
    access::insert(&**tx, owner).await?;
    if joined.must_confirm {
        let email = joined.email.clone();
        mail_link::create(
            ctx,
            tx,
            joined.user_id,
            MailLinkPurpose::Confirm,
            email,
            now,
        )
        .await?;
    }
    Ok(())
}

async fn tell_staff(tx: &Transaction, account: AccountId, now: Timestamp) -> Result<(), Refusal> {
    for staff in user::list_staff_accounts(&**tx).await? {
        notification::notify(tx, staff, NotificationKind::AdminSignUp, account, None, now).await?;
    }
    Ok(())
}

pub(crate) fn new_user(
    ctx: &Context,
    new: SignUp,
    email: String,
    hash: String,
    by: By<'_>,
    now: Timestamp,
) -> user::User {
    let (role, confirmed, approved) = match by {
        By::Operator {
            role, confirmed, ..
        } => (role, confirmed, true),
        By::Themselves => (
            UserRole::Member,
            ctx.config.development,
            ctx.config.registrations == Registrations::Open,
        ),
        By::Provider {
            identity,
            must_wait,
        } => (UserRole::Member, identity.vouches_for(&email), !must_wait),
    };
    user::User {
        id: UserId::generate(now),
        email,
        password_hash: hash,
        role,
        is_verifier: false,
        locale: new.locale,
        reason: new.reason,
        default_visibility: Visibility::Public,
        default_sensitive: false,
        default_quote_policy: QuotePolicy::Public,
        default_language: None,
        confirmed_at: confirmed.then_some(now),
        approved_at: approved.then_some(now),
        disabled_at: None,
        deprovisioned_at: None,
        second_factor_at: None,
        last_active_at: None,
        application_id: new.application_id,
        created_at: now,
    }
}

async fn refuse_taken(tx: &Transaction, email: &str, username: &str) -> Result<(), Refusal> {
    let mut wrong = Vec::new();
    let reason = "has already been taken";
    if storage::account::find_by_acct(&**tx, username, None)
        .await?
        .is_some()
    {
        wrong.push(Wrong {
            field: "username",
            code: "ERR_TAKEN",
            reason,
        });
    }
    if user::find_by_email(&**tx, email).await?.is_some() {
        wrong.push(Wrong {
            field: "email",
            code: "ERR_TAKEN",
            reason,
        });
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Wrong(wrong))
    }
}

#[cfg(test)]
mod tests;
