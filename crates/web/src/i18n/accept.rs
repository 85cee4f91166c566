//! `Accept-Language` (RFC 9110 section 12.5.4).

use fluent_templates::LanguageIdentifier;

/// The languages of a header, the most wanted first. What is refused by a weight of nothing is left out, and so is what
/// cannot be read, the `*` included: it names no language.
pub(super) fn parse(header: &str) -> Vec<LanguageIdentifier> {
    let mut wanted: Vec<(LanguageIdentifier, f32)> = header
        .split(',')
        .filter_map(entry)
        .filter(|(_, weight)| *weight > 0.0)
        .collect();
    // Stable: what weighs the same stays as it was written.
    wanted.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    wanted.into_iter().map(|(language, _)| language).collect()
}

fn entry(text: &str) -> Option<(LanguageIdentifier, f32)> {
    let (tag, parameter) = text.split_once(';').unwrap_or((text, "q=1"));
    let weight = parameter.trim().strip_prefix("q=")?.parse().ok()?;
    Some((tag.trim().parse().ok()?, weight))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn weights_order_languages() {
        for (header, expected) in [
            ("de", "de"),
            ("en;q=0.2, de;q=0.9, fr", "fr de en"),
            ("nl-BE,nl;q=0.8,en-US;q=0.5,en;q=0.3", "nl-BE nl en-US en"),
            ("es, fr;q=0, *;q=0.1", "es"),
            ("de;q=high, en", "en"),
            ("", ""),
        ] {
            let tags: Vec<String> = parse(header).iter().map(ToString::to_string).collect();
            assert_eq!(tags.join(" "), expected, "{header}");
        }
    }
}
