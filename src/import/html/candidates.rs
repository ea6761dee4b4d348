//! Where the main text of a page may be, by the page's own marks; checks the search that goes by looks.

use super::survey::Survey;
use dom_query::NodeRef;

/// An element that the page marks as its article.
pub(super) struct Marked {
    /// Which of [`MARKS`](super::survey::MARKS) it has.
    mark: usize,
    /// Bytes of its paragraphs.
    weight: usize,
}

/// Text of paragraphs from which a marked article is believed, in bytes.
const ENOUGH: usize = 1500;

impl Marked {
    /// The article that a page marks as such, if it marks one. Only an element that stands alone with its
    /// mark is meant.
    pub(super) fn of(survey: &Survey<'_>) -> Option<Self> {
        survey.marked.iter().enumerate().find_map(|(mark, found)| {
            let [node] = found.as_slice() else {
                return None;
            };
            let weight = paragraphs(node);
            (weight >= ENOUGH).then_some(Self { mark, weight })
        })
    }

    /// Whether the marked article has so much more text than `found` that the search lost most of it.
    pub(super) fn outweighs(&self, found: &NodeRef<'_>) -> bool {
        paragraphs(found) * 2 < self.weight
    }

    /// The element, in another survey of the same page.
    pub(super) fn node<'p>(&self, survey: &Survey<'p>) -> Option<NodeRef<'p>> {
        survey.marked.get(self.mark)?.first().copied()
    }
}

/// Bytes of text directly in the paragraphs under a node.
fn paragraphs(node: &NodeRef<'_>) -> usize {
    node.descendants_it()
        .filter(|node| node.has_name("p"))
        .map(|paragraph| paragraph.immediate_text().trim().len())
        .sum()
}

/// Takes dialogs that lie over the page out of it. They are as long as articles, and read like them.
pub(super) fn remove_dialogs(survey: &Survey<'_>) {
    for node in &survey.dialogs {
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
