//! Where someone works: a country (ISO 3166-1) or a part of one (ISO 3166-2).

use rust_iso3166::{from_alpha2, from_alpha3, iso3166_2};

/// A country or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Canonical code, upper case: `AT` or `AT-9`.
    pub code: &'static str,
    /// As the standard names it, in a language of the place.
    pub name: &'static str,
    /// English name of the country.
    pub country: &'static str,
}

impl Region {
    /// `Wien, Austria`; a country alone is only named once.
    #[must_use]
    pub fn label(&self) -> String {
        if self.name == self.country {
            return self.country.to_owned();
        }
        format!("{}, {}", self.name, self.country)
    }
}

/// All countries, in the order of their English names.
#[must_use]
pub fn countries() -> Vec<Region> {
    let named = rust_iso3166::ALL.iter().map(|country| Region {
        code: country.alpha2,
        name: country.name,
        country: country.name,
    });
    let mut countries: Vec<Region> = named.collect();
    countries.sort_by_key(|country| country.name);
    countries
}

/// The region of a code written in any case.
#[must_use]
pub fn find(code: &str) -> Option<Region> {
    // The longest code has six characters; nothing longer is worth a copy.
    if code.len() > 8 {
        return None;
    }
    let code = code.trim().to_ascii_uppercase();
    if code.contains('-') {
        return iso3166_2::from_code(&code).map(|part| Region {
            code: part.code,
            name: part.name,
            country: part.country_name,
        });
    }
    from_alpha2(&code).map(|country| Region {
        code: country.alpha2,
        name: country.name,
        country: country.name,
    })
}

/// The region of a postal address, in which the country is a code of two or three letters or its English name, and the state
/// a code or the name that the standard gives it; the country alone, where the state is not known.
#[must_use]
pub fn of_address(country: &str, state: Option<&str>) -> Option<Region> {
    let (country, state) = (country.trim(), state.map(str::trim).unwrap_or_default());
    let whole = find(country).filter(|region| !region.code.contains('-'));
    let whole = whole.or_else(|| find(from_alpha3(&country.to_ascii_uppercase())?.alpha2));
    let named = || {
        let mut all = countries().into_iter();
        all.find(|it| it.name.eq_ignore_ascii_case(country))
    };
    let whole = whole.or_else(named)?;
    let part = find(state)
        .filter(|part| part.code.starts_with(&format!("{}-", whole.code)))
        .or_else(|| find(&format!("{}-{state}", whole.code)))
        .or_else(|| part_called(whole.code, state));
    Some(part.unwrap_or(whole))
}

fn part_called(country: &str, name: &str) -> Option<Region> {
    let mut parts = iso3166_2::SUBDIVISION_COUNTRY_MAP.get(country)?.iter();
    let name = name.to_lowercase();
    let part = parts.find(|part| part.name.to_lowercase() == name)?;
    find(part.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_in_any_case() {
        let vienna = find(" at-9 ").expect("a state of Austria");
        assert_eq!(
            (vienna.code, vienna.label().as_str()),
            ("AT-9", "Wien, Austria")
        );
        assert_eq!(
            find("at").map(|region| region.label()),
            Some("Austria".to_owned())
        );
        assert_eq!(find(vienna.code), Some(vienna));
        let all = countries();
        assert!(
            all.iter()
                .all(|country| find(country.code) == Some(*country))
        );
        assert!(all.iter().any(|country| country.code == "SE"));
    }

    #[test]
    fn an_address_names_country_and_state_in_its_own_way() {
        for (country, state, code) in [
            ("AT", Some("AT-9"), "AT-9"),
            ("aut", Some("9"), "AT-9"),
            ("Austria", Some("wien"), "AT-9"),
            ("US", Some("NY"), "US-NY"),
            ("US", Some("New York"), "US-NY"),
            ("AT", Some("DE-BE"), "AT"),
            ("AT", Some("Atlantis"), "AT"),
            ("AT", None, "AT"),
        ] {
            let found = of_address(country, state).map(|region| region.code);
            assert_eq!(found, Some(code), "{country} {state:?}");
        }
        assert_eq!(of_address("Atlantis", Some("AT-9")), None);
        assert_eq!(of_address("AT-9", None), None);
        assert_eq!(of_address("", Some("")), None);
    }

    #[test]
    fn what_is_no_region_is_refused() {
        for code in [
            "",
            "ZZ",
            "AT-99",
            "AUT",
            "AT-",
            "-9",
            "ÄT",
            &"A".repeat(1000),
        ] {
            assert_eq!(find(code), None, "{code}");
        }
    }
}
