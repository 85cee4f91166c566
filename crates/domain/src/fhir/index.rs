//! How resources of a file name each other.

use std::collections::HashMap;

use super::Remark;
use super::document::Document;
use super::resource::{Identifier, Organization, PractitionerRole, Reference, Resource};

/// Whom references lead to.
pub(super) struct Index<'a> {
    /// By `Type/id`, by the address in the bundle, and by `Type?` and an identifier.
    by_name: HashMap<String, usize>,
    resources: &'a [Result<Resource, Remark>],
    roles: HashMap<usize, Vec<&'a PractitionerRole>>,
}

impl<'a> Index<'a> {
    pub fn of(documents: &[Document], resources: &'a [Result<Resource, Remark>]) -> Self {
        let mut index = Self {
            by_name: HashMap::new(),
            resources,
            roles: HashMap::new(),
        };
        for (at, (document, resource)) in documents.iter().zip(resources).enumerate() {
            let (kind, identifiers) = match resource {
                Ok(Resource::Practitioner(it)) => ("Practitioner", &it.identifier),
                Ok(Resource::Organization(it)) => ("Organization", &it.identifier),
                _ => continue,
            };
            let names = identifiers.iter().filter_map(Identifier::token);
            let names = names.map(|token| format!("{kind}?{token}"));
            let about = Some(document.about()).filter(|about| about.contains('/'));
            for name in names.chain(about).chain(document.full_url.clone()) {
                index.by_name.entry(name).or_insert(at);
            }
        }
        for resource in resources {
            if let Ok(Resource::PractitionerRole(role)) = resource
                && role.active != Some(false)
                && let Some(at) = index.practitioner(role)
            {
                index.roles.entry(at).or_default().push(role);
            }
        }
        index
    }

    /// What the practitioner at this place does, in the order of the file.
    pub fn roles_of(&self, at: usize) -> &[&'a PractitionerRole] {
        self.roles.get(&at).map_or(&[], Vec::as_slice)
    }

    /// The place of whom a role is of.
    pub fn practitioner(&self, role: &PractitionerRole) -> Option<usize> {
        let at = self.find("Practitioner", role.practitioner.as_ref()?)?;
        matches!(self.resources[at], Ok(Resource::Practitioner(_))).then_some(at)
    }

    /// For whom somebody in this role works.
    pub fn organization(&self, role: &PractitionerRole) -> Option<&'a Organization> {
        let at = self.find("Organization", role.organization.as_ref()?)?;
        match &self.resources[at] {
            Ok(Resource::Organization(it)) => Some(it),
            _ => None,
        }
    }

    /// Relative and absolute references, those by an address in the bundle, and those by an identifier alone.
    fn find(&self, kind: &str, reference: &Reference) -> Option<usize> {
        let named = reference.address.as_deref().and_then(|address| {
            let whole = self.by_name.get(address);
            whole.or_else(|| self.by_name.get(&relative(kind, address)?))
        });
        let token = || {
            let token = reference.identifier.as_ref()?.token()?;
            self.by_name.get(&format!("{kind}?{token}"))
        };
        named.or_else(token).copied()
    }
}

/// `Organization/1` of `https://a.example/fhir/Organization/1/_history/2`.
fn relative(kind: &str, address: &str) -> Option<String> {
    let (address, _) = address.split_once("/_history").unwrap_or((address, ""));
    let (above, id) = address.rsplit_once('/')?;
    let is_kind = above == kind || above.strip_suffix(kind)?.ends_with('/');
    is_kind.then(|| format!("{kind}/{id}"))
}
