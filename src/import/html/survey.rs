//! One walk over the tree of a page, which notes where all is that is looked for later.
//!
//! A page says what it is in many places, and each question asked of the whole tree by itself costs as much
//! as this walk. Knows the names and attributes by which things are found, not what they mean.

use dom_query::{Document, Element, NodeRef};

/// The most places of one kind that are noted, and the most meta elements.
const MOST: usize = 2000;

/// The kinds of place where a page shows its authors, surest first.
pub(super) const AUTHOR_PLACES: [&str; 5] = [
    "rel=author",
    "itemprop=author",
    "class=byline",
    "class=author",
    "class=author-name",
];

/// The kinds of place where a page shows when it was published, surest first.
pub(super) const DATE_PLACES: [&str; 5] = [
    "time[itemprop=datePublished]",
    "time[pubdate]",
    "article time",
    "time",
    "[itemprop=datePublished]",
];

/// The marks by which a page may set its article apart, surest first.
pub(super) const MARKS: [&str; 4] = ["itemprop=articleBody", "main article", "article", "main"];

/// What was found on the way. All lists are in the order of the page.
#[derive(Default)]
pub(super) struct Survey<'p> {
    /// The meta elements: name in lower case, and content.
    pub(super) metas: Vec<(String, String)>,
    /// The address in `link rel=canonical`.
    pub(super) canonical: Option<String>,
    /// The address in the first `base`.
    pub(super) base: Option<String>,
    /// The languages of the root element.
    pub(super) languages: Vec<String>,
    /// The first title element of the head.
    pub(super) title: Option<NodeRef<'p>>,
    /// The first paragraph that a word processor calls the title.
    pub(super) styled_title: Option<NodeRef<'p>>,
    /// The headings of rank 1.
    pub(super) headlines: Vec<NodeRef<'p>>,
    /// Elements in each of [`AUTHOR_PLACES`].
    pub(super) authors: [Vec<NodeRef<'p>>; AUTHOR_PLACES.len()],
    /// What each of [`DATE_PLACES`] says first.
    pub(super) dates: [Option<String>; DATE_PLACES.len()],
    /// Elements that have each of [`MARKS`].
    pub(super) marked: [Vec<NodeRef<'p>>; MARKS.len()],
    /// What may be a dialog over the page.
    pub(super) dialogs: Vec<NodeRef<'p>>,
    /// What the search for the main text would take away or misread.
    pub(super) endangered: Vec<NodeRef<'p>>,
    /// Links to a place in the page itself.
    pub(super) jumps: Vec<NodeRef<'p>>,
    /// How deep the deepest node lies.
    pub(super) depth: usize,
    /// How many `article` and `main` elements are open on the way.
    inside: [usize; 2],
}

impl<'p> Survey<'p> {
    /// Walks over `page`.
    pub(super) fn of(page: &'p Document) -> Self {
        let mut survey = Self::default();
        let root = page.root();
        let (mut node, mut depth) = (root, 0);
        loop {
            survey.enter(node);
            survey.depth = survey.depth.max(depth);
            if let Some(child) = node.first_child() {
                (node, depth) = (child, depth + 1);
                continue;
            }
            loop {
                survey.leave(node);
                if node.id == root.id {
                    return survey;
                }
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                let Some(parent) = node.parent() else {
                    return survey;
                };
                (node, depth) = (parent, depth.saturating_sub(1));
            }
        }
    }

    fn leave(&mut self, node: NodeRef<'p>) {
        if let Some(element) = node.element_ref() {
            match element.name.local.as_ref() {
                "article" => self.inside[0] = self.inside[0].saturating_sub(1),
                "main" => self.inside[1] = self.inside[1].saturating_sub(1),
                _ => {}
            }
        }
    }

    fn enter(&mut self, node: NodeRef<'p>) {
        let Some(element) = node.element_ref() else {
            return;
        };
        let element = &*element;
        match element.name.local.as_ref() {
            "html" => self.root(element),
            "meta" => return self.meta(element),
            "link" => return self.link(element),
            "base" => {
                let own = value(element, "href").map(str::to_owned);
                self.base = self.base.take().or(own);
            }
            "title" if self.title.is_none() && in_head(&node) => self.title = Some(node),
            "h1" => push(&mut self.headlines, node),
            "time" => self.time(element),
            "article" => {
                if self.inside[1] > 0 {
                    push(&mut self.marked[1], node);
                }
                push(&mut self.marked[2], node);
                self.inside[0] += 1;
            }
            "main" => {
                push(&mut self.marked[3], node);
                self.inside[1] += 1;
            }
            "input" | "button" | "footer" | "noscript" | "amp-img" | "picture" | "table" | "td"
            | "th" | "blockquote" | "mark" => {
                push(&mut self.endangered, node);
            }
            "a" if value(element, "href").is_some_and(|to| to.trim_start().contains('#')) => {
                push(&mut self.jumps, node);
            }
            _ => {}
        }
        self.attributes(element, node);
    }

    fn root(&mut self, element: &Element) {
        for name in ["lang", "xml:lang"] {
            self.languages
                .extend(value(element, name).map(str::to_owned));
        }
    }

    fn meta(&mut self, element: &Element) {
        let Some(content) = value(element, "content") else {
            return;
        };
        let names = ["property", "name", "itemprop", "http-equiv"];
        let key = names.iter().find_map(|name| value(element, name));
        if let Some(key) = key
            && self.metas.len() < MOST
        {
            let key = key.trim().to_ascii_lowercase();
            self.metas.push((key, content.trim().to_owned()));
        }
    }

    fn link(&mut self, element: &Element) {
        let canonical = value(element, "rel").is_some_and(|rel| has_word(rel, "canonical"));
        if canonical && self.canonical.is_none() {
            self.canonical = value(element, "href").map(str::to_owned);
        }
    }

    fn time(&mut self, element: &Element) {
        let Some(date) = value(element, "datetime").or_else(|| value(element, "content")) else {
            return;
        };
        let described = value(element, "itemprop") == Some("datePublished");
        let at = [
            described,
            value(element, "pubdate").is_some(),
            self.inside[0] > 0,
            true,
        ];
        for (place, is_there) in self.dates.iter_mut().zip(at) {
            if is_there && place.is_none() {
                *place = Some(date.to_owned());
            }
        }
    }

    /// What the attributes of an element say, whatever its name is.
    fn attributes(&mut self, element: &Element, node: NodeRef<'p>) {
        let mut dialog = false;
        for attribute in &element.attrs {
            let value = &*attribute.value;
            match attribute.name.local.as_ref() {
                "class" => {
                    self.class(value, node);
                    dialog |= names_dialog(value, &DIALOG_CLASSES);
                }
                "id" => dialog |= names_dialog(value, &DIALOG_IDS),
                "role" => dialog |= matches!(value, "dialog" | "alertdialog"),
                "aria-modal" => dialog |= value == "true",
                "rel" if has_word(value, "author") => push(&mut self.authors[0], node),
                "itemprop" => self.property(value, element, node),
                _ => {}
            }
        }
        if dialog {
            push(&mut self.dialogs, node);
        }
    }

    fn class(&mut self, classes: &str, node: NodeRef<'p>) {
        for class in classes.split_ascii_whitespace() {
            match class {
                "byline" => push(&mut self.authors[2], node),
                "author" => push(&mut self.authors[3], node),
                "author-name" => push(&mut self.authors[4], node),
                "mw-editsection" => push(&mut self.endangered, node),
                "title" | "MsoTitle" if self.styled_title.is_none() && node.has_name("p") => {
                    self.styled_title = Some(node);
                }
                _ => {}
            }
        }
    }

    fn property(&mut self, names: &str, element: &Element, node: NodeRef<'p>) {
        for name in names.split_ascii_whitespace() {
            match name {
                "author" => push(&mut self.authors[1], node),
                "articleBody" => push(&mut self.marked[0], node),
                "datePublished" if self.dates[4].is_none() => {
                    let date = value(element, "datetime").or_else(|| value(element, "content"));
                    self.dates[4] = date.map(str::to_owned);
                }
                _ => {}
            }
        }
    }
}

/// Parts of the names by which sites call what asks about cookies, or asks anything before the article may
/// be read.
const DIALOG_CLASSES: [&str; 6] = [
    "cookie-banner",
    "cookie-consent",
    "cookie-notice",
    "cookieconsent",
    "consent-banner",
    "gdpr",
];
const DIALOG_IDS: [&str; 6] = [
    "onetrust",
    "cookie-",
    "cookie_",
    "cookieconsent",
    "consent-",
    "gdpr",
];

fn names_dialog(value: &str, names: &[&str]) -> bool {
    // Few names have any of these letters in a row.
    let may = ["ookie", "gdpr", "onsent-", "onetrust"];
    may.iter().any(|part| value.contains(part)) && names.iter().any(|name| value.contains(name))
}

/// The value of an attribute.
pub(super) fn value<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    let mut attributes = element.attrs.iter();
    attributes
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| &*attribute.value)
}

