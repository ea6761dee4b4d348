//! What programs that save pages write into them: where a page came from, and when.

use super::dates;
use crate::article::When;

/// Where the page was saved from.
pub(super) fn source(html: &str) -> Option<&str> {
    field(html, "url:").or_else(|| saved_from(html))
}

/// How far into a file savers put their comment, in bytes.
const COMMENT: usize = 8192;

fn head(html: &str) -> &str {
    let mut end = html.len().min(COMMENT);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    html.get(..end).unwrap_or("")
}

/// A field of the comment that `SingleFile` puts at the top of the pages that it saves.
fn field<'a>(html: &'a str, field: &str) -> Option<&'a str> {
    let comment = head(html).split_once("saved with SingleFile")?.1;
    let comment = comment.split("-->").next()?;
    comment
        .lines()
        .find_map(|line| line.trim().strip_prefix(field))
        .map(str::trim)
}

/// The mark that browsers leave on pages they save (`<!-- saved from url=(0019)https://… -->`).
fn saved_from(html: &str) -> Option<&str> {
    let mark = head(html).split_once("saved from url=(")?.1;
    mark.split_once(')')?.1.split_whitespace().next()
}

/// When the page was saved.
pub(super) fn saved(html: &str) -> Option<When> {
    let text = field(html, "saved date:")?;
    dates::parse_browser(text).or_else(|| dates::parse(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_saver_says_where_and_when() {
        let page = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://example.com/a \n \
            saved date: Tue Feb 18 2025 07:30:00 GMT+0100 (Central European Standard Time)\n--><body>x";
        assert_eq!(source(page), Some("https://example.com/a"));
        let when = saved(page).map(|when| when.to_string());
        assert_eq!(when.as_deref(), Some("2025-02-18T07:30:00+01:00"));
        let browser = "<!-- saved from url=(0021)https://example.com/b -->";
        assert_eq!(source(browser), Some("https://example.com/b"));
        assert_eq!(source("<p>url: https://example.com/c"), None);
    }
}
