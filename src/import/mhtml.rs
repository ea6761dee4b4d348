//! Pages in the envelope of a mail (MHTML, RFC 2557), as Chrome, Opera and Internet Explorer save them: one
//! part is the page, the others are its pictures and styles.
//!
//! Reads as much of MIME (RFC 2045 to 2047) as these files have, and decodes only the part that is the page.
//! Its bytes are wanted before anybody has made letters of them, so that encodings are told as in any file.
//! Knows bytes, and [`super::html`], which reads the page.

mod headers;
mod transfer;

use super::encoding::{self, Decoded};
use super::html::{self, Saver};
use super::lines;
use crate::article::Article;
use encoding_rs::Encoding;
use headers::Headers;
use memchr::{memchr, memmem};
use std::borrow::Cow;

/// Parts that are looked at.
const PARTS: usize = 2000;

/// Envelopes in envelopes that are opened.
const DEPTH: usize = 8;

/// Imports the page in the envelope `bytes`; `name` is the name of the file. `None` when there is no page in
/// it, or no envelope.
pub(super) fn import(bytes: &[u8], name: &str) -> Option<Article> {
    let (top, start) = Headers::read(bytes, 0);
    let part = page(bytes, &top, start)?;
    let encoding = part.headers.value("content-transfer-encoding");
    let body = transfer::decoded(part.body, encoding.unwrap_or(""));
    let mut decoded = decoded(&body, part.headers.parameter("content-type", "charset"))?;
    if let Cow::Owned(text) = lines::with_newlines(&decoded.text) {
        decoded.text = text;
    }
    let mut warnings: Vec<String> = decoded.warning.into_iter().collect();
    if !part.whole {
        warnings.push("the file ends within the page".to_owned());
    }
    let of_part = part.headers.value("content-location");
    let url = top.value("snapshot-content-location").or(of_part);
    let subject = top.value("subject").map(transfer::words);
    let saver = Saver::of_envelope(url, top.value("date"), subject.as_deref());
    Some(html::article(&decoded.text, saver, warnings, name))
}

/// The part that is the page.
struct Part<'a> {
    headers: Headers,
    /// As it was sent.
    body: &'a [u8],
    /// Whether the end of the part is in the file.
    whole: bool,
}

/// Finds the page in a body that begins at `start`: the part that the envelope says it begins with, or the
/// first that is a page.
fn page<'a>(bytes: &'a [u8], top: &Headers, start: usize) -> Option<Part<'a>> {
    let rest = || bytes.get(start..).unwrap_or_default();
    if top.is_page() {
        let headers = top.clone();
        return Some(Part {
            headers,
            body: rest(),
            whole: true,
        });
    }
    let root = top.parameter("content-type", "start");
    let mut boundaries = vec![top.boundary()?];
    let mut first = None;
    let mut at = start;
    for _ in 0..PARTS {
        let Some((_, after)) = delimiter(bytes, at, &boundaries) else {
            break;
        };
        let (headers, body) = Headers::read(bytes, after);
        at = body;
        if let Some(inner) = headers.boundary()
            && boundaries.len() < DEPTH
        {
            boundaries.push(inner);
            continue;
        }
        if !headers.is_page() {
            continue;
        }
        let end = delimiter(bytes, body, &boundaries);
        let until = end.map_or(bytes.len(), |(end, _)| end);
        let is_root = root.is_some() && headers.value("content-id") == root.as_deref();
        let part = Part {
            headers,
            body: bytes.get(body..until).unwrap_or_default(),
            whole: end.is_some(),
        };
        if is_root || root.is_none() {
            return Some(part);
        }
        first = first.or(Some(part));
    }
    first
}

/// The next line from `from` on that parts two parts: where it begins, and where the line after it does.
fn delimiter(bytes: &[u8], from: usize, boundaries: &[String]) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        // The first part may begin at once.
        let line = if at == from && rest.starts_with(b"--") {
            at
        } else {
            at + memmem::find(rest, b"\n--")? + 1
        };
        let text = bytes.get(line + 2..).unwrap_or_default();
        let end = memchr(b'\n', text).map_or(bytes.len(), |by| line + 2 + by + 1);
        let text = text.get(..end - line - 2).unwrap_or_default();
        if boundaries
            .iter()
            .any(|boundary| is_delimiter(text, boundary))
        {
            return Some((line, end));
        }
        at = line + 2;
    }
}

/// Whether the line `text`, two hyphens left out, parts what `boundary` parts (RFC 2046, 5.1.1): white space
/// may follow, and two hyphens at the end of all. Another boundary may begin with this one.
fn is_delimiter(text: &[u8], boundary: &str) -> bool {
    text.strip_prefix(boundary.as_bytes()).is_some_and(|rest| {
        let rest = rest.strip_prefix(b"--").unwrap_or(rest);
        rest.trim_ascii().is_empty()
    })
}