/// Whether `word` is one of the words in `list`.
pub(super) fn has_word(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace()
        .any(|other| other.eq_ignore_ascii_case(word))
}

fn in_head(node: &NodeRef<'_>) -> bool {
    node.parent().is_some_and(|parent| parent.has_name("head"))
}

fn push<'p>(places: &mut Vec<NodeRef<'p>>, node: NodeRef<'p>) {
    if places.len() < MOST {
        places.push(node);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_order() {
        let page = Document::from(
            "<html lang=en><head><title>T</title><meta name=Author content=' A '></head><body>\
             <svg><title>no</title></svg><time datetime=2024-01-02></time><main><article>\
             <time datetime=2024-01-03></time><a href='#n'>1</a><p class='x byline'></p></article></main>\
             <div id=cookie-x></div>",
        );
        let survey = Survey::of(&page);
        assert_eq!(survey.metas, [("author".to_owned(), "A".to_owned())]);
        let title = survey.title.map(|node| node.text().to_string());
        assert_eq!(title.as_deref(), Some("T"));
        assert_eq!(survey.dates[2].as_deref(), Some("2024-01-03"));
        assert_eq!(survey.dates[3].as_deref(), Some("2024-01-02"));
        assert_eq!(survey.authors[2].len(), 1);
        assert_eq!((survey.jumps.len(), survey.dialogs.len()), (1, 1));
        assert_eq!(survey.marked.each_ref().map(Vec::len), [0, 1, 1, 1]);
        assert_eq!(survey.depth, 6);
    }
}
