//! Markdown files: front matter, and a text of `CommonMark` with the habits of clippers and note programs.
//!
//! The events of pulldown-cmark become blocks of an [`Article`] directly ([`blocks`]), with the lines of the
//! file they came from. On top of `CommonMark`: tables, footnotes, tasks, strikethrough, definition lists and
//! wiki links from the parser; `==highlights==`, `%%comments%%`, block ids and callouts from [`marks`] and
//! [`callouts`]; an editor's marks from [`critic`]; what stands in HTML from [`raw`]. Nothing here recurses, whatever the nesting of the input.

mod attribution;
mod blocks;
mod callouts;
mod critic;
mod exports;
mod formulas;
mod highlights;
mod inline;
mod marks;
mod opening;
mod pictures;
mod raw;
mod tags;

use super::encoding::Decoded;
use super::front_matter::{self, FrontMatter};
use super::lines::LineTable;
use super::{file_name, title};
use crate::article::{Article, Builder, Format, Origin};
use pulldown_cmark::Options;

/// An inline event of the parser and where it stands in the source, in bytes.
type Inline<'a> = (pulldown_cmark::Event<'a>, std::ops::Range<usize>);

/// The extensions that are on for `body`. Smart punctuation is not: a text is shown as it was written.
fn options(body: &str) -> Options {
    let formulas = if formulas::are_in(body) {
        Options::ENABLE_MATH
    } else {
        Options::empty()
    };
    formulas
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

/// Imports a decoded Markdown file called `name`.
pub(super) fn import(decoded: &Decoded, name: &str) -> Article {
    let text = decoded.text.as_str();
    let mut front = front_matter::read(text);
    if front == FrontMatter::default() {
        front = front_matter::read_unfenced(text);
    }
    let mut builder = Builder::new(Format::Markdown);
    for warning in [&decoded.warning, &front.warning].into_iter().flatten() {
        builder.warn(warning.clone());
    }
    let body = text.get(front.body..).unwrap_or("");
    let body = marks::without_comment_blocks(body);
    let lines = LineTable::of(text, front.body);
    blocks::write(&mut builder, &body, &lines);
    let mut fields = front.fields;
    exports::take_fields(&mut builder, &mut fields);
    let is_post = fields.has("layout");
    let mut metadata = fields.metadata(Origin::FrontMatter);
    opening::take_lines(&mut builder, &mut metadata);
    file_name::date(&mut metadata, name);
    if is_post && metadata.title.is_empty() {
        title::take_slug(&builder, &mut metadata, name);
    }
    exports::take_excerpt(&mut builder, &mut metadata);
    title::settle(&mut builder, &mut metadata, name);
    let mut article = builder.finish(metadata);
    highlights::take(&mut article);
    article
}

#[cfg(test)]
mod tests;
