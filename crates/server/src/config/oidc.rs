//! `[[oidc]]`: providers of logins, as the operator writes them and as they are checked at start.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use domain::external_identity::{Duties, Joining};
use domain::kinds::UserRole;
use protocol::oidc::{ClaimNames, ClientSecret, Settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use url::Url;

use super::File;

/// A provider of logins (`OpenID Connect`), such as Keycloak or Entra; a block each.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Oidc {
    /// Its name in addresses: small letters, digits and hyphens, such as `hospital`. The provider must know the address
    /// `https://DOMAIN/login/oidc/NAME/callback`.
    pub name: String,
    /// What people know it by; `name` when unset.
    pub label: Option<String>,
    /// The provider's own name for itself, to the letter as its `/.well-known/openid-configuration` says it.
    pub issuer: String,
    /// The provider's name for this server.
    pub client_id: String,
    /// The file with the secret that the provider gave this server; a public client has none.
    pub client_secret_file: Option<PathBuf>,
    /// What is asked for beside `openid`.
    pub scopes: Vec<String>,
    /// The claim with the e-mail address.
    pub email_claim: String,
    /// The claim with what they are called.
    pub name_claim: String,
    /// The claim with the name that they log in with there.
    pub username_claim: String,
    /// The claim whose words give roles: `groups`, `entitlements`, `roles`, or along dots `realm_access.roles`.
    pub roles_claim: String,
    /// Which word gives which role, `member`, `verifier`, `moderator` or `admin`: `{ "rounds-moderators" = "moderator" }`.
    /// Read at each log-in; without any, roles are given by hand alone.
    pub roles: BTreeMap<String, Role>,
    /// Whether the claims alone decide, so that roles given by hand are taken too.
    pub exclusive_roles: bool,
    /// Values of the claim `acr` that count as a second factor; `mfa` in the claim `amr` always does.
    pub second_factor_acr: Vec<String>,
    /// Whether people whom nobody here knows may join by logging in: `no`, `approval` (a moderator decides) or `yes`.
    #[schemars(with = "String")]
    pub sign_up: Joining,
    /// Whether the provider is in a private network. Nothing else there is asked.
    pub private_network: bool,
}

/// What a word of a claim gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Nothing more.
    Member,
    /// Deciding on requests for verification.
    Verifier,
    /// Deciding on sign-ups and reports.
    Moderator,
    /// Everything but what verifiers see.
    Admin,
}

/// A provider that can be asked.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What it is.
    pub settings: Settings,
    /// Whether it is in a private network.
    pub private_network: bool,
    /// Whether it is asked without TLS, which only a private network allows.
    pub plain_http: bool,
}

impl Default for Oidc {
    fn default() -> Self {
        Self {
            name: String::new(),
            label: None,
            issuer: String::new(),
            client_id: String::new(),
            client_secret_file: None,
            scopes: vec!["email".into(), "profile".into()],
            email_claim: "email".into(),
            name_claim: "name".into(),
            username_claim: "preferred_username".into(),
            roles_claim: "groups".into(),
            roles: BTreeMap::new(),
            exclusive_roles: false,
            second_factor_acr: Vec::new(),
            sign_up: Joining::No,
            private_network: false,
        }
    }
}

impl From<Role> for Duties {
    fn from(role: Role) -> Self {
        let rank = match role {
            Role::Member | Role::Verifier => UserRole::Member,
            Role::Moderator => UserRole::Moderator,
            Role::Admin => UserRole::Admin,
        };
        Self {
            role: rank,
            is_verifier: role == Role::Verifier,
        }
    }
}

/// Checks every block.
///
/// # Errors
/// Names the block, its key and what to write.
pub(super) fn check(file: &File, development: bool) -> anyhow::Result<Vec<Checked>> {
    ensure!(
        file.login.password || !file.oidc.is_empty(),
        "login.password = false leaves no way to log in: add an [[oidc]] block, or leave it out"
    );
    let (mut names, mut issuers) = (BTreeSet::new(), BTreeSet::new());
    let mut checked = Vec::new();
    for block in &file.oidc {
        ensure!(
            is_name(&block.name),
            "oidc.name = \"{}\" must be small letters, digits and hyphens, such as hospital",
            block.name
        );
        ensure!(
            names.insert(&block.name),
            "oidc.name = \"{}\" stands there twice: give each provider a name of its own",
            block.name
        );
        let one = one(block, development).with_context(|| format!("[[oidc]] \"{}\"", block.name));
        checked.push(one?);
        ensure!(
            issuers.insert(&block.issuer),
            "oidc.issuer = \"{}\" stands there twice: one block a provider",
            block.issuer
        );
    }
    Ok(checked)
}

fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=32).contains(&name.len()) && name.chars().all(fits)
}

fn one(block: &Oidc, development: bool) -> anyhow::Result<Checked> {
    let plain_http = issuer(block, development)?;
    ensure!(
        !block.client_id.trim().is_empty(),
        "oidc.client_id is not set: write the name that the provider gave this server"
    );
    let unfit = |scope: &&String| scope.is_empty() || scope.contains(char::is_whitespace);
    if let Some(scope) = block.scopes.iter().find(unfit) {
        bail!("oidc.scopes has \"{scope}\": write one word a scope, such as \"profile\"");
    }
    for (key, claim) in claims(block) {
        ensure!(
            !claim.trim().is_empty(),
            "oidc.{key} is empty: write the name of a claim, or leave it out"
        );
    }
    let secret = block
        .client_secret_file
        .as_deref()
        .map(secret)
        .transpose()?;
    Ok(Checked {
        settings: Settings {
            name: block.name.clone(),
            label: block.label.clone().unwrap_or_else(|| block.name.clone()),
            issuer: block.issuer.clone(),
            client_id: block.client_id.clone(),
            client_secret: secret,
            scopes: block.scopes.clone(),
            claims: claim_names(block),
            joining: block.sign_up,
            exclusive_roles: block.exclusive_roles,
        },
        private_network: block.private_network || development,
        plain_http,
    })
}

