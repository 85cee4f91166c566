//! Turns a configuration file and the command line into values that are known to be good, or says which key is not.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context as _, bail, ensure};
use domain::ffmpeg::Ffmpeg;
use url::Url;

use super::{Config, File, Mail, Overrides, oidc};

/// Checks everything that can be checked before anything is started.
///
/// # Errors
/// Names the key and what to write.
pub fn check(file: &File, overrides: &Overrides) -> anyhow::Result<Config> {
    refuse_environment()?;
    let development = overrides.development;
    ensure!(
        development || !file.federation.allow_private_addresses,
        "federation.allow_private_addresses is for development: remove it, or start with --dev"
    );
    let listen = listen(file, overrides)?;
    let (base, domain) = if development {
        development_address(overrides, listen)?
    } else {
        production_address(file, overrides)?
    };
    let data_dir = overrides
        .data_dir
        .clone()
        .unwrap_or_else(|| PathBuf::from("data"));
    Ok(Config {
        development,
        listen,
        metrics_listen: file.server.metrics_listen,
        media_base: file.media.base_url.clone(),
        ffmpeg: ffmpeg(file)?,
        database: database(file, overrides, &data_dir)?,
        rules: rules(file, &base, &domain, development)?,
        trusted_proxies: file.server.trusted_proxies.clone(),
        extra_ca: file.federation.extra_ca.clone(),
        mail: mail(file, development, &data_dir)?,
        translation: translation(file)?,
        oidc: oidc::check(file, development)?,
        log: file.log.clone(),
        base,
        domain,
        data_dir,
    })
}

/// Where the program for videos and sound is, unless the operator wants neither.
fn ffmpeg(file: &File) -> anyhow::Result<Option<Ffmpeg>> {
    if file.limits.video_bytes == 0 {
        return Ok(None);
    }
    let path = file.media.ffmpeg.as_deref();
    let found = Ffmpeg::find(path);
    if let Some(path) = path {
        ensure!(
            found.is_some(),
            "media.ffmpeg = \"{}\" is no file: write where ffmpeg is, or leave it out",
            path.display()
        );
    }
    Ok(found)
}

/// A library's back door that would open every private address to requests from outside.
fn refuse_environment() -> anyhow::Result<()> {
    const DOOR: &str = "DANGER_FEDERATION_ALLOW_LOCAL_IP";
    ensure!(
        std::env::var_os(DOOR).is_none(),
        "the environment variable {DOOR} is set: unset it"
    );
    Ok(())
}

fn listen(file: &File, overrides: &Overrides) -> anyhow::Result<SocketAddr> {
    if let Some(listen) = overrides.listen {
        ensure!(
            overrides.port.is_none(),
            "--listen has a port already: leave --port out"
        );
        return Ok(listen);
    }
    let mut listen = file.server.listen;
    if let Some(port) = overrides.port {
        listen.set_port(port);
    }
    Ok(listen)
}

/// `http://localhost:PORT`, or what `--domain` says, with the port in every address unless it is 80.
fn development_address(overrides: &Overrides, listen: SocketAddr) -> anyhow::Result<(Url, String)> {
    let host = overrides.domain.as_deref().unwrap_or("localhost");
    let authority = match listen.port() {
        80 => host.to_owned(),
        _ if host.contains(':') => host.to_owned(),
        port => format!("{host}:{port}"),
    };
    let base = Url::parse(&format!("http://{authority}")).with_context(|| {
        format!("--domain {host} is not a host name: write one such as localhost")
    })?;
    Ok((base, authority))
}

fn production_address(file: &File, overrides: &Overrides) -> anyhow::Result<(Url, String)> {
    let domain = overrides.domain.as_ref().or(file.domain.as_ref());
    let Some(domain) = domain else {
        bail!(
            "domain is not set: write domain = \"rounds.example\" into the configuration file, \
             set ROUNDS_DOMAIN, or start with --dev to try it on this machine"
        );
    };
    ensure!(
        domain.contains('.')
            && !domain.contains(':')
            && domain.parse::<std::net::IpAddr>().is_err(),
        "domain = \"{domain}\" is not a public host name: write one such as rounds.example, without a port"
    );
    let web = file.server.web_domain.as_ref().unwrap_or(domain);
    let base = Url::parse(&format!("https://{web}"))
        .with_context(|| format!("server.web_domain = \"{web}\" is not a host name"))?;
    Ok((base, domain.to_lowercase()))
}

