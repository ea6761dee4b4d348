//! The footnotes of a page: links to a place in the page that are a mere sign, and what stands there.
//!
//! Encyclopedias, blogs, newsletters and what is made of Markdown all write them in their own way; common to
//! them is a link of a few signs (`1`, `[12]`, `*`) that is raised or called a note, and leads to an element
//! that leads back. The notes are taken out of the page before its main text is searched for, since the search
//! takes long lists of links for navigation, and are written behind it.

use super::survey::Survey;
use dom_query::{Document, NodeData, NodeId, NodeRef};
use std::collections::{HashMap, HashSet};

/// Where the label of a note is kept on what refers to it.
pub(super) const LABEL: &str = "data-footnote";

/// A note that was taken out of the page.
pub(super) struct Note {
    /// What it is called: `1`, `a`, `*`.
    pub(super) label: String,
    /// Its element, which hangs in no tree.
    pub(super) node: NodeId,
}

/// The longest label, in characters, brackets left out.
const LABEL_CHARS: usize = 4;

/// The longest note, in bytes.
const NOTE_BYTES: usize = 8000;

/// The longest text of a link that leads back, in bytes.
const BACK_BYTES: usize = 16;

/// What is left of a list of notes when they are taken out, in bytes: its heading.
const REST_BYTES: usize = 40;

/// Deeper than this nothing is looked for above an element.
const ABOVE: usize = 4;

/// Parts of the names that pages give to notes and to what refers to them.
const HINTS: [&str; 7] = ["fn", "note", "cite", "ftn", "ref", "sdfoot", "edn"];

/// Takes the notes out of a page whose address is `url`, and marks what refers to them.
pub(super) fn take(page: &Document, survey: &Survey<'_>, url: Option<&str>) -> Vec<Note> {
    let references: Vec<Reference<'_>> = survey
        .jumps
        .iter()
        .filter_map(|link| Reference::of(*link, url))
        .enumerate()
        .map(|(number, reference)| Reference {
            number,
            ..reference
        })
        .collect();
    if references.is_empty() {
        return Vec::new();
    }
    let places = places(page, &references);
    let mut notes = Notes::default();
    for reference in references {
        let Some(place) = places.get(&reference.target) else {
            continue;
        };
        // A link that leads back up is the way from a note to the text.
        if !place.is_after(&reference) {
            continue;
        }
        if let Some(label) = notes.label(&reference, place.node, &places) {
            reference.mark(&label);
        }
    }
    notes.take_out(survey, url)
}

/// A link that may refer to a note.
struct Reference<'p> {
    link: NodeRef<'p>,
    /// The id of the place it leads to.
    target: String,
    label: String,
    /// How many references stand before it.
    number: usize,
}

impl<'p> Reference<'p> {
    fn of(link: NodeRef<'p>, url: Option<&str>) -> Option<Self> {
        let target = fragment(&link, url)?;
        let text = text_up_to(&link, BACK_BYTES)?;
        let label = text.trim_matches(|c: char| c.is_whitespace() || "[](){}".contains(c));
        let short = !label.is_empty() && label.chars().take(LABEL_CHARS + 1).count() <= LABEL_CHARS;
        let is_sign =
            !label.contains(char::is_whitespace) && !label.contains(['^', '↩', '↑', '#', '¶', '§']);
        if !short || !is_sign {
            return None;
        }
        let raised = link
            .ancestors_it(Some(2))
            .chain(link.first_element_child())
            .any(|node| node.has_name("sup"));
        let called = [
            Some(target.as_str().into()),
            link.attr("class"),
            link.attr("role"),
        ]
        .into_iter()
        .flatten()
        .any(|name| hints(&name));
        (raised || called).then(|| Self {
            link,
            label: label.to_owned(),
            target,
            number: 0,
        })
    }

    /// Makes the link a sign that the search for the main text leaves alone.
    fn mark(&self, label: &str) {
        let link = self.link;
        link.set_text(format!("[{label}]"));
        link.remove_all_attrs();
        link.set_attr(LABEL, label);
        link.rename("data");
        if let Some(parent) = link.parent()
            && parent.has_name("sup")
        {
            parent.remove_all_attrs();
            parent.rename("span");
        }
    }
}

/// A place in the page that is referred to.
struct Place<'p> {
    node: NodeRef<'p>,
    /// How many of the references stand before it.
    references: usize,
}

impl Place<'_> {
    /// Whether it comes after what refers to it.
    fn is_after(&self, reference: &Reference<'_>) -> bool {
        reference.number < self.references
    }
}

