//! People who do not exist: many have what many have, and few what few have.

use std::time::Duration;

use anyhow::Result;
use domain::id::{AccountId, CredentialId};
use domain::keys::Keys;
use domain::moderation::Authority;
use domain::{Clock, Context, credential_issuer, directory, profession, specialty};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};
use rounds::App;
use storage::account::{Account, Profile, blank};
use storage::credential::Credential;
use storage::kinds::{ActorKind, CredentialKind, CredentialState};
use storage::{Transaction, account, credential};

use crate::world::{World, settle};

/// Who agreed to be found.
pub const PROFILES: usize = 100_000;
/// Those of one transaction.
const BATCH: usize = 2_000;
/// One of the words that few biographies have, each about twenty.
pub(super) const RARE: usize = 5_000;
/// Hospitals and associations that vouch for somebody; one for most, the last for a few.
pub(super) const ISSUERS: usize = 40;
/// One of so many is of this server, the others are known from elsewhere.
const LOCAL: usize = 5;

pub(super) const FIRST: &[&str] = &[
    "Ada", "Ben", "Cleo", "Dieter", "Élodie", "Fatma", "Giulia", "Hannah", "Ines", "Jan", "Katrin",
    "Lukas", "Marta", "Nils", "Olga", "Pieter", "Quentin", "Rosa", "Sven", "Tomás", "Ursula",
    "Vera", "Wim", "Xenia", "Yusuf", "Zoë",
];
pub(super) const LAST: &[&str] = &[
    "Andersson",
    "Bauer",
    "Conti",
    "Dubois",
    "Eriksson",
    "Fernández",
    "García",
    "Huber",
    "Ivanova",
    "Jansen",
    "Keller",
    "Lefèvre",
    "Müller",
    "Nyström",
    "Okafor",
    "Peeters",
    "Quispe",
    "Rossi",
    "Schneider",
    "Tanaka",
    "Ünal",
    "Visser",
    "Weber",
    "Yılmaz",
    "Zimmermann",
];
pub(super) const BIOGRAPHY: &[&str] = &[
    "research",
    "teaching",
    "ward",
    "clinic",
    "rural",
    "emergency",
    "paediatric",
    "guidelines",
    "rounds",
    "ultrasound",
    "melanoma",
    "sepsis",
    "diabetes",
    "rehabilitation",
    "ethics",
    "quality",
    "telemedicine",
    "surgery",
    "imaging",
    "pain",
    "palliative",
    "trials",
    "education",
    "prevention",
    "genetics",
    "nutrition",
    "sleep",
    "trauma",
    "women",
    "history",
    "cycling",
    "choir",
    "mountains",
    "books",
    "coffee",
];
const WORKPLACES: &[&str] = &[
    "University Hospital",
    "General Hospital",
    "Practice",
    "Clinic",
    "Institute",
    "Rehabilitation Centre",
    "Health Centre",
];
pub(super) const CITIES: &[(&str, &str, &str)] = &[
    ("Berlin", "DE-BE", "de"),
    ("München", "DE-BY", "de"),
    ("Hamburg", "DE-HH", "de"),
    ("Köln", "DE-NW", "de"),
    ("Wien", "AT-9", "de-AT"),
    ("Graz", "AT-6", "de-AT"),
    ("Zürich", "CH-ZH", "de-CH"),
    ("Genève", "CH-GE", "fr"),
    ("Paris", "FR-75C", "fr"),
    ("Lyon", "FR-69", "fr"),
    ("Amsterdam", "NL-NH", "nl"),
    ("Utrecht", "NL-UT", "nl"),
    ("Madrid", "ES-MD", "es"),
    ("Barcelona", "ES-CT", "ca"),
    ("Uppsala", "SE-C", "sv"),
    ("London", "GB-LND", "en"),
    ("Boston", "US-MA", "en"),
    ("San Francisco", "US-CA", "en"),
    ("Toronto", "CA-ON", "en"),
    ("Tokyo", "JP-13", "ja"),
];
pub(super) const KINDS: &[&str] = &[
    "clinician",
    "clinician",
    "clinician",
    "student",
    "organization-staff",
    "association",
    "hospital",
];

/// Somebody made up: many have what many have, and few what few have.
pub(super) struct Chance(StdRng);

