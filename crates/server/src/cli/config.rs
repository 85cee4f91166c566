//! `rounds config`: what is in force, for a look and for a report of a fault.

use url::Url;

use super::Place;
use crate::config::{self, File, load};

const MASK: &str = "***";

/// Prints the configuration in force as TOML, secrets masked, or the example file.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(super) fn run(place: &Place, example: bool) -> anyhow::Result<()> {
    if example {
        print!("{}", config::example());
        return Ok(());
    }
    let file = load(place.config_file().as_deref())?;
    print!("{}", toml::to_string(&masked(file))?);
    Ok(())
}

fn masked(mut file: File) -> File {
    file.database.url = file.database.url.map(mask);
    file.mail.smtp_url = file.mail.smtp_url.map(mask);
    file
}

/// Hides the password of an address; an address that cannot be read is hidden whole.
fn mask(address: String) -> String {
    if address.starts_with("sqlite:") {
        return address;
    }
    match Url::parse(&address) {
        Ok(mut url) if url.password().is_some() => {
            if url.set_password(Some(MASK)).is_ok() {
                url.to_string()
            } else {
                MASK.to_owned()
            }
        }
        Ok(_) => address,
        Err(_) => MASK.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_masked() {
        assert_eq!(
            mask("postgres://me:secret@db/rounds".into()),
            "postgres://me:***@db/rounds"
        );
        assert_eq!(
            mask("sqlite:data/rounds.db".into()),
            "sqlite:data/rounds.db"
        );
        assert_eq!(mask("me:secret".replace(':', " ")), "***");
    }

    #[test]
    fn a_whole_configuration_is_toml() {
        let text = toml::to_string(&masked(File::default())).expect("is TOML");
        assert!(text.contains("listen = \"127.0.0.1:3000\""), "{text}");
    }
}
