//! The words that the program is called with. Names of files are ours, never an uploader's.

use super::container::Container;

/// The name of what is read.
pub(super) const SOURCE: &str = "source";
/// Decoders that may run: what cameras, telephones and browsers write, and the still pictures that covers are.
const DECODERS: &str = "h264,hevc,mpeg4,h263,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,gif,mjpeg,png,\
                        aac,mp3,mp3float,opus,libopus,vorbis,libvorbis,flac,alac,amrnb,amrwb,\
                        pcm_u8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_f32le";
/// Pixels along a side of what is encoded anew.
const SIDE: u32 = 1920;
/// Pixels along a side of a picture that is taken out.
const PICTURE_SIDE: u32 = 1280;

/// How the program reads a file: as what it is, opening nothing but it.
fn input(container: Container, name: &str) -> Vec<String> {
    words(&[
        "-hide_banner",
        "-nostdin",
        "-filter_threads",
        "1",
        "-protocol_whitelist",
        "file",
        "-codec_whitelist",
        DECODERS,
        "-threads",
        "1",
        "-f",
        container.demuxer(),
        "-i",
        &format!("file:{name}"),
    ])
}

/// Says what is in a file. The program complains that it has nothing to do.
pub(super) fn report(container: Container, name: &str) -> Vec<String> {
    input(container, name)
}

/// What is done with a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Treatment {
    /// It is taken over as it is.
    Copy,
    /// It is encoded anew.
    Encode,
    /// It is left out.
    Drop,
}

/// Makes of the source the file `name`, in the format `muxer`, of at most `bytes`. Nothing but pictures and sound is taken
/// over: no titles, places, times, chapters, subtitles or other tracks.
pub(super) fn convert(
    container: Container,
    (video, audio): (Treatment, Treatment),
    (muxer, name): (&str, &str),
    bytes: u64,
) -> Vec<String> {
    let mut all = input(container, SOURCE);
    all.extend(video_words(video));
    all.extend(audio_words(audio));
    let plain = "-dn -sn -map_metadata -1 -map_chapters -1 -fflags +bitexact -threads 1";
    all.extend(plain.split(' ').map(str::to_owned));
    match muxer {
        "mp4" => all.extend(words(&["-movflags", "+faststart"])),
        _ => all.extend(words(&["-id3v2_version", "0", "-write_id3v1", "0"])),
    }
    let output = ["-fs", &bytes.to_string(), "-f", muxer, "-y"].map(str::to_owned);
    all.extend(output);
    all.push(format!("file:{name}"));
    all
}

/// A copied H.264 stream loses its supplemental information (NAL units of type 6), in which cameras write what they like.
fn video_words(treatment: Treatment) -> Vec<String> {
    match treatment {
        Treatment::Drop => words(&["-vn"]),
        Treatment::Copy => words(&[
            "-map",
            "0:V:0",
            "-c:v",
            "copy",
            "-bsf:v",
            "filter_units=remove_types=6",
        ]),
        Treatment::Encode => {
            let encoder = "-c:v libx264 -preset veryfast -crf 23 -maxrate 4M -bufsize 8M -pix_fmt yuv420p -fpsmax 60";
            let mut all = words(&["-map", "0:V:0", "-vf", &shrink(SIDE)]);
            all.extend(encoder.split(' ').map(str::to_owned));
            all
        }
    }
}

fn audio_words(treatment: Treatment) -> Vec<String> {
    let text = match treatment {
        Treatment::Drop => "-an",
        Treatment::Copy => "-map 0:a:0 -c:a copy",
        Treatment::Encode => "-map 0:a:0 -c:a aac -b:a 160k -ac 2",
    };
    text.split(' ').map(str::to_owned).collect()
}

/// Takes the first frame out of a file, or its cover.
pub(super) fn picture(container: Container, name: &str, to: &str) -> Vec<String> {
    let mut all = input(container, name);
    all.extend(words(&["-map", "0:v:0", "-vf", &shrink(PICTURE_SIDE)]));
    let output = "-frames:v 1 -map_metadata -1 -threads 1 -c:v png -f image2 -update 1 -y";
    all.extend(output.split(' ').map(str::to_owned));
    all.push(format!("file:{to}"));
    all
}

/// No side longer than `side`, and both even, as the encoder demands.
fn shrink(side: u32) -> String {
    format!(
        "scale=w='min(iw,{side})':h='min(ih,{side})':force_original_aspect_ratio=decrease:force_divisible_by=2"
    )
}

fn words(all: &[&str]) -> Vec<String> {
    all.iter().map(|&word| word.to_owned()).collect()
}
