//! Reading one article.

use super::{Entry, Place, edition, exports};
use crate::article::{Article, Metadata, Sources};
use crate::import::{self, ImportError, MAX_BYTES};
use crate::journal::{Identity, Sketch};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use thiserror::Error;

/// Why an article cannot be shown. The message is for people and a predicate: what comes before it names the file.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The file cannot be read.
    #[error("cannot be read: {0}")]
    Read(#[from] io::Error),
    /// It is a folder, a FIFO, a device.
    #[error("is not a regular file")]
    NotAFile,
    /// The list has no such article any more.
    #[error("has no article {0} in it")]
    NoItem(String),
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
    /// Title, authors, site, dates; neither the description nor where each came from.
    pub metadata: Metadata,
    /// Words of the story.
    pub words: usize,
    /// The beginning of the story, on one line, at most 480 characters.
    pub opening: String,
    /// What the article is known by.
    pub identity: Identity,
}

/// Bytes at the beginning of a file that tell what it is.
const LOOKED_AT: u64 = 64 * 1024;
/// Bytes of a long article that are read for its first page.
const HEAD: usize = 32 * 1024;
/// A file of at most this many bytes is read whole before its first page is shown.
const SMALL: u64 = 48 * 1024;
/// The same for a saved page, whose beginning tells little: its article may stand anywhere in it.
const SMALL_PAGE: u64 = 256 * 1024;
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
        Place::Item(file, id) => opened_item(file, id, place),
        Place::Edition(number) => opened(edition::bytes(*number), &name, place),
    }
}

/// Refuses what [`open`] is certain to refuse, after a look at the beginning: quick for a file of any size.
///
/// # Errors
/// [`OpenError`] as for [`open`]; what passes may be refused yet when all of it has been read.
pub fn check(place: &Place) -> Result<(), OpenError> {
    match place {
        Place::File(path) => {
            let size = size_to_read(path)?;
            let mut head = Vec::with_capacity(size.min(LOOKED_AT + 1) as usize);
            File::open(path)?.take(LOOKED_AT).read_to_end(&mut head)?;
            refuse_made_up(path, &head)?;
            Ok(import::check(&head, size)?)
        }
        Place::Item(file, id) => exports::read(file, id).map(drop),
        Place::Edition(_) => Ok(()),
    }
}

/// The head of a long article.
#[derive(Clone, Debug)]
pub struct Head {
    /// The article as far as it was read. Its content is not known, so it has no identity but its path and what
    /// it says of itself; its number of words is an estimate for all of it.
    pub opened: Opened,
    /// Bytes that were not read.
    pub to_come: usize,
}

/// Whether the article at `place` is read in a millisecond or two.
pub fn is_small(place: &Place) -> bool {
    let limit = if matches!(place, Place::File(_)) && import::has_head(&place.file_name()) {
        SMALL
    } else {
        SMALL_PAGE
    };
    size(place).is_some_and(|bytes| bytes <= limit)
}

/// Reads the head of the article at `place`: its first page can be shown while the rest is read. `None` when
/// it is small, when its beginning does not tell what it is, and when it cannot be read: [`open`] says why.
pub fn head(place: &Place) -> Option<Head> {
    let Place::File(path) = place else {
        return None;
    };
    let name = place.file_name();
    if is_small(place) || !import::has_head(&name) {
        return None;
    }
    let size = usize::try_from(size_to_read(path).ok()?).ok()?;
    let mut bytes = Vec::with_capacity(HEAD);
    let file = File::open(path).ok()?;
    file.take(HEAD as u64).read_to_end(&mut bytes).ok()?;
    let (mut article, read) = import::head(&bytes, &name)?;
    article.words = (article.words as u128 * size as u128 / read.max(1) as u128)
        .try_into()
        .unwrap_or(usize::MAX);
    let identity = Identity {
        content: String::new(),
        ..known_by(&article, place)
    };
    Some(Head {
        opened: Opened { article, identity },
        to_come: size.saturating_sub(read).max(1),
    })
}

/// Size in bytes of what lies at `place`; `None` when it is no regular file, and of an article of a list that has
/// not been read.
pub fn size(place: &Place) -> Option<u64> {
    match place {
        Place::File(path) => std::fs::metadata(path)
            .ok()
            .filter(std::fs::Metadata::is_file)
            .map(|metadata| metadata.len()),
        Place::Item(file, id) => exports::known_size(file, id),
        Place::Edition(number) => Some(edition::bytes(*number).len() as u64),
    }
}

