//! What a login may do on the instance. Administrators decide that, and the operator on the command line.

use serde::{Deserialize, Serialize};
use serde_json::json;
use storage::id::{AccountId, UserId};
use storage::kinds::UserRole;
pub use storage::user::Staff;
use storage::user::User;
use storage::{Transaction, user};

use super::decide::{changed, own_account};
use crate::audit::{self, Actor, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::moderation::Administrator;

/// Somebody must be able to look after the server.
pub const LAST_ADMINISTRATOR: &str =
    "Make somebody else an administrator first: nobody else is one here";

/// Everyone with a role, by name.
///
/// # Errors
/// When the database refuses.
pub async fn staff(ctx: &Context) -> Result<Vec<Staff>> {
    Ok(user::list_staff(ctx.db.read()).await?)
}

/// Gives a login a role in the place of the one before; its tokens do at once what the role allows, and no more.
///
/// # Errors
/// `NotFound`; `Forbidden` when it is one's own, or that of the last administrator.
pub async fn set_role(ctx: &Context, id: UserId, role: UserRole, by: &Actor) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let (found, own) = subject(&tx, id, by).await?;
    if found.role == role {
        return Ok(());
    }
    let action = match role {
        UserRole::Member => "role.revoke",
        UserRole::Moderator | UserRole::Admin => "role.grant",
    };
    let detail = json!({"role": role.as_str(), "before": found.role.as_str()});
    let deed = Deed::new(action, "account", own).with(detail);
    audit::record(&tx, by, deed, now).await?;
    user::set_role(&*tx, id, role).await?;
    keep_administrator(&tx, &found).await?;
    changed(&tx, id, now).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(id);
    Ok(())
}

/// Gives a login the duty of a verifier, whatever its role, or takes it away: at once.
///
/// # Errors
/// `NotFound`; `Forbidden` when it is one's own.
pub async fn set_verifier(ctx: &Context, id: UserId, is_verifier: bool, by: &Actor) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let (before, own) = subject(&tx, id, by).await?;
    if before.is_verifier != is_verifier {
        user::set_verifier(&*tx, id, is_verifier).await?;
        let action = if is_verifier {
            "role.grant"
        } else {
            "role.revoke"
        };
        let deed = Deed::new(action, "account", own).with(json!({"role": "verifier"}));
        audit::record(&tx, by, deed, now).await?;
        changed(&tx, id, now).await?;
    }
    tx.commit().await?;
    ctx.tokens.forget_user(id);
    Ok(())
}

/// What somebody may do on the instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duties {
    /// Their rank.
    pub role: UserRole,
    /// Whether they decide on requests for verification.
    pub is_verifier: bool,
}

impl Duties {
    /// Those of a member.
    pub const NONE: Self = Self {
        role: UserRole::Member,
        is_verifier: false,
    };
}

/// Gives a login the duties that a provider of logins or a directory says, with the transaction that hears of them. The
/// last administrator who can log in stays one, as when roles are taken by hand. Says whether anything changed.
///
/// # Errors
/// `NotFound`.
pub(crate) async fn settle(
    tx: &Transaction,
    id: UserId,
    wanted: Duties,
    by: &Actor,
    now: Timestamp,
) -> Result<bool> {
    let found = user::find_by_id(&**tx, id).await?.ok_or(Error::NotFound)?;
    let mut told = Vec::new();
    if wanted.role != found.role && rank(tx, &found, wanted.role).await? {
        let gained = wanted.role > found.role;
        let role = if gained { wanted.role } else { found.role };
        told.push((gained, role.as_str()));
    }
    if wanted.is_verifier != found.is_verifier {
        user::set_verifier(&**tx, id, wanted.is_verifier).await?;
        told.push((wanted.is_verifier, "verifier"));
    }
    if told.is_empty() {
        return Ok(false);
    }
    let own = own_account(tx, id).await?;
    for (given, role) in told {
        let action = if given { "role.grant" } else { "role.revoke" };
        let deed = Deed::new(action, "account", own).with(json!({"role": role}));
        audit::record(tx, by, deed, now).await?;
    }
    changed(tx, id, now).await?;
    Ok(true)
}

