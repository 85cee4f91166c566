//! The configuration in force, for a look and for a report of a fault: what the command line changed is in it, secrets
//! are not.

use url::Url;

use super::{Config, File, Mail};

const MASK: &str = "***";

/// What follows from the configuration and stands in no key of it.
#[must_use]
pub fn facts(config: &Config) -> Vec<(&'static str, String)> {
    let mode = if config.development {
        "development (--dev): private peers, sign-ups usable at once, no rate limits"
    } else {
        "production"
    };
    let mail = match &config.mail {
        Mail::Folder(folder) => format!("into files in {}", folder.display()),
        Mail::Smtp { url, .. } => mask(url.clone()),
    };
    let clips = match &config.ffmpeg {
        Some(ffmpeg) => format!("read by {}", ffmpeg.program().display()),
        None => "refused: ffmpeg was not found, or limits.video_bytes is 0".to_owned(),
    };
    vec![
        ("mode", mode.to_owned()),
        ("address", config.base.to_string()),
        ("data folder", config.data_dir.display().to_string()),
        ("database", mask(config.database.url.clone())),
        ("mail", mail),
        ("videos and sound", clips),
    ]
}

/// `file` with what is in force instead of what it says or leaves open.
#[must_use]
pub fn effective(file: File, config: &Config) -> File {
    let instance = &config.rules.instance;
    let mut file = file;
    file.domain = Some(config.domain.clone());
    file.server.listen = config.listen;
    file.database.url = Some(config.database.url.clone());
    let ffmpeg = config.ffmpeg.as_ref();
    file.media.ffmpeg = ffmpeg.map(|ffmpeg| ffmpeg.program().to_owned());
    file.instance.contact_email = Some(instance.contact_email.clone());
    file.instance.abuse_email = Some(instance.abuse_email.clone());
    file.instance.source_url = Some(instance.source_url.clone());
    file.instance.registrations = config.rules.registrations;
    file.federation.allow_private_addresses = config.development;
    file
}

/// `file` without passwords.
#[must_use]
pub fn masked(mut file: File) -> File {
    file.database.url = file.database.url.map(mask);
    file.mail.smtp_url = file.mail.smtp_url.map(mask);
    file.translation.api_key = file.translation.api_key.map(|_| MASK.to_owned());
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
    use crate::config::{Overrides, check};

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
    fn what_the_command_line_changes_is_shown_and_secrets_are_not() {
        let overrides = Overrides {
            development: true,
            port: Some(3001),
            data_dir: Some("elsewhere".into()),
            ..Overrides::default()
        };
        let mut file = File::default();
        file.database.url = Some("postgres://me:hidden@db/rounds".into());
        file.mail.smtp_url = Some("smtps://me:hidden@mail.example".into());
        file.mail.from = Some("a@rounds.example".into());
        file.translation.url = Url::parse("https://translate.example").ok();
        file.translation.api_key = Some("hidden".into());
        let config = check(&file, &overrides).expect("is good");
        let text = toml::to_string(&masked(effective(file, &config))).expect("is TOML");
        for expected in [
            "domain = \"localhost:3001\"",
            "listen = \"127.0.0.1:3001\"",
            "abuse_email = \"admin@localhost:3001\"",
            "registrations = \"open\"",
            "allow_private_addresses = true",
            "url = \"postgres://me:***@db/rounds\"",
            "smtp_url = \"smtps://me:***@mail.example\"",
        ] {
            assert!(text.contains(expected), "{expected}: {text}");
        }
        let facts = format!("{:?}", facts(&config));
        assert!(facts.contains("http://localhost:3001/"), "{facts}");
        assert!(!format!("{text}{facts}").contains("hidden"));
    }
}
