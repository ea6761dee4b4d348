//! What is certainly no text.

/// The beginnings of files that are no text. A beginning that could also be prose is not here but in
/// [`kind`], with a second look.
const MAGICS: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"GIF87a", "GIF picture"),
    (b"GIF89a", "GIF picture"),
    (b"II*\0", "TIFF picture"),
    (b"MM\0*", "TIFF picture"),
    (b"%PDF-", "PDF document"),
    (b"{\\rtf", "rich text document"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "word processor document",
    ),
    (b"PK\x03\x04", "ZIP archive, office document or book"),
    (b"PK\x05\x06", "ZIP archive"),
    (b"\x1f\x8b", "gzip archive"),
    (b"\xfd7zXZ\0", "file compressed with xz"),
    (b"7z\xbc\xaf\x27\x1c", "7z archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"\x28\xb5\x2f\xfd", "zstd archive"),
    (b"\x7fELF", "program"),
    (b"\xfe\xed\xfa\xce", "program"),
    (b"\xfe\xed\xfa\xcf", "program"),
    (b"\xce\xfa\xed\xfe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xca\xfe\xba\xbe", "program or Java class"),
    (b"\0asm", "WebAssembly program"),
    (b"SQLite format 3\0", "SQLite database"),
    (b"ID3\x02", "sound file"),
    (b"ID3\x03", "sound file"),
    (b"ID3\x04", "sound file"),
    (b"fLaC\0", "sound file"),
    (b"OggS\0", "sound or video file"),
    (b"\x1a\x45\xdf\xa3", "video file"),
    (b"\xff\xfb\x90", "sound file"),
    (b"FLV\x01", "video file"),
    (b"bplist00", "property list or web archive of Safari"),
    (b"ITSF\x03\0\0\0", "help file"),
    (b"AT&TFORM", "DjVu document"),
    (b"MSCF\0\0\0\0", "cabinet archive"),
    (b"\0\x05\x16\x07", "file of a Macintosh's own"),
    (b"\0\x05\x16\0", "file of a Macintosh's own"),
    (b"\0\0\x01\0", "icon"),
    (b"8BPS\0\x01", "Photoshop picture"),
    (b"\x04\x22\x4d\x18", "archive"),
    (b"LZIP\x01", "archive"),
    (b"!<arch>\n", "archive"),
    (b"wOFF\0", "font"),
    (b"wOF2\0", "font"),
    (b"\0\x01\0\0", "font"),
];

/// What kind of file this is, if its beginning says that it is no text.
pub(super) fn kind(bytes: &[u8]) -> Option<&'static str> {
    let magic = MAGICS.iter().find(|(magic, _)| bytes.starts_with(magic));
    if let Some((_, kind)) = magic {
        return Some(kind);
    }
    let at = |start: usize, wanted: &[u8]| {
        bytes
            .get(start..)
            .is_some_and(|rest| rest.starts_with(wanted))
    };
    // Prose may begin with these letters; a zero soon after tells them apart.
    let zeros = bytes.get(..64).unwrap_or(bytes).contains(&0);
    if at(4, b"ftyp") && (zeros || at(0, &[0])) {
        let is_picture = ["heic", "heix", "mif1", "avif"]
            .iter()
            .any(|brand| at(8, brand.as_bytes()));
        return Some(if is_picture { "picture" } else { "video file" });
    }
    if at(60, b"BOOKMOBI") && zeros {
        return Some("book for the Kindle");
    }
    if at(257, b"ustar") && bytes.get(..257).is_some_and(|head| head.contains(&0)) {
        return Some("tar archive");
    }
    if at(0, b"MZ") && zeros {
        return Some("program");
    }
    if at(0, b"BM") && zeros {
        return Some("picture");
    }
    if at(0, b"BZh") && at(4, b"1AY&SY") {
        return Some("bzip2 archive");
    }
    if at(0, b"RIFF") && (at(8, b"WEBP") || at(8, b"WAVE") || at(8, b"AVI ")) {
        return Some("picture, sound or video file");
    }
    None
}

/// How much of the file is looked at for noise, in bytes, in each of three places.
const SAMPLE: usize = 4096;

/// Whether there are so many control characters that this is no text. `valid` says that it is at least
/// valid UTF-8: then only zeros count, since dumps of terminals are text too.
pub(super) fn is_noise(bytes: &[u8], valid: bool) -> bool {
    let places = [0, bytes.len() / 2, bytes.len().saturating_sub(SAMPLE)];
    let windows = places.map(|at| {
        let end = at.saturating_add(SAMPLE).min(bytes.len());
        bytes.get(at..end).unwrap_or_default()
    });
    windows.iter().any(|window| is_noisy(window, valid))
}

/// Whether the first of those places is noise, which is enough for the whole to be.
pub(super) fn begins_with_noise(head: &[u8], valid: bool) -> bool {
    is_noisy(head.get(..SAMPLE).unwrap_or(head), valid)
}

fn is_noisy(window: &[u8], valid: bool) -> bool {
    let counts = |byte: &&u8| {
        if valid {
            **byte == 0
        } else {
            is_control(**byte)
        }
    };
    let controls = window.iter().filter(counts).count();
    controls > 4 && controls * 100 > window.len() * MOST_IN_HUNDRED
}

/// The most control characters of a text, in a hundred bytes. Of random bytes 11 in a hundred are.
const MOST_IN_HUNDRED: usize = 6;

fn is_control(byte: u8) -> bool {
    // ESC shifts ISO-2022-JP and colours logs; FF, VT and BS stand in old plain texts.
    matches!(byte, 0..=7 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::encoding::decode;

    #[test]
    fn beginnings_tell() {
        for (bytes, name) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "PNG picture"),
            (b"PK\x03\x04\x14\0", "ZIP archive, office document or book"),
            (b"\0\0\0\x20ftypisom", "video file"),
            (b"\0\0\0\x20ftypheic", "picture"),
            (
                b"bplist00\xd1\x01",
                "property list or web archive of Safari",
            ),
            (b"MZ\x90\0\x03\0\0\0", "program"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", "picture, sound or video file"),
        ] {
            assert_eq!(kind(bytes), Some(name), "{bytes:?}");
        }
        let mut tar = vec![0_u8; 512];
        tar[..4].copy_from_slice(b"a.md");
        tar[257..262].copy_from_slice(b"ustar");
        assert_eq!(kind(&tar), Some("tar archive"));
    }

    #[test]
    fn prose_that_begins_alike_is_prose() {
        for prose in [
            "MZ is a country code of Mozambique",
            "BM, they said",
            "GIF is a word",
            "ID3 tags",
        ] {
            assert_eq!(kind(prose.as_bytes()), None, "{prose}");
        }
    }

    #[test]
    fn noise_is_refused_in_any_part_of_the_file() {
        let mut state = 1_u32;
        let mut noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        })
        .take(20_000)
        .collect();
        assert!(is_noise(&noise, false));
        assert!(decode(&vec![0; 5000]).is_err());
        noise.splice(0..0, "A line of text.\n".repeat(1000).into_bytes());
        assert!(is_noise(&noise, false));
        assert!(!is_noise("bell\u{7}\u{7} rings".repeat(9).as_bytes(), true));
    }
}