/// Gives a rank; `false` when it stays, for nobody else who can log in administers.
async fn rank(tx: &Transaction, found: &User, role: UserRole) -> Result<bool> {
    user::set_role(&**tx, found.id, role).await?;
    match keep_administrator(tx, found).await {
        Err(Error::Forbidden(_)) => {
            user::set_role(&**tx, found.id, UserRole::Admin).await?;
            Ok(false)
        }
        kept => kept.map(|()| true),
    }
}

/// Refuses what a use-case has just taken from somebody who was as `before`, if it leaves nobody who can log in and
/// administers.
///
/// # Errors
/// `Forbidden`, with the remedy.
pub(crate) async fn keep_administrator(tx: &Transaction, before: &User) -> Result<()> {
    if before.role != UserRole::Admin || before.disabled_at.is_some() {
        return Ok(());
    }
    // No two administrators go at once, each while the other still seems to be there.
    audit::hold(tx).await?;
    if user::has_administrator(&**tx).await? {
        Ok(())
    } else {
        Err(Error::Forbidden(LAST_ADMINISTRATOR))
    }
}

/// What an administrator makes of somebody's role; what is `None` stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The rank.
    pub role: Option<UserRole>,
    /// Whether theirs is the duty of a verifier.
    pub is_verifier: Option<bool>,
}

/// Gives and takes roles on an administrator's word.
///
/// # Errors
/// `NotFound` when nobody logs in as the account, and as [`set_role`].
pub async fn decide(
    ctx: &Context,
    by: &Administrator,
    account: AccountId,
    change: Change,
) -> Result<()> {
    let found = user::find_by_account(ctx.db.read(), account).await?;
    let id = found.ok_or(Error::NotFound)?.id;
    let by = Actor::from(by);
    if let Some(role) = change.role {
        set_role(ctx, id, role, &by).await?;
    }
    if let Some(is_verifier) = change.is_verifier {
        set_verifier(ctx, id, is_verifier, &by).await?;
    }
    Ok(())
}

