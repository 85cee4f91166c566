//! What a login may do on the instance. The operator decides that on the command line.

use serde_json::json;
use storage::id::UserId;
use storage::kinds::UserRole;
use storage::user;
pub use storage::user::Staff;

use super::decide::changed;
use crate::audit::{self, Actor, Deed};
use crate::context::Context;
use crate::error::{Error, Result};

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
/// `NotFound`.
pub async fn set_role(ctx: &Context, id: UserId, role: UserRole) -> Result<()> {
    let tx = ctx.db.begin().await?;
    user::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    user::set_role(&*tx, id, role).await?;
    changed(&tx, id, ctx.clock.now()).await?;
    tx.commit().await?;
    ctx.tokens.forget_user(id);
    Ok(())
}

/// Gives a login the duty of a verifier, whatever its role, or takes it away: at once.
///
/// # Errors
/// `NotFound`.
pub async fn set_verifier(ctx: &Context, id: UserId, is_verifier: bool, by: &Actor) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let before = user::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    if before.is_verifier != is_verifier {
        user::set_verifier(&*tx, id, is_verifier).await?;
        let deed = Deed {
            action: if is_verifier {
                "role.grant"
            } else {
                "role.revoke"
            },
            subject: format!("user:{id}"),
            detail: json!({"role": "verifier"}),
        };
        audit::record(&tx, by, deed, now).await?;
        changed(&tx, id, now).await?;
    }
    tx.commit().await?;
    ctx.tokens.forget_user(id);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{testing, token};

    #[tokio::test]
    async fn a_role_is_given_and_taken() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let ada = testing::person(ctx, "ada").await;
        testing::person(ctx, "ben").await;
        let listed = async || {
            let staff = staff(ctx).await.expect("reads").into_iter();
            let staff = staff.map(|one| (one.username, one.role));
            staff.collect::<Vec<_>>()
        };
        let before = listed().await;
        for role in [UserRole::Moderator, UserRole::Admin] {
            set_role(ctx, ada.user_id, role).await.expect("gives");
            assert!(listed().await.contains(&("ada".to_owned(), role)));
        }
        let taken = set_role(ctx, ada.user_id, UserRole::Member).await;
        taken.expect("takes");
        assert_eq!(listed().await, before);
        let nobody = set_role(ctx, UserId(1), UserRole::Admin).await;
        assert!(matches!(nobody, Err(Error::NotFound)));
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
            3,
            "what changes nothing is no deed"
        );
    }
}
