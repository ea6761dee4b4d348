//! Saved web pages: the main text of a page and what the page says about itself.
//!
//! What nobody reads is left out of the source first (`reduce`), and what the parser should not be given is
//! kept from it (`scan`). One walk over the tree notes where everything is (`survey`); `dom_smoothie` finds
//! the main text (an implementation of the way Firefox's reader view does it), and its tree is walked straight
//! into the article. A page that cannot be parsed, or in which no main text is found, is read whole, and a
//! warning says so. Knows nothing of the network: nothing that a page points at is fetched.

mod address;
mod aside;
mod authors;
mod candidates;
mod footnotes;
mod headline;
mod inline;
mod json_ld;
mod keepsakes;
mod metadata;
mod reduce;
mod savers;
mod scan;
mod search;
mod strip;
mod survey;
mod tables;
mod tags;
mod walk;

pub(super) use savers::Saver;
pub(super) use search::is_guarded;

use super::encoding::Decoded;
use super::title;
use crate::article::{Article, Block, Builder, Format, Metadata, TitleFrom};
use crate::text::folded;
use candidates::Marked;
use dom_query::{Document, NodeData, NodeRef};
use dom_smoothie::{Config, ParsePolicy, Readability};
use footnotes::Note;
use search::Failure;
use std::sync::Arc;
use survey::Survey;
use walk::{Extent, Walk};

/// Where `dom_smoothie` leaves the main text.
const MAIN_TEXT: &str = "#readability-page-1";

/// Main texts shorter than this, in characters, are searched for again with milder rules.
const ENOUGH: usize = 500;

/// What an importer knows of a page.
struct Page {
    /// Its source, without what nobody reads.
    html: String,
    json_ld: Vec<String>,
    saver: Saver,
    /// What was wrong with the file so far.
    warnings: Vec<String>,
}

/// Imports a decoded page; `name` is its file name.
pub(super) fn import(decoded: &Decoded, name: &str) -> Article {
    let warnings = decoded.warning.clone().into_iter().collect();
    article(&decoded.text, Saver::default(), warnings, name)
}

/// The article in the page `html`, of which `saver` says more than it does itself.
pub(super) fn article(html: &str, saver: Saver, warnings: Vec<String>, name: &str) -> Article {
    let reduced = reduce::reduced(html);
    let page = Arc::new(Page {
        json_ld: reduced.json_ld.into_iter().map(str::to_owned).collect(),
        html: reduced.html,
        saver: saver.or(Saver::of_page(html)),
        warnings,
    });
    let (mut builder, mut metadata) = read(&page);
    title::settle(&mut builder, &mut metadata, name);
    builder.finish(metadata)
}

/// Reads a page as well as can be.
fn read(page: &Arc<Page>) -> (Builder, Metadata) {
    let reason = if let Some(reason) = scan::refusal(&page.html) {
        format!("the page is {reason}")
    } else {
        let found = if page.html.len() <= search::SMALL {
            search::here(|| parse(page))
        } else {
            let to_parse = Arc::clone(page);
            let patience = search::patience(page.html.len());
            search::within(patience, move || parse(&to_parse))
        };
        match found {
            Ok(read) => return read,
            Err(Failure::Late) => "the search for the main text took too long".to_owned(),
            Err(Failure::Broken) => "the search for the main text broke down".to_owned(),
        }
    };
    let mut builder = page.builder();
    builder.warn(format!(
        "{reason}: its tags were taken off and its text is shown as it stands"
    ));
    strip::write(&page.html, &mut builder);
    let metadata = search::here(|| stated(page)).unwrap_or_default();
    aside::mark_known(&mut builder, &metadata);
    (builder, metadata)
}

/// What a page that is not parsed says of itself in its head, which is small, and in its scripts.
fn stated(page: &Page) -> Metadata {
    let head = scan::head(&page.html);
    let head = if scan::refusal(head).is_some() {
        ""
    } else {
        head
    };
    let tree = Document::from(head);
    metadata::read(&Survey::of(&tree), &page.json_ld, &page.saver)
}

impl Page {
    /// An article that is to be written, with the warnings there are.
    fn builder(&self) -> Builder {
        let mut builder = Builder::new(Format::Html);
        for warning in &self.warnings {
            builder.warn(warning.as_str());
        }
        builder
    }

    /// The page as a tree.
    fn tree(&self) -> Document {
        Document::from(self.html.as_str())
    }
}

