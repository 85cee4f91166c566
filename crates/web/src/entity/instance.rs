//! `Instance` and `V1::Instance`. What is promised here, apps offer: nothing that is missing is.

use domain::account_view::AccountView;
use domain::config::Registrations;
use domain::domain_block::Published;
use domain::instance::Counts;
use domain::kinds::Severity;
use domain::rule;
use domain::{Context, Result};
use schemars::JsonSchema;
use serde::Serialize;

use super::account::Account;
use super::configuration::{Configuration, ConfigurationV1, streaming};
use super::format::Url;
use super::rule::Rule;
use crate::assets;

/// The Mastodon whose API this is: the first one with quotes.
const COMPATIBLE: &str = "4.5.0";
/// What apps ask before they offer what is new: 9 is the profile of 4.6 with descriptions of its pictures. 10 would promise
/// notifications with a fallback for apps that do not know their kind.
const API_VERSION: u32 = 9;

/// What the database knows of the instance.
pub struct Facts {
    /// How many there are of what.
    pub counts: Counts,
    /// The rules.
    pub rules: Vec<rule::Rule>,
    /// Whether there are terms of service.
    pub has_terms: bool,
    /// Who answers for it.
    pub contact: Option<AccountView>,
    /// The key by which push services know it.
    pub vapid: String,
    /// Whether someone translates.
    pub translates: bool,
}

impl Facts {
    fn contact(&self, ctx: &Context) -> Result<Option<Account<'_>>> {
        let account = self.contact.as_ref();
        account.map(|view| Account::new(ctx, view)).transpose()
    }
}

/// `GET /api/v2/instance`.
#[derive(Serialize, JsonSchema)]
pub struct Instance<'a> {
    domain: &'a str,
    title: &'a str,
    version: String,
    #[schemars(with = "Url")]
    source_url: &'a str,
    description: &'a str,
    /// The year of a campaign of annual reports; there are none.
    wrapstodon: Option<&'static str>,
    usage: Usage,
    thumbnail: Thumbnail,
    icon: Vec<InstanceIcon>,
    languages: &'a [String],
    configuration: Configuration<'a>,
    registrations: InstanceRegistrations,
    api_versions: ApiVersions,
    contact: Contact<'a>,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Usage {
    users: UsageUsers,
}

#[derive(Serialize, JsonSchema)]
struct UsageUsers {
    active_month: i64,
}

#[derive(Serialize, JsonSchema)]
struct Thumbnail {
    #[schemars(with = "Url")]
    url: String,
    description: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct InstanceIcon {
    #[schemars(with = "Url")]
    src: String,
    size: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct InstanceRegistrations {
    enabled: bool,
    approval_required: bool,
    reason_required: bool,
    message: Option<String>,
    min_age: Option<u32>,
    #[schemars(with = "Url")]
    url: String,
}

#[derive(Serialize, JsonSchema)]
struct ApiVersions {
    mastodon: u32,
}

#[derive(Serialize, JsonSchema)]
struct Contact<'a> {
    email: &'a str,
    account: Option<Account<'a>>,
}

impl<'a> Instance<'a> {
    /// The instance as it is configured, with what the database knows of it.
    ///
    /// # Errors
    /// When a column holds something else than it should.
    pub fn new(ctx: &'a Context, facts: &'a Facts) -> Result<Self> {
        let instance = &ctx.config.instance;
        Ok(Self {
            domain: ctx.uris.domain(),
            title: &instance.title,
            version: version(ctx),
            source_url: instance.source_url.as_str(),
            description: &instance.description,
            wrapstodon: None,
            usage: Usage {
                users: UsageUsers {
                    active_month: facts.counts.active_month,
                },
            },
            thumbnail: Thumbnail {
                url: mark(ctx),
                description: "",
            },
            icon: vec![InstanceIcon {
                src: mark(ctx),
                size: "512x512",
            }],
            languages: &instance.languages,
            configuration: Configuration::new(ctx, facts),
            registrations: InstanceRegistrations::new(ctx),
            api_versions: ApiVersions {
                mastodon: API_VERSION,
            },
            contact: Contact {
                email: &instance.contact_email,
                account: facts.contact(ctx)?,
            },
            rules: rules(&facts.rules),
        })
    }
}

impl InstanceRegistrations {
    fn new(ctx: &Context) -> Self {
        let registrations = ctx.config.registrations;
        Self {
            enabled: registrations != Registrations::Closed,
            approval_required: registrations == Registrations::Approval,
            reason_required: registrations == Registrations::Approval,
            message: None,
            min_age: None,
            url: ctx.uris.path("/signup"),
        }
    }
}

/// `GET /api/v1/instance`.
#[derive(Serialize, JsonSchema)]
pub struct InstanceV1<'a> {
    uri: &'a str,
    title: &'a str,
    short_description: &'a str,
    description: &'a str,
    email: &'a str,
    version: String,
    urls: UrlsV1,
    stats: Stats,
    #[schemars(with = "Url")]
    thumbnail: String,
    languages: &'a [String],
    registrations: bool,
    approval_required: bool,
    invites_enabled: bool,
    configuration: ConfigurationV1,
    contact_account: Option<Account<'a>>,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct UrlsV1 {
    #[schemars(with = "Url")]
    streaming_api: String,
}

