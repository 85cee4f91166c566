//! What the server holds while it is measured: people who follow each other and what they posted.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};
use domain::id::{AccountId, StatusId};
use domain::keys::Keys;
use domain::scope::Scopes;
use domain::status::NewStatus;
use domain::{Clock, Context, follow, search, status, testing, token};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};
use rounds::App;
use rounds::config::{Config, File, Overrides, check};
use storage::status::Status;
use storage::{Engine, Sql, status_search};

/// People with a login.
pub const PEOPLE: usize = 500;
/// Posts.
pub const STATUSES: usize = 10_000;
/// Posts while search is measured.
pub const SEARCHED: usize = 100_000;
/// Words that few posts have, each about as many.
pub const RARE: usize = 5_000;
/// Whom each of them follows.
const FOLLOWS: usize = 20;
/// One post of its own accord in so many begins a thread: with [`LENGTHS`] about half of all posts are answers.
const THREADS: u32 = 28;
/// Answers of a thread.
const LENGTHS: std::ops::RangeInclusive<usize> = 5..=50;
/// Answers of the one long thread.
const LONG: usize = 200;

const WORDS: &[&str] = &[
    "biopsy",
    "slide",
    "lesion",
    "margin",
    "ward",
    "round",
    "dose",
    "trial",
    "review",
    "guideline",
    "clinic",
    "team",
    "night",
    "shift",
    "course",
    "exam",
    "case",
    "paper",
    "table",
    "figure",
    "cohort",
    "risk",
    "benefit",
    "follow-up",
];

/// Someone to ask as.
pub struct Person {
    pub id: AccountId,
    pub name: String,
    pub token: String,
}

/// The people, the posts, and where the database is.
pub struct World {
    pub people: Vec<Person>,
    pub statuses: Vec<StatusId>,
    /// The first post of the long thread.
    pub long_thread: StatusId,
    pub config: Config,
}

impl World {
    /// Makes it through the use-cases, with the rows, jobs and events that they write.
    pub async fn make(folder: &Path) -> Result<Self> {
        let config = configuration(folder).await?;
        let app = App::open(config.clone(), Clock::System, Keys::fixed_pool()).await?;
        let mut chance = StdRng::seed_from_u64(1);
        let people = people(app.ctx()).await?;
        for person in &people {
            for _ in 0..FOLLOWS {
                let other = people.choose(&mut chance).context("there are people")?;
                if other.id != person.id {
                    follow::follow(app.ctx(), person.id, other.id, &follow::Options::default())
                        .await?;
                }
            }
        }
        let statuses = statuses(app.ctx(), &people, &mut chance).await?;
        let long_thread = thread(app.ctx(), &people, &mut chance, LONG).await?[0];
        while app.worker.step().await? > 0 {}
        settle(app.ctx()).await?;
        Ok(Self {
            people,
            statuses,
            long_thread,
            config,
        })
    }

    /// Adds copies of the posts, as old as many days as they are copies, until there are [`SEARCHED`]. Each says a word that
    /// few say, and everybody agrees to be found.
    pub async fn grow(&self) -> Result<()> {
        let app = App::open(self.config.clone(), Clock::System, Keys::fixed_pool()).await?;
        let ctx = app.ctx();
        let posts =
            status_search::list_after(ctx.db.read(), StatusId(0), u64::try_from(STATUSES)?).await?;
        for copy in 1..SEARCHED / STATUSES {
            let tx = ctx.db.begin().await?;
            for (number, post) in posts.iter().enumerate() {
                storage::status::insert(&*tx, copied(post, copy, number)).await?;
            }
            tx.commit().await?;
        }
        let tx = ctx.db.begin().await?;
        Sql::new(&*tx, "UPDATE accounts SET indexable = TRUE")
            .execute(&*tx)
            .await?;
        tx.commit().await?;
        search::rebuild(ctx).await?;
        settle(ctx).await
    }

    /// One of the words that few posts have.
    pub fn rare(number: usize) -> String {
        format!("case{}", number % RARE)
    }

