//! host-meta (RFC 6415): where a domain's WebFinger is, if not at its usual place.

/// Our own, for the server at `base` (no slash at the end).
pub fn document(base: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">
  <Link rel="lrdd" template="{base}/.well-known/webfinger?resource={{uri}}"/>
</XRD>
"#
    )
}

/// The WebFinger pattern in another server's document, with `{uri}` where the handle goes.
///
/// A scan for the one element we want, not an XML parser: no entities, nothing external, linear in the length.
pub fn webfinger_template(xml: &str) -> Option<String> {
    let elements = xml
        .split("<Link")
        .skip(1)
        .filter_map(|rest| rest.split_once('>'));
    elements
        .filter(|(attributes, _)| attribute(attributes, "rel") == Some("lrdd"))
        .filter_map(|(attributes, _)| attribute(attributes, "template"))
        .find(|template| template.contains("{uri}"))
        .map(|template| template.replace("&amp;", "&"))
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    while let Some((before, after)) = rest.split_once('=') {
        let value = after.trim_start();
        let quote = value
            .chars()
            .next()
            .filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, after) = value[1..].split_once(quote)?;
        if before.trim() == name {
            return Some(value);
        }
        rest = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_is_understood() {
        let expected = "https://a.example/.well-known/webfinger?resource={uri}";
        assert_eq!(
            webfinger_template(&document("https://a.example")).as_deref(),
            Some(expected)
        );
    }

    #[test]
    fn order_quotes_and_neighbours_do_not_matter() {
        let xml = "<XRD><Link rel='other' template='https://x.example/{uri}' />\
                   <Link type = 'application/xrd+xml' template='https://a.example/wf?a=1&amp;r={uri}' rel = \"lrdd\"></Link></XRD>";
        assert_eq!(
            webfinger_template(xml).as_deref(),
            Some("https://a.example/wf?a=1&r={uri}")
        );
    }

    #[test]
    fn rubbish_has_no_template() {
        for rubbish in [
            "",
            "<Link",
            "<Link rel=lrdd template=x>",
            "<Link rel=\"lrdd\"/>",
            "<Link =\"\" é='>",
        ] {
            assert_eq!(webfinger_template(rubbish), None, "{rubbish}");
        }
        let long = "<link <Link rel=\"".repeat(50_000);
        assert_eq!(webfinger_template(&long), None);
    }
}
