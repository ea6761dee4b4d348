//! Reading one article.

use super::{Entry, Place, edition};
use crate::article::{Article, Metadata};
use crate::import::{self, ImportError, MAX_BYTES};
use crate::journal::Identity;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use thiserror::Error;

/// Why an article cannot be shown. The message is for people.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The file cannot be read.
    #[error("cannot be read: {0}")]
    Read(#[from] io::Error),
    /// It is a folder, a FIFO, a device.
    #[error("not a regular file")]
    NotAFile,
    /// A defect of the program's own.
    #[error("cannot be read because of a defect in newsprint; please report it with the file")]
    Defect,
    /// It was read and is no article.
    #[error(transparent)]
    Import(#[from] ImportError),
}

/// An article and what the journal knows it by.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The article.
    pub article: Article,
    /// What it is known by.
    pub identity: Identity,
}

/// What a list shows of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Title, authors, site, dates.
    pub metadata: Metadata,
    /// Words of the story.
    pub words: usize,
    /// The beginning of the story, on one line, at most 480 characters.
    pub opening: String,
    /// What the article is known by.
    pub identity: Identity,
}

/// Characters of a story that a summary keeps for the preview.
const OPENING_CHARS: usize = 480;

/// Reads and imports the article at `place`.
///
/// # Errors
/// [`OpenError`] when it cannot be read or is no article.
pub fn open(place: &Place) -> Result<Opened, OpenError> {
    let name = place.file_name();
    match place {
        Place::File(path) => opened(&read(path)?, &name, place),
        Place::Edition(number) => opened(edition::bytes(*number), &name, place),
    }
}

/// Size in bytes of what lies at `place`; `None` when it is no regular file.
pub fn size(place: &Place) -> Option<u64> {
    match place {
        Place::File(path) => std::fs::metadata(path)
            .ok()
            .filter(std::fs::Metadata::is_file)
            .map(|metadata| metadata.len()),
        Place::Edition(number) => Some(edition::bytes(*number).len() as u64),
    }
}

/// Reads the article of `entry` and keeps what a list shows.
///
/// # Errors
/// [`OpenError`] when it cannot be read or is no article.
pub fn summarize(entry: &Entry) -> Result<Summary, OpenError> {
    let Opened { article, identity } = open(&entry.place)?;
    let words = article.words();
    let mut opening = String::new();
    let mut left = OPENING_CHARS;
    for block in article.blocks.iter().filter(|block| block.is_story()) {
        if left == 0 {
            break;
        }
        if !opening.is_empty() {
            opening.push(' ');
        }
        let piece: String = block.range.of(&article.text).chars().take(left).collect();
        left -= piece.chars().count();
        opening.push_str(&piece);
    }
    let mut opening = crate::text::harmless_line(&opening);
    if left == 0 {
        // Cut at a word, and said to be cut.
        opening.truncate(opening.rfind(' ').unwrap_or(opening.len()));
        opening.push_str(" …");
    }
    Ok(Summary {
        metadata: article.metadata,
        words,
        opening,
        identity,
    })
}

fn opened(bytes: &[u8], name: &str, place: &Place) -> Result<Opened, OpenError> {
    let article = import::import(bytes, name)?;
    let identity = Identity {
        url: article.metadata.url.clone(),
        content: Identity::content_hash(bytes),
        path: place.key(),
    };
    Ok(Opened { article, identity })
}

/// Reads a regular file up to the limit of one article. Anything else is refused before it is opened, since
/// opening a FIFO waits for its writer.
fn read(path: &Path) -> Result<Vec<u8>, OpenError> {
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(OpenError::NotAFile);
    }
    if metadata.len() > MAX_BYTES {
        return Err(ImportError::TooLarge {
            size: metadata.len(),
        }
        .into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    // A file that grows while it is read must not fill the memory.
    File::open(path)?
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)?;
    // What the kernel makes up (`/proc`) calls itself an empty file and is none.
    if !bytes.is_empty() && std::fs::metadata(path)?.len() == 0 {
        return Err(OpenError::NotAFile);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn what_the_kernel_makes_up_is_no_article() {
        let read = read(Path::new("/proc/self/environ"));
        assert!(matches!(read, Err(OpenError::NotAFile)), "{read:?}");
    }
}
