//! ActivityPub documents: whatever is read of them, addresses are those of the web.

use proptest::prelude::*;
use protocol::vocab::{Activity, Actor, Attachment, Collection, Embedded, Object, Tag, parse};
use url::Url;

use crate::bound::bounded;
use crate::{mutate, seeds};

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

fn addresses_of(attachment: &Attachment) -> impl Iterator<Item = &Url> {
    attachment.address().into_iter()
}

fn addresses_of_tags(tags: &[Tag]) -> impl Iterator<Item = &Url> {
    let emoji = tags.iter().filter_map(|tag| Some(tag.emoji()?.1));
    let named = tags.iter().filter_map(Tag::mention);
    named
        .chain(tags.iter().filter_map(Tag::object))
        .chain(emoji)
}

proptest! {
    #[test]
    fn actor(input in mutate::json(seeds::documents())) {
        let Ok(actor) = bounded(&input.0, parse::<Actor>) else { return Ok(()) };
        let keys = actor.public_key.iter().flat_map(|key| [&key.id, &key.owner]);
        let multikeys = actor.assertion_method.iter().flat_map(|key| [&key.id, &key.controller]);
        let pictures = actor.icon.iter().chain(&actor.image).flat_map(addresses_of);
        let others = actor.outbox.iter().chain(&actor.followers).chain(&actor.following)
            .chain(&actor.featured).chain(&actor.moved_to).chain(&actor.also_known_as)
            .chain(&actor.endpoints.shared_inbox).chain(actor.page());
        let told = [&actor.id, &actor.inbox].into_iter().chain(keys).chain(multikeys)
            .chain(pictures).chain(others).chain(addresses_of_tags(&actor.tag));
        for url in told {
            prop_assert!(is_web(url), "{url}");
        }
        prop_assert!(actor.fields().count() <= actor.attachment.len());
    }

    #[test]
    fn activity(input in mutate::json(seeds::documents())) {
        let Ok(activity) = bounded(&input.0, parse::<Activity>) else { return Ok(()) };
        let object = activity.object_id();
        let instrument = activity.instrument.as_ref().and_then(Embedded::id);
        let told = activity.id.iter().chain([&activity.actor]).chain(&activity.target)
            .chain(&activity.result).chain(&activity.to).chain(&activity.cc)
            .chain(&activity.audience).chain(&object).chain(&instrument);
        for url in told {
            prop_assert!(is_web(url), "{url}");
        }
        // What is enclosed is parsed when it is needed, by the same parsers.
        if let Some(inner) = activity.object.as_ref().filter(|object| object.is_object()) {
            drop((inner.parse::<Activity>(), inner.parse::<Actor>(), inner.parse::<Object>()));
        }
    }

    #[test]
    fn object(input in mutate::json(seeds::documents())) {
        let Ok(object) = bounded(&input.0, parse::<Object>) else { return Ok(()) };
        let files = object.attachment.iter().chain(&object.image).flat_map(addresses_of);
        let told = [&object.id].into_iter().chain(&object.attributed_to).chain(&object.in_reply_to)
            .chain(&object.to).chain(&object.cc).chain(&object.context)
            .chain(object.page()).chain(object.quoted()).chain(&object.quote_authorization)
            .chain(files).chain(addresses_of_tags(&object.tag));
        for url in told {
            prop_assert!(is_web(url), "{url}");
        }
        prop_assert!(object.text().is_none_or(|text| text.len() <= input.0.len()));
        prop_assert!(object.language().is_none_or(|tag| tag.len() <= input.0.len()));
    }

    #[test]
    fn collection(input in mutate::json(seeds::documents())) {
        let Ok(collection) = bounded(&input.0, parse::<Collection>) else { return Ok(()) };
        let members = collection.members();
        prop_assert!(members.len() <= input.0.len(), "more members than bytes");
        let ids: Vec<Url> = members.iter().filter_map(Embedded::id).collect();
        for url in collection.id.iter().chain(&collection.next).chain(&collection.part_of).chain(&ids) {
            prop_assert!(is_web(url), "{url}");
        }
    }
}