impl Chance {
    pub fn seeded(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// One of `list`, those at its beginning far more often.
    pub fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let part = self.0.random_range(0.0..1.0_f64).powi(2);
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "lists are short"
        )]
        let index = (part * list.len() as f64) as usize;
        &list[index.min(list.len() - 1)]
    }

    pub fn any<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list.choose(&mut self.0).copied().unwrap_or_default()
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0.random_range(0..end)
    }

    pub fn specialty(&mut self) -> &'static str {
        &self.of(specialty::vocabulary().terms()).id
    }

    pub fn profession(&mut self) -> &'static str {
        &self.of(profession::vocabulary().terms()).id
    }
}

/// Adds [`PROFILES`] to the world, with credentials for a half of them.
///
/// # Errors
/// When the database refuses.
pub async fn grow(world: &World) -> Result<()> {
    let app = App::open(world.config.clone(), Clock::System, Keys::fixed_pool()).await?;
    let ctx = app.ctx();
    let mut chance = Chance::seeded(3);
    for begin in (0..PROFILES).step_by(BATCH) {
        let tx = ctx.db.begin().await?;
        for number in begin..begin + BATCH {
            add(&tx, &mut chance, number).await?;
        }
        tx.commit().await?;
    }
    list_issuers(ctx).await?;
    directory::rebuild(ctx).await?;
    settle(ctx).await
}

async fn list_issuers(ctx: &Context) -> Result<()> {
    let kinds = [CredentialKind::HealthProfessional];
    for number in 0..ISSUERS {
        credential_issuer::add(ctx, Authority::Operator, &issuer(number), &kinds).await?;
    }
    Ok(())
}

async fn add(tx: &Transaction, chance: &mut Chance, number: usize) -> Result<()> {
    let now = Clock::System.now();
    let at = now.before(Duration::from_mins(1) * u32::try_from(number)?);
    let (city, region, language) = *chance.of(CITIES);
    let host = format!("server{}.example", number % 400);
    let domain = (!number.is_multiple_of(LOCAL)).then_some(host);
    let username = format!("{}{number}", chance.any(LAST).to_lowercase());
    let uri = format!(
        "https://{}/users/{number}",
        domain.as_deref().unwrap_or("here.example")
    );
    let words: Vec<&str> = (0..chance.0.random_range(6..25))
        .map(|_| *chance.of(BIOGRAPHY))
        .collect();
    let row = Account {
        domain,
        display_name: format!("{} {}", chance.any(FIRST), chance.any(LAST)),
        note: format!("<p>{} {}</p>", words.join(" "), rare(chance.below(RARE))),
        discoverable: true,
        followers_count: i64::try_from(chance.below(2_000))?,
        last_status_at: Some(at),
        ..blank(ActorKind::Person, &username, uri, at)
    };
    let id = row.id;
    account::insert(&**tx, row).await?;
    account::upsert_profile(&**tx, profile(id, chance, (city, region, language))).await?;
    if chance.0.random_ratio(1, 2) {
        credential::insert(&**tx, vouching(id, chance)).await?;
    }
    Ok(())
}

fn profile(
    id: AccountId,
    chance: &mut Chance,
    (city, region, language): (&str, &str, &str),
) -> Profile {
    let mut specialties = vec![chance.specialty()];
    let second = chance.specialty();
    if second != specialties[0] && chance.0.random_ratio(1, 4) {
        specialties.push(second);
    }
    Profile {
        account_id: id,
        profession: Some(chance.profession().to_owned()),
        specialties: serde_json::json!(specialties).to_string(),
        workplace: Some(format!("{city} {}", chance.of(WORKPLACES))),
        region: Some(region.to_owned()),
        languages: serde_json::json!([language, "en"]).to_string(),
        account_kind: Some(chance.any(KINDS).to_owned()),
        interests: None,
        updated_at: id.at(),
    }
}

fn vouching(account_id: AccountId, chance: &mut Chance) -> Credential {
    let numbers: Vec<usize> = (0..ISSUERS).collect();
    let at = account_id.at();
    let id = CredentialId::generate(at);
    Credential {
        id,
        uri: format!("https://credentials.example/{account_id}"),
        account_id,
        issuer_uri: issuer(*chance.of(&numbers)),
        kind: CredentialKind::HealthProfessional,
        claims: "{}".to_owned(),
        valid_from: at,
        valid_until: None,
        state: CredentialState::Valid,
        refusal: None,
        document: Some("{}".to_owned()),
        // As if its issuer had just been asked, for as long as the bench runs.
        checked_at: Some(Clock::System.now().after(Duration::from_hours(24))),
        created_at: at,
        updated_at: at,
    }
}

pub(super) fn issuer(number: usize) -> String {
    format!("https://issuer{number}.example/actor")
}

pub(super) fn rare(number: usize) -> String {
    format!("topic{number}")
}
