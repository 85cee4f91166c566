//! Followers synchronisation (FEP-8fcf): two servers compare digests of who follows an actor, so that what is for
//! followers alone reaches nobody whose follow ended without word of it.

use std::collections::{HashMap, HashSet};
use std::fmt;

use aws_lc_rs::digest::{SHA256, digest};
use storage::account::{self, Account};
use storage::follow::synchronization::{self as rows, LocalFollower};
use storage::id::{AccountId, FollowId};
use storage::{Transaction, follow::Follow};

use super::{Told, agree, end};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::job::{self, Job};
use crate::outgoing::{self, Outgoing};
use crate::uri::Uris;

/// An actor with so many followers is not synchronised, as in Mastodon.
const MOST_FOLLOWERS: u64 = 25_000;
/// Follows that are ended elsewhere for one list; the next list says what is left.
const MOST_UNDONE: usize = 100;

/// What a set of followers comes to: the SHA-256 of each id, combined by XOR.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of these ids.
    #[must_use]
    pub fn of<T: AsRef<str>>(uris: impl IntoIterator<Item = T>) -> Self {
        let mut all = Self::default();
        for uri in uris {
            all.add(uri.as_ref());
        }
        all
    }

    /// Adds one more id.
    pub fn add(&mut self, uri: &str) {
        let one = digest(&SHA256, uri.as_bytes());
        for (byte, other) in self.0.iter_mut().zip(one.as_ref()) {
            *byte ^= other;
        }
    }

    /// Reads 64 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        Some(Self(bytes))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&hex::encode(self.0))
    }
}

/// The ids of all remote followers of a local account; `None` when there are too many to be compared.
///
/// # Errors
/// When the database refuses.
pub async fn remote_followers(ctx: &Context, target: AccountId) -> Result<Option<Vec<String>>> {
    let listed = rows::list_remote_followers(ctx.db.read(), target, MOST_FOLLOWERS).await?;
    Ok(is_comparable(listed.len()).then_some(listed))
}

/// The ids of the followers of a local account that begin with `prefix`: those of one server.
///
/// # Errors
/// When the database refuses.
pub async fn followers_below(
    ctx: &Context,
    target: AccountId,
    prefix: &str,
) -> Result<Vec<String>> {
    Ok(rows::list_followers_below(ctx.db.read(), target, prefix).await?)
}

/// The local followers of a remote account; `None` when there are too many to be compared.
///
/// # Errors
/// When the database refuses.
pub async fn local_followers(
    ctx: &Context,
    target: AccountId,
) -> Result<Option<Vec<LocalFollower>>> {
    let listed = rows::list_local_followers(ctx.db.read(), target, MOST_FOLLOWERS).await?;
    Ok(is_comparable(listed.len()).then_some(listed))
}

fn is_comparable(followers: usize) -> bool {
    u64::try_from(followers).is_ok_and(|followers| followers < MOST_FOLLOWERS)
}

/// A remote `target` says in a signed request that its followers here come to `digest`. When that is not what we know, its
/// list at `url` is looked at later.
///
/// # Errors
/// When the database refuses.
pub async fn compare(ctx: &Context, target: AccountId, url: &str, digest: Digest) -> Result<()> {
    let Some(known) = local_followers(ctx, target).await? else {
        return Ok(());
    };
    if Digest::of(known.iter().map(|follower| &follower.uri)) == digest {
        return Ok(());
    }
    let now = ctx.clock.now();
    let job = Job::SynchronizeFollowers {
        account_id: target,
        url: url.to_owned(),
        digest: digest.to_string(),
    };
    let tx = ctx.db.begin().await?;
    let key = Some(format!("synchronize_followers:{target}"));
    job::enqueue_at(&tx, &job, key, now, now).await?;
    Ok(tx.commit().await?)
}

/// The list that a remote account's server gave of its followers here, beside what was known before it was asked.
#[derive(Debug)]
pub struct List<'a> {
    /// The ids that it lists.
    pub uris: &'a [String],
    /// What the list should come to, as the account said: if it does, who is missing follows no more.
    pub promised: Digest,
    /// Who followed by our rows before the list was fetched.
    pub known: &'a [LocalFollower],
}

