//! Numbers under which registers know professionals: their form, and their check digit where the register tells of one.
//!
//! A number of the right form is well written and proves nothing more ([`storage::kinds::Assurance::FormatOk`]). It is
//! personal: it goes on no profile, credential or page but its owner's and those of verifiers.

mod check_digit;
mod facts;
mod form;
#[cfg(test)]
mod tests;

pub use storage::kinds::Register;

use crate::reason::Reason;
use crate::text::clean;
use check_digit::{lanr, luhn, mod_11_2};
use facts::{Check, of};

/// Characters of a number of a register that is not known here.
const MOST: usize = 40;

/// A number as its register writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterNumber {
    /// The register.
    pub register: Register,
    /// The number: capitals, no spaces; hyphens in an ORCID iD alone.
    pub value: String,
    /// The check digit does not fit, in a register that has given out such numbers: whoever decides must look closely.
    pub is_doubtful: bool,
}

/// Why something is no number of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Nothing was given.
    #[error("can't be blank")]
    Empty,
    /// It is not written as numbers of this register are.
    #[error("{}", of(*.0).remedy)]
    Form(Register),
    /// The check digit does not fit the others: one was mistyped.
    #[error(
        "has a digit that does not fit the others: compare it with your document, digit by digit"
    )]
    CheckDigit,
}

impl From<NumberError> for Reason {
    fn from(error: NumberError) -> Self {
        match error {
            NumberError::Empty => "can't be blank".into(),
            NumberError::Form(register) => of(register).remedy.into(),
            NumberError::CheckDigit => Self::from(
                "has a digit that does not fit the others: compare it with your document, digit by digit",
            ),
        }
    }
}

/// Reads what somebody wrote as their number: spaces, hyphens and small letters do not matter.
///
/// # Errors
/// [`NumberError`], which says what to write instead.
pub fn read(register: Register, text: &str) -> Result<RegisterNumber, NumberError> {
    if register == Register::Other {
        return unknown(text);
    }
    let facts = of(register);
    let number = form::strip(register, text);
    if number.is_empty() {
        return Err(NumberError::Empty);
    }
    let fits = facts.forms.iter().any(|form| form::fits(form, &number));
    if !fits || (register == Register::Npi && is_filler(&number)) {
        return Err(NumberError::Form(register));
    }
    let is_right = match facts.check {
        Check::None => true,
        Check::Luhn(prefix) => luhn(prefix, &number),
        Check::LuhnOrDoubt => luhn("", &number),
        Check::Mod11 => mod_11_2(&number),
        Check::Lanr => lanr(&number),
    };
    if !is_right && !matches!(facts.check, Check::LuhnOrDoubt) {
        return Err(NumberError::CheckDigit);
    }
    Ok(RegisterNumber {
        register,
        value: form::canonical(register, number),
        is_doubtful: !is_right,
    })
}

/// The `system` of numbers of this register in FHIR; `None` where none is published.
#[must_use]
pub fn system(register: Register) -> Option<&'static str> {
    of(register).system
}

/// The register whose numbers have this `system` in FHIR.
#[must_use]
pub fn of_system(system: &str) -> Option<Register> {
    facts::of_system(system)
}

/// The country of a register, ISO 3166; `None` for one that knows no borders.
#[must_use]
pub fn country(register: Register) -> Option<&'static str> {
    of(register).country
}

/// What people call a register, the same in every language; empty for one that is not known here.
#[must_use]
pub fn name(register: Register) -> &'static str {
    of(register).name
}

/// Of a register that is not known here nothing can be checked but that there is something.
fn unknown(text: &str) -> Result<RegisterNumber, NumberError> {
    let value = clean::line(text, MOST).map_err(|_| NumberError::Form(Register::Other))?;
    if value.is_empty() {
        return Err(NumberError::Empty);
    }
    Ok(RegisterNumber {
        register: Register::Other,
        value,
        is_doubtful: false,
    })
}

/// Nine equal digits before the check digit, such as 1111111112: given to nobody, though the digit fits.
fn is_filler(npi: &str) -> bool {
    let body = &npi.as_bytes()[..9];
    body.iter().all(|digit| *digit == body[0])
}
