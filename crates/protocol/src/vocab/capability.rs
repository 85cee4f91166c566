//! What a server understands, for whoever asks before they send (FEP-844e).

use serde::Serialize;

/// Something that a server understands.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct CapabilityDocument {
    /// Its name in the registry of the FEP.
    pub href: &'static str,
    /// In words.
    pub name: &'static str,
}

/// The software behind an actor.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "Application")]
pub struct GeneratorDocument {
    /// The instance's own actor.
    pub id: String,
    /// What it understands.
    pub implements: Vec<CapabilityDocument>,
}

/// What this server understands.
pub const CAPABILITIES: [CapabilityDocument; 2] = [
    CapabilityDocument {
        href: "https://datatracker.ietf.org/doc/html/rfc9421",
        name: "RFC-9421: HTTP Message Signatures",
    },
    CapabilityDocument {
        href: "https://datatracker.ietf.org/doc/html/rfc9421#name-eddsa-using-curve-edwards25",
        name: "RFC-9421 signatures using the Ed25519 algorithm",
    },
];
