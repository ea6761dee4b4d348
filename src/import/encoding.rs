//! Bytes to text.
//!
//! In this order: a byte order mark; what is certainly no text ([`binary`]); valid UTF-8; what the file says
//! of itself ([`declared`]); UTF-8 with a few foreign bytes; a guess from the bytes. Knows nothing of formats
//! beyond the two places where a page names its encoding.

mod binary;
mod declared;

use super::ImportError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A decoded file.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, not yet made harmless, without byte order mark.
    pub(super) text: String,
    /// What had to be guessed or replaced, for people.
    pub(super) warning: Option<String>,
}

/// How many bytes the guess looks at. More does not make it better, only slower.
const GUESSED_FROM: usize = 256 * 1024;

/// What is neither text nor known by its beginning.
const NOISE: &str = "file of binary data";

/// Refuses what [`decode`] is certain to refuse, whatever follows `head`.
///
/// # Errors
/// [`ImportError::Binary`] when that is no text.
pub(super) fn check(head: &[u8]) -> Result<(), ImportError> {
    if by_mark(head).is_some() {
        return Ok(());
    }
    if let Some(kind) = binary::kind(head) {
        return Err(ImportError::Binary(kind));
    }
    // A character that is cut in two at the end is none of the file's faults.
    let valid = std::str::from_utf8(head).map_or_else(|e| e.error_len().is_none(), |_| true);
    if binary::begins_with_noise(head, valid) && by_zeros(head).is_none() {
        return Err(ImportError::Binary(NOISE));
    }
    Ok(())
}

/// Whether `head` is the beginning of a text, whatever follows.
pub(super) fn begins_as_text(head: &[u8]) -> bool {
    let is_wide = || by_mark(head).is_some() || by_zeros(head).is_some();
    check(head).is_ok() && (!head.contains(&0) || is_wide())
}

/// Decodes `bytes`.
///
/// # Errors
/// [`ImportError::Binary`] when the bytes are no text.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, ImportError> {
    if let Some(decoded) = by_mark(bytes) {
        return Ok(decoded);
    }
    if let Some(kind) = binary::kind(bytes) {
        return Err(ImportError::Binary(kind));
    }
    if bytes.contains(&0)
        && let Some(decoded) = by_zeros(bytes)
    {
        return Ok(decoded);
    }
    let valid = std::str::from_utf8(bytes);
    if binary::is_noise(bytes, valid.is_ok()) {
        return Err(ImportError::Binary(NOISE));
    }
    match valid {
        Ok(text) => Ok(japanese_mail(bytes).unwrap_or_else(|| certain(text.to_owned()))),
        Err(_) => Ok(by_declaration(bytes)
            .or_else(|| mostly_utf8(bytes))
            .unwrap_or_else(|| by_guess(bytes))),
    }
}

fn certain(text: String) -> Decoded {
    Decoded {
        text,
        warning: None,
    }
}

