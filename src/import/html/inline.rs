//! What single elements mean: whether they begin a block, where their picture is.

use crate::article::{Builder, Remark, SpanStyle};
use crate::import::elements;
use dom_query::{NodeData, NodeRef};

/// Whether an element begins and ends a block.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "address"
            | "figure"
            | "details"
            | "summary"
            | "dl"
            | "center"
            | "fieldset"
            | "form"
            | "body"
            | "html"
            | "table"
            | "tbody"
            | "thead"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "hgroup"
            | "search"
            | "legend"
            | "aside"
            | "footer"
    )
}

/// What an element says of the words in it, if it is a highlight.
pub(super) fn remark(style: SpanStyle, node: &NodeRef<'_>) -> Option<Remark> {
    (style == SpanStyle::Mark).then(|| elements::remark(|name| node.attr(name)))
}

/// Opens a style; a highlight with what is said of it.
pub(super) fn open_span(builder: &mut Builder, style: SpanStyle, remark: Option<Remark>) {
    match style {
        SpanStyle::Mark => builder.open_mark(remark.unwrap_or_default()),
        style => builder.open_span(style),
    }
}

/// Attributes in which pages put the address of a picture that is loaded late.
const LATE: [&str; 6] = [
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-orig-file",
    "data-sf-original-src",
    "data-hi-res-src",
];

/// Whether an address, or a list of them, leads anywhere.
pub(super) fn usable(value: &str) -> bool {
    let value = value.trim_start();
    !value.is_empty() && !value.starts_with("data:") && !value.starts_with("about:")
}

/// The address of a picture: its source, or where pages put it that load pictures late.
pub(super) fn source(node: &NodeRef<'_>) -> Option<String> {
    let value = |name: &str| node.attr(name).filter(|value| usable(value));
    let late = LATE.iter().find_map(|name| value(name));
    // What stands in for a late picture says so in its name.
    let own = value("src").filter(|own| late.is_none() || !is_stand_in(own));
    if let Some(address) = own.or(late) {
        return Some(address.to_string());
    }
    let set = value("srcset").or_else(|| value("data-srcset"))?;
    let first = set.split_whitespace().next()?;
    usable(first).then(|| first.trim_end_matches(',').to_owned())
}

fn is_stand_in(address: &str) -> bool {
    let name = address.rsplit('/').next().unwrap_or(address);
    let name = name.to_ascii_lowercase();
    [
        "placeholder",
        "blank",
        "spacer",
        "pixel",
        "loading",
        "1x1",
        "transparent",
    ]
    .iter()
    .any(|word| name.contains(word))
}

/// Whether the picture itself is in the page. Its bytes were left out of that with the comma before them; an
/// address that has them yet is that of a small thing that stands in for a picture.
pub(super) fn is_embedded(node: &NodeRef<'_>) -> bool {
    let address = node.attr_or("src", "");
    address.starts_with("data:image/") && !address.contains(',')
}

/// What stands before the name of a language in the classes of a listing.
const LANGUAGE_MARKS: [&str; 4] = ["language-", "lang-", "highlight-source-", "brush:"];

/// The language of a listing, from `class="language-x"` and its like on it, on the `code` inside, or on what
/// is around it.
pub(super) fn language(node: &NodeRef<'_>) -> Option<String> {
    let inner = node
        .first_element_child()
        .filter(|child| child.has_name("code"));
    let places = [Some(*node), inner, node.parent()];
    places.into_iter().flatten().find_map(|node| {
        let classes = node.attr_or("class", "");
        let by_class = classes.split_whitespace().find_map(|word| {
            let mark = LANGUAGE_MARKS
                .iter()
                .find(|mark| word.starts_with(**mark))?;
            word.strip_prefix(mark).map(str::to_owned)
        });
        let own = ["data-lang", "data-language"];
        let by_attribute = || own.iter().find_map(|name| node.attr(name));
        by_class
            .or_else(|| by_attribute().map(|name| name.to_string()))
            .filter(|name| {
                let plain = name.bytes().all(|b| b.is_ascii_graphic());
                !name.is_empty() && name.len() <= 20 && plain
            })
    })
}

/// The text of a listing, with the breaks of its lines.
pub(super) fn listing(node: &NodeRef<'_>) -> String {
    let mut text = String::new();
    for inner in node.descendants_it() {
        inner.query_or((), |inner| match &inner.data {
            NodeData::Text { contents } => text.push_str(contents),
            NodeData::Element(element) => {
                let begins_line = matches!(element.name.local.as_ref(), "div" | "p" | "li");
                let is_break = &*element.name.local == "br";
                if is_break || (begins_line && !text.is_empty() && !text.ends_with('\n')) {
                    text.push('\n');
                }
            }
            _ => {}
        });
    }
    text
}

/// A formula in the letters that its page gives for it: an alternative text, its source, or its signs.
pub(super) fn formula(node: &NodeRef<'_>) -> String {
    if let Some(text) = node.attr("alttext") {
        // How large it is set is no part of it.
        let inner = text.trim().strip_prefix("{\\displaystyle");
        let inner = inner.and_then(|inner| inner.strip_suffix('}'));
        return inner.map_or_else(|| text.to_string(), |inner| inner.trim().to_owned());
    }
    let mut annotations = node
        .descendants_it()
        .filter(|inner| inner.has_name("annotation"));
    let source = annotations.find(|inner| inner.attr_or("encoding", "").contains("tex"));
    source.map_or_else(
        || node.text().to_string(),
        |source| source.text().to_string(),
    )
}
