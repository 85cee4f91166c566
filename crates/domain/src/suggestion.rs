//! Whom somebody could follow: only those who want to be found (`discoverable`).

use storage::entry::AccountRef;
use storage::id::AccountId;
use storage::suggestion;

use crate::account;
use crate::context::Context;
use crate::error::Result;

/// Why somebody is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A moderator or administrator of the instance recommends them.
    Featured,
    /// Those whom one follows follow them.
    FriendsOfFriends,
    /// Many here follow them.
    MostFollowed,
}

/// Somebody who could be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Who.
    pub account: AccountRef,
    /// Why; at least one reason, the best first.
    pub sources: Vec<Source>,
}

/// Whom `who` could follow, the best first.
pub async fn list(ctx: &Context, who: AccountId, limit: u64) -> Result<Vec<Suggestion>> {
    let rows = suggestion::list(ctx.db.read(), who, limit).await?;
    let suggested = rows.iter().map(|row| Suggestion {
        account: row.account(),
        sources: sources(row),
    });
    Ok(suggested.collect())
}

fn sources(row: &suggestion::Suggestion) -> Vec<Source> {
    let mut sources = Vec::new();
    if row.staff > 0 {
        sources.push(Source::Featured);
    }
    if row.friends > 0 {
        sources.push(Source::FriendsOfFriends);
    }
    if sources.is_empty() {
        sources.push(Source::MostFollowed);
    }
    sources
}

/// Suggests `target` to `who` no more.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn dismiss(ctx: &Context, who: AccountId, target: AccountId) -> Result<()> {
    let target = account::show(ctx, target).await?;
    let tx = ctx.db.begin().await?;
    suggestion::dismiss(&*tx, who, target.id, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use storage::kinds::UserRole;

    use super::*;
    use crate::account::Update;
    use crate::follow::{self, Options};
    use crate::sign_up::{self, By, SignUp};
    use crate::testing::{self, context};
    use crate::{block, endorsement, mute};

    /// Somebody who wants to be found.
    async fn found(ctx: &Context, name: &str) -> AccountId {
        let person = testing::person(ctx, name).await;
        let agreed = Update {
            discoverable: Some(true),
            ..Update::default()
        };
        account::update(ctx, person.account_id, person.user_id, agreed)
            .await
            .expect("agrees");
        person.account_id
    }

    async fn admin(ctx: &Context) -> AccountId {
        let new = SignUp {
            username: "chief".into(),
            email: "chief@rounds.example".into(),
            password: "a long enough password".into(),
            agreement: true,
            locale: "en".into(),
            reason: String::new(),
            address: None,
            application_id: None,
        };
        let by = By::Operator {
            role: UserRole::Admin,
            confirmed: true,
            locked: false,
        };
        let joined = sign_up::sign_up(ctx, new, by).await;
        joined.expect("joins").account_id
    }

    async fn follow(ctx: &Context, who: AccountId, target: AccountId) {
        follow::follow(ctx, who, target, &Options::default())
            .await
            .expect("follows");
    }

    async fn suggested(ctx: &Context, who: AccountId) -> Vec<(AccountId, Vec<Source>)> {
        let list = list(ctx, who, 40).await.expect("suggests");
        list.into_iter()
            .map(|suggestion| (suggestion.account.id, suggestion.sources))
            .collect()
    }

    #[tokio::test]
    async fn the_staffs_choice_comes_before_friends_and_the_much_followed() {
        let test = context().await;
        let ctx = &test.ctx;
        let anna = testing::person(ctx, "anna").await.account_id;
        let friend = testing::person(ctx, "friend").await.account_id;
        let shy = testing::person(ctx, "shy").await.account_id;
        let chosen = found(ctx, "chosen").await;
        let known = found(ctx, "known").await;
        let liked = found(ctx, "liked").await;
        let chief = admin(ctx).await;
        follow(ctx, anna, friend).await;
        for target in [known, shy, anna] {
            follow(ctx, friend, target).await;
        }
        follow(ctx, chief, chosen).await;
        follow(ctx, chief, liked).await;
        endorsement::endorse(ctx, chief, chosen)
            .await
            .expect("recommends");
        let expected = [
            (chosen, vec![Source::Featured]),
            (known, vec![Source::FriendsOfFriends]),
            (liked, vec![Source::MostFollowed]),
        ];
        assert_eq!(suggested(ctx, anna).await, expected);
        assert_eq!(list(ctx, anna, 1).await.expect("suggests").len(), 1);
    }

    #[tokio::test]
    async fn nobody_is_suggested_with_whom_there_is_something_already() {
        let test = context().await;
        let ctx = &test.ctx;
        let anna = found(ctx, "anna").await;
        let friend = testing::person(ctx, "friend").await.account_id;
        follow(ctx, anna, friend).await;
        let mut people = Vec::new();
        for name in ["one", "two", "three", "four", "five", "six"] {
            let person = found(ctx, name).await;
            follow(ctx, friend, person).await;
            people.push(person);
        }
        assert_eq!(suggested(ctx, anna).await.len(), people.len());
        follow(ctx, anna, people[1]).await;
        block::block(ctx, anna, people[2]).await.expect("blocks");
        block::block(ctx, people[3], anna).await.expect("blocks");
        mute::mute(ctx, anna, people[4], true, None)
            .await
            .expect("mutes");
        for _ in 0..2 {
            dismiss(ctx, anna, people[5]).await.expect("dismisses");
        }
        let left = suggested(ctx, anna).await;
        assert_eq!(left, [(people[0], vec![Source::FriendsOfFriends])]);
        let unknown = dismiss(ctx, anna, AccountId(7)).await;
        assert!(unknown.is_err());
    }
}