/// The places in the page that are referred to, by id. `references` are in the order of the page.
fn places<'p>(page: &'p Document, references: &[Reference<'_>]) -> HashMap<String, Place<'p>> {
    let wanted: HashSet<&str> = references.iter().map(|r| r.target.as_str()).collect();
    let mut places = HashMap::new();
    let mut passed = 0;
    for node in page.root().descendants_it() {
        let Some(element) = node.element_ref() else {
            continue;
        };
        let next = references.get(passed);
        passed += usize::from(next.is_some_and(|next| next.link.id == node.id));
        for attribute in &element.attrs {
            if matches!(attribute.name.local.as_ref(), "id" | "name")
                && wanted.contains(&*attribute.value)
            {
                let references = passed;
                let place = || Place { node, references };
                places
                    .entry(attribute.value.to_string())
                    .or_insert_with(place);
            }
        }
    }
    places
}

/// The notes that were found so far.
#[derive(Default)]
struct Notes<'p> {
    /// In the order in which they are referred to.
    all: Vec<(String, NodeRef<'p>)>,
    by_node: HashMap<NodeId, Option<String>>,
    labels: HashSet<String>,
}

impl<'p> Notes<'p> {
    /// The label of the note that stands at `place`, if that is one.
    fn label(
        &mut self,
        reference: &Reference<'p>,
        place: NodeRef<'p>,
        places: &HashMap<String, Place<'p>>,
    ) -> Option<String> {
        if let Some(known) = self.by_node.get(&place.id) {
            return known.clone();
        }
        let note = note_at(place, places).filter(|note| !holds(note, &reference.link));
        let label = note.map(|note| {
            let mut label = reference.label.clone();
            // Two lists of notes may each begin with 1.
            for number in 2.. {
                if self.labels.insert(label.clone()) {
                    break;
                }
                label = format!("{}-{number}", reference.label);
            }
            self.all.push((label.clone(), note));
            label
        });
        self.by_node.insert(place.id, label.clone());
        label
    }

    /// Takes the notes out of their places, and what is left empty then.
    fn take_out(self, survey: &Survey<'_>, url: Option<&str>) -> Vec<Note> {
        let own: HashSet<NodeId> = self.all.iter().map(|(_, node)| node.id).collect();
        for link in &survey.jumps {
            let in_note = link.ancestors_it(None).any(|above| own.contains(&above.id));
            if in_note && fragment(link, url).is_some() {
                remove_way_back(link);
            }
        }
        let mut taken = Vec::new();
        for (label, node) in self.all {
            let parent = node.parent();
            node.remove_from_parent();
            taken.push(Note {
                label,
                node: node.id,
            });
            if let Some(parent) = parent {
                remove_emptied(parent);
            }
        }
        taken
    }
}

/// The element that is the note whose mark is at `place`: the nearest that has more text than a label, and
/// no other place in it that is referred to.
fn note_at<'p>(place: NodeRef<'p>, places: &HashMap<String, Place<'p>>) -> Option<NodeRef<'p>> {
    let mut note = place;
    for _ in 0..ABOVE {
        let no_note = [
            "body", "html", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6",
        ];
        if no_note.iter().any(|name| note.has_name(name)) {
            return None;
        }
        let text = text_up_to(&note, NOTE_BYTES)?;
        let is_inline = ["a", "sup", "span", "b", "strong"]
            .iter()
            .any(|name| note.has_name(name));
        if !is_inline && text.trim().chars().count() > LABEL_CHARS + 2 {
            let own = |node: &NodeRef<'p>| node.attr("id").or_else(|| node.attr("name"));
            let others = note
                .descendants_it()
                .filter_map(|node| places.get(own(&node)?.as_ref()))
                .any(|other| other.node.id != place.id);
            return (!others).then_some(note);
        }
        note = note.parent()?;
    }
    None
}

fn holds(above: &NodeRef<'_>, node: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|other| other.id == above.id)
}

/// Removes a link from a note to where it is referred to, with the element that holds nothing else.
fn remove_way_back(link: &NodeRef<'_>) {
    if text_up_to(link, BACK_BYTES).is_none() {
        return;
    }
    let around = link
        .ancestors_it(Some(3))
        .find(|above| above.attr_or("class", "").contains("backlink"));
    around.unwrap_or(*link).remove_from_parent();
}

/// Removes a list of notes that has none left, and the part of the page that was made for it.
fn remove_emptied(mut node: NodeRef<'_>) {
    for _ in 0..ABOVE {
        let list = ["ol", "ul", "dl", "section", "div", "aside", "footer"];
        let names = [node.attr("class"), node.attr("role"), node.attr("id")];
        let made_for = names.iter().flatten().any(|name| hints(name));
        let rest = if made_for { REST_BYTES } else { 0 };
        let is_empty = text_up_to(&node, rest).is_some();
        let parent = node.parent();
        if !is_empty || !list.iter().any(|name| node.has_name(name)) {
            return;
        }
        node.remove_from_parent();
        let Some(parent) = parent else { return };
        node = parent;
    }
}

fn hints(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    HINTS.iter().any(|hint| name.contains(hint))
}

/// The first words of a note without its label, and without the sign that led back to where it belongs.
pub(super) fn without_label<'a>(text: &'a str, label: &str) -> &'a str {
    let is_back = |c: char| c.is_whitespace() || "^↑↩".contains(c);
    let text = text.trim_start_matches(is_back);
    let is_sign = !label.contains(char::is_alphanumeric);
    let bare = text.trim_start_matches(['[', '(']);
    match bare.strip_prefix(label) {
        Some(rest) if is_sign || rest.starts_with(['.', ')', ']', ':']) => {
            rest.trim_start_matches(['.', ')', ']', ':', ' ', '\u{a0}'])
        }
        _ => text,
    }
}