/// The login and its account, if somebody else decides on them.
async fn subject(tx: &Transaction, id: UserId, by: &Actor) -> Result<(User, AccountId)> {
    let found = user::find_by_id(&**tx, id).await?.ok_or(Error::NotFound)?;
    let own = own_account(tx, id).await?;
    if *by == Actor::Account(own) {
        return Err(Error::Forbidden("Nobody decides on their own role"));
    }
    Ok((found, own))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{testing, token};

    #[tokio::test]
    async fn a_role_is_given_and_taken() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let by = &Actor::Operator;
        testing::staff(ctx, "ben", UserRole::Admin).await;
        let ada = testing::person(ctx, "ada").await;
        let listed = async || {
            let staff = staff(ctx).await.expect("reads").into_iter();
            let staff = staff.map(|one| (one.username, one.role));
            staff.collect::<Vec<_>>()
        };
        let before = listed().await;
        for role in [UserRole::Moderator, UserRole::Admin] {
            set_role(ctx, ada.user_id, role, by).await.expect("gives");
            assert!(listed().await.contains(&("ada".to_owned(), role)));
        }
        let taken = set_role(ctx, ada.user_id, UserRole::Member, by).await;
        taken.expect("takes");
        assert_eq!(listed().await, before);
        let nobody = set_role(ctx, UserId(1), UserRole::Admin, by).await;
        assert!(matches!(nobody, Err(Error::NotFound)));
        let whole = audit::verify(ctx, None).await.expect("reads");
        let head = whole.expect("is whole").expect("is there");
        assert_eq!(head.seq, 2 + 3, "ben's two duties, and each change once");
    }

    #[tokio::test]
    async fn nobody_raises_themselves_and_the_last_administrator_stays() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let ben = testing::staff(ctx, "ben", UserRole::Admin).await;
        let ada = testing::person(ctx, "ada").await;
        let before = audit::head(ctx).await.expect("reads");
        for (who, role) in [(&ada, UserRole::Admin), (&ben, UserRole::Member)] {
            let by = Actor::Account(who.account_id);
            let refused = set_role(ctx, who.user_id, role, &by).await;
            assert!(matches!(refused, Err(Error::Forbidden(_))));
        }
        let last = set_role(ctx, ben.user_id, UserRole::Moderator, &Actor::Operator).await;
        assert!(matches!(last, Err(Error::Forbidden(LAST_ADMINISTRATOR))));
        let unchanged = staff(ctx).await.expect("reads");
        let roles: Vec<_> = unchanged.iter().map(|one| one.role).collect();
        assert_eq!(roles, [UserRole::Admin]);
        assert_eq!(audit::head(ctx).await.expect("reads"), before);
    }

    #[tokio::test]
    async fn the_last_administrator_is_neither_deleted_nor_shut_out() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let ben = testing::staff(ctx, "ben", UserRole::Admin).await;
        let out = testing::staff(ctx, "out", UserRole::Admin).await;
        let operator = &Actor::Operator;
        crate::user::suspend(ctx, out.account_id)
            .await
            .expect("suspends");
        let (id, own) = (ben.user_id, ben.account_id);
        let deleted = async || crate::user::delete_account(ctx, id, testing::PASSWORD.into()).await;
        for refused in [
            deleted().await,
            crate::user::suspend(ctx, own).await,
            crate::user::memorialize(ctx, own, true).await,
            crate::deprovision::deprovision(ctx, id, operator).await,
            set_role(ctx, id, UserRole::Member, operator).await,
        ] {
            assert!(
                matches!(refused, Err(Error::Forbidden(LAST_ADMINISTRATOR))),
                "who is shut out does not count: {refused:?}"
            );
        }
        let user = crate::user::show(ctx, id).await.expect("is there");
        assert_eq!((user.disabled_at, user.deprovisioned_at), (None, None));
        let gone = crate::user::delete_account(ctx, out.user_id, testing::PASSWORD.into()).await;
        gone.expect("an administrator who cannot log in is not missed");
        testing::staff(ctx, "ada", UserRole::Admin).await;
        deleted().await.expect("somebody else is one now");
    }

    #[tokio::test]
    async fn the_duty_of_a_verifier_is_beside_the_role_and_works_at_once() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let root = testing::staff(ctx, "root", UserRole::Admin).await;
        let second = testing::staff(ctx, "second", UserRole::Admin).await;
        let ada = testing::person(ctx, "ada").await;
        let scopes = crate::scope::Scopes::parse("read").expect("scopes");
        let issued = token::issue(ctx, "ada", scopes).await.expect("a token");
        let verifies = async || {
            let bearer = token::authenticate(ctx, &issued.secret).await;
            let holder = bearer.expect("reads").expect("is there").holder;
            holder.expect("a person").is_verifier
        };
        let listed = async || {
            let staff = staff(ctx).await.expect("reads").into_iter();
            let duty = staff.filter(|one| one.is_verifier);
            duty.map(|one| one.username).collect::<Vec<_>>()
        };
        assert_eq!(listed().await, ["root"], "the first administrator alone");
        assert!(!verifies().await);
        for _ in 0..2 {
            let given = set_verifier(ctx, ada.user_id, true, &Actor::Operator).await;
            given.expect("gives");
        }
        assert!(verifies().await);
        assert_eq!(listed().await, ["ada", "root"]);
        for id in [ada.user_id, root.user_id, second.user_id] {
            let taken = set_verifier(ctx, id, false, &Actor::Operator).await;
            taken.expect("takes");
        }
        assert!(!verifies().await);
        assert!(listed().await.is_empty());
        let tx = ctx.db.begin().await.expect("begins");
        let last = storage::audit::hold_last(&*tx).await.expect("reads");
        assert_eq!(
            last.expect("is there").seq,
            3 + 3,
            "what made them, and no deed of what changes nothing"
        );
    }
}
