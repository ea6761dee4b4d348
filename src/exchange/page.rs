//! An article as a page of HTML with the passages highlighted in it, and the notes at its end.
//!
//! The page stands by itself: no script, nothing that a browser would fetch, a policy that says so, and every
//! character of the article escaped. Where passages overlap, both are seen: a stretch of text in several of them is
//! underlined too. Each passage leads to its note and back.

mod body;

use super::Work;
use super::markdown::credits;
use crate::article::Article;
use crate::text::{harmless, harmless_line};
use body::Body;
use std::fmt::Write as _;

const STYLE: &str = "\
:root{color-scheme:light dark}
body{font:1.05rem/1.6 Georgia,serif;max-width:40rem;margin:2rem auto;padding:0 1rem}
h1{line-height:1.2}
.credits,.context,.furniture,figcaption,.where{font-size:.85rem;opacity:.7}
mark{background:#fe9;color:#111}
mark.over{text-decoration:underline}
mark[data-label=green]{background:#bea}
mark[data-label=blue]{background:#bdf}
mark[data-label=red],mark[data-label=pink]{background:#fbc}
mark[data-label=orange]{background:#fc9}
mark[data-label=purple]{background:#dcf}
mark.in-file{background:none;color:inherit;border-bottom:2px dotted}
blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid #999}
pre{overflow:auto;padding:.6rem;border:1px solid #999}
table{border-collapse:collapse}
td,th{border:1px solid #999;padding:.2rem .5rem;vertical-align:top}
.note{white-space:pre-wrap}
article+article{border-top:1px solid #999;margin-top:4rem}
";

/// The beginning of a page with this title.
pub fn head(title: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" content=\"newsprint\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        escaped(&harmless_line(title))
    )
}

/// The end of a page.
pub const fn foot() -> &'static str {
    "</body>\n</html>\n"
}

/// `work` as a part of a page; `number` tells it from the others there. Its text is that of `article`; without one
/// the passages are listed.
pub fn article(work: &Work, article: Option<&Article>, number: usize) -> String {
    let mut out = String::new();
    let language = article.and_then(|article| article.metadata.language.as_deref());
    let language = language.map_or_else(String::new, |tag| format!(" lang=\"{}\"", escaped(tag)));
    // Writing to a string does not fail.
    let _ = writeln!(out, "<article id=\"a{number}\"{language} dir=\"auto\">");
    header(work, &mut out);
    if let Some(article) = article {
        Body::new(work, article, number).write(&mut out);
    }
    notes(work, article.is_some(), number, &mut out);
    out.push_str("</article>\n");
    out
}

fn header(work: &Work, out: &mut String) {
    let _ = writeln!(out, "<header>\n<h1>{}</h1>", line(work.title_or_stand_in()));
    let credits = credits(work);
    if !credits.is_empty() {
        let _ = writeln!(out, "<p class=\"credits\">{}</p>", line(&credits));
    }
    if let Some(url) = work.url.as_deref().and_then(super::fragment::web_address) {
        let url = line(&url);
        let _ = writeln!(
            out,
            "<p class=\"credits\"><a href=\"{url}\" rel=\"noreferrer\">{url}</a></p>"
        );
    }
    out.push_str("</header>\n");
}

/// The passages with their notes, in the order of the text.
fn notes(work: &Work, is_linked: bool, number: usize, out: &mut String) {
    if work.marks.is_empty() {
        return;
    }
    let _ = writeln!(out, "<section class=\"notes\">\n<h2>Passages</h2>\n<ol>");
    for (at, mark) in work.marks.iter().enumerate() {
        let at = at + 1;
        let _ = write!(
            out,
            "<li id=\"a{number}n{at}\"><blockquote>{}</blockquote>",
            lines(&mark.quote)
        );
        if let Some(note) = &mark.note {
            let _ = write!(out, "<p class=\"note\">{}</p>", escaped(&harmless(note)));
        }
        if let Some(context) = super::markdown::context(mark) {
            let _ = write!(
                out,
                "<p class=\"context\">In context: {}</p>",
                line(&context)
            );
        }
        let mut parts: Vec<String> = Vec::new();
        parts.extend(Some(line(&mark.section.join(" › "))).filter(|words| !words.is_empty()));
        parts.extend(mark.page.map(|page| format!("page {page}")));
        parts.extend(mark.label.as_deref().map(line));
        parts.extend(
            mark.at
                .map(|at| format!("<time datetime=\"{at}\">{at}</time>")),
        );
        parts.extend(mark.remark().map(str::to_owned));
        if let Some(link) = work.link(mark) {
            parts.push(format!(
                "<a href=\"{}\" rel=\"noreferrer\">read it there</a>",
                line(&link)
            ));
        }
        if is_linked && mark.now.is_some() {
            parts.push(format!("<a href=\"#a{number}m{at}\">back to the text</a>"));
        }
        let _ = writeln!(out, "<p class=\"where\">{}</p></li>", parts.join(" · "));
    }
    out.push_str("</ol>\n</section>\n");
}

/// What stands on one line of the page, harmless and escaped.
fn line(text: &str) -> String {
    escaped(&harmless_line(text))
}

/// Lines, with their ends kept.
fn lines(text: &str) -> String {
    escaped(harmless(text).trim()).replace('\n', "<br>\n")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
