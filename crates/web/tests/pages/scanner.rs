//! Just enough of an HTML reader to look at our own, well-formed markup.

/// What a document is made of.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Text(&'a str),
    Tag {
        name: &'a str,
        attributes: Vec<(&'a str, &'a str)>,
    },
}

/// Tags and the text between them; end tags and comments are left out.
pub fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        found.push(Piece::Text(&rest[..start]));
        let end = end_of_tag(&rest[start..]) + start;
        let inside = &rest[start + 1..end];
        if !inside.starts_with(['/', '!', '?']) {
            found.push(tag(inside));
        }
        rest = &rest[end + 1..];
    }
    found.push(Piece::Text(rest));
    found
}

/// Where the tag that starts `html` ends: at the first `>` outside quotes.
fn end_of_tag(html: &str) -> usize {
    let mut quoted = false;
    html.char_indices()
        .find(|&(_, character)| {
            quoted ^= character == '"';
            character == '>' && !quoted
        })
        .expect("every tag ends")
        .0
}

fn tag(inside: &str) -> Piece<'_> {
    let name = inside.split([' ', '\n', '/']).next().unwrap_or_default();
    let mut attributes = Vec::new();
    let mut rest = &inside[name.len()..];
    while let Some((before, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"').expect("attribute values are quoted");
        attributes.push((before.split_whitespace().last().unwrap_or_default(), value));
        rest = after;
    }
    Piece::Tag { name, attributes }
}

#[test]
fn it_reads_tags_attributes_and_text() {
    let read = pieces("<p class=\"a>b\" id=\"c\">d</p>e<br>");
    let p = Piece::Tag {
        name: "p",
        attributes: vec![("class", "a>b"), ("id", "c")],
    };
    let br = Piece::Tag {
        name: "br",
        attributes: vec![],
    };
    assert_eq!(
        read,
        [
            Piece::Text(""),
            p,
            Piece::Text("d"),
            Piece::Text("e"),
            br,
            Piece::Text("")
        ]
    );
}
