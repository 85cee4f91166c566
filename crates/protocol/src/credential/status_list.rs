//! Bits as text: `u`, and GZIP in base64url without padding (Bitstring Status List v1.0, §3.3 and §3.4). Pure functions.

use std::io::{Read as _, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::credential::{ENTRIES, Refusal};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// Bytes of a list that are read: sixteen million entries, which GZIP can hold in some kilobytes.
const LONGEST: u64 = 2 * 1024 * 1024;

/// The bits of a list; the first is the highest of the first byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bits(Vec<u8>);

impl Bits {
    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len() * 8
    }

    /// Whether there are no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The bit of an entry; `None` beyond the end.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<bool> {
        let byte = self.0.get(index / 8)?;
        Some(byte & (0x80 >> (index % 8)) != 0)
    }
}

/// The list in which the entries `set` are set, of the size that all lists of ours have.
///
/// # Panics
/// Never: it is packed in memory.
#[must_use]
pub fn encode(set: &[i64]) -> String {
    let mut bytes = vec![0_u8; ENTRIES as usize / 8];
    for index in set.iter().filter_map(|index| usize::try_from(*index).ok()) {
        if let Some(byte) = bytes.get_mut(index / 8) {
            *byte |= 0x80 >> (index % 8);
        }
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    let written = packed.write_all(&bytes).and_then(|()| packed.finish());
    let written = written.expect("memory can be written to");
    format!("u{}", URL_SAFE_NO_PAD.encode(written))
}

/// The bits of an `encodedList`.
///
/// # Errors
/// When it is none, or longer than is read, or shorter than a list may be.
pub fn decode(text: &str) -> Result<Bits, Refusal> {
    let malformed = Refusal::StatusMalformed;
    let encoded = text.strip_prefix('u').ok_or(malformed)?;
    let packed = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| malformed)?;
    let mut bytes = Vec::new();
    let unpacked = GzDecoder::new(packed.as_slice()).take(LONGEST + 1);
    let read = { unpacked }.read_to_end(&mut bytes);
    read.map_err(|_| malformed)?;
    match u64::try_from(bytes.len()).unwrap_or(u64::MAX) {
        length if length < u64::from(ENTRIES) / 8 => Err(Refusal::StatusSmall),
        length if length > LONGEST => Err(Refusal::StatusLarge),
        _ => Ok(Bits(bytes)),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::GzDecoder;

    use super::*;

    /// The example of Bitstring Status List v1.0, §3.4: 131,072 entries, none of them set.
    const PUBLISHED: &str = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";

    fn unpacked(text: &str) -> Vec<u8> {
        let text = text.strip_prefix('u').expect("base64url");
        let packed = URL_SAFE_NO_PAD.decode(text).expect("base64url");
        let mut bytes = Vec::new();
        let mut gzip = GzDecoder::new(packed.as_slice());
        gzip.read_to_end(&mut bytes).expect("GZIP");
        bytes
    }

    #[test]
    fn an_empty_list_is_the_published_one() {
        assert_eq!(unpacked(&encode(&[])), unpacked(PUBLISHED));
        assert_eq!(unpacked(PUBLISHED), vec![0; 16_384]);
    }

    #[test]
    fn the_first_entry_is_the_highest_bit() {
        let bytes = unpacked(&encode(&[0, 9, 131_071, 131_072, -1]));
        assert_eq!(bytes.len(), 16_384);
        assert_eq!((bytes[0], bytes[1], bytes[16_383]), (0x80, 0x40, 0x01));
        let set: u32 = bytes.iter().map(|byte| byte.count_ones()).sum();
        assert_eq!(set, 3);
    }
}
