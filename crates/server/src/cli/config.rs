//! `rounds config`: what is in force, for a look and for a report of a fault.

use std::fmt::Write as _;

use super::{Mode, Place, instance};
use crate::config::{self, Config, File, load};

/// Prints the configuration in force as TOML, secrets masked, or the example file. One that is refused is printed as it
/// was read, and why it is refused after it.
pub(super) async fn run(place: &Place, mode: &Mode, example: bool) -> anyhow::Result<()> {
    if example {
        print(&config::example());
        return Ok(());
    }
    let file = load(place.config_file().as_deref())?;
    let checked = in_force(place, mode, &file).await;
    print(&shown(file, checked.as_ref().ok())?);
    checked.map(drop)
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
fn print(text: &str) {
    print!("{text}");
}

/// As the command line says or, when it says nothing, as the server of this data folder was started.
async fn in_force(place: &Place, mode: &Mode, file: &File) -> anyhow::Result<Config> {
    let overrides = if mode.is_silent() {
        instance::served(place, file).await?
    } else {
        None
    };
    config::check(file, &overrides.unwrap_or_else(|| mode.overrides(place)))
}

fn shown(file: File, config: Option<&Config>) -> anyhow::Result<String> {
    let Some(config) = config else {
        return Ok(toml::to_string(&config::masked(file))?);
    };
    let mut text = String::new();
    for (what, value) in config::facts(config) {
        writeln!(text, "# {what}: {value}")?;
    }
    let file = config::masked(config::effective(file, config));
    Ok(format!("{text}\n{}", toml::to_string(&file)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Overrides, check};

    #[test]
    fn what_is_shown_can_be_read_again() {
        let overrides = Overrides {
            development: true,
            ..Overrides::default()
        };
        let config = check(&File::default(), &overrides).expect("is good");
        let text = shown(File::default(), Some(&config)).expect("is TOML");
        assert!(text.starts_with("# mode: development"), "{text}");
        let again: File = toml::from_str(&text).expect("is a configuration");
        assert_eq!(again.domain.as_deref(), Some("localhost:3000"));
    }

    #[test]
    fn a_configuration_that_is_refused_is_shown_as_it_was_read() {
        let text = shown(File::default(), None).expect("is TOML");
        assert!(text.contains("listen = \"127.0.0.1:3000\""), "{text}");
        assert!(!text.contains("domain ="), "{text}");
    }
}
