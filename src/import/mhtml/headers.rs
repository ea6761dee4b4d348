//! The fields at the head of an envelope or of a part in it (RFC 2045).

use super::transfer;
use memchr::memchr;

/// The longest head that is read, in bytes.
const HEAD: usize = 64 * 1024;

/// The longest boundary that is meant (RFC 2046 allows 70), in bytes.
const BOUNDARY: usize = 200;

/// Fields by their names in lower case, each on one line.
#[derive(Clone, Debug, Default)]
pub(super) struct Headers(Vec<(String, String)>);

impl Headers {
    /// Reads the fields at `from`; gives also where the body begins.
    pub(super) fn read(bytes: &[u8], from: usize) -> (Self, usize) {
        let mut headers = Self::default();
        let mut at = from;
        let limit = bytes.len().min(from.saturating_add(HEAD));
        while at < limit {
            let rest = bytes.get(at..).unwrap_or_default();
            let length = memchr(b'\n', rest).unwrap_or(rest.len());
            let line = rest.get(..length).unwrap_or_default();
            at = bytes.len().min(at + length + 1);
            let line = transfer::letters(line.strip_suffix(b"\r").unwrap_or(line));
            if line.trim().is_empty() {
                break;
            }
            if !headers.add(&line) {
                break;
            }
        }
        (headers, at)
    }

    /// Adds a line; whether it can stand in a head.
    fn add(&mut self, line: &str) -> bool {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = self.0.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
            return true;
        }
        let Some((name, value)) = line.split_once(':') else {
            return false;
        };
        let plain = name
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'<');
        if plain {
            let name = name.to_ascii_lowercase();
            self.0.push((name, value.trim().to_owned()));
        }
        plain
    }

    /// The value of the first field called `name`.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name)?;
        Some(found.1.as_str()).filter(|value| !value.is_empty())
    }

    /// A parameter of the field called `name`: `charset` in `text/html; charset="utf-8"`.
    pub(super) fn parameter(&self, name: &str, parameter: &str) -> Option<String> {
        let mut rest = self.value(name)?.split_once(';')?.1;
        loop {
            let (key, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let (value, next) = match after.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"')?,
                None => after.split_at(after.find(';').unwrap_or(after.len())),
            };
            let key = key.trim_matches([';', ' ', '\t']);
            if key.eq_ignore_ascii_case(parameter) {
                return Some(value.trim().to_owned());
            }
            rest = next;
        }
    }

    fn kind(&self) -> String {
        let value = self.value("content-type").unwrap_or("");
        let kind = value.split(';').next().unwrap_or("");
        kind.trim().to_ascii_lowercase()
    }

    /// Whether the body is a page.
    pub(super) fn is_page(&self) -> bool {
        matches!(self.kind().as_str(), "text/html" | "application/xhtml+xml")
    }

    /// What parts the parts of the body, where it has any.
    pub(super) fn boundary(&self) -> Option<String> {
        if !self.kind().starts_with("multipart/") {
            return None;
        }
        let boundary = self.parameter("content-type", "boundary")?;
        (!boundary.is_empty() && boundary.len() <= BOUNDARY).then_some(boundary)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_unfolded_and_their_parameters_found() {
        let head = b"A: b\r\nContent-Type: Text/HTML;\r\n\tcharset = \"utf-8\"; x=y\r\n\r\nbody";
        let (headers, body) = Headers::read(head, 0);
        assert_eq!(head.get(body..), Some(&b"body"[..]));
        assert!(headers.is_page());
        let parameter = |name| headers.parameter("content-type", name);
        assert_eq!(parameter("charset").as_deref(), Some("utf-8"));
        assert_eq!(parameter("x").as_deref(), Some("y"));
        assert_eq!((parameter("y"), headers.value("c")), (None, None));
        assert_eq!(headers.boundary(), None);
    }
}
