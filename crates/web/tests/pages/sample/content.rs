//! Posts and a profile.

use web::pages::profile::{BadgeRow, Entity, Professional, Profile, ProfileField, Specialty};
use web::pages::status::{Attachment, Player, Preview, QuoteCard, StatusCard};
use web::pages::view::{AccountCard, SafeHtml};

use super::{ada, at, ben, board};

pub fn status(id: &str, author: AccountCard, text: &str) -> StatusCard {
    StatusCard {
        id: id.to_owned(),
        url: format!("/@{}/{id}", author.acct),
        uri: format!("https://derm.example/ap/users/1/statuses/{id}"),
        author,
        boosted_by: None,
        reply_to: None,
        group: None,
        published: at("2026-11-20T08:15:00Z"),
        edited: None,
        heading: None,
        content_warning: None,
        poll: Vec::new(),
        quote: None,
        content: SafeHtml::sanitised(format!("<p>{text}</p>")),
        summary: text.to_owned(),
        language: Some("en".to_owned()),
        sensitive: false,
        media: Vec::new(),
        replies: 0,
        boosts: 0,
        favourites: 0,
        pinned: false,
        locked: false,
    }
}

pub fn statuses() -> Vec<StatusCard> {
    let picture = Attachment {
        url: web::assets::path("header.png"),
        player: Player::None,
        preview: Some(Preview {
            url: web::assets::path("header.png"),
            size: Some((1500, 500)),
        }),
        description: "Concentric rings on a dark ground".to_owned(),
    };
    let file = Attachment {
        url: "/media/2".to_owned(),
        player: Player::None,
        preview: None,
        description: String::new(),
    };
    let video = Attachment {
        url: "/media/3".to_owned(),
        player: Player::Video,
        description: "A knot, tied with one hand".to_owned(),
        ..picture.clone()
    };
    let sound = Attachment {
        url: "/media/4".to_owned(),
        player: Player::Audio,
        ..file.clone()
    };
    let question = "A lesion on the lower leg, 6 mm, with a blue-white veil in dermoscopy. Would you excise with 2 mm \
                    margins at once, or biopsy first? The guideline leaves it open below 1 mm.";
    vec![
        StatusCard {
            pinned: true,
            edited: Some(at("2026-11-21T07:00:00Z")),
            replies: 1,
            boosts: 2,
            favourites: 14,
            group: Some(board()),
            poll: vec!["Excise at once".to_owned(), "Biopsy first".to_owned()],
            ..status("101", ada(), question)
        },
        StatusCard {
            quote: Some(QuoteCard {
                author: ben(),
                url: "/@ben/100".to_owned(),
                text: "A pigmented lesion of the lower leg.".to_owned(),
                language: Some("en".to_owned()),
            }),
            content_warning: Some("Clinical picture".to_owned()),
            media: vec![picture.clone()],
            ..status("102", ada(), "The same lesion after six weeks.")
        },
        StatusCard {
            boosted_by: Some(ada()),
            media: vec![
                picture.clone(),
                Attachment {
                    description: String::new(),
                    ..picture.clone()
                },
                file,
                video,
                sound,
            ],
            ..status(
                "103",
                ben(),
                "Slides of last week's talk on sentinel nodes are online, with the questions from the floor.",
            )
        },
        StatusCard {
            reply_to: Some(ben()),
            sensitive: true,
            media: vec![picture],
            ..status("104", ada(), "Thank you, very clear.")
        },
    ]
}

pub fn profile() -> Profile {
    let field = |name: &str, value: &str, verified| ProfileField {
        name: name.to_owned(),
        value: SafeHtml::sanitised(value.to_owned()),
        verified,
    };
    let specialty = |label: &str| Specialty {
        label: label.to_owned(),
        path: "/directory?specialty=x".to_owned(),
    };
    Profile {
        card: ada(),
        handle: "@ada@derm.example".to_owned(),
        uri: "https://derm.example/ap/users/1".to_owned(),
        header: None,
        bio: SafeHtml::sanitised(
            "<p>Skin cancer, teledermatology, and long ski tours.</p>".to_owned(),
        ),
        fields: vec![
            field(
                "Web",
                "<a href=\"https://example.org\">example.org</a>",
                Some(at("2026-10-01T00:00:00Z")),
            ),
            field("Pronouns", "she/her", None),
        ],
        moved_to: None,
        badges: vec![BadgeRow {
            label: "Dermatology <script>".to_owned(),
            issuer: "Assoc <script> (assoc.example)".to_owned(),
            state: "badges-valid",
            until: Some(at("2027-12-31T00:00:00Z")),
            page: Some("https://assoc.example/verify/7".to_owned()),
        }],
        professional: Professional {
            profession: Some("Physician".to_owned()),
            specialties: vec![specialty("Dermatology"), specialty("Dermatopathology")],
            workplace: Some("Uppsala University Hospital".to_owned()),
            region: Some("Uppsala, Sweden".to_owned()),
            languages: vec!["Swedish".to_owned(), "English".to_owned()],
            interests: None,
        },
        entity: Entity::Person,
        joined: at("2026-03-02T00:00:00Z"),
        locked: true,
        bot: false,
        shows_media: true,
        statuses: 412,
        followers: 1893,
        following: 207,
    }
}
