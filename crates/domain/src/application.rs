//! OAuth clients: apps that people let in.

use storage::application::Application as Row;
use storage::id::ApplicationId;
use subtle::ConstantTimeEq;
use url::Url;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::reason::Reason;
use crate::scope::Scopes;
use crate::secret::{hash_token, random_token};

/// The redirect of a client that cannot be called back: the code is shown to be copied.
pub const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";

const NAME_CHARACTERS: usize = 60;
const URI_BYTES: usize = 2000;
const MOST_REDIRECT_URIS: usize = 16;
/// Schemes that would run in our own pages.
const SCRIPT_SCHEMES: [&str; 4] = ["javascript", "data", "vbscript", "blob"];

/// A client, as others see it.
#[derive(Clone, Debug)]
pub struct Application {
    /// Its number.
    pub id: ApplicationId,
    /// What it calls itself in requests.
    pub client_id: String,
    /// What people read.
    pub name: String,
    /// Its own page.
    pub website: Option<String>,
    /// Where codes may be sent.
    pub redirect_uris: Vec<String>,
    /// The most that it may ask for.
    pub scopes: Scopes,
    secret_hash: String,
}

/// What a client says of itself when it registers.
#[derive(Clone, Debug, Default)]
pub struct NewApplication {
    /// Name.
    pub name: String,
    /// Redirect URIs, absolute; custom schemes are welcome.
    pub redirect_uris: Vec<String>,
    /// Scopes separated by spaces; `read` when absent.
    pub scopes: Option<String>,
    /// Its own page, http or https.
    pub website: Option<String>,
}

/// Registers a client. The secret is returned and kept as a hash.
pub async fn create(ctx: &Context, new: NewApplication) -> Result<(Application, String)> {
    let name = check_name(&new.name)?;
    check_redirect_uris(&new.redirect_uris)?;
    let website = check_website(new.website)?;
    let scopes = match new.scopes.as_deref().filter(|text| !text.trim().is_empty()) {
        Some(text) => {
            Scopes::parse(text).ok_or_else(|| Error::invalid("scopes", "name something unknown"))?
        }
        None => Scopes::default_read(),
    };
    let now = ctx.clock.now();
    let secret = random_token();
    let row = Row {
        id: ApplicationId::generate(now),
        client_id: random_token(),
        secret_hash: hash_token(&secret),
        name,
        website,
        redirect_uris: serde_json::to_string(&new.redirect_uris)?,
        scopes: scopes.to_string(),
        created_at: now,
    };
    let tx = ctx.db.begin().await?;
    storage::application::insert(&*tx, row.clone()).await?;
    tx.commit().await?;
    Ok((read(row)?, secret))
}

/// The client with this number.
pub async fn show(ctx: &Context, id: ApplicationId) -> Result<Application> {
    let row = storage::application::find_by_id(ctx.db.read(), id).await?;
    read(row.ok_or(Error::NotFound)?)
}

/// The client that calls itself `client_id`.
pub async fn find(ctx: &Context, client_id: &str) -> Result<Option<Application>> {
    let row = storage::application::find_by_client_id(ctx.db.read(), client_id).await?;
    row.map(read).transpose()
}

/// The client with this id and this secret.
pub async fn authenticate(
    ctx: &Context,
    client_id: &str,
    secret: &str,
) -> Result<Option<Application>> {
    let given = hash_token(secret);
    let found = find(ctx, client_id).await?;
    Ok(found.filter(|client| client.secret_hash.as_bytes().ct_eq(given.as_bytes()).into()))
}

/// The client in whose name the command line issues tokens; nobody knows its secret.
pub(crate) fn command_line(ctx: &Context) -> Row {
    let now = ctx.clock.now();
    Row {
        id: ApplicationId::generate(now),
        client_id: "command-line".into(),
        secret_hash: hash_token(&random_token()),
        name: "Command line".into(),
        website: None,
        redirect_uris: "[]".into(),
        scopes: crate::scope::KNOWN.join(" "),
        created_at: now,
    }
}

fn read(row: Row) -> Result<Application> {
    Ok(Application {
        id: row.id,
        client_id: row.client_id,
        name: row.name,
        website: row.website,
        redirect_uris: serde_json::from_str(&row.redirect_uris)?,
        scopes: Scopes::parse(&row.scopes)
            .ok_or_else(|| Error::internal("a client with unknown scopes"))?,
        secret_hash: row.secret_hash,
    })
}

fn check_name(name: &str) -> Result<String> {
    let name = name.trim();
    match name.chars().count() {
        0 => Err(Error::invalid("client_name", "can't be blank")),
        count if count > NAME_CHARACTERS => Err(Error::invalid(
            "client_name",
            Reason::new("is too long (maximum is {max} characters)").with("max", NAME_CHARACTERS),
        )),
        _ => Ok(name.to_owned()),
    }
}

fn check_redirect_uris(uris: &[String]) -> Result<()> {
    let refuse = |reason: &'static str| Err(Error::invalid("redirect_uris", reason));
    match uris.len() {
        0 => refuse("can't be blank"),
        count if count > MOST_REDIRECT_URIS => refuse("are too many"),
        _ if uris.iter().any(|uri| uri.len() > URI_BYTES) => refuse("are too long"),
        _ if uris.iter().all(|uri| is_redirect(uri)) => Ok(()),
        _ => refuse("must be absolute URIs without a fragment"),
    }
}

/// An absolute URI without a fragment (RFC 6749 section 3.1.2) that does not run as a script.
fn is_redirect(uri: &str) -> bool {
    uri == OUT_OF_BAND
        || Url::parse(uri).is_ok_and(|url| {
            uri.bytes().all(|byte| byte.is_ascii_graphic())
                && url.fragment().is_none()
                && !SCRIPT_SCHEMES.contains(&url.scheme())
                && (!matches!(url.scheme(), "http" | "https") || url.has_host())
        })
}

fn check_website(website: Option<String>) -> Result<Option<String>> {
    let Some(website) = website.filter(|text| !text.trim().is_empty()) else {
        return Ok(None);
    };
    let is_page = |url: Url| matches!(url.scheme(), "http" | "https");
    if website.len() <= URI_BYTES && Url::parse(&website).is_ok_and(is_page) {
        Ok(Some(website))
    } else {
        Err(Error::invalid(
            "website",
            "must be an http or https address",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn security_35_redirects_of_apps_are_welcome_and_scripts_are_not() {
        for uri in [
            OUT_OF_BAND,
            "icecubesapp://",
            "mastodon-android-auth://callback",
            "oauth2redirect://com.keylesspalace.tusky/",
            "https://phanpy.example/",
            "http://localhost:5314/callback?x=1",
        ] {
            assert!(is_redirect(uri), "{uri}");
        }
        for uri in [
            "",
            "/callback",
            "//evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://a.example/#x",
        ] {
            assert!(!is_redirect(uri), "{uri}");
        }
    }

    #[tokio::test]
    async fn a_client_is_known_by_its_secret_alone() {
        let test = crate::testing::context().await;
        let new = NewApplication {
            name: "toot".into(),
            redirect_uris: vec![OUT_OF_BAND.into()],
            scopes: Some("read write".into()),
            website: None,
        };
        let (client, secret) = create(&test.ctx, new).await.expect("registers");
        let found = authenticate(&test.ctx, &client.client_id, &secret)
            .await
            .expect("answers");
        assert_eq!(found.map(|found| found.id), Some(client.id));
        assert!(
            authenticate(&test.ctx, &client.client_id, "other")
                .await
                .expect("answers")
                .is_none()
        );
    }
}