    /// Whether the database is embedded.
    pub fn is_sqlite(&self) -> bool {
        self.config.database.url.starts_with("sqlite")
    }

    /// A database connection beside the server's, for looking and for rows that no use-case makes in bulk.
    pub async fn database(&self) -> Result<storage::Db> {
        Ok(storage::Db::open_current(&self.config.database).await?)
    }
}

async fn configuration(folder: &Path) -> Result<Config> {
    let (url, _) = storage::testing::fresh_address().await;
    let port = std::net::TcpListener::bind("127.0.0.1:0")?
        .local_addr()?
        .port();
    let overrides = Overrides {
        development: true,
        port: Some(port),
        data_dir: Some(folder.to_owned()),
        database_url: url.starts_with("postgres").then_some(url),
        ..Overrides::default()
    };
    check(&File::default(), &overrides)
}

async fn people(ctx: &Context) -> Result<Vec<Person>> {
    let mut people = Vec::with_capacity(PEOPLE);
    let scopes = Scopes::parse("read write follow").context("the scopes are known")?;
    for number in 0..PEOPLE {
        let name = format!("person{number}");
        let id = testing::person(ctx, &name).await.account_id;
        let token = token::issue(ctx, &name, scopes.clone()).await?.secret;
        people.push(Person { id, name, token });
    }
    Ok(people)
}

async fn statuses(ctx: &Context, people: &[Person], chance: &mut StdRng) -> Result<Vec<StatusId>> {
    let mut statuses = Vec::with_capacity(STATUSES);
    while statuses.len() < STATUSES {
        let answers = if chance.random_ratio(1, THREADS) {
            chance
                .random_range(LENGTHS)
                .min(STATUSES - statuses.len() - 1)
        } else {
            0
        };
        statuses.extend(thread(ctx, people, chance, answers).await?);
    }
    Ok(statuses)
}

/// A post with `answers`: each answers any one before it, so that the thread has branches.
async fn thread(
    ctx: &Context,
    people: &[Person],
    chance: &mut StdRng,
    answers: usize,
) -> Result<Vec<StatusId>> {
    let mut thread = Vec::with_capacity(answers + 1);
    for _ in 0..=answers {
        let answered = thread.choose(chance).copied();
        let author = people.choose(chance).context("there are people")?;
        let new = new_status(&words(chance), answered);
        thread.push(status::publish(ctx, author.id, new).await?);
    }
    Ok(thread)
}

fn words(chance: &mut StdRng) -> String {
    let count = chance.random_range(8..40);
    let picked: Vec<&str> = (0..count)
        .filter_map(|_| WORDS.choose(chance).copied())
        .collect();
    format!("{} #{}", picked.join(" "), picked[0].replace('-', ""))
}

fn copied(post: &Status, copy: usize, number: usize) -> Status {
    let days = Duration::from_hours(24) * u32::try_from(copy).unwrap_or(u32::MAX);
    let created_at = post.created_at.before(days);
    let word = World::rare(number);
    Status {
        id: StatusId::generate(created_at),
        uri: format!("{}-{copy}", post.uri),
        content: format!("{}<p>{word}</p>", post.content),
        created_at,
        ..post.clone()
    }
}

fn new_status(text: &str, in_reply_to_id: Option<StatusId>) -> NewStatus {
    NewStatus {
        in_reply_to_id,
        ..testing::new_status(text)
    }
}

/// Closes the database, with what autovacuum does on PostgreSQL within a minute, and closing on SQLite: statistics, and an
/// index of words without entries that wait to be sorted in.
pub async fn settle(ctx: &Context) -> Result<()> {
    if ctx.db.engine() == Engine::Postgres {
        let connection = ctx.db.read();
        let vacuum = Sql::new(connection, "VACUUM (ANALYZE)");
        vacuum.execute(connection).await?;
    } else {
        let tx = ctx.db.begin().await?;
        Sql::new(&*tx, "ANALYZE").execute(&*tx).await?;
        tx.commit().await?;
    }
    Ok(ctx.db.clone().close().await?)
}
