//! What each register writes and how it checks it, as they publish it.

use super::Register;

/// What is known of a register.
pub(super) struct Facts {
    /// As people call it; not translated.
    pub(super) name: &'static str,
    /// Where it counts, ISO 3166; `None` everywhere.
    pub(super) country: Option<&'static str>,
    /// The `system` of its numbers in FHIR, where one is published.
    pub(super) system: Option<&'static str>,
    /// Forms of [`super::form::fits`].
    pub(super) forms: &'static [&'static str],
    /// What to write.
    pub(super) remedy: &'static str,
    /// What its check digit is.
    pub(super) check: Check,
}

/// How a register guards against slips of the pen.
pub(super) enum Check {
    /// It tells of no check digit.
    None,
    /// Luhn's, computed with these digits in front.
    Luhn(&'static str),
    /// Luhn's, which not all of its numbers keep to.
    LuhnOrDoubt,
    /// ISO 7064 MOD 11-2.
    Mod11,
    /// Its seventh digit, as the KBV says.
    Lanr,
}

/// What is known of `register`.
///
/// # Panics
/// Never: a test walks all registers.
pub(super) fn of(register: Register) -> &'static Facts {
    let mut known = FACTS.iter();
    let (_, facts) = known
        .find(|(other, _)| *other == register)
        .expect("every register has its facts");
    facts
}

/// The register whose numbers have this `system`.
pub(super) fn of_system(system: &str) -> Option<Register> {
    let mut known = FACTS.iter();
    let found = known.find(|(_, facts)| facts.system == Some(system));
    found.map(|(register, _)| *register)
}

const fn facts(
    name: &'static str,
    country: Option<&'static str>,
    system: Option<&'static str>,
    forms: &'static [&'static str],
    check: Check,
    remedy: &'static str,
) -> Facts {
    Facts {
        name,
        country,
        system,
        forms,
        remedy,
        check,
    }
}

static FACTS: [(Register, Facts); 13] = [
    (
        Register::Npi,
        facts(
            "NPI",
            Some("US"),
            Some("http://hl7.org/fhir/sid/us-npi"),
            &["1ddddddddd", "2ddddddddd"],
            Check::Luhn("80840"),
            "must be ten digits, the first of them 1 or 2",
        ),
    ),
    (
        Register::Orcid,
        facts(
            "ORCID iD",
            None,
            Some("https://orcid.org"),
            &["dddddddddddddddx"],
            Check::Mod11,
            "must be sixteen digits such as 0000-0002-1825-0097, the last of which may be an X",
        ),
    ),
    (
        Register::Lanr,
        facts(
            "LANR",
            Some("DE"),
            Some("https://fhir.kbv.de/NamingSystem/KBV_NS_Base_ANR"),
            &["ddddddddd"],
            Check::Lanr,
            "must be nine digits",
        ),
    ),
    (
        Register::Efn,
        facts(
            "EFN",
            Some("DE"),
            None,
            &["80276dddddddddd"],
            Check::Luhn(""),
            "must be fifteen digits that begin with 80276",
        ),
    ),
    (
        Register::Rpps,
        facts(
            "RPPS",
            Some("FR"),
            Some("urn:oid:1.2.250.1.71.4.2.1"),
            &["ddddddddddd"],
            Check::LuhnOrDoubt,
            "must be eleven digits",
        ),
    ),
    (
        Register::Gmc,
        facts(
            "GMC",
            Some("GB"),
            Some("https://fhir.hl7.org.uk/Id/gmc-number"),
            &["ddddddd", "Ldddddd", "Cddddddd"],
            Check::None,
            "must be seven digits, L and six digits, or C and seven digits",
        ),
    ),
    (
        Register::Nmc,
        facts(
            "NMC",
            Some("GB"),
            Some("https://fhir.hl7.org.uk/Id/nmc-number"),
            &["ddadddda"],
            Check::None,
            "must be two digits, a letter, four digits and a letter, such as 71A2998E",
        ),
    ),
    (
        Register::Hcpc,
        facts(
            "HCPC",
            Some("GB"),
            Some("https://fhir.hl7.org.uk/Id/hcpc-number"),
            &["aad", "aadd", "aaddd", "aadddd", "aaddddd", "aadddddd"],
            Check::None,
            "must be two letters and up to six digits, such as PH123456",
        ),
    ),
    (
        Register::Gphc,
        facts(
            "GPhC",
            Some("GB"),
            Some("https://fhir.hl7.org.uk/Id/gphc-number"),
            &["2dddddd"],
            Check::None,
            "must be seven digits, the first of them 2",
        ),
    ),
    (
        Register::Big,
        facts(
            "BIG",
            Some("NL"),
            Some("http://fhir.nl/fhir/NamingSystem/big"),
            &["ddddddddddd"],
            Check::None,
            "must be eleven digits",
        ),
    ),
    (
        Register::Ahpra,
        facts(
            "Ahpra",
            Some("AU"),
            Some("http://hl7.org.au/id/ahpra-registration-number"),
            &["aaadddddddddd"],
            Check::None,
            "must be three letters and ten digits, such as MED0000932846",
        ),
    ),
    (
        Register::HpiI,
        facts(
            "HPI-I",
            Some("AU"),
            Some("http://ns.electronichealth.net.au/id/hi/hpii/1.0"),
            &["800361dddddddddd"],
            Check::Luhn(""),
            "must be sixteen digits that begin with 800361",
        ),
    ),
    (
        Register::Other,
        facts(
            "",
            None,
            None,
            &[],
            Check::None,
            "must be at most 40 characters",
        ),
    ),
];
