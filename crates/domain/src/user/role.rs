//! What a login may do on the instance. The operator decides that on the command line.

use storage::id::UserId;
use storage::kinds::UserRole;
use storage::user;
pub use storage::user::Staff;

use super::decide::changed;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

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
}
