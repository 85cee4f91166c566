//! What the sanitiser would lose is first said with the elements it keeps: pictures become links, formulas their TeX.
//!
//! Nothing here makes HTML safe; [`super::sanitize`] runs on the result.

use html5ever::tokenizer::{Tag, TagKind, Token};

use super::html::{attribute, for_each_token, push_escaped};
use super::sanitize::ELEMENTS;

/// Elements open at once, beyond which further ones are dropped: trees as deep as the input is long take quadratic time.
const MAX_OPEN: usize = 1_000;

/// Characters of an address that stand for a picture without a description.
const SHOWN_OF_ADDRESS: usize = 30;

/// The same content, in elements that [`super::sanitize`] keeps.
pub(super) fn rewrite(html: &str) -> String {
    let mut rewriter = Rewriter::default();
    for_each_token(html, |token| rewriter.token(token));
    rewriter.end_formula();
    rewriter.out
}

#[derive(Default)]
struct Rewriter {
    out: String,
    open: usize,
    in_link: bool,
    formula: Option<Formula>,
}

/// A `<math>` element while it is read.
#[derive(Default)]
struct Formula {
    block: bool,
    text: String,
    tex: String,
    in_tex: bool,
}

impl Rewriter {
    fn token(&mut self, token: Token) {
        match token {
            Token::CharacterTokens(text) => self.text(&text),
            Token::TagToken(tag) if self.formula.is_some() => self.tag_in_formula(&tag),
            Token::TagToken(tag) => match tag.kind {
                TagKind::StartTag => self.start(&tag),
                TagKind::EndTag => self.end(&tag),
            },
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.formula {
            Some(formula) if formula.in_tex => formula.tex.push_str(text),
            Some(formula) => formula.text.push_str(text),
            None => push_escaped(&mut self.out, text),
        }
    }

    fn start(&mut self, tag: &Tag) {
        match &*tag.name {
            "img" => self.picture(tag),
            "math" => {
                self.formula = Some(Formula {
                    block: attribute(tag, "display") == "block",
                    ..Formula::default()
                });
            }
            name if is_lost_block(name) => self.out.push(' '),
            name if is_kept(name) && self.open < MAX_OPEN => {
                self.open += usize::from(name != "br");
                self.in_link |= name == "a";
                self.push_start(tag);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if is_lost_block(name) {
            self.out.push(' ');
        } else if is_kept(name) {
            self.open = self.open.saturating_sub(1);
            self.in_link &= name != "a";
            self.out.extend(["</", name, ">"]);
        }
    }

    fn push_start(&mut self, tag: &Tag) {
        self.out.extend(["<", &tag.name]);
        for attr in &tag.attrs {
            self.out.extend([" ", &attr.name.local, "=\""]);
            push_escaped(&mut self.out, &attr.value);
            self.out.push('"');
        }
        self.out.push('>');
    }

    /// A link to the picture, named by its description; within a link only the name.
    fn picture(&mut self, tag: &Tag) {
        let source = attribute(tag, "src");
        let name = match attribute(tag, "alt").trim() {
            "" => short_address(source),
            alt => alt.to_owned(),
        };
        if !self.in_link {
            self.out.push_str("<a href=\"");
            push_escaped(&mut self.out, source);
            self.out.push_str("\">");
        }
        self.out.push_str("🖼 ");
        push_escaped(&mut self.out, &name);
        if !self.in_link {
            self.out.push_str("</a>");
        }
    }

    fn tag_in_formula(&mut self, tag: &Tag) {
        match (&*tag.name, tag.kind) {
            ("math", TagKind::EndTag) => self.end_formula(),
            ("annotation", kind) => {
                if let Some(formula) = &mut self.formula {
                    let tex = attribute(tag, "encoding") == "application/x-tex";
                    formula.in_tex = kind == TagKind::StartTag && tex && !tag.self_closing;
                }
            }
            _ => {}
        }
    }

    /// The TeX of a formula between dollar signs, else its bare text.
    fn end_formula(&mut self) {
        let Some(formula) = self.formula.take() else {
            return;
        };
        let shown = match (formula.tex.trim(), formula.block) {
            ("", _) => formula.text,
            (tex, true) => format!("$${tex}$$"),
            (tex, false) => format!("${tex}$"),
        };
        push_escaped(&mut self.out, &shown);
    }
}

fn short_address(url: &str) -> String {
    let address = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    address
        .unwrap_or_default()
        .chars()
        .take(SHOWN_OF_ADDRESS)
        .collect()
}

/// Blocks that the sanitiser unwraps: without a space the words on both sides would grow together.
fn is_lost_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "figcaption"
            | "figure"
            | "footer"
            | "h6"
            | "header"
            | "hr"
            | "main"
            | "nav"
            | "section"
            | "summary"
            | "table"
            | "td"
            | "th"
            | "tr"
    )
}

/// What the sanitiser reads: its elements, and those that it drops with their content. Nothing else reaches it, so that
/// no foreign or raw-text element can make it read the rest in another way than a browser.
fn is_kept(name: &str) -> bool {
    ELEMENTS.contains(&name) || matches!(name, "script" | "style")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_becomes_a_link() {
        assert_eq!(
            rewrite(r#"a<img src="https://b.example/x.png" alt="An &quot;ECG&quot;" onerror=x>b"#),
            "a<a href=\"https://b.example/x.png\">🖼 An &quot;ECG&quot;</a>b"
        );
        assert_eq!(
            rewrite(r#"<img src="https://b.example/x.png">"#),
            "<a href=\"https://b.example/x.png\">🖼 b.example/x.png</a>"
        );
        assert_eq!(
            rewrite(r#"<a href="https://b.example/"><img src="https://b.example/x" alt="x"></a>"#),
            "<a href=\"https://b.example/\">🖼 x</a>"
        );
    }

    #[test]
    fn a_formula_becomes_its_tex() {
        let tex = r#"<math display="block"><semantics><mi>x</mi><annotation encoding="application/x-tex">x&lt;1</annotation></semantics></math>"#;
        assert_eq!(rewrite(tex), "$$x&lt;1$$");
        assert_eq!(rewrite("<math><mi>x</mi></math>y"), "xy");
        assert_eq!(
            rewrite("<math><semantics><annotation/></semantics></math>"),
            ""
        );
        assert_eq!(rewrite("<math><annotation>x"), "x");
    }

    #[test]
    fn depth_is_bounded() {
        let deep = rewrite(&"<b>".repeat(30_000));
        assert_eq!(deep.matches("<b>").count(), MAX_OPEN);
    }
}