/// Whether the issuer is asked without TLS.
fn issuer(block: &Oidc, development: bool) -> anyhow::Result<bool> {
    let issuer = &block.issuer;
    ensure!(
        !issuer.is_empty(),
        "oidc.issuer is not set: write what \"issuer\" says in the provider's /.well-known/openid-configuration"
    );
    let url = Url::parse(issuer).with_context(|| {
        format!("oidc.issuer = \"{issuer}\" is not an address: write one such as https://sso.hospital.example/realms/staff")
    })?;
    let plain_http = match url.scheme() {
        "https" => false,
        "http" if block.private_network || development => true,
        _ => bail!(
            "oidc.issuer = \"{issuer}\" must begin with https; http is for a provider with private_network = true"
        ),
    };
    ensure!(
        url.has_host() && url.query().is_none() && url.fragment().is_none(),
        "oidc.issuer = \"{issuer}\" must be an address without ? and #"
    );
    Ok(plain_http)
}

fn secret(path: &Path) -> anyhow::Result<ClientSecret> {
    let text = std::fs::read_to_string(path).with_context(|| {
        format!(
            "oidc.client_secret_file = \"{}\" cannot be read: write the path of a file with the secret in it",
            path.display()
        )
    })?;
    let text = text.trim();
    ensure!(
        !text.is_empty(),
        "oidc.client_secret_file = \"{}\" is empty: put the secret in it that the provider gave this server",
        path.display()
    );
    Ok(ClientSecret::new(text.to_owned()))
}

fn claims(block: &Oidc) -> [(&'static str, &str); 4] {
    [
        ("email_claim", &block.email_claim),
        ("name_claim", &block.name_claim),
        ("username_claim", &block.username_claim),
        ("roles_claim", &block.roles_claim),
    ]
}

fn claim_names(block: &Oidc) -> ClaimNames {
    let duties = block.roles.iter();
    ClaimNames {
        email: block.email_claim.clone(),
        name: block.name_claim.clone(),
        username: block.username_claim.clone(),
        roles: block.roles_claim.clone(),
        duties: duties
            .map(|(word, role)| (word.clone(), (*role).into()))
            .collect(),
        second_factor_acr: block.second_factor_acr.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block() -> Oidc {
        Oidc {
            name: "hospital".into(),
            issuer: "https://sso.hospital.example/realms/staff".into(),
            client_id: "rounds".into(),
            ..Oidc::default()
        }
    }

    fn refused(change: impl FnOnce(&mut File)) -> String {
        let mut file = File {
            oidc: vec![block()],
            ..File::default()
        };
        change(&mut file);
        format!("{:#}", check(&file, false).expect_err("is refused"))
    }

    #[test]
    fn what_cannot_work_names_its_key_and_the_remedy() {
        type Change = fn(&mut File);
        let cases: [(Change, &str); 11] = [
            (
                |file| file.oidc[0].name = "The Hospital".into(),
                "oidc.name",
            ),
            (|file| file.oidc.push(block()), "oidc.name"),
            (|file| file.oidc[0].issuer.clear(), "oidc.issuer is not set"),
            (|file| file.oidc[0].issuer = "sso".into(), "oidc.issuer"),
            (
                |file| file.oidc[0].issuer = "http://sso.hospital.example".into(),
                "private_network",
            ),
            (|file| file.oidc[0].issuer += "?a", "without ?"),
            (|file| file.oidc[0].client_id.clear(), "oidc.client_id"),
            (
                |file| file.oidc[0].scopes = vec!["a b".into()],
                "oidc.scopes",
            ),
            (|file| file.oidc[0].roles_claim.clear(), "oidc.roles_claim"),
            (
                |file| file.oidc[0].client_secret_file = Some("/nowhere/secret".into()),
                "oidc.client_secret_file",
            ),
            (
                |file| {
                    file.oidc.clear();
                    file.login.password = false;
                },
                "login.password",
            ),
        ];
        for (change, expected) in cases {
            let words = refused(change);
            assert!(words.contains(expected), "{expected}: {words}");
        }
        let twice = refused(|file| {
            file.oidc.push(Oidc {
                name: "other".into(),
                ..block()
            });
        });
        assert!(twice.contains("oidc.issuer"), "{twice}");
    }

    #[test]
    fn a_block_is_read_with_its_secret_which_is_never_shown() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("secret");
        std::fs::write(&path, "hidden\n").expect("writes");
        let text = format!(
            "[login]\npassword = false\n[[oidc]]\nname = \"hospital\"\nissuer = \"http://10.0.0.7/\"\n\
             client_id = \"rounds\"\nclient_secret_file = \"{}\"\nsign_up = \"approval\"\nprivate_network = true\n\
             roles = {{ mods = \"moderator\", boss = \"admin\", cred = \"verifier\" }}\n",
            path.display()
        );
        let file: File = toml::from_str(&text).expect("is a configuration");
        let checked = check(&file, false).expect("is good").remove(0);
        assert!(checked.private_network && checked.plain_http);
        let settings = &checked.settings;
        assert_eq!(settings.joining, Joining::Approval);
        let secret = settings.client_secret.as_ref().expect("is read");
        assert_eq!(secret.secret(), "hidden");
        assert_eq!(settings.claims.duties["boss"].role, UserRole::Admin);
        assert!(settings.claims.duties["cred"].is_verifier);
        assert!(!format!("{checked:?}").contains("hidden"));
    }
}
