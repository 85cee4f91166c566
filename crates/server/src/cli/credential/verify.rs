//! `rounds credential verify FILE`: a credential by itself.

use std::fmt;
use std::path::{Path, PathBuf};

use clap::Args;
use domain::{Clock, assertion_key, remote};
use protocol::credential::{Doubt, Keys, Presented, check};
use serde_json::Value;

use super::super::Place;
use super::super::instance::open;

#[derive(Args)]
pub(in super::super) struct Verify {
    /// The credential, as it is served at its address
    file: PathBuf,
    /// The key of its issuer: a did.json, an actor, a Multikey or z6Mk…; without it, the key as this instance knows it
    #[arg(long)]
    key: Option<PathBuf>,
}

/// Nobody can tell whether the file proves what it says.
#[derive(Debug)]
pub(in super::super) struct Unchecked(String);

impl fmt::Display for Unchecked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not checked: {}", self.0)
    }
}

impl std::error::Error for Unchecked {}

/// Says what the file proves, and what was not looked at.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(super) async fn run(place: &Place, file: &Verify) -> anyhow::Result<()> {
    let text = read(&file.file)?;
    let document: Value = serde_json::from_str(&text)
        .map_err(|error| Unchecked(format!("{} is no JSON: {error}", file.file.display())))?;
    let now = Clock::System.now();
    let keys = match &file.key {
        Some(path) => Keys::read(&read(path)?)
            .ok_or_else(|| Unchecked(format!("there is no Ed25519 key in {}", path.display())))?,
        None => known(place, &document).await?,
    };
    match check(&document, &keys, now) {
        Ok(said) => {
            println!("{}", sentence(&said));
            println!(
                "Not checked: whether it was revoked or suspended since. {}",
                asked(&document)
            );
            Ok(())
        }
        Err(doubt @ Doubt::NoKey(_)) => Err(Unchecked(doubt.to_string()).into()),
        Err(Doubt::Refused(refusal)) => Err(anyhow::anyhow!("refused: {refusal}")),
    }
}

fn read(path: &Path) -> Result<String, Unchecked> {
    std::fs::read_to_string(path)
        .map_err(|error| Unchecked(format!("{} cannot be read: {error}", path.display())))
}

/// The keys of the issuer that the instance knows.
async fn known(place: &Place, document: &Value) -> anyhow::Result<Keys> {
    let ctx = open(place).await.map_err(|error| {
        let remedy = "name the key of the issuer with --key";
        Unchecked(format!("{error:#}; without an instance, {remedy}"))
    })?;
    let issuer = document["issuer"].as_str().unwrap_or_default();
    let found = remote::find_by_uri(&ctx, issuer).await?;
    let keys = match &found {
        Some(account) => assertion_key::known(&ctx, account.id).await?,
        None => Vec::new(),
    };
    let keys = keys.into_iter().map(|key| (key.id, key.public_key));
    Ok(Keys::known(issuer.to_owned(), keys))
}

fn sentence(said: &Presented) -> String {
    let until = said.valid_until.map_or_else(
        || "without an end".to_owned(),
        |until| format!("until {}", until.to_rfc3339_seconds()),
    );
    let (issuer, kind, subject) = (&said.issuer, said.kind.as_str(), &said.subject);
    format!("{issuer} signed this {kind} about {subject}; it is valid {until}.")
}

/// Where its status is told.
fn asked(document: &Value) -> String {
    let entries = match &document["credentialStatus"] {
        Value::Array(entries) => entries.iter().collect(),
        entry => vec![entry],
    };
    let lists = entries.iter().filter_map(|entry| {
        let list = entry["statusListCredential"].as_str()?;
        Some(format!(
            "{list} entry {}",
            entry["statusListIndex"].as_str()?
        ))
    });
    let lists: Vec<String> = lists.collect();
    if lists.is_empty() {
        return "It names no list that would tell.".to_owned();
    }
    format!("That is told by {}.", lists.join(" and "))
}
