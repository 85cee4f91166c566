//! What every exchange with another server needs.

use domain::Context;
use domain::delivery::{self, Delivery};
use domain::group_commit::GroupCommit;
use domain::inbox::{self, Arrival, Inbox};

use crate::credential::{DidKeys, Issued, StatusLists};
use crate::fetch::Client;
use crate::follow::Digests;
use crate::media::Fetches;
use crate::oidc::Providers;
use crate::outgoing::Actors;
use crate::signature::Failures;
use crate::signing::Profiles;
use crate::translation::Translator;
use domain::account::Account;

/// Cheap to clone.
#[derive(Clone)]
pub struct Federation {
    /// The rules and the rows.
    pub ctx: Context,
    /// The one client for outgoing requests.
    pub client: Client,
    /// Remote files on their way here.
    pub(crate) fetches: Fetches,
    /// Hosts whose keys could not be had lately.
    pub(crate) key_failures: Failures,
    /// Which signatures other hosts understand.
    pub(crate) profiles: Profiles,
    /// Status lists of other issuers.
    pub(crate) status_lists: StatusLists,
    /// Keys of issuers that are a `did:web`.
    pub(crate) did_keys: DidKeys,
    /// What the followers of our own actors come to.
    pub(crate) digests: Digests,
    /// Documents of our own actors.
    pub(crate) actors: Actors,
    /// What this instance issued, signed.
    pub(crate) issued: Issued,
    /// Received activities on their way into the database.
    pub(crate) arrivals: GroupCommit<Arrival>,
    /// Ends of the work on received activities, likewise.
    pub(crate) processed: GroupCommit<(Inbox, inbox::Outcome)>,
    /// Ends of deliveries on their way into the database.
    pub(crate) outcomes: GroupCommit<(Delivery, delivery::Outcome)>,
    /// Who translates, if anyone.
    pub translator: Option<Translator>,
    /// Who knows people that log in here.
    pub providers: Providers,
}

impl Federation {
    /// Speaks for `ctx` through `client`. Must be called within a Tokio runtime: two tasks write what arrives in groups.
    #[must_use]
    pub fn new(ctx: Context, client: Client) -> Self {
        Self {
            fetches: Fetches::default(),
            key_failures: Failures::default(),
            profiles: Profiles::default(),
            status_lists: StatusLists::default(),
            did_keys: DidKeys::default(),
            digests: Digests::default(),
            actors: Actors::default(),
            issued: Issued::default(),
            arrivals: inbox::arrivals(&ctx),
            processed: inbox::outcomes(&ctx),
            outcomes: delivery::outcomes(&ctx),
            translator: None,
            providers: Providers::default(),
            client: client.comparing(ctx.clock.clone()),
            ctx,
        }
    }

    /// The same, with someone who translates.
    #[must_use]
    pub fn with_translator(self, translator: Translator) -> Self {
        Self {
            translator: Some(translator),
            ..self
        }
    }

    /// The same, with those who know people that log in here.
    #[must_use]
    pub fn with_providers(self, providers: Providers) -> Self {
        Self { providers, ..self }
    }

    /// The same for who works on the queues; see [`Context::lazily`]. What others send is still acknowledged from the disk.
    #[must_use]
    pub fn lazily(&self) -> Self {
        let ctx = self.ctx.lazily();
        Self {
            processed: inbox::outcomes(&ctx),
            outcomes: delivery::outcomes(&ctx),
            ctx,
            ..self.clone()
        }
    }

    /// The actor that signs what the instance asks for itself, with the key that it has now.
    pub(crate) async fn instance_actor(&self) -> domain::Result<Account> {
        domain::account::instance_actor(&self.ctx).await
    }
}
