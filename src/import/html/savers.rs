//! What programs that save pages write into them: where a page came from, and when.

use super::metadata::Claim;
use crate::article::Origin;

/// What the saver of a page says of it.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Saver {
    /// Where the page was saved from.
    pub(super) url: Option<Claim>,
    /// When, in the saver's own form.
    pub(super) saved: Option<Claim>,
    /// What the page was called.
    pub(super) title: Option<Claim>,
}

/// How far into a file savers put their comment, in bytes.
const COMMENT: usize = 8192;

/// The marks of the comment that `SingleFile` puts at the top of the pages that it saves, new and old.
const SINGLE_FILE: [&str; 2] = [
    "Page saved with SingleFile",
    "Archive processed by SingleFile",
];

impl Saver {
    /// What this does not say, said by `other`.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            url: self.url.or(other.url),
            saved: self.saved.or(other.saved),
            title: self.title.or(other.title),
        }
    }

    /// What the envelope of a page says of it.
    pub(in crate::import) fn of_envelope(
        url: Option<&str>,
        date: Option<&str>,
        subject: Option<&str>,
    ) -> Self {
        let claim =
            |key: &str, text: Option<&str>| text.map(|text| Claim::new(Origin::Saver, key, text));
        Self {
            url: claim("content location of the envelope", url),
            saved: claim("date of the envelope", date),
            title: claim("subject of the envelope", subject),
        }
    }

    /// What the page `html` has of its saver.
    pub(super) fn of_page(html: &str) -> Self {
        let head = html.get(..html.floor_char_boundary(COMMENT)).unwrap_or("");
        let single_file = SINGLE_FILE
            .iter()
            .find_map(|mark| head.split_once(mark)?.1.split("-->").next());
        let field = |field: &str| {
            let text = single_file?
                .lines()
                .find_map(|line| line.trim().strip_prefix(field))?;
            Some(Claim::new(Origin::Saver, "SingleFile", text.trim()))
        };
        let browser = saved_from(head).map(|url| Claim::new(Origin::Saver, "saved from url", url));
        Self {
            url: field("url:").or(browser),
            saved: field("saved date:"),
            title: None,
        }
    }
}

/// The mark that browsers leave on pages they save (`<!-- saved from url=(0019)https://… -->`).
fn saved_from(head: &str) -> Option<&str> {
    let mark = head.split_once("saved from url=(")?.1;
    mark.split_once(')')?.1.split_whitespace().next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::dates::parse;

    /// The address and the date that the saver of `page` gives.
    fn said(page: &str) -> [Option<String>; 2] {
        let saver = Saver::of_page(page);
        [saver.url, saver.saved].map(|claim| claim.map(|claim| claim.text))
    }

    #[test]
    fn the_saver_says_where_and_when() {
        for mark in SINGLE_FILE {
            let page = format!(
                "<!DOCTYPE html> <html><!--\n {mark} \n url: https://example.com/a \n \
                 saved date: Tue Feb 18 2025 07:30:00 GMT+0100 (Central European Standard Time)\n--><body>x"
            );
            let [url, saved] = said(&page);
            assert_eq!(url.as_deref(), Some("https://example.com/a"));
            let when = saved
                .as_deref()
                .and_then(parse)
                .map(|when| when.to_string());
            assert_eq!(when.as_deref(), Some("2025-02-18T07:30:00+01:00"));
        }
        let browser = "<!-- saved from url=(0021)https://example.com/b -->";
        assert_eq!(said(browser)[0].as_deref(), Some("https://example.com/b"));
        assert_eq!(said("<p>url: https://example.com/c"), [None, None]);
    }
}
