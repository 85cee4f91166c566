//! A context with a fresh database, a still clock and keys from the pool, for the tests of every crate above.

mod fault;
mod file;
mod outgoing;
mod two_factor;

use std::time::Duration;

use storage::account::Account;
use storage::follow::Follow;
use storage::id::{AccountId, CredentialId, FollowId, StatusId, UserId};
use storage::kinds::{ActorKind, UserRole, Visibility};
use storage::store::Store;
use storage::testing::TestDb;
use url::Url;

use crate::account;
use crate::audit::Actor;
use crate::clock::{Clock, Timestamp};
use crate::config::{Config, Federation, Instance, Limits, Registrations, Trends, Verification};
use crate::context::{Context, Parts};
use crate::credential::{self, Assurance, Claims, CredentialKind, NewCredential};
use crate::external_identity::{self, Identity};
use crate::ffmpeg::Ffmpeg;
use crate::filter::Filters;
use crate::ip_block::IpBlocks;
use crate::keys::Keys;
use crate::media::Decoders;
use crate::password::Passwords;
use crate::scratch::Scratch;
use crate::secret::Secret;
use crate::sign_up::{self, By, SignUp, SignedUp};
use crate::signer::Signers;
use crate::status::{self, NewStatus};
use crate::throttle::Throttle;
use crate::token::Tokens;
use crate::uri::Uris;
use crate::user;
use crate::vapid::Vapid;

pub use fault::{block_domain, failed_job, failing_host};
pub use file::{clip, ffmpeg, picture, remote_attachment, remote_avatar};
pub use outgoing::{jobs, outgoing};
pub use two_factor::{second_factor, totp_code};

/// When tests begin: 1 October 2026, 00:00 UTC.
pub const START: Timestamp = Timestamp(1_790_812_800_000);

/// The password of everybody.
pub const PASSWORD: &str = "correct horse";

/// A context and what must outlive it.
pub struct TestContext {
    /// The context.
    pub ctx: Context,
    /// Its database.
    pub db: TestDb,
    /// The folder of its files.
    pub files: tempfile::TempDir,
    _scratch: tempfile::TempDir,
}

/// The same instance with a disk for files that is full.
#[must_use]
pub fn without_room(ctx: &Context) -> Context {
    Context::new(Parts {
        store: Store::without_room(),
        ..Parts::clone(ctx)
    })
}

/// A context that calls itself `https://rounds.example`.
///
/// # Panics
/// When there is no database: a test cannot go on without.
pub async fn context() -> TestContext {
    context_at("https://rounds.example", "rounds.example").await
}

/// A context with this base address and domain.
///
/// # Panics
/// When there is no database: a test cannot go on without.
pub async fn context_at(base: &str, domain: &str) -> TestContext {
    context_with(base, domain, config()).await
}

/// A context with this base address, domain and settings.
///
/// # Panics
/// When there is no database: a test cannot go on without.
pub async fn context_with(base: &str, domain: &str, config: Config) -> TestContext {
    open(base, domain, config, None).await
}

/// A context that reads videos and sound.
///
/// # Panics
/// When there is no database or no ffmpeg: a test cannot go on without.
pub async fn context_with_ffmpeg() -> TestContext {
    let base = "https://rounds.example";
    open(base, "rounds.example", config(), Some(ffmpeg())).await
}

async fn open(base: &str, domain: &str, config: Config, ffmpeg: Option<Ffmpeg>) -> TestContext {
    let db = storage::testing::database().await;
    let files = tempfile::tempdir().expect("a folder");
    let scratch = tempfile::tempdir().expect("a folder");
    let base = Url::parse(base).expect("a url");
    let ctx = Context::new(Parts {
        db: db.db.clone(),
        store: storage::store::Store::folder(files.path()).expect("a store"),
        scratch: Scratch::new(scratch.path()),
        clock: Clock::manual(START),
        config,
        uris: Uris::new(&base, domain, None),
        secret: Secret::generate(),
        keys: Keys::fixed_pool(),
        passwords: Passwords::default(),
        tokens: Tokens::default(),
        signers: Signers::default(),
        filters: Filters::default(),
        ip_blocks: IpBlocks::default(),
        throttle: Throttle::default(),
        decoders: Decoders::default(),
        ffmpeg,
        vapid: Vapid::default(),
    });
    TestContext {
        ctx,
        db,
        files,
        _scratch: scratch,
    }
}

