//! Marks as Org: a heading an article, a heading a passage with its properties, the passage as a quotation.
//!
//! Org has no escape sign; where a line of an article would be taken for a heading, a keyword or a list, or a bracket
//! for a link, a zero width space stands before it, as the Org manual advises (section 13.8, "Escape Character").

use super::markdown::{credits, day};
use super::{Mark, Work};
use crate::text::{harmless, harmless_line};
use std::fmt::Write as _;

const ZERO_WIDTH: char = '\u{200B}';
/// Characters of a passage that its heading shows.
const HEADING: usize = 60;

/// `works` as Org.
pub fn write(works: &[Work]) -> String {
    let mut out = String::new();
    for work in works {
        article(work, &mut out);
    }
    out
}

fn article(work: &Work, out: &mut String) {
    let tags = tags(work.tags.iter().map(String::as_str));
    // Writing to a string does not fail.
    let _ = writeln!(
        out,
        "* {}{tags}",
        inline(&harmless_line(work.title_or_stand_in()))
    );
    let _ = writeln!(out, ":PROPERTIES:");
    property(out, "AUTHOR", Some(&work.byline.join(", ")));
    property(out, "SITE", work.site.as_deref());
    property(out, "URL", work.url.as_deref());
    property(out, "PUBLISHED", work.published.as_deref());
    property(out, "FILE", work.path.as_deref());
    property(out, "NEWSPRINT_ID", work.id.as_deref());
    let _ = writeln!(out, ":END:");
    let credits = credits(work);
    if !credits.is_empty() {
        let _ = writeln!(out, "{}", lines(&credits));
    }
    out.push('\n');
    for mark in &work.marks {
        passage(work, mark, out);
    }
}

fn passage(work: &Work, mark: &Mark, out: &mut String) {
    let quote = harmless_line(&mark.quote);
    let mut heading: String = quote.chars().take(HEADING).collect();
    if heading.len() < quote.len() {
        heading.truncate(heading.rfind(' ').unwrap_or(heading.len()));
        heading.push('…');
    }
    let tags = tags(mark.label.as_deref().into_iter());
    let _ = writeln!(out, "** {}{tags}", inline(&heading));
    let _ = writeln!(out, ":PROPERTIES:");
    property(out, "NEWSPRINT_ID", mark.id.as_deref());
    property(out, "LABEL", mark.label.as_deref());
    property(out, "CREATED", mark.at.map(|at| at.to_string()).as_deref());
    property(out, "SECTION", Some(&mark.section.join(" › ")));
    property(
        out,
        "PAGE",
        mark.page.map(|page| page.to_string()).as_deref(),
    );
    property(out, "STATUS", mark.status.map(super::Status::word));
    property(out, "IN_FILE", mark.in_file.then_some("yes"));
    property(out, "CONTEXT", mark.context.as_deref());
    let _ = writeln!(out, ":END:");
    let _ = writeln!(
        out,
        "#+begin_quote\n{}\n#+end_quote",
        lines(mark.quote.trim())
    );
    if let Some(note) = &mark.note {
        let _ = writeln!(out, "\n{}", lines(note.trim()));
    }
    if let Some(link) = work.link(mark) {
        let link =
            super::fragment::encoded(&harmless_line(&link), |c| c > ' ' && !"[]\\".contains(c));
        let day = mark
            .at
            .map_or_else(String::new, |at| format!(", {}", day(&at)));
        let _ = writeln!(out, "\n[[{link}][read it there]]{day}");
    }
    out.push('\n');
}

/// A property, if it has a value; always one line.
fn property(out: &mut String, name: &str, value: Option<&str>) {
    let value = harmless_line(value.unwrap_or(""));
    if !value.is_empty() {
        let _ = writeln!(out, ":{name}: {value}");
    }
}

/// Tags at the end of a heading: letters, digits, `_`, `@`, `#` and `%` (Org manual, section 6).
fn tags<'t>(names: impl Iterator<Item = &'t str>) -> String {
    let name = |name: &str| {
        let sign = |c: char| {
            if c.is_alphanumeric() || "_@#%".contains(c) {
                c
            } else {
                '_'
            }
        };
        name.chars().map(sign).collect::<String>()
    };
    let names: Vec<String> = names.map(name).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        String::new()
    } else {
        format!(" :{}:", names.join(":"))
    }
}

/// Words of an article on a line of their own or of ours.
fn inline(text: &str) -> String {
    let mut out = text.replace("[[", &format!("[{ZERO_WIDTH}["));
    // A heading that ends like this would end in tags.
    if out.ends_with(':') {
        out.push(ZERO_WIDTH);
    }
    out
}

/// Lines of an article.
fn lines(text: &str) -> String {
    let mut out = String::new();
    for (at, line) in harmless(text).split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let first = line.trim_start();
        let numbered = first.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_list = numbered.len() < first.len() && numbered.starts_with(['.', ')']);
        if first.starts_with(['*', '#', ':', '|', '-', '+', '\\']) || is_list {
            out.push(ZERO_WIDTH);
        }
        out.push_str(&line.replace("[[", &format!("[{ZERO_WIDTH}[")));
    }
    out
}

#[cfg(test)]
mod tests;
