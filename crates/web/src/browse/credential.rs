//! `/verify/ID`: what this instance vouches for about someone, for whoever wants to know whether it holds.

use axum::extract::{Path, State as FromState};
use axum::response::Response;
use domain::account::{Account, acct};
use domain::credential::{self, Claims, Credential, CredentialKind, CredentialState, Validity};
use domain::id::CredentialId;
use domain::vocabulary::Vocabulary;
use domain::{profession, region, specialty};

use crate::error::Result;
use crate::extract::Frame;
use crate::i18n::Lang;
use crate::pages::credential::CredentialPage;
use crate::pages::issuers::kind_key;
use crate::pages::layout::Head;
use crate::state::State;

/// `GET /verify/ID`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Path(id): Path<String>,
) -> Response {
    let Ok(id) = id.parse() else {
        return super::missing(frame).await;
    };
    frame.finish(page(&state, &frame, id).await)
}

async fn page(state: &State, frame: &Frame, id: CredentialId) -> Result<Response> {
    let ctx = &state.ctx;
    let (row, subject) = credential::find_own(ctx, id).await?;
    let validity = credential::validity(&row, ctx.clock.now());
    let words = Words {
        lang: frame.lang(),
        issuer: &ctx.config.instance.title,
        claims: credential::claims(&row)?,
    };
    let is_valid = validity == Validity::Current(CredentialState::Valid);
    let sentence = words.sentence(&row, &subject, is_valid);
    let title = words.lang.t(title(validity));
    let head = Head {
        description: sentence.clone(),
        canonical: Some(ctx.uris.verify(id)),
        ..Head::private(title.with("issuer", words.issuer).to_string())
    };
    let handle = acct(&subject);
    let page = subject.url.unwrap_or(subject.uri);
    Ok(frame.publish(&CredentialPage {
        page: frame.headed(head),
        sentence,
        standing: words.standing(&row, validity),
        is_valid,
        facts: words.facts(row.kind),
        profile: (format!("@{handle}"), page),
        document: row.uri,
    }))
}

fn title(validity: Validity) -> &'static str {
    match validity {
        Validity::Current(CredentialState::Valid) => "credential-title",
        Validity::Current(CredentialState::Suspended) => "credential-title-suspended",
        Validity::Current(_) | Validity::Expired | Validity::NotYet => "credential-title-past",
    }
}

/// What a credential says, in a language.
struct Words<'a> {
    lang: Lang,
    issuer: &'a str,
    claims: Claims,
}

impl Words<'_> {
    fn sentence(&self, row: &Credential, subject: &Account, is_valid: bool) -> String {
        let key = match row.kind {
            _ if !is_valid => "credential-past",
            CredentialKind::HealthProfessional => "credential-health",
            CredentialKind::Employment => "credential-employment",
            CredentialKind::Membership => "credential-membership",
        };
        let (who, since) = (self.who(subject), self.lang.day(&row.valid_from));
        let text = self.lang.t(key).with("who", &who).with("since", &since);
        text.with("issuer", self.issuer).to_string()
    }

    /// The name, and what they are.
    fn who(&self, subject: &Account) -> String {
        let name = Some(subject.display_name.as_str()).filter(|name| !name.is_empty());
        let name = name.unwrap_or(&subject.username);
        let is = [
            self.profession(),
            self.specialty(),
            self.claims.role.clone(),
        ];
        let is: Vec<String> = is.into_iter().flatten().collect();
        if is.is_empty() {
            return name.to_owned();
        }
        format!("{name} ({})", is.join(", "))
    }

    fn standing(&self, row: &Credential, validity: Validity) -> String {
        let until = row.valid_until.map(|until| self.lang.day(&until));
        let key = match validity {
            Validity::Current(CredentialState::Valid) if until.is_some() => "credential-until",
            Validity::Current(CredentialState::Valid) => "credential-unlimited",
            Validity::Current(CredentialState::Suspended) => "credential-suspended",
            Validity::Expired => "credential-expired",
            Validity::Current(_) | Validity::NotYet => "credential-revoked",
        };
        let text = self.lang.t(key).with("issuer", self.issuer);
        let until = until.unwrap_or_default();
        text.with("until", &until).to_string()
    }

    fn facts(&self, kind: CredentialKind) -> Vec<(String, String)> {
        let kind = kind_key(kind);
        let region = self.claims.jurisdiction.as_deref();
        let assurance = self.claims.assurance.map(|it| match it {
            credential::Assurance::FormatOk => "credential-assurance-format",
            credential::Assurance::RegisterMatched => "credential-assurance-register",
            credential::Assurance::IssuerVerified => "credential-assurance-issuer",
        });
        let said = [
            ("credential-kind", Some(self.say(kind))),
            ("credential-profession", self.profession()),
            ("credential-specialty", self.specialty()),
            (
                "credential-jurisdiction",
                region.and_then(region::find).map(|region| region.label()),
            ),
            ("credential-organization", self.claims.organization.clone()),
            ("credential-role", self.claims.role.clone()),
            ("credential-assurance", assurance.map(|key| self.say(key))),
        ];
        let said = said.into_iter();
        said.filter_map(|(label, value)| Some((self.say(label), value?)))
            .collect()
    }

    fn profession(&self) -> Option<String> {
        self.label(profession::vocabulary(), self.claims.profession.as_deref()?)
    }

    fn specialty(&self) -> Option<String> {
        self.label(specialty::vocabulary(), self.claims.specialty.as_deref()?)
    }

    fn label(&self, vocabulary: &Vocabulary, id: &str) -> Option<String> {
        let term = vocabulary.find(id)?;
        Some(term.label(&self.lang.to_string()).to_owned())
    }

    fn say(&self, key: &str) -> String {
        self.lang.t(key).to_string()
    }
}