/// Makes our rows agree with the list of a remote `target`. A request that it lists was agreed to; a follow that it lists
/// and nobody here wants is undone there; a follower that a believable list lacks follows no more.
///
/// # Errors
/// `NotFound` when the account is gone.
pub async fn heal(ctx: &Context, target: AccountId, list: &List<'_>) -> Result<()> {
    let connection = ctx.db.read();
    let found = account::find_by_id(connection, target).await?;
    let target = found.ok_or(Error::NotFound)?;
    let ours = list.uris.iter().filter(|uri| ctx.uris.is_local(uri));
    let ours: Vec<String> = ours.cloned().collect();
    let listed = account::list_by_uris(connection, &ours).await?;
    let known: Vec<AccountId> = list.known.iter().map(|known| known.account_id).collect();
    let known = account::accounts_of(connection, &known).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    keep(&tx, &target, &listed, now).await?;
    if Digest::of(list.uris) == list.promised {
        let present: HashSet<AccountId> = listed.iter().map(|account| account.id).collect();
        for follower in known.values().filter(|known| !present.contains(&known.id)) {
            end(&tx, follower, &target, Told::Nobody, now).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// What `target` lists is so here too, or is taken back there.
async fn keep(
    tx: &Transaction,
    target: &Account,
    listed: &[Account],
    now: Timestamp,
) -> Result<()> {
    let ids: Vec<AccountId> = listed.iter().map(|account| account.id).collect();
    let follows = rows::list_of(&**tx, &ids, target.id).await?;
    let follows: HashMap<AccountId, Follow> = follows
        .into_iter()
        .map(|follow| (follow.account_id, follow))
        .collect();
    let mut undone = 0;
    for follower in listed {
        match follows.get(&follower.id) {
            Some(follow) => agree(tx, follow, follower, now).await?,
            None if undone < MOST_UNDONE => {
                undone += 1;
                undo(tx, follower, target, now).await?;
            }
            None => {}
        }
    }
    Ok(())
}

/// The id of the Follow is not known here any more: the Undo encloses one that was made up for it.
async fn undo(
    tx: &Transaction,
    follower: &Account,
    target: &Account,
    now: Timestamp,
) -> Result<()> {
    let activity = Outgoing::UndoFollow {
        account_id: follower.id,
        uri: Uris::follow(&follower.uri, FollowId::generate(now)),
        target_id: target.id,
    };
    outgoing::send(tx, activity, now).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, TestContext, local_account, remote_account};

    /// The example of FEP-8fcf.
    #[test]
    fn a_digest_is_the_xor_of_the_hashes() {
        let [one, two] = [1, 2].map(|number| format!("https://testing.example.org/users/{number}"));
        for (uris, expected) in [
            (
                vec![],
                "0000000000000000000000000000000000000000000000000000000000000000",
            ),
            (
                vec![&one],
                "3a06e99569547f444c352ab7f52e4bab207abec5ca6f07b0045cfdc9723f8fa9",
            ),
            (
                vec![&two],
                "f939a1585d4a8f02ee339210dbe7315d7003476663d6095f7d996fc4bc7a49b6",
            ),
            (
                vec![&two, &one],
                "c33f48cd341ef046a206b8a72ec97af65079f9a3a9b90eef79c5920dce45c61f",
            ),
        ] {
            let digest = Digest::of(uris);
            assert_eq!(digest.to_string(), expected);
            assert_eq!(Digest::parse(expected), Some(digest));
        }
        for wrong in ["", "00", "x", &"g".repeat(64), &"0".repeat(66)] {
            assert_eq!(Digest::parse(wrong), None, "{wrong}");
        }
    }

    struct Scene {
        test: TestContext,
        anna: Account,
        ben: Account,
        eve: Account,
    }

    impl Scene {
        /// The remote eve, whom anna follows.
        async fn new() -> Self {
            let test = testing::context().await;
            let anna = local_account(&test.ctx, "anna").await;
            let ben = local_account(&test.ctx, "ben").await;
            let eve = remote_account(&test.ctx, "eve", "e.example").await;
            testing::follow(&test.ctx, anna.id, eve.id).await;
            Self {
                test,
                anna,
                ben,
                eve,
            }
        }

        async fn heal(&self, uris: &[&Account], promised: Digest) {
            let ctx = &self.test.ctx;
            let known = local_followers(ctx, self.eve.id).await.expect("answers");
            let known = known.expect("a few");
            let uris: Vec<String> = uris.iter().map(|account| account.uri.clone()).collect();
            let list = List {
                uris: &uris,
                promised,
                known: &known,
            };
            heal(ctx, self.eve.id, &list).await.expect("heals");
        }

        async fn followers(&self) -> Vec<AccountId> {
            let listed = local_followers(&self.test.ctx, self.eve.id).await;
            let listed = listed.expect("answers").expect("a few");
            listed.into_iter().map(|one| one.account_id).collect()
        }
    }

    #[tokio::test]
    async fn who_is_not_listed_follows_no_more_if_the_list_is_the_one_that_was_meant() {
        let scene = Scene::new().await;
        scene
            .heal(&[], Digest::of(["https://elsewhere.example/1"]))
            .await;
        assert_eq!(scene.followers().await, [scene.anna.id], "another list");
        scene.heal(&[], Digest::default()).await;
        assert_eq!(scene.followers().await, []);
        assert_eq!(testing::outgoing(&scene.test.ctx).await, [], "she knows");
    }

    #[tokio::test]
    async fn a_listed_follow_that_nobody_wants_is_undone_there() {
        let scene = Scene::new().await;
        let both = [&scene.anna, &scene.ben];
        scene.heal(&both, Digest::default()).await;
        assert_eq!(scene.followers().await, [scene.anna.id]);
        let told = testing::outgoing(&scene.test.ctx).await;
        let [
            Outgoing::UndoFollow {
                account_id,
                target_id,
                ..
            },
        ] = &told[..]
        else {
            panic!("one Undo was expected: {told:?}");
        };
        assert_eq!((*account_id, *target_id), (scene.ben.id, scene.eve.id));
    }

    #[tokio::test]
    async fn a_listed_request_was_agreed_to() {
        let scene = Scene::new().await;
        let ctx = &scene.test.ctx;
        super::super::follow(
            ctx,
            scene.ben.id,
            scene.eve.id,
            &super::super::Options::default(),
        )
        .await
        .expect("asks");
        testing::outgoing(ctx).await;
        scene.heal(&[&scene.ben], Digest::default()).await;
        let mut followers = scene.followers().await;
        followers.sort_unstable();
        let mut expected = vec![scene.anna.id, scene.ben.id];
        expected.sort_unstable();
        assert_eq!(followers, expected);
        assert_eq!(testing::outgoing(ctx).await, []);
    }

    #[tokio::test]
    async fn agreement_asks_nothing_and_doubt_asks_once() {
        let scene = Scene::new().await;
        let ctx = &scene.test.ctx;
        let jobs = async || {
            let tx = ctx.db.begin().await.expect("begins");
            let lease = std::time::Duration::from_secs(0);
            let now = ctx.clock.now();
            storage::job::claim(&*tx, 10, lease, now)
                .await
                .expect("claims")
                .len()
        };
        let url = "https://e.example/followers_synchronization";
        compare(ctx, scene.eve.id, url, Digest::of([&scene.anna.uri]))
            .await
            .expect("compares");
        assert_eq!(jobs().await, 0);
        for _ in 0..2 {
            compare(ctx, scene.eve.id, url, Digest::default())
                .await
                .expect("compares");
        }
        assert_eq!(jobs().await, 1);
    }

    #[tokio::test]
    async fn followers_of_one_server_are_those_below_its_address() {
        let test = testing::context().await;
        let anna = local_account(&test.ctx, "anna").await;
        let bob = remote_account(&test.ctx, "bob", "b.example").await;
        for (name, domain) in [("eve", "b.example.evil"), ("tom", "c.example")] {
            let other = remote_account(&test.ctx, name, domain).await;
            testing::follow(&test.ctx, other.id, anna.id).await;
        }
        testing::follow(&test.ctx, bob.id, anna.id).await;
        let below = followers_below(&test.ctx, anna.id, "https://b.example/").await;
        assert_eq!(below.expect("answers"), [bob.uri]);
        let all = remote_followers(&test.ctx, anna.id).await.expect("answers");
        assert_eq!(all.map(|all| all.len()), Some(3));
    }
}