fn database(
    file: &File,
    overrides: &Overrides,
    data_dir: &std::path::Path,
) -> anyhow::Result<storage::Options> {
    let configured = overrides
        .database_url
        .as_ref()
        .or(file.database.url.as_ref());
    let url = configured
        .cloned()
        .unwrap_or_else(|| format!("sqlite:{}", data_dir.join("rounds.db").display()));
    ensure!(
        ["sqlite:", "postgres:", "postgresql:"]
            .iter()
            .any(|scheme| url.starts_with(scheme)),
        "database.url must begin with sqlite: or postgres:"
    );
    ensure!(
        file.database.connections > 0,
        "database.connections must be at least 1"
    );
    Ok(storage::Options {
        url,
        connections: file.database.connections,
        durable: file.database.durable,
    })
}

fn rules(
    file: &File,
    base: &Url,
    domain: &str,
    development: bool,
) -> anyhow::Result<domain::config::Config> {
    let instance = &file.instance;
    ensure!(
        !instance.title.trim().is_empty(),
        "instance.title is empty: write the name of your instance"
    );
    ensure!(
        !instance.languages.is_empty(),
        "instance.languages is empty: write at least [\"en\"]"
    );
    let contact_email = match &instance.contact_email {
        Some(email) => email.clone(),
        None if development => format!("admin@{domain}"),
        None => bail!(
            "instance.contact_email is not set: write the address that answers for this instance"
        ),
    };
    ensure!(
        (1..=100_000).contains(&file.limits.status_characters),
        "limits.status_characters must be between 1 and 100000"
    );
    ensure!(
        file.limits.pseudonyms <= domain::pseudonym::MOST,
        "limits.pseudonyms must be at most {}",
        domain::pseudonym::MOST
    );
    ensure!(
        file.verification.expire_days > 0,
        "verification.expire_days must be at least 1"
    );
    Ok(domain::config::Config {
        instance: domain::config::Instance {
            title: instance.title.clone(),
            description: instance.description.clone(),
            abuse_email: instance
                .abuse_email
                .clone()
                .unwrap_or_else(|| contact_email.clone()),
            contact_email,
            contact_account: instance.contact_account.clone(),
            languages: instance.languages.clone(),
            source_url: source_url(file, base, development)?,
            version: env!("CARGO_PKG_VERSION"),
        },
        registrations: registrations(file, development),
        password_log_in: file.login.password,
        trends: instance.trends,
        federation: domain::config::Federation {
            mode: file.federation.mode,
            authorized_fetch: file.federation.authorized_fetch,
            show_domain_blocks: file.federation.show_domain_blocks,
            show_domain_block_reasons: file.federation.show_domain_block_reasons,
        },
        limits: domain::config::Limits {
            status_characters: file.limits.status_characters,
            image_bytes: file.limits.image_bytes,
            video_bytes: file.limits.video_bytes,
            media_cache_bytes: file.media.cache_bytes,
            pseudonyms: file.limits.pseudonyms,
            ..domain::config::Limits::default()
        },
        verification: domain::config::Verification {
            keep_evidence_days: file.verification.keep_evidence_days,
            expire_days: file.verification.expire_days,
        },
        two_factor_required_for: file.security.two_factor_required_for.clone(),
        ip_days: file.server.ip_days,
        development,
    })
}

/// Who may sign up with a password, if there are any.
fn registrations(file: &File, development: bool) -> domain::config::Registrations {
    if !file.login.password {
        domain::config::Registrations::Closed
    } else if development {
        domain::config::Registrations::Open
    } else {
        file.instance.registrations
    }
}

/// Development has a page of its own instead, which says that the source is where the server was built.
fn source_url(file: &File, base: &Url, development: bool) -> anyhow::Result<Url> {
    match &file.instance.source_url {
        Some(url) => Ok(url.clone()),
        None if development => Ok(base.join("/source")?),
        None => bail!(
            "instance.source_url is not set: write the address where people get the source of the version that you run, \
             such as your repository; the licence (AGPL-3.0, section 13) demands it"
        ),
    }
}

