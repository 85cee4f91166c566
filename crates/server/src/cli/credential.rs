//! `rounds credential …`: what this instance vouches for, and whether a file proves what it says.

mod verify;

use anyhow::Context as _;
use clap::{Args, Subcommand, ValueEnum};
use domain::audit::Actor;
use domain::credential::{
    self, Assurance, Claims, Credential, CredentialKind, NewCredential, Validity,
};
use domain::id::CredentialId;
use domain::{Context, Timestamp, profession, region, specialty};

use super::Place;
use super::account::actor;
use super::instance::open;
pub(super) use verify::Unchecked;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Print what is vouched for about an account, one a line: number, kind, state, end, address
    List {
        /// The account: name or name@domain
        account: String,
    },
    /// Print all about one
    Show {
        /// Its number
        id: CredentialId,
    },
    /// Vouch for an account, here or on another server, and print the number
    Issue(Issue),
    /// Take one back for good
    Revoke {
        /// Its number
        id: CredentialId,
    },
    /// Stand by one no longer, for now
    Suspend {
        /// Its number
        id: CredentialId,
    },
    /// Stand by a suspended one again
    Reinstate {
        /// Its number
        id: CredentialId,
    },
    /// Whether a file proves what it says. Without the network: 0 if it does, 1 if it does not, 2 if that cannot be told
    Verify(verify::Verify),
}

#[derive(Args)]
pub(super) struct Issue {
    /// Whom: name or name@domain
    account: String,
    /// What for
    #[arg(long, value_enum)]
    kind: Kind,
    /// An id of the list of professions
    #[arg(long)]
    profession: Option<String>,
    /// An id of the list of specialties
    #[arg(long)]
    specialty: Option<String>,
    /// Where the profession may be exercised, such as DE-BE
    #[arg(long)]
    jurisdiction: Option<String>,
    /// Whom they work for or what they are a member of, if not this instance itself
    #[arg(long)]
    organization: Option<String>,
    /// What they are there
    #[arg(long)]
    role: Option<String>,
    /// The day from which it is not valid any more, such as 2027-12-31
    #[arg(long)]
    until: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    HealthProfessional,
    Employment,
    Membership,
}

impl From<Kind> for CredentialKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::HealthProfessional => Self::HealthProfessional,
            Kind::Employment => Self::Employment,
            Kind::Membership => Self::Membership,
        }
    }
}

/// Runs one of them; all but `verify` beside a running server.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(super) async fn run(place: &Place, command: &Command) -> anyhow::Result<()> {
    if let Command::Verify(file) = command {
        return verify::run(place, file).await;
    }
    let ctx = open(place).await?;
    match command {
        Command::List { account } => {
            let subject = actor(&ctx, account).await?;
            for row in credential::list(&ctx, subject).await? {
                println!("{}", line(&ctx, &row));
            }
        }
        Command::Show { id } => {
            let row = found(*id, credential::find(&ctx, *id).await)?;
            println!("{}", line(&ctx, &row));
            println!("issuer {}", row.issuer_uri);
            println!("valid from {}", row.valid_from.to_rfc3339_seconds());
            println!("claims {}", row.claims);
        }
        Command::Issue(issue) => println!("{}", self::issue(&ctx, issue).await?.id),
        Command::Revoke { id } => change(&ctx, *id, Step::Revoke).await?,
        Command::Suspend { id } => change(&ctx, *id, Step::Suspend).await?,
        Command::Reinstate { id } => change(&ctx, *id, Step::Reinstate).await?,
        Command::Verify(_) => {}
    }
    Ok(())
}

async fn issue(ctx: &Context, issue: &Issue) -> anyhow::Result<Credential> {
    let until = issue.until.as_deref().map(day).transpose()?;
    let new = NewCredential {
        subject: actor(ctx, &issue.account).await?,
        kind: issue.kind.into(),
        claims: claims(issue)?,
        valid_until: until,
        by: Actor::Operator,
    };
    let tx = ctx.db.begin().await?;
    let issued = credential::issue(&tx, ctx, new).await?;
    tx.commit().await?;
    Ok(issued)
}

/// What the operator says is known to the issuer itself.
fn claims(issue: &Issue) -> anyhow::Result<Claims> {
    let known = |word: &Option<String>, is_known: &dyn Fn(&str) -> bool, what: &str| {
        let unknown = word.as_deref().filter(|word| !is_known(word));
        match unknown {
            Some(word) => Err(anyhow::anyhow!("{word} is no {what} of the list")),
            None => Ok(word.clone()),
        }
    };
    let profession = |id: &str| profession::vocabulary().find(id).is_some();
    let specialty = |id: &str| specialty::vocabulary().find(id).is_some();
    let region = |code: &str| region::find(code).is_some();
    Ok(Claims {
        profession: known(&issue.profession, &profession, "profession")?,
        specialty: known(&issue.specialty, &specialty, "specialty")?,
        jurisdiction: known(&issue.jurisdiction, &region, "region")?,
        assurance: Some(Assurance::IssuerVerified),
        organization: issue.organization.clone(),
        role: issue.role.clone(),
    })
}

#[derive(Clone, Copy)]
enum Step {
    Revoke,
    Suspend,
    Reinstate,
}

async fn change(ctx: &Context, id: CredentialId, step: Step) -> anyhow::Result<()> {
    let by = Actor::Operator;
    let tx = ctx.db.begin().await?;
    let done = match step {
        Step::Revoke => credential::revoke(&tx, ctx, id, &by).await,
        Step::Suspend => credential::suspend(&tx, ctx, id, &by).await,
        Step::Reinstate => credential::reinstate(&tx, ctx, id, &by).await,
    };
    found(id, done)?;
    Ok(tx.commit().await?)
}

fn found(id: CredentialId, answer: domain::Result<Credential>) -> anyhow::Result<Credential> {
    match answer {
        Err(domain::Error::NotFound) => Err(anyhow::anyhow!("there is no credential {id} here")),
        other => Ok(other?),
    }
}

fn day(text: &str) -> anyhow::Result<Timestamp> {
    Timestamp::parse_rfc3339(&format!("{text}T00:00:00Z"))
        .with_context(|| format!("{text} is no day: write 2027-12-31"))
}

fn line(ctx: &Context, row: &Credential) -> String {
    let state = match credential::validity(row, ctx.clock.now()) {
        Validity::Current(state) => state.as_str(),
        Validity::NotYet => "not-yet",
        Validity::Expired => "expired",
    };
    let until = row
        .valid_until
        .map_or_else(|| "-".into(), Timestamp::to_date);
    let (id, kind, uri) = (row.id, row.kind.as_str(), &row.uri);
    format!("{id} {kind} {state} {until} {uri}")
}
