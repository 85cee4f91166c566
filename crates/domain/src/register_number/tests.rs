use proptest::prelude::*;
use storage::kinds::Register::{self, *};

use super::*;

/// Numbers that their registers publish as examples, or that were made after their rules.
const RIGHT: [(Register, &str); 23] = [
    (Npi, "1234567893"),
    (Npi, "1245319599"),
    (Npi, "1003000126"),
    (Orcid, "0000-0002-1825-0097"),
    (Orcid, "0000-0002-9079-593X"),
    (Orcid, "0000-0002-1694-233X"),
    (Lanr, "123456601"),
    (Lanr, "838382202"),
    (Lanr, "555555501"),
    (Lanr, "999999901"),
    (Efn, "802760901234566"),
    (Rpps, "10000000009"),
    (Gmc, "1234567"),
    (Gmc, "L123456"),
    (Gmc, "C1234567"),
    (Nmc, "71A2998E"),
    (Hcpc, "PH123456"),
    (Hcpc, "PH1"),
    (Gphc, "2033467"),
    (Big, "12345678901"),
    (Ahpra, "MED0000932846"),
    (HpiI, "8003619900015717"),
    (Other, "Kammer 12/345-b"),
];

const KNOWN: [Register; 12] = [
    Npi, Orcid, Lanr, Efn, Rpps, Gmc, Nmc, Hcpc, Gphc, Big, Ahpra, HpiI,
];

#[test]
fn published_numbers_are_read_as_their_registers_write_them() {
    for (register, number) in RIGHT {
        let expected = RegisterNumber {
            register,
            value: number.to_owned(),
            is_doubtful: false,
        };
        assert_eq!(read(register, number), Ok(expected), "{number}");
    }
}

#[test]
fn a_wrong_check_digit_is_told_from_a_wrong_form() {
    let wrong = [
        (Npi, "1234567890", NumberError::CheckDigit),
        (Npi, "1111111112", NumberError::Form(Npi)),
        (Npi, "2222222226", NumberError::Form(Npi)),
        (Npi, "3234567893", NumberError::Form(Npi)),
        (Npi, "123456789", NumberError::Form(Npi)),
        (Npi, " - ", NumberError::Empty),
        (Orcid, "0000-0002-1825-0098", NumberError::CheckDigit),
        (Orcid, "0000-0002-X825-0097", NumberError::Form(Orcid)),
        (Lanr, "123456901", NumberError::CheckDigit),
        (Lanr, "12345660", NumberError::Form(Lanr)),
        (Efn, "802760901234567", NumberError::CheckDigit),
        (Efn, "812760901234566", NumberError::Form(Efn)),
        (Rpps, "1000000000", NumberError::Form(Rpps)),
        (Gmc, "X123456", NumberError::Form(Gmc)),
        (Gmc, "L1234567", NumberError::Form(Gmc)),
        (Nmc, "71A29985", NumberError::Form(Nmc)),
        (Hcpc, "PH1234567", NumberError::Form(Hcpc)),
        (Hcpc, "PH", NumberError::Form(Hcpc)),
        (Gphc, "1033467", NumberError::Form(Gphc)),
        (Big, "1234567890", NumberError::Form(Big)),
        (Ahpra, "ME00000932846", NumberError::Form(Ahpra)),
        (HpiI, "8003619900015718", NumberError::CheckDigit),
        (HpiI, "8003629900015717", NumberError::Form(HpiI)),
        (Other, "", NumberError::Empty),
    ];
    for (register, number, error) in wrong {
        assert_eq!(read(register, number), Err(error), "{number}");
        assert_eq!(Reason::from(error).to_string(), error.to_string());
    }
    let long = "1".repeat(MOST + 1);
    assert_eq!(read(Other, &long), Err(NumberError::Form(Other)));
}

#[test]
fn french_numbers_whose_digit_does_not_fit_raise_a_doubt_and_no_more() {
    for number in ["10002673899", "10000000001"] {
        let found = read(Rpps, number).expect("is taken");
        assert_eq!((found.value.as_str(), found.is_doubtful), (number, true));
    }
    let national = read(Rpps, "810000000009").expect("is taken");
    assert_eq!(national.value, "10000000009");
}

