//! What can be typed after `newsprint`.

use super::marks::Wanted;
use crate::exchange::Format;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Read a folder of saved articles like a newspaper, in the terminal.
///
/// newsprint opens Markdown, plain text and saved web pages, sets them in true pages beside a sidebar of the
/// sections and of the people, organisations and places in the story, keeps the passages you mark, and opens
/// every article again at the word where you left it. It never writes to an article and never uses the
/// network.
#[derive(Debug, Parser)]
#[command(name = "newsprint", version, after_help = AFTER, after_long_help = AFTER_LONG)]
pub(super) struct Arguments {
    /// A folder of articles, an exported list, or one article. With neither: the library of config.toml, or else the edition
    /// inside the program
    pub(super) path: Option<PathBuf>,

    /// Where config.toml, names.toml and the journal of what you read lie
    #[arg(long, global = true, value_name = "DIR", env = "NEWSPRINT_CONFIG_DIR")]
    pub(super) config_dir: Option<PathBuf>,

    /// Where what can be made anew is kept, a copy of a long journal above all
    #[arg(long, global = true, value_name = "DIR", env = "NEWSPRINT_CACHE_DIR")]
    pub(super) cache_dir: Option<PathBuf>,

    #[command(subcommand)]
    pub(super) order: Option<Order>,
}

const AFTER: &str =
    "In the reader, ? shows the keys of the screen you are on. `newsprint --help` says more.";

const AFTER_LONG: &str = "\
Examples:
  newsprint ~/Clippings          open a folder, subfolders included
  newsprint saved-page.html      open one article
  newsprint                      open the edition that comes with the program
  newsprint list ~/Clippings --json | jq -r 'select(.read | not) | .title'
  newsprint show story.md | less
  newsprint saved.json           open the articles in an exported list (Wallabag, Omnivore)
  newsprint show saved.json#7    print the one that the list knows as 7
  newsprint check ~/Clippings    what is wrong with which file
  newsprint names ~/Clippings    who is in which article, and who is in several
  newsprint export -o marks.md   the passages you marked, as Markdown; --format for others
  newsprint import readwise.csv  what you marked elsewhere; Pocket, KOReader, Hypothesis …

Files:
  config.toml                    in the config directory; yours, never written by the program
  names.toml                     beside it: what you said of names; you may write in it too
  state/DEVICE.jsonl             beside it: what you read, starred and marked, one line each

Environment:
  NEWSPRINT_CONFIG_DIR           the config directory, unless --config-dir says another
  NEWSPRINT_CACHE_DIR            the cache directory, unless --cache-dir says another; it can be
                                 deleted at any time
  NO_COLOR                       when set and not empty, no colours

Exit status:
  0  all went well; so ends a reader that a signal ended, with the place kept
  1  something could not be read; the rest was done
  2  nothing could be done: a wrong argument or configuration, nothing to open, no terminal

In the reader, ? shows the keys of the screen you are on.";

/// The formats that are written, by their names.
pub(super) fn written() -> impl TypedValueParser<Value = Format> {
    named(Format::is_written)
}

/// The formats that are read, by their names.
pub(super) fn read() -> impl TypedValueParser<Value = Format> {
    named(Format::is_read)
}

fn named(is_one: fn(Format) -> bool) -> impl TypedValueParser<Value = Format> {
    let formats = Format::ALL.into_iter().filter(|format| is_one(*format));
    let names: Vec<&str> = formats.map(Format::name).collect();
    PossibleValuesParser::new(names).try_map(|name| Format::named(&name).ok_or("no such format"))
}

/// Things to do without the screen.
#[derive(Debug, Subcommand)]
pub(super) enum Order {
    /// List the articles of a folder
    List {
        /// The folder; as for `newsprint` itself when left out
        path: Option<PathBuf>,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Print an article as plain text
    Show {
        /// The article
        file: PathBuf,
        /// Width of a line, in cells
        #[arg(long, value_name = "N", default_value_t = crate::config::USUAL_MEASURE, value_parser = clap::value_parser!(u16).range(1..))]
        width: u16,
    },
    /// Tell what the program found in each file: one JSON object a line
    Inspect {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Put the article's whole text in
        #[arg(long)]
        text: bool,
    },
    /// Tell who is in each article, and who is in several
    ///
    /// Told by file: its title, and the people, organisations and places in it, each with how often it is mentioned,
    /// who the article says it is, and how else it is written. After several files: who is in more than one of them.
    /// What you said of names in the reader, kept in names.toml, is applied.
    Names {
        /// Folders, files and exported lists; as for `newsprint` itself when left out
        #[arg(value_name = "FOLDER or FILE")]
        paths: Vec<PathBuf>,
        /// One JSON object a file
        #[arg(long)]
        json: bool,
    },
    /// Read every article of a folder and tell what is wrong, missing or there twice
    ///
    /// Told by file: what cannot be opened or was passed over, and why; what was wrong with a file and what was
    /// done about it; articles without text, or with no title but the name of the file; and those that are there
    /// twice, with the same bytes or from the same address. A sum closes it, with how many have no date. The exit
    /// status is 0 when every file opens, warnings or not, and 1 when one does not.
    Check {
        /// Folders, files and exported lists; as for `newsprint` itself when left out
        #[arg(value_name = "FOLDER or FILE")]
        paths: Vec<PathBuf>,
        /// One JSON object a file, and one with the sum
        #[arg(long)]
        json: bool,
        /// Tell of every article where its title, authors, dates and other fields came from
        #[arg(long)]
        sources: bool,
    },
    /// List the passages you marked, in all articles
    ///
    /// Each is told with its note, section, page and label, and whether it is still found in its article: exact, moved,
    /// changed, lost, or not here when the file of the article is not where it was. Pages are those of your measure with
    /// 40 lines.
    Bookmarks {
        #[command(flatten)]
        wanted: Wanted,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Write the passages you marked for other programs
    ///
    /// markdown: with front matter, quotations and links that open a browser at the passage; `[export] markdown` in
    /// config.toml names a template of yours. w3c: Web Annotations in JSON-LD. json: everything. readwise: the CSV that
    /// Readwise takes. org: Org. html: the articles as pages with the passages highlighted.
    Export(super::export::Asked),
    /// Bring in what you marked, read, starred and tagged in other programs
    ///
    /// The format is told by the content: w3c (Web Annotations, as Hypothesis gives them out too), json (our own),
    /// readwise, koreader, pocket, instapaper, omnivore, wallabag. What a file says of an article is brought in once,
    /// however often you import it, and nothing that you did since is undone by it. Records that cannot be used are told
    /// with their place and the reason, and the exit status is 1; all others are brought in together, as one step that
    /// one undo in the reader takes back.
    Import(super::import::Asked),
    /// Tell what is kept of what you did, and where
    Journal {
        /// Leave out of this device's file what does not count any more, and set aside what cannot be used
        #[arg(long)]
        compact: bool,
        /// One JSON object
        #[arg(long)]
        json: bool,
    },
    /// List the keys, yours included
    Keys,
}
