//! Reading and writing HTML token by token, without building a tree.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Calls `visit` with each token of the HTML, in order.
pub(crate) fn for_each_token(html: &str, visit: impl FnMut(Token)) {
    read(html, visit, |_| None);
}

/// The same for a whole page, where scripts, styles and titles hold text and no elements.
pub(crate) fn for_each_token_of_page(html: &str, visit: impl FnMut(Token)) {
    read(html, visit, |name| match name {
        "title" | "textarea" => Some(RawKind::Rcdata),
        "script" => Some(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        _ => None,
    });
}

/// The value of an attribute; empty when there is none.
pub(crate) fn attribute<'a>(tag: &'a Tag, name: &str) -> &'a str {
    let mut attrs = tag.attrs.iter();
    attrs
        .find(|attr| &*attr.name.local == name)
        .map_or("", |attr| &*attr.value)
}

fn read(html: &str, visit: impl FnMut(Token), raw: fn(&str) -> Option<RawKind>) {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let visitor = Visitor {
        visit: RefCell::new(visit),
        raw,
    };
    let tokenizer = Tokenizer::new(visitor, TokenizerOpts::default());
    // Pauses at scripts and encodings are for a browser: go on until all is read.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
}

struct Visitor<F> {
    visit: RefCell<F>,
    /// How the content of an element is read; `None` as HTML.
    raw: fn(&str) -> Option<RawKind>,
}

impl<F: FnMut(Token)> TokenSink for Visitor<F> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let raw = match &token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => (self.raw)(&tag.name),
            _ => None,
        };
        (self.visit.borrow_mut())(token);
        raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }
}

/// Appends text so that it is text, in content and in quoted attributes alike.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
}
