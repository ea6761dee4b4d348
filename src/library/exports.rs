//! Exported lists in the folder: what is in one, and the bytes of one article of it.
//!
//! A list is parsed once and remembered as the places of its records, so that each of its articles is read by
//! itself: five hundred articles in a file of 50 MB cost one pass over the file and not five hundred.

use super::open::OpenError;
use crate::import::{self, Export, Exported, MAX_BYTES};
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Lists that are remembered: those of one export, and a few more.
const REMEMBERED: usize = 64;
/// Bytes of a file of JSON that tell whether it may be an export.
const LOOKED_AT: u64 = 64 * 1024;
/// Folders of an export beside its lists, whose files belong to the articles of the lists.
const BESIDE: [&str; 2] = ["content", "highlights"];

/// What a file of JSON in the folder is.
#[derive(Clone, Debug)]
pub(super) enum Found {
    /// No article.
    Nothing,
    /// One article.
    One,
    /// A list of articles.
    List(Arc<List>),
}

/// The articles of a list, in its order.
#[derive(Debug)]
pub(super) struct List {
    pub(super) items: Vec<Exported>,
    by_id: HashMap<String, usize>,
}

impl List {
    fn new(items: Vec<Exported>) -> Self {
        let ids = items.iter().enumerate();
        let by_id = ids.map(|(at, item)| (item.id.clone(), at)).collect();
        Self { items, by_id }
    }

    fn item(&self, id: &str) -> Option<&Exported> {
        self.by_id.get(id).and_then(|at| self.items.get(*at))
    }
}

/// A file as it was when it was parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    path: PathBuf,
    len: u64,
    modified: Option<jiff::Timestamp>,
}

impl Stamp {
    fn of(path: &Path) -> Result<Self, OpenError> {
        let metadata = std::fs::metadata(path)?;
        if !metadata.is_file() {
            return Err(OpenError::NotAFile);
        }
        Ok(Self {
            path: path.to_owned(),
            len: metadata.len(),
            modified: super::walk::modified(&metadata),
        })
    }
}

/// The lists that were parsed last, the newest at the end.
static LISTS: Mutex<Vec<(Stamp, Arc<List>)>> = Mutex::new(Vec::new());

/// The bytes of one article of a list.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) record: Vec<u8>,
    /// What lies in the page beside the list that is its text.
    pub(super) page: Option<Vec<u8>>,
    /// The passages highlighted in it.
    pub(super) highlights: Option<Vec<u8>>,
}

/// What the file of JSON at `path` is. Only a file that begins like an export is read to its end.
///
/// # Errors
/// [`OpenError`] when it cannot be read.
pub(super) fn look(path: &Path) -> Result<Found, OpenError> {
    let stamp = Stamp::of(path)?;
    if let Some(list) = remembered(&stamp) {
        return Ok(Found::List(list));
    }
    let mut head = Vec::new();
    let mut file = File::open(path)?;
    (&file).take(LOOKED_AT).read_to_end(&mut head)?;
    if stamp.len > MAX_BYTES || !import::may_be_export(&head) {
        return Ok(Found::Nothing);
    }
    file.seek(SeekFrom::Start(0))?;
    let mut bytes = Vec::with_capacity(usize::try_from(stamp.len).unwrap_or(0));
    file.take(MAX_BYTES).read_to_end(&mut bytes)?;
    Ok(match import::export(&bytes) {
        None => Found::Nothing,
        Some(Export::One) => Found::One,
        Some(Export::List(items)) => Found::List(remember(stamp, List::new(items))),
    })
}

fn remembered(stamp: &Stamp) -> Option<Arc<List>> {
    let lists = LISTS.lock().unwrap_or_else(PoisonError::into_inner);
    let found = lists.iter().find(|(known, _)| known == stamp);
    found.map(|(_, list)| Arc::clone(list))
}

