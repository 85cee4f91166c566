//! What a file of moving pictures or sound is, by its first bytes.

/// A file format that is accepted. The program is told which; it never guesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// MP4, `QuickTime`, 3GP, M4A (ISO/IEC 14496-12).
    IsoMedia,
    /// `WebM` and Matroska.
    Matroska,
    /// Ogg; its sound alone is taken.
    Ogg,
    /// MPEG-1 layer 3.
    Mp3,
    /// AAC in ADTS frames.
    Adts,
    /// FLAC.
    Flac,
    /// WAVE.
    Wave,
    /// An animation, which becomes a silent video.
    Gif,
}

/// Media types that an upload may say it is of.
pub const MIME_TYPES: [&str; 18] = [
    "video/mp4",
    "video/quicktime",
    "video/webm",
    "video/3gpp",
    "audio/mp4",
    "audio/m4a",
    "audio/x-m4a",
    "audio/mpeg",
    "audio/mp3",
    "audio/aac",
    "audio/ogg",
    "audio/webm",
    "audio/flac",
    "audio/wav",
    "audio/wave",
    "audio/x-wav",
    "audio/vnd.wave",
    "audio/3gpp",
];

impl Container {
    /// The format by the first bytes; names and declared types are never asked. A GIF is a picture until someone knows that
    /// it moves.
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => iso_media(brand),
            [0x1a, 0x45, 0xdf, 0xa3, ..] => Some(Self::Matroska),
            [b'O', b'g', b'g', b'S', ..] => Some(Self::Ogg),
            [b'f', b'L', b'a', b'C', ..] => Some(Self::Flac),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'A',
                b'V',
                b'E',
                ..,
            ] => Some(Self::Wave),
            [b'I', b'D', b'3', ..] => Some(Self::Mp3),
            [0xff, second, ..] if second & 0xf6 == 0xf0 => Some(Self::Adts),
            [0xff, second, ..] if second & 0xe6 == 0xe2 => Some(Self::Mp3),
            _ => None,
        }
    }

    /// Whether it is taken for sound before anyone has looked inside.
    #[must_use]
    pub fn is_sound(self) -> bool {
        !matches!(self, Self::IsoMedia | Self::Matroska | Self::Gif)
    }

    /// The program's name of its reader.
    pub(super) fn demuxer(self) -> &'static str {
        match self {
            Self::IsoMedia => "mov",
            Self::Matroska => "matroska",
            Self::Ogg => "ogg",
            Self::Mp3 => "mp3",
            Self::Adts => "aac",
            Self::Flac => "flac",
            Self::Wave => "wav",
            Self::Gif => "gif",
        }
    }
}

/// Still pictures (AVIF, HEIC) are in the same box.
fn iso_media(brand: &[u8]) -> Option<Container> {
    const STILL: [&[u8; 4]; 6] = [b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"];
    let brand = brand.first_chunk::<4>()?;
    (!STILL.contains(&brand)).then_some(Container::IsoMedia)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_decide() {
        for (bytes, expected) in [
            (&b"\0\0\0\x20ftypisom\0\0"[..], Some(Container::IsoMedia)),
            (b"\0\0\0\x14ftypqt  ", Some(Container::IsoMedia)),
            (b"\0\0\0\x1cftypavif", None),
            (b"\0\0\0\x1cftyp", None),
            (b"\x1a\x45\xdf\xa3....webm", Some(Container::Matroska)),
            (b"OggS\0\x02", Some(Container::Ogg)),
            (b"ID3\x04", Some(Container::Mp3)),
            (b"\xff\xfb\x90\x44", Some(Container::Mp3)),
            (b"\xff\xf1\x50\x80", Some(Container::Adts)),
            (b"fLaC", Some(Container::Flac)),
            (b"RIFF....WAVEfmt ", Some(Container::Wave)),
            (b"RIFF....WEBPVP8 ", None),
            (b"\xff\xd8\xff\xe0", None),
            (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd", None),
            (b"ffconcat version 1.0\nfile '/etc/passwd'", None),
            (b"<?xml version=\"1.0\"?><MPD/>", None),
            (b"", None),
        ] {
            assert_eq!(Container::sniff(bytes), expected, "{bytes:?}");
        }
    }
}
