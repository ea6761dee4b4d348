//! What single elements mean: whether they begin a block, where their picture is.

use dom_query::NodeRef;

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
    )
}

/// The address of a picture: its source, or where pages put it that load pictures late.
pub(super) fn source(node: &NodeRef<'_>) -> Option<String> {
    let usable = |value: &str| !value.trim().is_empty() && !value.starts_with("data:");
    for attribute in ["src", "data-src", "data-original", "data-lazy-src"] {
        if let Some(value) = node.attr(attribute).filter(|value| usable(value)) {
            return Some(value.to_string());
        }
    }
    let set = node.attr("srcset").or_else(|| node.attr("data-srcset"))?;
    let first = set.split_whitespace().next()?;
    usable(first).then(|| first.trim_end_matches(',').to_owned())
}

/// The language of a listing, from `class="language-x"` on it or on the `code` inside.
pub(super) fn language(node: &NodeRef<'_>) -> Option<String> {
    let inner = node
        .first_element_child()
        .filter(|child| child.has_name("code"));
    let classes = [Some(*node), inner].into_iter().flatten();
    classes
        .filter_map(|node| node.attr("class"))
        .find_map(|classes| {
            let mut words = classes.split_whitespace();
            words.find_map(|word| {
                let name = word
                    .strip_prefix("language-")
                    .or_else(|| word.strip_prefix("lang-"))?;
                let plain = name.len() <= 20 && name.bytes().all(|b| b.is_ascii_graphic());
                (plain && !name.is_empty()).then(|| name.to_owned())
            })
        })
}
