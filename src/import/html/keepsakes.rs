//! What the search for the main text would take away is put where the search leaves it alone.
//!
//! The search throws out form fields, the feet of quotations, looks, and elements that it does not know. What
//! of these the reader wants is noted in attributes that it keeps, or becomes another element.

use super::inline::usable;
use super::survey::Survey;
use super::tables;
use crate::import::elements;
use dom_query::NodeRef;

/// Where the alignment of a cell is kept.
pub(super) const ALIGNMENT: &str = "data-alignment";

/// Where it is kept that an item of a list is a task: `open` or `done`.
pub(super) const TASK: &str = "data-task";

/// The mark of what stood at the foot of a quotation.
pub(super) const CREDIT: &str = "data-credit";

/// Where the colour of a highlight is kept.
const COLOUR: &str = "data-color";

/// Deeper than this nothing is looked for above an element.
const ABOVE: usize = 6;

/// Puts away what the search for the main text would lose.
pub(super) fn put_away(survey: &Survey<'_>) {
    speakers(survey);
    for node in &survey.endangered {
        let Some(name) = node.node_name() else {
            continue;
        };
        match name.as_ref() {
            "table" if !tables::holds_data(node) => lay_out(node),
            "td" | "th" => alignment(node),
            "input" => task(node),
            "button" => unfolding(node),
            "footer" => credit(node),
            "blockquote" => source(node),
            "mark" => highlighter(node),
            "amp-img" => node.rename("img"),
            "picture" => sources(node),
            "noscript" if holds_story(node) => node.rename("div"),
            "noscript" => late_picture(node),
            // The tools of a wiki (MediaWiki) at a heading make it look like navigation.
            "span" => node.remove_from_parent(),
            _ => {}
        }
    }
}

/// So many places with an author, and more, are those of posts.
const SPEAKERS: usize = 5;

/// Who wrote which of the posts of a thread. The search takes the authors of a page out of its text.
fn speakers(survey: &Survey<'_>) {
    for places in &survey.authors {
        if places.len() >= SPEAKERS {
            for place in places {
                for name in ["class", "rel", "itemprop"] {
                    place.remove_attr(name);
                }
            }
        }
    }
}

/// A table that only lays out the page becomes what it would be today: the search runs the cells of a row
/// together.
fn lay_out(table: &NodeRef<'_>) {
    let mut parts = vec![*table];
    while let Some(part) = parts.pop() {
        let is_cell = part.has_name("td") || part.has_name("th");
        part.rename("div");
        if !is_cell {
            let inside = part.element_children().into_iter();
            let own = ["tbody", "thead", "tfoot", "tr", "td", "th"];
            parts.extend(inside.filter(|child| own.iter().any(|name| child.has_name(name))));
        }
    }
}

fn alignment(cell: &NodeRef<'_>) {
    let attribute = cell.attr_or("align", "").to_ascii_lowercase();
    let style = cell.attr_or("style", "").to_ascii_lowercase();
    let by_style = style
        .split_once("text-align")
        .map_or("", |(_, value)| value.trim_start_matches([':', ' ']));
    for side in ["right", "center"] {
        if attribute == side || by_style.starts_with(side) {
            cell.set_attr(ALIGNMENT, side);
        }
    }
}

/// The colour in the style of a highlight.
fn highlighter(mark: &NodeRef<'_>) {
    if let Some(colour) = elements::colour(&mark.attr_or("style", "")) {
        mark.set_attr(COLOUR, &colour);
    }
}

/// A box at the head of an item makes it a task.
fn task(input: &NodeRef<'_>) {
    if !input.attr_or("type", "").eq_ignore_ascii_case("checkbox") {
        return;
    }
    let item = input
        .ancestors_it(Some(ABOVE))
        .find(|above| above.has_name("li"));
    if let Some(item) = item
        && !item.has_attr(TASK)
    {
        let done = input.has_attr("checked");
        item.set_attr(TASK, if done { "done" } else { "open" });
    }
}

/// A heading that unfolds what is below it is a button to the browser.
fn unfolding(button: &NodeRef<'_>) {
    let heads = ["h1", "h2", "h3", "h4", "h5", "h6", "summary"];
    let is_heading = button
        .ancestors_it(Some(2))
        .any(|above| heads.iter().any(|name| above.has_name(name)));
    if is_heading {
        button.rename("span");
    }
}

/// The foot of a quotation says whose words they are.
fn credit(footer: &NodeRef<'_>) {
    let quoted = footer
        .ancestors_it(Some(ABOVE))
        .any(|above| above.has_name("blockquote"));
    if quoted {
        footer.rename("p");
        footer.set_attr(CREDIT, "");
    }
}

/// How much of a quotation is looked at, in nodes.
const QUOTATION: usize = 200;

/// The address that a quotation is from leads from the words that name its source, if it has such words.
fn source(quotation: &NodeRef<'_>) {
    let Some(address) = quotation.attr("cite").filter(|address| usable(address)) else {
        return;
    };
    // The walk over the tree must be over before the tree is changed.
    let named = quotation
        .descendants_it()
        .take(QUOTATION)
        .find(|node| node.has_name("cite") || node.has_name("footer"));
    let Some(named) = named else { return };
    quotation.remove_attr("cite");
    if named.descendants_it().any(|node| node.has_name("a")) {
        return;
    }
    let link = named.tree.new_element("a");
    link.set_attr("href", &address);
    for child in named.children() {
        link.append_child(&child);
    }
    named.append_child(&link);
}

/// A picture that is only in the sources around it.
fn sources(picture: &NodeRef<'_>) {
    let inside = picture.element_children();
    let Some(image) = inside.iter().rfind(|child| child.has_name("img")) else {
        return;
    };
    if super::inline::source(image).is_some() {
        return;
    }
    let mut sets = inside
        .iter()
        .filter(|child| child.has_name("source"))
        .filter_map(|source| source.attr("srcset").or_else(|| source.attr("data-srcset")));
    if let Some(set) = sets.find(|set| usable(set)) {
        image.set_attr("srcset", &set);
    }
}

/// Text of paragraphs from which what is for readers without scripts is the story, in bytes, and how many
/// paragraphs it has.
const STORY: usize = 600;
const STORY_PARAGRAPHS: usize = 3;

/// Whether a page that is drawn by scripts has its story for those who have none. A plea to turn them on is
/// shorter.
fn holds_story(noscript: &NodeRef<'_>) -> bool {
    let paragraphs = noscript
        .descendants_it()
        .filter(|node| node.has_name("p"))
        .map(|paragraph| paragraph.text().trim().len());
    let (count, bytes) = paragraphs.fold((0, 0), |(count, sum), bytes| (count + 1, sum + bytes));
    count >= STORY_PARAGRAPHS && bytes >= STORY
}

/// A picture for readers without scripts, which stands where a script would have put it.
fn late_picture(noscript: &NodeRef<'_>) {
    let inside = noscript.element_children();
    let [image] = inside.as_slice() else { return };
    if !image.has_name("img") || noscript.text().trim().len() > 1 {
        return;
    }
    // The search puts it in the place of a picture that stands before it.
    let is_second = noscript
        .prev_element_sibling()
        .is_some_and(|before| before.has_name("img") || before.has_name("picture"));
    if !is_second {
        noscript.replace_with(image);
    }
}
