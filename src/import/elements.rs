//! What HTML's inline elements look like, in a saved page and in the HTML inside Markdown alike.

use crate::article::SpanStyle;

/// The style of an inline element.
pub(super) fn style(name: &str) -> Option<SpanStyle> {
    Some(match name {
        "em" | "i" | "cite" | "dfn" | "var" => SpanStyle::Emphasis,
        "strong" | "b" => SpanStyle::Strong,
        "del" | "s" | "strike" => SpanStyle::Strike,
        "code" | "kbd" | "samp" | "tt" => SpanStyle::Code,
        "sup" => SpanStyle::Superscript,
        "sub" => SpanStyle::Subscript,
        "mark" => SpanStyle::Mark,
        _ => return None,
    })
}