/// Parses a page, writes its main text, gives its metadata.
fn parse(page: &Page) -> (Builder, Metadata) {
    let (mut builder, tree) = (page.builder(), page.tree());
    let survey = Survey::of(&tree);
    let metadata = metadata::read(&survey, &page.json_ld, &page.saver);
    let base = base(survey.base.as_deref(), metadata.url.as_deref());
    let base = base.as_deref();
    let too_deep = survey.depth > scan::DEPTH;
    let notes = prepare(&tree, &survey, metadata.url.as_deref());
    let marked = Marked::of(&survey);
    drop(survey);
    if too_deep {
        builder.warn("the page is nested too deeply: the whole page is shown");
        Walk::new(&mut builder, base, Extent::WholePage).write(tree.root(), &notes);
    } else {
        if let Some(found) = main_text(page, tree, metadata.url.as_deref()) {
            let content = found.select_single(MAIN_TEXT);
            let root = content.nodes().first();
            let whole = |root: &&NodeRef<'_>| !marked.as_ref().is_some_and(|it| it.outweighs(root));
            if let Some(root) = root.filter(whole) {
                Walk::new(&mut builder, base, Extent::MainText).write(*root, &notes);
            }
        }
        if builder.blocks().is_empty() {
            write_unsearched(page, marked.as_ref(), &metadata, base, &mut builder);
        }
    }
    aside::mark_known(&mut builder, &metadata);
    if metadata.title_from == TitleFrom::Heading {
        show_headline(&mut builder, &metadata.title);
    }
    (builder, metadata)
}

/// Makes a tree ready for the search; gives the notes that were taken out of it.
fn prepare(tree: &Document, survey: &Survey<'_>, url: Option<&str>) -> Vec<Note> {
    candidates::remove_dialogs(survey);
    keepsakes::put_away(survey);
    footnotes::take(tree, survey, url)
}

/// Writes what the page marks as its article, or else all of it. The search has used up the tree.
fn write_unsearched(
    page: &Page,
    marked: Option<&Marked>,
    metadata: &Metadata,
    base: Option<&str>,
    builder: &mut Builder,
) {
    let tree = page.tree();
    let survey = Survey::of(&tree);
    let notes = prepare(&tree, &survey, metadata.url.as_deref());
    if let Some(root) = marked.and_then(|marked| marked.node(&survey)) {
        Walk::new(builder, base, Extent::WholePage).write(root, &notes);
    }
    if builder.blocks().is_empty() {
        builder.warn("no main text was found: the whole page is shown");
        Walk::new(builder, base, Extent::WholePage).write(tree.root(), &notes);
    }
}

/// The search takes the headline out of the text; where the page names no other title it is put back.
fn show_headline(builder: &mut Builder, title: &str) {
    let wanted = folded(title);
    let same = |block: &Block| folded(block.range.of(builder.text())) == wanted;
    if !builder.blocks().iter().take(8).any(same) {
        builder.prepend_title(title);
    }
}

/// The page with its main text set apart. Where the strictest rules find enough, which they mostly do, there
/// is no need for the copies of the tree that trying others takes; otherwise the page is parsed again.
fn main_text(page: &Page, tree: Document, url: Option<&str>) -> Option<Document> {
    let search = |tree: Document| {
        let config = Config {
            keep_classes: true,
            disable_json_ld: true,
            ..Config::default()
        };
        Readability::with_document(tree, None, Some(config)).ok()
    };
    let mut strict = search(tree)?;
    if strict.parse_with_policy(ParsePolicy::Strict).is_ok() {
        let found = strict.doc.select_single(MAIN_TEXT);
        if found.nodes().first().is_some_and(has_enough) {
            return Some(strict.doc);
        }
    }
    let tree = page.tree();
    // The same source gives the same tree, so that the notes are where they were.
    prepare(&tree, &Survey::of(&tree), url);
    let mut milder = search(tree)?;
    milder.parse().ok()?;
    Some(milder.doc)
}

/// Whether the text under `root`, white space folded, is long enough not to be searched for again. Most are, and
/// their beginning tells.
fn has_enough(root: &NodeRef<'_>) -> bool {
    let mut length = 0;
    root.descendants_it().any(|node| {
        node.query_or((), |node| {
            if let NodeData::Text { contents } = &node.data {
                let words = contents.split_whitespace();
                length += words.map(|word| word.chars().count() + 1).sum::<usize>();
            }
        });
        length > ENOUGH
    })
}

/// What addresses in the page are relative to: what it says itself, seen from where it is.
fn base(own: Option<&str>, url: Option<&str>) -> Option<String> {
    own.and_then(|own| address::resolve(url, own))
        .filter(|base| address::is_web(base))
        .or_else(|| url.map(str::to_owned))
}

/// Writes a piece of a page that is all article, as exported lists hold them; addresses in it are relative to
/// `base`.
pub(super) fn content(html: &str, base: Option<&str>, builder: &mut Builder) {
    let html = reduce::reduced(html).html;
    if let Some(reason) = scan::refusal(&html) {
        builder.warn(format!(
            "the page is {reason}: its tags were taken off and its text is shown as it stands"
        ));
        strip::write(&html, builder);
        return;
    }
    let tree = Document::fragment(html.as_str());
    let notes = prepare(&tree, &Survey::of(&tree), base);
    Walk::new(builder, base, Extent::MainText).write(tree.root(), &notes);
}

#[cfg(test)]
mod tests;