fn mail(file: &File, development: bool, data_dir: &std::path::Path) -> anyhow::Result<Mail> {
    match (&file.mail.smtp_url, &file.mail.from) {
        (Some(url), Some(from)) => Ok(Mail::Smtp {
            url: url.clone(),
            from: from.clone(),
        }),
        (Some(_), None) => bail!(
            "mail.from is not set: write the sender, such as \"Rounds <no-reply@rounds.example>\""
        ),
        (None, _) if development => Ok(Mail::Folder(data_dir.join("mail"))),
        (None, _) => bail!(
            "mail.smtp_url is not set: write smtps://USER:PASSWORD@HOST; without mail nobody can confirm an address"
        ),
    }
}

fn translation(file: &File) -> anyhow::Result<Option<(Url, Option<String>)>> {
    let key = file.translation.api_key.clone();
    let Some(url) = &file.translation.url else {
        ensure!(
            key.is_none(),
            "translation.url is not set: write the address of the service that translation.api_key is for"
        );
        return Ok(None);
    };
    ensure!(
        matches!(url.scheme(), "http" | "https") && url.has_host() && url.password().is_none(),
        "translation.url must be an address such as https://translate.rounds.example, without a password: \
         a key stands in translation.api_key"
    );
    Ok(Some((url.clone(), key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn development(overrides: Overrides) -> Config {
        check(
            &File::default(),
            &Overrides {
                development: true,
                ..overrides
            },
        )
        .expect("is good")
    }

    #[test]
    fn development_carries_the_port_in_every_address() {
        let config = development(Overrides {
            port: Some(3001),
            ..Overrides::default()
        });
        assert_eq!(
            (config.base.as_str(), config.domain.as_str()),
            ("http://localhost:3001/", "localhost:3001")
        );
    }

    #[test]
    fn a_host_of_its_own_on_port_80() {
        let config = development(Overrides {
            listen: Some(SocketAddr::from(([127, 0, 0, 3], 80))),
            domain: Some("127.0.0.3".into()),
            ..Overrides::default()
        });
        assert_eq!(
            (config.base.as_str(), config.domain.as_str()),
            ("http://127.0.0.3/", "127.0.0.3")
        );
    }

    #[test]
    fn in_development_the_source_is_a_page_of_the_server() {
        let config = development(Overrides::default());
        assert_eq!(
            config.rules.instance.source_url.as_str(),
            "http://localhost:3000/source"
        );
    }

    #[test]
    fn a_translator_has_an_address() {
        let refused = |url: Option<&str>| {
            let mut file = File::default();
            file.translation.url = url.map(|url| Url::parse(url).expect("a url"));
            file.translation.api_key = Some("key".into());
            translation(&file)
        };
        for wrong in [
            None,
            Some("ftp://a.example/"),
            Some("https://a:b@a.example/"),
        ] {
            let error = refused(wrong).expect_err("is refused").to_string();
            assert!(error.starts_with("translation.url"), "{error}");
        }
        let good = refused(Some("http://127.0.0.1:5000")).expect("is good");
        assert_eq!(good.expect("is set").1.as_deref(), Some("key"));
    }

    #[test]
    fn production_names_the_missing_key() {
        let refused = |file: &File| {
            check(file, &Overrides::default())
                .expect_err("is refused")
                .to_string()
        };
        let mut file = File::default();
        assert!(refused(&file).starts_with("domain is not set"));
        file.domain = Some("localhost:3000".into());
        assert!(refused(&file).contains("without a port"));
        file.domain = Some("rounds.example".into());
        assert!(refused(&file).starts_with("instance.contact_email is not set"));
        file.instance.contact_email = Some("a@rounds.example".into());
        assert!(refused(&file).starts_with("instance.source_url is not set"));
        file.instance.source_url = Url::parse("https://git.rounds.example/rounds").ok();
        assert!(refused(&file).starts_with("mail.smtp_url is not set"));
        file.federation.allow_private_addresses = true;
        assert!(refused(&file).starts_with("federation.allow_private_addresses"));
    }
}
