//! What is said inside a block: styles and links.

use crate::text::TextRange;

/// A range with an inline style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The styled text.
    pub range: TextRange,
    /// Its style.
    pub style: SpanStyle,
}

/// Inline styles. They nest: a range may lie in several spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpanStyle {
    /// `*emphasis*`.
    Emphasis,
    /// `**strong**`.
    Strong,
    /// `~~struck out~~`.
    Strike,
    /// `` `code` ``.
    Code,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
    /// Highlighted by whoever saved the file (`==text==`, `<mark>`).
    Mark,
    /// The label of a footnote, where it is referred to.
    FootnoteReference,
}

/// A range that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The text of the link.
    pub range: TextRange,
    /// Where it leads: an address as the file has it, made harmless.
    pub target: String,
}