/// Reads the article of `entry` and keeps what a list shows.
///
/// # Errors
/// [`OpenError`] when it cannot be read or is no article.
pub fn summarize(entry: &Entry) -> Result<Summary, OpenError> {
    let Opened { article, identity } = open(&entry.place)?;
    let words = article.words;
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
        // A list of many articles has no use for these, and they are long.
        metadata: Metadata {
            sources: Sources::default(),
            description: None,
            ..article.metadata
        },
        words,
        opening,
        identity,
    })
}

fn opened(bytes: &[u8], name: &str, place: &Place) -> Result<Opened, OpenError> {
    let article = import::import(bytes, name)?;
    let identity = Identity {
        content: Identity::content_hash(bytes),
        sketch: sketch(&article),
        ..known_by(&article, place)
    };
    Ok(Opened { article, identity })
}

fn opened_item(file: &Path, id: &str, place: &Place) -> Result<Opened, OpenError> {
    let item = exports::read(file, id)?;
    let beside = import::Beside {
        page: item.page.as_deref(),
        highlights: item.highlights.as_deref(),
    };
    let article = import::import_exported(&item.record, beside, id)?;
    let mut content = item.record;
    content.extend(item.page.unwrap_or_default());
    let identity = Identity {
        content: Identity::content_hash(&content),
        sketch: sketch(&article),
        ..known_by(&article, place)
    };
    Ok(Opened { article, identity })
}

/// What the story of `article` is known by after an edit.
fn sketch(article: &Article) -> Option<Sketch> {
    let story = article.blocks.iter().filter(|block| block.is_story());
    Sketch::of(story.map(|block| block.range.of(&article.text)))
}

/// What `article` is known by but for its content.
fn known_by(article: &Article, place: &Place) -> Identity {
    let metadata = &article.metadata;
    Identity {
        url: metadata.url.clone(),
        content: String::new(),
        path: place.key(),
        title: metadata.title.clone(),
        byline: metadata.byline.clone(),
        site: metadata.site.clone(),
        published: metadata.published.map(|when| when.day().to_string()),
        sketch: None,
    }
}

/// The size in bytes of a regular file within the limit of one article. Anything else is refused before it is
/// opened, since opening a FIFO waits for its writer.
fn size_to_read(path: &Path) -> Result<u64, OpenError> {
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(OpenError::NotAFile);
    }
    let size = metadata.len();
    if size > MAX_BYTES {
        return Err(ImportError::TooLarge { size }.into());
    }
    Ok(size)
}

/// Refuses what the kernel makes up (`/proc`): it calls itself an empty file and is none.
fn refuse_made_up(path: &Path, bytes: &[u8]) -> Result<(), OpenError> {
    if !bytes.is_empty() && std::fs::metadata(path)?.len() == 0 {
        return Err(OpenError::NotAFile);
    }
    Ok(())
}

/// All bytes of the regular file at `path`, which need not be an article.
///
/// # Errors
/// [`OpenError`] when it cannot be read, is no regular file or larger than an article may be.
pub fn bytes_of(path: &Path) -> Result<Vec<u8>, OpenError> {
    read(path)
}

/// Reads the file at `path`; `None` when there is none.
pub(super) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, OpenError> {
    match read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(OpenError::Read(error)) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, OpenError> {
    let size = size_to_read(path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // A file that grows while it is read must not fill the memory.
    File::open(path)?
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)?;
    refuse_made_up(path, &bytes)?;
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
        let checked = check(&Place::File("/proc/self/environ".into()));
        assert!(matches!(checked, Err(OpenError::NotAFile)), "{checked:?}");
    }

    #[test]
    fn a_check_says_what_opening_would_say() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            Place::File(path)
        };
        let huge = folder.path().join("huge.txt");
        File::create(&huge).unwrap().set_len(MAX_BYTES + 1).unwrap();
        for (place, words) in [
            (
                file("a.txt", b"%PDF-1.7"),
                "is not a text file (a PDF document)",
            ),
            (
                file("b.txt", &[0; 9000]),
                "is not a text file (a file of binary data)",
            ),
            (
                Place::File(huge),
                "is over the limit of 512 MB for one article (it has 513 MB)",
            ),
            (
                Place::File(folder.path().to_owned()),
                "is not a regular file",
            ),
            (Place::File(folder.path().join("none")), "cannot be read: "),
        ] {
            let checked = check(&place).unwrap_err().to_string();
            assert_eq!(checked, open(&place).unwrap_err().to_string());
            assert!(checked.starts_with(words), "{checked}");
        }
        for place in [file("c.txt", b""), file("d.md", &b"Text. ".repeat(20_000))] {
            check(&place).unwrap();
        }
        check(&Place::Edition(0)).unwrap();
    }
}
