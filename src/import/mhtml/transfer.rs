//! Bytes and words as mail carries them: quoted-printable and base64 (RFC 2045), encoded words (RFC 2047).

use encoding_rs::{Encoding, WINDOWS_1252};
use std::borrow::Cow;

/// The bytes of a body that was sent as `encoding` says.
pub(super) fn decoded<'a>(body: &'a [u8], encoding: &str) -> Cow<'a, [u8]> {
    match encoding.trim().to_ascii_lowercase().as_str() {
        "quoted-printable" => Cow::Owned(quoted_printable(body)),
        "base64" => Cow::Owned(base64(body)),
        _ => Cow::Borrowed(body),
    }
}

/// A line of a head as text: UTF-8, or else windows-1252.
pub(super) fn letters(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// What is no escape stays as it is.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = memchr::memchr(b'=', rest) {
        let (before, after) = rest.split_at(at);
        bytes.extend_from_slice(before);
        rest = match after {
            [_, b'\r', b'\n', rest @ ..] | [_, b'\n', rest @ ..] => rest,
            [_, high, low, rest @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(digit(*high) * 16 + digit(*low));
                rest
            }
            // A line that ends in spaces, or the end of a file that was cut.
            [] | [_] | [_, b'\r'] => &[],
            [sign, rest @ ..] => {
                bytes.push(*sign);
                rest
            }
        };
    }
    bytes.extend_from_slice(rest);
    bytes
}

fn digit(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => byte - b'0',
        b'a'..=b'f' => byte - b'a' + 10,
        b'A'..=b'F' => byte - b'A' + 10,
        _ => 0,
    }
}

/// Signs that are none of base64 are passed over.
fn base64(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            let [.., byte] = (bits >> count).to_be_bytes();
            bytes.push(byte);
        }
    }
    bytes
}

/// `text` with its encoded words (`=?utf-8?Q?Br=C3=BCcke?=`) decoded. Between two of them space is none.
pub(super) fn words(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    let mut after_word = false;
    while let Some((before, tail)) = rest.split_once("=?") {
        if !(after_word && before.trim().is_empty()) {
            decoded.push_str(before);
        }
        if let Some((word, after)) = word(tail) {
            decoded.push_str(&word);
            (rest, after_word) = (after, true);
        } else {
            decoded.push_str("=?");
            (rest, after_word) = (tail, false);
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The encoded word at the head of `text`, and what follows it.
fn word(text: &str) -> Option<(String, &str)> {
    let mut parts = text.splitn(3, '?');
    let (charset, kind, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let (inside, after) = rest.split_once("?=")?;
    // A language may follow (RFC 2231).
    let charset = charset.split('*').next()?;
    let bytes = match kind {
        "Q" | "q" => quoted_printable(inside.replace('_', " ").as_bytes()),
        "B" | "b" => base64(inside.as_bytes()),
        _ => return None,
    };
    let encoding = Encoding::for_label(charset.as_bytes())?;
    let text = encoding.decode_without_bom_handling(&bytes).0;
    Some((text.into_owned(), after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str, encoding: &str) -> String {
        String::from_utf8_lossy(&decoded(body.as_bytes(), encoding)).into_owned()
    }

    #[test]
    fn bodies_are_decoded_as_they_were_sent() {
        for (body, encoding, text) in [
            ("a=3Db=C3=A4=\r\nc=\nd", "Quoted-Printable", "a=bäcd"),
            ("a=b =ZZ =", "quoted-printable", "a=b =ZZ "),
            ("TmluZSBt\r\nw6Ru", "base64", "Nine män"),
            ("TQ==", "BASE64", "M"),
            ("a=3D", "8bit", "a=3D"),
        ] {
            assert_eq!(read(body, encoding), text);
        }
    }

    #[test]
    fn words_are_decoded_where_they_are_encoded() {
        for (text, decoded) in [
            ("=?utf-8?Q?Br=C3=BCcke_auf?=", "Brücke auf"),
            ("=?ISO-8859-1?B?QnL8Y2tl?= =?utf-8?q?n?= am", "Brücken am"),
            ("a =?x?= b =?utf-8?Z?c?=", "a =?x?= b =?utf-8?Z?c?="),
            ("=?utf-8?Q?open", "=?utf-8?Q?open"),
        ] {
            assert_eq!(words(text), decoded);
        }
    }
}