/// Adds a local person.
///
/// # Panics
/// When the database refuses.
pub async fn local_account(ctx: &Context, username: &str) -> Account {
    let key = ctx.keys.make(&ctx.secret).await.expect("a key");
    let now = ctx.clock.now();
    let account = account::new_local(ctx, ActorKind::Person, username, key, now);
    insert(ctx, account).await
}

/// What someone says who wants to join; their address is `NAME@ok.example`.
#[must_use]
pub fn new_person(username: &str) -> SignUp {
    SignUp {
        username: username.into(),
        email: format!("{username}@ok.example"),
        password: PASSWORD.into(),
        agreement: true,
        locale: "en".into(),
        reason: String::new(),
        address: None,
        application_id: None,
    }
}

/// Adds someone who may log in and act.
///
/// # Panics
/// When the database refuses.
pub async fn person(ctx: &Context, username: &str) -> SignedUp {
    join(ctx, username, UserRole::Member, true).await
}

/// Has this server vouch for the profession of somebody, with all that can be said about it.
///
/// # Panics
/// When the database refuses.
pub async fn vouched(ctx: &Context, subject: AccountId) -> CredentialId {
    let claims = Claims {
        profession: Some("physician".into()),
        specialty: Some("dermatology".into()),
        jurisdiction: Some("DE-BE".into()),
        assurance: Some(Assurance::RegisterMatched),
        organization: Some("Charité".into()),
        role: Some("Consultant".into()),
    };
    let new = NewCredential {
        subject,
        kind: CredentialKind::HealthProfessional,
        claims,
        valid_until: None,
        by: Actor::Operator,
    };
    let tx = ctx.db.begin().await.expect("begins");
    let issued = credential::issue(&tx, ctx, new).await.expect("issues");
    tx.commit().await.expect("commits");
    issued.id
}

/// Adds someone who may do on the instance what `role` says.
///
/// # Panics
/// When the database refuses.
pub async fn staff(ctx: &Context, username: &str, role: UserRole) -> SignedUp {
    join(ctx, username, role, true).await
}

/// Adds a member who decides on requests for verification.
///
/// # Panics
/// When the database refuses.
pub async fn verifier(ctx: &Context, username: &str) -> SignedUp {
    let joined = person(ctx, username).await;
    user::set_verifier(ctx, joined.user_id, true, &Actor::Operator)
        .await
        .expect("gives");
    joined
}

/// Lets a login be opened by who is `identity` at a provider.
///
/// # Panics
/// When the database refuses.
pub async fn link(ctx: &Context, identity: &Identity, user: UserId) {
    let tx = ctx.db.begin().await.expect("begins");
    let added = external_identity::insert(&tx, identity, user, ctx.clock.now()).await;
    added.expect("is linked");
    tx.commit().await.expect("commits");
}

/// Adds someone who has not confirmed their address yet.
///
/// # Panics
/// When the database refuses.
pub async fn newcomer(ctx: &Context, username: &str) -> SignedUp {
    join(ctx, username, UserRole::Member, false).await
}

async fn join(ctx: &Context, username: &str, role: UserRole, confirmed: bool) -> SignedUp {
    let by = By::Operator {
        role,
        confirmed,
        locked: false,
    };
    let joined = sign_up::sign_up(ctx, new_person(username), by).await;
    joined.expect("joins")
}

/// Adds a person of another server.
///
/// # Panics
/// When the database refuses.
pub async fn remote_account(ctx: &Context, username: &str, domain: &str) -> Account {
    let uri = format!("https://{domain}/users/{username}");
    let page = format!("https://{domain}/@{username}");
    remote_actor(ctx, ActorKind::Person, (username, domain), uri, page).await
}

/// Adds a group of another server.
///
/// # Panics
/// When the database refuses.
pub async fn remote_group(ctx: &Context, name: &str, domain: &str) -> Account {
    let uri = format!("https://{domain}/groups/{name}");
    remote_actor(ctx, ActorKind::Group, (name, domain), uri.clone(), uri).await
}

