//! `rounds backup …`: one file with everything.

use std::path::PathBuf;

use clap::Subcommand;
use domain::Clock;

use super::Place;
use super::instance::open_config;
use crate::backup::{self, Contents};

#[derive(Subcommand)]
pub(super) enum Backup {
    /// Write the database and the files to a new file, beside the running server (SQLite)
    Create {
        /// The file, such as rounds-2027-01-31.tar.gz
        file: PathBuf,
        /// Put the instance secret in too: whoever has the file can then speak for everyone here
        #[arg(long)]
        with_secret: bool,
    },
    /// Make the data folder, which must hold no instance, of such a file
    Restore {
        /// The file
        file: PathBuf,
    },
}

/// Runs one of them.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(super) async fn run(place: &Place, command: &Backup) -> anyhow::Result<()> {
    let folder = place.data_dir.display();
    match command {
        Backup::Create { file, with_secret } => {
            let (config, db) = open_config(place).await?;
            let now = Clock::System.now();
            eprintln!("copying the database of {} …", config.domain);
            let made = backup::create(&config, &db, file, *with_secret, now).await?;
            println!("{}: {}", file.display(), in_words(&made));
            if !made.has_secret {
                println!(
                    "The secret is not in it. Without {folder}/secret nobody believes the restored accounts: keep a copy \
                     elsewhere."
                );
            }
        }
        Backup::Restore { file } => {
            eprintln!("unpacking and checking {} …", file.display());
            let restored = backup::restore(file, &place.data_dir).await?;
            println!("{folder}: {}", in_words(&restored));
            if !restored.has_secret {
                println!(
                    "Before you start it, put the secret of this instance in {folder}/secret (chmod 600)."
                );
            }
        }
    }
    Ok(())
}

fn in_words(contents: &Contents) -> String {
    format!(
        "{}, as of {}, with {} files",
        contents.manifest.identity,
        contents.manifest.created_at.to_rfc3339_seconds(),
        contents.files
    )
}
