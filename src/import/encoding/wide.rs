//! Texts of two or four bytes a character without a byte order mark.
//!
//! Each of the four readings is tried on the beginning of the file. The right one gives characters that texts are
//! made of, nearly all of one script, with blanks or stops between them; the others give signs at random. (Zeros in
//! every second place, the usual rule, are not there in Chinese or Russian.)

use super::Decoded;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Bytes that are looked at.
const LOOKED_AT: usize = 4096;

/// What can hardly be wrong: a text of two or four bytes a character, if `bytes` are one.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let sample = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    if !is_possible(sample) {
        return None;
    }
    let fours = sample.as_chunks::<4>().0;
    let as_four =
        |unit: fn([u8; 4]) -> u32| Look::at(fours.iter().map(|four| char::from_u32(unit(*four))));
    if as_four(u32::from_le_bytes).is_text() {
        return Some(said(super::utf32(bytes, u32::from_le_bytes), "UTF-32LE"));
    }
    if as_four(u32::from_be_bytes).is_text() {
        return Some(said(super::utf32(bytes, u32::from_be_bytes), "UTF-32BE"));
    }
    let twos = sample.as_chunks::<2>().0;
    let as_two = |unit: fn([u8; 2]) -> u16| {
        Look::at(char::decode_utf16(twos.iter().map(|two| unit(*two))).map(Result::ok))
    };
    let (little, big) = (as_two(u16::from_le_bytes), as_two(u16::from_be_bytes));
    if little.is_text() && little.gaps > big.gaps {
        Some(utf16(bytes, UTF_16LE))
    } else if big.is_text() && big.gaps > little.gaps {
        Some(utf16(bytes, UTF_16BE))
    } else {
        None
    }
}

/// Whether a look is worth while: no text of single bytes has such control characters, and a text that is nearly
/// all ASCII has a stray one.
fn is_possible(sample: &[u8]) -> bool {
    let has_low = sample.iter().any(|byte| *byte < 9);
    let plain = |byte: &&u8| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t');
    has_low && sample.iter().filter(plain).count() * 100 < sample.len() * 85
}

fn utf16(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let decoded = Decoded {
        text: text.into_owned(),
        warning: None,
    };
    said(decoded, encoding.name())
}

fn said(decoded: Decoded, name: &str) -> Decoded {
    let replaced = decoded.text.contains(char::REPLACEMENT_CHARACTER);
    let and = if replaced {
        "; some bytes were replaced"
    } else {
        ""
    };
    Decoded {
        warning: Some(format!("no byte order mark: read as {name}, a guess{and}")),
        ..decoded
    }
}

/// What a reading looks like.
#[derive(Default)]
struct Look {
    /// Characters in all, those that are none included.
    all: usize,
    /// Those that texts are made of.
    good: usize,
    /// Blanks, line ends and stops.
    gaps: usize,
    /// Letters, and those of them by script.
    letters: usize,
    scripts: [usize; SCRIPTS],
}

/// Scripts that are told apart.
const SCRIPTS: usize = 16;

impl Look {
    fn at(units: impl Iterator<Item = Option<char>>) -> Self {
        let mut look = Self::default();
        for unit in units {
            look.all += 1;
            let Some(c) = unit else { continue };
            look.good += usize::from(is_of_texts(c));
            look.gaps += usize::from(is_gap(c));
            if c.is_alphabetic() {
                look.letters += 1;
                look.scripts[script(c)] += 1;
            }
        }
        look
    }

    fn is_text(&self) -> bool {
        // Latin words stand in texts of every script.
        let most = self.scripts.iter().skip(1).max().copied().unwrap_or(0) + self.scripts[0];
        self.all >= 4
            && self.good * 100 >= self.all * 97
            && self.gaps > 0
            && self.gaps * 100 >= self.all
            && self.letters * 2 > self.all
            && most * 10 >= self.letters * 9
    }
}

