//! What servers say of themselves: WebFinger, host-meta, NodeInfo.

use proptest::prelude::*;
use protocol::vocab::{Jrd, host_meta, nodeinfo, parse};

use crate::bound::bounded;
use crate::{mutate, seeds};

proptest! {
    #[test]
    fn webfinger(input in mutate::json(seeds::of("webfinger"))) {
        let Ok(jrd) = bounded(&input.0, parse::<Jrd>) else { return Ok(()) };
        if let Some(actor) = jrd.actor() {
            prop_assert!(matches!(actor.scheme(), "http" | "https"), "{actor}");
        }
        if let Some((name, domain)) = jrd.handle() {
            prop_assert!(jrd.subject.contains(name) && jrd.subject.contains(domain));
        }
    }

    #[test]
    fn host_meta(input in mutate::bytes(seeds::of("host_meta"), &[
        "<Link", "rel=", "\"lrdd\"", "template=", "{uri}", "'", "\"", ">", "&amp;", "=", "<!--", "é",
    ])) {
        let xml = input.text();
        let template = bounded(xml.as_bytes(), |_| host_meta::webfinger_template(&xml));
        if let Some(template) = template {
            prop_assert!(template.contains("{uri}"), "{}", template);
            prop_assert!(template.len() <= xml.len());
        }
    }

    #[test]
    fn nodeinfo(input in mutate::json(seeds::of("nodeinfo"))) {
        if let Ok(index) = bounded(&input.0, parse::<nodeinfo::Index>)
            && let Some(address) = index.best()
        {
            prop_assert!(matches!(address.scheme(), "http" | "https"), "{address}");
        }
        drop(bounded(&input.0, parse::<nodeinfo::Peer>));
    }
}