/// Decodes what begins with a byte order mark.
fn by_mark(bytes: &[u8]) -> Option<Decoded> {
    // The mark of UTF-32 begins with that of UTF-16; no text begins with U+0000.
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe\0\0") {
        return Some(utf32(rest, u32::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\0\0\xfe\xff") {
        return Some(utf32(rest, u32::from_be_bytes));
    }
    let (encoding, length) = Encoding::for_bom(bytes)?;
    let (text, replaced) = encoding.decode_without_bom_handling(bytes.get(length..)?);
    Some(Decoded {
        text: text.into_owned(),
        warning: replaced.then(|| {
            format!(
                "some bytes are not valid {} and were replaced",
                encoding.name()
            )
        }),
    })
}

fn utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> Decoded {
    let units = bytes.as_chunks::<4>();
    let mut replaced = !units.1.is_empty();
    let text = units
        .0
        .iter()
        .map(|four| {
            char::from_u32(unit(*four)).unwrap_or_else(|| {
                replaced = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    Decoded {
        text,
        warning: replaced.then(|| "some bytes are not valid UTF-32 and were replaced".to_owned()),
    }
}

/// UTF-16 and UTF-32 without a mark: the zeros of the Latin letters stand in every second place, or in
/// three of four.
fn by_zeros(bytes: &[u8]) -> Option<Decoded> {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let mut zeros = [0_usize; 4];
    for (at, _) in sample.iter().enumerate().filter(|(_, byte)| **byte == 0) {
        zeros[at % 4] += 1;
    }
    let quarter = sample.len() / 4;
    let many = |place: usize| zeros[place] * 10 > quarter * 4;
    let few = |place: usize| zeros[place] * 20 <= quarter;
    let guess = match (0..4)
        .map(|place| (many(place), few(place)))
        .collect::<Vec<_>>()[..]
    {
        _ if quarter < 2 => return None,
        [(_, true), (true, _), (true, _), (true, _)] => utf32(bytes, u32::from_le_bytes),
        [(true, _), (true, _), (true, _), (_, true)] => utf32(bytes, u32::from_be_bytes),
        [(_, true), (true, _), (_, true), (true, _)] => utf16(bytes, UTF_16LE),
        [(true, _), (_, true), (true, _), (_, true)] => utf16(bytes, UTF_16BE),
        _ => return None,
    };
    let doubtful = guess
        .text
        .matches(char::REPLACEMENT_CHARACTER)
        .take(16)
        .count();
    (doubtful < 16).then_some(guess)
}

fn utf16(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text: text.into_owned(),
        warning: Some(format!(
            "no byte order mark: read as {}, a guess",
            encoding.name()
        )),
    }
}

/// ISO-2022-JP is ASCII to the eye of UTF-8; its shift sequences (RFC 1468) give it away.
fn japanese_mail(bytes: &[u8]) -> Option<Decoded> {
    let mut escapes = bytes.split(|byte| *byte == 0x1B).skip(1);
    if !escapes.any(|rest| rest.starts_with(b"$B") || rest.starts_with(b"$@")) {
        return None;
    }
    let text = ISO_2022_JP.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(Decoded {
        text: text.into_owned(),
        warning: Some("read as ISO-2022-JP, a guess".to_owned()),
    })
}

/// What the file declares, if the bytes bear it out.
fn by_declaration(bytes: &[u8]) -> Option<Decoded> {
    let encoding = declared::encoding(bytes)?;
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(certain(text.into_owned()))
}

/// UTF-8 in which some bytes are not: cut off at the end, or pasted from elsewhere. Such bytes are read as
/// windows-1252, the usual source of them. Only where UTF-8 is sure from at least as many other places.
fn mostly_utf8(bytes: &[u8]) -> Option<Decoded> {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        let letters = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        good += letters;
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good < bad {
        return None;
    }
    let mut text = String::with_capacity(bytes.len());
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        text.push_str(chunk.valid());
        if chunks.peek().is_none() && chunk.invalid().first().is_some_and(|first| *first >= 0xC2) {
            text.push(char::REPLACEMENT_CHARACTER);
        } else {
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        }
    }
    let places = if bad == 1 { "place" } else { "places" };
    Some(Decoded {
        text,
        warning: Some(format!(
            "not valid UTF-8 in {bad} {places}, read as windows-1252 there"
        )),
    })
}

fn by_guess(bytes: &[u8]) -> Decoded {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // Look where the letters are: a file may begin with much ASCII.
    let first = bytes.iter().position(|byte| *byte >= 0x80).unwrap_or(0);
    let from = first.saturating_sub(64);
    let to = bytes.len().min(from.saturating_add(GUESSED_FROM));
    let sample = bytes.get(from..to).unwrap_or(bytes);
    detector.feed(sample, to == bytes.len());
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let encoding = if encoding == UTF_8 {
        WINDOWS_1252
    } else {
        encoding
    };
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    let and = if replaced {
        "; some bytes were replaced"
    } else {
        ""
    };
    Decoded {
        text: text.into_owned(),
        warning: Some(format!(
            "not UTF-8: read as {}, a guess{and}",
            encoding.name()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).unwrap().text
    }

    fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    const NEWS: &str = "The council agreed on Monday: “no bridge”.\nThe vote was nine to four.\n";

    #[test]
    fn utf8_is_certain_and_loses_its_mark() {
        assert_eq!(text("\u{feff}Größe".as_bytes()), "Größe");
        assert!(decode(NEWS.as_bytes()).unwrap().warning.is_none());
    }

    #[test]
    fn wide_encodings_with_and_without_mark() {
        for (mark, unit) in [
            (&b"\xff\xfe"[..], u16::to_le_bytes as fn(u16) -> [u8; 2]),
            (b"\xfe\xff", u16::to_be_bytes),
        ] {
            assert_eq!(text(&[mark, &wide(NEWS, unit)].concat()), NEWS);
            let bare = decode(&wide(NEWS, unit)).unwrap();
            assert_eq!(bare.text, NEWS);
            assert!(bare.warning.unwrap().contains("a guess"));
        }
        let four: Vec<u8> = NEWS
            .chars()
            .flat_map(|c| u32::from(c).to_le_bytes())
            .collect();
        assert_eq!(text(&four), NEWS);
        assert_eq!(text(&[b"\xff\xfe\0\0", &four[..]].concat()), NEWS);
        let odd = decode(&[&b"\xff\xfe"[..], &wide("ab", u16::to_le_bytes), b"c"].concat());
        assert_eq!(odd.unwrap().text, "ab\u{fffd}");
    }

    #[test]
    fn a_declaration_is_believed_when_the_bytes_bear_it_out() {
        let page = b"<html><head><meta charset='koi8-r'></head>\xf2\xf5\xf3";
        assert!(text(page).ends_with("РУС"));
        let wrong = b"<html><meta charset=utf-8><p>Br\xfccke f\xfcr alle</p>";
        assert!(text(wrong).contains("Brücke für"));
        let xml = b"<?xml version='1.0' encoding='iso-8859-7'?><p>\xc5\xeb</p>";
        assert!(text(xml).contains("Ελ"));
    }

    #[test]
    fn guesses_are_said() {
        let latin = decode(b"Die Br\xfccke \xfcber den Flu\xdf war gro\xdf.").unwrap();
        assert_eq!(latin.text, "Die Brücke über den Fluß war groß.");
        assert!(latin.warning.unwrap().contains("windows-1252"));
        assert_eq!(text(b"\x1b$B66D9\x1b(B"), "橋長");
    }

    #[test]
    fn foreign_bytes_do_not_spoil_the_rest() {
        let mixed = [
            "Die Brücke über den Fluß. ".as_bytes(),
            b"He said \x93yes\x94.",
        ]
        .concat();
        let decoded = decode(&mixed).unwrap();
        assert_eq!(decoded.text, "Die Brücke über den Fluß. He said “yes”.");
        assert!(decoded.warning.unwrap().contains("2 places"));
        let cut = ["Die Brücke im Gr".as_bytes(), b"\xc3"].concat();
        assert_eq!(text(&cut), "Die Brücke im Gr\u{fffd}");
    }

    #[test]
    fn a_nul_in_a_text_is_no_reason_to_refuse_it() {
        assert_eq!(
            text(b"one\0 word of many in a line"),
            "one\0 word of many in a line"
        );
    }
}