fn is_of_texts(c: char) -> bool {
    c.is_alphanumeric()
        || c.is_ascii_punctuation()
        || is_gap(c)
        || matches!(c, '\t' | '\u{a0}'..='\u{bf}' | '\u{300}'..='\u{36f}' | '\u{590}'..='\u{109f}' | '\u{2000}'..='\u{2bff}'
            | '\u{3000}'..='\u{303f}' | '\u{fe00}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff65}' | '\u{1f000}'..='\u{1faff}')
}

fn is_gap(c: char) -> bool {
    matches!(
        c,
        ' ' | '\n' | '\r' | '.' | ',' | '\u{3000}'..='\u{3002}' | '\u{ff0c}' | '\u{ff0e}'
    )
}

/// Which script a letter is of, roughly; 0 is Latin.
fn script(c: char) -> usize {
    match c {
        '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => 0,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => 1,
        '\u{400}'..='\u{52f}' => 2,
        '\u{530}'..='\u{58f}' => 3,
        '\u{590}'..='\u{5ff}' => 4,
        '\u{600}'..='\u{77f}' => 5,
        '\u{900}'..='\u{97f}' => 6,
        '\u{980}'..='\u{dff}' => 7,
        '\u{e00}'..='\u{eff}' => 8,
        '\u{1000}'..='\u{109f}' => 9,
        '\u{10a0}'..='\u{10ff}' => 10,
        '\u{1200}'..='\u{139f}' => 11,
        '\u{1780}'..='\u{17ff}' => 12,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' => 13,
        '\u{ac00}'..='\u{d7af}' => 14,
        _ => 15,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 8] = [
        "The council agreed on Monday: “no bridge”.\nThe vote was nine to four.\n",
        "Совет согласился в понедельник: моста не будет.\nДевять голосов против четырёх.\n",
        "市议会星期二批准了新桥的建设。工程将于明年三月开始，预计持续两年。",
        "市議会は火曜日、新しい橋の建設を承認した。\n工事は来年三月に始まる。",
        "시의회는 화요일 새 다리 건설을 승인했다.\n공사는 내년 삼월에 시작된다.",
        "Το συμβούλιο ενέκρινε τη γέφυρα.\nΟι εργασίες αρχίζουν τον Μάρτιο.",
        "وافق مجلس المدينة يوم الثلاثاء على بناء الجسر الجديد.",
        "नगर परिषद ने मंगलवार को नए पुल को मंज़ूरी दी. काम मार्च में शुरू होगा.",
    ];

    #[test]
    fn every_script_in_all_four_forms() {
        for text in TEXTS {
            let two = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect();
            let four =
                |unit: fn(u32) -> [u8; 4]| text.chars().map(u32::from).flat_map(unit).collect();
            let forms: [(Vec<u8>, &str); 4] = [
                (two(u16::to_le_bytes), "UTF-16LE"),
                (two(u16::to_be_bytes), "UTF-16BE"),
                (four(u32::to_le_bytes), "UTF-32LE"),
                (four(u32::to_be_bytes), "UTF-32BE"),
            ];
            for (bytes, name) in forms {
                let decoded = decode(&bytes).unwrap_or_else(|| panic!("{name} {text}"));
                assert_eq!(decoded.text, text, "{name}");
                assert_eq!(
                    decoded.warning.unwrap(),
                    format!("no byte order mark: read as {name}, a guess")
                );
            }
        }
    }

    #[test]
    fn what_is_of_single_bytes_is_not_wide() {
        let mut state = 1_u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        })
        .take(8000)
        .collect();
        for bytes in [
            &b"one\0 word of many\0 in a line\0 and more\0 of them"[..],
            b"",
            b"\0\0\0\0\0\0\0\0",
            "\u{1}\u{2} Größe und Länge\0 der Brücke".as_bytes(),
            &noise,
        ] {
            assert!(decode(bytes).is_none(), "{bytes:?}");
        }
    }
}
