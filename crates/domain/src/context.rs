//! What every use-case is handed: no globals.

use std::ops::Deref;
use std::sync::Arc;

use storage::Db;

use crate::clock::Clock;
use crate::config::Config;
use crate::ffmpeg::Ffmpeg;
use crate::filter::Filters;
use crate::ip_block::IpBlocks;
use crate::keys::Keys;
use crate::media::Decoders;
use crate::password::Passwords;
use crate::scratch::Scratch;
use crate::secret::Secret;
use crate::signer::Signers;
use crate::throttle::Throttle;
use crate::token::Tokens;
use crate::uri::Uris;
use crate::vapid::Vapid;

/// Cheap to clone.
#[derive(Clone)]
pub struct Context(Arc<Parts>);

/// The parts of a [`Context`].
#[derive(Clone)]
pub struct Parts {
    /// The database.
    pub db: Db,
    /// Files.
    pub store: storage::store::Store,
    /// Files that end with their use.
    pub scratch: Scratch,
    /// The time.
    pub clock: Clock,
    /// What the operator decided.
    pub config: Config,
    /// Addresses.
    pub uris: Uris,
    /// The instance secret.
    pub secret: Secret,
    /// Where new key pairs come from, and the parsed ones.
    pub keys: Keys,
    /// Where passwords are hashed.
    pub passwords: Passwords,
    /// The tokens that this process saw lately.
    pub tokens: Tokens,
    /// The actors of other servers whose signatures this process checked lately.
    pub signers: Signers,
    /// What people do not want to read, ready to be looked for.
    pub filters: Filters,
    /// The networks from which less is possible, as this process read them lately.
    pub ip_blocks: IpBlocks,
    /// How often things were tried.
    pub throttle: Throttle,
    /// Where pictures are read.
    pub decoders: Decoders,
    /// What reads videos and sound; `None` where it is not installed, or not wanted.
    pub ffmpeg: Option<Ffmpeg>,
    /// The name of the instance before push services.
    pub vapid: Vapid,
}

impl Context {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// The same for who works on the queues: what a power cut takes back of that is done again, so no commit waits for the
    /// disk.
    #[must_use]
    pub fn lazily(&self) -> Self {
        Self::new(Parts {
            db: self.db.lazily(),
            ..Parts::clone(self)
        })
    }
}

impl Deref for Context {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