fn remember(stamp: Stamp, list: List) -> Arc<List> {
    let list = Arc::new(list);
    let mut lists = LISTS.lock().unwrap_or_else(PoisonError::into_inner);
    lists.retain(|(known, _)| known.path != stamp.path);
    if lists.len() >= REMEMBERED {
        lists.remove(0);
    }
    lists.push((stamp, Arc::clone(&list)));
    list
}

/// Reads the article that the list in `file` knows as `id`.
///
/// # Errors
/// [`OpenError`] when the list or its page cannot be read, or the list has no such article.
pub(super) fn read(file: &Path, id: &str) -> Result<Item, OpenError> {
    let missing = || OpenError::NoItem(crate::text::harmless_line(id));
    let Found::List(list) = look(file)? else {
        return Err(missing());
    };
    let item = list.item(id).ok_or_else(missing)?;
    let page = page_of(file, item);
    let mut record = Vec::with_capacity(item.bytes.len());
    let mut source = File::open(file)?;
    source.seek(SeekFrom::Start(item.bytes.start as u64))?;
    source
        .take(item.bytes.len() as u64)
        .read_to_end(&mut record)?;
    let mut item = Item {
        record,
        page: None,
        highlights: None,
    };
    if let Some(page) = page {
        item.page = super::open::read_if_there(&page)?;
        if let Some(highlights) = highlights_of(file, &page) {
            // Without them the text is there all the same.
            item.highlights = super::open::read_if_there(&highlights).unwrap_or_default();
        }
    }
    Ok(item)
}

/// Where the page lies that is the text of `item`.
fn page_of(file: &Path, item: &Exported) -> Option<PathBuf> {
    let name = item.page.as_ref()?;
    Some(file.parent()?.join("content").join(name))
}

/// Where the passages lie that are highlighted in the `page`.
fn highlights_of(file: &Path, page: &Path) -> Option<PathBuf> {
    let name = Path::new(page.file_name()?).with_extension("md");
    Some(file.parent()?.join("highlights").join(name))
}

/// How many bytes the article `id` of the list in `file` has; `None` when the list has not been read yet.
pub(super) fn known_size(file: &Path, id: &str) -> Option<u64> {
    let list = remembered(&Stamp::of(file).ok()?)?;
    let item = list.item(id)?;
    let page = page_of(file, item).and_then(|page| std::fs::metadata(page).ok());
    Some(item.bytes.len() as u64 + page.map_or(0, |page| page.len()))
}

/// The files beside lists that are the articles of the lists, by the folder that the lists lie in.
#[derive(Debug, Default)]
pub(super) struct Beside(HashMap<PathBuf, HashSet<String>>);

impl Beside {
    /// Whether the file at `path` belongs to an article of a list in the folder above its own. A page that no
    /// list names is an article of its own.
    pub(super) fn has(&mut self, path: &Path) -> bool {
        let Some((folder, root)) = path.parent().and_then(|it| Some((it, it.parent()?))) else {
            return false;
        };
        let is_beside = BESIDE.iter().any(|name| folder.ends_with(name));
        let (true, Some(stem)) = (is_beside, path.file_stem()) else {
            return false;
        };
        if !self.0.contains_key(root) {
            self.0.insert(root.to_owned(), pages_of_lists(root));
        }
        let page = format!("{}.html", stem.to_string_lossy());
        self.0.get(root).is_some_and(|pages| pages.contains(&page))
    }
}

/// The pages that lists in `folder` name.
fn pages_of_lists(folder: &Path) -> HashSet<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return HashSet::new();
    };
    let files = entries.flatten().map(|entry| entry.path());
    let lists = files.filter(|path| super::listed::is_json(path));
    let found = lists.filter_map(|path| match look(&path) {
        Ok(Found::List(list)) => Some(list),
        _ => None,
    });
    let pages = found.flat_map(|list| {
        let pages = list.items.iter().filter_map(|item| item.page.clone());
        pages.collect::<Vec<_>>()
    });
    pages.collect()
}