#[test]
fn an_orcid_id_may_be_copied_with_its_address() {
    let found = read(Orcid, "https://orcid.org/0000-0002-9079-593x").expect("is taken");
    assert_eq!(found.value, "0000-0002-9079-593X");
}

#[test]
fn every_register_but_one_has_an_address_of_its_own_in_fhir() {
    let mut systems: Vec<&str> = KNOWN.into_iter().filter_map(system).collect();
    assert_eq!(systems.len(), KNOWN.len() - 1, "the EFN has none");
    systems.sort_unstable();
    systems.dedup();
    assert_eq!(systems.len(), KNOWN.len() - 1);
    assert_eq!(system(Npi), Some("http://hl7.org/fhir/sid/us-npi"));
    assert_eq!(country(Efn), Some("DE"));
    assert_eq!(country(Orcid), None);
}

/// Numbers of this form with every check digit, of which one is right; the check digit stands at `at`.
fn right_one(register: Register, body: &str, at: usize) -> String {
    let candidates = "0123456789X".chars().map(|check| {
        let mut number = body.to_owned();
        number.insert(at, check);
        number
    });
    let right: Vec<String> = candidates
        .filter(|it| read(register, it).is_ok_and(|found| !found.is_doubtful))
        .collect();
    assert_eq!(right.len(), 1, "{body}");
    right.into_iter().next().expect("is one")
}

/// The number with another digit at `at`.
fn mistyped(number: &str, at: usize, by: u8) -> String {
    let mut bytes = number.as_bytes().to_vec();
    let digit = (bytes[at] - b'0' + by) % 10;
    bytes[at] = b'0' + digit;
    String::from_utf8(bytes).expect("digits")
}

fn is_noticed(register: Register, number: &str) -> bool {
    read(register, number).map_or(true, |found| found.is_doubtful)
}

proptest! {
    #[test]
    fn one_wrong_digit_is_noticed_where_luhn_says_so(
        npi in "[12][0-9]{8}", efn in "80276[0-9]{9}", rpps in "[0-9]{10}", hpi in "800361[0-9]{9}",
        place in 0.0..1.0_f64, by in 1..10_u8,
    ) {
        for (register, body) in [(Npi, npi), (Efn, efn), (Rpps, rpps), (HpiI, hpi)] {
            if register == Npi && is_filler(&format!("{body}0")) {
                continue;
            }
            let number = right_one(register, &body, body.len());
            let at = (0..number.len()).find(|at| place * 16.0 < f64::from(u8::try_from(at + 1).unwrap_or(16)));
            let at = at.unwrap_or(number.len() - 1);
            prop_assert!(is_noticed(register, &mistyped(&number, at, by)), "{number}");
        }
    }

    #[test]
    fn one_wrong_digit_of_an_orcid_id_is_noticed(body in "[0-9]{15}", at in 0..15_usize, by in 1..10_u8) {
        let number = right_one(Orcid, &body, 15).replace('-', "");
        prop_assert!(is_noticed(Orcid, &mistyped(&number, at, by)), "{number}");
    }

    #[test]
    fn one_wrong_digit_of_a_lanr_is_noticed_but_for_what_its_weights_cannot_tell(
        body in "[0-9]{8}", at in 0..7_usize, by in 1..10_u8,
    ) {
        let number = right_one(Lanr, &body, 6);
        let is_blind = at < 6 && at % 2 == 0 && by == 5;
        prop_assert_eq!(is_noticed(Lanr, &mistyped(&number, at, by)), !is_blind, "{}", number);
    }

    #[test]
    fn spaces_and_hyphens_do_not_matter(which in 0..22_usize, at in 0..20_usize, between in "[ \t\u{a0}\u{2013}-]{1,3}") {
        let (register, number) = RIGHT[which];
        let mut spaced = number.to_lowercase();
        spaced.insert_str(at.min(spaced.len()), &between);
        let found = read(register, &spaced).expect("is taken");
        prop_assert_eq!(found.value, number);
    }

    #[test]
    fn whatever_is_taken_reads_as_itself_again(text in "\\PC{0,20}|[A-Z0-9]{6,16}") {
        for register in KNOWN.into_iter().chain([Other]) {
            if let Ok(found) = read(register, &text) {
                prop_assert_eq!(read(register, &found.value), Ok(found));
            }
        }
    }
}
