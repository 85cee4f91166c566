//! Forms: fields with a visible label, a hint and the error that belongs to them.
//!
//! `templates/parts/form.html` turns a [`Form`] into HTML, so that every form is accessible in the same way.

use std::borrow::Cow;

/// A form that is sent by POST, with the page's CSRF token. Its words are in the language of the page.
#[derive(Clone, Debug)]
pub struct Form {
    /// Prefix of the ids of its fields; unique in the page.
    pub id: &'static str,
    /// Where it goes.
    pub action: Cow<'static, str>,
    /// Values that travel along.
    pub hidden: Vec<(&'static str, String)>,
    /// Its parts, in order.
    pub sections: Vec<Section>,
    /// Label of the button.
    pub submit: String,
    /// What is wrong with the whole, such as a password that does not match.
    pub error: Option<String>,
    /// Whether what it does cannot be undone.
    pub destructive: bool,
}

impl Form {
    /// A form without fields yet.
    #[must_use]
    pub fn new(
        id: &'static str,
        action: impl Into<Cow<'static, str>>,
        submit: impl Into<String>,
    ) -> Self {
        let submit = submit.into();
        Self {
            id,
            action: action.into(),
            hidden: Vec::new(),
            sections: Vec::new(),
            submit,
            error: None,
            destructive: false,
        }
    }

    /// Adds fields without a heading of their own.
    #[must_use]
    pub fn fields(mut self, fields: Vec<Field>) -> Self {
        self.sections.push(Section {
            heading: None,
            hint: None,
            fields,
        });
        self
    }

    /// Adds a part with a heading.
    #[must_use]
    pub fn section(
        mut self,
        heading: impl Into<String>,
        hint: Option<String>,
        fields: Vec<Field>,
    ) -> Self {
        self.sections.push(Section {
            heading: Some(heading.into()),
            hint,
            fields,
        });
        self
    }

    /// Adds a value that travels along unseen.
    #[must_use]
    pub fn hidden(mut self, name: &'static str, value: String) -> Self {
        self.hidden.push((name, value));
        self
    }

    /// Marks it as something that cannot be undone.
    #[must_use]
    pub fn destructive(mut self) -> Self {
        self.destructive = true;
        self
    }

    /// Keeps in a field what was sent.
    #[must_use]
    pub fn fill(mut self, field: &str, value: &str) -> Self {
        let fields = self.sections.iter_mut().flat_map(|it| &mut it.fields);
        for field in fields.filter(|it| it.name == field) {
            value.clone_into(&mut field.value);
        }
        self
    }

    /// Says why it was refused: beside `field`, or above the form when it has no such field.
    #[must_use]
    pub fn refuse(mut self, field: &str, reason: String) -> Self {
        let mut fields = self
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.fields);
        match fields.find(|it| it.name == field) {
            Some(field) => field.error = Some(reason),
            None => self.error = Some(reason),
        }
        self
    }

    /// The fields that were refused, for the summary above the form.
    pub fn refused(&self) -> impl Iterator<Item = &Field> {
        self.sections
            .iter()
            .flat_map(|section| &section.fields)
            .filter(|field| field.error.is_some())
    }

    /// Whether anything was refused.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.error.is_some() || self.refused().next().is_some()
    }

    /// The encoding, which files need.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        let mut fields = self.sections.iter().flat_map(|section| &section.fields);
        if fields.any(|field| matches!(field.control, Control::File(_))) {
            "multipart/form-data"
        } else {
            "application/x-www-form-urlencoded"
        }
    }
}

/// A part of a form.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its heading.
    pub heading: Option<String>,
    /// A sentence below the heading.
    pub hint: Option<String>,
    /// The fields.
    pub fields: Vec<Field>,
}

/// One field.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name in the request; that of [`Control::Choices`] gets `[]`.
    pub name: Cow<'static, str>,
    /// What it is for; always visible.
    pub label: String,
    /// How it is filled in.
    pub control: Control,
    /// What is in it now.
    pub value: String,
    /// How to fill it in.
    pub hint: Option<String>,
    /// Why the value was refused.
    pub error: Option<String>,
    /// What browsers may fill in (HTML `autocomplete`).
    pub autocomplete: Option<&'static str>,
    /// Whether it may not stay empty.
    pub required: bool,
    /// Longest value, in characters.
    pub max_length: Option<usize>,
}

impl Field {
    /// A field; see [`Control`].
    #[must_use]
    pub fn new(
        name: impl Into<Cow<'static, str>>,
        label: impl Into<String>,
        control: Control,
    ) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            control,
            value: String::new(),
            hint: None,
            error: None,
            autocomplete: None,
            required: false,
            max_length: None,
        }
    }

    /// A line of text.
    #[must_use]
    pub fn text(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self::new(name, label, Control::Input("text"))
    }

    /// An e-mail address.
    #[must_use]
    pub fn email(name: &'static str, label: impl Into<String>) -> Self {
        Self::new(name, label, Control::Input("email"))
            .autocomplete("email")
            .required()
    }

    /// A password; `autocomplete` is `current-password` or `new-password`. Its value is never sent back.
    #[must_use]
    pub fn password(
        name: &'static str,
        label: impl Into<String>,
        autocomplete: &'static str,
    ) -> Self {
        Self::new(name, label, Control::Input("password"))
            .autocomplete(autocomplete)
            .required()
    }

    /// A box to tick.
    #[must_use]
    pub fn checkbox(name: &'static str, label: impl Into<String>, checked: bool) -> Self {
        Self::new(name, label, Control::Checkbox(checked))
    }

    /// Fills it.
    #[must_use]
    pub fn value(mut self, value: &str) -> Self {
        value.clone_into(&mut self.value);
        self
    }

    /// Says how to fill it in.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Tells browsers what belongs here.
    #[must_use]
    pub fn autocomplete(mut self, what: &'static str) -> Self {
        self.autocomplete = Some(what);
        self
    }

    /// Makes it obligatory.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Bounds its length.
    #[must_use]
    pub fn max_length(mut self, characters: usize) -> Self {
        self.max_length = Some(characters);
        self
    }

    /// The ids of hint and error, which screen readers read with the field.
    #[must_use]
    pub fn described_by(&self, form: &str) -> Option<String> {
        let hint = self
            .hint
            .as_ref()
            .map(|_| format!("{form}-{}-hint", self.name));
        let error = self
            .error
            .as_ref()
            .map(|_| format!("{form}-{}-error", self.name));
        match (hint, error) {
            (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
            (hint, error) => hint.or(error),
        }
    }
}

/// How a field is filled in.
#[derive(Clone, Debug)]
pub enum Control {
    /// An `input` of this type.
    Input(&'static str),
    /// Several lines.
    TextArea,
    /// One of several.
    Select(Vec<Choice>),
    /// Any of several.
    Choices(Vec<Choice>),
    /// Yes or no.
    Checkbox(bool),
    /// A file of one of these types (HTML `accept`).
    File(&'static str),
}

/// Something to choose.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown, in the language of the page.
    pub label: String,
    /// Whether it is chosen.
    pub selected: bool,
}
