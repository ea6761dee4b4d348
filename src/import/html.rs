//! Html.

pub(super) mod authors;
pub(super) mod dates;

use super::encoding::Decoded;
use super::title;
use crate::article::{Article, BlockKind, Builder, Format, Metadata, Nesting};

pub(super) fn import(decoded: &Decoded, name: &str) -> Article {
    let mut builder = Builder::new(Format::Html);
    for (index, line) in decoded.text.lines().enumerate() {
        let kind = if line.starts_with('#') {
            BlockKind::Heading(2)
        } else {
            BlockKind::Paragraph
        };
        builder.begin(kind, Nesting::default());
        builder.lines(index + 1, index + 1);
        builder.prose(line);
    }
    if let Some(warning) = &decoded.warning {
        builder.warn(warning.clone());
    }
    let mut metadata = Metadata::default();
    title::settle(&mut builder, &mut metadata, name);
    builder.finish(metadata)
}
