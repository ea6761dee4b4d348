//! Which files of a folder are articles, by their names and, where those say nothing, by their first bytes.

use crate::import;
use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Extensions of the files that are articles, in lower case.
const EXTENSIONS: &[&str] = &[
    "md", "markdown", "mdown", "txt", "text", "html", "htm", "xhtml", "mht", "mhtml", "org", "rst",
];

/// Names without extension, in lower case, of files that programs and projects keep for themselves. README,
/// CHANGES and their like are for people and are listed.
const NOT_FOR_READERS: &[&str] = &[
    "makefile",
    "gnumakefile",
    "dockerfile",
    "containerfile",
    "vagrantfile",
    "jenkinsfile",
    "gemfile",
    "rakefile",
    "procfile",
    "brewfile",
    "justfile",
    "pipfile",
    "caddyfile",
    "license",
    "licence",
    "copying",
    "unlicense",
    "codeowners",
    "cname",
    "configure",
    "tags",
    "thumbs",
];

/// What follows the name of a page in the name of the folder of its pictures, as browsers write it in their
/// languages.
const SIDECARS: &[&str] = &[
    "_files",
    ".files",
    "_file",
    "-Dateien",
    "_Dateien",
    "_fichiers",
    "_archivos",
    "_ficheiros",
    "_arquivos",
    "_bestanden",
    "_pliki",
    "_soubory",
    "_tiedostot",
    "-filer",
    "_filer",
    "_dosyalar",
    "_elemei",
    "_failid",
    "_fails",
    "_fajlovi",
    "_datoteke",
    "_bylos",
    "_fitxers",
    "_fitxategiak",
    "_файлы",
];

/// Extensions of pages that have such a folder.
const PAGES: &[&str] = &["html", "htm", "xhtml", "HTML", "HTM"];

/// Folders that other systems leave behind, with nothing to read in them.
const LEFT_BEHIND: &[&str] = &["__MACOSX"];

/// What the name of a file promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Promise {
    /// An article.
    Article,
    /// Perhaps exported articles.
    Json,
    /// Nothing: its first bytes must tell.
    Nothing,
    /// Something else than an article.
    Other,
}

/// What the name of a file promises.
pub(super) fn promise(name: &OsStr) -> Promise {
    let Some(extension) = extension(name) else {
        let name = name.to_string_lossy().to_lowercase();
        return if NOT_FOR_READERS.contains(&name.as_str()) {
            Promise::Other
        } else {
            Promise::Nothing
        };
    };
    if EXTENSIONS.contains(&extension.as_str()) {
        Promise::Article
    } else if extension == "json" {
        Promise::Json
    } else {
        Promise::Other
    }
}

/// Whether the file at `path` is one of JSON by its name.
pub(super) fn is_json(path: &Path) -> bool {
    path.file_name().map(promise) == Some(Promise::Json)
}

/// What stands after the last dot, in lower case. A dot before a blank, as in "Mr. Lund rows out", and one at the
/// end begin no extension.
fn extension(name: &OsStr) -> Option<String> {
    let extension = Path::new(name).extension()?.to_string_lossy();
    let is_one = !extension.is_empty() && !extension.contains(char::is_whitespace);
    is_one.then(|| extension.to_lowercase())
}

/// Bytes of a file without extension that tell whether it is text.
const LOOKED_AT: u64 = 1024;

/// Whether the regular file at `path` begins like a text for people: no signs of other kinds of file, no zeros
/// but those of UTF-16, no script.
pub(super) fn begins_as_text(path: &Path) -> std::io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(LOOKED_AT).read_to_end(&mut head)?;
    let is_script = head.starts_with(b"#!");
    Ok(!head.is_empty() && !is_script && import::begins_as_text(&head))
}

/// Whether the folder at `path` holds nothing to read: the pictures of a page saved "complete", or what another
/// system left.
pub(super) fn is_aside(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(OsStr::to_str) else {
        return false;
    };
    LEFT_BEHIND.contains(&name) || SIDECARS.iter().any(|ending| is_sidecar(path, name, ending))
}

fn is_sidecar(path: &Path, name: &str, ending: &str) -> bool {
    let Some(stem) = name.strip_suffix(ending).filter(|stem| !stem.is_empty()) else {
        return false;
    };
    let mut pages = PAGES.iter().map(|page| format!("{stem}.{page}"));
    pages.any(|page| path.with_file_name(page).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_promises() {
        for (name, wanted) in [
            ("a.md", Promise::Article),
            ("A.HTML", Promise::Article),
            ("page.mhtml", Promise::Article),
            ("notes.org", Promise::Article),
            ("two.dots.v1.2.md", Promise::Article),
            ("wallabag.JSON", Promise::Json),
            ("README", Promise::Nothing),
            ("Mr. Lund rows out", Promise::Nothing),
            ("He rows.", Promise::Nothing),
            ("md", Promise::Nothing),
            ("Makefile", Promise::Other),
            ("LICENSE", Promise::Other),
            ("photo.jpg", Promise::Other),
            ("backup.md~", Promise::Other),
            ("unfinished.md.part", Promise::Other),
        ] {
            assert_eq!(promise(OsStr::new(name)), wanted, "{name}");
        }
    }
}
