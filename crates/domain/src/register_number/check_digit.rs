//! The arithmetic by which a number tells that a digit of it is wrong.

/// Luhn (ISO/IEC 7812-1 annex B) over `prefix` and `number`. Notices every single wrong digit.
pub(super) fn luhn(prefix: &str, number: &str) -> bool {
    let digits = prefix.bytes().chain(number.bytes()).rev().map(value);
    let weighed = digits.zip([1, 2].into_iter().cycle());
    let sum: u32 = weighed
        .map(|(digit, weight)| digit * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    sum.is_multiple_of(10)
}

/// ISO 7064 MOD 11-2, whose check digit may be an X for ten. Notices every single wrong digit.
pub(super) fn mod_11_2(number: &str) -> bool {
    let Some((check, body)) = number.as_bytes().split_last() else {
        return false;
    };
    let check = if *check == b'X' { 10 } else { value(*check) };
    let sum = body
        .iter()
        .fold(0, |sum, digit| (sum + value(*digit)) * 2 % 11);
    (sum + check) % 11 == 1
}

/// The seventh digit of a LANR (KBV): the first six, weighed by 4 and 9 in turns, without cross-sums. It does not notice
/// that a digit weighed by 4 is wrong by five, nor anything of the last two, which tell the group of doctors.
pub(super) fn lanr(number: &str) -> bool {
    let digits: Vec<u32> = number.bytes().map(value).collect();
    let [body @ .., check, _, _] = digits.as_slice() else {
        return false;
    };
    let weighed = body.iter().zip([4, 9].into_iter().cycle());
    let sum: u32 = weighed.map(|(digit, weight)| digit * weight).sum();
    (sum + check).is_multiple_of(10)
}

fn value(digit: u8) -> u32 {
    u32::from(digit.saturating_sub(b'0'))
}
