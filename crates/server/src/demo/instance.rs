//! One instance of the demo, served in this process.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow};
use domain::account::{self, Update};
use domain::id::AccountId;
use domain::keys::Keys;
use domain::kinds::UserRole;
use domain::names::Acct;
use domain::profile;
use domain::scope::Scopes;
use domain::sign_up::{By, SignUp, sign_up};
use domain::{Clock, Context, token, user};
use protocol::fetch::Budget;
use protocol::{Federation, resolve};
use storage::setting;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::people::{House, PASSWORD, Person};
use crate::App;
use crate::config::{File, Overrides, check};

/// Set in the database when the story was told to its end.
const TOLD: &str = "demo";
/// How long something may take to arrive at the other instance.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running instance.
pub(super) struct Instance {
    house: &'static House,
    federation: Federation,
    serving: JoinHandle<Result<()>>,
}

impl Instance {
    /// Opens the instance in its folder below `folder` and serves it.
    pub async fn start(
        house: &'static House,
        folder: &Path,
        stop: CancellationToken,
    ) -> Result<Self> {
        let mut file = File::default();
        house.title.clone_into(&mut file.instance.title);
        house.description.clone_into(&mut file.instance.description);
        let overrides = Overrides {
            development: true,
            listen: Some(SocketAddr::from(([127, 0, 0, 1], house.port))),
            data_dir: Some(folder.join(house.folder)),
            ..Overrides::default()
        };
        let app = App::open(check(&file, &overrides)?, Clock::System, Keys::generated()).await?;
        let listener = app.bind().await?;
        let federation = app.state.federation.clone();
        let serving = tokio::spawn(app.serve(listener, stop));
        Ok(Self {
            house,
            federation,
            serving,
        })
    }

    pub fn ctx(&self) -> &Context {
        &self.federation.ctx
    }

    pub fn base(&self) -> &str {
        self.ctx().uris.base()
    }

    pub fn domain(&self) -> &str {
        self.ctx().uris.domain()
    }

    pub fn title(&self) -> &'static str {
        self.house.title
    }

    pub fn people(&self) -> &'static [Person] {
        self.house.people
    }

    /// Whether the story was not yet told here.
    pub async fn is_new(&self) -> Result<bool> {
        Ok(setting::find_by_name(self.ctx().db.read(), TOLD)
            .await?
            .is_none())
    }

    /// Remembers that the story was told.
    pub async fn told(&self) -> Result<()> {
        let tx = self.ctx().db.begin().await?;
        setting::upsert(&*tx, TOLD, "told", self.ctx().clock.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Someone's account, made with its profile when it is not there yet.
    pub async fn person(&self, person: &Person) -> Result<AccountId> {
        if let Ok((_, account)) = user::find(self.ctx(), person.name).await {
            return Ok(account);
        }
        let new = SignUp {
            username: person.name.to_owned(),
            email: person.email(),
            password: PASSWORD.to_owned(),
            agreement: true,
            locale: "en".to_owned(),
            reason: String::new(),
            address: None,
            application_id: None,
        };
        let role = if person.administers {
            UserRole::Admin
        } else {
            UserRole::Member
        };
        let by = By::Operator {
            role,
            confirmed: true,
            locked: false,
        };
        let joined = sign_up(self.ctx(), new, by).await?;
        account::update(self.ctx(), joined.account_id, joined.user_id, said(person)).await?;
        profile::update(self.ctx(), joined.account_id, profession(person)).await?;
        Ok(joined.account_id)
    }

    /// The account of `handle` on another server, looked up as any server would.
    pub async fn lookup(&self, handle: &str) -> Result<AccountId> {
        let acct: Acct = handle
            .parse()
            .map_err(|_| anyhow!("{handle} is no handle"))?;
        Ok(
            resolve::acct(&self.federation, &acct, &mut Budget::default())
                .await?
                .id,
        )
    }

    /// The status at `uri`, once it has arrived here.
    pub async fn arrived(&self, uri: &str) -> Result<domain::id::StatusId> {
        let uri = uri.to_owned();
        self.eventually(|| async {
            Ok(storage::status::find_by_uri(self.ctx().db.read(), &uri)
                .await?
                .map(|found| found.id))
        })
        .await
        .with_context(|| format!("{uri} did not arrive at {}", self.base()))
    }

    /// Asks again and again until there is an answer.
    pub async fn eventually<T>(&self, ask: impl AsyncFn() -> Result<Option<T>>) -> Result<T> {
        let patient = async {
            loop {
                if let Some(answer) = ask().await? {
                    return Ok(answer);
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(PATIENCE, patient)
            .await
            .context("it took too long")?
    }

    /// An access token for one of its people.
    pub async fn token(&self, name: &str) -> Result<String> {
        let scopes = Scopes::parse("read write follow push").context("the scopes are known")?;
        Ok(token::issue(self.ctx(), name, scopes).await?.secret)
    }

    /// Waits for the end of serving.
    pub async fn stopped(self) -> Result<()> {
        self.serving.await?
    }
}

fn said(person: &Person) -> Update {
    Update {
        display_name: Some(person.display_name.to_owned()),
        note: Some(person.note.to_owned()),
        discoverable: Some(true),
        indexable: Some(true),
        ..Update::default()
    }
}

fn profession(person: &Person) -> profile::Change {
    let list = |words: &[&str]| Some(words.iter().map(|&word| word.to_owned()).collect());
    profile::Change {
        profession: Some(person.profession.to_owned()),
        specialties: list(person.specialties),
        workplace: Some(person.workplace.to_owned()),
        region: Some(person.region.to_owned()),
        languages: list(person.languages),
        account_kind: Some(person.account_kind.to_owned()),
        interests: None,
    }
}
