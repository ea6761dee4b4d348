//! Saved web pages: the main text of a page and what the page says about itself.
//!
//! `dom_smoothie` finds the main text (an implementation of the way Firefox's reader view does it); its tree
//! is walked straight into the article. A page that the parser should not be given (`scan`) or in which no
//! main text is found is read whole, and a warning says so. Knows nothing of the network: nothing that a page
//! points at is fetched.

mod address;
mod aside;
mod authors;
mod candidates;
mod inline;
mod json_ld;
mod metadata;
mod savers;
mod scan;
mod strip;
mod tables;
mod walk;

use super::encoding::Decoded;
use super::title;
use crate::article::{Article, Block, Builder, Format, Metadata, TitleFrom};
use crate::text::folded;
use dom_query::Document;
use dom_smoothie::{Config, Readability};
use std::panic::{AssertUnwindSafe, catch_unwind};
use walk::{Extent, Walk};

/// Where `dom_smoothie` leaves the main text.
const MAIN_TEXT: &str = "#readability-page-1";

/// Imports a decoded page; `name` is its file name.
pub(super) fn import(decoded: &Decoded, name: &str) -> Article {
    let html = decoded.text.as_str();
    let mut builder = Builder::new(Format::Html);
    if let Some(warning) = &decoded.warning {
        builder.warn(warning.clone());
    }
    let mut metadata = if let Some(reason) = scan::refusal(html) {
        builder.warn(format!(
            "the page is {reason}: its tags were taken off and its text is shown as it stands"
        ));
        strip::write(html, &mut builder);
        Metadata::default()
    } else {
        read(html, &mut builder)
    };
    title::settle(&mut builder, &mut metadata, name);
    builder.finish(metadata)
}

/// Parses a page, writes its main text, gives its metadata.
fn read(html: &str, builder: &mut Builder) -> Metadata {
    let page = Document::from(html);
    let metadata = metadata::read(&page, html);
    let base = base(&page, &metadata);
    let base = base.as_deref();
    candidates::remove_dialogs(&page);
    candidates::keep_alignments(&page);
    let marked = candidates::marked_article(&page);
    let found = main_text(page);
    let content = found.as_ref().map(|page| page.select_single(MAIN_TEXT));
    if let Some(root) = content.as_ref().and_then(|content| content.nodes().first())
        && !marked.as_ref().is_some_and(|marked| marked.outweighs(root))
    {
        Walk::new(builder, base, Extent::MainText).write(*root);
    }
    if builder.blocks().is_empty() {
        let page = Document::from(html);
        candidates::remove_dialogs(&page);
        candidates::keep_alignments(&page);
        if let Some(marked) = marked {
            let article = page.select_single(marked.selector);
            if let Some(root) = article.nodes().first() {
                Walk::new(builder, base, Extent::WholePage).write(*root);
            }
        }
        if builder.blocks().is_empty() {
            builder.warn("no main text was found: the whole page is shown");
            Walk::new(builder, base, Extent::WholePage).write(page.root());
        }
    }
    aside::mark_known(builder, &metadata);
    if metadata.title_from == TitleFrom::Heading {
        show_headline(builder, &metadata.title);
    }
    metadata
}

/// The search takes the headline out of the text; where the page names no other title it is put back.
fn show_headline(builder: &mut Builder, title: &str) {
    let wanted = folded(title);
    let same = |block: &Block| folded(block.range.of(builder.text())) == wanted;
    if !builder.blocks().iter().take(8).any(same) {
        builder.prepend_title(title);
    }
}

/// The page with its main text set apart. The search asserts things about its own scores that a strange
/// page may break; a panic there must not take the reader down.
fn main_text(page: Document) -> Option<Document> {
    let config = Config {
        keep_classes: true,
        disable_json_ld: true,
        ..Config::default()
    };
    let search = AssertUnwindSafe(|| {
        let mut readability = Readability::with_document(page, None, Some(config)).ok()?;
        readability.parse().ok()?;
        Some(readability.doc)
    });
    catch_unwind(search).ok().flatten()
}

/// What addresses in the page are relative to.
fn base(page: &Document, metadata: &Metadata) -> Option<String> {
    let own = page.select_single("base[href]").attr("href");
    match (own, &metadata.url) {
        (Some(base), url) => address::resolve(url.as_deref(), &base)
            .filter(|base| address::is_web(base))
            .or_else(|| url.clone()),
        (None, url) => url.clone(),
    }
}

/// Writes a piece of a page that is all article, as exported lists hold them; addresses in it are relative to
/// `base`.
pub(super) fn content(html: &str, base: Option<&str>, builder: &mut Builder) {
    if let Some(reason) = scan::refusal(html) {
        builder.warn(format!(
            "the page is {reason}: its tags were taken off and its text is shown as it stands"
        ));
        strip::write(html, builder);
        return;
    }
    let page = Document::fragment(html);
    Walk::new(builder, base, Extent::MainText).write(page.root());
}

#[cfg(test)]
mod tests;
