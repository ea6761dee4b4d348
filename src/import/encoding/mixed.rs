//! UTF-8 in which some bytes are not: cut off at the end, pasted from elsewhere, or broken by a program.

use super::Decoded;
use encoding_rs::WINDOWS_1252;

/// Reads `bytes` as UTF-8 where that is sure from at least as many places as it is broken in. Bytes that are none
/// are read as windows-1252, the usual source of them, or replaced where they are no letters there either.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    if !is_mostly_utf8(bytes) {
        return None;
    }
    let mut text = String::with_capacity(bytes.len());
    let mut counts = Counts::default();
    let mut run: Vec<u8> = Vec::new();
    for chunk in bytes.utf8_chunks() {
        if !chunk.valid().is_empty() {
            counts.push(&mut text, &run);
            run.clear();
            text.push_str(chunk.valid());
        }
        run.extend(chunk.invalid());
    }
    if run.first().is_some_and(|first| *first >= 0xC2) && run.len() < 4 {
        // The last character is cut.
        text.push(char::REPLACEMENT_CHARACTER);
        counts.replaced += 1;
    } else {
        counts.push(&mut text, &run);
    }
    let warning = Some(counts.said());
    Some(Decoded { text, warning })
}

/// Letters that stand beside bytes which are none, on each side of them, count for nothing: in a text of another
/// encoding a few of its letters are UTF-8 by chance, and those stand in the middle of others.
const BESIDE: usize = 8;

/// Whether letters beyond ASCII are at least as many as the places that can only be of another encoding.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut foreign) = (0_usize, 0_usize);
    let mut run: Vec<u8> = Vec::new();
    let is_foreign = |run: &[u8]| !run.is_empty() && !is_broken_form(run);
    for chunk in bytes.utf8_chunks() {
        if !chunk.valid().is_empty() {
            let after = if run.is_empty() { 0 } else { BESIDE };
            let before = if chunk.invalid().is_empty() {
                0
            } else {
                BESIDE
            };
            good += sure_letters(chunk.valid(), after, before);
            foreign += usize::from(is_foreign(&run));
            run.clear();
        }
        run.extend(chunk.invalid());
    }
    foreign += usize::from(is_foreign(&run));
    good >= foreign
}

/// Letters beyond ASCII in `valid`, without those of its first `after` and its last `before` characters that
/// follow each other from the end on.
fn sure_letters(valid: &str, after: usize, before: usize) -> usize {
    let is_letter = |c: &char| !c.is_ascii();
    let all = valid.chars().filter(is_letter).count();
    let first = valid.chars().take(after).take_while(is_letter).count();
    let last = valid
        .chars()
        .rev()
        .take(before)
        .take_while(is_letter)
        .count();
    all.saturating_sub(first + last)
}

/// In how many places something else was read.
#[derive(Default)]
struct Counts {
    foreign: usize,
    replaced: usize,
}

impl Counts {
    /// Reads a run of bytes that are no UTF-8.
    fn push(&mut self, text: &mut String, run: &[u8]) {
        if run.is_empty() {
            return;
        }
        if is_broken(run) {
            self.replaced += 1;
            text.push(char::REPLACEMENT_CHARACTER);
        } else {
            self.foreign += 1;
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(run).0);
        }
    }

    fn said(&self) -> String {
        let places = |count: usize| match count {
            1 => "1 place".to_owned(),
            _ => format!("{count} places"),
        };
        match (self.foreign, self.replaced) {
            (foreign, 0) => {
                let places = places(foreign);
                format!("not valid UTF-8 in {places}, read as windows-1252 there")
            }
            (0, replaced) => format!("not valid UTF-8 in {}, replaced there", places(replaced)),
            (foreign, replaced) => {
                let all = places(foreign + replaced);
                format!(
                    "not valid UTF-8 in {all}: {foreign} read as windows-1252, {replaced} replaced"
                )
            }
        }
    }
}

/// Whether `run` is no word of windows-1252: UTF-8 gone wrong, or a byte that windows-1252 has no sign for.
fn is_broken(run: &[u8]) -> bool {
    let undefined = |byte: &u8| matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D);
    is_broken_form(run) || run.iter().any(undefined)
}

/// Whether `run` has the form of a character of UTF-8 and is none: overlong, half a surrogate pair, more than
/// three bytes, beyond the last character there is.
fn is_broken_form(run: &[u8]) -> bool {
    let Some((first, rest)) = run.split_first() else {
        return false;
    };
    let continued = rest.iter().all(|byte| matches!(byte, 0x80..=0xBF));
    match first {
        0xC0 | 0xC1 => continued && !rest.is_empty(),
        0xC2.. => continued && rest.len() >= 2,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(parts: &[&[u8]]) -> (String, String) {
        let decoded = decode(
            &[&["Größe Länge Brücke ".as_bytes()], parts]
                .concat()
                .concat(),
        )
        .unwrap();
        let text = decoded.text.strip_prefix("Größe Länge Brücke ").unwrap();
        (text.to_owned(), decoded.warning.unwrap())
    }

    #[test]
    fn foreign_letters_are_read_and_broken_ones_replaced() {
        for (bytes, wanted) in [
            (&b"He said \x93yes\x94."[..], "He said “yes”."),
            (b"caf\xe9 au lait", "café au lait"),
            (b"a \xc0\xaf b", "a \u{fffd} b"),
            (b"a \xc0\x80 b", "a \u{fffd} b"),
            (b"a \xed\xa0\x80 b", "a \u{fffd} b"),
            (b"a \xf8\x88\x80\x80\x80 b", "a \u{fffd} b"),
            (b"a \xf4\x90\x80\x80 b", "a \u{fffd} b"),
            (b"a \x80\x81\x82 b", "a \u{fffd} b"),
            (b"the end is cut \xe6\xa9", "the end is cut \u{fffd}"),
        ] {
            assert_eq!(read(&[bytes]).0, wanted, "{bytes:?}");
        }
    }

    #[test]
    fn the_warning_says_how_many() {
        assert_eq!(
            read(&[b"\xe9."]).1,
            "not valid UTF-8 in 1 place, read as windows-1252 there"
        );
        assert_eq!(
            read(&[b"\xc0\x80. \xc0\x80."]).1,
            "not valid UTF-8 in 2 places, replaced there"
        );
        let both = read(&[b"\xe9. \xc0\x80."]).1;
        assert_eq!(
            both,
            "not valid UTF-8 in 2 places: 1 read as windows-1252, 1 replaced"
        );
    }

    #[test]
    fn a_text_with_more_broken_than_sure_places_is_not_utf8() {
        assert!(decode(b"Die Br\xfccke war gro\xdf.").is_none());
    }
}