/// Bytes of a page as text: what the envelope says of them, if they bear it out, or what any file is told by.
fn decoded(bytes: &[u8], charset: Option<String>) -> Option<Decoded> {
    let said = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let by_mark = Encoding::for_bom(bytes).is_some();
    let text = said
        .filter(|_| !by_mark)
        .and_then(|said| said.decode_without_bom_handling_and_without_replacement(bytes));
    match text {
        Some(text) => Some(Decoded {
            text: text.into_owned(),
            warning: None,
        }),
        None => encoding::decode(bytes).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An envelope whose page comes second.
    const MAIL: &str = "From: <Saved by a browser>\r\nSubject: =?utf-8?Q?Br=C3=BCcke?=\r\n =?utf-8?Q?_auf?=\r\n\
        Date: Tue, 18 Feb 2025 07:30:00 -0000\r\nMIME-Version: 1.0\r\n\
        Snapshot-Content-Location: https://news.example/a\r\n\
        Content-Type: multipart/related;\r\n\ttype=\"text/html\"; boundary=\"--x\"\r\n\r\n\
        Preamble\r\n----x\r\nContent-Type: text/css\r\n\r\np{}\r\n----x\r\nContent-Type: text/html; charset=utf-8\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Nine m=C3=A4n in =\r\na boat.</p>\r\n----x--\r\n";

    fn article(mail: &str) -> Option<Article> {
        let article = import(mail.as_bytes(), "a.mht")?;
        assert_eq!(article.check(), Ok(()));
        Some(article)
    }

    #[test]
    fn the_page_is_found_and_what_the_envelope_says() {
        let article = article(MAIL).unwrap();
        assert!(
            article.text.contains("Nine män in a boat."),
            "{}",
            article.text
        );
        assert_eq!(article.metadata.title, "Brücke auf");
        assert_eq!(
            article.metadata.url.as_deref(),
            Some("https://news.example/a")
        );
        let saved = article.metadata.saved.map(|when| when.day().to_string());
        assert_eq!(saved.as_deref(), Some("2025-02-18"));
        assert!(article.metadata.published.is_none());
    }

    #[test]
    fn envelopes_in_envelopes_and_named_roots_are_opened() {
        let inner = MAIL
            .replace("type=\"text/html\"", "start=\"<b>\"")
            .replace("\r\n----x\r\nContent-Type: text/html;", "\r\n----x\r\nContent-Type: multipart/alternative; \
                boundary=y\r\n\r\n--y\r\nContent-Type: text/html\r\n\r\n<p>Not this one.</p>\r\n--y\r\nContent-ID: <b>\r\n\
                Content-Type: text/html;");
        let text = article(&inner).unwrap().text;
        assert!(
            text.contains("Nine män") && !text.contains("Not this"),
            "{text}"
        );
    }

    #[test]
    fn a_line_that_begins_like_a_boundary_is_none() {
        let mail = MAIL.replace(
            "<p>Nine",
            "<p>One\r\n----xy is a line\r\n----x- too\r\nNine",
        );
        let text = article(&mail).unwrap().text;
        assert!(
            text.contains("One ----xy is a line ----x- too Nine män"),
            "{text}"
        );
        let padded = MAIL.replace(
            "----x\r\nContent-Type: text/html",
            "----x \t\r\nContent-Type: text/html",
        );
        assert!(article(&padded).unwrap().text.contains("Nine män"));
    }

    #[test]
    fn a_broken_envelope_gives_what_there_is() {
        let cut = MAIL.split(" in =").next().unwrap();
        let article = article(cut).unwrap();
        assert!(article.text.contains("Nine män"));
        assert_eq!(article.warnings, ["the file ends within the page"]);
        for none in ["", "<p>A page</p>", "Subject: a\r\n\r\nb", "\r\n\r\n", ":"] {
            assert!(import(none.as_bytes(), "a.mht").is_none(), "{none}");
        }
    }

    #[test]
    fn envelopes_made_to_hurt_are_read_once() {
        let head = "Content-Type: multipart/mixed; boundary=b\n\n";
        for piece in [
            "\n--b\n",
            "\n--",
            "--b\nContent-Type: multipart/a; boundary=b\n\n",
            "a: b\n",
            " \n",
        ] {
            let mail = format!("{head}{}", piece.repeat(100_000));
            assert!(import(mail.as_bytes(), "a.mht").is_none());
        }
    }
}
