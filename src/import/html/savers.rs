//! What programs that save pages write into them: where a page came from, and when.

/// Where the page was saved from.
pub(super) fn source(html: &str) -> Option<&str> {
    field(html, "url:").or_else(|| saved_from(html))
}

/// How far into a file savers put their comment, in bytes.
const COMMENT: usize = 8192;

fn head(html: &str) -> &str {
    html.get(..html.floor_char_boundary(COMMENT)).unwrap_or("")
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

/// When the page was saved, in the saver's own form.
pub(super) fn saved(html: &str) -> Option<&str> {
    field(html, "saved date:")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::dates::parse;

    #[test]
    fn the_saver_says_where_and_when() {
        let page = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://example.com/a \n \
            saved date: Tue Feb 18 2025 07:30:00 GMT+0100 (Central European Standard Time)\n--><body>x";
        assert_eq!(source(page), Some("https://example.com/a"));
        let when = saved(page).and_then(parse).map(|when| when.to_string());
        assert_eq!(when.as_deref(), Some("2025-02-18T07:30:00+01:00"));
        let browser = "<!-- saved from url=(0021)https://example.com/b -->";
        assert_eq!(source(browser), Some("https://example.com/b"));
        assert_eq!(source("<p>url: https://example.com/c"), None);
    }
}
