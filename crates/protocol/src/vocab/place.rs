//! Where an event is, as Mobilizon, Gancio and WordPress say it (FEP-8a8e).

use serde::Deserialize;

use super::lenient;

/// A received `Place` or `VirtualLocation`, or only its name.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "PlaceShape")]
pub struct Place {
    /// Its name and address, from the small to the large.
    parts: Vec<String>,
}

impl Place {
    /// In one line of plain text; `None` when nothing is said.
    pub fn text(&self) -> Option<String> {
        (!self.parts.is_empty()).then(|| self.parts.join(", "))
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum PlaceShape {
    Name(String),
    Place {
        #[serde(default, deserialize_with = "lenient::known")]
        name: Option<String>,
        #[serde(default, deserialize_with = "lenient::one")]
        address: Option<Address>,
        #[serde(default, deserialize_with = "lenient::known")]
        url: Option<String>,
    },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Address {
    Text(String),
    #[serde(rename_all = "camelCase")]
    Postal {
        #[serde(default, deserialize_with = "lenient::known")]
        street_address: Option<String>,
        #[serde(default, deserialize_with = "lenient::known")]
        postal_code: Option<String>,
        #[serde(default, deserialize_with = "lenient::known")]
        address_locality: Option<String>,
        #[serde(default, deserialize_with = "lenient::known")]
        address_region: Option<String>,
        #[serde(default, deserialize_with = "lenient::known")]
        address_country: Option<String>,
    },
}

impl From<PlaceShape> for Place {
    fn from(shape: PlaceShape) -> Self {
        let said = match shape {
            PlaceShape::Name(name) => vec![Some(name)],
            PlaceShape::Place { name, address, url } => {
                let address = address.map(Address::parts).unwrap_or_default();
                [vec![name], address, vec![url]].concat()
            }
        };
        let mut parts: Vec<String> = Vec::new();
        for part in said.into_iter().flatten() {
            let part = part.trim().to_owned();
            // Many repeat the street as the name.
            if !part.is_empty() && !parts.contains(&part) {
                parts.push(part);
            }
        }
        Self { parts }
    }
}

impl Address {
    fn parts(self) -> Vec<Option<String>> {
        match self {
            Self::Text(text) => vec![Some(text)],
            Self::Postal {
                street_address,
                postal_code,
                address_locality,
                address_region,
                address_country,
            } => {
                let town = [postal_code, address_locality].into_iter().flatten();
                let town = town.collect::<Vec<_>>().join(" ");
                vec![street_address, Some(town), address_region, address_country]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_place_is_one_line_of_text() {
        for (place, expected) in [
            (json!("Aula"), Some("Aula")),
            (
                json!({"type": "Place", "name": "Aula", "address": "Main St 1"}),
                Some("Aula, Main St 1"),
            ),
            (
                json!({"type": "Place", "name": "Main St 1", "address": {"type": "PostalAddress",
                    "streetAddress": "Main St 1", "postalCode": "10115", "addressLocality": "Berlin",
                    "addressRegion": null, "addressCountry": "Germany"}}),
                Some("Main St 1, 10115 Berlin, Germany"),
            ),
            (
                json!({"type": "VirtualLocation", "url": "https://meet.example/7"}),
                Some("https://meet.example/7"),
            ),
            (json!({"type": "Place", "latitude": 1.0}), None),
        ] {
            let read: Place = serde_json::from_value(place.clone()).unwrap();
            assert_eq!(read.text().as_deref(), expected, "{place}");
        }
    }
}
