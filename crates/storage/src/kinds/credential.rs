//! What is vouched for, and what is asked for that.

#![expect(clippy::enum_variant_names, reason = "the words are those of the wire")]

use sea_orm::entity::prelude::*;

words! {
    /// What a credential says of its subject: its second `type` on the wire.
    CredentialKind {
        /// That they exercise a health profession.
        HealthProfessional = "HealthProfessionalCredential",
        /// That they work for the issuer.
        Employment = "EmploymentCredential",
        /// That they are a member of the issuer.
        Membership = "MembershipCredential",
    }
    /// Where a credential stands; that its time is over follows from its dates.
    CredentialState {
        /// Its issuer stands by it.
        Valid = "valid",
        /// Its issuer does not stand by it for now.
        Suspended = "suspended",
        /// Its issuer took it back, for good.
        Revoked = "revoked",
        /// Its issuer could not be asked.
        Unchecked = "unchecked",
        /// It does not prove what it says.
        Refused = "refused",
    }
    /// What was done to be sure of a claim; a number of the right form proves nothing by itself.
    Assurance {
        /// The number has the form of its register.
        FormatOk = "format-ok",
        /// The issuer found it in the register.
        RegisterMatched = "register-matched",
        /// The issuer knows it of its own.
        IssuerVerified = "issuer-verified",
    }
    /// Who knows professionals by a number.
    Register {
        /// National Provider Identifier, USA.
        Npi = "npi",
        /// Open Researcher and Contributor ID.
        Orcid = "orcid",
        /// Lebenslange Arztnummer, Germany.
        Lanr = "lanr",
        /// Einheitliche Fortbildungsnummer, Germany.
        Efn = "efn",
        /// Répertoire partagé des professionnels de santé, France.
        Rpps = "rpps",
        /// General Medical Council, United Kingdom.
        Gmc = "gmc",
        /// Nursing and Midwifery Council, United Kingdom.
        Nmc = "nmc",
        /// Health and Care Professions Council, United Kingdom.
        Hcpc = "hcpc",
        /// General Pharmaceutical Council, Great Britain.
        Gphc = "gphc",
        /// Beroepen in de Individuele Gezondheidszorg, Netherlands.
        Big = "big",
        /// Australian Health Practitioner Regulation Agency.
        Ahpra = "ahpra",
        /// Healthcare Provider Identifier of an individual, Australia.
        HpiI = "hpi-i",
        /// One of which nothing is known here.
        Other = "other",
    }
    /// Where a request for verification stands.
    VerificationState {
        /// A verifier is to look at it.
        Pending = "pending",
        /// The member is to answer a question.
        Asked = "asked",
        /// There is a credential.
        Approved = "approved",
        /// It was turned down, with a reason.
        Refused = "refused",
        /// Nobody did anything about it for too long.
        Expired = "expired",
        /// The credential was taken back.
        Revoked = "revoked",
    }
    /// What was done about a request for verification.
    VerificationStepKind {
        /// The member made it.
        Submitted = "submitted",
        /// A verifier asked the member something.
        Asked = "asked",
        /// The member answered.
        Answered = "answered",
        /// A verifier approved it.
        Approved = "approved",
        /// A verifier turned it down.
        Refused = "refused",
        /// It was closed without a decision.
        Expired = "expired",
        /// A verifier took the credential back.
        Revoked = "revoked",
    }
}
