//! Where the main text of a page may be, by the page's own marks; checks the search that goes by looks.

use dom_query::{Document, NodeRef};

/// An element that the page marks as its article.
pub(super) struct Marked {
    /// What selects it.
    pub(super) selector: &'static str,
    /// Bytes of its paragraphs.
    weight: usize,
}

/// Text of paragraphs from which a marked article is believed, in bytes.
const ENOUGH: usize = 1500;

/// The elements that a page marks as its article, surest first. Only one that stands alone is meant.
const MARKS: &[&str] = &["[itemprop~=articleBody]", "main article", "article", "main"];

/// The article that a page marks as such, if it marks one.
pub(super) fn marked_article(page: &Document) -> Option<Marked> {
    MARKS.iter().find_map(|selector| {
        let found = page.select(selector);
        let [node] = found.nodes() else { return None };
        let weight = paragraphs(node);
        (weight >= ENOUGH).then_some(Marked { selector, weight })
    })
}

impl Marked {
    /// Whether the marked article has so much more text than `found` that the search lost most of it.
    pub(super) fn outweighs(&self, found: &NodeRef<'_>) -> bool {
        paragraphs(found) * 2 < self.weight
    }
}

/// Bytes of text directly in the paragraphs under a node.
fn paragraphs(node: &NodeRef<'_>) -> usize {
    node.descendants_it()
        .filter(|node| node.has_name("p"))
        .map(|paragraph| paragraph.immediate_text().trim().len())
        .sum()
}

/// Elements in which sites ask about cookies, or ask anything before the article may be read.
const DIALOGS: &[&str] = &[
    "[id*=onetrust]",
    "[id*=cookie-]",
    "[id*=cookie_]",
    "[id*=cookieconsent]",
    "[class*=cookie-banner]",
    "[class*=cookie-consent]",
    "[class*=cookie-notice]",
    "[class*=cookieconsent]",
    "[id*=consent-]",
    "[class*=consent-banner]",
    "[class*=gdpr]",
    "[id*=gdpr]",
    "[role=dialog]",
    "[role=alertdialog]",
    "[aria-modal=true]",
];

/// Takes such dialogs out of the page. They are as long as articles, and read like them.
pub(super) fn remove_dialogs(page: &Document) {
    for node in page.select(&DIALOGS.join(", ")).nodes() {
        let whole = ["html", "body", "main", "article"];
        let holds_page = whole.iter().any(|name| node.has_name(name))
            || node
                .descendants_it()
                .any(|inner| inner.has_name("article") || inner.has_name("main"));
        if !holds_page {
            node.remove_from_parent();
        }
    }
}

/// Where the alignment of a cell is kept through the search, which takes all looks away.
pub(super) const ALIGNMENT: &str = "data-alignment";

/// Notes the alignment of cells.
pub(super) fn keep_alignments(page: &Document) {
    for cell in page
        .select("th[align], td[align], th[style], td[style]")
        .nodes()
    {
        let style = cell
            .attr_or("style", "")
            .to_ascii_lowercase()
            .replace(' ', "");
        let attribute = cell.attr_or("align", "").to_ascii_lowercase();
        let by_style = style
            .split_once("text-align:")
            .map_or("", |(_, value)| value);
        for side in ["right", "center"] {
            if attribute == side || by_style.starts_with(side) {
                cell.set_attr(ALIGNMENT, side);
            }
        }
    }
}