/// The place in the page that a link leads to.
fn fragment(link: &NodeRef<'_>, url: Option<&str>) -> Option<String> {
    let href = link.attr("href")?;
    let (before, target) = href.trim().split_once('#')?;
    let own = url.and_then(|url| url.split('#').next());
    let here = before.is_empty() || own == Some(before);
    (here && !target.is_empty()).then(|| target.to_owned())
}

/// So many nodes hold no short text, in a page that is not made to hurt.
const SHORT_NODES: usize = 4000;

/// The text of a node, white space folded; `None` when it is longer than `most` bytes, or made of very many
/// nodes.
fn text_up_to(node: &NodeRef<'_>, most: usize) -> Option<String> {
    let mut text = String::new();
    for (passed, inner) in node.descendants_it().enumerate() {
        let fits = passed < SHORT_NODES
            && inner.query_or(true, |inner| {
                if let NodeData::Text { contents } = &inner.data {
                    for word in contents.split_whitespace() {
                        if !text.is_empty() {
                            text.push(' ');
                        }
                        text.push_str(word);
                    }
                }
                text.len() <= most
            });
        if !fits {
            return None;
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The labels of the notes of a page, and what is left of it.
    fn taken(html: &str) -> (Vec<String>, String) {
        let page = Document::from(html);
        let notes = take(&page, &Survey::of(&page), Some("https://a.example/b"));
        let labels = notes.into_iter().map(|note| note.label).collect();
        (labels, page.root().text().to_string())
    }

    #[test]
    fn notes_are_told_from_other_places() {
        for (html, labels) in [
            (
                "a<sup><a href='#n'>1</a></sup><p id=n>The first note",
                &["1"][..],
            ),
            (
                "a<a class=fn href='https://a.example/b#n'>*</a><p id=n>The first note",
                &["*"],
            ),
            (
                "a<sup><a href=#n>1</a></sup><sup><a href=#m>1</a></sup><p id=n>The one<p id=m>The other",
                &["1", "1-2"],
            ),
            ("a<a href='#n'>1</a><p id=n>Mere place", &[]),
            (
                "a<sup><a href='#n'>A long link</a></sup><p id=n>Mere place",
                &[],
            ),
            ("<p id=n>Before it<p>a<sup><a href='#n'>1</a></sup>", &[]),
            ("a<sup><a href='#n'>1</a></sup><h2 id=n>A heading</h2>", &[]),
            (
                "a<sup><a href='https://c.example/b#n'>1</a></sup><p id=n>Of another page",
                &[],
            ),
        ] {
            assert_eq!(taken(html).0, labels, "{html}");
        }
    }

    #[test]
    fn what_was_made_for_notes_goes_with_them() {
        let (_, left) = taken(
            "<p>a<sup><a href='#n'>1</a></sup></p><section class=footnotes><h2>Notes</h2><ol>\
             <li id=n>The note <a href='#r'>↩</a></li></ol></section><ol><li>b</li></ol>",
        );
        assert_eq!(left, "a[1]b");
    }

    #[test]
    fn a_note_does_not_repeat_its_label() {
        for (text, label, bare) in [
            ("^ [1] Port", "1", "Port"),
            ("* Port", "*", "Port"),
            ("1 ship", "1", "1 ship"),
            ("1998", "1", "1998"),
        ] {
            assert_eq!(without_label(text, label), bare);
        }
    }
}
