//! Bytes to text.
//!
//! In this order: a byte order mark; what is certainly no text ([`binary`]); two or four bytes a character
//! ([`wide`]); valid UTF-8; what the file says of itself ([`declared`]); UTF-8 with a few foreign bytes
//! ([`mixed`]); a guess from the bytes. Knows nothing of formats beyond the places where a file names its
//! encoding.

mod binary;
mod declared;
mod macintosh;
mod mixed;
mod wide;

use super::ImportError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, MACINTOSH, UTF_8, WINDOWS_1252};

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
    if binary::begins_with_noise(head, valid) && wide::decode(head).is_none() {
        return Err(ImportError::Binary(NOISE));
    }
    Ok(())
}

/// Whether `head` is the beginning of a text, whatever follows.
pub(super) fn begins_as_text(head: &[u8]) -> bool {
    let is_wide = || by_mark(head).is_some() || wide::decode(head).is_some();
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
    if let Some(decoded) = wide::decode(bytes) {
        return Ok(decoded);
    }
    let valid = std::str::from_utf8(bytes);
    if binary::is_noise(bytes, valid.is_ok()) {
        return Err(ImportError::Binary(NOISE));
    }
    match valid {
        Ok(text) => Ok(japanese_mail(bytes).unwrap_or_else(|| certain(text.to_owned()))),
        Err(_) => Ok(by_declaration(bytes)
            .or_else(|| mixed::decode(bytes))
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

/// What the file declares, if the bytes bear it out. A few that do not are broken, where most letters are right.
fn by_declaration(bytes: &[u8]) -> Option<Decoded> {
    let encoding = declared::encoding(bytes)?;
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    if !replaced {
        return Some(certain(text.into_owned()));
    }
    let broken = text.matches(char::REPLACEMENT_CHARACTER).count();
    let letters = text.chars().filter(|c| !c.is_ascii()).count();
    let places = if broken == 1 { "place" } else { "places" };
    let name = encoding.name();
    // Of UTF-8 that is broken more can be made than this.
    (encoding != UTF_8 && broken * 50 < letters).then(|| Decoded {
        text: text.into_owned(),
        warning: Some(format!(
            "not valid {name} in {broken} {places}, replaced there"
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
    } else if macintosh::is_likelier(sample, encoding) {
        MACINTOSH
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
    use proptest::prelude::*;

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

    /// Each with a text that shows its letters, long enough to be guessed.
    const LEGACY: &[(&str, &str)] = &[
        ("windows-1250", POLISH),
        ("ISO-8859-2", POLISH),
        ("windows-1251", RUSSIAN),
        ("KOI8-R", RUSSIAN),
        ("IBM866", RUSSIAN),
        ("ISO-8859-5", RUSSIAN),
        ("windows-1252", GERMAN),
        ("windows-1253", GREEK),
        ("ISO-8859-7", GREEK),
        ("windows-1254", TURKISH),
        ("windows-1255", HEBREW),
        ("windows-1256", ARABIC),
        ("windows-1257", LITHUANIAN),
        ("windows-874", THAI),
        ("Shift_JIS", JAPANESE),
        ("EUC-JP", JAPANESE),
        ("GBK", CHINESE),
        ("gb18030", CHINESE),
        ("Big5", TAIWANESE),
        ("EUC-KR", KOREAN),
    ];
    const POLISH: &str = "Rada miasta przyjęła w środę budżet. Część radnych wyszła z sali, bo żądała pieniędzy na łąki i źródła. Nikt nie krzyczał, choć wszyscy słyszeli już wcześniej, że będzie głosowanie nad mostem. ";
    const RUSSIAN: &str = "Городской совет принял решение о мосте. Работы начнутся весной и продлятся два года, сказал председатель. ";
    const GERMAN: &str = "Die Brücke über den Fluß bleibt gesperrt. Für Fußgänger gibt es eine Fähre, größere Wagen fahren außen herum. ";
    const GREEK: &str = "Το συμβούλιο ενέκρινε την κατασκευή της γέφυρας. Οι εργασίες αρχίζουν τον Μάρτιο και διαρκούν δύο χρόνια. ";
    const TURKISH: &str = "Belediye meclisi köprünün yapımını onayladı. Çalışmalar ilkbaharda başlayacak ve iki yıl sürecek, dedi başkan Işık; şehir bunun için ağaç kesmeyecek. ";
    const HEBREW: &str =
        "מועצת העיר אישרה את בניית הגשר החדש. העבודות יתחילו במרץ ויימשכו שנתיים. ";
    const ARABIC: &str =
        "وافق مجلس المدينة على بناء الجسر الجديد. يبدأ العمل في مارس ويستمر عامين. ";
    const LITHUANIAN: &str = "Miesto taryba pritarė tilto statybai. Darbai prasidės pavasarį ir truks dvejus metus, sakė pirmininkė, žadėdama ąžuolų nekirsti. ";
    const THAI: &str = "สภาเมืองอนุมัติการก่อสร้างสะพานใหม่ งานจะเริ่มในเดือนมีนาคมและใช้เวลาสองปี ";
    const JAPANESE: &str =
        "市議会は火曜日、新しい橋の建設を承認した。工事は来年三月に始まり、二年間続く見込みだ。";
    const CHINESE: &str = "市议会星期二批准了新桥的建设。工程将于明年三月开始，预计持续两年。";
    const TAIWANESE: &str = "市議會星期二批准了新橋的建設。工程將於明年三月開始，預計持續兩年。";
    const KOREAN: &str = "시의회는 화요일 새 다리 건설을 승인했다. 공사는 내년 삼월에 시작되어 이 년 동안 계속된다. ";

    #[test]
    fn every_legacy_encoding_is_guessed_and_believed() {
        for (name, words) in LEGACY {
            let encoding = Encoding::for_label(name.as_bytes()).unwrap();
            let words = words.repeat(3);
            let (bytes, _, lost) = encoding.encode(&words);
            assert!(!lost, "{name}");
            let guessed = decode(&bytes).unwrap();
            assert_eq!(guessed.text, words, "{name}: {:?}", guessed.warning);
            assert!(guessed.warning.unwrap().contains("a guess"), "{name}");
            let page = [format!("<meta charset='{name}'><p>").as_bytes(), &bytes[..]].concat();
            let declared = decode(&page).unwrap();
            assert!(declared.text.ends_with(&words), "{name}");
            assert_eq!(declared.warning, None, "{name}");
        }
    }

    #[test]
    fn a_page_that_declares_what_it_nearly_is_is_believed() {
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(JAPANESE);
        let page = [
            b"<meta charset=shift_jis><p>",
            &bytes.repeat(9)[..],
            b"\x81 ",
        ]
        .concat();
        let decoded = decode(&page).unwrap();
        assert!(decoded.text.contains(JAPANESE));
        let said = "not valid Shift_JIS in 1 place, replaced there";
        assert_eq!(decoded.warning.unwrap(), said);
    }

    proptest! {
        #[test]
        fn ascii_is_never_lost(bytes in proptest::collection::vec(any::<u8>(), 0..60), words in "[a-zA-Z ,.]{200,300}") {
            let mixed = [words.as_bytes(), b" ", &bytes, b" \n", words.as_bytes()].concat();
            if let Ok(decoded) = decode(&mixed) {
                prop_assert!(decoded.text.starts_with(&words) && decoded.text.ends_with(&words), "{:?}", decoded);
            }
        }

        #[test]
        fn any_bytes_are_decoded_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let decoded = decode(&bytes);
            prop_assert_eq!(decoded.is_ok(), decode(&bytes).is_ok());
            if check(&bytes).is_err() {
                prop_assert!(decoded.is_err());
            }
        }
    }

    #[test]
    fn a_nul_in_a_text_is_no_reason_to_refuse_it() {
        assert_eq!(
            text(b"one\0 word of many in a line"),
            "one\0 word of many in a line"
        );
    }
}
