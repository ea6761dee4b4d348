//! Marks as Markdown, by a template.
//!
//! The template of the house writes what Obsidian understands: front matter when there is but one article, and every
//! passage as a quotation with its note under it and a link that leads to it. What an article says is escaped, so that
//! no word of it becomes a heading, a tag or a link.

use super::template::{Scope, Template, TemplateError, Value};
use super::{Mark, Work};
use crate::text::{harmless, harmless_line};
use std::borrow::Cow;

/// The template that is used where the reader has none.
pub const DEFAULT_TEMPLATE: &str = "\
{{#alone}}
---
title: {{{title_yaml}}}
{{#authors}}
{{#first}}
author:
{{/first}}
  - {{{name_yaml}}}
{{/authors}}
{{#site}}
site: {{{site_yaml}}}
{{/site}}
{{#url}}
source: {{{url_yaml}}}
{{/url}}
{{#published}}
published: {{{published}}}
{{/published}}
{{#tags}}
{{#first}}
tags:
{{/first}}
  - {{{name_yaml}}}
{{/tags}}
---

{{/alone}}
# {{title}}

{{^alone}}
{{#credits}}
{{credits}}

{{/credits}}
{{#url}}
<{{{url}}}>

{{/url}}
{{/alone}}
{{#marks}}
> {{quote}}

{{#note}}
{{note}}

{{/note}}
{{#context}}
In context: {{context}}

{{/context}}
{{{source}}}

{{/marks}}
";

/// All names that may stand in a template.
const NAMES: [&str; 37] = [
    "alone",
    "marks",
    "count",
    "title",
    "title_yaml",
    "authors",
    "author",
    "credits",
    "name",
    "name_yaml",
    "first",
    "site",
    "site_yaml",
    "url",
    "url_yaml",
    "path",
    "path_yaml",
    "published",
    "saved",
    "read",
    "starred",
    "archived",
    "tags",
    "id",
    "quote",
    "note",
    "label",
    "section",
    "page",
    "context",
    "date",
    "time",
    "link",
    "status",
    "in_file",
    "source",
    "last",
];

impl Template {
    /// Reads a template for Markdown. The README says what may stand in it.
    ///
    /// # Errors
    /// [`TemplateError`] with the line, and what was expected there.
    pub fn markdown(text: &str) -> Result<Self, TemplateError> {
        Self::parse(text, &NAMES)
    }
}

/// `works` as Markdown by `template`, one after the other.
pub fn write(works: &[Work], template: &Template) -> String {
    let alone = works.len() == 1;
    let mut out = String::new();
    for work in works {
        let article = Article { work, alone };
        let text = template.render(&article, &escaped);
        out.push_str(text.trim_end());
        out.push_str(if alone { "\n" } else { "\n\n" });
    }
    let end = out.trim_end().len();
    out.truncate(end);
    out.push('\n');
    if works.is_empty() { String::new() } else { out }
}

struct Article<'w> {
    work: &'w Work,
    alone: bool,
}

struct Passage<'w> {
    work: &'w Work,
    mark: &'w Mark,
}

/// A name among names: an author or a tag.
struct Named<'w> {
    name: &'w str,
    first: bool,
    last: bool,
}

fn words(text: Option<&str>) -> Value<'static> {
    match text {
        Some(text) if !text.is_empty() => Value::Text(Cow::Owned(harmless_line(text))),
        _ => Value::Nothing,
    }
}

fn yaml(text: Option<&str>) -> Value<'static> {
    match text {
        Some(text) if !text.is_empty() => Value::Text(Cow::Owned(in_quotes(text))),
        _ => Value::Nothing,
    }
}

/// A scalar of YAML between double quotes (YAML 1.2, section 7.3.1).
fn in_quotes(text: &str) -> String {
    let line = harmless_line(text);
    format!("\"{}\"", line.replace('\\', "\\\\").replace('"', "\\\""))
}

fn list<'w>(names: &'w [String]) -> Value<'w> {
    let last = names.len();
    let boxed = |(at, name): (usize, &'w String)| {
        let element = Named {
            name,
            first: at == 0,
            last: at + 1 == last,
        };
        Box::new(element) as Box<dyn Scope + 'w>
    };
    Value::List(names.iter().enumerate().map(boxed).collect())
}

impl Scope for Article<'_> {
    fn value(&self, name: &str) -> Option<Value<'_>> {
        let work = self.work;
        let authors = || work.byline.join(", ");
        Some(match name {
            "alone" => Value::Flag(self.alone),
            "count" => words(Some(&work.marks.len().to_string())),
            "title" => words(Some(work.title_or_stand_in())),
            "title_yaml" => yaml(Some(work.title_or_stand_in())),
            "authors" => list(&work.byline),
            "author" => words(Some(&authors())),
            "credits" => words(Some(&credits(work))),
            "site" => words(work.site.as_deref()),
            "site_yaml" => yaml(work.site.as_deref()),
            "url" => words(work.url.as_deref().map(address).as_deref()),
            "url_yaml" => yaml(work.url.as_deref().map(address).as_deref()),
            "path" => words(work.path.as_deref()),
            "path_yaml" => yaml(work.path.as_deref()),
            "published" => words(work.published.as_deref()),
            "saved" => words(work.saved.map(|at| at.to_string()).as_deref()),
            "read" => Value::Flag(work.read == Some(true)),
            "starred" => Value::Flag(work.starred == Some(true)),
            "archived" => Value::Flag(work.archived == Some(true)),
            "tags" => list(&work.tags),
            "marks" => {
                let passages = work.marks.iter().map(|mark| Passage { work, mark });
                Value::List(
                    passages
                        .map(|passage| Box::new(passage) as Box<dyn Scope + '_>)
                        .collect(),
                )
            }
            "id" => words(work.id.as_deref()),
            _ => return None,
        })
    }
}

impl Scope for Named<'_> {
    fn value(&self, name: &str) -> Option<Value<'_>> {
        Some(match name {
            "name" => words(Some(self.name)),
            "name_yaml" => yaml(Some(self.name)),
            "first" => Value::Flag(self.first),
            "last" => Value::Flag(self.last),
            _ => return None,
        })
    }
}

impl Scope for Passage<'_> {
    fn value(&self, name: &str) -> Option<Value<'_>> {
        let mark = self.mark;
        let lines = |text: &str| Value::Text(Cow::Owned(harmless(text).trim().to_owned()));
        Some(match name {
            "id" => words(mark.id.as_deref()),
            "quote" => lines(&mark.quote),
            "note" => mark.note.as_deref().map_or(Value::Nothing, lines),
            "label" => words(mark.label.as_deref()),
            "section" => words(Some(&mark.section.join(" › "))),
            "page" => words(mark.page.map(|page| page.to_string()).as_deref()),
            "context" => words(context(mark).as_deref()),
            "date" => words(mark.at.map(|at| day(&at)).as_deref()),
            "time" => words(mark.at.map(|at| at.to_string()).as_deref()),
            "link" => words(self.work.link(mark).as_deref()),
            "status" => words(mark.status.map(super::Status::word)),
            "in_file" => Value::Flag(mark.in_file),
            "source" => Value::Text(Cow::Owned(source(self.work, mark))),
            _ => return None,
        })
    }
}

/// The day of a moment, in UTC: what is exported must not depend on where.
pub(super) fn day(at: &jiff::Timestamp) -> String {
    at.to_string().split('T').next().unwrap_or("").to_owned()
}

/// A moment as people write it, in UTC.
fn minute(at: &jiff::Timestamp) -> String {
    let civil = jiff::tz::Offset::UTC.to_datetime(*at);
    format!(
        "{} {:02}:{:02} UTC",
        civil.date(),
        civil.hour(),
        civil.minute()
    )
}

/// The sentences around a passage, where they say more than the passage.
pub(super) fn context(mark: &Mark) -> Option<String> {
    let context = harmless_line(mark.context.as_deref()?);
    (context != harmless_line(&mark.quote)).then_some(context)
}

/// Authors, site and day, as a line under a title has them.
pub(super) fn credits(work: &Work) -> String {
    let authors = work.byline.join(", ");
    let day = work
        .published
        .as_deref()
        .and_then(|day| day.split('T').next());
    let parts = [Some(authors.as_str()), work.site.as_deref(), day];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

/// The line under a passage: where it stands, and the link that leads there.
fn source(work: &Work, mark: &Mark) -> String {
    let section = mark.section.join(" › ");
    let page = mark.page.map(|page| format!("page {page}"));
    let day = mark.at.map(|at| minute(&at));
    let label = mark.label.as_deref().map(harmless_line);
    let status = mark.remark().map(str::to_owned);
    let parts = [Some(section), page, label, day, status];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    let mut parts: Vec<String> = parts.map(|part| escaped(&harmless_line(&part))).collect();
    if let Some(link) = work.link(mark) {
        parts.push(format!("[read it there]({})", address(&link)));
    }
    if parts.is_empty() {
        parts.push(escaped(work.title_or_stand_in()));
    }
    format!("— {}", parts.join(" · "))
}

/// An address with nothing in it that would end a link.
fn address(url: &str) -> String {
    let url = harmless_line(url);
    super::fragment::encoded(&url, |c| c > ' ' && !"\"<>()[]`\\^{|}".contains(c))
}

/// `text` with all that Markdown and Obsidian would take for a sign escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        escape_line(line, &mut out);
    }
    out
}

fn escape_line(line: &str, out: &mut String) {
    let start = line.len() - line.trim_start().len();
    let body = line.get(start..).unwrap_or("");
    // Four spaces or a tab at the beginning of a line are code.
    out.push_str(if line.starts_with([' ', '\t']) {
        " "
    } else {
        ""
    });
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let mut before = ' ';
    let mut rest = body.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map_or(' ', |(_, next)| *next);
        let twice = before == c || next == c;
        let is_sign = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '$' | '~' | '^' => true,
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '=' | '%' | '|' => twice,
            '#' => !next.is_whitespace() || at == 0,
            '&' => next == '#' || next.is_ascii_alphabetic(),
            '>' | '+' | '-' => at == 0,
            '.' | ')' => at == digits && digits > 0,
            '!' => next == '[',
            _ => false,
        };
        if is_sign {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
}

#[cfg(test)]
mod tests;