/// Adds an actor of another server with this handle, id and page; its collections are below its id.
///
/// # Panics
/// When the database refuses.
pub async fn remote_actor(
    ctx: &Context,
    kind: ActorKind,
    (username, domain): (&str, &str),
    uri: String,
    page: String,
) -> Account {
    let key = ctx.keys.make(&ctx.secret).await.expect("a key");
    let now = ctx.clock.now();
    let is_group = kind == ActorKind::Group;
    let account = Account {
        domain: Some(domain.to_owned()),
        url: Some(page),
        inbox_url: format!("{uri}/inbox"),
        shared_inbox_url: Some(format!("https://{domain}/inbox")),
        outbox_url: Some(format!("{uri}/outbox")),
        followers_url: Some(format!("{uri}/followers")),
        following_url: Some(format!("{uri}/following")),
        featured_url: Some(format!("{uri}/collections/featured")),
        moderators_url: is_group.then(|| format!("{uri}/moderators")),
        key_id: Some(format!("{uri}#main-key")),
        private_key: None,
        uri,
        ..account::new_local(ctx, kind, username, key, now)
    };
    insert(ctx, account).await
}

async fn insert(ctx: &Context, account: Account) -> Account {
    let tx = ctx.db.begin().await.expect("begins");
    storage::account::insert(&*tx, account.clone())
        .await
        .expect("is added");
    tx.commit().await.expect("commits");
    account
}

/// A public status that says `text`.
#[must_use]
pub fn new_status(text: &str) -> NewStatus {
    NewStatus {
        text: text.to_owned(),
        spoiler_text: String::new(),
        sensitive: false,
        visibility: Visibility::Public,
        language: Some("en".into()),
        in_reply_to_id: None,
        media_ids: Vec::new(),
        poll: None,
        quoted_id: None,
        quote_policy: None,
        repliers: None,
        application_id: None,
        idempotency_key: None,
        scheduled_id: None,
    }
}

/// Posts a status, a second after what came before, so that the newest has the highest id.
///
/// # Panics
/// When it is refused.
pub async fn post(ctx: &Context, author: AccountId, new: NewStatus) -> StatusId {
    ctx.clock.advance(Duration::from_secs(1));
    status::publish(ctx, author, new).await.expect("is posted")
}

/// The row of a follow that was agreed to.
#[must_use]
pub fn new_follow(follower: AccountId, target: AccountId, now: Timestamp) -> Follow {
    Follow {
        id: FollowId::generate(now),
        account_id: follower,
        target_id: target,
        uri: None,
        show_reblogs: true,
        notify: false,
        languages: "[]".into(),
        accepted_at: Some(now),
        sent_at: None,
        created_at: now,
    }
}

/// Lets `follower` follow `target`, agreed to.
///
/// # Panics
/// When the database refuses.
pub async fn follow(ctx: &Context, follower: AccountId, target: AccountId) {
    let row = new_follow(follower, target, ctx.clock.now());
    let tx = ctx.db.begin().await.expect("begins");
    let added = storage::follow::insert(&*tx, row).await.expect("is added");
    assert!(added, "followed already");
    tx.commit().await.expect("commits");
}

/// Settings as an instance in development has them.
///
/// # Panics
/// Never: the address is a constant.
#[must_use]
pub fn config() -> Config {
    Config {
        instance: Instance {
            title: "Rounds".into(),
            description: "A test.".into(),
            contact_email: "admin@rounds.example".into(),
            abuse_email: "abuse@rounds.example".into(),
            contact_account: Some("anna".into()),
            languages: vec!["en".into()],
            source_url: Url::parse("https://rounds.example/source").expect("a url"),
            version: "0.1.0",
        },
        registrations: Registrations::Open,
        trends: Trends::Reviewed,
        federation: Federation::default(),
        limits: Limits::default(),
        verification: Verification::default(),
        two_factor_required_for: Vec::new(),
        password_log_in: true,
        ip_days: 10,
        development: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_instance_actor_is_made_once() {
        let test = context().await;
        let first = crate::account::instance_actor(&test.ctx)
            .await
            .expect("is made");
        let again = crate::account::instance_actor(&test.ctx)
            .await
            .expect("is found");
        assert_eq!(first, again);
        let key = test.ctx.keys.parsed(
            first.id,
            &first.private_key.expect("a key"),
            &test.ctx.secret,
        );
        assert_eq!(
            Some(key.expect("unwraps").public_key_pem()),
            first.public_key
        );
    }
}