#[derive(Serialize, JsonSchema)]
#[expect(clippy::struct_field_names, reason = "the API names them so")]
struct Stats {
    user_count: i64,
    status_count: i64,
    domain_count: i64,
}

impl<'a> InstanceV1<'a> {
    /// The instance as it is configured, with what the database knows of it.
    ///
    /// # Errors
    /// When a column holds something else than it should.
    pub fn new(ctx: &'a Context, facts: &'a Facts) -> Result<Self> {
        let instance = &ctx.config.instance;
        let registrations = ctx.config.registrations;
        Ok(Self {
            uri: ctx.uris.domain(),
            title: &instance.title,
            short_description: &instance.description,
            description: &instance.description,
            email: &instance.contact_email,
            version: version(ctx),
            urls: UrlsV1 {
                streaming_api: streaming(ctx),
            },
            stats: Stats {
                user_count: facts.counts.users,
                status_count: facts.counts.statuses,
                domain_count: facts.counts.domains,
            },
            thumbnail: mark(ctx),
            languages: &instance.languages,
            registrations: registrations != Registrations::Closed,
            approval_required: registrations == Registrations::Approval,
            invites_enabled: false,
            configuration: ConfigurationV1::new(ctx),
            contact_account: facts.contact(ctx)?,
            rules: rules(&facts.rules),
        })
    }
}

fn version(ctx: &Context) -> String {
    let ours = ctx.config.instance.version;
    format!("{COMPATIBLE} (compatible; Rounds {ours})")
}

/// The picture that stands for the instance, 512 pixels wide and high.
fn mark(ctx: &Context) -> String {
    ctx.uris.path(&assets::path("mark.png"))
}

/// The list of `Rule`.
#[must_use]
pub fn rules(rules: &[rule::Rule]) -> Vec<Rule<'_>> {
    rules.iter().map(Rule::from).collect()
}

/// `Language`.
#[derive(Serialize, JsonSchema)]
pub struct Language {
    /// ISO 639-1.
    pub code: &'static str,
    /// In English.
    pub name: &'static str,
}

/// A domain that is limited here.
#[derive(Serialize, JsonSchema)]
pub struct DomainBlock {
    domain: String,
    /// SHA-256 of the domain, in hexadecimal.
    digest: String,
    severity: Severity,
    comment: Option<String>,
}

impl From<Published> for DomainBlock {
    fn from(block: Published) -> Self {
        Self {
            domain: block.domain,
            digest: block.digest,
            severity: block.severity,
            comment: block.comment,
        }
    }
}
